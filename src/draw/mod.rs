//! Draw room: pictures of a graph as SVG, without any other program.
//!
//! [`network`] draws names as boxes and links as lines, [`matrix`] one kind against another; the same bytes in
//! every run and on every machine. [`with_places`] gives the nodes their places for the files of other programs,
//! [`places_of`] those that a page shows at first.

mod boxes;
mod canvas;
mod layout;
mod legend;
mod letters;
mod matrix;
mod network;
#[cfg(test)]
mod tests;

pub use matrix::matrix;
pub use network::{network, places_of, with_places};
