//! The judge of word boundaries where rules leave two readings: what ordinary words a run of characters costs.
//!
//! It is asked about windows of some ten characters, never about the whole text. Costs are negative natural
//! logarithms of word frequency, so that the cost of a name ([`super::name`]) and that of words can be set against
//! each other.

use crate::text::Span;

use super::frequency::{self, Sort, TOGETHER, UNKNOWN, Word};
use super::scan::Scan;

/// The words at each position that was ever asked about, so that overlapping questions share them.
#[derive(Default)]
pub(super) struct Edges {
    all: Vec<Word>,
    /// For each position where its words stand in `all`; nothing before they are looked up.
    at: Vec<(u32, u32)>,
}

/// Where the words of a position stand before they are looked up.
const NOWHERE: (u32, u32) = (u32::MAX, 0);

/// Longest span a question is about.
const LONGEST: usize = 32;

impl Edges {
    /// The words that start at a position.
    fn starting(&mut self, chars: &[char], at: usize) -> &[Word] {
        if self.at.is_empty() {
            self.at = vec![NOWHERE; chars.len()];
        }
        if self.at[at] == NOWHERE {
            let first = self.all.len() as u32;
            self.all.extend(frequency::starting(&chars[at..]));
            self.at[at] = (first, self.all.len() as u32);
        }
        let (first, last) = self.at[at];
        &self.all[first as usize..last as usize]
    }
}

/// What the cheapest way to lay words over the span costs.
pub(super) fn words(scan: &Scan, span: Span) -> f32 {
    let chars = scan.text.chars();
    let mut edges = scan.edges.borrow_mut();
    let mut best = [f32::INFINITY; LONGEST + 1];
    best[0] = 0.0;
    // Beyond the longest question nothing is weighed: nobody asks.
    let end = span.end.min(span.start + LONGEST);
    for at in span.start..end {
        let here = best[at - span.start];
        let mut reach = |to: usize, cost: f32| {
            let slot = &mut best[to - span.start];
            *slot = slot.min(here + cost);
        };
        // Letters and figures are one word, and so are `C+` and the like where they begin.
        let run = |more: &dyn Fn(&char) -> bool| chars[at..end].iter().take_while(|c| more(c)).count();
        let plain = run(&|c| c.is_ascii_alphanumeric());
        reach(at + plain.max(1), UNKNOWN);
        let joined = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '+' | '#');
        if joined(&chars[at]) && (at == 0 || !joined(&chars[at - 1])) {
            let run = run(&joined);
            if run > plain && run > 1 {
                reach(at + run, TOGETHER);
            }
        }
        for word in edges.starting(chars, at) {
            let to = at + usize::from(word.length);
            if to <= end {
                reach(to, word.cost);
            }
        }
    }
    best[end - span.start]
}

/// Whether the frequencies have a text as an ordinary word, not as a name or a noun.
pub(crate) fn is_word(text: &str) -> bool {
    let chars: Vec<char> = text.chars().collect();
    let whole = frequency::starting(&chars).find(|word| usize::from(word.length) == chars.len());
    chars.len() > 1
        && (whole.is_some_and(|word| word.sort == Sort::Other)
            || chars.iter().all(char::is_ascii_alphanumeric))
}

/// Whether no word is in a text: it falls into single characters.
pub(crate) fn is_unknown(text: &str) -> bool {
    let chars: Vec<char> = text.chars().collect();
    let word =
        |at: usize| frequency::starting(&chars[at..]).any(|word| word.length > 1 && word.sort != Sort::Split);
    let run = chars.windows(2).any(|pair| pair.iter().all(char::is_ascii_alphanumeric));
    !run && !(0..chars.len()).any(word)
}

/// What a word for exactly this span says for a name: nothing, a name by sound, a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Known {
    /// No word at all.
    No,
    /// An ordinary word.
    Word,
    /// A name written by sound, of a person or of a place.
    Sound,
    /// A person's name.
    Person,
}

/// Whether the frequencies have exactly this span as a name.
pub(super) fn known(scan: &Scan, span: Span) -> Known {
    let mut edges = scan.edges.borrow_mut();
    let words = edges.starting(scan.text.chars(), span.start);
    match words.iter().find(|word| usize::from(word.length) == span.len()).map(|word| word.sort) {
        Some(Sort::Sound) => Known::Sound,
        Some(Sort::Person) => Known::Person,
        Some(Sort::Other | Sort::Noun) if span.len() > 1 => Known::Word,
        _ => Known::No,
    }
}
