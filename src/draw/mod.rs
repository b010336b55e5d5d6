//! Draw room: pictures of a graph as SVG or PNG, without any other program.
//!
//! [`network`] draws names as boxes and links as lines, [`matrix`] one kind against another; both give SVG, the
//! same bytes in every run and on every machine. [`png`] makes an image of it with a font of the system.
//! [`with_places`] gives the nodes their places for the files of other programs.

mod boxes;
mod canvas;
mod layout;
mod legend;
mod letters;
mod matrix;
mod network;
mod png;
#[cfg(test)]
mod tests;

pub use matrix::matrix;
pub use network::{network, with_places};
pub use png::{Fonts, PngError, png};
