//! The neighbourhood of one node.

use super::keep::{Lonely, keep};
use crate::graph::{Graph, Node};

impl Graph {
    /// Returns a node and what is at most `depth` links away, `most` nodes at most.
    ///
    /// Nearer nodes come before farther ones; of equally near ones those whose links to the nearer ones are the
    /// strongest together.
    pub fn around(&self, at: usize, depth: usize, most: usize) -> Graph {
        let mut wanted = vec![false; self.nodes().len()];
        let mut edge = Vec::new();
        let mut count = 0;
        if at < wanted.len() && most > 0 {
            wanted[at] = true;
            (edge, count) = (vec![at], 1);
        }
        for _ in 0..depth {
            let mut pull = vec![0.0; wanted.len()];
            let mut next = Vec::new();
            for &near in &edge {
                for (far, link) in self.links_of(near).into_iter().filter(|(far, _)| !wanted[*far]) {
                    if pull[far] == 0.0 {
                        next.push(far);
                    }
                    // A link of weight 0 is a link all the same.
                    pull[far] += link.weight.max(1e-9);
                }
            }
            next.sort_by(|&a, &b| pull[b].total_cmp(&pull[a]).then(a.cmp(&b)));
            next.truncate(most - count);
            next.iter().for_each(|&far| wanted[far] = true);
            count += next.len();
            edge = next;
        }
        let node = |at: usize, node: &Node| wanted[at].then(|| node.clone());
        keep(self, node, |_, _, link| Some(link.clone()), Lonely::Stay)
    }
}
