//! From the tally to the graph: everything in its order, measures filled in.

use petgraph::graph::NodeIndex;

use super::association::{Association, disparity};
use super::best::{Best, Proof};
use super::days::Days;
use super::entity::{Entity, Held};
use super::fixed::{nine_decimals, six_decimals, six_digits};
use super::model::{Graph, Meta, Net, UnitDay};
use super::pairs::{Pair, Share};
use super::shelf::Shelf;
use super::sources::Sources;
use super::tally::Tally;
use super::{
    Alias, Day, Documents, Evidence, Key, Link, Node, NodeDay, Passage, Relation, Role, Value, post,
};
use crate::kind::Kind;

impl Tally {
    /// The graph of everything counted.
    pub fn finish(self) -> Graph {
        let Tally { options, mut entities, mut pairs, mut shelf, mut sources, mentions, units, days, .. } =
            self.united();
        let positions = positions(&entities);
        pairs.rename(|end| positions[end as usize], options.evidence, &mut shelf);
        // Pairs that only a wider stretch of text holds are counted, since a later document may bring them
        // closer, but they are no links.
        pairs.drop_unless(|pair| pair.sum.counts.at(options.scope) > 0, &mut shelf);
        sources.release(&mut shelf);
        let quotes = Quotes::new(shelf, &sources);
        let meta = Meta {
            scope: options.scope,
            damping: options.damping,
            mentions: Kind::ALL.into_iter().map(|kind| (kind, mentions[kind as usize])).collect(),
            units,
            days: days.0.into_iter().map(|(date, counts)| UnitDay { date, counts }).collect(),
        };
        entities.sort_unstable_by(|a, b| a.place().cmp(&b.place()));

        let mut net = Net::with_capacity(entities.len(), pairs.list.len());
        for entity in entities {
            net.add_node(node(entity, &quotes));
        }
        // They stand in reverse: each is given up as its link is made, so that not all are held twice.
        while let Some((pair, days)) = pairs.pop() {
            let (a, b) = (NodeIndex::new(pair.ends.0 as usize), NodeIndex::new(pair.ends.1 as usize));
            net.add_edge(a, b, link(&pair, days, &quotes));
        }
        associate(&mut net, &meta);
        post::add_posts(&mut net);
        Graph { meta, documents: quotes.documents, passages: quotes.passages, net }
    }
}

/// Where each entity will stand: by kind, then by name, then by home.
fn positions(entities: &[Entity]) -> Vec<u32> {
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
    let mut strengths = vec![(0.0, 0usize); net.node_count()];
    for edge in net.raw_edges().iter().filter(|edge| edge.weight.relation == Relation::CoMention) {
        for end in [edge.source(), edge.target()] {
            strengths[end.index()].0 += edge.weight.weight;
            strengths[end.index()].1 += 1;
        }
    }
    let seen: Vec<u32> = net.node_weights().map(|node| node.counts.at(meta.scope)).collect();
    let all = meta.units.at(meta.scope);
    for edge in net.edge_indices() {
        let Some((a, b)) = net.edge_endpoints(edge) else { continue };
        let link = &mut net[edge];
        if link.relation != Relation::CoMention {
            continue;
        }
        let both = link.counts.at(meta.scope);
        link.association = Association::new(both, seen[a.index()], seen[b.index()], all);
        let ends = [a, b].map(|end| strengths[end.index()]);
        let p = ends.map(|(strength, degree)| disparity(link.weight, strength, degree));
        link.association.p = six_digits(p[0].min(p[1]));
    }
}

fn node(entity: Entity, quotes: &Quotes) -> Node {
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
    let mut roles: Vec<Role> = entity.roles.into_iter().map(|held| role(held, quotes)).collect();
    roles.sort_unstable_by(|a, b| b.count.cmp(&a.count).then_with(|| a.text.cmp(&b.text)));
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
        evidence: quotes.evidence(&entity.best),
        attributes: home.into_iter().collect(),
    }
}

fn role(held: Held, quotes: &Quotes) -> Role {
    Role {
        evidence: quotes.evidence(&held.best).first().copied(),
        first: held.span.map(|span| span.0),
        last: held.span.map(|span| span.1),
        count: held.count,
        text: held.text.into(),
    }
}

fn link(pair: &Pair, days: Days<Share>, quotes: &Quotes) -> Link {
    let days = days.0.into_iter().map(|(date, share)| Day {
        date,
        counts: share.counts,
        weight: nine_decimals(share.weight.value()),
    });
    Link {
        relation: Relation::CoMention,
        counts: pair.sum.counts,
        weight: six_decimals(pair.sum.weight.value()),
        association: Association::default(),
        days: days.collect(),
        evidence: quotes.evidence(&pair.best),
        roles: Vec::new(),
    }
}

/// The passages that some proof held on to, in order, and where each stands.
struct Quotes {
    documents: Documents,
    passages: Vec<Passage>,
    /// Positions of passages, by their numbers on the shelf.
    places: Vec<u32>,
}

impl Quotes {
    fn new(mut shelf: Shelf, sources: &Sources) -> Self {
        let told = sources.told(shelf.documents.len());
        let documents = shelf.documents.order(|at| !told[at]);
        // By id alone: what rows told of a document is no more than that.
        let id = |at: usize| shelf.documents.id_bytes(at);
        let place = |at: usize| documents.partition_point(|&other| id(other as usize) < id(at)) as u32;
        let ids: Vec<u32> = (0..shelf.documents.len()).map(place).collect();
        let mut held: Vec<u32> = shelf.held().map(|(at, _)| at).collect();
        held.sort_unstable_by(|&a, &b| {
            let (a, b) = (shelf.get(a), shelf.get(b));
            let place = ids[a.document as usize].cmp(&ids[b.document as usize]);
            place.then_with(|| shelf.compare_documents(a, b)).then_with(|| a.facts().cmp(&b.facts()))
        });
        // Equal ones are one passage.
        let same = |&a: &u32, &b: &u32| {
            let (a, b) = (shelf.get(a), shelf.get(b));
            a.facts() == b.facts() && shelf.compare_documents(a, b).is_eq()
        };
        let mut places = vec![0; shelf.kept.len()];
        let mut first = Vec::new();
        for same in held.chunk_by(same) {
            same.iter().for_each(|&at| places[at as usize] = first.len() as u32);
            first.push(same[0]);
        }
        let passage = |at: u32| {
            let told = sources.text(shelf.get(at), &shelf.documents).map(str::to_string);
            let kept = &mut shelf.kept[at as usize];
            Passage {
                document: ids[kept.document as usize],
                article: kept.article,
                start: kept.start,
                end: kept.end,
                text: told.unwrap_or_else(|| std::mem::take(&mut kept.text).into()),
            }
        };
        let passages = first.into_iter().map(passage).collect();
        shelf.documents.arrange(&documents);
        Quotes { documents: shelf.documents, passages, places }
    }

    fn evidence(&self, best: &Best) -> Vec<Evidence> {
        let place = |at: u32| self.places.get(at as usize).copied().unwrap_or_default();
        let evidence = |proof: &Proof| Evidence {
            scope: proof.grade.scope(),
            first: place(proof.first),
            second: proof.second().map(place),
        };
        best.iter().map(evidence).collect()
    }
}
