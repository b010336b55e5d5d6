//! The passages that proofs name, and where they stand in the graph.

use super::best::{Best, Proof};

/// A set of passages, by number.
#[derive(Debug, Default)]
pub(super) struct Used {
    words: Vec<u64>,
    /// Passages of the set before each word, once all are in.
    before: Vec<u32>,
}

impl Used {
    /// None of so many passages.
    pub(super) fn none_of(passages: u32) -> Used {
        Used { words: vec![0; passages.div_ceil(u64::BITS) as usize], before: Vec::new() }
    }

    /// Adds the passages of some proofs.
    pub(super) fn add(&mut self, best: &Best) {
        for passage in best.iter().flat_map(Proof::passages) {
            self.words[(passage / u64::BITS) as usize] |= 1 << (passage % u64::BITS);
        }
    }

    /// Counts them, once all are in.
    pub(super) fn close(&mut self) {
        let mut all = 0;
        self.before.reserve_exact(self.words.len());
        for word in &self.words {
            self.before.push(all);
            all += word.count_ones();
        }
    }

    /// Where a passage of the set stands in it.
    pub(super) fn place(&self, passage: u32) -> u32 {
        let (word, bit) = ((passage / u64::BITS) as usize, passage % u64::BITS);
        self.before[word] + (self.words[word] & ((1 << bit) - 1)).count_ones()
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.words.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// All of them, in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = u32> {
        (0..).zip(&self.words).flat_map(|(at, &word)| {
            let bits = (0..u64::BITS).filter(move |bit| word >> bit & 1 == 1);
            bits.map(move |bit| at * u64::BITS + bit)
        })
    }
}
