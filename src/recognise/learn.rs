//! What certain mentions teach is looked for on the whole page, and on other pages of the corpus.

use std::collections::BTreeMap;

use daachorse::CharwiseDoubleArrayAhoCorasick;
use rustc_hash::FxHashMap;

use crate::dictionary::{Classes, Dictionaries};
use crate::kind::Kind;
use crate::text::{Gap, Span, Text};

use super::scan::Scan;
use super::short;
use super::{Candidate, Draft, Rule, tagger};

/// Names a corpus teaches, each with its kind; kept in order, so that nothing depends on hashing.
#[derive(Default)]
pub struct Learned {
    names: BTreeMap<String, Kind>,
    automaton: Option<CharwiseDoubleArrayAhoCorasick<u32>>,
    kinds: Vec<Kind>,
    /// What was proposed for the first pages, by their fingerprints, so that it need not be found again.
    drafts: FxHashMap<u64, Draft>,
    /// Candidates of all drafts.
    kept: usize,
}

/// Most candidates kept from the first pass for the second: some hundred megabytes.
const KEPT: usize = 2_000_000;

/// What one page teaches all: names certain and plain enough; and what was proposed for itself.
pub struct Lessons {
    names: Vec<(String, Kind)>,
    fingerprint: u64,
    draft: Draft,
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
        let size = lessons.draft.len();
        if self.kept + size <= KEPT && self.drafts.insert(lessons.fingerprint, lessons.draft).is_none() {
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

    /// The names with their kinds, in order.
    pub fn names(&self) -> impl Iterator<Item = (&str, Kind)> {
        self.names.iter().map(|(name, kind)| (name.as_str(), *kind))
    }

    /// What the first pass proposed for a text.
    pub(super) fn draft(&self, text: &Text) -> Option<&Draft> {
        if self.drafts.is_empty() { None } else { self.drafts.get(&text.fingerprint()) }
    }
}

/// What a page teaches.
pub fn lessons(text: &Text, dictionaries: &Dictionaries) -> Lessons {
    let scan = Scan::new(text, dictionaries);
    let mut draft = Draft::new(&scan);
    let certain = draft.decided();
    let tagged = tagger::tag(&scan, &draft.all, &certain);
    let officials =
        tagged.iter().filter(|tagged| tagged.kind == Kind::Official && tagged.probability >= SURE);
    let officials = officials.map(|tagged| (&text.chars()[tagged.span.range()], Kind::Official));
    let taught = certain.iter().filter_map(|candidate| lesson(&scan, candidate));
    let mut names: Vec<(String, Kind)> = taught
        .map(|(name, kind, _)| (name, kind))
        .chain(officials)
        .filter(|(name, kind)| *kind != Kind::Body && teaches(dictionaries, name, *kind))
        .map(|(name, kind)| (name.iter().collect(), kind))
        .collect();
    names.sort();
    names.dedup();
    drop(certain);
    draft.tagged = Some(tagged);
    Lessons { names, fingerprint: text.fingerprint(), draft }
}

/// How probable the name of an official must be on one page to be looked for on others.
const SURE: f32 = 0.95;

/// Whether a name of one page is safe to look for on all.
fn teaches(dictionaries: &Dictionaries, name: &[char], kind: Kind) -> bool {
    let words = Classes::ORDINARY
        | Classes::NEVER
        | Classes::GENERIC
        | Classes::STOP
        | Classes::AFTER_VERB
        | Classes::PLACE;
    // Two characters are a name on their own page only: elsewhere they may be any two.
    let length = if kind == Kind::Official { 3 } else { 4 };
    name.len() >= length && !dictionaries.classes_of(name).any(words)
}

/// Proposes every further occurrence of what the certain candidates of the page teach.
pub(super) fn on_page(scan: &Scan, certain: &[Candidate], out: &mut Vec<Candidate>) {
    let mut lessons: Vec<Lesson> = certain.iter().filter_map(|c| lesson(scan, c)).collect();
    lessons.extend(certain.iter().filter_map(|c| town(scan, c)));
    let chars = |span: Span| &scan.text.chars()[span.range()];
    // `喊叫水` of a company is rather the town it lies in, where the page speaks of that too.
    let places = certain.iter().filter(|c| c.kind == Some(Kind::Place));
    let mut places: Vec<&[char]> = places.map(|c| chars(c.span)).collect();
    places.sort_unstable();
    let town = |name: Span| {
        let first = places.partition_point(|place| *place < chars(name));
        places.get(first).is_some_and(|place| place.starts_with(chars(name)))
    };
    let short = certain.iter().flat_map(|c| short::names(scan, c)).filter(|name| !town(*name));
    lessons.extend(short.map(|name| (chars(name), Kind::Body, Rule::Learned)));
    lessons.sort();
    lessons.dedup_by(|later, earlier| later.0 == earlier.0 && later.1 == earlier.1);
    // By first character, so that the text is walked once; most characters are soon passed over.
    let mut opens = [false; 256];
    lessons.iter().for_each(|(name, ..)| opens[name[0] as usize % 256] = true);
    for (at, _) in scan.text.chars().iter().enumerate().filter(|(_, c)| opens[**c as usize % 256]) {
        for &(name, kind, rule) in spelt(scan, at, &lessons) {
            out.extend(again(scan, certain, Span::new(at, at + name.len()), kind, rule));
        }
    }
}

/// What a page teaches: a name, its kind, and the rule by which it is found again.
type Lesson<'a> = (&'a [char], Kind, Rule);

/// The lessons, in order, whose names the text spells from a position on, whatever blanks and quotation marks stand in
/// them: of all that are left at a character only those that go on with it.
fn spelt<'l, 'a>(scan: &Scan, at: usize, lessons: &'l [Lesson<'a>]) -> impl Iterator<Item = &'l Lesson<'a>> {
    let (text, mut left, mut depth, mut whole) = (scan.text, lessons, 0, [].iter());
    std::iter::from_fn(move || {
        loop {
            if let Some(lesson) = whole.next() {
                return Some(lesson);
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

/// Proposes every occurrence of what other pages teach.
pub(super) fn on_pages(scan: &Scan, certain: &[Candidate], learned: &Learned, out: &mut Vec<Candidate>) {
    let Some(automaton) = &learned.automaton else { return };
    let skeleton = scan.skeleton();
    for found in automaton.find_overlapping_iter(skeleton) {
        let span = scan.owner(found.start(), found.end());
        if scan.text.unbroken(span) {
            out.extend(again(scan, certain, span, learned.kinds[found.value() as usize], Rule::Corpus));
        }
    }
}

/// A learnt name where it can stand, unless what is certain there outweighs it.
fn again(scan: &Scan, certain: &[Candidate], span: Span, kind: Kind, rule: Rule) -> Option<Candidate> {
    // A project elsewhere on the page stays one, where its name alone could be a place's.
    let bonus = match kind {
        Kind::Official => 14,
        // `晋果源副总经理`: a company where it could as well be a person.
        Kind::Body => 30,
        Kind::Project => 8,
        _ => 4,
    };
    let again = Candidate::new(span, kind, rule, bonus);
    let from = certain.partition_point(|c| c.span.end < span.end);
    let known = |c: &Candidate| c.span == span && c.score >= again.score;
    let inside = |c: &Candidate| c.kind == Some(kind) && c.span != span && c.span.contains(span);
    let idle = certain[from..].iter().take(2).any(|c| known(c) || inside(c));
    (!idle && fits(scan, span, kind)).then_some(again)
}

/// What a candidate teaches: its name, where it is certain enough and long enough to be known again.
fn lesson<'a>(scan: &Scan<'a>, candidate: &Candidate) -> Option<(&'a [char], Kind, Rule)> {
    let text = scan.text;
    let span = candidate.span;
    let chars = |span: Span| &text.chars()[span.range()];
    match (candidate.kind?, candidate.rule) {
        (Kind::Project, Rule::Quoted) => {
            let inner = text.chars()[span.range()].iter().position(|&c| c == '”');
            let close = inner.map_or(span.end, |offset| span.start + offset);
            let open = span.start + usize::from(scan.is_char(span.start, &['“']));
            let inner = Span::new(open, close);
            (inner.len() >= 3).then(|| (chars(inner), Kind::Project, Rule::Learned))
        }
        (Kind::Project, Rule::Listed | Rule::Headed) => {
            let mut end = span.end;
            if let Some(head) =
                scan.longest_to(end, Classes::DROP).filter(|head| head.span.start > span.start + 2)
            {
                // Of a longer head only its last word falls away: `枢纽综合体|项目`.
                let last = scan.text.chars()[head.span.end - 2..head.span.end] == ['项', '目'];
                end = if last { head.span.end - 2 } else { head.span.start };
            }
            let name = Span::new(span.start, end);
            (name.len() >= 3).then(|| (chars(name), Kind::Project, Rule::Learned))
        }
        // `启沅生物`, once its chairman stood beside it.
        (Kind::Body, Rule::BodySuffix)
            if span.len() >= 4
                && scan
                    .longest_to(span.end, Classes::BODY_SUFFIX)
                    .is_some_and(|hit| hit.classes.any(Classes::TRADE))
                && !scan.starts(span.start, Classes::PLACE | Classes::SHORT_PLACE) =>
        {
            Some((chars(span), Kind::Body, Rule::Learned))
        }
        (Kind::Body, Rule::BodySuffix) => {
            // `兰州机械研究所` is also called `机械研究所`.
            let place = scan.starting(span.start, Classes::PLACE | Classes::SHORT_PLACE).next()?;
            let rest = Span::new(place.span.end, span.end);
            let bare =
                scan.is(rest, Classes::BODY_SUFFIX | Classes::ORGAN | Classes::NEVER | Classes::GENERIC);
            let bare = bare || super::walk::specific(scan, rest) == 0;
            (rest.len() >= 4 && place.span.end < span.end && !bare)
                .then(|| (chars(rest), Kind::Body, Rule::Learned))
        }
        (Kind::Place, Rule::PlaceSuffix) if span.len() >= 3 => {
            Some((chars(span), Kind::Place, Rule::Learned))
        }
        _ => None,
    }
}

/// The short name of a town: a page that speaks of 石梁镇 may call it 石梁.
fn town<'a>(scan: &Scan<'a>, candidate: &Candidate) -> Option<(&'a [char], Kind, Rule)> {
    let span = match candidate.kind? {
        Kind::Place => candidate.span,
        Kind::Body => own_town(scan, candidate.span)?,
        _ => return None,
    };
    let level = [&['镇'][..], &['乡'], &['街', '道']]
        .into_iter()
        .find(|level| scan.text.chars()[span.range()].ends_with(level))?;
    let stem = Span::new(span.start, span.end - level.len());
    let words = Classes::ORDINARY | Classes::NEVER | Classes::GENERIC | Classes::STOP | Classes::AFTER_VERB;
    ((2..=3).contains(&stem.len()) && !scan.classes(stem).any(words))
        .then(|| (&scan.text.chars()[stem.range()], Kind::Place, Rule::Learned))
}

/// The town that begins the name of its own organ: `石梁镇|党委`.
fn own_town(scan: &Scan, body: Span) -> Option<Span> {
    let level = |at: usize| scan.single(at - 1).any(Classes::ADMIN_SUFFIX) || scan.is_char(at - 1, &['道']);
    let organ = Classes::LOCAL | Classes::ORGAN;
    (body.start + 3..body.end.min(body.start + 6))
        .find(|&at| level(at) && scan.starting(at, organ).any(|hit| hit.span.end == body.end))
        .map(|at| Span::new(body.start, at))
}

/// Whether a town's short name stands apart from the words around it.
fn alone(scan: &Scan, span: Span) -> bool {
    let text = scan.text;
    let words = Classes::ORDINARY | Classes::NEVER | Classes::GENERIC;
    let open =
        text.gap(span.start) >= Gap::Space
            || span.start.checked_sub(1).and_then(|at| text.at(at)).is_none_or(|c| {
                crate::text::is_mark(c) || matches!(c, '在' | '到' | '赴' | '从' | '和' | '与')
            })
            || scan.ends(span.start, Classes::AFTER_VERB | Classes::STOP);
    let verb = scan.starting(span.end, Classes::AFTER_VERB).any(|hit| hit.span.len() > 1)
        || scan.is_char(span.end, &['要', '将']);
    let shut = verb
        || text.gap(span.end) >= Gap::Space
        || text.at(span.end).is_none_or(|c| {
            crate::text::is_mark(c) && c != '·' || matches!(c, '的' | '和' | '与' | '两' | '等')
        });
    open && shut && !scan.crosses(span.start, words) && !scan.crosses(span.end, words)
}

/// Whether a learnt name can stand here.
fn fits(scan: &Scan, span: Span, kind: Kind) -> bool {
    let suffix = Classes::PLACE_SUFFIX | Classes::LISTED_SUFFIX;
    let single = scan.single(span.end - 1).any(suffix);
    match kind {
        Kind::Official => {
            let words = Classes::NO_PERSON | Classes::NEVER | Classes::GENERIC | Classes::ORGAN;
            !scan.starting(span.start, words).any(|hit| hit.span.end > span.end)
        }
        Kind::Place if span.len() <= 3 && !scan.ends(span.end, suffix) && !single => alone(scan, span),
        // `阿者科|村`: the village, and not the company called after it.
        Kind::Body => !scan.single(span.end).any(Classes::ADMIN_SUFFIX),
        Kind::Project if scan.is_char(span.end, &['”']) => scan.is_char(span.start.wrapping_sub(1), &['“']),
        _ => true,
    }
}
