//! Projects listed before a head noun: `甲、乙、丙等5个重点项目`.

use crate::dictionary::Classes;
use crate::kind::Kind;
use crate::recognise::scan::{Hit, Scan};
use crate::recognise::walk::{self, Edge};
use crate::recognise::{Candidate, Rule};
use crate::text::{Gap, Span, is_han, is_mark};

use super::quoted::opening;
use super::{LONGEST, ends_with};

/// Most characters between the last item and the head.
const BETWEEN: usize = 18;

/// Proposes the items of the list a head closes, if it closes one.
pub(super) fn listed(scan: &Scan, head: Hit, own: Option<Span>, out: &mut Vec<Candidate>) {
    let Some((mut end, carried)) = list_end(scan, head, own) else { return };
    let mut items: Vec<Span> = Vec::new();
    while let Some((item, more)) = item(scan, end) {
        items.push(item);
        if !more || items.len() >= 30 {
            break;
        }
        end = item.start - 1;
    }
    for item in items.into_iter().map(|item| done(scan, item)).filter(|item| worthy(scan, *item)) {
        let candidate = Candidate::new(item, Kind::Project, Rule::Listed, 24);
        // `东城、西苑项目`: a short first item takes the head of the last.
        let short = carried && item.len() <= 4;
        out.push(Candidate { head: short.then_some(head.span), ..candidate });
    }
}

/// Takes `建设` off an item that carries a head before it: `隧道工程|建设`.
fn done(scan: &Scan, item: Span) -> Span {
    let head = scan
        .longest_to(item.end - 2.min(item.len()), Classes::WORK)
        .filter(|head| head.span.start > item.start);
    let built = ends_with(scan, item, &["建设"]) && head.is_some();
    Span::new(item.start, item.end - if built { 2 } else { 0 })
}

/// Where the last item ends, and whether the last item itself carries the head.
///
/// After `等`, a number or nothing but generic words: `锦绣天地|5个重点产业项目`; or, where the last item carries
/// the head (`东城、西苑项目`), at the separator before it.
fn list_end(scan: &Scan, head: Hit, own: Option<Span>) -> Option<(usize, bool)> {
    let text = scan.text;
    let floor = head.span.start.saturating_sub(BETWEEN);
    for at in (floor..head.span.start).rev() {
        if text.gap(at + 1) >= Gap::Break {
            return None;
        }
        let c = text.chars()[at];
        let rest = Span::new(at + 1, head.span.start);
        if c == '等' {
            return (walk::specific(scan, rest) == 0 || rest.is_empty()).then_some((at, false));
        }
        if c.is_ascii_digit()
            && !text.chars()[at - usize::from(at > 0)].is_ascii_digit()
            && let Some(end) = number(scan, at)
        {
            let only = walk::specific(scan, Span::new(end, head.span.start)) == 0;
            let at = at - usize::from(at > 0 && text.chars()[at - 1] == '等');
            let before =
                at > 0 && (is_han(text.chars()[at - 1]) || matches!(text.chars()[at - 1], ')' | '”'));
            return (only && before).then_some((at, false));
        }
        if matches!(c, '、' | ',' | '。' | ';') {
            break;
        }
    }
    let own = own?;
    let carries = ends_with(scan, head.span, &["项目", "工程", "地块"]);
    (carries && own.start > 0 && text.chars()[own.start - 1] == '、').then(|| (own.start - 1, true))
}

/// The end of a number that counts projects, with its measure word.
fn number(scan: &Scan, mut at: usize) -> Option<usize> {
    while scan.text.at(at).is_some_and(|c| c.is_ascii_digit()) {
        at += 1;
    }
    scan.is_char(at, &['个', '项', '大', '处', '条', '座', '余', '多']).then_some(at)
}

/// The item that ends at `end`, and whether another stands before it.
fn item(scan: &Scan, end: usize) -> Option<(Span, bool)> {
    let text = scan.text;
    let (mut start, mut edge) = walk::left(scan, end, LONGEST);
    // Between two separators an item is whole, whatever words are in it.
    if let Some(mark) = separator(scan, end) {
        let comma = text.at(mark) == Some('、') && text.gap(mark + 1) < Gap::Break;
        if comma && !counts(scan, Span::new(mark + 1, end)) || mark + 1 > start {
            (start, edge) = (mark + 1, Edge::Mark);
        }
        if let Some(and) = pair(scan, Span::new(start, end)) {
            return Some((Span::new(and + 1, end), true));
        }
        // A quotation inside the item: the walk stopped at its closing mark.
        if edge == Edge::Mark && start > 0 && text.at(start - 1) == Some('”') {
            start = opening(scan, start - 1)?;
        }
    }
    if start >= end {
        return None;
    }
    let before = start.checked_sub(1).and_then(|at| text.at(at));
    let listed = before == Some('、') && text.gap(start) < Gap::Break;
    let joined =
        edge == Edge::Stop && matches!(before, Some('和' | '与' | '及')) && text.gap(start) < Gap::Space;
    if !listed && !joined {
        start = walk::trim_front(scan, start, end);
    }
    // `射阳港经济开发区的远景零碳产业园`: whose it is does not belong to the name.
    if let Some(of) = (start + 1..end.saturating_sub(2)).find(|&at| text.at(at) == Some('的')) {
        return Some((Span::new(of + 1, end), false));
    }
    (start < end && edge != Edge::Limit).then_some((Span::new(start, end), listed || joined))
}

/// Whether a number counts things inside a stretch: it holds more than one item.
fn counts(scan: &Scan, span: Span) -> bool {
    span.range().any(|at| scan.text.chars()[at].is_ascii_digit() && scan.is_char(at + 1, &['个', '项']))
        || span.range().any(|at| scan.is_char(at, &['情']) && scan.is_char(at + 1, &['况']))
}

/// The `和` between two items that are both whole: `物流中心|和|“某某”示范项目`.
fn pair(scan: &Scan, span: Span) -> Option<usize> {
    let whole = Classes::FACILITY | Classes::WORK | Classes::CAMPAIGN | Classes::BODY_SUFFIX;
    span.range().rev().find(|&at| {
        at > span.start + 2
            && at + 3 < span.end
            && scan.is_char(at, &['和', '及', '与'])
            && scan
                .longest_to(at, whole)
                .is_some_and(|hit| hit.span.len() >= 2 && !hit.classes.any(Classes::GENERIC))
            && (scan.longest_to(span.end, whole).is_some() || scan.is_char(at + 1, &['“']))
    })
}

/// The nearest mark before `end` that is not part of a bracket or quotation.
fn separator(scan: &Scan, end: usize) -> Option<usize> {
    let text = scan.text;
    let floor = end.saturating_sub(LONGEST);
    let mut at = end;
    while at > floor {
        at -= 1;
        if text.gap(at + 1) >= Gap::Break && at + 1 < end {
            return Some(at);
        }
        match text.chars()[at] {
            '”' => at = opening(scan, at)?,
            ')' => at = (floor..at).rev().find(|&open| text.at(open) == Some('('))?,
            '·' => {}
            c if is_mark(c) => return Some(at),
            _ => {}
        }
    }
    None
}

/// Whether a listed item is a name and not a generic phrase.
fn worthy(scan: &Scan, item: Span) -> bool {
    let c = scan.text.chars()[item.start];
    if item.len() < 2 || is_mark(c) && c != '“' {
        return false;
    }
    let place = walk::first_place(scan, item);
    let only_place = place == Some(item);
    let specific = walk::specific(scan, item);
    let named = place.is_some() && !only_place;
    let sense = named || specific >= 2 || (specific >= 1 && item.len() >= 3);
    let words = Classes::NEVER | Classes::GENERIC | Classes::ORDINARY;
    let titled = scan.longest_to(item.end, Classes::TITLE).is_some();
    !only_place && sense && !titled && !scan.is(item, words)
}
