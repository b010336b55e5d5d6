//! GraphML by the profile that Gephi, Gephi Lite, networkx and igraph all take unchanged.
//!
//! Keys stand before the graph, for nodes or for edges and never both, with ASCII names unique in any case;
//! lists are one string joined by `|`; nothing has a default. An edge that is not a co-mention carries the
//! XML attribute `label`, which Gephi reads as the edge's type.

use std::io::{self, Write};

use super::columns::{self, Cell, Type};
use super::xml::Xml;
use crate::graph::{Graph, Relation};
use crate::paint;

pub(super) fn write(graph: &Graph, out: &mut impl Write) -> io::Result<()> {
    let mut xml = Xml::new(out)?;
    let namespace = [("xmlns", "http://graphml.graphdrawing.org/xmlns")];
    xml.open("graphml", &namespace)?;
    xml.line()?;
    let attributes = columns::attributes(graph);

    let own = [("label", Type::Text), ("size", Type::Real), ("color", Type::Text)];
    let computed = attributes.iter().map(|(column, _, kind)| (&**column, *kind));
    for (name, kind) in own.into_iter().chain(columns::NODE).chain(computed) {
        key(&mut xml, "node", name, name, kind)?;
    }
    let own = [("weight", Type::Real), ("label", Type::Text)];
    for (name, kind) in own.into_iter().chain(columns::LINK) {
        key(&mut xml, "edge", &format!("e_{name}"), name, kind)?;
    }

    xml.open("graph", &[("edgedefault", "undirected")])?;
    xml.line()?;
    let tag = |name: &str| format!("data key=\"{name}\"");
    let tags = columns::NODE.map(|(name, _)| tag(name));
    let computed: Vec<String> = attributes.iter().map(|(column, ..)| tag(column)).collect();
    let ids: Vec<String> = graph.nodes().map(|node| node.key.id()).collect();
    for (node, id) in graph.nodes().zip(&ids) {
        xml.open("node", &[("id", id)])?;
        data(&mut xml, "data key=\"label\"", Some(Cell::Text(node.label.as_str().into())))?;
        data(&mut xml, "data key=\"size\"", Some(Cell::Real(paint::size(node))))?;
        data(&mut xml, "data key=\"color\"", Some(Cell::Text(paint::hex(node.key.kind).into())))?;
        for (tag, cell) in tags.iter().zip(columns::node(graph, node)) {
            data(&mut xml, tag, cell)?;
        }
        for (tag, (_, name, kind)) in computed.iter().zip(&attributes) {
            data(&mut xml, tag, columns::attribute(node, name, *kind))?;
        }
        xml.close("node")?;
        xml.line()?;
    }
    let tags = columns::LINK.map(|(name, _)| tag(&format!("e_{name}")));
    for (a, b, link) in graph.links() {
        let ends = [("source", &*ids[a]), ("target", &*ids[b]), ("label", link.relation.name())];
        let typed = if link.relation == Relation::CoMention { 2 } else { 3 };
        xml.open("edge", &ends[..typed])?;
        data(&mut xml, "data key=\"e_weight\"", Some(Cell::Real(link.weight)))?;
        data(&mut xml, "data key=\"e_label\"", columns::label(link).map(Cell::Text))?;
        for (tag, cell) in tags.iter().zip(columns::link(graph, link)) {
            data(&mut xml, tag, cell)?;
        }
        xml.close("edge")?;
        xml.line()?;
    }
    xml.close("graph")?;
    xml.close("graphml")?;
    xml.line()
}

fn key<W: Write>(xml: &mut Xml<W>, of: &str, id: &str, name: &str, kind: Type) -> io::Result<()> {
    let kind = match kind {
        Type::Text => "string",
        Type::Integer => "long",
        Type::Real => "double",
    };
    xml.empty("key", &[("id", id), ("for", of), ("attr.name", name), ("attr.type", kind)])?;
    xml.line()
}

fn data<W: Write>(xml: &mut Xml<W>, tag: &str, cell: Option<Cell>) -> io::Result<()> {
    match cell {
        Some(cell) => xml.leaf(tag, 4, &cell),
        None => Ok(()),
    }
}
