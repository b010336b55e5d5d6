//! A part of a graph by positions, with only the documents it comes from.

use std::cell::Cell;

use super::keep::{Lonely, keep};
use crate::graph::{Graph, Link, Node, Relation};
use crate::kind::Kind;

/// What a question about officials and projects needs, and of the rest the strongest: all officials, projects and posts, all
/// co-mentions of an official with a project, and other co-mentions by weight and then by order, until there are `most` links.
pub(crate) fn foremost(graph: &Graph, most: usize) -> Graph {
    let subject = |kind: Kind| matches!(kind, Kind::Official | Kind::Project);
    let kinds: Vec<Kind> = graph.nodes().map(|node| node.key.kind).collect();
    let mut links = Vec::new();
    let mut others: Vec<(usize, f64)> = Vec::new();
    for (at, (a, b, link)) in graph.links().enumerate() {
        let asked = kinds[a] != kinds[b] && subject(kinds[a]) && subject(kinds[b]);
        if asked || link.relation == Relation::Post {
            links.push(at);
        } else {
            others.push((at, link.weight));
        }
    }
    others.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    others.truncate(most.saturating_sub(links.len()));
    links.extend(others.into_iter().map(|(at, _)| at));
    let nodes: Vec<usize> = (0..kinds.len()).filter(|at| subject(kinds[*at])).collect();
    graph.part(&nodes, &links)
}

impl Graph {
    /// Returns some nodes, some links with their ends, and the documents they come from; all by position.
    pub fn part(&self, nodes: &[usize], links: &[usize]) -> Graph {
        let mut with_node = vec![false; self.nodes().len()];
        let mut with_link = vec![false; self.links().len()];
        for &at in links.iter().filter(|at| **at < self.links().len()) {
            let (a, b) = ends_of(self, at);
            (with_node[a], with_node[b], with_link[at]) = (true, true, true);
        }
        nodes.iter().filter(|at| **at < self.nodes().len()).for_each(|at| with_node[*at] = true);
        let node = |at: usize, node: &Node| with_node[at].then(|| node.clone());
        let turn = Cell::new(0);
        let link = |_, _, link: &Link| {
            // `keep` asks for every link once, in order.
            let at = turn.replace(turn.get() + 1);
            with_link[at].then(|| link.clone())
        };
        let mut part = keep(self, node, link, Lonely::Stay);
        only_used_documents(&mut part);
        part
    }
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
