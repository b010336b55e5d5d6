//! The words of a part of a page, a line for each block.

use std::collections::BTreeSet;

use ego_tree::iter::Edge;
use ego_tree::{NodeId, NodeRef};
use scraper::Node;
use scraper::node::Element;

use super::super::grid::Grid;
use super::furniture::worth;

/// Elements that hold no text of the page.
const SILENT: [&str; 17] = [
    "script", "style", "noscript", "template", "head", "nav", "header", "footer", "aside", "select",
    "button", "textarea", "iframe", "svg", "object", "audio", "video",
];

/// Elements that stand in a line; all others begin and end one.
pub(super) const INLINE: [&str; 29] = [
    "founder-title",
    "founder-subtitle",
    "founder-pretitle",
    "a",
    "abbr",
    "b",
    "big",
    "cite",
    "code",
    "em",
    "font",
    "i",
    "img",
    "ins",
    "label",
    "mark",
    "q",
    "ruby",
    "s",
    "samp",
    "small",
    "span",
    "strike",
    "strong",
    "sub",
    "sup",
    "time",
    "u",
    "wbr",
];

/// Whether an element and all in it is passed over.
pub(super) fn is_silent(node: &NodeRef<Node>) -> bool {
    let Node::Element(element) = node.value() else { return false };
    let hidden = || {
        let style = element.attr("style").unwrap_or_default();
        let style: String = style.chars().filter(|c| !c.is_whitespace()).collect();
        style.to_ascii_lowercase().contains("display:none")
    };
    // The part of a page that calls itself its article may have a header of its own: the headline.
    let own =
        || matches!(element.name(), "header" | "head") && node.ancestors().any(|up| named(&up, "article"));
    SILENT.contains(&element.name()) && !own() || element.attr("hidden").is_some() || hidden()
}

fn named(node: &NodeRef<Node>, name: &str) -> bool {
    matches!(node.value(), Node::Element(element) if element.name() == name)
}

/// Text as it is put together: blanks of the source are none of the page's.
#[derive(Default)]
pub(super) struct Words {
    out: String,
    gap: bool,
    kept: usize,
    /// Where the open line begins, and how much of it stands in links.
    from: usize,
    linked: usize,
    links: usize,
    /// Which lines are left out.
    drop: Drop,
    /// The open table of things, and where its open cell begins.
    table: Option<(Grid, Option<usize>)>,
}

/// Which lines are no part of a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Drop {
    /// None at all.
    #[default]
    None,
    /// Navigation and the feet of pages.
    Furniture,
    /// These, and lines of links.
    Links,
}

impl Words {
    /// All words below a node.
    pub(super) fn below(start: NodeRef<Node>) -> String {
        Words::of(start, &BTreeSet::new(), Drop::None)
    }

    /// The words below a node, the rows of the tables named as lines, without the lines that are to be dropped.
    pub(super) fn of(start: NodeRef<Node>, tables: &BTreeSet<NodeId>, drop: Drop) -> String {
        let mut words = Words { drop, ..Words::default() };
        let mut silent = None;
        for edge in start.traverse() {
            match edge {
                Edge::Open(node) if silent.is_none() => match node.value() {
                    Node::Text(text) if words.kept > 0 => words.out.push_str(text),
                    Node::Text(text) => words.push(text),
                    Node::Element(element) => {
                        if node.id() != start.id() && is_silent(&node) {
                            silent = Some(node.id());
                        } else if element.name() == "br" || !INLINE.contains(&element.name()) {
                            words.line();
                        }
                        words.links += usize::from(element.name() == "a");
                        words.enter(element, tables.contains(&node.id()));
                        words.kept += usize::from(element.name() == "pre");
                    }
                    _ => {}
                },
                Edge::Close(node) if silent == Some(node.id()) => {
                    silent = None;
                    if named(&node, "pre") {
                        words.kept = words.kept.saturating_sub(1);
                    }
                }
                Edge::Close(node) if silent.is_none() => {
                    if let Node::Element(element) = node.value() {
                        words.kept = words.kept.saturating_sub(usize::from(element.name() == "pre"));
                        words.links = words.links.saturating_sub(usize::from(element.name() == "a"));
                        if !INLINE.contains(&element.name()) {
                            words.line();
                        }
                        words.leave(element);
                        if matches!(element.name(), "td" | "th") {
                            words.gap = true;
                        }
                    }
                }
                _ => {}
            }
        }
        words.line();
        words.out
    }

    /// Begins a table of things, or a cell of it.
    fn enter(&mut self, element: &Element, things: bool) {
        if things {
            self.table = Some((Grid::default(), None));
        }
        if let (Some((_, cell)), "td" | "th") = (&mut self.table, element.name()) {
            *cell = Some(self.out.len());
        }
    }

    /// Ends what [`Words::enter`] began.
    fn leave(&mut self, element: &Element) {
        let Some((grid, cell)) = &mut self.table else { return };
        match element.name() {
            "td" | "th" => {
                let Some(from) = cell.take() else { return };
                let text = self.out.get(from..).unwrap_or_default().to_string();
                self.out.truncate(from);
                let span = |name| {
                    element.attr(name).and_then(|count| count.trim().parse::<usize>().ok()).unwrap_or(1)
                };
                grid.cell(&text, span("colspan").min(100), span("rowspan").min(1000));
            }
            "tr" => grid.end_row(&mut self.out),
            "table" => {
                self.out.push('\n');
                self.table = None;
            }
            _ => {}
        }
        self.from = self.out.len();
    }

    fn push(&mut self, text: &str) {
        if self.links > 0 {
            self.linked += text.chars().filter(|c| !c.is_whitespace()).count();
        }
        for c in text.chars() {
            // Wide blanks and those that do not break are written on purpose.
            if c.is_ascii_whitespace() {
                self.gap = true;
                continue;
            }
            if std::mem::take(&mut self.gap) && !self.out.is_empty() && !self.out.ends_with('\n') {
                self.out.push(' ');
            }
            self.out.push(if c == '\u{A0}' { ' ' } else { c });
        }
    }

    fn line(&mut self) {
        self.gap = false;
        let linked = std::mem::take(&mut self.linked);
        let in_cell = self.table.as_ref().is_some_and(|(_, cell)| cell.is_some());
        let own = self.out.get(self.from..).unwrap_or_default();
        if self.drop != Drop::None && !in_cell && self.kept == 0 && !own.trim().is_empty() {
            let linked = if self.drop == Drop::Links { linked } else { 0 };
            if worth(own, linked) < 0 {
                self.out.truncate(self.from);
            }
        }
        let kept = self.out.trim_end_matches([' ', '\n']).len();
        self.out.truncate(kept);
        // A cell begins where the row does, not where the text before it ends.
        if let Some((_, Some(from))) = &self.table
            && self.out.len() < *from
        {
            self.out.push_str(&"\n".repeat(*from - self.out.len()));
        } else if !self.out.is_empty() {
            self.out.push('\n');
        }
        self.from = self.out.len();
    }
}
