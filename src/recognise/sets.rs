//! Sets of classes one after the other, two bytes each: few of them differ.

use rustc_hash::FxHashMap;

use crate::dictionary::Classes;

/// Stands for a set that is one too many to have a number.
const OTHER: u16 = u16::MAX;

/// A list of sets of classes.
#[derive(Default)]
pub(super) struct Sets {
    numbers: Vec<u16>,
    /// The sets by their numbers.
    sets: Vec<Classes>,
    known: FxHashMap<Classes, u16>,
    /// Those without a number, by their places in the list.
    others: FxHashMap<u32, Classes>,
}

impl Sets {
    /// An empty list, with room for so many.
    pub(super) fn with_capacity(count: usize) -> Sets {
        Sets { numbers: Vec::with_capacity(count), ..Sets::default() }
    }

    /// Adds one at the end.
    pub(super) fn push(&mut self, classes: Classes) {
        let next = self.sets.len().min(OTHER.into()) as u16;
        let number = match self.known.get(&classes) {
            Some(&number) => number,
            None if next == OTHER => {
                self.others.insert(self.numbers.len() as u32, classes);
                OTHER
            }
            None => {
                self.known.insert(classes, next);
                self.sets.push(classes);
                next
            }
        };
        self.numbers.push(number);
    }

    /// The set at a place; empty where there is none.
    #[inline]
    pub(super) fn get(&self, at: usize) -> Classes {
        match self.numbers.get(at) {
            None => Classes::NONE,
            Some(&OTHER) => self.others.get(&(at as u32)).copied().unwrap_or_default(),
            Some(&number) => self.sets[usize::from(number)],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_gives_back_whatever_it_was_given() {
        const BITS: [Classes; 17] = [
            Classes::TITLE,
            Classes::HEAD,
            Classes::RANK,
            Classes::ORGAN_TITLE,
            Classes::AFTER_NAME,
            Classes::GROUP,
            Classes::FOLK,
            Classes::TITLE_PREFIX,
            Classes::ORGAN,
            Classes::UNDER_COMMITTEE,
            Classes::BODY_SUFFIX,
            Classes::NATIONAL,
            Classes::PLACE,
            Classes::PLACE_SUFFIX,
            Classes::WEAK,
            Classes::ADMIN_SUFFIX,
            Classes::WORK,
        ];
        let set = |number: usize| {
            let of = BITS.iter().enumerate().filter(|(bit, _)| number >> bit & 1 > 0);
            of.fold(Classes::NONE, |all, (_, one)| all | *one)
        };
        // More than there are numbers for, and each of the last once more.
        let given: Vec<usize> = (0..70_000).chain(60_000..70_000).collect();
        let mut sets = Sets::with_capacity(3);
        given.iter().for_each(|&number| sets.push(set(number)));
        assert!(given.iter().enumerate().all(|(at, &number)| sets.get(at) == set(number)));
        assert_eq!((sets.get(90_000), sets.others.len()), (Classes::NONE, 4_465 + 4_465));
    }
}
