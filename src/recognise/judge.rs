//! The judge of word boundaries where rules leave two readings: what ordinary words a run of characters costs.
//!
//! jieba's dictionary is loaded when the first doubtful place is met, and asked about windows of some ten
//! characters, never about the whole text. Costs are negative natural logarithms of word frequency, so that the
//! cost of a name ([`super::name`]) and that of words can be set against each other.

use std::cell::RefCell;
use std::sync::OnceLock;

use jieba_rs::Jieba;
use rustc_hash::FxHashMap;

use crate::text::Span;

use super::scan::Scan;

/// Logarithm of the number of words jieba's frequencies were counted over.
const TOTAL: f32 = 17.91;

fn jieba() -> &'static Jieba {
    static JIEBA: OnceLock<Jieba> = OnceLock::new();
    JIEBA.get_or_init(Jieba::new)
}

/// A word of jieba's that starts somewhere: its length in characters and what it costs.
#[derive(Clone, Copy)]
struct Edge {
    length: u8,
    cost: f32,
}

/// jieba's words at every position that was ever asked about, so that overlapping questions share them.
#[derive(Default)]
pub(super) struct Edges {
    all: Vec<Edge>,
    /// For each position where its words stand in `all`; empty before they are looked up.
    at: Vec<Option<(u32, u32)>>,
}

/// Characters whose words are looked up at once.
const CHUNK: usize = 48;

/// Characters past a chunk, so that words over its end are seen whole: more than any question is long.
const PAST: usize = 32;

/// Longest span a question is about.
const LONGEST: usize = PAST;

/// What a character costs that is in no word.
fn unknown() -> f32 {
    TOTAL - std::f32::consts::LN_2
}

impl Edges {
    /// Makes sure that the words of a span are known.
    fn look_up(&mut self, chars: &[char], span: Span) {
        if self.at.is_empty() {
            self.at = vec![None; chars.len()];
        }
        let Some(from) = span.range().find(|&at| self.at[at].is_none()) else { return };
        let to = (from + CHUNK).max(span.end).min(chars.len());
        let text: String = chars[from..(to + PAST).min(chars.len())].iter().collect();
        let mut words = jieba().cut_all(&text);
        words.sort_unstable_by_key(|word| (word.start, word.end));
        let mut words = words.into_iter().peekable();
        for at in from..to {
            let first = self.all.len() as u32;
            while let Some(word) = words.next_if(|word| from + word.start <= at) {
                let length = word.end - word.start;
                if from + word.start == at && length <= LONGEST {
                    self.all.push(Edge { length: length as u8, cost: cost(word.word) });
                }
            }
            self.at[at] = Some((first, self.all.len() as u32));
        }
    }

    fn from(&self, at: usize) -> &[Edge] {
        self.at[at].map_or(&[], |(first, last)| &self.all[first as usize..last as usize])
    }
}

/// What the cheapest way to lay words over the span costs.
pub(super) fn words(scan: &Scan, span: Span) -> f32 {
    let chars = scan.text.chars();
    let mut edges = scan.edges.borrow_mut();
    edges.look_up(chars, span);
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
        // Letters and figures are one word.
        let run = chars[at..end].iter().take_while(|c| c.is_ascii_alphanumeric()).count();
        reach(at + run.max(1), unknown());
        for edge in edges.from(at) {
            let to = at + usize::from(edge.length);
            if to <= end {
                reach(to, edge.cost);
            }
        }
    }
    best[end - span.start]
}

thread_local! {
    /// The cost of every word met, of which there are no more than jieba's dictionary has.
    static COSTS: RefCell<FxHashMap<Box<str>, f32>> = RefCell::default();
}

/// The cost of one word of jieba's.
fn cost(word: &str) -> f32 {
    COSTS.with_borrow_mut(|costs| {
        if let Some(&cost) = costs.get(word) {
            return cost;
        }
        let cost = TOTAL - (jieba().suggest_freq(word).max(1) as f32).ln();
        costs.insert(word.into(), cost);
        cost
    })
}

/// Whether jieba's dictionary has a text as an ordinary word, not as a name.
pub(crate) fn is_word(text: &str) -> bool {
    matches!(&jieba().tag(text, false)[..], [only] if !only.tag.starts_with('n') && text.chars().count() > 1)
}

/// Whether no word of jieba's is in a text: it falls into single characters.
pub(crate) fn is_unknown(text: &str) -> bool {
    jieba().cut(text, false).iter().all(|token| token.word.chars().count() == 1)
}

/// What jieba's own word for exactly this span says for a name: nothing, a name by sound, a name.
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

/// Whether jieba lists exactly this span as a name.
pub(super) fn known(scan: &Scan, span: Span) -> Known {
    let mut edges = scan.edges.borrow_mut();
    edges.look_up(scan.text.chars(), span);
    if !edges.from(span.start).iter().any(|edge| usize::from(edge.length) == span.len()) {
        return Known::No;
    }
    let text: String = scan.text.chars()[span.range()].iter().collect();
    match &jieba().tag(&text, false)[..] {
        [only] if only.tag == "nrt" => Known::Sound,
        [only] if only.tag.starts_with("nr") => Known::Person,
        [_] if span.len() > 1 => Known::Word,
        _ => Known::No,
    }
}
