//! Walks left from a suffix to where the name of a body, place or project begins.

use crate::dictionary::Classes;
use crate::text::{Gap, Span, is_han, is_mark};

use super::scan::{Hit, Scan};

/// How a leftward walk ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Edge {
    /// At a mark, a gap or the start of the text.
    Mark,
    /// At a word that is never part of a name.
    Stop,
    /// At the limit, with nothing to say that the name begins here.
    Limit,
}

/// Words that can be inside a name, and so protect a weak stop they cover: `和` in `和平`.
const INSIDE: Classes = Classes::ORDINARY;

/// The first position a name that ends with the suffix at `end` can have, at most `most` characters back.
pub(super) fn left(scan: &Scan, end: usize, most: usize) -> (usize, Edge) {
    let text = scan.text;
    let floor = end.saturating_sub(most);
    let mut at = end;
    let mut brackets = 0;
    while at > floor {
        // What stands after the name does not matter.
        if at < end && text.gap(at) >= Gap::Space {
            return (at, Edge::Mark);
        }
        let c = text.chars()[at - 1];
        if c == ')' {
            brackets += 1;
            at -= 1;
            continue;
        }
        if c == '(' {
            if brackets == 0 {
                return (at, Edge::Mark);
            }
            brackets -= 1;
            at -= 1;
            continue;
        }
        if c == '·' {
            at -= 1;
            continue;
        }
        if is_mark(c) && !(brackets > 0 && is_han(c)) || at < end && heads(scan, at) {
            return (at, Edge::Mark);
        }
        if let Some(length) = stop_before(scan, at, end) {
            return (at, if length > 0 { Edge::Stop } else { Edge::Mark });
        }
        at -= 1;
    }
    if at == 0 { (0, Edge::Mark) } else { (at, Edge::Limit) }
}

/// Whether what ends here stands before a name and says that one begins: `3.` in a list, `——记`, `据某某介绍`.
pub(super) fn heads(scan: &Scan, at: usize) -> bool {
    let before = |back: usize| at.checked_sub(back).and_then(|at| scan.text.at(at));
    match before(1) {
        Some('.') => before(2).is_some_and(|c| c.is_ascii_digit()) && scan.text.at(at).is_some_and(is_han),
        Some('记') => before(2) == Some('—'),
        Some('据') => scan.text.gap(at - 1) >= Gap::Space || before(2).is_none_or(is_mark),
        _ => false,
    }
}

/// Like [`left`], but `及` and quantities of output do not end a name: `年产5000吨`, `中心及仓储`.
pub(super) fn reach(scan: &Scan, end: usize, most: usize) -> (usize, Edge) {
    let floor = end.saturating_sub(most);
    let (mut at, mut edge) = left(scan, end, most);
    while edge == Edge::Stop && at > floor && scan.text.gap(at) < Gap::Break {
        let and = scan.text.chars()[at - 1] == '及';
        let Some(from) = (if and { Some(at - 1) } else { output(scan, at) }) else { break };
        let (next, how) = left(scan, from, from.saturating_sub(floor));
        // Before `及` a name must stand, not the end of a phrase.
        if how == Edge::Limit || and && from < next + 2 {
            break;
        }
        (at, edge) = (next, how);
    }
    (at, edge)
}

/// The start of a number whose unit ends at a position, if it tells of output: `5000吨`, `100万千瓦`.
fn output(scan: &Scan, end: usize) -> Option<usize> {
    let chars = scan.text.chars();
    let unit = scan.longest_to(end, Classes::STOP | Classes::MEASURE).map_or(end - 1, |hit| hit.span.start);
    let counts = matches!(
        chars[end - 1],
        '个' | '项'
            | '条'
            | '家'
            | '名'
            | '元'
            | '年'
            | '月'
            | '日'
            | '次'
            | '户'
            | '人'
            | '余'
            | '多'
            | '届'
    );
    let mut at = unit;
    while at > 0 && (chars[at - 1].is_ascii_digit() || matches!(chars[at - 1], '.' | '万' | '亿')) {
        at -= 1;
    }
    (!counts && at < unit && chars[at].is_ascii_digit() && scan.text.gap(unit) < Gap::Break).then_some(at)
}

/// Length of the stop word that ends at `at`, if the name must begin there.
fn stop_before(scan: &Scan, at: usize, end: usize) -> Option<usize> {
    let stops =
        Classes::STOP | Classes::AFTER_VERB | Classes::AFTER_OTHER | Classes::QUANTITY | Classes::FOLK;
    for hit in scan.ending(at, stops) {
        // Words that are listed as weak, or could as well be part of a longer word, need the longer word's absence.
        if at == end
            && hit.classes.any(Classes::PLACE_SUFFIX | Classes::WORK | Classes::CAMPAIGN | Classes::FACILITY)
        {
            // The suffix itself: `故居` is also a word that follows names.
            continue;
        }
        // `县|第二中学`: the number is part of the name.
        if scan.is_char(hit.span.start, &['第'])
            && hit.span.len() <= 3
            && scan.starting(at, Classes::BODY_SUFFIX | Classes::FACILITY).any(|next| next.span.end <= end)
        {
            continue;
        }
        // `模具|有限公司`: the stop runs into the suffix.
        let suffixes = Classes::BODY_SUFFIX | Classes::FACILITY;
        if at < end
            && (hit.span.start + 1..at)
                .any(|from| scan.starting(from, suffixes).any(|suffix| suffix.span.end == end))
        {
            continue;
        }
        // `中标单位为|新疆某某公司`: the stop is only its first character, the other begins a place.
        let place = |hit: Hit| hit.span.end > at;
        if hit.span.len() == 2
            && scan.single(hit.span.start).any(Classes::PLAIN_STOP)
            && scan.starting(at - 1, Classes::PLACE | Classes::SHORT_PLACE).any(place)
        {
            continue;
        }
        let content =
            hit.classes.any(Classes::WEAK_STOP | Classes::GENERIC | Classes::WEAK_END | Classes::ORGAN);
        if hit.classes.any(Classes::STOP)
            && !hit.classes.any(Classes::WEAK_STOP)
            && !covered(scan, hit.span, end)
        {
            return Some(hit.span.len());
        }
        if !content
            && !covered(scan, hit.span, end)
            && !hit.classes.any(Classes::PLACE | Classes::BODY_SUFFIX)
        {
            return Some(hit.span.len());
        }
    }
    let span = Span::new(at - 1, at);
    let single = scan.single(at - 1);
    // `调研|海之宝产业园`: right after one character it stands inside a name.
    if at >= 2 && at < end && inner(scan, at) {
        return None;
    }
    let counted = single.any(Classes::MEASURE)
        && at >= 2
        && scan.text.at(at - 2).is_some_and(|c| {
            c.is_ascii_digit() || c == '余' || c == '多' || scan.dictionaries.single(c).any(Classes::QUANTITY)
        });
    ((single.any(Classes::PLAIN_STOP) || counted) && !covered(scan, span, end)).then_some(1)
}

/// Whether a character that is a word elsewhere stands inside a name, right after its first: `海之宝`, `洪都中学`.
fn inner(scan: &Scan, at: usize) -> bool {
    let who = ['我', '你', '他', '她', '它', '谁', '这', '那', '全', '也', '还', '就', '人', '家', '均'];
    let first = scan.text.chars()[at - 2];
    let all = scan.is_char(at - 1, &['都']) && is_han(first) && !who.contains(&first);
    (scan.is_char(at - 1, &['之']) || all)
        && scan.text.gap(at - 1) == Gap::None
        && (at == 2 || opens(scan, at - 2))
}

/// Whether a name can begin at a position by what stands before it.
fn opens(scan: &Scan, at: usize) -> bool {
    let before = scan.text.chars()[at - 1];
    scan.text.gap(at) >= Gap::Space || is_mark(before) || before == '.' || scan.ends(at, Classes::AFTER_VERB)
}

/// Whether a longer word covers a stop and reaches beyond it on either side.
fn covered(scan: &Scan, span: Span, end: usize) -> bool {
    let words = INSIDE
        | Classes::PLACE
        | Classes::SHORT_PLACE
        | Classes::GENERIC
        | Classes::ORGAN
        | Classes::BODY_SUFFIX
        | Classes::PLACE_SUFFIX
        | Classes::NATIONAL
        | Classes::WORK
        | Classes::USER;
    (span.start.saturating_sub(6)..=span.start).any(|start| {
        scan.starting(start, words).any(|hit| {
            // `会同|县教育局`: a level word that leads an organ is no part of the place.
            let level = hit.classes.any(Classes::PLACE)
                && hit.span.start == span.start
                && hit.span.end == span.end + 1
                && scan.starts(hit.span.end, Classes::ORGAN);
            hit.span.end >= span.end
                && hit.span.len() > span.len()
                && hit.span.end <= end.max(span.end)
                && !level
        })
    })
}

/// Takes generic words, quantities and times off the front of a name.
pub(super) fn trim_front(scan: &Scan, mut start: usize, end: usize) -> usize {
    let words = Classes::QUANTITY | Classes::NEVER | Classes::STOP;
    // `投资1800万元|建设|某某生产线`: what is done with the sum.
    let paid = scan.is_char(start.wrapping_sub(1), &['元']);
    if let Some(verb) =
        scan.longest_from(start, Classes::BUILDS).filter(|verb| paid && verb.span.end + 2 <= end)
    {
        start = verb.span.end;
    }
    loop {
        let from = start;
        let more = |c: char, at: usize| at > from && matches!(c, '多' | '余');
        while start < end && scan.text.at(start).is_some_and(|c| c.is_ascii_digit() || more(c, start)) {
            start += 1;
        }
        let hit =
            scan.starting(start, words).find(|hit| hit.span.end < end && !hit.classes.any(Classes::PLACE));
        match hit {
            Some(hit) => start = hit.span.end,
            None => return start,
        }
    }
}

/// Number of characters of a span that no generic word accounts for.
pub(super) fn specific(scan: &Scan, span: Span) -> usize {
    let words = Classes::GENERIC
        | Classes::NEVER
        | Classes::QUANTITY
        | Classes::WORK
        | Classes::CAMPAIGN
        | Classes::BODY_SUFFIX
        | Classes::PLACE_SUFFIX
        | Classes::ORGAN
        | Classes::STOP
        | Classes::WEAK_STOP
        | Classes::TITLE;
    // Fewest uncovered characters over all ways to lay words end to end.
    let length = span.len();
    let mut short = [usize::MAX; 33];
    let mut long = Vec::new();
    let left = match short.get_mut(..=length) {
        Some(left) => left,
        None => {
            long.resize(length + 1, usize::MAX);
            &mut long[..]
        }
    };
    left[0] = 0;
    for offset in 0..length {
        if left[offset] == usize::MAX {
            continue;
        }
        let at = span.start + offset;
        let c = scan.text.chars()[at];
        let plain =
            is_mark(c) || c.is_ascii_digit() || scan.single(at).any(Classes::QUANTITY | Classes::STOP);
        let skip = left[offset] + usize::from(!plain);
        left[offset + 1] = left[offset + 1].min(skip);
        for hit in scan.starting(at, words) {
            let to = hit.span.end - span.start;
            if to <= length && !hit.classes.any(Classes::PLACE) {
                left[to] = left[to].min(left[offset]);
            }
        }
    }
    left[length]
}

/// The first place of the tree that starts in a span, by its full name or a safe short one.
pub(super) fn first_place(scan: &Scan, span: Span) -> Option<Span> {
    span.range().find_map(|at| {
        scan.starting(at, Classes::PLACE | Classes::SHORT_PLACE)
            .find(|hit| hit.span.end <= span.end && !scan.crosses(at, Classes::ORDINARY))
            .map(|hit| hit.span)
    })
}
