//! From the tally to the graph: everything in its order, measures filled in.

use petgraph::graph::Edge;
use rayon::prelude::*;

use super::association::{Association, disparity};
use super::best::Best;
use super::entity::{Entity, Held};
use super::fixed::{nine_decimals, six_decimals, six_digits};
use super::model::{Meta, Net, UnitDay};
use super::pairs::Share;
use super::tally::Tally;
use super::used::Used;
use super::{Alias, Basis, Counts, Day, Evidence, Key, Link, Node, NodeDay, Relation, Role, Scope, Value};
use crate::kind::Kind;
use crate::text::Date;

impl Tally {
    pub(super) fn meta(&self) -> Meta {
        Meta {
            scope: self.options.scope,
            damping: self.options.damping,
            mentions: Kind::ALL.into_iter().map(|kind| (kind, self.mentions[kind as usize])).collect(),
            units: self.units,
            days: self.days.0.iter().map(|&(date, counts)| UnitDay { date, counts }).collect(),
        }
    }
}

/// Where each entity will stand: by kind, then by name, then by home.
pub(super) fn positions(entities: &[Entity]) -> Vec<u32> {
    let mut order: Vec<usize> = (0..entities.len()).collect();
    order.sort_unstable_by(|&a, &b| entities[a].place().cmp(&entities[b].place()));
    let mut positions = vec![0; entities.len()];
    for (position, id) in order.into_iter().enumerate() {
        positions[id] = position as u32;
    }
    positions
}

/// Fills in the measures of every co-mention from the counts of its ends.
pub(super) fn associate(net: &mut Net, meta: &Meta) {
    let mut ends = Ends::new(net.node_weights().map(|node| node.counts), meta);
    for edge in net.raw_edges().iter().filter(|edge| edge.weight.relation == Relation::CoMention) {
        ends.add((edge.source().index(), edge.target().index()), edge.weight.weight);
    }
    // Logarithms and powers, which is most of the work, side by side.
    let association =
        |edge: &Edge<Link>| ends.association((edge.source().index(), edge.target().index()), &edge.weight);
    let associations: Vec<Association> = net.raw_edges().par_iter().map(association).collect();
    for (link, association) in net.edge_weights_mut().zip(associations) {
        if link.relation == Relation::CoMention {
            link.association = association;
        }
    }
}

/// What the measures of a link ask of its ends.
#[derive(Debug)]
pub(super) struct Ends {
    scope: Scope,
    all: u32,
    seen: Vec<u32>,
    /// Summed weights and numbers of the co-mentions of each node.
    strengths: Vec<(f64, usize)>,
}

impl Ends {
    pub(super) fn new(counts: impl Iterator<Item = Counts>, meta: &Meta) -> Ends {
        let seen: Vec<u32> = counts.map(|counts| counts.at(meta.scope)).collect();
        Ends {
            scope: meta.scope,
            all: meta.units.at(meta.scope),
            strengths: vec![(0.0, 0); seen.len()],
            seen,
        }
    }

    /// Adds a co-mention; in the order of links, since sums of numbers with a point hang on it.
    pub(super) fn add(&mut self, (a, b): (usize, usize), weight: f64) {
        for end in [a, b] {
            self.strengths[end].0 += weight;
            self.strengths[end].1 += 1;
        }
    }

    /// The measures of a co-mention, once all are added.
    pub(super) fn association(&self, (a, b): (usize, usize), link: &Link) -> Association {
        let both = link.counts.at(self.scope);
        let p = [a, b].map(|end| disparity(link.weight, self.strengths[end].0, self.strengths[end].1));
        let p = six_digits(p[0].min(p[1]));
        Association { p, ..Association::new(both, self.seen[a], self.seen[b], self.all) }
    }
}

pub(super) fn node(entity: Entity, used: &Used) -> Node {
    let sum = entity.sum;
    let days = entity.days.0.into_iter().map(|(date, sum)| NodeDay {
        date,
        mentions: sum.mentions,
        documents: sum.documents,
        counts: sum.counts,
    });
    let alias = |(name, count): (Box<str>, u32)| Alias { name: name.into(), count };
    let mut aliases: Vec<Alias> = entity.surfaces.into_iter().map(alias).collect();
    aliases.sort_unstable_by(|a, b| b.count.cmp(&a.count).then_with(|| a.name.cmp(&b.name)));
    let mut roles: Vec<Role> = entity
        .roles
        .into_iter()
        .filter(|held| held.basis != Basis::Nowhere)
        .map(|held| role(held, used))
        .collect();
    roles.sort_unstable_by(|a, b| {
        b.count.cmp(&a.count).then_with(|| (&a.text, a.state).cmp(&(&b.text, b.state)))
    });
    let home = entity.home.at.as_deref().filter(|home| !home.is_empty());
    let home = home.map(|home| ("home".to_string(), Value::Text(home.replace('/', ""))));
    let key = Key::new(entity.kind, &*entity.name).of(entity.home.decided.map(|label| label.to_string()));
    Node {
        label: key.label(),
        key,
        aliases,
        mentions: sum.mentions,
        documents: sum.documents,
        counts: sum.counts,
        days: days.collect(),
        roles,
        evidence: evidence(&entity.best, used).collect(),
        attributes: home.into_iter().collect(),
    }
}

fn role(held: Held, used: &Used) -> Role {
    Role {
        evidence: evidence(&held.best, used).next(),
        first: held.span.map(|span| span.0),
        last: held.span.map(|span| span.1),
        count: held.count,
        text: held.text.into(),
        state: held.state,
        basis: held.basis,
    }
}

/// Makes a link what was counted for two entities; its measures are left as they are.
pub(super) fn fill(
    link: &mut Link,
    sum: Share,
    days: impl Iterator<Item = (Date, Share)>,
    evidence: impl Iterator<Item = Evidence>,
) {
    link.counts = sum.counts;
    link.weight = weight(sum);
    link.days.clear();
    link.days.extend(days.map(|(date, share)| Day {
        date,
        counts: share.counts,
        weight: nine_decimals(share.weight.value()),
    }));
    link.evidence.clear();
    link.evidence.extend(evidence);
}

/// What a link weighs.
pub(super) fn weight(sum: Share) -> f64 {
    six_decimals(sum.weight.value())
}

/// Proofs by the positions their passages have in the graph.
pub(super) fn evidence(best: &Best, used: &Used) -> impl Iterator<Item = Evidence> {
    best.iter().map(|proof| proof.evidence(|passage| used.place(passage)))
}
