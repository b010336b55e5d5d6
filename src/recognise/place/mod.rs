//! Places: divisions of the tree, landmarks, roads by number, and names with a place suffix.

mod division;
mod doubtful;
mod road;
mod suffix;

use crate::dictionary::Classes;
use crate::text::Span;

use super::Candidate;
use super::scan::{Hit, Scan};

/// Proposes every place the text gives reason for.
pub(super) fn propose(scan: &Scan, out: &mut Vec<Candidate>) {
    let first = out.len();
    road::numbered(scan, out);
    let known = division::divisions(scan, out);
    division::short_names(scan, &known, out);
    division::landmarks(scan, out);
    let mut missed = Vec::new();
    for at in 0..scan.text.len() {
        let Some(hit) = ending(scan, at + 1) else { continue };
        match suffix::suffixed(scan, hit, &out[first..]) {
            Some(place) => match suffix::township(scan, place.span) {
                Some((town, village)) => out.extend([town, village]),
                None => out.push(place),
            },
            None => missed.push(hit),
        }
    }
    doubtful::propose(scan, &missed, first, out);
    road::courtyards(scan, first, out);
}

/// The longest place suffix that ends at a position, of one character or more.
fn ending(scan: &Scan, end: usize) -> Option<Hit> {
    let single = scan.single(end - 1);
    let words = Classes::PLACE_SUFFIX | Classes::LISTED_SUFFIX;
    scan.longest_to(end, words).or_else(|| {
        let span = Span::new(end - 1, end);
        single.any(words).then_some(Hit { span, classes: single, entry: None })
    })
}

/// Whether the last character belongs to the word that follows: `二七|区域`.
fn runs_on(scan: &Scan, span: Span) -> bool {
    let words = Classes::NEVER | Classes::ORDINARY | Classes::GENERIC | Classes::STOP;
    (span.start + 1..span.end).any(|at| {
        // `镇党委`, `区长` begin with the level word of the place, and `区区` is one district beside its mayor.
        let other = Classes::BODY_SUFFIX | Classes::ORGAN | Classes::TITLE;
        let doubled = scan.text.at(at) == scan.text.at(at + 1);
        // `市政|府`: the organ is the longer word.
        let organ = [at, span.end].iter().filter_map(|&at| scan.longest_from(at, other)).map(|hit| hit.span.end).max().unwrap_or(0);
        !doubled && scan.starting(at, words).any(|hit| hit.span.end > span.end && hit.span.end >= organ && !hit.classes.any(other))
    })
}
