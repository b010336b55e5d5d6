//! DOT that Gephi and Graphviz both read right.
//!
//! Gephi has its own tokeniser, so only what both understand is written: no byte-order mark but a Chinese
//! comment in the first line (Gephi guesses the charset from it), every id quoted, spaces round `--`, one
//! bracket list a statement, colours as `H S V`, a whole-number weight of 1 or more, no graph attributes.

use std::io::{self, Write};

use super::columns::{self, Cell};
use super::paint;
use crate::graph::{Graph, Node};

/// A font that has Chinese letters wherever it is installed.
pub(super) const FONT: &str = "Noto Sans CJK SC";

pub(super) fn write(graph: &Graph, out: &mut impl Write) -> io::Result<()> {
    writeln!(
        out,
        "// 人物、机构、地点、项目关系图 guanxi; draw: sfdp -Goverlap=prism -Tsvg graph.dot -o graph.svg"
    )?;
    writeln!(out, "graph {{")?;
    let attributes = columns::attributes(graph);
    let ids: Vec<String> = graph.nodes().map(|node| node.key.id()).collect();
    for (node, id) in graph.nodes().zip(&ids) {
        write!(out, "\"{id}\" [label={}", Quoted(&node.label))?;
        write!(out, ", color=\"{}\", style=\"filled\", fontname=\"{FONT}\"", paint::hsv(node.key.kind))?;
        if let Some((x, y)) = position(node) {
            write!(out, ", pos=\"{x},{y}\"")?;
        }
        let facts = columns::NODE.iter().map(|(name, _)| *name).zip(columns::node(graph, node));
        write_cells(out, facts)?;
        for (column, name, kind) in attributes.iter().filter(|(_, name, _)| !matches!(*name, "x" | "y")) {
            write_cells(out, [(&**column, columns::attribute(node, name, *kind))].into_iter())?;
        }
        writeln!(out, "];")?;
    }
    for (a, b, link) in graph.links() {
        let weight = link.count(graph.meta.scope).max(1);
        write!(out, "\"{}\" -- \"{}\" [weight={weight}, strength=\"{}\"", ids[a], ids[b], link.weight)?;
        if let Some(label) = columns::label(link) {
            write!(out, ", label={}", Quoted(&label))?;
        }
        write_cells(out, columns::LINK.iter().map(|(name, _)| *name).zip(columns::link(graph, link)))?;
        writeln!(out, "];")?;
    }
    writeln!(out, "}}")
}

fn write_cells<'a>(
    out: &mut impl Write,
    cells: impl Iterator<Item = (&'a str, Option<Cell<'a>>)>,
) -> io::Result<()> {
    for (name, cell) in cells {
        match cell {
            None => {}
            Some(Cell::Text(text)) => write!(out, ", {name}={}", Quoted(&text))?,
            Some(number) => write!(out, ", {name}=\"{number}\"")?,
        }
    }
    Ok(())
}

/// Where a layout put the node.
pub(super) fn position(node: &Node) -> Option<(f64, f64)> {
    Some((node.attributes.get("x")?.number()?, node.attributes.get("y")?.number()?))
}

/// Text between quotation marks, on one line; control characters are dropped.
pub(super) struct Quoted<'a>(pub(super) &'a str);

impl std::fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        use std::fmt::Write;
        f.write_char('"')?;
        for c in self.0.chars() {
            match c {
                '"' => f.write_str("\\\"")?,
                '\\' => f.write_str("\\\\")?,
                '\n' => f.write_str("\\n")?,
                '\t' => f.write_char(' ')?,
                c if c.is_control() => {}
                c => f.write_char(c)?,
            }
        }
        f.write_char('"')
    }
}
