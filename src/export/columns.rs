//! The facts of nodes and links as columns: every table-like format carries the same ones.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use crate::graph::{Evidence, Graph, Link, Node, Relation, Role, Value};
use crate::text::Date;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Type {
    Text,
    Integer,
    Real,
}

/// One value of a row.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Cell<'a> {
    Text(Cow<'a, str>),
    Integer(i64),
    Real(f64),
    Day(Date),
    List(Vec<Cow<'a, str>>),
    /// `12-40`, or `12-40|52-80` for two passages.
    Offsets((u32, u32), Option<(u32, u32)>),
}

impl Cell<'_> {
    /// Appends the value as text; quicker than `Display` where there are millions.
    pub(super) fn push_to(&self, out: &mut Vec<u8>) {
        match self {
            Cell::Text(text) => out.extend_from_slice(text.as_bytes()),
            // serde_json has the fast digits; writing numbers to memory cannot fail.
            Cell::Integer(value) => drop(serde_json::to_writer(out, value)),
            Cell::Real(value) => drop(serde_json::to_writer(out, value)),
            Cell::Day(date) => push_day(*date, out),
            Cell::List(words) => push_list(words, out),
            Cell::Offsets(first, second) => {
                let mut mark: &[u8] = b"";
                for (start, end) in std::iter::once(first).chain(second) {
                    out.extend_from_slice(mark);
                    drop(serde_json::to_writer(&mut *out, start));
                    out.push(b'-');
                    drop(serde_json::to_writer(&mut *out, end));
                    mark = b"|";
                }
            }
        }
    }
}

/// `2024-01-05`; years are four digits, or signed where they are none of ours.
fn push_day(date: Date, out: &mut Vec<u8>) {
    let (year, month, day) = (date.year(), date.month(), date.day());
    if !(0..10_000).contains(&year) {
        out.extend_from_slice(date.to_string().as_bytes());
        return;
    }
    let digit = |value: i16| b'0' + (value % 10) as u8;
    out.extend([digit(year / 1000), digit(year / 100), digit(year / 10), digit(year), b'-']);
    let (month, day) = (i16::from(month), i16::from(day));
    out.extend([digit(month / 10), digit(month), b'-', digit(day / 10), digit(day)]);
}

impl fmt::Display for Cell<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = Vec::new();
        self.push_to(&mut text);
        f.write_str(&String::from_utf8_lossy(&text))
    }
}

/// Column names are ASCII, lower case, and no reader's own (`id`, `label`, `weight` stand apart).
pub(super) const NODE: [(&str, Type); 14] = [
    ("kind", Type::Text),
    ("mentions", Type::Integer),
    ("documents", Type::Integer),
    ("sentences", Type::Integer),
    ("paragraphs", Type::Integer),
    ("articles", Type::Integer),
    ("first", Type::Text),
    ("last", Type::Text),
    ("roles", Type::Text),
    ("aliases", Type::Text),
    ("evidence", Type::Text),
    ("document", Type::Text),
    ("offsets", Type::Text),
    ("url", Type::Text),
];

/// Columns of links; `weight` stands apart.
pub(super) const LINK: [(&str, Type); 16] = [
    ("relation", Type::Text),
    ("count", Type::Integer),
    ("sentences", Type::Integer),
    ("paragraphs", Type::Integer),
    ("articles", Type::Integer),
    ("npmi", Type::Real),
    ("g2", Type::Real),
    ("jaccard", Type::Real),
    ("p", Type::Real),
    ("first", Type::Text),
    ("last", Type::Text),
    ("roles", Type::Text),
    ("evidence", Type::Text),
    ("document", Type::Text),
    ("offsets", Type::Text),
    ("url", Type::Text),
];

/// A node's row under [`NODE`].
pub(super) fn node<'a>(graph: &'a Graph, node: &'a Node) -> [Option<Cell<'a>>; 14] {
    let [evidence, document, offsets, url] = shown(graph, node.evidence.first());
    [
        text(node.key.kind.name()),
        integer(node.mentions),
        integer(node.documents),
        integer(node.counts.sentences),
        integer(node.counts.paragraphs),
        integer(node.counts.articles),
        node.first().map(Cell::Day),
        node.last().map(Cell::Day),
        roles(&node.roles),
        list(node.aliases.iter().map(|alias| Cow::Borrowed(&*alias.name))),
        evidence,
        document,
        offsets,
        url,
    ]
}

/// A link's row under [`LINK`].
pub(super) fn link<'a>(graph: &'a Graph, link: &'a Link) -> [Option<Cell<'a>>; 16] {
    let [evidence, document, offsets, url] = shown(graph, link.evidence.first());
    let counted = link.relation == Relation::CoMention;
    let association = link.association;
    let real = |value: f64| counted.then_some(Cell::Real(value));
    let units = |value: u32| if counted { integer(value) } else { None };
    [
        text(link.relation.name()),
        integer(link.count(graph.meta.scope)),
        units(link.counts.sentences),
        units(link.counts.paragraphs),
        units(link.counts.articles),
        real(association.npmi),
        real(association.g2),
        real(association.jaccard),
        real(association.p),
        link.first().map(Cell::Day),
        link.last().map(Cell::Day),
        roles(&link.roles),
        evidence,
        document,
        offsets,
        url,
    ]
}

/// What a post link is called on screen; a co-mention has no label.
pub(super) fn label(link: &Link) -> Option<Cow<'_, str>> {
    roles(&link.roles).map(|roles| roles.to_string().into())
}

/// The best passage, its document, its offsets `start-end` there, and the address.
fn shown<'a>(graph: &'a Graph, best: Option<&Evidence>) -> [Option<Cell<'a>>; 4] {
    let Some(best) = best else { return Default::default() };
    let Some(first) = graph.passages.get(best.first as usize) else { return Default::default() };
    let document = first.document as usize;
    let mut words = shortened(&first.text);
    let mut also = None;
    if let Some((second, _)) = best.second.and_then(|second| graph.passage(second)) {
        words = format!("{words} … {}", shortened(&second.text)).into();
        also = Some((second.start, second.end));
    }
    [
        Some(Cell::Text(words)),
        text(graph.documents.id(document)),
        Some(Cell::Offsets((first.start, first.end), also)),
        graph.documents.url(document).and_then(text),
    ]
}

/// Most characters of a passage that a table carries; `graph.json` and the archive have it whole.
const PASSAGE: usize = 300;

/// A passage as it is, or its beginning: a list of thousands of names stands at every one of them.
fn shortened(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(PASSAGE) {
        Some((end, _)) => format!("{}…", &text[..end]).into(),
        None => text.into(),
    }
}

fn text(text: &str) -> Option<Cell<'_>> {
    Some(Cell::Text(Cow::Borrowed(text)))
}

fn integer<'a>(value: u32) -> Option<Cell<'a>> {
    Some(Cell::Integer(i64::from(value)))
}

fn roles(roles: &[Role]) -> Option<Cell<'_>> {
    list(roles.iter().map(|role| role.label()))
}

fn list<'a>(words: impl Iterator<Item = Cow<'a, str>>) -> Option<Cell<'a>> {
    let words: Vec<Cow<str>> = words.collect();
    (!words.is_empty()).then_some(Cell::List(words))
}

/// Words as one string, joined by `|`: some readers refuse list types.
fn push_list(words: &[Cow<str>], out: &mut Vec<u8>) {
    for (at, word) in words.iter().enumerate() {
        if at > 0 {
            out.push(b'|');
        }
        out.extend_from_slice(word.replace('|', "｜").as_bytes());
    }
}

/// The computed attributes of a graph's nodes: name in the file, name in the graph, type.
pub(super) fn attributes(graph: &Graph) -> Vec<(String, &str, Type)> {
    let mut types: BTreeMap<&str, Type> = BTreeMap::new();
    for (name, value) in graph.nodes().flat_map(|node| &node.attributes) {
        let new = match value {
            Value::Integer(_) => Type::Integer,
            Value::Number(_) => Type::Real,
            Value::Text(_) => Type::Text,
        };
        let kept = types.entry(name).or_insert(new);
        *kept = match (*kept, new) {
            (Type::Text, _) | (_, Type::Text) => Type::Text,
            (Type::Real, _) | (_, Type::Real) => Type::Real,
            _ => Type::Integer,
        };
    }
    let mut taken: Vec<String> = Vec::new();
    let mut columns = Vec::new();
    for (name, kind) in types {
        let plain = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' };
        let mut column: String = name.chars().map(plain).collect();
        let own = ["id", "label", "weight", "timeset", "size", "color", "source", "target", "type"];
        while own.contains(&&*column) || NODE.iter().any(|(own, _)| *own == column) || taken.contains(&column)
        {
            column.insert_str(0, "m_");
        }
        taken.push(column.clone());
        columns.push((column, name, kind));
    }
    columns
}

/// A computed attribute of a node as a cell of its column's type.
pub(super) fn attribute<'a>(node: &'a Node, name: &str, kind: Type) -> Option<Cell<'a>> {
    let value = node.attributes.get(name)?;
    Some(match (value, kind) {
        (Value::Text(text), _) => Cell::Text(Cow::Borrowed(text)),
        (value, Type::Text) => Cell::Text(value.to_string().into()),
        (Value::Integer(value), Type::Integer) => Cell::Integer(*value),
        (value, _) => Cell::Real(value.number().unwrap_or_default()),
    })
}
