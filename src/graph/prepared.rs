//! A counted graph in its final order whose links are made as they are asked for.

use std::ops::Range;

use petgraph::graph::NodeIndex;
use rayon::prelude::*;

use super::finish::{Ends, evidence, fill, node, positions, weight};
use super::model::{Graph, Net};
use super::pairs::{Pair, Pairs};
use super::quotes::{Away, Nothing, Quotes};
use super::slots::Slot;
use super::tally::Tally;
use super::{Document, Link, Passage, post};

/// Links made at a time, by all threads together.
const GROUP: usize = 1 << 13;

/// A graph the co-mentions, passages and documents of which lie as they were counted: a third of the memory they take
/// in a [`Graph`].
#[derive(Debug)]
pub struct Prepared {
    rest: Graph,
    quotes: Quotes,
    pairs: Pairs,
    order: Vec<Slot>,
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
        let quotes = Quotes::new(shelf, sources);
        entities.sort_unstable_by(|a, b| a.place().cmp(&b.place()));

        let mut net = Net::with_capacity(entities.len(), 0);
        for entity in entities {
            net.add_node(node(entity, &quotes.places));
        }
        let mut ends = Ends::new(net.node_weights().map(|node| node.counts), &meta);
        // Fetched side by side, added one after the other.
        let weights: Vec<f64> = order.par_iter().map(|slot| weight(pairs.at(*slot).sum)).collect();
        order.iter().zip(weights).for_each(|(slot, weight)| ends.add(at(slot), weight));
        post::add_posts(&mut net);
        Prepared { rest: Graph { meta, net, ..Graph::default() }, quotes, pairs, order, ends }
    }

    /// About how many bytes it holds that [`Tally::put_away`] would give back: of texts, and of documents.
    pub fn texts(&self) -> (usize, usize) {
        (self.shelf.texts(), self.shelf.documents.rest())
    }

    /// Hands out the texts of passages, which come back by the number `text` gives, and what is known of documents,
    /// one after the other. Nobody looks at either until the end. After this a tally can only be prepared.
    pub fn put_away<E>(
        &mut self,
        text: impl FnMut(&str) -> Result<Option<u64>, E>,
        documents: impl FnOnce(&[u8]) -> Result<(), E>,
    ) -> Result<(), E> {
        self.shelf.put_away(text)?;
        documents(&self.shelf.documents.put_away())
    }

    /// The graph of everything counted.
    pub fn finish(self) -> Graph {
        match self.prepare().graph(&Nothing) {
            Ok(graph) => graph,
        }
    }
}

impl Prepared {
    /// Nodes and posts; no co-mentions, passages and documents.
    pub fn rest(&self) -> &Graph {
        &self.rest
    }

    /// How many documents there are.
    pub fn documents(&self) -> usize {
        self.quotes.documents()
    }

    /// The document at a position; an empty one past the end.
    pub fn document<A: Away>(&self, at: usize, away: &A) -> Result<Document, A::Error> {
        self.quotes.document(at, away)
    }

    /// How many passages there are.
    pub fn passages(&self) -> usize {
        self.quotes.passages()
    }

    /// The passage at a position, which must be one.
    pub fn passage<A: Away>(&self, at: usize, away: &A) -> Result<Passage, A::Error> {
        self.quotes.passage(at, away)
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
        let pairs: Vec<Pair> = order.iter().map(|slot| *self.pairs.at(*slot)).collect();
        let mut link = Link::default();
        for (slot, pair) in order.iter().zip(&pairs) {
            let ends = at(slot);
            self.make(&mut link, ends, pair);
            each((ends.0, ends.1, &link))?;
        }
        Ok(())
    }

    fn make(&self, link: &mut Link, ends: (usize, usize), pair: &Pair) {
        fill(link, pair.sum, self.pairs.by_day(pair), evidence(&pair.best, &self.quotes.places));
        link.association = self.ends.association(ends, link);
    }

    /// The graph with everything in it.
    pub fn graph<A: Away>(mut self, away: &A) -> Result<Graph, A::Error> {
        // First of all, so that they are not held twice beside the links.
        let places = std::mem::take(&mut self.quotes.places);
        let (documents, passages) = std::mem::take(&mut self.quotes).whole(away)?;
        self.quotes.places = places;
        let mut net = std::mem::take(&mut self.rest.net);
        net.clear_edges();
        net.reserve_exact_edges(self.order.len());
        // In order, and the last first: some are given up as their links are made, so that not all are held twice.
        let pair = |slot: &Slot| *self.pairs.at(*slot);
        let mut pairs: Vec<Pair> = self.order.par_iter().rev().map(pair).collect();
        self.pairs.list = Default::default();
        for group in std::mem::take(&mut self.order).chunks(GROUP) {
            let start = pairs.len() - group.len();
            let made = pairs[start..].par_iter().rev().zip(group).map(|(pair, slot)| {
                let mut link = Link::default();
                self.make(&mut link, at(slot), pair);
                link
            });
            for (link, slot) in made.collect::<Vec<_>>().into_iter().zip(group) {
                let (a, b) = at(slot);
                net.add_edge(NodeIndex::new(a), NodeIndex::new(b), link);
            }
            pairs.truncate(start);
            if pairs.capacity() > 2 * start {
                pairs.shrink_to_fit();
            }
        }
        post::add_posts(&mut net);
        Ok(Graph { net, documents, passages, ..self.rest })
    }
}

/// Positions of the ends.
fn at(slot: &Slot) -> (usize, usize) {
    (slot.ends.0 as usize, slot.ends.1 as usize)
}
