//! The pairs found together: 64 bytes each and some twenty to find them by; no heap for those seen on one day.

use std::hint::black_box;

use rayon::prelude::*;

use super::Counts;
use super::best::Best;
use super::blocks::Blocks;
use super::days::Days;
use super::fixed::Fixed;
use super::shelf::Shelf;
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
    /// The pair of two entities, in any order of them.
    pub(super) fn open(&mut self, (a, b): (u32, u32)) -> u32 {
        let at = self.slots.open((a.min(b), a.max(b)), self.list.len() as u32);
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

    /// Adds what was counted elsewhere, in all and by day.
    pub(super) fn absorb(&mut self, at: u32, sum: Share, days: Days<Share>) {
        absorb(&mut self.list[at], sum, days, &mut self.days);
    }

    /// Where pairs stand by other numbers of their ends, in order; those that become one are added up, and a pair that
    /// gets twice the same end is dropped. No pair can be opened after this.
    pub(super) fn order(
        &mut self,
        number: impl Fn(u32) -> u32 + Sync,
        most: usize,
        shelf: &mut Shelf,
    ) -> Vec<Slot> {
        let mut order = std::mem::take(&mut self.slots).into_list();
        order.par_iter_mut().for_each(|slot| {
            let (a, b) = (number(slot.ends.0), number(slot.ends.1));
            slot.ends = (a.min(b), a.max(b));
        });
        order.retain(|slot| {
            let stays = slot.ends.0 != slot.ends.1;
            if !stays {
                self.at(*slot).best.release(shelf);
            }
            stays
        });
        order.shrink_to_fit();
        // Both ends in one number are compared faster than one after the other.
        order.par_sort_unstable_by_key(|slot| (u64::from(slot.ends.0) << 32) | u64::from(slot.ends.1));
        order.dedup_by(|slot, into| {
            let same = slot.ends == into.ends;
            if same {
                let pair = *self.at(*slot);
                let days = self.days(&pair);
                let into = &mut self.list[into.at];
                absorb(into, pair.sum, days, &mut self.days);
                into.best.merge(pair.best, most, shelf);
            }
            same
        });
        order
    }

    /// About how many bytes they take.
    pub(super) fn bytes(&self) -> usize {
        let days = self.days.len() * (size_of::<Days<Share>>() + 3 * size_of::<(Date, Share)>());
        self.list.len() * size_of::<Pair>() + self.slots.bytes() + days
    }

    /// Keeps the places of pairs that are wanted; the others let go of what they hold.
    pub(super) fn keep(
        &self,
        order: &mut Vec<Slot>,
        wanted: impl Fn(&Pair) -> bool + Sync,
        shelf: &mut Shelf,
    ) {
        if order.par_iter().all(|slot| wanted(self.at(*slot))) {
            return;
        }
        order.retain(|slot| {
            let pair = self.at(*slot);
            let wanted = wanted(pair);
            if !wanted {
                pair.best.release(shelf);
            }
            wanted
        });
    }

    pub(super) fn at(&self, slot: Slot) -> &Pair {
        &self.list[slot.at]
    }

    /// All pairs with their ends, in no order that means anything.
    pub(super) fn iter(&self) -> impl Iterator<Item = ((u32, u32), &Pair)> {
        self.slots.iter().map(|slot| (slot.ends, self.at(slot)))
    }

    /// Hands out all pairs with their ends and what was counted for them by day; their memory is kept for those to come.
    pub(super) fn drain<E>(
        &mut self,
        mut each: impl FnMut((u32, u32), Pair, Days<Share>) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut ends = vec![(0, 0); self.list.len()];
        self.slots.iter().for_each(|slot| ends[slot.at as usize] = slot.ends);
        self.slots.clear();
        while let (Some(ends), Some(pair)) = (ends.pop(), self.list.pop()) {
            let days = match pair.seen {
                Seen::Days(held) => std::mem::take(&mut self.days[held as usize]),
                _ => self.days(&pair),
            };
            each(ends, pair, days)?;
        }
        self.days.clear();
        Ok(())
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pair_is_fetched_in_one() {
        assert_eq!(size_of::<Pair>(), 64);
    }
}
