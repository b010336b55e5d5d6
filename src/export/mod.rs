//! Export room: a graph as the files other programs read; one file per format.
//!
//! [`write()`] sends any [`Format`] to any writer and fails only where the writer does. [`read`] takes back
//! what [`Format::Json`] wrote, equal in everything. [`write_derived`] writes our JSON of a graph link by link.

use std::io::{self, Write};

use crate::graph::Graph;

use inert::{Inert, Style};

mod columns;
mod csv;
mod cypher;
mod dot;
mod format;
mod ftm;
mod gexf;
mod graphml;
mod inert;
mod json;
mod line;
mod lines;
mod node_link;
pub(crate) mod page;
mod pretty;
mod record;
#[cfg(test)]
mod tests;
#[cfg(feature = "turtle")]
mod turtle;
mod xml;

pub use format::Format;
pub use json::{ReadError, read, write_derived};

/// Writes the whole graph as one file of a format.
///
/// No format but the page, which a browser reads, carries a C1 control, a mark that turns the direction of writing or a
/// non-character raw.
pub fn write(graph: &Graph, format: Format, out: &mut impl Write) -> io::Result<()> {
    let style = match format {
        // JSON sees to it itself, wherever it is written.
        Format::Json | Format::Html => return raw(graph, format, out),
        Format::NodeLink | Format::Cypher | Format::FollowTheMoney => Style::Escaped,
        #[cfg(feature = "turtle")]
        Format::Turtle => Style::Escaped,
        _ => Style::Dropped,
    };
    raw(graph, format, &mut Inert::new(out, style))
}

fn raw(graph: &Graph, format: Format, out: &mut impl Write) -> io::Result<()> {
    match format {
        Format::Json => json::write(graph, out),
        Format::Dot => dot::write(graph, out),
        Format::DotPretty => pretty::write(graph, out),
        Format::GraphMl => graphml::write(graph, out),
        Format::Gexf => gexf::write(graph, out),
        Format::CsvNodes => csv::write_nodes(graph, out),
        Format::CsvEdges => csv::write_edges(graph, out),
        Format::Neo4jNodes => csv::write_neo4j_nodes(graph, out),
        Format::Neo4jEdges => csv::write_neo4j_edges(graph, out),
        Format::NodeLink => node_link::write(graph, out),
        Format::Cypher => cypher::write(graph, out),
        #[cfg(feature = "turtle")]
        Format::Turtle => turtle::write(graph, out),
        Format::FollowTheMoney => ftm::write(graph, out),
        Format::Html => page::write(graph, out),
    }
}
