//! Export room: a graph as the files other programs read; one file per format.
//!
//! [`write()`] sends any [`Format`] to any writer and fails only where the writer does. [`read`] takes back
//! what [`Format::Json`] wrote, equal in everything.

use std::io::{self, Write};

use crate::graph::Graph;

mod columns;
mod dot;
mod format;
mod graphml;
mod json;
mod paint;
mod record;
#[cfg(test)]
mod tests;
mod xml;

pub use format::Format;
pub use json::{ReadError, read};

/// Writes the whole graph as one file of a format.
pub fn write(graph: &Graph, format: Format, out: &mut impl Write) -> io::Result<()> {
    match format {
        Format::Json => json::write(graph, out),
        Format::Dot => dot::write(graph, out),
        Format::GraphMl => graphml::write(graph, out),
    }
}
