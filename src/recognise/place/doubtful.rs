//! Places made of ordinary words, which only their neighbours prove: `平台镇` among towns, `双桥路` among roads.

use crate::dictionary::Classes;
use crate::kind::Kind;
use crate::recognise::scan::{Hit, Scan};
use crate::recognise::walk::{self, Edge};
use crate::recognise::{Candidate, Rule};
use crate::text::{Gap, Span, is_han, is_mark};

use super::Found;

/// Longest stem of such a name, in characters.
const STEM: usize = 5;

/// Quarters side by side whose names may be all of common words: `健康产业板块、现代物流板块`.
pub(super) fn quarters(scan: &Scan, places: &mut Found) {
    let text = scan.text;
    let mut last: Option<Span> = None;
    for hit in scan.hits() {
        let word = hit.span;
        let quarter = hit.classes.any(Classes::ZONE_SUFFIX | Classes::ADMIN_SUFFIX)
            && word.len() == 2
            && matches!(text.chars()[word.start], '板' | '组' | '片');
        if !quarter {
            continue;
        }
        let joint = |at: usize| scan.is_char(at, &['、', '和', '与']) && text.gap(at + 1) < Gap::Break;
        let item = |start: usize| {
            let span = Span::new(start, word.end);
            let name = Span::new(start, word.start);
            let clear =
                |name: Span| text.chars()[name.range()].iter().all(|&c| is_han(c)) && text.unbroken(span);
            (name.len() >= 2 && clear(name) && !scan.is(name, Classes::QUANTITY)).then_some(span)
        };
        let alike = |other: Span| text.chars()[other.end - 2..other.end] == text.chars()[word.range()];
        let next = last.filter(|&other| joint(other.end) && word.end <= other.end + 14 && alike(other));
        match next.and_then(|other| Some((other, item(other.end + 1)?))) {
            Some((other, span)) => {
                let place = |span: Span| Candidate::new(span, Kind::Place, Rule::PlaceSuffix, 14);
                if places
                    .ending(other.end..=other.end)
                    .all(|place| place.span != other || place.score < 10 * other.len() as i32 + 14)
                {
                    places.push(place(other));
                }
                places.push(place(span));
                last = Some(span);
            }
            None => {
                let (start, edge) = walk::left(scan, word.end, 14);
                let idle =
                    |at: usize| scan.single(at).any(Classes::PLAIN_STOP) || scan.is_char(at, &['以', '将']);
                let start = (start..word.start).find(|&at| !idle(at)).unwrap_or(start);
                last = item(start).filter(|_| edge != Edge::Limit);
            }
        }
    }
}

/// Proposes what the rule for standing suffixes missed, where a neighbour, an organ or a higher place proves it.
pub(super) fn propose(scan: &Scan, missed: Vec<Hit>, places: &mut Found) {
    // Forwards, backwards and forwards again, so that proof runs along a list both ways.
    let mut left = missed;
    left.retain(|suffix| !suffix.classes.any(Classes::WEAK) || suffix.span.len() == 1);
    for _ in 0..3 {
        let mut still = Vec::new();
        for hit in left {
            match doubtful(scan, hit, places) {
                Some(place) => places.push(place),
                None => still.push(hit),
            }
        }
        still.reverse();
        left = still;
    }
}

fn doubtful(scan: &Scan, suffix: Hit, places: &Found) -> Option<Candidate> {
    let end = suffix.span.end;
    let (start, above) = begin(scan, suffix, places)?;
    let name = Span::new(start, end);
    let stem = Span::new(start, suffix.span.start);
    let admin = suffix.classes.any(Classes::ADMIN_SUFFIX);
    let listed = beside(scan, name, suffix, places);
    if !listed && !ends(scan, end) {
        return None;
    }
    if stem.len() == 1 && water(scan, name) {
        return Some(Candidate::new(name, Kind::Place, Rule::PlaceSuffix, 0));
    }
    // `在学院路|旁`: a road of two common characters after a word of position.
    let avenue = suffix.span.len() == 2
        && suffix.classes.any(Classes::ROAD_SUFFIX)
        && scan.is_char(suffix.span.start, &['大'])
        && stem.len() == 2;
    let road = avenue && !scan.is(name, Classes::NEVER | Classes::ORDINARY)
        || suffix.span.len() == 1
            && suffix.classes.any(Classes::ROAD_SUFFIX)
            && stem.len() == 2
            && (located(scan, start) && scan.is(stem, Classes::BODY_SUFFIX | Classes::PLACE_SUFFIX)
                || crossing(scan, end));
    let town = road || admin && (above || listed || owned(scan, end) || located(scan, start));
    if !(town || listed) || !plain(scan, stem, suffix, listed || above || road) {
        return None;
    }
    Some(Candidate::new(name, Kind::Place, Rule::PlaceSuffix, if listed || above { 2 } else { 0 }))
}

/// Whether a crossing follows: `文化路|交叉口`.
fn crossing(scan: &Scan, end: usize) -> bool {
    let at = end + usize::from(scan.is_char(end, &['十']));
    scan.text.gap(end) < Gap::Break
        && (scan.is_char(at, &['交']) && scan.is_char(at + 1, &['叉'])
            || scan.is_char(at, &['路']) && scan.is_char(at + 1, &['口']))
}

/// A river or lake of one character: `洨河`, where the character is no word that acts on a river.
fn water(scan: &Scan, name: Span) -> bool {
    let words = Classes::ORDINARY
        | Classes::NEVER
        | Classes::GENERIC
        | Classes::NO_PERSON
        | Classes::STOP
        | Classes::AFTER_VERB;
    let single = Classes::STOP
        | Classes::WEAK_STOP
        | Classes::QUANTITY
        | Classes::GENERIC
        | Classes::AFTER_VERB
        | Classes::AFTER_OTHER
        | Classes::MEASURE
        | Classes::PLACE_SUFFIX
        | Classes::COMMON_WORD;
    scan.is_char(name.end - 1, &['江', '河', '湖', '溪'])
        && !scan.is(name, words)
        && !scan.single(name.start).any(single)
        && !scan.crosses(name.start, Classes::ORDINARY | Classes::NEVER | Classes::GENERIC)
}

/// Where the name begins: after a mark, a separator, a higher place or a word of position.
fn begin(scan: &Scan, suffix: Hit, places: &Found) -> Option<(usize, bool)> {
    let text = scan.text;
    let from = suffix.span.start;
    for start in (from.saturating_sub(STEM)..from).rev() {
        let c = text.chars()[start];
        if !is_han(c) {
            return None;
        }
        let before = start.checked_sub(1).and_then(|at| text.at(at));
        if let Some(place) = places.ending(start..=start).next() {
            return level(scan, place).then_some((start, true));
        }
        let open = text.gap(start) >= Gap::Space || before.is_none_or(is_mark) || walk::heads(scan, start);
        let open = open || matches!(before, Some('了' | '着')) && !scan.crosses(start, Classes::ORDINARY);
        if open || matches!(before, Some('和' | '与' | '及' | '至' | '在' | '到' | '赴' | '沿')) {
            return Some((start, false));
        }
    }
    None
}

/// Whether a place can have towns and villages.
fn level(scan: &Scan, place: &Candidate) -> bool {
    matches!(place.rule, Rule::Division | Rule::ShortName)
        || scan.ends(place.span.end, Classes::ADMIN_SUFFIX)
        || scan.single(place.span.end - 1).any(Classes::ADMIN_SUFFIX)
}

/// Whether a place of the same sort stands on either side of a separator.
fn beside(scan: &Scan, name: Span, suffix: Hit, places: &Found) -> bool {
    let separator = |at: usize| scan.is_char(at, &['、', '和', '与', '及', '至']);
    let before = name.start > 1 && separator(name.start - 1);
    let after = separator(name.end);
    before && places.ending(name.start - 1..=name.start - 1).any(|place| same(scan, place, suffix))
        || after && places.starting(name.end + 1).any(|place| same(scan, place, suffix))
}

/// Whether a place ends with a suffix of the same sort; towns and villages with the very same.
fn same(scan: &Scan, place: &Candidate, suffix: Hit) -> bool {
    let last = place.span.end - 1;
    let classes =
        scan.longest_to(place.span.end, Classes::PLACE_SUFFIX).map_or(scan.single(last), |hit| hit.classes);
    // What only a list proves goes with land and sights.
    let sorts = [Classes::ADMIN_SUFFIX, Classes::ROAD_SUFFIX, Classes::ZONE_SUFFIX];
    let sort = |classes: Classes| sorts.iter().position(|&sort| classes.any(sort));
    let alike =
        classes.any(Classes::PLACE_SUFFIX | Classes::LISTED_SUFFIX) && sort(classes) == sort(suffix.classes);
    alike
        && (!suffix.classes.any(Classes::ADMIN_SUFFIX)
            || scan.text.at(last) == scan.text.at(suffix.span.end - 1))
}

/// Whether the town's own organ, office or people follow: `平台镇|党委`, `新城村|村民`.
fn owned(scan: &Scan, end: usize) -> bool {
    let own = Classes::LOCAL | Classes::HEAD;
    scan.text.gap(end) < Gap::Space
        && scan
            .starting(end, own | Classes::ORGAN | Classes::FOLK | Classes::TITLE)
            .any(|hit| hit.span.len() > 1)
}

/// Whether a word of position stands right before.
fn located(scan: &Scan, start: usize) -> bool {
    start > 0
        && scan.text.gap(start) < Gap::Space
        && (scan.is_char(start - 1, &['在', '赴']) || scan.is_char(start - 1, &['到']) && start > 1)
}

/// Whether a name can be over here.
fn ends(scan: &Scan, end: usize) -> bool {
    let Some(c) = scan.text.at(end) else { return true };
    let words = Classes::AFTER_VERB
        | Classes::AFTER_OTHER
        | Classes::TITLE
        | Classes::STOP
        | Classes::ORGAN
        | Classes::LOCAL
        | Classes::FOLK;
    scan.text.gap(end) >= Gap::Space
        || is_mark(c)
        || scan.starts(end, words)
        || scan.single(end).any(Classes::PLAIN_STOP | Classes::WEAK_STOP)
}

/// Whether a stem of ordinary words is at least no phrase: no function words, no generic expression.
fn plain(scan: &Scan, stem: Span, suffix: Hit, listed: bool) -> bool {
    let name = Span::new(stem.start, suffix.span.end);
    let phrase = Classes::NEVER | Classes::GENERIC | Classes::QUANTITY;
    if stem.is_empty() || scan.is(name, phrase) || scan.is(stem, Classes::TITLE_PREFIX) && !listed {
        return false;
    }
    let admin = suffix.classes.any(Classes::ADMIN_SUFFIX);
    if stem.len() == 1 && (admin || !listed) {
        return false;
    }
    // `重点村`, `各乡镇`: a generic word ends the name, unless the list holds it.
    let generic = scan.ending(name.end, Classes::NEVER | Classes::GENERIC | Classes::QUANTITY).any(|hit| {
        hit.span.len() > suffix.span.len()
            && admin
            && (hit.span.start <= stem.start || !listed && hit.classes.any(Classes::NEVER))
    });
    let words = Classes::STOP | Classes::QUANTITY | Classes::ORGAN | Classes::LOCAL;
    let broken = stem.range().any(|at| {
        scan.single(at).any(Classes::PLAIN_STOP) && !(listed && stem.len() <= 2)
            || scan
                .starting(at, words)
                .any(|hit| hit.span.len() > 1 && hit.span.end <= stem.end && !(listed && hit.span == stem))
            || stem.len() > 2
                && scan
                    .starting(at, Classes::AFTER_VERB)
                    .any(|hit| hit.span.len() > 1 && hit.span.end <= stem.end)
    });
    // `赵庄村、前进村`: a word of position, and no number.
    let word = listed && stem.len() == 2 && scan.is_char(stem.start, &['前', '上', '下', '中', '大', '新']);
    !generic && !broken && (!scan.single(stem.start).any(Classes::QUANTITY) || listed && !admin || word)
}
