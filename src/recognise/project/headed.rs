//! Names that carry their head noun: `滨河路东延工程`, `锦绣二期项目`.

use crate::dictionary::Classes;
use crate::kind::Kind;
use crate::recognise::scan::{Hit, Scan};
use crate::recognise::walk::{self, Edge};
use crate::recognise::{Candidate, LEVELS, Rule};
use crate::text::{Span, is_mark};

use super::LONGEST;

/// The name that ends with a head, if its beginning can be told and it is no generic phrase.
pub(super) fn headed(scan: &Scan, head: Hit, found: &[Candidate]) -> Option<Candidate> {
    let (floor, edge) = walk::left(scan, head.span.end, LONGEST);
    if floor >= head.span.start || edge == Edge::Limit {
        return None;
    }
    let mut start = walk::trim_front(scan, floor, head.span.start);
    if let Some(place) = walk::first_place(scan, Span::new(start, head.span.start))
        && walk::specific(scan, Span::new(start, place.start)) == 0
    {
        start = place.start;
    }
    start = joined(scan, start);
    let stem = Span::new(start, head.span.start);
    if stem.len() < 2 || is_mark(scan.text.chars()[start]) && scan.text.chars()[start] != '“' {
        return None;
    }
    // What a place or level names is specific, unless all that follows is `重点项目` or the like.
    let after_place = walk::first_place(scan, stem)
        .filter(|place| place.start == start)
        .map(|place| place.end)
        .or_else(|| {
            found.iter().filter(|c| c.span.start == start && c.span.end < stem.end).map(|c| c.span.end).max()
        })
        .or_else(|| (LEVELS.contains(&scan.text.chars()[start]) && stem.len() >= 4).then_some(start + 1));
    let named = after_place.is_some_and(|at| !only_generic(scan, Span::new(at, stem.end)));
    let specific = walk::specific(scan, stem);
    let weak = head.classes.any(Classes::WEAK);
    let too_weak = weak && specific + usize::from(named) < 2;
    if !named && (weak || after_place.is_some() || specific < 2) || too_weak {
        return None;
    }
    Some(Candidate::new(
        Span::new(start, head.span.end),
        Kind::Project,
        Rule::Headed,
        if named { 8 } else { 2 },
    ))
}

/// Whether a span is nothing but modifiers that name nothing.
fn only_generic(scan: &Scan, span: Span) -> bool {
    let words = Classes::GENERIC | Classes::NEVER | Classes::QUANTITY | Classes::STOP;
    let mut reach = vec![false; span.len() + 1];
    reach[0] = true;
    for offset in 0..span.len() {
        if !reach[offset] {
            continue;
        }
        let at = span.start + offset;
        let plain = scan.text.chars()[at].is_ascii_digit() || scan.single(at).any(Classes::QUANTITY);
        reach[offset + 1] |= plain;
        for hit in scan.starting(at, words).filter(|hit| {
            hit.span.end <= span.end && !hit.classes.any(Classes::PLACE_SUFFIX | Classes::FACILITY)
        }) {
            reach[hit.span.end - span.start] = true;
        }
    }
    reach[span.len()]
}

/// Steps back over `至`, `及`, `和` where a place before them begins the name: `鹤地水库至城区第二水源管道工程`.
fn joined(scan: &Scan, start: usize) -> usize {
    if start < 4 || !scan.is_char(start - 1, &['至', '及']) {
        return start;
    }
    let (floor, edge) = walk::left(scan, start - 1, 12);
    let lead = Span::new(floor, start - 1);
    if edge != Edge::Limit && lead.len() >= 2 && walk::specific(scan, lead) >= 2 { floor } else { start }
}

/// A campaign without quotation marks, only where an unknown word names it.
pub(super) fn campaign(scan: &Scan, head: Hit, found: &[Candidate]) -> Option<Candidate> {
    let candidate = headed(scan, head, found)?;
    let stem = Span::new(candidate.span.start, head.span.start);
    let unknown = walk::first_place(scan, stem).is_none() && walk::specific(scan, stem) >= 3;
    let verbs = stem
        .range()
        .any(|at| scan.starting(at, Classes::AFTER_VERB | Classes::STOP).any(|hit| hit.span.end <= stem.end));
    (head.span.len() >= 4 && stem.len() <= 10 && unknown && !verbs)
        .then_some(Candidate { score: candidate.score - 6, ..candidate })
}
