//! From the tally to the graph: everything in its order, measures filled in.

use std::sync::Arc;

use petgraph::graph::NodeIndex;
use rustc_hash::FxHashMap;

use super::association::{Association, disparity};
use super::best::{Best, Kept};
use super::fixed::{nine_decimals, six_decimals, six_digits};
use super::model::{Graph, Meta, Net, UnitDay};
use super::partial::Sources;
use super::tally::{Entity, Held, Pair, Tally};
use super::{Alias, Day, Document, Evidence, Key, Link, Node, NodeDay, Passage, Relation, Role, Value, post};
use crate::kind::Kind;

impl Tally {
    /// The graph of everything counted.
    pub fn finish(self) -> Graph {
        let Tally { options, mut entities, mut pairs, documents, mentions, units, days, sources, .. } =
            self.united();
        // Pairs that only a wider stretch of text holds are counted, since a later document may bring them
        // closer, but they are no links.
        pairs.retain(|pair| pair.sum.counts.at(options.scope) > 0);
        let documents = in_order(documents);
        let shelf = Shelf::new(&documents, &entities, &pairs, &sources);
        let meta = Meta {
            scope: options.scope,
            damping: options.damping,
            mentions: Kind::ALL.into_iter().map(|kind| (kind, mentions[kind as usize])).collect(),
            units,
            days: days.0.into_iter().map(|(date, counts)| UnitDay { date, counts }).collect(),
        };
        let positions = positions(&entities);
        for pair in &mut pairs {
            let (a, b) = (positions[pair.ends.0 as usize], positions[pair.ends.1 as usize]);
            pair.ends = (a.min(b), a.max(b));
        }
        pairs.sort_unstable_by_key(|pair| pair.ends);
        entities.sort_unstable_by(|a, b| a.place().cmp(&b.place()));

        let mut net = Net::with_capacity(entities.len(), pairs.len());
        for entity in entities {
            net.add_node(node(entity, &shelf));
        }
        for pair in pairs {
            let (a, b) = (NodeIndex::new(pair.ends.0 as usize), NodeIndex::new(pair.ends.1 as usize));
            net.add_edge(a, b, link(pair, &shelf));
        }
        associate(&mut net, &meta);
        post::add_posts(&mut net);
        Graph { meta, documents, passages: shelf.passages, net }
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

fn in_order(
    counted: Vec<(Arc<crate::resolve::DocumentInfo>, Vec<String>, Vec<super::Article>)>,
) -> Vec<Document> {
    let document =
        |(info, reporters, articles)| Document { info: Arc::unwrap_or_clone(info), reporters, articles };
    let mut documents: Vec<Document> = counted.into_iter().map(document).collect();
    documents.sort_unstable();
    documents
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

fn node(entity: Entity, shelf: &Shelf) -> Node {
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
    let mut roles: Vec<Role> = entity.roles.into_iter().map(|held| role(held, shelf)).collect();
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
        evidence: shelf.evidence(&entity.best),
        attributes: home.into_iter().collect(),
    }
}

fn role(held: Held, shelf: &Shelf) -> Role {
    Role {
        evidence: shelf.evidence(&held.best).first().copied(),
        first: held.span.map(|span| span.0),
        last: held.span.map(|span| span.1),
        count: held.count,
        text: held.text.into(),
    }
}

fn link(pair: Pair, shelf: &Shelf) -> Link {
    let days = pair.days.0.into_iter();
    let days = days.map(|(date, share)| Day {
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
        evidence: shelf.evidence(&pair.best),
        roles: Vec::new(),
    }
}

/// The passages that some proof held on to, in order, and where each stands.
struct Shelf {
    passages: Vec<Passage>,
    places: FxHashMap<*const Kept, u32>,
}

impl Shelf {
    fn new(documents: &[Document], entities: &[Entity], pairs: &[Pair], sources: &Sources) -> Self {
        let of_entities = entities.iter().flat_map(|entity| {
            std::iter::once(&entity.best).chain(entity.roles.iter().map(|held| &held.best))
        });
        let of_pairs = pairs.iter().map(|pair| &pair.best);
        let proofs = of_entities.chain(of_pairs).flat_map(|best| &best.0);
        let all = proofs.flat_map(|proof| std::iter::once(&proof.first).chain(&proof.second));
        let mut places = FxHashMap::default();
        let mut kept: Vec<&Arc<Kept>> = Vec::new();
        for passage in all {
            if places.insert(Arc::as_ptr(passage), 0).is_none() {
                kept.push(passage);
            }
        }
        // The derived order of `Kept` is by document, then by offset; equal ones are one passage.
        kept.sort_unstable();
        let mut passages: Vec<Passage> = Vec::new();
        let mut last: Option<&Kept> = None;
        for kept in kept {
            if last != Some(&**kept) {
                // By id alone: what rows told of a document is no more than that.
                let document = documents.partition_point(|document| document.info.id < kept.document.id);
                passages.push(Passage {
                    document: document as u32,
                    article: kept.article,
                    start: kept.start,
                    end: kept.end,
                    text: sources.text(kept),
                });
                last = Some(kept);
            }
            places.insert(Arc::as_ptr(kept), passages.len() as u32 - 1);
        }
        Shelf { passages, places }
    }

    fn evidence(&self, best: &Best) -> Vec<Evidence> {
        let place = |kept: &Arc<Kept>| self.places.get(&Arc::as_ptr(kept)).copied().unwrap_or_default();
        let evidence = best.0.iter().map(|proof| Evidence {
            scope: proof.grade.scope,
            first: place(&proof.first),
            second: proof.second.as_ref().map(place),
        });
        evidence.collect()
    }
}
