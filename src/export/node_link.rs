//! Node-link JSON: `networkx.node_link_graph(data, edges="links")`, d3, sigma.

use std::io::{self, Write};

use serde_json::{Map, Value as Json, json};

use super::columns::{self, Cell};
use crate::graph::Graph;
use crate::paint;

pub(super) fn write(graph: &Graph, out: &mut impl Write) -> io::Result<()> {
    let about = json!({"creator": "guanxi", "scope": graph.meta.scope, "damping": graph.meta.damping});
    write!(out, "{{\"directed\":false,\"multigraph\":true,\"graph\":{about},\n\"nodes\":[")?;
    let computed = columns::attributes(graph);
    let ids: Vec<String> = graph.nodes().map(|node| node.key.id()).collect();
    for (at, (node, id)) in graph.nodes().zip(&ids).enumerate() {
        let mut row = Map::new();
        row.insert("id".to_owned(), id.as_str().into());
        row.insert("label".to_owned(), node.label.as_str().into());
        insert(&mut row, columns::NODE.iter().map(|(name, _)| *name).zip(columns::node(graph, node)));
        let computed =
            computed.iter().map(|(column, name, kind)| (&**column, columns::attribute(node, name, *kind)));
        insert(&mut row, computed);
        row.insert("size".to_owned(), paint::size(node).into());
        row.insert("color".to_owned(), paint::hex(node.key.kind).into());
        write_row(out, at, &row)?;
    }
    out.write_all(b"],\n\"links\":[")?;
    for (at, (a, b, link)) in graph.links().enumerate() {
        let mut row = Map::new();
        row.insert("source".to_owned(), ids[a].as_str().into());
        row.insert("target".to_owned(), ids[b].as_str().into());
        row.insert("key".to_owned(), link.relation.name().into());
        row.insert("weight".to_owned(), link.weight.into());
        insert(&mut row, columns::LINK.iter().map(|(name, _)| *name).zip(columns::link(graph, link)));
        write_row(out, at, &row)?;
    }
    out.write_all(b"]}\n")
}

fn insert<'a>(row: &mut Map<String, Json>, cells: impl Iterator<Item = (&'a str, Option<Cell<'a>>)>) {
    for (name, cell) in cells.filter_map(|(name, cell)| Some((name, cell?))) {
        let value = match cell {
            Cell::Integer(value) => value.into(),
            Cell::Real(value) => value.into(),
            Cell::List(words) => words.into(),
            words => words.to_string().into(),
        };
        row.insert(name.to_owned(), value);
    }
}

fn write_row(out: &mut impl Write, at: usize, row: &Map<String, Json>) -> io::Result<()> {
    out.write_all(if at == 0 { b"\n" } else { b",\n" })?;
    Ok(serde_json::to_writer(out, row)?)
}
