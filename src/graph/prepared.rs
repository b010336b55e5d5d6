//! A counted graph in its final order whose links are made as they are asked for.

use std::ops::Range;

use petgraph::graph::NodeIndex;
use rayon::prelude::*;

use super::finish::{Ends, Quotes, evidence, fill, node, positions, weight};
use super::model::{Graph, Net};
use super::pairs::{Pair, Pairs};
use super::places::Place;
use super::tally::Tally;
use super::{Link, post};

/// Links made at a time, by all threads together.
const GROUP: usize = 1 << 13;

/// A graph but for its co-mentions, which lie as they were counted: a third of the memory that links take.
#[derive(Debug)]
pub struct Prepared {
    rest: Graph,
    pairs: Pairs,
    order: Vec<Place>,
    /// Positions of passages, by their numbers in proofs.
    places: Vec<u32>,
    ends: Ends,
}

impl Tally {
    /// Decides who is who and puts everything in order.
    pub fn prepare(mut self) -> Prepared {
        let ids = self.unite();
        let meta = self.meta();
        let Tally { options, mut entities, mut pairs, mut shelf, mut sources, .. } = self;
        let positions = positions(&entities);
        // Two homes named in one article that turn out to be one person's are no link.
        let number = |end: u32| positions[ids[end as usize] as usize];
        let mut order = pairs.order(number, options.evidence, &mut shelf);
        // Pairs that only a wider stretch of text holds are counted, since a later document may bring them
        // closer, but they are no links.
        pairs.keep(&mut order, |pair| pair.sum.counts.at(options.scope) > 0, &mut shelf);
        sources.release(&mut shelf);
        let Quotes { documents, passages, places } = Quotes::new(shelf, &sources);
        entities.sort_unstable_by(|a, b| a.place().cmp(&b.place()));

        let mut net = Net::with_capacity(entities.len(), 0);
        for entity in entities {
            net.add_node(node(entity, &places));
        }
        let mut ends = Ends::new(net.node_weights().map(|node| node.counts), &meta);
        // Fetched side by side, added one after the other.
        let weights: Vec<f64> = order.par_iter().map(|place| weight(pairs.at(*place).sum)).collect();
        order.iter().zip(weights).for_each(|(place, weight)| ends.add(at(place), weight));
        post::add_posts(&mut net);
        Prepared { rest: Graph { meta, documents, passages, net }, pairs, order, places, ends }
    }
}

impl Prepared {
    /// Documents, passages, nodes and posts; no co-mentions.
    pub fn rest(&self) -> &Graph {
        &self.rest
    }

    /// How many co-mentions there are.
    pub fn co_mentions(&self) -> usize {
        self.order.len()
    }

    /// Hands out co-mentions in order, with the positions of their ends; those past the end are none.
    pub fn each<E>(
        &self,
        range: Range<usize>,
        mut each: impl FnMut((usize, usize, &Link)) -> Result<(), E>,
    ) -> Result<(), E> {
        let order = self.order.get(range).unwrap_or_default();
        // They lie anywhere: fetched one after the other, the waits for memory overlap.
        let pairs: Vec<Pair> = order.iter().map(|place| *self.pairs.at(*place)).collect();
        let mut link = Link::default();
        for (place, pair) in order.iter().zip(&pairs) {
            let ends = at(place);
            self.make(&mut link, ends, pair);
            each((ends.0, ends.1, &link))?;
        }
        Ok(())
    }

    fn make(&self, link: &mut Link, ends: (usize, usize), pair: &Pair) {
        fill(link, pair.sum, self.pairs.by_day(pair), evidence(&pair.best, &self.places));
        link.association = self.ends.association(ends, link);
    }

    /// The graph with everything in it.
    pub fn graph(mut self) -> Graph {
        let mut net = std::mem::take(&mut self.rest.net);
        net.clear_edges();
        net.reserve_exact_edges(self.order.len());
        // In order, and the last first: some are given up as their links are made, so that not all are held twice.
        let pair = |place: &Place| *self.pairs.at(*place);
        let mut pairs: Vec<Pair> = self.order.par_iter().rev().map(pair).collect();
        self.pairs.list = Default::default();
        for group in std::mem::take(&mut self.order).chunks(GROUP) {
            let start = pairs.len() - group.len();
            let made = pairs[start..].par_iter().rev().zip(group).map(|(pair, place)| {
                let mut link = Link::default();
                self.make(&mut link, at(place), pair);
                link
            });
            for (link, place) in made.collect::<Vec<_>>().into_iter().zip(group) {
                let (a, b) = at(place);
                net.add_edge(NodeIndex::new(a), NodeIndex::new(b), link);
            }
            pairs.truncate(start);
            if pairs.capacity() > 2 * start {
                pairs.shrink_to_fit();
            }
        }
        post::add_posts(&mut net);
        Graph { net, ..self.rest }
    }
}

/// Positions of the ends.
fn at(place: &Place) -> (usize, usize) {
    (place.ends.0 as usize, place.ends.1 as usize)
}
