//! The pairs found together: 64 bytes each and some twenty to find them by; no heap for those seen on one day.

use std::hint::black_box;

use rayon::prelude::*;

use super::Counts;
use super::best::Best;
use super::blocks::Blocks;
use super::days::Days;
use super::fixed::Fixed;
use super::slots::{Slot, Slots};
use crate::text::Date;

/// What is counted for two entities found together.
#[derive(Clone, Copy, Debug, Default)]
// As large as what the processor fetches at a time, and never in two of them.
#[repr(align(64))]
pub(super) struct Pair {
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

/// Pairs by their ends.
#[derive(Debug, Default)]
pub(super) struct Pairs {
    pub(super) list: Blocks<Pair>,
    slots: Slots,
    days: Vec<Days<Share>>,
}

impl Pairs {
    /// The pair of two entities, the one that stands first before the other.
    fn open(&mut self, ends: (u32, u32)) -> u32 {
        let at = self.slots.open(ends, self.list.len() as u32);
        if at as usize == self.list.len() {
            self.list.push(Pair::default());
        }
        at
    }

    /// The pairs of many, the smaller end of each first: all are on their way from memory before one is touched.
    pub(super) fn open_all(&mut self, ends: &[(u32, u32)], opened: &mut Vec<u32>) {
        self.slots.fetch(ends);
        opened.clear();
        opened.extend(ends.iter().map(|&ends| self.open(ends)));
        let counts = opened.iter().map(|&at| self.list[at].sum.counts.articles);
        black_box(counts.fold(0, |all, articles| all ^ articles));
    }

    /// Counts what a pair shares on a day.
    pub(super) fn add(&mut self, at: u32, share: Share, date: Option<Date>) {
        let pair = &mut self.list[at];
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

    /// Where the pairs stand that are wanted, in the order of their ends. No pair can be opened after this.
    pub(super) fn order(&mut self, wanted: impl Fn(&Pair) -> bool) -> Vec<Slot> {
        let mut order = std::mem::take(&mut self.slots).into_list();
        order.retain(|slot| wanted(self.at(*slot)));
        order.shrink_to_fit();
        // Both ends in one number are compared faster than one after the other.
        order.par_sort_unstable_by_key(|slot| (u64::from(slot.ends.0) << 32) | u64::from(slot.ends.1));
        order
    }

    /// Forgets about half of the pairs, those whose first ends come last, but none of the very first; the first end from
    /// which on none is left.
    pub(super) fn cut(&mut self) -> u32 {
        let mut firsts: Vec<u32> = self.slots.iter().map(|slot| slot.ends.0).collect();
        let (Some(&least), middle) = (firsts.iter().min(), firsts.len() / 2) else { return u32::MAX };
        let end = (*firsts.select_nth_unstable(middle).1).max(least + 1);
        drop(firsts);
        let mut all = std::mem::take(self);
        for slot in all.slots.iter().filter(|slot| slot.ends.0 < end) {
            let mut pair = *all.at(slot);
            if let Seen::Days(days) = &mut pair.seen {
                self.days.push(std::mem::take(&mut all.days[*days as usize]));
                *days = self.days.len() as u32 - 1;
            }
            self.slots.open(slot.ends, self.list.len() as u32);
            self.list.push(pair);
        }
        end
    }

    /// About how many bytes they take.
    pub(super) fn bytes(&self) -> usize {
        let days = self.days.len() * (size_of::<Days<Share>>() + 3 * size_of::<(Date, Share)>());
        self.list.len() * size_of::<Pair>() + self.slots.bytes() + days
    }

    pub(super) fn at(&self, slot: Slot) -> &Pair {
        &self.list[slot.at]
    }

    /// What was counted on each day.
    pub(super) fn by_day(&self, pair: &Pair) -> impl Iterator<Item = (Date, Share)> {
        let (one, several) = match pair.seen {
            Seen::Not | Seen::Undated => (None, &[][..]),
            Seen::On(day) => (Some((day, pair.sum)), &[][..]),
            Seen::Days(held) => (None, &self.days[held as usize].0[..]),
        };
        one.into_iter().chain(several.iter().copied())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pair_is_fetched_in_one() {
        assert_eq!(size_of::<Pair>(), 64);
    }
}
