//! Score room: mentions against gold annotations → precision, recall and F1.
//!
//! The gold is text in the markup of the annotation guide: [`parse`] reads it, `annotate` writes it, and
//! `compare` gives the figures. All offsets are Unicode scalars of the raw text.

mod annotate;
mod compare;
mod markup;
mod report;

pub use annotate::annotate;
pub use compare::{Predicted, belongs, compare};
pub use markup::{Gold, Tagged, parse, squeeze};
pub use report::{Figures, Line, Measure, Mistake, Scores};

#[cfg(test)]
mod tests;
