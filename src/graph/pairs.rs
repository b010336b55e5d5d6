//! The pairs found together: some seventy bytes each, and no heap for those seen on one day.

use std::hash::BuildHasher;

use hashbrown::HashTable;
use rayon::prelude::*;
use rustc_hash::FxBuildHasher;

use super::Counts;
use super::best::Best;
use super::days::Days;
use super::fixed::Fixed;
use super::shelf::Shelf;
use crate::text::Date;

/// What is counted for two entities found together.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Pair {
    pub(super) ends: (u32, u32),
    pub(super) sum: Share,
    pub(super) best: Best,
    seen: Seen,
}

/// Units shared, and the weight they give.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Share {
    pub(super) weight: Fixed,
    pub(super) counts: Counts,
}

impl std::ops::AddAssign for Share {
    fn add_assign(&mut self, other: Self) {
        self.counts += other.counts;
        self.weight += other.weight;
    }
}

/// The days a pair was seen on. Most were seen on one, and then all that was counted belongs to that day.
#[derive(Clone, Copy, Debug, Default)]
enum Seen {
    /// Nothing was counted yet.
    #[default]
    Not,
    /// On no day that is known.
    Undated,
    /// On one day alone.
    On(Date),
    /// On several, or on some that are known and some that are not: by number.
    Days(u32),
}

/// Where the pair of two ends stands in the list; in the order of ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    // Both ends in one number: places are compared often.
    key: u64,
    at: u32,
}

impl Place {
    /// Positions of the two.
    pub(super) fn ends(self) -> (usize, usize) {
        ((self.key >> 32) as usize, self.key as u32 as usize)
    }
}

/// Pairs taken off the end before their memory is given back.
const FREED: usize = 1 << 16;

/// Pairs by their ends.
#[derive(Debug, Default)]
pub(super) struct Pairs {
    pub(super) list: Vec<Pair>,
    places: HashTable<u32>,
    days: Vec<Days<Share>>,
}

impl Pairs {
    /// The pair of two entities, in any order of them.
    pub(super) fn open(&mut self, (a, b): (u32, u32)) -> u32 {
        let ends = (a.min(b), a.max(b));
        let list = &mut self.list;
        let place = self.places.entry(
            hash(ends),
            |&at| list[at as usize].ends == ends,
            |&at| hash(list[at as usize].ends),
        );
        let at = *place.or_insert(list.len() as u32).get();
        if at as usize == list.len() {
            list.push(Pair { ends, ..Pair::default() });
        }
        at
    }

    /// Counts what a pair shares on a day.
    pub(super) fn add(&mut self, at: u32, share: Share, date: Option<Date>) {
        let pair = &mut self.list[at as usize];
        let before = std::mem::replace(&mut pair.sum, share);
        pair.sum += before;
        match (pair.seen, date) {
            (Seen::Not, None) => pair.seen = Seen::Undated,
            (Seen::Not, Some(date)) => pair.seen = Seen::On(date),
            (Seen::Undated, None) | (Seen::Days(_), None) => {}
            (Seen::On(day), Some(date)) if day == date => {}
            (Seen::Days(days), Some(date)) => self.days[days as usize].add(date, share),
            (Seen::Undated | Seen::On(_), _) => {
                let mut days = Days::default();
                if let Seen::On(day) = pair.seen {
                    days.add(day, before);
                }
                if let Some(date) = date {
                    days.add(date, share);
                }
                pair.seen = Seen::Days(self.days.len() as u32);
                self.days.push(days);
            }
        }
    }

    /// Adds what was counted elsewhere, in all and by day.
    pub(super) fn absorb(&mut self, at: u32, sum: Share, days: Days<Share>) {
        absorb(&mut self.list[at as usize], sum, days, &mut self.days);
    }

    /// Where pairs stand by other numbers of their ends; those that become one are added up, and a pair that gets twice
    /// the same end is dropped. No pair can be opened after this.
    pub(super) fn order(
        &mut self,
        number: impl Fn(u32) -> u32 + Sync,
        most: usize,
        shelf: &mut Shelf,
    ) -> Vec<Place> {
        self.close();
        let place = |(at, pair): (usize, &Pair)| {
            let (a, b) = (number(pair.ends.0), number(pair.ends.1));
            Place { key: u64::from(a.min(b)) << 32 | u64::from(a.max(b)), at: at as u32 }
        };
        let mut order: Vec<Place> = self.list.par_iter().enumerate().map(place).collect();
        order.retain(|place| {
            let (a, b) = place.ends();
            let stays = a != b;
            if !stays {
                self.list[place.at as usize].best.release(shelf);
            }
            stays
        });
        order.par_sort_unstable();
        order.dedup_by(|place, into| {
            let same = place.key == into.key;
            if same {
                let pair = self.list[place.at as usize];
                let days = self.days(&pair);
                let into = &mut self.list[into.at as usize];
                absorb(into, pair.sum, days, &mut self.days);
                into.best.merge(pair.best, most, shelf);
            }
            same
        });
        order
    }

    /// No pair is opened any more: their places are forgotten.
    pub(super) fn close(&mut self) {
        self.places = HashTable::new();
    }

    /// About how many bytes they take.
    pub(super) fn bytes(&self) -> usize {
        let days = self.days.len() * (size_of::<Days<Share>>() + 3 * size_of::<(Date, Share)>());
        self.list.len() * size_of::<Pair>() + self.places.capacity() * 6 + days
    }

    /// Keeps the places of pairs that are wanted; the others let go of what they hold.
    pub(super) fn keep(
        &self,
        order: &mut Vec<Place>,
        wanted: impl Fn(&Pair) -> bool + Sync,
        shelf: &mut Shelf,
    ) {
        if self.list.par_iter().all(&wanted) {
            return;
        }
        order.retain(|place| {
            let pair = self.at(*place);
            let wanted = wanted(pair);
            if !wanted {
                pair.best.release(shelf);
            }
            wanted
        });
    }

    pub(super) fn at(&self, place: Place) -> &Pair {
        &self.list[place.at as usize]
    }

    /// The last pair of the list and what was counted for it by day.
    pub(super) fn pop(&mut self) -> Option<(Pair, Days<Share>)> {
        let pair = *self.list.last()?;
        let days = self.days(&pair);
        self.truncate(self.list.len() - 1);
        Some((pair, days))
    }

    /// Drops the pairs from some place of the list on; gives memory back as it goes.
    pub(super) fn truncate(&mut self, length: usize) {
        for pair in self.list.drain(length..) {
            if let Seen::Days(held) = pair.seen {
                self.days[held as usize] = Days::default();
            }
        }
        if self.list.capacity() - length >= FREED {
            self.list.shrink_to_fit();
        }
    }

    /// What was counted by day.
    pub(super) fn days(&self, pair: &Pair) -> Days<Share> {
        Days(self.by_day(pair).collect())
    }

    /// The same, day by day.
    pub(super) fn by_day(&self, pair: &Pair) -> impl Iterator<Item = (Date, Share)> {
        let (one, several) = match pair.seen {
            Seen::Not | Seen::Undated => (None, &[][..]),
            Seen::On(day) => (Some((day, pair.sum)), &[][..]),
            Seen::Days(held) => (None, &self.days[held as usize].0[..]),
        };
        one.into_iter().chain(several.iter().copied())
    }
}

fn absorb(pair: &mut Pair, sum: Share, days: Days<Share>, several: &mut Vec<Days<Share>>) {
    match (pair.seen, &days.0[..]) {
        (Seen::Not, []) => pair.seen = Seen::Undated,
        (Seen::Not, &[(day, share)]) if share == sum => pair.seen = Seen::On(day),
        (Seen::Undated, []) => {}
        (Seen::On(before), &[(day, share)]) if before == day && share == sum => {}
        (Seen::Days(held), _) => several[held as usize].merge(days),
        (seen, _) => {
            let mut all = Days::default();
            if let Seen::On(day) = seen {
                all.add(day, pair.sum);
            }
            all.merge(days);
            pair.seen = Seen::Days(several.len() as u32);
            several.push(all);
        }
    }
    pair.sum += sum;
}

fn hash((a, b): (u32, u32)) -> u64 {
    FxBuildHasher.hash_one(u64::from(a) << 32 | u64::from(b))
}
