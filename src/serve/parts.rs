//! The parts of a graph that requests ask for, each a graph of its own.

use std::cmp::Reverse;

use crate::graph::{Graph, prune};

/// Links sent when the page opens.
const OVERVIEW: usize = 20_000;
/// Links of one entity, strongest first.
const AROUND: usize = 2_000;
/// Entities a search finds.
const FOUND: usize = 30;

/// The strongest links, or all of a graph that is not large.
pub(super) fn overview(graph: &Graph) -> Graph {
    if graph.links().len() <= OVERVIEW { graph.clone() } else { prune::strongest(graph, OVERVIEW) }
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
    prune::part(graph, &nodes, &[])
}

/// An entity with its strongest links, by its id.
pub(super) fn around(graph: &Graph, id: &str) -> Option<Graph> {
    let at = position(graph, id)?;
    let mut links: Vec<(usize, f64)> = graph
        .links()
        .enumerate()
        .filter(|(_, (a, b, _))| *a == at || *b == at)
        .map(|(position, (.., link))| (position, link.weight))
        .collect();
    links.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let links: Vec<usize> = links.into_iter().take(AROUND).map(|(position, _)| position).collect();
    Some(prune::part(graph, &[at], &links))
}

/// Two entities with the links between them.
pub(super) fn between(graph: &Graph, a: &str, b: &str) -> Option<Graph> {
    let (a, b) = (position(graph, a)?, position(graph, b)?);
    let ends =
        |(_, (from, to, _)): &(usize, (usize, usize, _))| (*from, *to) == (a, b) || (*from, *to) == (b, a);
    let links: Vec<usize> = graph.links().enumerate().filter(ends).map(|(position, _)| position).collect();
    Some(prune::part(graph, &[a, b], &links))
}

fn position(graph: &Graph, id: &str) -> Option<usize> {
    graph.nodes().position(|node| node.key.id() == id)
}
