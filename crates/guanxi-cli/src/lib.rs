//! The command `guanxi` as a library: [`run`] is the whole program, for whoever carries it along.

mod cli;
pub mod doctor;
mod png;
pub mod serve;
mod sightings;
#[cfg(test)]
mod testing;

pub use cli::run;
