//! Draw room: pictures of a graph as SVG, without any other program.
//!
//! [`network`] draws names as boxes and links as lines, [`matrix`] one kind against another; the same bytes in
//! every run and on every machine. [`crate::graph::Graph::with_places`] gives the nodes their places for the files of other programs.

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
pub use network::network;
pub(crate) use network::places_of;
