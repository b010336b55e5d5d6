//! The judge of word boundaries where rules leave two readings: what ordinary words a run of characters costs.
//!
//! It is asked about windows of some ten characters, never about the whole text. Costs are negative natural
//! logarithms of word frequency, so that the cost of a name ([`super::name`]) and that of words can be set against
//! each other.

use crate::text::Span;

use super::frequency::{self, Sort, TOGETHER, UNKNOWN, Word};
use super::scan::Scan;

/// What was ever asked about, so that overlapping questions share it.
pub(super) struct Edges {
    all: Vec<Word>,
    /// For each position where its words stand in `all`; nothing before they are looked up.
    at: Vec<(u32, u32)>,
    /// The last answers, each at its start's place.
    rows: Box<[Row; ROWS]>,
}

/// Where the words of a position stand before they are looked up.
const NOWHERE: (u32, u32) = (u32::MAX, 0);

/// Longest span a question is about; beyond it nothing is weighed: nobody asks.
const LONGEST: usize = 32;

/// Answers kept at a time: rules ask about neighbouring places one after another.
const ROWS: usize = 32;

/// What it costs to lay words from one position to each of those after it.
#[derive(Clone, Copy)]
struct Row {
    start: usize,
    /// How many positions from the start were passed: costs are settled up to the next.
    passed: usize,
    best: [f32; LONGEST + 1],
}

impl Row {
    fn new(start: usize) -> Row {
        let mut best = [f32::INFINITY; LONGEST + 1];
        best[0] = 0.0;
        Row { start, passed: 0, best }
    }

    fn reach(&mut self, length: usize, cost: f32) {
        let cost = self.best[self.passed] + cost;
        if let Some(slot) = self.best.get_mut(self.passed + length) {
            *slot = slot.min(cost);
        }
    }

    /// Lays every word that starts at the next position.
    fn pass(&mut self, chars: &[char], words: &[Word]) {
        let at = self.start + self.passed;
        // Letters and figures are one word, and so are `C+` and the like where they begin.
        let joined = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '+' | '#');
        if joined(&chars[at]) {
            let room = &chars[at..chars.len().min(self.start + LONGEST)];
            let plain = room.iter().take_while(|c| c.is_ascii_alphanumeric()).count().max(1);
            (1..=plain).for_each(|length| self.reach(length, UNKNOWN));
            if at == 0 || !joined(&chars[at - 1]) {
                let run = room.iter().take_while(|c| joined(c)).count();
                (plain + 1..=run).for_each(|length| self.reach(length, TOGETHER));
            }
        } else {
            self.reach(1, UNKNOWN);
        }
        words.iter().for_each(|word| self.reach(usize::from(word.length), word.cost));
        self.passed += 1;
    }
}

impl Edges {
    pub(super) fn new(length: usize) -> Edges {
        Edges {
            all: Vec::with_capacity(length),
            at: vec![NOWHERE; length],
            rows: Box::new([Row::new(usize::MAX); ROWS]),
        }
    }

    /// Where the words that start at a position stand in `all`.
    fn look_up(&mut self, chars: &[char], at: usize) -> (u32, u32) {
        if self.at[at] == NOWHERE {
            let first = self.all.len() as u32;
            self.all.extend(frequency::starting(&chars[at..]));
            self.at[at] = (first, self.all.len() as u32);
        }
        self.at[at]
    }

    /// The words that start at a position.
    fn starting(&mut self, chars: &[char], at: usize) -> &[Word] {
        let (first, last) = self.look_up(chars, at);
        &self.all[first as usize..last as usize]
    }

    fn cost(&mut self, chars: &[char], span: Span) -> f32 {
        let length = span.len().min(LONGEST);
        let place = span.start % ROWS;
        if self.rows[place].start != span.start {
            self.rows[place] = Row::new(span.start);
        }
        while self.rows[place].passed < length {
            let at = span.start + self.rows[place].passed;
            let (first, last) = self.look_up(chars, at);
            self.rows[place].pass(chars, &self.all[first as usize..last as usize]);
        }
        self.rows[place].best[length]
    }
}

/// What the cheapest way to lay words over the span costs.
pub(super) fn words(scan: &Scan, span: Span) -> f32 {
    if span.is_empty() { 0.0 } else { scan.edges.borrow_mut().cost(scan.text.chars(), span) }
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
    glance(scan, span).0
}

/// The same, and no less than what words over the span cost: both told by the words that start where it starts.
pub(super) fn glance(scan: &Scan, span: Span) -> (Known, f32) {
    let chars = scan.text.chars();
    let mut edges = scan.edges.borrow_mut();
    let singles = |from: usize| chars[from..span.end].iter().map(|&c| frequency::single(c)).sum::<f32>();
    let (mut known, mut most) = (Known::No, singles(span.start));
    for word in edges.starting(chars, span.start) {
        let end = span.start + usize::from(word.length);
        if end > span.end {
            break;
        }
        most = most.min(word.cost + singles(end));
        if end == span.end {
            known = match word.sort {
                Sort::Sound => Known::Sound,
                Sort::Person => Known::Person,
                Sort::Other | Sort::Noun if span.len() > 1 => Known::Word,
                _ => Known::No,
            };
        }
    }
    (known, most)
}
