//! CSV: the two tables Gephi imports, and the two files `neo4j-admin` imports.
//!
//! Gephi's begin with a byte-order mark, without which spreadsheets take UTF-8 for something else; those
//! for neo4j do not, have typed headers, lists parted by `;`, and no line breaks. In all of them a word that
//! begins like a formula (`=`, `+`, `-`, `@`, in full width too, tab) gets an apostrophe before it: spreadsheets run
//! formulas. What begins it is seen once controls, blanks and marks are passed over.

use std::io::{self, Write};

use super::columns::{self, Cell, Type};
use crate::graph::{Graph, Relation};
use crate::paint;

pub(super) fn write_nodes(graph: &Graph, out: &mut impl Write) -> io::Result<()> {
    out.write_all("\u{feff}".as_bytes())?;
    let computed = columns::attributes(graph);
    let names =
        columns::NODE.iter().map(|(name, _)| *name).chain(computed.iter().map(|(column, ..)| &**column));
    row(out, ["Id", "Label"].into_iter().chain(names).chain(["size", "color"]).map(word), Lists::Bars)?;
    for node in graph.nodes() {
        let own = [Some(Cell::Text(node.key.id().into())), word(&node.label)];
        let computed = computed.iter().map(|(_, name, kind)| columns::attribute(node, name, *kind));
        let look = [Some(Cell::Real(paint::size(node))), Some(Cell::Text(paint::hex(node.key.kind).into()))];
        let cells = own.into_iter().chain(columns::node(graph, node)).chain(computed).chain(look);
        row(out, cells, Lists::Bars)?;
    }
    Ok(())
}

pub(super) fn write_edges(graph: &Graph, out: &mut impl Write) -> io::Result<()> {
    out.write_all("\u{feff}".as_bytes())?;
    let names = columns::LINK.iter().map(|(name, _)| *name);
    let own = ["Source", "Target", "Type", "Kind", "Id", "Label", "Weight"];
    row(out, own.into_iter().chain(names).map(word), Lists::Bars)?;
    let ids: Vec<String> = graph.nodes().map(|node| node.key.id()).collect();
    for (at, (a, b, link)) in graph.links().enumerate() {
        let own = [
            word(&ids[a]),
            word(&ids[b]),
            word("Undirected"),
            word(link.relation.name()),
            Some(Cell::Integer(at as i64)),
            columns::label(link).map(Cell::Text),
            Some(Cell::Real(link.weight)),
        ];
        row(out, own.into_iter().chain(columns::link(graph, link)), Lists::Bars)?;
    }
    Ok(())
}

pub(super) fn write_neo4j_nodes(graph: &Graph, out: &mut impl Write) -> io::Result<()> {
    let computed = columns::attributes(graph);
    let typed = columns::NODE.iter().map(|(name, kind)| header(name, *kind));
    let typed = typed.chain(computed.iter().map(|(column, _, kind)| header(column, *kind)));
    let own = ["id:ID", ":LABEL", "name"].map(str::to_owned).into_iter();
    row(out, own.chain(typed).map(|name| Some(Cell::Text(name.into()))), Lists::Semicolons)?;
    for node in graph.nodes() {
        let label = format!("Entity;{}", title(node.key.kind.name()));
        let own = [Some(Cell::Text(node.key.id().into())), Some(Cell::Text(label.into())), word(&node.label)];
        let computed = computed.iter().map(|(_, name, kind)| columns::attribute(node, name, *kind));
        row(out, own.into_iter().chain(columns::node(graph, node)).chain(computed), Lists::Semicolons)?;
    }
    Ok(())
}

pub(super) fn write_neo4j_edges(graph: &Graph, out: &mut impl Write) -> io::Result<()> {
    let typed = columns::LINK.iter().map(|(name, kind)| header(name, *kind));
    let own = [":START_ID", ":END_ID", ":TYPE", "weight:double"].map(str::to_owned).into_iter();
    row(out, own.chain(typed).map(|name| Some(Cell::Text(name.into()))), Lists::Semicolons)?;
    let ids: Vec<String> = graph.nodes().map(|node| node.key.id()).collect();
    for (a, b, link) in graph.links() {
        let own =
            [word(&ids[a]), word(&ids[b]), word(relation(link.relation)), Some(Cell::Real(link.weight))];
        row(out, own.into_iter().chain(columns::link(graph, link)), Lists::Semicolons)?;
    }
    Ok(())
}

/// The name of a relation in a property graph.
pub(super) fn relation(relation: Relation) -> &'static str {
    match relation {
        Relation::CoMention => "CO_MENTION",
        Relation::Post => "HOLDS_POST",
    }
}

/// `official` as the label `Official`.
pub(super) fn title(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect()
}

fn header(name: &str, kind: Type) -> String {
    match (name, kind) {
        ("roles" | "aliases", _) => format!("{name}:string[]"),
        ("first" | "last", _) => format!("{name}:date"),
        (_, Type::Text) => name.to_owned(),
        (_, Type::Integer) => format!("{name}:long"),
        (_, Type::Real) => format!("{name}:double"),
    }
}

fn word(text: &str) -> Option<Cell<'_>> {
    Some(Cell::Text(text.into()))
}

/// How lists and line breaks are written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lists {
    Bars,
    Semicolons,
}

fn row<'a>(
    out: &mut impl Write,
    cells: impl Iterator<Item = Option<Cell<'a>>>,
    lists: Lists,
) -> io::Result<()> {
    let mut line = Vec::new();
    for (at, cell) in cells.enumerate() {
        if at > 0 {
            line.push(b',');
        }
        match cell {
            None => {}
            Some(Cell::Text(text)) => push_word(&text, lists, &mut line),
            Some(Cell::List(words)) => {
                let (mark, instead, other) = match lists {
                    Lists::Bars => ('|', "｜", "|"),
                    Lists::Semicolons => (';', "；", ";"),
                };
                let words: Vec<String> = words.iter().map(|word| word.replace(mark, instead)).collect();
                push_word(&words.join(other), lists, &mut line);
            }
            Some(plain) => plain.push_to(&mut line),
        }
    }
    line.extend_from_slice(b"\r\n");
    out.write_all(&line)
}

/// Whether a character is not seen and only marks: of direction, of width, of the order of bytes.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{61C}' | '\u{FEFF}')
}

fn push_word(text: &str, lists: Lists, line: &mut Vec<u8>) {
    // What is left out later stands before nothing: the first character that stays counts.
    let first = text.chars().find(|c| !c.is_control() && !c.is_whitespace() && !is_mark(*c));
    let formula = first.is_some_and(|c| matches!(c, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠'))
        || text.starts_with(['\t', '\r']);
    let mut quoted = String::with_capacity(text.len() + 2);
    if formula {
        quoted.push('\'');
    }
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\"\""),
            '\n' if lists == Lists::Semicolons => quoted.push(' '),
            '\n' => quoted.push('\n'),
            c if c.is_control() || is_mark(c) => {}
            c => quoted.push(c),
        }
    }
    let special = |c: char| matches!(c, '"' | ',' | ';' | '\n') || c == '\'';
    if quoted.contains(special) || text.starts_with(' ') || text.ends_with(' ') {
        line.push(b'"');
        line.extend_from_slice(quoted.as_bytes());
        line.push(b'"');
    } else {
        line.extend_from_slice(quoted.as_bytes());
    }
}
