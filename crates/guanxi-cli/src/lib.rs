//! The command `guanxi` as a library: [`run`] is the whole program, [`run_with`] the same for whoever carries it along, as
//! the Python package does.

mod cli;
pub mod doctor;
mod png;
pub mod score;
pub mod serve;
mod sightings;
#[cfg(test)]
mod testing;
mod train;

pub use cli::{run, run_with};
