//! Which tables of a page hold things in rows and columns, and which only lay the page out.

use std::collections::BTreeSet;

use ego_tree::NodeId;
use ego_tree::iter::Edge;
use scraper::{Html, Node};

/// Longest cell of a table of things, in characters, and links it may hold of all its cells: a half.
const CELL: usize = 400;

/// What is known of a table that is open.
#[derive(Default)]
struct Open {
    id: Option<NodeId>,
    nested: bool,
    rows: usize,
    /// Rows with several filled cells.
    wide: usize,
    filled: usize,
    cells: usize,
    links: usize,
    cell: usize,
    longest: usize,
}

/// Tables whose rows are units: at least two rows of several cells, none of them long, and no table inside.
pub(super) fn of_things(page: &Html) -> BTreeSet<NodeId> {
    let mut found = BTreeSet::new();
    let mut open: Vec<Open> = Vec::new();
    for edge in page.tree.root().traverse() {
        match edge {
            Edge::Open(node) => match node.value() {
                Node::Text(text) => {
                    if let Some(table) = open.last_mut() {
                        table.cell += text.chars().filter(|c| !c.is_whitespace()).count();
                    }
                }
                Node::Element(element) => match element.name() {
                    "table" => {
                        if let Some(around) = open.last_mut() {
                            around.nested = true;
                        }
                        open.push(Open { id: Some(node.id()), ..Open::default() });
                    }
                    "td" | "th" => {
                        if let Some(table) = open.last_mut() {
                            table.cell = 0;
                        }
                    }
                    "a" => {
                        if let Some(table) = open.last_mut() {
                            table.links += 1;
                        }
                    }
                    _ => {}
                },
                _ => {}
            },
            Edge::Close(node) => {
                let Node::Element(element) = node.value() else { continue };
                let Some(table) = open.last_mut() else { continue };
                match element.name() {
                    "td" | "th" => {
                        table.longest = table.longest.max(table.cell);
                        table.filled += usize::from(table.cell > 0);
                        table.cells += usize::from(table.cell > 0);
                        table.cell = 0;
                    }
                    "tr" => {
                        table.rows += usize::from(table.filled > 0);
                        table.wide += usize::from(table.filled > 1);
                        table.filled = 0;
                    }
                    "table" if table.id == Some(node.id()) => {
                        let things = !table.nested
                            && table.wide >= 2
                            && table.wide * 2 >= table.rows
                            && table.longest <= CELL
                            && table.links * 2 <= table.cells;
                        if things {
                            found.extend(table.id);
                        }
                        open.pop();
                    }
                    _ => {}
                }
            }
        }
    }
    found
}
