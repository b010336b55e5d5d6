//! A graph derived from sightings, whose links are made as they are asked for.
//!
//! Documents are read several times: once for entities and units, once more for the pairs of each range of first ends,
//! and for what is told of documents and passages. Whoever sets a bound on memory has more ranges, and each is counted
//! twice: for the figures that hang on all links, and for the links themselves.

use std::ops::Range;

use petgraph::graph::NodeIndex;
use rayon::prelude::*;

use super::counting::{Counted, Known};
use super::finish::{Ends, evidence, fill, node, positions, weight};
use super::model::{Graph, Net};
use super::pairs::{Pair, Pairs};
use super::tally::{Options, Tally};
use super::used::Used;
use super::{Document, Documents, Link, Passage, post};
use crate::resolve::{self, Resolved};

/// A link with the positions of its ends.
type Placed = (usize, usize, Link);

/// Links made at a time, by all threads together.
const GROUP: usize = 1 << 13;

/// Documents with what was seen in them, that can be read again and again.
pub trait Sightings {
    /// What may go wrong.
    type Error;
    /// Hands out every document, in order of id, the same each time.
    fn each(&self, each: &mut dyn FnMut(Resolved) -> Result<(), Self::Error>) -> Result<(), Self::Error>;
    /// The passage of a document, by their positions.
    fn passage(&self, document: usize, passage: usize) -> Result<resolve::Passage, Self::Error>;
}

impl Sightings for [Resolved] {
    type Error = std::convert::Infallible;

    fn each(&self, each: &mut dyn FnMut(Resolved) -> Result<(), Self::Error>) -> Result<(), Self::Error> {
        self.iter().cloned().try_for_each(each)
    }

    fn passage(&self, document: usize, passage: usize) -> Result<resolve::Passage, Self::Error> {
        let found = self.get(document).and_then(|document| document.passages.get(passage));
        Ok(found.cloned().unwrap_or_default())
    }
}

impl Graph {
    /// Returns the graph of some documents, in whatever order they come.
    pub fn of(options: Options, documents: impl IntoIterator<Item = Resolved>) -> Graph {
        let mut documents: Vec<Resolved> = documents.into_iter().collect();
        // Ids tell, but in texts that bear the same.
        documents.sort_by(|a, b| a.info.cmp(&b.info).then_with(|| a.passages.cmp(&b.passages)));
        let mut tally = Tally::new(options);
        documents.iter().for_each(|document| tally.add(document));
        let whole = tally.derive(&documents[..], None).and_then(Derived::graph);
        match whole {
            Ok(graph) => graph,
        }
    }
}

/// A graph the links of which are counted, and made as they are asked for.
#[derive(Debug)]
pub struct Derived<'a, S: ?Sized> {
    sightings: &'a S,
    known: Known,
    rest: Graph,
    figures: Figures,
    ranges: Vec<Range<u32>>,
    /// What was counted, where one range holds all.
    held: Option<Counted>,
    co_mentions: usize,
}

/// What makes a link of a pair.
#[derive(Debug)]
struct Figures {
    ends: Ends,
    used: Used,
}

impl Figures {
    fn link(&self, pairs: &Pairs, (a, b): (u32, u32), pair: &Pair) -> Placed {
        let ends = (a as usize, b as usize);
        let mut link = Link::default();
        fill(&mut link, pair.sum, pairs.by_day(pair), evidence(&pair.best, &self.used));
        link.association = self.ends.association(ends, &link);
        (ends.0, ends.1, link)
    }
}

impl Tally {
    /// Decides who is who and counts all links of documents that are read again: the same, in the same order.
    ///
    /// Pairs take no more than `most` bytes at a time, about, unless those of one entity alone do.
    pub fn derive<S: Sightings + ?Sized>(
        mut self,
        sightings: &S,
        most: Option<usize>,
    ) -> Result<Derived<'_, S>, S::Error> {
        let ids = self.unite();
        let meta = self.meta();
        let mut used = Used::none_of(self.passages());
        let Tally { options, names, mut entities, starts, .. } = self;
        let places = positions(&entities);
        let positions = ids.into_iter().map(|id| places[id as usize]).collect();
        let known = Known { options, names, positions, starts };
        entities.sort_unstable_by(|a, b| a.place().cmp(&b.place()));
        entities.iter().flat_map(|entity| entity.bests()).for_each(|best| used.add(best));

        let all = entities.len() as u32;
        let mut ends = Ends::new(entities.iter().map(|entity| entity.sum.counts), &meta);
        let (mut ranges, mut held, mut co_mentions) = (Vec::new(), None, 0);
        let mut from = 0;
        while from < all {
            let (range, counted) = known.count(sightings, from..all, most.unwrap_or(usize::MAX))?;
            let Counted { pairs, order } = &counted;
            // Fetched side by side, added one after the other.
            let weights: Vec<f64> = order.par_iter().map(|slot| weight(pairs.at(*slot).sum)).collect();
            for (slot, weight) in order.iter().zip(weights) {
                ends.add((slot.ends.0 as usize, slot.ends.1 as usize), weight);
                used.add(&pairs.at(*slot).best);
            }
            co_mentions += order.len();
            from = range.end;
            held = (range == (0..all)).then_some(counted);
            ranges.push(range);
        }
        used.close();
        let mut net = Net::with_capacity(entities.len(), 0);
        for entity in entities {
            net.add_node(node(entity, &used));
        }
        post::add_posts(&mut net);
        let rest = Graph { meta, net, ..Graph::default() };
        let figures = Figures { ends, used };
        Ok(Derived { sightings, known, rest, figures, ranges, held, co_mentions })
    }
}

impl<S: Sightings + ?Sized> Derived<'_, S> {
    /// Nodes and posts; no co-mentions, passages and documents.
    pub fn rest(&self) -> &Graph {
        &self.rest
    }

    /// How many documents there are.
    pub fn documents(&self) -> usize {
        self.known.starts.len()
    }

    /// How many co-mentions there are.
    pub fn co_mentions(&self) -> usize {
        self.co_mentions
    }

    /// Hands out the documents, in order.
    pub fn each_document(
        &self,
        each: &mut dyn FnMut(Document) -> Result<(), S::Error>,
    ) -> Result<(), S::Error> {
        self.sightings.each(&mut |document| each(document.into()))
    }

    /// Hands out the passages that some proof names, in order.
    pub fn each_passage(
        &self,
        each: &mut dyn FnMut(Passage) -> Result<(), S::Error>,
    ) -> Result<(), S::Error> {
        let starts = &self.known.starts;
        for number in self.figures.used.iter() {
            let document = starts.partition_point(|&start| start <= number) - 1;
            let found = self.sightings.passage(document, (number - starts[document]) as usize)?;
            let resolve::Passage { article, start, end, text, .. } = found;
            let [document, article, start, end] = [document, article, start, end].map(|number| number as u32);
            each(Passage { document, article, start, end, text: resolve::Passage::plain(text) })?;
        }
        Ok(())
    }

    /// Hands out the co-mentions with the positions of their ends, in order, some at a time.
    pub fn each_link(
        &self,
        mut each: impl FnMut(&[(usize, usize, Link)]) -> Result<(), S::Error>,
    ) -> Result<(), S::Error> {
        let figures = &self.figures;
        let mut hand_on = |Counted { pairs, order }: &Counted| {
            order.chunks(GROUP).try_for_each(|group| {
                // They lie anywhere: many threads wait for memory at once.
                let made = group.par_iter().map(|slot| figures.link(pairs, slot.ends, pairs.at(*slot)));
                each(&made.collect::<Vec<_>>())
            })
        };
        if let Some(counted) = &self.held {
            return hand_on(counted);
        }
        for range in &self.ranges {
            hand_on(&self.known.count(self.sightings, range.clone(), usize::MAX)?.1)?;
        }
        Ok(())
    }

    /// The graph with everything in it.
    pub fn graph(mut self) -> Result<Graph, S::Error> {
        // First of all, so that they are not held beside the links twice.
        let mut documents = Documents::default();
        self.each_document(&mut |document| {
            documents.push(&document);
            Ok(())
        })?;
        let mut passages = Vec::with_capacity(self.figures.used.len());
        self.each_passage(&mut |passage| {
            passages.push(passage);
            Ok(())
        })?;
        let mut net = std::mem::take(&mut self.rest.net);
        net.clear_edges();
        net.reserve_exact_edges(self.co_mentions);
        let figures = &self.figures;
        let mut add = |links: Vec<Placed>| {
            for (a, b, link) in links {
                net.add_edge(NodeIndex::new(a), NodeIndex::new(b), link);
            }
        };
        let mut held = self.held.take().into_iter().collect::<Vec<_>>();
        for range in self.ranges.clone() {
            let Counted { mut pairs, order } = match held.pop() {
                Some(counted) => counted,
                None => self.known.count(self.sightings, range, usize::MAX)?.1,
            };
            // In order, and the last first: some are given up as their links are made, so that not all are held twice.
            let mut list: Vec<Pair> = order.par_iter().rev().map(|slot| *pairs.at(*slot)).collect();
            pairs.list = Default::default();
            for group in order.chunks(GROUP) {
                let start = list.len() - group.len();
                let made = list[start..].par_iter().rev().zip(group);
                add(made.map(|(pair, slot)| figures.link(&pairs, slot.ends, pair)).collect());
                list.truncate(start);
                if list.capacity() > 2 * start {
                    list.shrink_to_fit();
                }
            }
        }
        post::add_posts(&mut net);
        Ok(Graph { net, documents, passages, ..self.rest })
    }
}
