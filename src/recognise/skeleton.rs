//! A text as the automaton sees it: without quotation marks and dots, letters in lower case.

use crate::dictionary::is_silent;
use crate::text::{Span, Text, is_common};

/// Bytes between two places the characters before which are counted once and held.
const STEP: usize = 1 << 8;

/// What words are looked for in, with the way back to clean characters.
///
/// Nearly all clean characters stand in it, so that only those that do not are held.
pub(super) struct Skeleton {
    pub(super) text: String,
    /// For each clean character that is left out, how many before it are not.
    silent: Vec<u32>,
    /// Characters that begin before each step of bytes.
    counts: Vec<u32>,
}

impl Skeleton {
    pub(super) fn new(text: &Text) -> Skeleton {
        let mut skeleton = String::with_capacity(text.len() * 3);
        let (mut silent, mut counts, mut count) = (Vec::new(), Vec::new(), 0);
        for &c in text.chars() {
            if !is_common(c) && is_silent(c) {
                silent.push(count);
                continue;
            }
            if counts.len() * STEP <= skeleton.len() {
                counts.push(count);
            }
            skeleton.push(c.to_ascii_lowercase());
            count += 1;
        }
        Skeleton { text: skeleton, silent, counts }
    }

    /// The clean span behind a range of bytes.
    pub(super) fn owner(&self, start: usize, end: usize) -> Span {
        let owner = |at: usize| at + self.silent.partition_point(|&before| before as usize <= at);
        let first = self.before(start);
        Span::new(owner(first), owner(self.before(end).max(first + 1) - 1) + 1)
    }

    /// How many characters begin before a byte.
    fn before(&self, byte: usize) -> usize {
        let step = (byte / STEP).min(self.counts.len().saturating_sub(1));
        let counted = self.counts.get(step).map_or(0, |count| *count as usize);
        counted + begun(&self.text.as_bytes()[(step * STEP).min(byte)..byte])
    }

    /// Walks along it, from the end of one word to that of the next.
    pub(super) fn walk(&self) -> Walk<'_> {
        Walk { skeleton: self, byte: 0, characters: 0, silent: 0 }
    }
}

/// How many characters begin in some bytes.
fn begun(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count()
}

/// A place in a skeleton that only goes on.
pub(super) struct Walk<'a> {
    skeleton: &'a Skeleton,
    byte: usize,
    /// Characters before it, of the skeleton and of those left out.
    characters: usize,
    silent: usize,
}

impl Walk<'_> {
    /// The clean span behind a word that ends here or further on, and how many of its characters stand here.
    pub(super) fn word(&mut self, start: usize, end: usize) -> (Span, usize) {
        let Skeleton { text, silent, .. } = self.skeleton;
        self.characters += begun(&text.as_bytes()[self.byte..end]);
        self.byte = end;
        let last = self.characters - 1;
        let left_out =
            |count: usize, at: usize| silent.get(count).is_some_and(|&before| before as usize <= at);
        while left_out(self.silent, last) {
            self.silent += 1;
        }
        let length = begun(&text.as_bytes()[start..end]);
        let (first, mut before) = (self.characters - length, self.silent);
        while before > 0 && !left_out(before - 1, first) {
            before -= 1;
        }
        (Span::new(first + before, last + self.silent + 1), length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Layout;

    #[test]
    fn bytes_lead_back_to_clean_characters() {
        for raw in ["“甲”乙·a丙“", "a1“b”", "“”", "", &"“县”·府x".repeat(200)] {
            let text = Text::new(raw, &Layout::default());
            let skeleton = Skeleton::new(&text);
            let stands = |at: &usize| !is_silent(text.chars()[*at]);
            let owners: Vec<usize> = (0..text.len()).filter(stands).collect();
            let mut begins: Vec<usize> = skeleton.text.char_indices().map(|(byte, _)| byte).collect();
            begins.push(skeleton.text.len());
            assert_eq!(begins.len(), owners.len() + 1, "{raw}");
            let mut walk = skeleton.walk();
            for last in 0..owners.len() {
                for first in last.saturating_sub(5)..=last {
                    let span = Span::new(owners[first], owners[last] + 1);
                    let bytes = (begins[first], begins[last + 1]);
                    assert_eq!(skeleton.owner(bytes.0, bytes.1), span, "{raw}");
                    assert_eq!(walk.word(bytes.0, bytes.1), (span, last + 1 - first), "{raw}");
                }
            }
        }
    }
}
