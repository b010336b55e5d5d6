//! DOT that Gephi and Graphviz both read right.
//!
//! Gephi has its own tokeniser, so only what both understand is written: no byte-order mark but a Chinese
//! comment in the first line (Gephi guesses the charset from it), every id quoted, spaces round `--`, one
//! bracket list a statement, colours as `H S V`, a whole-number weight of 1 or more, no graph attributes.

use std::io::{self, Write};

use super::columns::{self, Cell};
use crate::graph::{Graph, Node};
use crate::paint;

/// A font that has Chinese letters wherever it is installed.
pub(super) const FONT: &str = "Noto Sans CJK SC";

/// How Graphviz makes a picture of it in which names can be read.
const DRAW: &str =
    "sfdp -Goverlap=prism -Gsep=+8 -GK=2 -Goutputorder=edgesfirst -Ecolor=gray70 -Tsvg -O graph.dot";

pub(super) fn write(graph: &Graph, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "// 人物、机构、地点、项目关系图 guanxi; draw: {DRAW}")?;
    writeln!(out, "graph {{")?;
    let mut scratch = Vec::new();
    let attributes = columns::attributes(graph);
    let ids: Vec<String> = graph.nodes().map(|node| node.key.id()).collect();
    for (node, id) in graph.nodes().zip(&ids) {
        write!(
            out,
            "\"{id}\" [fontname=\"{FONT}\", style=\"filled\", color=\"{}\"",
            paint::hsv(node.key.kind)
        )?;
        let place = position(node).map(|(x, y)| Cell::Text(format!("{x},{y}").into()));
        let own = [("label", Some(Cell::Text(node.label.as_str().into()))), ("pos", place)];
        let facts = columns::NODE.iter().map(|(name, _)| *name).zip(columns::node(graph, node));
        let computed = attributes.iter().filter(|(_, name, _)| !matches!(*name, "x" | "y"));
        let computed =
            computed.map(|(column, name, kind)| (&**column, columns::attribute(node, name, *kind)));
        write_cells(out, own.into_iter().chain(facts).chain(computed), &mut scratch)?;
        writeln!(out, "];")?;
    }
    for (a, b, link) in graph.links() {
        let weight = link.count(graph.meta.scope).max(1);
        write!(out, "\"{}\" -- \"{}\" [weight={weight}", ids[a], ids[b])?;
        // No label on links: Graphviz would write it across the nodes. Posts stand under `roles`.
        let own = [("strength", Some(Cell::Real(link.weight)))];
        let facts = columns::LINK.iter().map(|(name, _)| *name).zip(columns::link(graph, link));
        write_cells(out, own.into_iter().chain(facts), &mut scratch)?;
        writeln!(out, "];")?;
    }
    writeln!(out, "}}")
}

fn write_cells<'a>(
    out: &mut impl Write,
    cells: impl Iterator<Item = (&'a str, Option<Cell<'a>>)>,
    scratch: &mut Vec<u8>,
) -> io::Result<()> {
    scratch.clear();
    for (name, cell) in cells.filter_map(|(name, cell)| Some((name, cell?))) {
        scratch.extend_from_slice(b", ");
        scratch.extend_from_slice(name.as_bytes());
        scratch.extend_from_slice(b"=\"");
        match &cell {
            Cell::Text(text) => push_escaped(text, scratch),
            Cell::List(_) => push_escaped(&cell.to_string(), scratch),
            plain => plain.push_to(scratch),
        }
        scratch.push(b'"');
    }
    out.write_all(scratch)
}

/// Where a layout put the node.
pub(super) fn position(node: &Node) -> Option<(f64, f64)> {
    Some((node.attributes.get("x")?.number()?, node.attributes.get("y")?.number()?))
}

/// Text for between quotation marks, on one line; control characters are dropped.
pub(super) fn push_escaped(text: &str, out: &mut Vec<u8>) {
    let odd = |byte: u8| byte < 0x20 || matches!(byte, b'"' | b'\\' | 0x7f | 0xc2);
    if !text.bytes().any(odd) {
        out.extend_from_slice(text.as_bytes());
        return;
    }
    for c in text.chars() {
        match c {
            '"' => out.extend_from_slice(b"\\\""),
            '\\' => out.extend_from_slice(b"\\\\"),
            '\n' => out.extend_from_slice(b"\\n"),
            '\t' => out.push(b' '),
            c if c.is_control() => {}
            c => out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
        }
    }
}
