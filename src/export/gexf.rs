//! GEXF 1.3 as Gephi reads it: days as spells and as a weight that changes, colours, sizes, places.
//!
//! Where no day is known the graph is static. In a dynamic one every link has weights with a time, since
//! Gephi gives others none: a link without a day gets its weight for the whole time. Gephi looks for a
//! changing attribute called `weight`, with which graphology and networkx would overwrite the whole weight:
//! so it has another title, for networkx, and its values have an `id` too, which graphology reads first and
//! Gephi overrides by `for`. The block of plain edge attributes comes last: graphology knows only that.
//! `viz:size` has `value` first and colours have no `hex`, which Gephi needs.

use std::io::{self, Write};

use super::columns::{self, Cell, Type};
use super::dot::position;
use super::xml::Xml;
use crate::graph::{Graph, Link, Relation};
use crate::paint;
use crate::text::Date;

const NAMESPACES: [(&str, &str); 3] =
    [("xmlns", "http://gexf.net/1.3"), ("xmlns:viz", "http://gexf.net/1.3/viz"), ("version", "1.3")];

/// What graphology calls the weight by day.
const BY_DAY: &str = "weight_by_day";

pub(super) fn write(graph: &Graph, out: &mut impl Write) -> io::Result<()> {
    let mut xml = Xml::new(out)?;
    let span = span(graph);
    // Places have an element of their own.
    let computed: Vec<_> =
        columns::attributes(graph).into_iter().filter(|(_, name, _)| !matches!(*name, "x" | "y")).collect();
    xml.open("gexf", &NAMESPACES)?;
    xml.line()?;
    xml.open("meta", &[])?;
    xml.leaf("creator", 7, &Cell::Text("guanxi".into()))?;
    xml.leaf("description", 11, &Cell::Text("who appears with whom in local-government news".into()))?;
    xml.close("meta")?;
    xml.line()?;
    let dynamic = [
        ("defaultedgetype", "undirected"),
        ("mode", "dynamic"),
        ("timeformat", "date"),
        ("timerepresentation", "interval"),
    ];
    let still = [("defaultedgetype", "undirected"), ("mode", "static")];
    xml.open("graph", if span.is_some() { &dynamic } else { &still })?;
    xml.line()?;
    let own = columns::NODE.into_iter();
    let own = own.chain(computed.iter().map(|(column, _, kind)| (&**column, *kind)));
    declare(&mut xml, "node", own)?;
    if span.is_some() {
        xml.open("attributes", &[("class", "edge"), ("mode", "dynamic")])?;
        xml.empty("attribute", &[("id", "weight"), ("title", "weight by day"), ("type", "double")])?;
        xml.close("attributes")?;
        xml.line()?;
    }
    let by_day = span.map(|_| (BY_DAY, Type::Real));
    declare(&mut xml, "edge", columns::LINK.into_iter().chain(by_day))?;
    let ids: Vec<String> = graph.nodes().map(|node| node.key.id()).collect();
    write_nodes(&mut xml, graph, &ids, &computed)?;
    write_edges(&mut xml, graph, &ids, span)?;
    xml.close("graph")?;
    xml.close("gexf")?;
    xml.line()
}

fn declare<'a, W: Write>(
    xml: &mut Xml<W>,
    class: &str,
    columns: impl Iterator<Item = (&'a str, Type)>,
) -> io::Result<()> {
    xml.open("attributes", &[("class", class), ("mode", "static")])?;
    for (name, kind) in columns {
        let kind = match kind {
            Type::Text => "string",
            Type::Integer => "long",
            Type::Real => "double",
        };
        xml.empty("attribute", &[("id", name), ("title", name), ("type", kind)])?;
    }
    xml.close("attributes")?;
    xml.line()
}

fn write_nodes<W: Write>(
    xml: &mut Xml<W>,
    graph: &Graph,
    ids: &[String],
    computed: &[(String, &str, Type)],
) -> io::Result<()> {
    xml.open("nodes", &[])?;
    xml.line()?;
    for (node, id) in graph.nodes().zip(ids) {
        xml.open("node", &[("id", id), ("label", &node.label)])?;
        xml.open("attvalues", &[])?;
        let own = columns::NODE.iter().map(|(name, _)| *name).zip(columns::node(graph, node));
        let computed =
            computed.iter().map(|(column, name, kind)| (&**column, columns::attribute(node, name, *kind)));
        for (name, cell) in own.chain(computed) {
            value(xml, name, cell)?;
        }
        xml.close("attvalues")?;
        xml.empty("viz:size", &[("value", &paint::size(node).to_string())])?;
        let [r, g, b] = paint::rgb(node.key.kind).map(|part| part.to_string());
        xml.empty("viz:color", &[("r", &r), ("g", &g), ("b", &b)])?;
        if let Some((x, y)) = position(node) {
            xml.empty("viz:position", &[("x", &x.to_string()), ("y", &y.to_string()), ("z", "0")])?;
        }
        spells(xml, node.days.iter().map(|day| day.date))?;
        xml.close("node")?;
        xml.line()?;
    }
    xml.close("nodes")?;
    xml.line()
}

fn write_edges<W: Write>(
    xml: &mut Xml<W>,
    graph: &Graph,
    ids: &[String],
    span: Option<(Date, Date)>,
) -> io::Result<()> {
    xml.open("edges", &[])?;
    xml.line()?;
    for (at, (a, b, link)) in graph.links().enumerate() {
        let (at, weight) = (at.to_string(), link.weight.to_string());
        let mut edge = vec![("id", &*at), ("source", &*ids[a]), ("target", &*ids[b]), ("weight", &*weight)];
        let label = columns::label(link);
        if link.relation != Relation::CoMention {
            edge.push(("kind", link.relation.name()));
        }
        if let Some(label) = &label {
            edge.push(("label", label));
        }
        xml.open("edge", &edge)?;
        xml.open("attvalues", &[])?;
        for ((name, _), cell) in columns::LINK.iter().zip(columns::link(graph, link)) {
            value(xml, name, cell)?;
        }
        for (weight, start, end) in span.into_iter().flat_map(|span| weights(link, span)) {
            let (weight, start, end) = (weight.to_string(), start.to_string(), end.to_string());
            let timed =
                [("id", BY_DAY), ("for", "weight"), ("value", &*weight), ("start", &*start), ("end", &*end)];
            xml.empty("attvalue", &timed)?;
        }
        xml.close("attvalues")?;
        spells(xml, link.days.iter().map(|day| day.date))?;
        xml.close("edge")?;
        xml.line()?;
    }
    xml.close("edges")?;
    xml.line()
}

fn value<W: Write>(xml: &mut Xml<W>, name: &str, cell: Option<Cell>) -> io::Result<()> {
    match cell {
        None => Ok(()),
        Some(Cell::Text(text)) => xml.empty("attvalue", &[("for", name), ("value", &text)]),
        Some(cell) => xml.empty("attvalue", &[("for", name), ("value", &cell.to_string())]),
    }
}

fn spells<W: Write>(xml: &mut Xml<W>, days: impl ExactSizeIterator<Item = Date>) -> io::Result<()> {
    if days.len() == 0 {
        return Ok(());
    }
    xml.open("spells", &[])?;
    for day in days {
        let day = day.to_string();
        xml.empty("spell", &[("start", &day), ("end", &day)])?;
    }
    xml.close("spells")
}

/// The weights of a link with their times.
fn weights(link: &Link, (first, last): (Date, Date)) -> Vec<(f64, Date, Date)> {
    if link.days.is_empty() {
        let (first, last) = (link.first().unwrap_or(first), link.last().unwrap_or(last));
        return vec![(link.weight, first, last)];
    }
    link.days.iter().map(|day| (day.weight, day.date, day.date)).collect()
}

/// The first and the last day anything was seen.
fn span(graph: &Graph) -> Option<(Date, Date)> {
    let first = graph.nodes().filter_map(|node| node.first()).min()?;
    let last = graph.nodes().filter_map(|node| node.last()).max()?;
    Some((first, last))
}
