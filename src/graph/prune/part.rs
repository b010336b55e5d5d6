//! A part of a graph by positions, with only the documents it comes from.

use std::cell::Cell;

use super::keep::{Lonely, keep};
use crate::graph::{Graph, Link, Node, Relation};

/// The strongest co-mentions, by weight and then by order, with their ends and all posts among these.
pub fn strongest(graph: &Graph, most: usize) -> Graph {
    let of_co_mentions =
        graph.links().enumerate().filter(|(_, (.., link))| link.relation == Relation::CoMention);
    let mut order: Vec<(usize, f64)> = of_co_mentions.map(|(at, (.., link))| (at, link.weight)).collect();
    order.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    order.truncate(most);
    let mut links: Vec<usize> = order.into_iter().map(|(at, _)| at).collect();
    let mut ends = vec![false; graph.nodes().len()];
    for &at in &links {
        let (a, b) = ends_of(graph, at);
        (ends[a], ends[b]) = (true, true);
    }
    let posts = graph
        .links()
        .enumerate()
        .filter(|(_, (a, b, link))| link.relation == Relation::Post && ends[*a] && ends[*b]);
    links.extend(posts.map(|(at, _)| at));
    part(graph, &[], &links)
}

/// Some nodes, some links with their ends, and the documents they come from; all by position.
pub fn part(graph: &Graph, nodes: &[usize], links: &[usize]) -> Graph {
    let mut with_node = vec![false; graph.nodes().len()];
    let mut with_link = vec![false; graph.links().len()];
    for &at in links.iter().filter(|at| **at < graph.links().len()) {
        let (a, b) = ends_of(graph, at);
        (with_node[a], with_node[b], with_link[at]) = (true, true, true);
    }
    nodes.iter().filter(|at| **at < graph.nodes().len()).for_each(|at| with_node[*at] = true);
    let node = |at: usize, node: &Node| with_node[at].then(|| node.clone());
    let turn = Cell::new(0);
    let link = |_, _, link: &Link| {
        // `keep` asks for every link once, in order.
        let at = turn.replace(turn.get() + 1);
        with_link[at].then(|| link.clone())
    };
    let mut part = keep(graph, node, link, Lonely::Stay);
    only_used_documents(&mut part);
    part
}

fn ends_of(graph: &Graph, link: usize) -> (usize, usize) {
    let ends = graph.net.raw_edges().get(link);
    ends.map_or((0, 0), |edge| (edge.source().index(), edge.target().index()))
}

fn only_used_documents(graph: &mut Graph) {
    let mut used = vec![false; graph.documents.len()];
    graph.passages.iter().for_each(|passage| used[passage.document as usize] = true);
    let mut next = 0;
    let place = |used: &bool| {
        let place = next;
        next += u32::from(*used);
        place
    };
    let places: Vec<u32> = used.iter().map(place).collect();
    graph.passages.iter_mut().for_each(|passage| passage.document = places[passage.document as usize]);
    graph.documents.retain(|at| used[at]);
}
