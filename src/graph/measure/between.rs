//! Betweenness, by Brandes: shortest paths from every node, counted back from the farthest.

use std::collections::VecDeque;

use petgraph::graph::{NodeIndex, UnGraph};

/// The sum over all pairs of other nodes, each pair in both directions, of the share of shortest paths through a node.
///
/// On one thread, for sums of floating-point numbers depend on their order.
pub(super) fn sums<N, E>(net: &UnGraph<N, E>) -> Vec<f64> {
    let count = net.node_count();
    let mut sums = vec![0.0; count];
    let mut ways =
        Ways { paths: vec![0.0; count], steps: vec![None; count], before: vec![Vec::new(); count] };
    let mut shares = vec![0.0; count];
    for from in net.node_indices() {
        let reached = ways.walk(net, from);
        for &at in reached.iter().rev() {
            let share = (1.0 + shares[at]) / ways.paths[at];
            for &before in &ways.before[at] {
                shares[before] += ways.paths[before] * share;
            }
            if at != from.index() {
                sums[at] += shares[at];
            }
        }
        for at in reached {
            (shares[at], ways.paths[at], ways.steps[at]) = (0.0, 0.0, None);
            ways.before[at].clear();
        }
    }
    sums
}

/// What is known of the shortest ways from one node to every other.
struct Ways {
    /// How many there are.
    paths: Vec<f64>,
    /// How many steps they take.
    steps: Vec<Option<usize>>,
    /// The nodes they come through last.
    before: Vec<Vec<usize>>,
}

impl Ways {
    /// Walks the net step by step; returns the nodes in the order they are reached.
    fn walk<N, E>(&mut self, net: &UnGraph<N, E>, from: NodeIndex) -> Vec<usize> {
        let mut reached = Vec::new();
        let mut open = VecDeque::from([from]);
        (self.paths[from.index()], self.steps[from.index()]) = (1.0, Some(0));
        while let Some(at) = open.pop_front() {
            let here = at.index();
            reached.push(here);
            let next = self.steps[here].map(|steps| steps + 1);
            for to in net.neighbors(at) {
                let there = to.index();
                if self.steps[there].is_none() {
                    self.steps[there] = next;
                    open.push_back(to);
                }
                if self.steps[there] == next {
                    self.paths[there] += self.paths[here];
                    self.before[there].push(here);
                }
            }
        }
        reached
    }
}
