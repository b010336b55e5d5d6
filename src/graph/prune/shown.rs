//! What of a graph a picture shows at first: the same choice as the explorer makes (web/src/model/choice.ts).
//!
//! Each node offers its strongest links; of these every pair of kinds has its share, so that none crowds out the others, and
//! what a pair does not use goes to the strongest of the rest. Where officials are linked to projects, these two kinds
//! make the picture. Small parts that hang together with nothing else are left out.

use std::collections::BTreeMap;

use petgraph::unionfind::UnionFind;
use rustc_hash::FxHashSet;

use super::keep::{Lonely, keep};
use crate::graph::{Graph, Node};
use crate::kind::Kind;

/// Links a page draws at first.
pub(super) const SHOWN: usize = 600;

/// Links that each node offers.
const EACH: usize = 6;

/// A part of fewer nodes is small, where the largest has ten times as many.
const SMALL: usize = 4;

/// A link by its position, with its ends and weight.
#[derive(Clone, Copy)]
struct Offer {
    at: usize,
    ends: (usize, usize),
    weight: f64,
}

/// The links that are drawn at first, at most [`SHOWN`], by position in ascending order.
pub(crate) fn shown(graph: &Graph) -> Vec<usize> {
    let kinds: Vec<Kind> = graph.nodes().map(|node| node.key.kind).collect();
    let all = graph.links().enumerate();
    let passing: Vec<Offer> = all
        .filter(|(_, (a, b, link))| {
            kinds[*a] != Kind::Person && kinds[*b] != Kind::Person && link.weight > 0.0
        })
        .map(|(at, (a, b, link))| Offer { at, ends: (a, b), weight: link.weight })
        .collect();
    let subject = |at: usize| matches!(kinds[at], Kind::Official | Kind::Project);
    let both = |(a, b): (usize, usize)| subject(a) && subject(b);
    let only = passing.iter().any(|offer| both(offer.ends) && kinds[offer.ends.0] != kinds[offer.ends.1]);
    let wanted: Vec<Offer> = passing.into_iter().filter(|offer| !only || both(offer.ends)).collect();
    let picked = if wanted.len() <= SHOWN && !only { wanted } else { pick(wanted, &kinds, SHOWN) };
    let mut links = without_small(picked);
    links.sort_unstable();
    links
}

/// How much of the picture a pair of kinds has: what the question is about comes first.
fn share(a: Kind, b: Kind) -> usize {
    match (a, b) {
        (Kind::Official, Kind::Project) | (Kind::Project, Kind::Official) => 4,
        (Kind::Official, Kind::Official) => 2,
        _ => 1,
    }
}

fn pick(mut links: Vec<Offer>, kinds: &[Kind], limit: usize) -> Vec<Offer> {
    let stronger = |a: &Offer, b: &Offer| b.weight.total_cmp(&a.weight).then(a.at.cmp(&b.at));
    links.sort_by(stronger);
    let mut offered = vec![0; kinds.len()];
    let mut pairs: BTreeMap<(Kind, Kind), Vec<Offer>> = BTreeMap::new();
    for offer in links {
        let (a, b) = offer.ends;
        if offered[a] >= EACH && offered[b] >= EACH {
            continue;
        }
        (offered[a], offered[b]) = (offered[a] + 1, offered[b] + 1);
        let pair = (kinds[a].min(kinds[b]), kinds[a].max(kinds[b]));
        pairs.entry(pair).or_default().push(offer);
    }
    let all: usize = pairs.keys().map(|&(a, b)| share(a, b)).sum();
    let (mut taken, mut rest) = (Vec::new(), Vec::new());
    for ((a, b), mut list) in pairs {
        let most = limit * share(a, b) / all.max(1);
        rest.extend(list.split_off(list.len().min(most)));
        taken.extend(list);
    }
    rest.sort_by(stronger);
    let room = limit.saturating_sub(taken.len());
    taken.extend(rest.into_iter().take(room));
    taken
}

/// The links of all parts but the small ones, unless there are only such.
fn without_small(links: Vec<Offer>) -> Vec<usize> {
    let count = links.iter().map(|offer| offer.ends.0.max(offer.ends.1) + 1).max().unwrap_or_default();
    let mut parts = UnionFind::new(count);
    let mut nodes = vec![false; count];
    for Offer { ends: (a, b), .. } in &links {
        parts.union(*a, *b);
        (nodes[*a], nodes[*b]) = (true, true);
    }
    let part = parts.into_labeling();
    let mut sizes: BTreeMap<usize, usize> = BTreeMap::new();
    for (at, _) in nodes.iter().enumerate().filter(|(_, is)| **is) {
        *sizes.entry(part[at]).or_default() += 1;
    }
    let large = sizes.values().max().is_some_and(|most| *most >= 10 * SMALL);
    let stays = |offer: &Offer| !large || sizes.get(&part[offer.ends.0]).is_some_and(|size| *size >= SMALL);
    links.into_iter().filter(stays).map(|offer| offer.at).collect()
}

impl Graph {
    /// Returns at most so many nodes, those of the strongest links a page draws at first, with all links between them.
    pub fn subject(&self, most: usize) -> Graph {
        let chosen: FxHashSet<usize> = shown(self).into_iter().collect();
        let links = self.links().enumerate().filter(|(at, _)| chosen.contains(at));
        let mut links: Vec<(f64, usize, usize)> =
            links.map(|(_, (a, b, link))| (link.weight, a, b)).collect();
        links.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        let mut wanted = vec![false; self.nodes().len()];
        let mut left = most;
        for (_, a, b) in links {
            let new = usize::from(!wanted[a]) + usize::from(!wanted[b]);
            if new <= left {
                left -= new;
                (wanted[a], wanted[b]) = (true, true);
            }
        }
        let node = |at: usize, node: &Node| wanted[at].then(|| node.clone());
        keep(self, node, |_, _, link| Some(link.clone()), Lonely::Stay)
    }
}
