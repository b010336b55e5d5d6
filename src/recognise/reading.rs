//! Where a name that starts at a position ends, and whether it is a name at all: names against words.

use crate::dictionary::Classes;
use crate::text::{Gap, Span, is_han, is_mark};

use super::judge::{self, Known};
use super::name::{self, Shape};
use super::scan::Scan;

/// How far the judge looks past the start of a name.
const WINDOW: usize = 12;

/// The best reading of a position as a name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reading {
    pub(super) span: Span,
    /// How much cheaper the name is than words in its place, in natural logarithms.
    pub(super) margin: f32,
    /// How strongly the text says that the name ends there.
    pub(super) end: i32,
    /// Whether its characters are such as names have.
    pub(super) usual: bool,
}

impl Reading {
    /// The reading as a shape with the score a candidate takes.
    pub(super) fn shape(self) -> Shape {
        Shape { span: self.span, score: 8 + self.margin.clamp(-6.0, 16.0) as i32, cost: 0.0 }
    }
}

/// The best name that starts at a position, whatever its margin.
pub(super) fn read(scan: &Scan, at: usize) -> Option<Reading> {
    let text = scan.text;
    if !text.at(at).is_some_and(is_han) {
        return None;
    }
    let shapes = name::shapes(scan, at);
    if let Some(reading) = spaced(scan, &shapes).or_else(|| plain(scan, &shapes)) {
        return Some(reading);
    }
    let limit = run(scan, at, WINDOW);
    let plain = judge::words(scan, Span::new(at, limit));
    let mut best: Option<Reading> = None;
    let sounds = name::sounds(scan, at);
    for (shape, sound) in shapes.iter().map(|s| (s, false)).chain(sounds.iter().map(|s| (s, true))) {
        let Span { start, end } = shape.span;
        let evidence = name::end_evidence(scan, end);
        // A name by sound must end somewhere; inside a known name word it does not.
        if sound && scan.crosses(end, Classes::MINORITY) {
            continue;
        }
        if text.gap(start + 1) >= Gap::Space {
            continue;
        }
        if end > limit {
            continue;
        }
        let rest = judge::words(scan, Span::new(end, limit));
        let mut margin =
            plain - rest - shape.cost + bonus(scan, end, evidence) - listed(scan, shape.span, evidence);
        // A whole name among the judge's own words is no evidence against it.
        if end - start >= 3 {
            let own = |worth: f32| plain - rest - judge::words(scan, shape.span) + worth;
            margin = match judge::known(scan, shape.span) {
                Known::Sound | Known::Person if sound && shape.score >= 5 => margin.max(own(4.0)),
                Known::Person if !sound => margin.max(own(6.0)),
                _ => margin,
            };
        }
        if sound {
            margin -= cut_short(scan, shape.span);
        }
        if best.is_none_or(|best| margin > best.margin) {
            best = Some(Reading {
                span: shape.span,
                margin,
                end: evidence,
                usual: shape.score >= 3 || scan.classes(shape.span).any(Classes::NAME_WORD),
            });
        }
    }
    best
}

/// End of the run of characters without mark or gap, at most so many from the start.
pub(super) fn run(scan: &Scan, at: usize, most: usize) -> usize {
    let text = scan.text;
    let mut end = at + 1;
    let mut limit = at + most;
    // A dot joins the parts of one name, of which none has more than a few.
    while end < limit.min(at + 4 * most)
        && text.gap(end) < Gap::Space
        && text.at(end).is_some_and(|c| c == '·' || !is_mark(c))
    {
        limit = if text.at(end) == Some('·') { end + most } else { limit };
        end += 1;
    }
    end
}

/// What it counts against a name by sound that it could as well go on.
pub(super) fn cut_short(scan: &Scan, span: Span) -> f32 {
    let next = scan.single(span.end);
    let words = Classes::AFTER_VERB | Classes::AFTER_OTHER | Classes::STOP | Classes::TITLE;
    let word = || scan.starting(span.end, words).any(|hit| hit.span.len() >= 2);
    let runs_on = scan.text.gap(span.end) == Gap::None
        && next.any(Classes::FOREIGN)
        && !next.any(Classes::PLAIN_STOP)
        && !word();
    let dotted = span.range().any(|at| scan.is_char(at, &['·']));
    // `拉·甘|地`: hardly any name ends with one syllable.
    let lone = span.len() > 2 && scan.is_char(span.end - 2, &['·']) && scan.text.gap(span.end) == Gap::None;
    let lone = if lone && scan.text.at(span.end).is_some_and(is_han) { 6.0 } else { 0.0 };
    let cut = match runs_on {
        // After a dot nothing but the rest of the name is spelt so.
        true if dotted => 9.0,
        true => 4.5,
        false => 0.0,
    };
    cut + lone
}

/// What the end of a name is worth to the judge.
fn bonus(scan: &Scan, end: usize, evidence: i32) -> f32 {
    let text = scan.text;
    let edge = |at: usize| text.gap(at) >= Gap::Space || text.at(at).is_none_or(is_mark);
    // No name is followed by the particle of a verb, and hardly any by a lone character.
    if scan.is_char(end, &['了', '着']) && !edge(end) {
        return -4.0;
    }
    if evidence < 2 && !edge(end) && edge(end + 1) {
        return -3.0;
    }
    if evidence >= 5
        && (scan.is_char(end, &['说']) || scan.starting(end, Classes::VERB).any(|hit| hit.span.len() >= 2))
    {
        return 2.5;
    }
    match evidence {
        6.. => 1.5,
        5 => 1.2,
        4 => 0.8,
        3 => 0.4,
        2 => -0.3,
        1 => -0.6,
        _ => -1.0,
    }
}

/// A blank between single characters is how papers print a name of two or three, never a word.
fn spaced(scan: &Scan, shapes: &[Shape]) -> Option<Reading> {
    let text = scan.text;
    shapes.iter().rev().find_map(|shape| {
        let Span { start, end } = shape.span;
        let evidence = name::end_evidence(scan, end);
        // The second character may begin a word: `书记王 强调研`.
        let word =
            scan.starting(end - 1, Classes::AFTER_VERB | Classes::NO_PERSON).any(|hit| hit.span.len() >= 2);
        let blank = text.gap(end - 1) == Gap::Space || name::padded(scan, shape.span);
        (blank && end - start <= 3 && (evidence >= 3 || !word)).then_some(Reading {
            span: shape.span,
            margin: 16.0,
            end: evidence.max(3),
            usual: true,
        })
    })
}

/// A name nobody can doubt: usual characters, a clear end, no other end and no word in it.
fn plain(scan: &Scan, shapes: &[Shape]) -> Option<Reading> {
    let words = Classes::NO_PERSON
        | Classes::NEVER
        | Classes::GENERIC
        | Classes::TITLE
        | Classes::WORK
        | Classes::ORGAN
        | Classes::AFTER_VERB
        | Classes::AFTER_OTHER
        | Classes::STOP
        | Classes::PLACE
        | Classes::MINORITY;
    let ends: Vec<i32> = shapes.iter().map(|shape| name::end_evidence(scan, shape.span.end)).collect();
    let at = (0..shapes.len()).max_by_key(|&at| (ends[at], at))?;
    let shape = shapes[at];
    let others = (0..shapes.len()).any(|other| other != at && ends[other] > 2);
    let clear = ends[at] >= 5 && !others && shape.score >= 4 + 2 * (shape.span.len() as i32 - 1);
    let length = shape.span.len() as f32;
    (clear && !touches(scan, shape.span, words)).then(|| Reading {
        span: shape.span,
        margin: 4.0 + 2.5 * length,
        end: ends[at],
        usual: true,
    })
}

/// Whether a word of the classes starts in the span.
pub(super) fn touches(scan: &Scan, span: Span, words: Classes) -> bool {
    span.range().any(|at| scan.starts(at, words))
}

/// What the built-in lists hold against a name: it is, begins with, or is cut out of a listed word.
pub(super) fn listed(scan: &Scan, span: Span, end: i32) -> f32 {
    let words = Classes::NO_PERSON
        | Classes::NEVER
        | Classes::GENERIC
        | Classes::TITLE
        | Classes::WORK
        | Classes::ORGAN;
    let mut off: f32 = -9.0;
    for hit in scan.starting(span.start, words) {
        off = off.max(match hit.span.end.cmp(&span.end) {
            // The word runs on past the name: `高质量` under `高质`.
            std::cmp::Ordering::Greater => 7.0,
            std::cmp::Ordering::Equal if hit.classes.any(Classes::NAME_WORD) => {
                if end >= 3 {
                    -4.0
                } else {
                    0.0
                }
            }
            std::cmp::Ordering::Equal => {
                if end >= 5 {
                    2.0
                } else {
                    5.0
                }
            }
            std::cmp::Ordering::Less => {
                if hit.classes.any(Classes::NAME_WORD) {
                    1.0
                } else {
                    3.0
                }
            }
        });
    }
    let off = if off < -8.0 { 0.0 } else { off };
    // The end cuts a word of the clause in two: `温文笑|着说`.
    let word = scan.longest_from(span.end - 1, Classes::AFTER_VERB | Classes::AFTER_OTHER);
    let past = word.map_or(0, |hit| hit.span.end.saturating_sub(span.end));
    let cut = past > 0;
    // `秦川|作推介`: a whole phrase begins with it, so that no evidence for the longer name counts.
    if past >= 2 && span.len() > 2 {
        return off + 6.0;
    }
    let words = Classes::GENERIC | Classes::WORK | Classes::ORDINARY | Classes::NEVER | Classes::TRADE;
    let noun = scan.starting(span.end - 1, words).any(|hit| hit.span.end > span.end);
    if (cut || noun) && end < 6 && span.len() > 2 { off + 2.5 } else { off }
}

/// Whether a name known from elsewhere on the page is a name here: words in its place would not be much cheaper.
pub(super) fn apart(scan: &Scan, span: Span) -> bool {
    let from = (span.start.saturating_sub(4)..span.start)
        .rev()
        .take_while(|&at| scan.text.gap(at + 1) < Gap::Space && !scan.text.at(at).is_none_or(is_mark))
        .last()
        .unwrap_or(span.start);
    let to = run(scan, span.start, span.len() + 6).max(span.end);
    let around =
        judge::words(scan, Span::new(from, span.start)) + judge::words(scan, Span::new(span.end, to));
    let words = judge::words(scan, Span::new(from, to));
    let end = name::end_evidence(scan, span.end);
    // The page has the name: what it costs is what any word of its length may.
    let cost = if span.len() == 2 { 12.0 } else { 13.0 };
    words - around - cost + bonus(scan, span.end, end) >= 0.0
}
