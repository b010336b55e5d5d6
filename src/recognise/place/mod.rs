//! Places: divisions of the tree, landmarks, roads by number, and names with a place suffix.

mod begin;
mod division;
mod doubtful;
mod listed;
mod road;
mod suffix;

use crate::dictionary::Classes;
use crate::text::Span;

use super::Candidate;
use super::scan::{Hit, Scan};

/// Proposes every place the text gives reason for.
pub(super) fn propose(scan: &Scan, out: &mut Vec<Candidate>) {
    let mut first = Vec::new();
    road::numbered(scan, &mut first);
    let known = division::divisions(scan, &mut first);
    division::short_names(scan, &known, &mut first);
    division::landmarks(scan, &mut first);
    let mut places = Found::new(scan.text.len());
    first.into_iter().for_each(|place| places.push(place));
    let mut missed = Vec::new();
    for at in 0..scan.text.len() {
        let Some(hit) = ending(scan, at + 1).filter(|&hit| suffix::stands(scan, hit)) else { continue };
        match suffix::suffixed(scan, hit, &places) {
            Some(place) => match suffix::township(scan, place.span) {
                Some((town, village)) => [town, village].into_iter().for_each(|place| places.push(place)),
                None => places.push(place),
            },
            None => missed.push(hit),
        }
    }
    doubtful::quarters(scan, &mut places);
    doubtful::propose(scan, missed, &mut places);
    listed::propose(scan, &mut places);
    let more: Vec<Candidate> = places.all().filter_map(|place| road::courtyard(scan, place)).collect();
    out.extend(places.all().copied());
    out.extend(more);
}

/// The places found so far, by where they end and where they start.
struct Found {
    list: Vec<Candidate>,
    by_end: Chains,
    by_start: Chains,
}

impl Found {
    /// For a text of so many characters.
    fn new(length: usize) -> Found {
        Found { list: Vec::new(), by_end: Chains::new(length), by_start: Chains::new(length) }
    }

    fn push(&mut self, place: Candidate) {
        self.by_end.push(place.span.end);
        self.by_start.push(place.span.start);
        self.list.push(place);
    }

    fn all(&self) -> impl Iterator<Item = &Candidate> {
        self.list.iter()
    }

    fn ending(&self, ends: std::ops::RangeInclusive<usize>) -> impl Iterator<Item = &Candidate> {
        ends.flat_map(|at| self.by_end.at(at)).map(|id| &self.list[id])
    }

    fn starting(&self, at: usize) -> impl Iterator<Item = &Candidate> {
        self.by_start.at(at).map(|id| &self.list[id])
    }
}

/// Numbers 0, 1, 2, … each at a position, those of one position in order.
struct Chains {
    /// For each position its first and its last number, plus one.
    ends: Vec<(u32, u32)>,
    /// For each number the next at its position, plus one.
    next: Vec<u32>,
}

impl Chains {
    fn new(length: usize) -> Chains {
        Chains { ends: vec![(0, 0); length + 1], next: Vec::new() }
    }

    /// Puts the next number at a position.
    fn push(&mut self, at: usize) {
        self.next.push(0);
        let number = self.next.len() as u32;
        let (first, last) = &mut self.ends[at];
        match *last {
            0 => *first = number,
            before => self.next[before as usize - 1] = number,
        }
        *last = number;
    }

    fn at(&self, at: usize) -> impl Iterator<Item = usize> {
        let first = self.ends.get(at).map_or(0, |ends| ends.0);
        let step = |number: u32| number.checked_sub(1).map(|id| id as usize);
        std::iter::successors(step(first), move |&id| step(self.next[id]))
    }
}

/// The longest place suffix that ends at a position, of one character or more.
fn ending(scan: &Scan, end: usize) -> Option<Hit> {
    let words = Classes::PLACE_SUFFIX | Classes::LISTED_SUFFIX;
    let single = scan.single(end - 1);
    scan.longest_to(end, words).or_else(|| {
        let span = Span::new(end - 1, end);
        single.any(words).then_some(Hit { span, classes: single, entry: None })
    })
}

/// Whether the last character belongs to the word that follows: `河东|区域`.
fn runs_on(scan: &Scan, span: Span) -> bool {
    let words = Classes::NEVER | Classes::ORDINARY | Classes::GENERIC | Classes::STOP;
    (span.start + 1..span.end).filter(|&at| scan.starts(at, words)).any(|at| {
        // `镇党委`, `区长` begin with the level word of the place, and `区区` is one district beside its mayor.
        let other = Classes::BODY_SUFFIX | Classes::ORGAN | Classes::TITLE;
        let doubled = scan.text.at(at) == scan.text.at(at + 1);
        // `市政|府`: the organ is the longer word.
        let organ = [at, span.end]
            .iter()
            .filter_map(|&at| scan.longest_from(at, other))
            .map(|hit| hit.span.end)
            .max()
            .unwrap_or(0);
        let beyond = |hit: &Hit| {
            // `公路|沿线`: the suffix and what is said of it.
            let said = span.end - at >= 2
                && hit.span.end >= span.end + 2
                && scan.is(Span::new(at, span.end), Classes::PLACE_SUFFIX);
            // `花溪|区重点项目`: the level is the division's, whatever expression begins with it.
            let level = at + 1 == span.end
                && hit.span.len() >= 3
                && span.len() >= 3
                && scan.is(span, Classes::PLACE)
                && hit.classes.any(Classes::NEVER | Classes::GENERIC);
            hit.span.end > span.end && hit.span.end >= organ && !said && !level && !hit.classes.any(other)
        };
        !doubled && scan.starting(at, words).any(|hit| beyond(&hit))
    })
}
