//! Cypher for Neo4j 5 and later, and Memgraph: run it twice and nothing doubles.
//!
//! Rows go in batches, one statement each: a statement a row would take hours, one for all does not parse.

use std::io::{self, Write};

use super::columns::{self, Cell};
use super::csv::{relation, title};
use crate::graph::{Graph, Relation};
use crate::kind::Kind;

const BATCH: usize = 500;

pub(super) fn write(graph: &Graph, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "// Entities and links of guanxi; load it with: cypher-shell -f graph.cypher")?;
    writeln!(out, "CREATE CONSTRAINT entity_id IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE;")?;
    let computed = columns::attributes(graph);
    let ids: Vec<String> = graph.nodes().map(|node| node.key.id()).collect();
    for kind in Kind::NODES {
        let nodes: Vec<_> = graph.nodes().zip(&ids).filter(|(node, _)| node.key.kind == kind).collect();
        for batch in nodes.chunks(BATCH) {
            writeln!(out, "UNWIND [")?;
            for (at, (node, id)) in batch.iter().enumerate() {
                let mut row = Vec::new();
                let facts = columns::NODE.iter().map(|(name, _)| *name).zip(columns::node(graph, node));
                let computed = computed
                    .iter()
                    .map(|(column, name, kind)| (&**column, columns::attribute(node, name, *kind)));
                let name = [("name", Some(Cell::Text(node.label.as_str().into())))];
                push_map(name.into_iter().chain(facts).chain(computed), &mut row);
                write!(out, "{}{{id:", if at == 0 { " " } else { "," })?;
                write_word(id, out)?;
                out.write_all(b", facts:")?;
                out.write_all(&row)?;
                out.write_all(b"}\n")?;
            }
            let label = title(kind.name());
            writeln!(out, "] AS row MERGE (n:Entity {{id: row.id}}) SET n:{label}, n += row.facts;")?;
        }
    }
    for kind in Relation::ALL {
        let links: Vec<_> = graph.links().filter(|(_, _, link)| link.relation == kind).collect();
        for batch in links.chunks(BATCH) {
            writeln!(out, "UNWIND [")?;
            for (at, (a, b, link)) in batch.iter().enumerate() {
                let mut row = Vec::new();
                let weight = [("weight", Some(Cell::Real(link.weight)))];
                let facts = columns::LINK.iter().map(|(name, _)| *name).zip(columns::link(graph, link));
                push_map(weight.into_iter().chain(facts), &mut row);
                write!(out, "{}{{a:", if at == 0 { " " } else { "," })?;
                write_word(&ids[*a], out)?;
                out.write_all(b", b:")?;
                write_word(&ids[*b], out)?;
                out.write_all(b", facts:")?;
                out.write_all(&row)?;
                out.write_all(b"}\n")?;
            }
            let name = relation(kind);
            writeln!(out, "] AS row MATCH (a:Entity {{id: row.a}}), (b:Entity {{id: row.b}})")?;
            writeln!(out, "MERGE (a)-[r:{name}]->(b) SET r += row.facts;")?;
        }
    }
    Ok(())
}

fn push_map<'a>(cells: impl Iterator<Item = (&'a str, Option<Cell<'a>>)>, out: &mut Vec<u8>) {
    let mut mark: &[u8] = b"{";
    for (name, cell) in cells.filter_map(|(name, cell)| Some((name, cell?))) {
        out.extend_from_slice(mark);
        out.extend_from_slice(name.as_bytes());
        out.push(b':');
        match &cell {
            Cell::Integer(_) | Cell::Real(_) => cell.push_to(out),
            Cell::Day(_) => {
                out.extend_from_slice(b"date('");
                cell.push_to(out);
                out.extend_from_slice(b"')");
            }
            Cell::List(words) => {
                let mut mark: &[u8] = b"[";
                for word in words {
                    out.extend_from_slice(mark);
                    push_word(word, out);
                    mark = b", ";
                }
                out.push(b']');
            }
            Cell::Text(text) => push_word(text, out),
            Cell::Offsets(..) => push_word(&cell.to_string(), out),
        }
        mark = b", ";
    }
    out.push(b'}');
}

fn write_word(text: &str, out: &mut impl Write) -> io::Result<()> {
    let mut word = Vec::new();
    push_word(text, &mut word);
    out.write_all(&word)
}

/// A string in single quotes. `\u` is decoded before a statement is parsed, so no backslash is left bare.
fn push_word(text: &str, out: &mut Vec<u8>) {
    out.push(b'\'');
    for c in text.chars() {
        match c {
            '\'' => out.extend_from_slice(b"\\'"),
            '\\' => out.extend_from_slice(b"\\\\"),
            '\n' => out.extend_from_slice(b"\\n"),
            '\t' => out.extend_from_slice(b"\\t"),
            c if c.is_control() => {}
            c => out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
        }
    }
    out.push(b'\'');
}
