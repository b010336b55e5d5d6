//! The words of the user's dictionaries, with an automaton of their own.

use daachorse::{CharwiseDoubleArrayAhoCorasickBuilder, MatchKind};
use rustc_hash::FxHashMap;

use super::words::Automaton;
use super::{Entry, skeleton};
use crate::text::Simplified;

/// The user's words, each with the index of the entry it names.
pub(super) struct Own {
    automaton: Option<Automaton>,
    entries: FxHashMap<String, u32>,
}

impl Own {
    /// The names and aliases of all entries; of two entries for one word the later counts.
    pub(super) fn new(entries: &[Entry], simplified: &Simplified) -> Own {
        let mut words: FxHashMap<String, u32> = FxHashMap::default();
        for (entry, id) in entries.iter().zip(0..) {
            for text in std::iter::once(&entry.name).chain(&entry.aliases) {
                let word = skeleton(text);
                // Pages in Traditional characters are read as Simplified ones: a word in them is looked for as both.
                for word in [simplified.text(&word), word] {
                    if !word.is_empty() {
                        words.insert(word, id);
                    }
                }
            }
        }
        let mut patterns: Vec<(&str, u32)> =
            words.iter().map(|(word, &entry)| (word.as_str(), entry)).collect();
        patterns.sort_unstable();
        let builder = CharwiseDoubleArrayAhoCorasickBuilder::new().match_kind(MatchKind::Standard);
        let some = !patterns.is_empty();
        Own { automaton: some.then(|| builder.build_with_values(patterns).ok()).flatten(), entries: words }
    }

    /// The user's words in a skeleton text, by end, longer first: first byte, byte after the last, and the entry.
    pub(super) fn find<'a>(&'a self, skeleton: &'a str) -> impl Iterator<Item = (usize, usize, u32)> + 'a {
        let found =
            self.automaton.iter().flat_map(move |automaton| automaton.find_overlapping_iter(skeleton));
        found.map(|found| (found.start(), found.end(), found.value()))
    }

    /// Whether there is none.
    pub(super) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Whether a word in the form the matcher looks for is one of them.
    pub(super) fn has(&self, word: &str) -> bool {
        !self.is_empty() && self.entries.contains_key(word)
    }

    /// Every word.
    pub(super) fn words(&self) -> impl Iterator<Item = &str> {
        self.entries.keys().map(String::as_str)
    }
}
