//! The parts of a graph that requests ask for, each a graph of its own.

use std::borrow::Cow;
use std::cmp::Reverse;

use guanxi::graph::{Graph, Link, Relation};
use guanxi::internal::export::part;
use guanxi::kind::Kind;

/// Entities a search finds.
const FOUND: usize = 30;

/// All of a graph, or what a page holds of one that is too large for it.
pub(super) fn overview(graph: &Graph) -> Cow<'_, Graph> {
    part(graph).map_or(Cow::Borrowed(graph), Cow::Owned)
}

/// The entities whose names hold a text, most mentioned first, without links.
pub(super) fn found(graph: &Graph, text: &str) -> Graph {
    let fold = |name: &str| name.to_lowercase().split_whitespace().collect::<String>();
    let wanted = fold(text);
    let bears = |name: &str| !wanted.is_empty() && fold(name).contains(&wanted);
    let mut nodes: Vec<(usize, u32)> = graph
        .nodes()
        .enumerate()
        .filter(|(_, node)| bears(&node.label) || node.aliases.iter().any(|alias| bears(&alias.name)))
        .map(|(at, node)| (at, node.mentions))
        .collect();
    nodes.sort_by_key(|&(at, mentions)| (Reverse(mentions), at));
    let nodes: Vec<usize> = nodes.into_iter().take(FOUND).map(|(at, _)| at).collect();
    graph.part(&nodes, &[])
}

/// An entity with all its links, by its id.
pub(super) fn around(graph: &Graph, id: &str) -> Option<Graph> {
    let at = position(graph, id)?;
    Some(graph.part(&[at], &links(graph, |a, b, _| a == at || b == at)))
}

/// All co-mentions of two kinds.
pub(super) fn kinds(graph: &Graph, rows: Kind, columns: Kind) -> Graph {
    let kinds: Vec<Kind> = graph.nodes().map(|node| node.key.kind).collect();
    let wanted = |a: usize, b: usize, link: &Link| {
        let ends = (kinds[a], kinds[b]);
        link.relation == Relation::CoMention && (ends == (rows, columns) || ends == (columns, rows))
    };
    graph.part(&[], &links(graph, wanted))
}

/// Two entities with the links between them.
pub(super) fn between(graph: &Graph, a: &str, b: &str) -> Option<Graph> {
    let (a, b) = (position(graph, a)?, position(graph, b)?);
    let ends = |from: usize, to: usize, _: &Link| (from, to) == (a, b) || (from, to) == (b, a);
    Some(graph.part(&[a, b], &links(graph, ends)))
}

/// The positions of links by their ends and what they say.
pub(super) fn links(graph: &Graph, wanted: impl Fn(usize, usize, &Link) -> bool) -> Vec<usize> {
    graph.links().enumerate().filter(|(_, (a, b, link))| wanted(*a, *b, link)).map(|(at, _)| at).collect()
}

pub(super) fn position(graph: &Graph, id: &str) -> Option<usize> {
    graph.nodes().position(|node| node.key.id() == id)
}
