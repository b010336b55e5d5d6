//! Which part of a page is its article: the smallest that holds nearly all of its prose.

use std::collections::BTreeMap;

use ego_tree::iter::Edge;
use ego_tree::{NodeId, NodeRef};
use scraper::{Html, Node};

use super::words::{is_silent, prose};

/// The share of its parent's prose a part must hold to be gone into.
const SHARE: (usize, usize) = (4, 5);

/// Parts that hold paragraphs, and so may be the article.
const HOLDERS: [&str; 13] = [
    "html", "body", "div", "section", "article", "main", "center", "form", "table", "tbody", "tr", "td",
    "font",
];

/// The part of a page that is its article; the whole page where no part stands out.
///
/// Lists of links have no commas, so the share of prose leaves navigation out without knowing any site.
pub(super) fn of(page: &Html) -> NodeRef<'_, Node> {
    let weights = weights(page);
    let mut here = page.tree.root();
    loop {
        let weight = weights.get(&here.id()).copied().unwrap_or_default();
        let heavy = here.children().find(|child| {
            let own = weights.get(&child.id()).copied().unwrap_or_default();
            let holds = matches!(child.value(), Node::Element(element) if HOLDERS.contains(&element.name()));
            holds && weight > 0 && own * SHARE.1 >= weight * SHARE.0
        });
        match heavy {
            Some(child) => here = child,
            None => return here,
        }
    }
}

/// The prose below every element, links and what is hidden left out.
fn weights(page: &Html) -> BTreeMap<NodeId, usize> {
    let mut weights: BTreeMap<NodeId, usize> = BTreeMap::new();
    let mut open: Vec<usize> = Vec::new();
    let mut outside: Option<NodeId> = None;
    for edge in page.tree.root().traverse() {
        match edge {
            Edge::Open(node) => {
                let link = matches!(node.value(), Node::Element(element) if element.name() == "a");
                if outside.is_none() && (link || is_silent(&node)) {
                    outside = Some(node.id());
                }
                open.push(match node.value() {
                    Node::Text(text) if outside.is_none() => prose(text),
                    _ => 0,
                });
            }
            Edge::Close(node) => {
                if outside == Some(node.id()) {
                    outside = None;
                }
                let weight = open.pop().unwrap_or_default();
                if weight > 0 {
                    weights.insert(node.id(), weight);
                    if let Some(up) = open.last_mut() {
                        *up += weight;
                    }
                }
            }
        }
    }
    weights
}
