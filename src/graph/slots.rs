//! Where pairs stand in their list, by their two ends.
//!
//! A table of our own, since looking pairs up is mostly waiting for memory: the ends stand beside the number, so that
//! one look at it is enough; homes of several pairs can be fetched before any is asked for; and what it holds becomes
//! the order of the finished list without another one beside it.

use std::hint::black_box;

/// Two ends, the smaller first, and the number of their pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Slot {
    pub(super) ends: (u32, u32),
    pub(super) at: u32,
}

/// Stands where there is no pair.
const NONE: Slot = Slot { ends: (0, 0), at: u32::MAX };

/// Fewest slots there are once there is one.
const FEWEST: usize = 1 << 6;

/// Numbers of pairs by their ends.
#[derive(Debug, Default)]
pub(super) struct Slots {
    list: Vec<Slot>,
    used: usize,
}

impl Slots {
    /// The number of the pair of two ends, the smaller first; `next` where there was none yet.
    pub(super) fn open(&mut self, ends: (u32, u32), next: u32) -> u32 {
        // Three in four may be taken: more would make the ways to what stands aside long.
        if (self.used + 1) * 4 > self.list.len() * 3 {
            self.grow();
        }
        let slot = self.slot(ends);
        if slot.at == NONE.at {
            *slot = Slot { ends, at: next };
            self.used += 1;
            return next;
        }
        slot.at
    }

    /// Has the processor fetch the homes of these ends: it waits for many at once, but for one after the other
    /// where something hangs on each.
    pub(super) fn fetch(&self, ends: &[(u32, u32)]) {
        let seen = ends.iter().map(|&ends| self.list.get(self.home(ends)).map_or(0, |slot| slot.at));
        black_box(seen.fold(0, |all, at| all ^ at));
    }

    /// All of them, in no order that means anything.
    pub(super) fn iter(&self) -> impl Iterator<Item = Slot> {
        self.list.iter().copied().filter(|slot| slot.at != NONE.at)
    }

    /// All of them, in the memory they lie in.
    pub(super) fn into_list(self) -> Vec<Slot> {
        let mut list = self.list;
        list.retain(|slot| slot.at != NONE.at);
        list
    }

    /// About how many bytes they take.
    pub(super) fn bytes(&self) -> usize {
        // From half to three in four slots are taken.
        self.used * size_of::<Slot>() * 8 / 5
    }

    /// Where two ends stand, or would stand.
    fn slot(&mut self, ends: (u32, u32)) -> &mut Slot {
        let mut at = self.home(ends);
        while self.list[at].at != NONE.at && self.list[at].ends != ends {
            at = if at + 1 < self.list.len() { at + 1 } else { 0 };
        }
        &mut self.list[at]
    }

    /// Where two ends are looked for first: as far into the table as their number is into all numbers, so that growing
    /// goes through both tables from front to back.
    fn home(&self, (a, b): (u32, u32)) -> usize {
        // Every bit tells on every other (the last steps of MurmurHash3): ends are small numbers one after the other.
        let mut number = (u64::from(a) << 32) | u64::from(b);
        number = (number ^ (number >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
        number = (number ^ (number >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
        number ^= number >> 33;
        ((u128::from(number) * self.list.len() as u128) >> 64) as usize
    }

    fn grow(&mut self) {
        let more = (self.list.len() + self.list.len() / 2).max(FEWEST);
        let before = std::mem::replace(&mut self.list, vec![NONE; more]);
        for slot in before.into_iter().filter(|slot| slot.at != NONE.at) {
            *self.slot(slot.ends) = slot;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pair_keeps_its_number() {
        let mut slots = Slots::default();
        let all: Vec<(u32, u32)> = (0..90).flat_map(|a| (a + 1..90).map(move |b| (a, b))).collect();
        for round in 0..2 {
            for (at, &ends) in (0..).zip(&all) {
                slots.fetch(&[ends]);
                assert_eq!(slots.open(ends, at + round * 10_000), at);
            }
        }
        let mut list = slots.into_list();
        list.sort_by_key(|slot| slot.at);
        assert!(list.iter().map(|slot| slot.ends).eq(all));
    }
}
