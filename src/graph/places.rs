//! Where the things of a list stand, by the hashes of what tells them apart.

use std::hash::{BuildHasher, Hash};

use rustc_hash::{FxBuildHasher, FxHashMap};

/// Longest list that is looked through.
const FEW: usize = 24;

/// Numbers of the things in a list; of a short one none are kept.
#[derive(Debug, Default)]
pub(super) struct Places(Option<Box<Known>>);

#[derive(Debug, Default)]
struct Known {
    /// The first thing of each hash.
    first: FxHashMap<u64, u32>,
    /// How many of the list are in it.
    count: usize,
}

impl Places {
    /// The number of the thing of a key in a list that only grew since the last call, or was emptied: of those that
    /// share its hash `is` tells which it is.
    pub(super) fn find<'a, T, K: Hash>(
        &mut self,
        list: &'a [T],
        wanted: K,
        key: impl Fn(&'a T) -> K,
        mut is: impl FnMut(&'a T) -> bool,
    ) -> Option<usize> {
        if list.len() <= FEW {
            self.0 = None;
            return list.iter().position(is);
        }
        let Known { first, count } = &mut **self.0.get_or_insert_default();
        for (thing, at) in list.iter().zip(0..).skip(*count) {
            first.entry(FxBuildHasher.hash_one(key(thing))).or_insert(at as u32);
        }
        *count = list.len();
        let at = *first.get(&FxBuildHasher.hash_one(wanted))? as usize;
        // Two keys of one hash are as good as never met.
        if is(&list[at]) { Some(at) } else { list.iter().position(is) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_looked_at_grows_with_the_list_and_not_its_square() {
        let (mut places, mut list, mut looked) = (Places::default(), Vec::<String>::new(), 0);
        for round in 0..2 {
            for number in 0..5000 {
                let word = format!("某市第{number}小学校长");
                let found = places.find(
                    &list,
                    word.as_str(),
                    |held| held.as_str(),
                    |held| {
                        looked += 1;
                        *held == word
                    },
                );
                assert_eq!(found, (round == 1).then_some(number));
                if found.is_none() {
                    list.push(word);
                }
            }
        }
        assert!(looked < 6000, "{looked}");
        // A list that was emptied begins anew.
        list.truncate(3);
        assert_eq!(places.find(&list, "x", |held| held.as_str(), |held| held == "x"), None);
    }
}
