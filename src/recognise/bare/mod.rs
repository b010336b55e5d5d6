//! Names without a title: told by their characters, by what words would cost in their place, and by both edges.

mod worth;

use rustc_hash::FxHashMap;

use crate::dictionary::Classes;
use crate::kind::Kind;
use crate::text::{Gap, is_han};

use super::edge;
use super::name::{self, Shape};
use super::scan::Scan;
use super::{Candidate, Rule, person};

use worth::{Found, Prospect, SHORT_OF, prospect, weigh};

/// Words a name does not start inside.
const WHOLE: Classes = Classes::PLACE;

/// A position where a name is not good enough by itself, but may be by coming back.
#[derive(Clone, Copy)]
struct Weak {
    at: usize,
    left: f32,
    /// The best name there, where it was weighed already.
    found: Option<Found>,
}

/// Proposes names wherever a surname or a character of transliteration may start one.
pub(super) fn propose(scan: &Scan, out: &mut Vec<Candidate>) {
    let mut weak: Vec<Weak> = Vec::new();
    let mut prospects: Vec<Prospect> = Vec::new();
    for at in 0..scan.text.len() {
        let single = scan.single(at);
        let surname = single.any(Classes::SURNAME) || scan.starts(at, Classes::SURNAME);
        let sound = single.any(Classes::FOREIGN) || scan.starts(at, Classes::MINORITY);
        if !surname && !sound || blocked(scan, at) {
            continue;
        }
        let mut left = edge::left(scan, at);
        // In a row a name stands among names, and what stands among other things is another.
        let row = at > 0 && scan.is_char(at - 1, &['、']);
        if row || at > 0 && scan.is_char(at - 1, &['和', '与', '对']) {
            let named = |c: &Candidate| c.span.end == at - 1 && c.kind == Some(Kind::Official);
            let named = out.iter().rev().take(30).any(named);
            left = if named {
                2.5
            } else if row {
                -0.5
            } else {
                left
            };
        }
        look(scan, at, left, &mut prospects);
        if prospects.is_empty() {
            continue;
        }
        // Where none can be good enough by itself, what stands around is looked at only if it comes back.
        let found = prospects.iter().any(Prospect::may_do).then(|| best(scan, &prospects));
        match found {
            Some(Some(found)) if found.worth >= found.need => push(out, found),
            Some(None) => {}
            // Things are listed again and again as well.
            found if !row => weak.push(Weak { at, left, found: found.flatten() }),
            _ => {}
        }
    }
    repeated(scan, weak, out);
}

/// The names that may start at a position and be worth it.
fn look(scan: &Scan, at: usize, left: f32, out: &mut Vec<Prospect>) {
    out.clear();
    out.extend(name::shapes(scan, at).iter().filter_map(|&shape| prospect(scan, shape, left, false)));
    let sound = scan.single(at).any(Classes::FOREIGN) || scan.starts(at, Classes::MINORITY);
    if sound && !name_runs_before(scan, at) && !scan.crosses(at, Classes::NO_PERSON) {
        out.extend(sounds(scan, at).into_iter().filter_map(|shape| prospect(scan, shape, left, true)));
    }
}

/// The best of them, the first of equals.
fn best(scan: &Scan, prospects: &[Prospect]) -> Option<Found> {
    let found = prospects.iter().filter_map(|prospect| weigh(scan, prospect));
    found.reduce(|best, found| if found.worth > best.worth { found } else { best })
}

fn push(out: &mut Vec<Candidate>, found: Found) {
    let bonus = if found.rule == Rule::AfterName { 2 } else { -12 };
    let shape = Shape { score: 8 + found.worth.clamp(0.0, 16.0) as i32, ..found.shape };
    person::push(out, shape, found.rule, bonus);
}

/// What is doubtful once may be certain where it comes back: each place is evidence of its own.
fn repeated(scan: &Scan, weak: Vec<Weak>, out: &mut Vec<Candidate>) {
    // What comes back begins with the same two characters.
    let begins = |at: usize| (scan.text.at(at), scan.text.at(at + 1));
    let mut times: FxHashMap<_, u32> = FxHashMap::default();
    weak.iter().for_each(|weak| *times.entry(begins(weak.at)).or_default() += 1);
    let mut prospects = Vec::new();
    let again = weak.into_iter().filter(|weak| times[&begins(weak.at)] > 1);
    let mut found: Vec<Found> = again
        .filter_map(|Weak { at, left, found }| {
            found.or_else(|| {
                look(scan, at, left, &mut prospects);
                best(scan, &prospects)
            })
        })
        .collect();
    let chars = |found: &Found| &scan.text.chars()[found.shape.span.range()];
    found.sort_by(|a, b| chars(a).cmp(chars(b)).then(a.shape.span.cmp(&b.shape.span)));
    for same in found.chunk_by(|a, b| chars(a) == chars(b)) {
        let sum: f32 = same.iter().map(|found| found.worth - found.need + SHORT_OF).sum();
        if same.len() > 1 && sum >= SHORT_OF {
            same.iter().for_each(|&found| push(out, found));
        }
    }
}

/// Whether a listed word that is no part of a name starts at or runs over the position.
fn blocked(scan: &Scan, at: usize) -> bool {
    let words =
        Classes::NEVER | Classes::ORGAN | Classes::TITLE | Classes::FOLK | Classes::GROUP | Classes::QUANTITY;
    scan.starting(at, words).any(|hit| hit.span.len() >= 2)
        || scan.starting(at, Classes::NO_PERSON).any(|hit| hit.span.len() >= 3)
        || scan.crosses(at, WHOLE | Classes::TITLE | Classes::ORGAN | Classes::NATIONAL | Classes::USER)
}

/// Whether the character before could open the same name by sound.
fn name_runs_before(scan: &Scan, at: usize) -> bool {
    at > 0
        && scan.text.gap(at) == Gap::None
        && (scan.single(at - 1).any(Classes::FOREIGN) || scan.is_char(at - 1, &['·']))
}

/// Names by sound of known characters only, at most up to the last of them.
fn sounds(scan: &Scan, at: usize) -> Vec<Shape> {
    let known = |at: usize| {
        scan.single(at).any(Classes::FOREIGN)
            || scan.is_char(at, &['·'])
            || scan.crosses(at, Classes::MINORITY)
            || scan.starts(at, Classes::MINORITY)
    };
    let mut end = at;
    // A dot further on, or before, vouches for characters nobody knows.
    let near = |at: usize| (at.saturating_sub(6)..at + 7).any(|at| scan.is_char(at, &['·']));
    while end < at + name::LONGEST * 2
        && scan.text.at(end).is_some_and(|c| is_han(c) || c == '·')
        && (known(end) || near(end))
    {
        end += 1;
    }
    let place = Classes::PLACE | Classes::SHORT_PLACE;
    if end < at + 2 || scan.starts(at, place) {
        return Vec::new();
    }
    let mut shapes = name::sounds(scan, at);
    shapes.retain(|shape| shape.span.end <= end);
    shapes
}
