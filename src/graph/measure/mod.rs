//! Measures of nodes: how central they are, and which groups they form.
//!
//! They look at co-mentions; in a graph of nothing but posts, at posts.

mod between;
mod community;
mod rank;
#[cfg(test)]
mod tests;

use petgraph::graph::{NodeIndex, UnGraph};
use petgraph::unionfind::UnionFind;

use super::fixed::{six_decimals, six_digits};
use super::{Graph, Relation, Value};
use crate::kind::words;

/// A number for every node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Measure {
    /// Number of links.
    Degree,
    /// Sum of the links' weights.
    Strength,
    /// Share of shortest paths that run through the node.
    ///
    /// Unweighted and normalised, by Brandes, "A Faster Algorithm for Betweenness Centrality", Journal of
    /// Mathematical Sociology 25(2), 2001. It takes nodes × links steps: minutes beyond 10,000 nodes.
    Betweenness,
    /// Share of time a random walk along weighted links spends there.
    ///
    /// `r = (1−d)/n + d·Σ r·w/s` with d = 0.85, by Brin and Page, 1998.
    PageRank,
    /// Number of the connected part, 1 being the largest.
    Component,
    /// Number of the community, 1 being the largest.
    ///
    /// Found by modularity with the Leiden algorithm of Traag, Waltman and van Eck, Scientific Reports 9,
    /// 5233 (2019), in a fixed order and with no chance in it: the same graph has the same communities.
    Community,
}

words!(
    Measure: Degree "degree", Strength "strength", Betweenness "betweenness",
    PageRank "pagerank", Component "component", Community "community"
);

impl Measure {
    /// Those by which nodes can be ranked; the others only number groups.
    pub const RANKING: [Measure; 4] =
        [Measure::Degree, Measure::Strength, Measure::Betweenness, Measure::PageRank];

    /// Whether more means more important; groups are only numbered.
    pub fn ranks(self) -> bool {
        !matches!(self, Measure::Component | Measure::Community)
    }

    /// Returns the measure of every node, in node order.
    pub fn of(self, graph: &Graph) -> Vec<Value> {
        let plain = plain(graph);
        let numbers =
            |values: Vec<f64>| values.into_iter().map(|value| Value::Number(six_digits(value))).collect();
        let groups = |values: Vec<usize>| {
            let numbered = by_size(&values).into_iter();
            numbered.map(|value| Value::Integer(value as i64)).collect()
        };
        match self {
            Measure::Degree => {
                let degree = |at| Value::Integer(plain.edges(at).count() as i64);
                plain.node_indices().map(degree).collect()
            }
            Measure::Strength => {
                let strength = |at| plain.edges(at).map(|edge| *edge.weight()).sum();
                plain.node_indices().map(|at| Value::Number(six_decimals(strength(at)))).collect()
            }
            Measure::Betweenness => numbers(betweenness(&plain)),
            Measure::PageRank => numbers(rank::page_rank(&plain)),
            Measure::Component => {
                let mut parts = UnionFind::new(plain.node_count());
                for edge in plain.raw_edges() {
                    parts.union(edge.source().index(), edge.target().index());
                }
                groups(parts.into_labeling())
            }
            Measure::Community => groups(community::communities(&plain)),
        }
    }
}

/// The betweenness of every node. Nodes without links have none and take no step: of a crowd nobody of which is linked
/// there are thousands.
fn betweenness(plain: &UnGraph<(), f64>) -> Vec<f64> {
    let linked: Vec<NodeIndex> =
        plain.node_indices().filter(|&at| plain.edges(at).next().is_some()).collect();
    let mut numbers = vec![NodeIndex::end(); plain.node_count()];
    let mut part: UnGraph<(), ()> = UnGraph::with_capacity(linked.len(), plain.edge_count());
    for at in &linked {
        numbers[at.index()] = part.add_node(());
    }
    for edge in plain.raw_edges() {
        part.add_edge(numbers[edge.source().index()], numbers[edge.target().index()], ());
    }
    let n = plain.node_count() as f64;
    let scale = if n > 2.0 { 1.0 / ((n - 1.0) * (n - 2.0)) } else { 1.0 };
    let mut all = vec![0.0; plain.node_count()];
    for (at, sum) in linked.into_iter().zip(between::sums(&part)) {
        all[at.index()] = sum * scale;
    }
    all
}

impl Graph {
    /// Returns the graph with some measures as attributes of its nodes.
    pub fn with_measures(&self, measures: &[Measure]) -> Graph {
        let mut measured = self.clone();
        for &each in measures {
            let values = each.of(self);
            for (node, value) in measured.net.node_weights_mut().zip(values) {
                node.attributes.insert(each.name().to_owned(), value);
            }
        }
        measured
    }
}

/// Nodes and weights alone, one link a pair.
fn plain(graph: &Graph) -> UnGraph<(), f64> {
    let counted = graph.links().any(|(_, _, link)| link.relation == Relation::CoMention);
    let wanted = if counted { Relation::CoMention } else { Relation::Post };
    let mut plain = UnGraph::with_capacity(graph.net.node_count(), graph.net.edge_count());
    for _ in graph.nodes() {
        plain.add_node(());
    }
    for (a, b, link) in graph.links().filter(|(_, _, link)| link.relation == wanted) {
        plain.add_edge(NodeIndex::new(a), NodeIndex::new(b), link.weight);
    }
    plain
}

/// Groups numbered from 1 by size; of equal ones, that of the first node first.
fn by_size(groups: &[usize]) -> Vec<usize> {
    let most = groups.iter().max().map_or(0, |most| most + 1);
    let mut sizes = vec![(0usize, usize::MAX); most];
    for (at, &group) in groups.iter().enumerate() {
        sizes[group] = (sizes[group].0 + 1, sizes[group].1.min(at));
    }
    let mut order: Vec<usize> = (0..most).filter(|&group| sizes[group].0 > 0).collect();
    order.sort_by_key(|&group| (std::cmp::Reverse(sizes[group].0), sizes[group].1));
    let mut numbers = vec![0; most];
    for (at, group) in order.into_iter().enumerate() {
        numbers[group] = at + 1;
    }
    groups.iter().map(|&group| numbers[group]).collect()
}
