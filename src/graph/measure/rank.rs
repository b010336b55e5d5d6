//! PageRank along weighted links.
//!
//! petgraph's own knows no weights and looks at every pair of nodes in every round.

use petgraph::graph::UnGraph;

/// Share of steps that follow a link; the others start anew anywhere.
const DAMPING: f64 = 0.85;
/// The walk is at rest once all shares together change by less than this for each node.
const TOLERANCE: f64 = 1e-10;
const ROUNDS: usize = 200;

/// The share of time of every node; they add up to 1.
pub(super) fn page_rank(net: &UnGraph<(), f64>) -> Vec<f64> {
    let count = net.node_count();
    let strengths: Vec<f64> =
        net.node_indices().map(|at| net.edges(at).map(|edge| *edge.weight()).sum()).collect();
    let even = 1.0 / count.max(1) as f64;
    let mut ranks = vec![even; count];
    for _ in 0..ROUNDS {
        // A node without links sends its share everywhere.
        let stuck: f64 = (0..count).filter(|&at| strengths[at] <= 0.0).map(|at| ranks[at]).sum();
        let mut next = vec![(1.0 - DAMPING) * even + DAMPING * stuck * even; count];
        for edge in net.raw_edges() {
            let (a, b) = (edge.source().index(), edge.target().index());
            next[b] += DAMPING * ranks[a] * edge.weight / strengths[a];
            if a != b {
                next[a] += DAMPING * ranks[b] * edge.weight / strengths[b];
            }
        }
        let change: f64 = next.iter().zip(&ranks).map(|(new, old)| (new - old).abs()).sum();
        ranks = next;
        if change < TOLERANCE * count as f64 {
            break;
        }
    }
    ranks
}
