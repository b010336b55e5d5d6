//! The second reading: the pairs whose first ends lie in a range are counted.

use std::ops::Range;

use super::Sightings;
use super::fixed::Fixed;
use super::names::Names;
use super::pairs::{Pair, Pairs, Share};
use super::reading::{Reading, Seen, counted_as, runs};
use super::slots::Slot;
use super::tally::Options;
use crate::resolve::Resolved;
use crate::text::Date;

/// Pairs opened together: many enough that their waits for memory overlap, and few enough to stay near.
const TOGETHER: usize = 1 << 8;

/// What the second reading asks of the first.
#[derive(Debug)]
pub(super) struct Known {
    pub(super) options: Options,
    pub(super) names: Names,
    /// Where each entity stands in the graph, by its number.
    pub(super) positions: Vec<u32>,
    /// Passages before each document.
    pub(super) starts: Vec<u32>,
}

/// Counted pairs, and where those stand that are links, in order.
#[derive(Debug, Default)]
pub(super) struct Counted {
    pub(super) pairs: Pairs,
    pub(super) order: Vec<Slot>,
}

/// A range of first ends that is counted.
struct Counting<'a> {
    known: &'a Known,
    range: Range<u32>,
    pairs: Pairs,
}

impl Known {
    /// Counts a range; its end is moved back where the pairs take more than `most` bytes.
    pub(super) fn count<S: Sightings + ?Sized>(
        &self,
        sightings: &S,
        range: Range<u32>,
        most: usize,
    ) -> Result<(Range<u32>, Counted), S::Error> {
        let mut counting = Counting { known: self, range, pairs: Pairs::default() };
        let mut starts = self.starts.iter();
        sightings.each(&mut |document| {
            // Past the last there is none: what is read twice is the same.
            let first = starts.next().copied().unwrap_or_default();
            counting.document(&document, first);
            if counting.pairs.bytes() > most && counting.range.len() > 1 {
                counting.range.end = counting.range.end.min(counting.pairs.cut());
            }
            Ok(())
        })?;
        let Counting { range, mut pairs, .. } = counting;
        // Pairs that only a wider stretch of text holds are no links.
        let scope = self.options.scope;
        let order = pairs.order(|pair: &Pair| pair.sum.counts.at(scope) > 0);
        Ok((range, Counted { pairs, order }))
    }
}

impl Counting<'_> {
    fn document(&mut self, document: &Resolved, first: u32) {
        let mut reading = Reading::new(document, first);
        let mut seen: Vec<Seen> = Vec::with_capacity(document.mentions.len());
        for named in document.mentions.iter().filter(|named| reading.counts_in(named)) {
            let entity = self.known.names.find(counted_as(named.kind), &named.entity, &named.home);
            let (passage, article) = (named.passage as u32, reading.articles[named.passage].0);
            seen.extend(entity.map(|entity| Seen { article, entity, passage, bare: 0 }));
        }
        seen.sort_unstable();
        seen.dedup();
        for article in seen.chunk_by(|a, b| a.article == b.article) {
            self.article(article, &mut reading);
        }
    }

    fn article(&mut self, seen: &[Seen], reading: &mut Reading) {
        let Some(first) = seen.first().filter(|first| !reading.is_furniture(first.article)) else { return };
        let date = reading.articles[first.passage as usize].1;
        reading.crowd(seen);
        let mut passages = Vec::new();
        let runs = runs(seen, &mut passages);
        if runs.len() > self.known.options.crowd {
            let close = reading.close_pairs(&runs, self.known.options.crowd);
            self.pairs(close.into_iter(), &runs, date, reading);
        } else {
            let two = |a: usize| (a + 1..runs.len()).map(move |b| (a, b));
            self.pairs((0..runs.len()).flat_map(two), &runs, date, reading);
        }
    }

    /// Counts pairs of entities, each with its sorted passages, in one article.
    fn pairs(
        &mut self,
        all: impl Iterator<Item = (usize, usize)>,
        runs: &[(u32, &[u32])],
        date: Option<Date>,
        reading: &mut Reading,
    ) {
        let Options { scope, damping, evidence, .. } = self.known.options;
        let places: Vec<u32> =
            runs.iter().map(|(entity, _)| self.known.positions[*entity as usize]).collect();
        let range = self.range.clone();
        // Two homes named in one article that turn out to be one person's are no link.
        let mut all = all.filter_map(|(a, b)| {
            let (first, second) = (places[a].min(places[b]), places[a].max(places[b]));
            (first != second && range.contains(&first)).then_some(((a, b), (first, second)))
        });
        let (mut some, mut ends, mut opened) = (Vec::new(), Vec::new(), Vec::new());
        loop {
            some.clear();
            ends.clear();
            for (pair, places) in all.by_ref().take(TOGETHER) {
                some.push(pair);
                ends.push(places);
            }
            if some.is_empty() {
                break;
            }
            self.pairs.open_all(&ends, &mut opened);
            for (&(a, b), &at) in some.iter().zip(&opened) {
                let meeting = reading.meet((runs[a].1, runs[b].1), scope, runs.len());
                let weight = if damping { meeting.weight } else { Fixed::whole(meeting.counts.at(scope)) };
                self.pairs.add(at, Share { counts: meeting.counts, weight }, date);
                let best = &mut self.pairs.list[at].best;
                for &(first, second) in &reading.met {
                    let grade = reading.grade(meeting.scope, 0, first, second);
                    best.offer(reading.proof(grade, (first, second)), evidence);
                }
            }
        }
    }
}
