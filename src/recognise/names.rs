//! Names known from elsewhere: what is a mention in one place of a page, or on another page, is evidence wherever the same
//! characters stand again.

use std::collections::BTreeMap;

use daachorse::CharwiseDoubleArrayAhoCorasick;
use rustc_hash::FxHashMap;

use crate::dictionary::{Classes, Dictionaries};
use crate::kind::Kind;
use crate::text::{Gap, Span, Text};

use super::scan::Scan;
use super::short;
use super::tagger::{self, Tagged};
use super::user;

/// Names a corpus teaches, each with its kind; kept in order, so that nothing depends on hashing.
#[derive(Default)]
pub struct Learned {
    names: BTreeMap<String, Kind>,
    automaton: Option<CharwiseDoubleArrayAhoCorasick<u32>>,
    kinds: Vec<Kind>,
    /// What was found on the first look at pages, by their fingerprints, so that it need not be found again.
    first: FxHashMap<u64, Vec<Tagged>>,
    /// Mentions of all of these.
    kept: usize,
}

/// Most mentions kept from the first pass for the second: some fifty megabytes.
const KEPT: usize = 2_000_000;

/// What one page teaches all: names certain and plain enough; and what was found on the first look at it.
pub struct Lessons {
    names: Vec<(String, Kind)>,
    fingerprint: u64,
    first: Vec<Tagged>,
}

impl Lessons {
    /// The names with their kinds, in order.
    pub fn names(&self) -> &[(String, Kind)] {
        &self.names
    }
}

impl Learned {
    /// Adds what a page teaches; of two kinds of one name the first in order counts.
    pub fn add(&mut self, lessons: Lessons) {
        for (name, kind) in lessons.names {
            self.insert(name, kind);
        }
        let size = lessons.first.len();
        if self.kept + size <= KEPT && self.first.insert(lessons.fingerprint, lessons.first).is_none() {
            self.kept += size;
        }
    }

    /// Adds a name that a page taught elsewhere.
    pub fn insert(&mut self, name: String, kind: Kind) {
        let held = self.names.entry(name).or_insert(kind);
        *held = kind.min(*held);
    }

    /// Makes what was added ready to be looked for.
    pub fn freeze(&mut self) {
        self.kinds = self.names.values().copied().collect();
        let names = self.names.keys().zip(0_u32..);
        self.automaton = CharwiseDoubleArrayAhoCorasick::with_values(names).ok();
    }

    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// Whether a page taught a name as one of a kind.
    pub(super) fn teaches(&self, name: &str, kind: Kind) -> bool {
        self.names.get(name) == Some(&kind)
    }

    /// The names with their kinds, in order.
    pub fn names(&self) -> impl Iterator<Item = (&str, Kind)> {
        self.names.iter().map(|(name, kind)| (name.as_str(), *kind))
    }

    /// What was found on the first look at a text.
    pub(super) fn first(&self, text: &Text) -> Option<&[Tagged]> {
        if self.first.is_empty() { None } else { Some(self.first.get(&text.fingerprint())?) }
    }
}

/// What a page teaches.
pub fn lessons(text: &Text, dictionaries: &Dictionaries) -> Lessons {
    let scan = Scan::new(text, dictionaries);
    let first = tagger::tag(&scan, &user::words(&scan));
    let sure = first.iter().filter(|tagged| tagged.probability >= SURE);
    let mut names: Vec<(String, Kind)> = sure
        .map(|tagged| (&text.chars()[tagged.span.range()], tagged.kind))
        .filter(|(name, kind)| teaches(dictionaries, name, *kind))
        .map(|(name, kind)| (name.iter().collect(), kind))
        .collect();
    names.sort();
    names.dedup();
    Lessons { names, fingerprint: text.fingerprint(), first }
}

/// How probable a name must be on one page to be looked for on others.
const SURE: f32 = 0.95;

/// How probable a name must be to be looked for on its own page.
const LIKELY: f32 = 0.8;

/// Whether a name of one page is safe to look for on all.
fn teaches(dictionaries: &Dictionaries, name: &[char], kind: Kind) -> bool {
    let words = Classes::ORDINARY
        | Classes::NEVER
        | Classes::GENERIC
        | Classes::STOP
        | Classes::AFTER_VERB
        | Classes::PLACE;
    // Two characters are a name on their own page only: elsewhere they may be any two.
    let length = match kind {
        Kind::Official => 3,
        Kind::Project | Kind::Place => 4,
        _ => return false,
    };
    name.len() >= length && !dictionaries.classes_of(name).any(words)
}

/// A name that is looked for: its characters, its kind, and the only place that speaks for it, if it is one.
type Name<'a> = (&'a [char], Kind, Option<Span>);

/// Returns the spans at which a text spells a name that is a mention somewhere else on it, or that other pages teach; in
/// order and disjoint, of those that overlap the longest.
pub(super) fn known(scan: &Scan, found: &[(Span, Kind)], learned: &Learned) -> Vec<(Span, Kind)> {
    let names = on_page(scan, found);
    let mut all = Vec::new();
    // By first character, so that the text is walked once; most characters are soon passed over.
    let mut opens = [false; 256];
    names.iter().for_each(|(name, ..)| opens[name[0] as usize % 256] = true);
    for (at, _) in scan.text.chars().iter().enumerate().filter(|(_, c)| opens[**c as usize % 256]) {
        for &(name, kind, only) in spelt(scan, at, &names) {
            let span = Span::new(at, at + name.len());
            if only != Some(span) {
                all.push((span, kind));
            }
        }
    }
    if let Some(automaton) = &learned.automaton {
        for found in automaton.find_overlapping_iter(scan.skeleton()) {
            let span = scan.owner(found.start(), found.end());
            if scan.text.unbroken(span) {
                all.push((span, learned.kinds[found.value() as usize]));
            }
        }
    }
    all.sort_by_key(|(span, kind)| (usize::MAX - span.len(), span.start, *kind));
    let mut taken = vec![false; if all.is_empty() { 0 } else { scan.text.len() }];
    all.retain(|(span, _)| {
        let free = !taken[span.range()].contains(&true);
        taken[span.range()].fill(true);
        free
    });
    all.sort_unstable();
    all
}

/// The names of a page, with those that are short for them, in order.
fn on_page<'a>(scan: &Scan<'a>, found: &[(Span, Kind)]) -> Vec<Name<'a>> {
    let chars = |span: Span| &scan.text.chars()[span.range()];
    // `喊叫水` of a company is rather the town it lies in, where the page speaks of that too.
    let places = found.iter().filter(|(_, kind)| *kind == Kind::Place);
    let mut places: Vec<&[char]> = places.map(|(span, _)| chars(*span)).collect();
    places.sort_unstable();
    let is_town = |name: &Span| {
        let first = places.partition_point(|place| *place < chars(*name));
        places.get(first).is_some_and(|place| place.starts_with(chars(*name)))
    };
    let mut names: Vec<Name> = Vec::new();
    for &(span, kind) in found.iter().filter(|(span, kind)| span.len() > 1 && *kind != Kind::Byline) {
        names.push((chars(span), kind, Some(span)));
        let town = town(scan, span, kind).map(|town| (town, Kind::Place));
        let firm = if kind == Kind::Body { short::names(scan, span) } else { Vec::new() };
        let firm = firm.into_iter().filter(|name| !is_town(name)).map(|name| (name, Kind::Body));
        names.extend(firm.chain(town).map(|(name, kind)| (chars(name), kind, None)));
    }
    names.sort_unstable();
    // Of a name of several kinds the first in order counts; several mentions speak for one another.
    let mut out: Vec<Name> = Vec::with_capacity(names.len());
    for name in names {
        match out.last_mut().filter(|last| last.0 == name.0) {
            Some(last) => last.2 = last.2.filter(|only| Some(*only) == name.2),
            None => out.push(name),
        }
    }
    out
}

/// The mentions of the first look that are probable enough to be looked for.
pub(super) fn likely(first: &[Tagged]) -> Vec<(Span, Kind)> {
    first.iter().filter(|one| one.probability >= LIKELY).map(|one| (one.span, one.kind)).collect()
}

/// The names, in order, that the text spells from a position on, whatever blanks and quotation marks stand in them: of all
/// that are left at a character only those that go on with it.
fn spelt<'l, 'a>(scan: &Scan, at: usize, names: &'l [Name<'a>]) -> impl Iterator<Item = &'l Name<'a>> {
    let (text, mut left, mut depth, mut whole) = (scan.text, names, 0, [].iter());
    std::iter::from_fn(move || {
        loop {
            if let Some(name) = whole.next() {
                return Some(name);
            }
            if left.is_empty() || depth > 0 && text.gap(at + depth) >= Gap::Break {
                return None;
            }
            let c = text.at(at + depth)?;
            left = &left[left.partition_point(|(name, ..)| name[depth] < c)..];
            left = &left[..left.partition_point(|(name, ..)| name[depth] == c)];
            depth += 1;
            let (ended, longer) = left.split_at(left.partition_point(|(name, ..)| name.len() == depth));
            (whole, left) = (ended.iter(), longer);
        }
    })
}

/// The short name of a town: a page that speaks of 石梁镇 may call it 石梁.
fn town(scan: &Scan, span: Span, kind: Kind) -> Option<Span> {
    let span = match kind {
        Kind::Place => span,
        Kind::Body => own_town(scan, span)?,
        _ => return None,
    };
    let level = [&['镇'][..], &['乡'], &['街', '道']]
        .into_iter()
        .find(|level| scan.text.chars()[span.range()].ends_with(level))?;
    let stem = Span::new(span.start, span.end - level.len());
    let words = Classes::ORDINARY | Classes::NEVER | Classes::GENERIC | Classes::STOP | Classes::AFTER_VERB;
    ((2..=3).contains(&stem.len()) && !scan.classes(stem).any(words)).then_some(stem)
}

/// The town that begins the name of its own organ: `石梁镇|党委`.
fn own_town(scan: &Scan, body: Span) -> Option<Span> {
    let level = |at: usize| scan.single(at - 1).any(Classes::ADMIN_SUFFIX) || scan.is_char(at - 1, &['道']);
    let organ = Classes::LOCAL | Classes::ORGAN;
    (body.start + 3..body.end.min(body.start + 6))
        .find(|&at| level(at) && scan.starting(at, organ).any(|hit| hit.span.end == body.end))
        .map(|at| Span::new(body.start, at))
}
