//! Divisions of the tree by their full and short names, and landmarks.

use rustc_hash::FxHashSet;

use crate::dictionary::{Classes, Level};
use crate::kind::Kind;
use crate::recognise::scan::{Hit, Scan};
use crate::recognise::{Candidate, Rule};
use crate::text::{Gap, Span, is_mark};

use super::runs_on;

/// Divisions by their full names; returns the ids of all that a name on the page can mean.
pub(super) fn divisions(scan: &Scan, out: &mut Vec<Candidate>) -> FxHashSet<u32> {
    let places = scan.dictionaries.places();
    let mut known = FxHashSet::default();
    for hit in scan.hits() {
        if !hit.classes.any(Classes::PLACE) || runs_on(scan, hit.span) || !meant(scan, hit, out) {
            continue;
        }
        known.extend(places.named(&scan.text.slice(hit.span)));
        out.push(Candidate::new(hit.span, Kind::Place, Rule::Division, 10));
    }
    known
}

/// Whether a division is meant, and not the expression its name also is: `老城区`, `以茶兴县`, `代县长`.
fn meant(scan: &Scan, hit: &Hit, out: &[Candidate]) -> bool {
    let expression = hit.classes.any(Classes::NEVER | Classes::GENERIC);
    let mayor = hit.span.len() == 2 && scan.starts(hit.span.end - 1, Classes::HEAD);
    // `落|户县`: a verb holds the first of its two characters.
    let verb = Classes::AFTER_VERB | Classes::BUILT;
    if hit.span.len() == 2 && scan.ending(hit.span.start + 1, verb).any(|word| word.span.len() > 1) {
        return false;
    }
    // `会同|县公安局`: a word that acts, before a relative organ.
    let stem = Span::new(hit.span.start, hit.span.end - 1);
    if scan.is(stem, Classes::STOP | Classes::AFTER_VERB) && scan.starts(hit.span.end, Classes::ORGAN) {
        return false;
    }
    // `洛阳市老城区`: what it belongs to stands before it.
    !mayor && (!expression || out.iter().rev().take(8).any(|c| c.span.end == hit.span.start))
}

/// Divisions by short names: provinces and prefectures anywhere, counties where the page knows them.
pub(super) fn short_names(scan: &Scan, known: &FxHashSet<u32>, out: &mut Vec<Candidate>) {
    let places = scan.dictionaries.places();
    let words = Classes::ORDINARY | Classes::NEVER | Classes::GENERIC | Classes::STOP | Classes::AFTER_VERB;
    // The short name accepted last, and what it can mean.
    let mut last: Option<(Span, Vec<u32>)> = None;
    for hit in scan.hits() {
        if !hit.classes.any(Classes::SHORT_PLACE) || hit.classes.any(words) {
            continue;
        }
        // `江苏|南通`: the next name begins where this one ends, whatever word lies across.
        let next = || scan.starts(hit.span.end, Classes::SHORT_PLACE | Classes::PLACE);
        if runs_on(scan, hit.span) && !next() {
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
        // `江西瑞金、于都`: the province stands before the first, and the next stands beside it.
        let led = last.as_ref().is_some_and(|(span, above)| {
            let gap = hit.span.start.checked_sub(span.end);
            let beside = gap == Some(1) && scan.is_char(span.end, &['、', '和', '与', '及']);
            let inside = |id: u32| above.iter().any(|&other| places.within(id, other));
            let sister =
                |id: u32| above.iter().any(|&other| places.chain(id).last() == places.chain(other).last());
            gap == Some(0) && ids.iter().any(|&id| inside(id)) || beside && ids.iter().any(|&id| sister(id))
        });
        let likely = led || local.iter().any(|&id| near(id)) || located(scan, hit.span);
        // `东乡族`: a nation.
        let nation = scan.is_char(hit.span.end, &['族']);
        if (!sure && !likely)
            || nation
            || slogan(scan, hit.span)
            || scan.crosses(hit.span.start, words | Classes::TITLE)
                && !led
                && !(sure && joined(scan, hit.span.start))
        {
            continue;
        }
        last = Some((hit.span, ids.to_vec()));
        out.push(Candidate::new(hit.span, Kind::Place, Rule::ShortName, if sure || led { 0 } else { -4 }));
    }
}

/// Whether `和` joins the name to what a mark has closed: `工程(三市段)和|平江`.
fn joined(scan: &Scan, at: usize) -> bool {
    scan.is_char(at.wrapping_sub(1), &['和', '与']) && scan.is_char(at.wrapping_sub(2), &[')', '”', '、'])
}

/// Whether a name stands where only a place can: `赴某某考察`, `来到某某,`.
fn located(scan: &Scan, span: Span) -> bool {
    let led = scan.is_char(span.start.wrapping_sub(1), &['到', '往', '赴', '抵', '从'])
        && scan.text.gap(span.start) < Gap::Space;
    let ends = Classes::AFTER_VERB | Classes::VERB;
    let clear = scan.text.gap(span.end) >= Gap::Space
        || scan.text.at(span.end).is_none_or(|c| is_mark(c) || c == '的')
        || scan.longest_from(span.end, ends).is_some_and(|hit| hit.span.len() > 1);
    led && clear && !scan.crosses(span.end, Classes::ORDINARY | Classes::NEVER | Classes::GENERIC)
}

/// Rivers, lakes, mountains and sights everybody knows.
pub(super) fn landmarks(scan: &Scan, out: &mut Vec<Candidate>) {
    let words = Classes::ORDINARY | Classes::NEVER | Classes::GENERIC | Classes::STOP | Classes::TITLE;
    for hit in scan.hits() {
        if !hit.classes.any(Classes::LANDMARK) || hit.classes.any(Classes::NEVER) || runs_on(scan, hit.span) {
            continue;
        }
        if !scan.crosses(hit.span.start, words) {
            out.push(Candidate::new(hit.span, Kind::Place, Rule::PlaceSuffix, 2));
        }
    }
}

/// Whether a short name stands in a slogan: `“三个某某”`, `“品质某某”`.
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
