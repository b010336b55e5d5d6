//! Places: divisions of the tree, and names with a place suffix.

use rustc_hash::FxHashSet;

use crate::dictionary::{Classes, Level};
use crate::kind::Kind;
use crate::text::{Span, is_han, is_mark};

use super::scan::{Hit, Scan};
use super::walk::{self, Edge};
use super::{Candidate, Rule};

/// Proposes every place the text gives reason for.
pub(super) fn propose(scan: &Scan, out: &mut Vec<Candidate>) {
    let first = out.len();
    numbered_roads(scan, out);
    let known = divisions(scan, out);
    short_names(scan, &known, out);
    for at in 0..scan.text.len() {
        let single = scan.single(at);
        let weak = single.any(Classes::PLACE_SUFFIX).then(|| Hit {
            span: Span::new(at, at + 1),
            classes: single,
            entry: None,
        });
        let hit = scan.longest_to(at + 1, Classes::PLACE_SUFFIX).or(weak);
        if let Some(place) = hit.and_then(|hit| suffixed(scan, hit, &out[first..])) {
            out.push(place);
        }
    }
}

/// Roads by number: `国道314线`, `G310国道`, `Y017三梨线`.
fn numbered_roads(scan: &Scan, out: &mut Vec<Candidate>) {
    let text = scan.text;
    let digits = |mut at: usize| {
        let from = at;
        while at < from + 5 && text.at(at).is_some_and(|c| c.is_ascii_digit()) {
            at += 1;
        }
        (at > from).then_some(at)
    };
    for at in 0..text.len() {
        let code = matches!(text.chars()[at], 'G' | 'S' | 'X' | 'Y' | 'C') && (at == 0 || !text.chars()[at - 1].is_ascii_alphanumeric());
        let word = matches!(text.chars()[at], '国' | '省' | '县' | '乡') && scan.is_char(at + 1, &['道']);
        let Some(mut end) = digits(if word { at + 2 } else { at + 1 }).filter(|_| code || word) else { continue };
        if code {
            let name = (end..end + 5).find(|&at| scan.is_char(at, &['线', '道', '速']));
            let clear = |to: usize| text.chars()[end..to].iter().all(|&c| is_han(c));
            match name.filter(|&to| clear(to)) {
                Some(to) => end = to + 1,
                None => continue,
            }
        } else if scan.is_char(end, &['线']) {
            end += 1;
        }
        out.push(Candidate::new(Span::new(at, end), Kind::Place, Rule::PlaceSuffix, 10));
    }
}

/// Divisions by their full names; returns the ids of all that a name on the page can mean.
fn divisions(scan: &Scan, out: &mut Vec<Candidate>) -> FxHashSet<u32> {
    let places = scan.dictionaries.places();
    let mut known = FxHashSet::default();
    for hit in scan.hits() {
        if !hit.classes.any(Classes::PLACE) || hit.classes.any(Classes::NEVER) || runs_on(scan, hit.span) {
            continue;
        }
        known.extend(places.named(&scan.text.slice(hit.span)));
        out.push(Candidate::new(hit.span, Kind::Place, Rule::Division, 10));
    }
    known
}

/// Whether the last character belongs to the word that follows: `二七|区域`.
fn runs_on(scan: &Scan, span: Span) -> bool {
    let words = Classes::NEVER | Classes::ORDINARY | Classes::GENERIC | Classes::STOP;
    (span.start + 1..span.end).any(|at| {
        // `镇党委`, `区长` begin with the level word of the place, and `区区` is one district beside its mayor.
        let other = Classes::BODY_SUFFIX | Classes::ORGAN | Classes::TITLE;
        let doubled = scan.text.at(at) == scan.text.at(at + 1);
        !doubled && scan.starting(at, words).any(|hit| hit.span.end > span.end && !hit.classes.any(other))
    })
}

/// Divisions by short names: provinces and prefectures anywhere, counties where the page knows them.
fn short_names(scan: &Scan, known: &FxHashSet<u32>, out: &mut Vec<Candidate>) {
    let places = scan.dictionaries.places();
    let words = Classes::ORDINARY | Classes::NEVER | Classes::GENERIC | Classes::STOP | Classes::AFTER_VERB;
    for hit in scan.hits() {
        if !hit.classes.any(Classes::SHORT_PLACE) || hit.classes.any(words) || runs_on(scan, hit.span) {
            continue;
        }
        let ids = places.short(&scan.text.slice(hit.span));
        let near = |id: u32| {
            known.contains(&id)
                || known.iter().any(|&other| {
                    places.get(other).parent.is_some() && places.get(other).parent == places.get(id).parent
                })
        };
        let (far, local): (Vec<u32>, Vec<u32>) =
            ids.iter().copied().partition(|&id| places.get(id).level < Level::County);
        let sure = !far.is_empty() || local.iter().any(|&id| known.contains(&id));
        let likely = local.iter().any(|&id| near(id));
        if (!sure && !likely) || slogan(scan, hit.span) || scan.crosses(hit.span.start, words) {
            continue;
        }
        out.push(Candidate::new(hit.span, Kind::Place, Rule::ShortName, if sure { 0 } else { -4 }));
    }
}

/// Whether a short name stands in a slogan: `“三个二七”`, `“品质二七”`.
fn slogan(scan: &Scan, span: Span) -> bool {
    let text = scan.text;
    if span.start > 0 && scan.is_char(span.start - 1, &['个']) {
        return true;
    }
    let opens = (span.start.saturating_sub(8)..span.start).rev().find(|&at| scan.is_char(at, &['“', '”']));
    let closes = (span.end..(span.end + 10).min(text.len())).find(|&at| scan.is_char(at, &['“', '”']));
    matches!((opens, closes), (Some(open), Some(close))
        if text.at(open) == Some('“') && text.at(close) == Some('”') && close - open <= 12)
}

/// Longest stem before a place suffix, in characters.
const STEM: usize = 8;

/// A name that ends with a place suffix, if its beginning can be told.
fn suffixed(scan: &Scan, suffix: Hit, before: &[Candidate]) -> Option<Candidate> {
    let classes = suffix.classes;
    let end = suffix.span.end;
    let single = suffix.span.len() == 1;
    let zone = classes.any(Classes::ZONE_SUFFIX);
    let admin = classes.any(Classes::ADMIN_SUFFIX);
    if runs_on(scan, Span::new(suffix.span.start.saturating_sub(1), end)) || titled(scan, suffix) {
        return None;
    }
    let most = suffix.span.len() + if zone { 14 } else { STEM };
    let (mut start, mut edge) = walk::left(scan, end, most);
    // A place right before is another entity: `燕店镇|耿王庄村`.
    let inner = before
        .iter()
        .filter(|place| place.span.end > start && place.span.end < suffix.span.start && place.kind == Some(Kind::Place))
        .filter(|place| !zone || place.rule == Rule::PlaceSuffix)
        .map(|place| place.span.end)
        .max();
    if let Some(inner) = inner.filter(|_| !zone) {
        (start, edge) = (inner, Edge::Stop);
    } else if let Some(place) = walk::first_place(scan, Span::new(start, suffix.span.start)) {
        if zone || place.start == start {
            (start, edge) = (place.start, Edge::Stop);
        }
    }
    start = walk::trim_front(scan, start, suffix.span.start);
    while start < suffix.span.start && scan.text.at(start).is_some_and(|c| is_mark(c) || !is_han(c) && !c.is_ascii_alphanumeric()) {
        start += 1;
    }
    let stem = Span::new(start, suffix.span.start);
    if stem.is_empty() || (stem.len() < 2 && !(admin && edge != Edge::Limit)) {
        return None;
    }
    let limit = match (single, zone, admin) {
        (_, true, _) => 12,
        (_, _, true) => 7,
        (true, ..) => 4,
        _ => 7,
    };
    if (edge == Edge::Limit && !zone) || stem.len() > limit {
        return None;
    }
    if single && !admin && stem.len() < 2 {
        return None;
    }
    let whole = walk::specific(scan, Span::new(start, end));
    let specific = whole.min(walk::specific(scan, stem));
    let letters = scan.text.chars()[stem.range()].iter().all(|c| !is_han(*c) || *c == '级');
    if specific == 0 && !(zone && walk::first_place(scan, stem).is_some()) || letters || cut(scan, suffix, start) {
        return None;
    }
    let organs = Classes::ORGAN | Classes::BODY_SUFFIX;
    if admin && single && stem.range().any(|at| scan.starting(at, organs).any(|hit| hit.span.end <= stem.end && !hit.classes.any(Classes::WEAK_SUFFIX | Classes::TRADE | Classes::GENERIC))) {
        return None;
    }
    let prefix = scan.is(stem, Classes::TITLE_PREFIX);
    if prefix || stem.len() == 1 && scan.single(stem.start).any(Classes::QUANTITY | Classes::STOP | Classes::WEAK_STOP | Classes::GENERIC) {
        return None;
    }
    let bonus = match edge {
        Edge::Mark => 6,
        Edge::Stop => 4,
        Edge::Limit => -6,
    };
    Some(Candidate::new(Span::new(start, end), Kind::Place, Rule::PlaceSuffix, bonus))
}

/// Whether a title begins with the suffix: the second 镇 of `河店镇镇长`.
fn titled(scan: &Scan, suffix: Hit) -> bool {
    let next = suffix.span.start + 1;
    suffix.span.len() == 1
        && scan.starting(suffix.span.start, Classes::TITLE | Classes::FOLK).next().is_some()
        && !scan.is_char(next, &[scan.text.chars()[suffix.span.start]])
        && scan.text.at(suffix.span.start.wrapping_sub(1)) == scan.text.at(suffix.span.start)
}

/// Whether an ordinary word that begins with the name, or all but one weak character of it, swallows it: `农村`.
fn cut(scan: &Scan, suffix: Hit, start: usize) -> bool {
    let words = Classes::NEVER | Classes::GENERIC | Classes::ORDINARY | Classes::STOP | Classes::QUANTITY;
    let weak = |at: usize| {
        scan.single(at).any(Classes::PLAIN_STOP | Classes::QUANTITY | Classes::STOP | Classes::GENERIC | Classes::AFTER_OTHER)
    };
    scan.ending(suffix.span.end, words).any(|hit| {
        hit.span.len() > suffix.span.len()
            && (hit.span.start <= start || hit.span.start == start + 1 && weak(start))
    })
}
