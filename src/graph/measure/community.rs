//! Communities by modularity: the Leiden algorithm, in a fixed order and without chance.
//!
//! Nodes move to the neighbouring community that gains most; each community is then split into parts that
//! hold together; the parts become nodes of a smaller graph, and all begins again until nothing moves. The
//! paper picks parts by lot; here the best one is taken, the first of equals.

use std::borrow::Cow;
use std::collections::VecDeque;

use petgraph::graph::UnGraph;
use petgraph::unionfind::UnionFind;

/// Gains smaller than this are rounding.
const LEAST_GAIN: f64 = 1e-12;
const ROUNDS: usize = 100;

/// The community of every node, as any number below the number of nodes.
pub(super) fn communities(net: &UnGraph<(), f64>) -> Vec<usize> {
    let level = Level::of(net);
    let mut groups: Vec<usize> = (0..level.len()).collect();
    for _ in 0..ROUNDS {
        let better = first_members(&level.connected(&level.improved(groups.clone())));
        if better == groups {
            break;
        }
        groups = better;
    }
    groups
}

/// Names each group by its first member, so that names are below the number of nodes.
fn first_members(groups: &[usize]) -> Vec<usize> {
    let most = groups.iter().max().map_or(0, |most| most + 1);
    let mut first = vec![usize::MAX; most];
    for (at, &group) in groups.iter().enumerate() {
        first[group] = first[group].min(at);
    }
    groups.iter().map(|&group| first[group]).collect()
}

/// A weighted graph whose nodes may stand for many.
#[derive(Clone)]
struct Level {
    links: Vec<Vec<(usize, f64)>>,
    strengths: Vec<f64>,
    /// Twice the weight of all links.
    total: f64,
}

impl Level {
    fn of(net: &UnGraph<(), f64>) -> Self {
        let mut links = vec![Vec::new(); net.node_count()];
        let mut strengths = vec![0.0; net.node_count()];
        for edge in net.raw_edges() {
            let (a, b) = (edge.source().index(), edge.target().index());
            links[a].push((b, edge.weight));
            links[b].push((a, edge.weight));
            strengths[a] += edge.weight;
            strengths[b] += edge.weight;
        }
        let total = strengths.iter().sum();
        Level { links, strengths, total }
    }

    /// One run of the algorithm, from any grouping to one that is as good or better.
    fn improved(&self, mut groups: Vec<usize>) -> Vec<usize> {
        let mut place: Vec<usize> = (0..self.len()).collect();
        let mut level = Cow::Borrowed(self);
        for _ in 0..ROUNDS {
            level.move_nodes(&mut groups);
            let (smaller, names) = level.merged(&level.split(&groups));
            if smaller.len() == level.len() {
                break;
            }
            let mut merged_groups = vec![0; smaller.len()];
            for (at, &name) in names.iter().enumerate() {
                merged_groups[name] = groups[at];
            }
            groups = first_members(&merged_groups);
            place.iter_mut().for_each(|at| *at = names[*at]);
            level = Cow::Owned(smaller);
        }
        place.into_iter().map(|at| groups[at]).collect()
    }

    fn len(&self) -> usize {
        self.links.len()
    }

    /// Splits every group into its connected parts: a node that held two sides together may have moved
    /// away from them, and modularity rises by every such split.
    fn connected(&self, groups: &[usize]) -> Vec<usize> {
        let mut parts = UnionFind::new(self.len());
        for (at, links) in self.links.iter().enumerate() {
            for &(other, _) in links.iter().filter(|(other, _)| groups[*other] == groups[at]) {
                parts.union(at, other);
            }
        }
        parts.into_labeling()
    }

    /// Moves single nodes as long as any gains by it.
    fn move_nodes(&self, groups: &mut [usize]) {
        let mut strengths = vec![0.0; self.len()];
        for (at, &group) in groups.iter().enumerate() {
            strengths[group] += self.strengths[at];
        }
        let mut waiting: VecDeque<usize> = (0..self.len()).collect();
        let mut waits = vec![true; self.len()];
        let mut sums = Sums::new(self.len());
        // Every move gains, so this ends; the bound guards against rounding.
        let mut steps = self.len().saturating_mul(1000);
        while let Some(at) = waiting.pop_front() {
            waits[at] = false;
            steps = steps.saturating_sub(1);
            if steps == 0 {
                break;
            }
            let old = groups[at];
            strengths[old] -= self.strengths[at];
            sums.fill(self.links[at].iter().map(|&(other, weight)| (groups[other], weight)));
            let gain = |group: usize, sum: f64| sum - self.strengths[at] * strengths[group] / self.total;
            let mut best = (old, gain(old, sums.of(old)));
            for group in sums.groups() {
                let here = gain(group, sums.of(group));
                if here > best.1 + LEAST_GAIN {
                    best = (group, here);
                }
            }
            groups[at] = best.0;
            strengths[best.0] += self.strengths[at];
            if best.0 != old {
                for &(other, _) in &self.links[at] {
                    if groups[other] != best.0 && !waits[other] {
                        waits[other] = true;
                        waiting.push_back(other);
                    }
                }
            }
        }
    }

    /// Splits every group into parts that are well connected within it.
    fn split(&self, groups: &[usize]) -> Vec<usize> {
        let mut whole = vec![0.0; self.len()];
        for (at, &group) in groups.iter().enumerate() {
            whole[group] += self.strengths[at];
        }
        let mut parts: Vec<usize> = (0..self.len()).collect();
        let mut strengths = self.strengths.clone();
        // Weight from each part to the rest of its group.
        let mut outward: Vec<f64> = (0..self.len())
            .map(|at| {
                let inside = self.links[at].iter().filter(|(other, _)| groups[*other] == groups[at]);
                inside.map(|(_, weight)| weight).sum()
            })
            .collect();
        let mut alone = vec![true; self.len()];
        let mut sums = Sums::new(self.len());
        for at in 0..self.len() {
            let all = whole[groups[at]];
            let connected =
                |part: f64, outward: f64| outward + LEAST_GAIN >= part * (all - part) / self.total;
            if !alone[at] || !connected(self.strengths[at], outward[at]) {
                continue;
            }
            let inside = self.links[at].iter().filter(|(other, _)| groups[*other] == groups[at]);
            sums.fill(inside.map(|&(other, weight)| (parts[other], weight)));
            let mut best: Option<(usize, f64)> = None;
            for part in sums.groups().filter(|&part| part != at) {
                let gain = sums.of(part) - self.strengths[at] * strengths[part] / self.total;
                let better = gain > best.map_or(0.0, |(_, gain)| gain) + LEAST_GAIN;
                if better && connected(strengths[part], outward[part]) {
                    best = Some((part, gain));
                }
            }
            if let Some((part, _)) = best {
                outward[part] += outward[at] - 2.0 * sums.of(part);
                strengths[part] += self.strengths[at];
                strengths[at] = 0.0;
                parts[at] = part;
                alone[part] = false;
            }
        }
        parts
    }

    /// The graph whose nodes are the parts, and the node each old one went to.
    fn merged(&self, parts: &[usize]) -> (Level, Vec<usize>) {
        let mut numbers = vec![usize::MAX; self.len()];
        let mut count = 0;
        for &part in parts {
            if numbers[part] == usize::MAX {
                numbers[part] = count;
                count += 1;
            }
        }
        let names: Vec<usize> = parts.iter().map(|&part| numbers[part]).collect();
        let mut members = vec![Vec::new(); count];
        let mut strengths = vec![0.0; count];
        for (at, &name) in names.iter().enumerate() {
            members[name].push(at);
            strengths[name] += self.strengths[at];
        }
        let mut sums = Sums::new(count);
        let links = members.iter().enumerate().map(|(name, members)| {
            let links = members.iter().flat_map(|&at| &self.links[at]);
            sums.fill(links.map(|&(other, weight)| (names[other], weight)));
            // What lies inside a part moves with it and decides nothing more.
            sums.groups().filter(|&other| other != name).map(|other| (other, sums.of(other))).collect()
        });
        let links = links.collect();
        (Level { links, strengths, total: self.total }, names)
    }
}

/// Weights added up by group.
struct Sums {
    sums: Vec<f64>,
    seen: Vec<usize>,
}

impl Sums {
    fn new(count: usize) -> Self {
        Sums { sums: vec![0.0; count], seen: Vec::new() }
    }

    fn fill(&mut self, weights: impl Iterator<Item = (usize, f64)>) {
        for group in self.seen.drain(..) {
            self.sums[group] = 0.0;
        }
        for (group, weight) in weights {
            if weight > 0.0 {
                if self.sums[group] == 0.0 {
                    self.seen.push(group);
                }
                self.sums[group] += weight;
            }
        }
        self.seen.sort_unstable();
    }

    fn of(&self, group: usize) -> f64 {
        self.sums[group]
    }

    fn groups(&self) -> impl Iterator<Item = usize> {
        self.seen.iter().copied()
    }
}
