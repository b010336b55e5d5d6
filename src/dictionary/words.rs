//! The built-in words, as `build.rs` laid them out: nothing is read from lists and nothing is built when a program starts.

use daachorse::CharwiseDoubleArrayAhoCorasick;
use rustc_hash::{FxBuildHasher, FxHashMap};

use super::classes::Classes;

/// Finds words in a skeleton text; each has a number.
pub(super) type Automaton = CharwiseDoubleArrayAhoCorasick<u32>;

/// First and last character of the table of single characters.
pub(super) const HAN: std::ops::Range<u32> = 0x4E00..0xA000;

static AUTOMATON: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/words.automaton"));
/// One a line, in the order of their numbers.
static TEXTS: &str = include_str!(concat!(env!("OUT_DIR"), "/words.texts"));
static CLASSES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/words.classes"));
static SINGLES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/words.singles"));

/// The words of the built-in lists.
pub(super) struct Words {
    automaton: Automaton,
    /// By the numbers of the words.
    classes: Vec<Classes>,
    by_text: FxHashMap<&'static str, Classes>,
    singles: Vec<Classes>,
}

impl Words {
    pub(super) fn built_in() -> Words {
        let (automaton, _) = Automaton::deserialize(AUTOMATON).expect("build.rs wrote an automaton");
        let classes = sets(CLASSES);
        let mut by_text = FxHashMap::with_capacity_and_hasher(classes.len(), FxBuildHasher);
        by_text.extend(TEXTS.lines().zip(classes.iter().copied()));
        Words { automaton, classes, by_text, singles: sets(SINGLES) }
    }

    /// How many words there are, single characters apart.
    pub(super) fn len(&self) -> usize {
        self.classes.len()
    }

    /// The words in a skeleton text, by end, longer first: first byte, byte after the last, and classes.
    pub(super) fn find<'a>(
        &'a self,
        skeleton: &'a str,
    ) -> impl Iterator<Item = (usize, usize, Classes)> + 'a {
        let found = self.automaton.find_overlapping_iter(skeleton);
        found.map(|found| (found.start(), found.end(), self.classes[found.value() as usize]))
    }

    /// The classes of a character.
    #[inline]
    pub(super) fn single(&self, c: char) -> Classes {
        let code = u32::from(c);
        if HAN.contains(&code) { self.singles[(code - HAN.start) as usize] } else { Classes::NONE }
    }

    /// The classes of a word of several characters.
    pub(super) fn classes(&self, word: &str) -> Classes {
        self.by_text.get(word).copied().unwrap_or_default()
    }
}

fn sets(bits: &[u8]) -> Vec<Classes> {
    bits.as_chunks().0.iter().map(|bits| Classes(u64::from_le_bytes(*bits))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dictionary::{Places, lists};

    #[test]
    fn words_are_those_of_the_lists() {
        let words = Words::built_in();
        let mut seen = 0;
        lists::words(&Places::built_in(), |word, classes| {
            let mut chars = word.chars();
            let held = match (chars.next(), chars.next()) {
                (Some(c), None) => words.single(c),
                _ => words.find(&word).find(|found| (found.0, found.1) == (0, word.len())).expect(&word).2,
            };
            assert!(word.chars().count() == 1 || words.classes(&word) == held, "{word}");
            assert_eq!(held.0 & classes.0, classes.0, "{word}");
            seen += 1;
        });
        assert!(seen > words.len() && words.len() > 10_000, "{seen} rows, {} words", words.len());
        assert_eq!(words.classes("没有这个词"), Classes::NONE);
        let found: Vec<(usize, usize)> =
            words.find("县人民政府").map(|(start, end, _)| (start, end)).collect();
        assert!(found.is_sorted_by_key(|&(start, end)| (end, start)), "by end, longer first");
        assert!(found.contains(&(3, 15)), "人民政府");
    }
}
