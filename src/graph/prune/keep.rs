//! A graph with some nodes and links left out, and nothing dangling.

use petgraph::graph::NodeIndex;

use crate::graph::model::Net;
use crate::graph::{Evidence, Graph, Link, Node, Passage, Role};

/// What becomes of nodes that lose their last link.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Lonely {
    Stay,
    Drop,
}

/// The nodes and links two functions give back, and the passages these refer to.
pub(super) fn keep(
    graph: &Graph,
    node: impl Fn(usize, &Node) -> Option<Node>,
    link: impl Fn(usize, usize, &Link) -> Option<Link>,
    lonely: Lonely,
) -> Graph {
    let mut nodes: Vec<Option<Node>> = graph.nodes().enumerate().map(|(at, old)| node(at, old)).collect();
    let mut links: Vec<(usize, usize, Link)> = Vec::new();
    let mut lost = vec![false; nodes.len()];
    let mut linked = vec![false; nodes.len()];
    for (a, b, old) in graph.links() {
        let ends_stay = nodes[a].is_some() && nodes[b].is_some();
        match link(a, b, old).filter(|_| ends_stay) {
            Some(new) => {
                (linked[a], linked[b]) = (true, true);
                links.push((a, b, new));
            }
            None => (lost[a], lost[b]) = (true, true),
        }
    }
    if lonely == Lonely::Drop {
        for (at, node) in nodes.iter_mut().enumerate() {
            if lost[at] && !linked[at] {
                *node = None;
            }
        }
    }

    let mut shelf = Shelf::of(graph, nodes.iter().flatten(), links.iter().map(|(_, _, link)| link));
    let mut net = Net::with_capacity(nodes.iter().flatten().count(), links.len());
    let mut places = vec![NodeIndex::end(); nodes.len()];
    for (at, node) in nodes.into_iter().enumerate() {
        let Some(mut node) = node else { continue };
        shelf.move_evidence(&mut node.evidence, &mut node.roles);
        places[at] = net.add_node(node);
    }
    for (a, b, mut link) in links {
        shelf.move_evidence(&mut link.evidence, &mut link.roles);
        net.add_edge(places[a], places[b], link);
    }
    let passages = std::mem::take(&mut shelf.passages);
    Graph { meta: graph.meta.clone(), documents: graph.documents.clone(), passages, net }
}

/// The passages still referred to, and where each of the old ones went.
struct Shelf {
    passages: Vec<Passage>,
    places: Vec<Option<u32>>,
}

impl Shelf {
    fn of<'a>(
        graph: &Graph,
        nodes: impl Iterator<Item = &'a Node>,
        links: impl Iterator<Item = &'a Link>,
    ) -> Self {
        let mut used = vec![false; graph.passages.len()];
        let mut mark = |evidence: &[Evidence], roles: &[Role]| {
            let of_roles = roles.iter().filter_map(|role| role.evidence.as_ref());
            for at in evidence.iter().chain(of_roles).flat_map(|evidence| evidence.passages()) {
                if let Some(used) = used.get_mut(at as usize) {
                    *used = true;
                }
            }
        };
        nodes.for_each(|node| mark(&node.evidence, &node.roles));
        links.for_each(|link| mark(&link.evidence, &link.roles));
        let mut shelf = Shelf { passages: Vec::new(), places: vec![None; used.len()] };
        for (at, passage) in graph.passages.iter().enumerate().filter(|(at, _)| used[*at]) {
            shelf.places[at] = Some(shelf.passages.len() as u32);
            shelf.passages.push(passage.clone());
        }
        shelf
    }

    fn move_evidence(&self, evidence: &mut Vec<Evidence>, roles: &mut [Role]) {
        let place = |at: u32| self.places.get(at as usize).copied().flatten();
        let moved = |old: &Evidence| {
            let second = old.second.map(place);
            let first = place(old.first)?;
            Some(Evidence { scope: old.scope, first, second: second.flatten() })
        };
        *evidence = evidence.iter().filter_map(moved).collect();
        for role in roles {
            role.evidence = role.evidence.as_ref().and_then(moved);
        }
    }
}
