//! Which part of a page is its story: the part that says so, else the one whose lines are worth most together.
//!
//! Every line is worth something: prose much, links and the feet of pages less than nothing. The sum over the story's
//! own part is greater than that of any part around it, which takes navigation in, and than that of any part in it.

use std::collections::{BTreeMap, BTreeSet};

use ego_tree::iter::Edge;
use ego_tree::{NodeId, NodeRef};
use scraper::{Html, Node};

use super::furniture::worth;
use super::words::{INLINE, is_silent};

/// Parts that hold paragraphs, and so may be the story.
const HOLDERS: [&str; 17] = [
    "html",
    "body",
    "div",
    "section",
    "article",
    "main",
    "center",
    "form",
    "table",
    "tbody",
    "tr",
    "td",
    "font",
    "founder-content",
    "content",
    "span",
    "dd",
];

/// Ids and classes by which common publishing systems call the story, the surest first: Founder, TRS, WeChat,
/// People's Daily, and the systems of government sites.
const NAMES: [&str; 46] = [
    "founder-content",
    "js_content",
    "trs_editor_view",
    "trs_ueditor",
    "trs_editor",
    "ozoom",
    "ucapcontent",
    "rm_txt_con",
    "artibody",
    "vsb_content",
    "v_news_content",
    "wp_articlecontent",
    "pages_content",
    "zoom",
    "zoomcon",
    "bszoom",
    "articlecontent",
    "article-content",
    "article_content",
    "articlebody",
    "article-body",
    "newscontent",
    "news-content",
    "news_content",
    "newstext",
    "newsbody",
    "detailcontent",
    "detail-content",
    "detail_content",
    "content-detail",
    "contenttext",
    "content-text",
    "content_text",
    "textcontent",
    "text_con",
    "text_content",
    "j-fontcontent",
    "fontzoom",
    "infocontent",
    "info_content",
    "view-content",
    "arti_content",
    "art_content",
    "xl_content",
    "bt_content",
    "post_text",
];

/// The part of a page that is its story, and whether there is any prose in it.
pub(super) struct Main<'a> {
    pub(super) part: NodeRef<'a, Node>,
    /// Whether lines that are worth less than nothing are no part of it; a page of headlines has no others.
    pub(super) prose: bool,
}

/// Finds the story; the whole page where no part stands out.
pub(super) fn of<'a>(page: &'a Html, tables: &BTreeSet<NodeId>) -> Main<'a> {
    let weights = weights(page, tables);
    let weight = |node: &NodeRef<Node>| weights.get(&node.id()).map_or(0, |(weight, _)| *weight);
    let holds = |node: &NodeRef<Node>| matches!(node.value(), Node::Element(element) if HOLDERS.contains(&element.name()));
    let root = page.tree.root();
    // Of parts worth the same the innermost. A paragraph that is worth more than all around it stands in the story's part.
    let best = root
        .descendants()
        .filter(|node| weight(node) > 0)
        .max_by_key(|node| weights.get(&node.id()).copied().unwrap_or_default())
        .and_then(|node| if holds(&node) { Some(node) } else { node.ancestors().find(holds) });
    let Some(best) = best else { return Main { part: root, prose: false } };
    let named = named(page).into_iter().find(|node| weight(node) > 0 && weight(node) * 3 >= weight(&best));
    let part = named.unwrap_or(best);
    // Rows of a table of things are read with the table.
    let table = part.ancestors().find(|node| tables.contains(&node.id()));
    let part = if tables.contains(&part.id()) { Some(part) } else { table }
        .and_then(|table| table.parent())
        .unwrap_or(part);
    Main { part, prose: true }
}

/// The outermost parts that call themselves the story, the surest name first, then the greater.
fn named(page: &Html) -> Vec<NodeRef<'_, Node>> {
    let mut found: Vec<(usize, NodeRef<Node>)> = Vec::new();
    for node in page.tree.root().descendants() {
        let Node::Element(element) = node.value() else { continue };
        let names = std::iter::once(element.name())
            .chain(element.attr("id"))
            .chain(element.attr("class").into_iter().flat_map(str::split_whitespace));
        let rank = names
            .filter_map(|name| {
                let name = name.to_ascii_lowercase();
                NAMES.iter().position(|known| {
                    // `vsb_content_501`, `UCAP-CONTENT`, `trs_editor_view`.
                    name == *known
                        || name.replace('-', "") == *known
                        || name.starts_with("vsb_content") && *known == "vsb_content"
                })
            })
            .min();
        if let Some(rank) = rank {
            found.push((rank, node));
        }
    }
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, node)| node).collect()
}

/// What the lines below every element are worth, and how deep it lies.
fn weights(page: &Html, tables: &BTreeSet<NodeId>) -> BTreeMap<NodeId, (i64, usize)> {
    let mut weights: BTreeMap<NodeId, (i64, usize)> = BTreeMap::new();
    let mut open: Vec<i64> = Vec::new();
    let (mut line, mut linked, mut links, mut in_table) = (String::new(), 0_usize, 0_usize, 0_usize);
    let mut outside: Option<NodeId> = None;
    for edge in page.tree.root().traverse() {
        match edge {
            Edge::Open(node) => {
                if outside.is_none() && is_silent(&node) {
                    outside = Some(node.id());
                }
                match node.value() {
                    Node::Text(text) if outside.is_none() => {
                        line.push_str(text);
                        if links > 0 {
                            linked += text.chars().filter(|c| !c.is_whitespace()).count();
                        }
                    }
                    Node::Element(element) => {
                        if !INLINE.contains(&element.name()) {
                            flush(&mut line, &mut linked, in_table > 0, open.last_mut());
                        }
                        links += usize::from(element.name() == "a");
                        in_table += usize::from(tables.contains(&node.id()));
                    }
                    _ => {}
                }
                open.push(0);
            }
            Edge::Close(node) => {
                if outside == Some(node.id()) {
                    outside = None;
                }
                if let Node::Element(element) = node.value() {
                    if !INLINE.contains(&element.name()) {
                        flush(&mut line, &mut linked, in_table > 0, open.last_mut());
                    }
                    links -= usize::from(element.name() == "a");
                    in_table -= usize::from(tables.contains(&node.id()));
                }
                let weight = open.pop().unwrap_or_default();
                if matches!(node.value(), Node::Element(_)) {
                    weights.insert(node.id(), (weight, open.len()));
                }
                if let Some(up) = open.last_mut() {
                    *up += weight;
                }
            }
        }
    }
    weights
}

/// Adds the line that ends here to the element it stands in.
fn flush(line: &mut String, linked: &mut usize, in_table: bool, here: Option<&mut i64>) {
    if !line.is_empty() {
        let own = worth(line, *linked);
        // The cells of a table of things are none of navigation, and seldom prose.
        let own = if in_table && own >= 0 { own + 1 } else { own };
        if let Some(here) = here {
            *here += own;
        }
    }
    line.clear();
    *linked = 0;
}
