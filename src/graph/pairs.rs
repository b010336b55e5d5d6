//! The pairs found together: some seventy bytes each, and no heap for those seen on one day.

use std::cmp::Reverse;
use std::hash::BuildHasher;

use hashbrown::HashTable;
use rayon::slice::ParallelSliceMut;
use rustc_hash::FxBuildHasher;

use super::Counts;
use super::best::Best;
use super::days::Days;
use super::fixed::Fixed;
use super::shelf::Shelf;
use crate::text::Date;

/// What is counted for two entities found together.
#[derive(Debug, Default)]
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

    /// Gives all ends other numbers and adds up the pairs that become one, in reverse order of their ends; pairs that
    /// get twice the same end are dropped. No pair can be opened after this.
    pub(super) fn rename(&mut self, number: impl Fn(u32) -> u32, most: usize, shelf: &mut Shelf) {
        self.close();
        for pair in &mut self.list {
            let (a, b) = (number(pair.ends.0), number(pair.ends.1));
            pair.ends = (a.min(b), a.max(b));
        }
        self.drop_unless(|pair| pair.ends.0 != pair.ends.1, shelf);
        // The order of pairs with equal ends does not matter: they are added up.
        self.list.par_sort_unstable_by_key(|pair| Reverse(pair.ends));
        let mut list = std::mem::take(&mut self.list);
        list.dedup_by(|pair, into| {
            let same = pair.ends == into.ends;
            if same {
                let days = self.days(pair);
                absorb(into, pair.sum, days, &mut self.days);
                into.best.merge(pair.best, most, shelf);
            }
            same
        });
        self.list = list;
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

    /// Drops pairs, and lets go of what they hold.
    pub(super) fn drop_unless(&mut self, wanted: impl Fn(&Pair) -> bool, shelf: &mut Shelf) {
        self.list.retain(|pair| {
            let wanted = wanted(pair);
            if !wanted {
                pair.best.release(shelf);
            }
            wanted
        });
    }

    /// The last pair of the list and what was counted for it by day; gives memory back as it goes.
    pub(super) fn pop(&mut self) -> Option<(Pair, Days<Share>)> {
        let pair = self.list.pop()?;
        if self.list.len().is_multiple_of(FREED) {
            self.list.shrink_to_fit();
        }
        let days = match pair.seen {
            Seen::Days(held) => std::mem::take(&mut self.days[held as usize]),
            _ => self.days(&pair),
        };
        Some((pair, days))
    }

    /// What was counted by day.
    pub(super) fn days(&self, pair: &Pair) -> Days<Share> {
        match pair.seen {
            Seen::Not | Seen::Undated => Days::default(),
            Seen::On(day) => Days(vec![(day, pair.sum)]),
            Seen::Days(held) => self.days[held as usize].clone(),
        }
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
