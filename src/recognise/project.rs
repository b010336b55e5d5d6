//! Projects: listed under a head noun, carrying one, or campaigns in quotation marks.

use crate::dictionary::Classes;
use crate::kind::Kind;
use crate::text::{Gap, Span, is_han, is_mark};

use super::scan::{Hit, Scan};
use super::walk::{self, Edge};
use super::{Candidate, Rule};

/// Longest project name, in characters.
const LONGEST: usize = 34;

/// Proposes every project the text gives reason for.
pub(super) fn propose(scan: &Scan, out: &mut Vec<Candidate>) {
    for at in 0..scan.text.len() {
        let Some(head) = scan.longest_to(at + 1, Classes::WORK | Classes::CAMPAIGN) else { continue };
        let Some(head) = core(scan, head) else { continue };
        if runs_on(scan, head.span) {
            continue;
        }
        if let Some(quoted) = quoted(scan, head) {
            out.extend(quoted);
            continue;
        }
        if head.classes.any(Classes::WORK) {
            let own = headed(scan, head);
            out.extend(own);
            listed(scan, head, own.map(|c| c.span), out);
        } else {
            out.extend(campaign(scan, head));
        }
    }
}

/// The head a name ends with: `工程` of `工程建设`, which says what is done with the work.
fn core(scan: &Scan, head: Hit) -> Option<Hit> {
    if !scan.text.chars()[head.span.range()].ends_with(&['建', '设']) {
        return Some(head);
    }
    let inner = scan.longest_to(head.span.end - 2, Classes::WORK | Classes::CAMPAIGN)?;
    (inner.span.start >= head.span.start).then_some(inner)
}

/// Heads that make a quotation a campaign's or programme's name.
fn names_quotation(scan: &Scan, head: Span) -> bool {
    ["活动", "行动", "工程", "计划", "项目", "制度"].iter().any(|word| {
        let length = word.chars().count();
        scan.text.chars()[head.end - length..head.end].iter().copied().eq(word.chars())
    })
}

/// Whether the head is only the start of a longer word: `工程|师`, `项目|部`.
fn runs_on(scan: &Scan, span: Span) -> bool {
    let words = Classes::TITLE
        | Classes::FOLK
        | Classes::NEVER
        | Classes::ORDINARY
        | Classes::WORK
        | Classes::CAMPAIGN
        | Classes::BODY_SUFFIX
        | Classes::ORGAN;
    span.range().any(|start| scan.starting(start, words).any(|hit| hit.span.end > span.end))
        || scan.is_char(span.end, &['部', '师', '队', '局', '款', '量', '库'])
}

/// `“某某”活动`: from the opening quotation mark to the head; several quotes may share one head.
fn quoted(scan: &Scan, head: Hit) -> Option<Vec<Candidate>> {
    let text = scan.text;
    if !names_quotation(scan, head.span) {
        return None;
    }
    // Between the closing mark and the head only generic words may stand.
    let mut at = head.span.start;
    while at > 0 && head.span.start - at < 10 && text.chars()[at - 1] != '”' {
        if is_mark(text.chars()[at - 1]) || text.gap(at) >= Gap::Break {
            return None;
        }
        at -= 1;
    }
    if at == 0 || text.chars()[at - 1] != '”' {
        return None;
    }
    let between = Span::new(at, head.span.start);
    let open = opening(scan, at - 1)?;
    let inner = Span::new(open + 1, at - 1);
    if inner.is_empty() || text.chars()[inner.range()].contains(&'。') {
        return None;
    }
    if stops_between(scan, between) {
        return None;
    }
    let counted = !between.is_empty() && counted(scan, between);
    let generic = scan.is(inner, Classes::NEVER | Classes::GENERIC);
    if counted {
        // `“安居”“乐业”两大工程`: the quotes are the names.
        let mut out = Vec::new();
        let mut close = at - 1;
        loop {
            let Some(open) = opening(scan, close) else { break };
            let inner = Span::new(open + 1, close);
            if (2..=16).contains(&inner.len()) {
                let candidate = Candidate::new(inner, Kind::Project, Rule::Quoted, 12);
                out.push(Candidate { head: Some(head.span), ..candidate });
            }
            let mut before = open;
            if before > 0 && scan.is_char(before - 1, &['、', '和', '与']) {
                before -= 1;
            }
            if before == 0 || !scan.is_char(before - 1, &['”']) {
                break;
            }
            close = before - 1;
        }
        return (out.len() > 1).then_some(out);
    }
    if generic || inner.len() > 24 {
        return None;
    }
    Some(vec![Candidate::new(Span::new(open, head.span.end), Kind::Project, Rule::Quoted, 16)])
}

/// The opening mark of the quotation that closes at `close`.
fn opening(scan: &Scan, close: usize) -> Option<usize> {
    let floor = close.saturating_sub(28);
    (floor..close).rev().take_while(|&at| scan.text.gap(at + 1) < Gap::Break).find_map(|at| match scan.text.at(at) {
        Some('“') => Some(Some(at)),
        Some('”' | '。') => Some(None),
        _ => None,
    })?
}

fn counted(scan: &Scan, span: Span) -> bool {
    let c = scan.text.chars()[span.start];
    c == '等'
        || c.is_ascii_digit()
        || (scan.single(span.start).any(Classes::QUANTITY) && scan.is_char(span.start + 1, &['大', '个', '项', '类']))
}

fn stops_between(scan: &Scan, span: Span) -> bool {
    span.range().any(|at| {
        matches!(scan.text.chars()[at], '的' | '了' | '在' | '为' | '是' | '和' | '与' | '将' | '要')
            || scan.starting(at, Classes::STOP).any(|hit| {
                hit.span.end <= span.end && !hit.classes.any(Classes::GENERIC | Classes::WEAK_STOP | Classes::QUANTITY)
            })
    })
}

/// A name that carries its head noun: `五彩路东延工程`, `华润二期项目`.
fn headed(scan: &Scan, head: Hit) -> Option<Candidate> {
    let text = scan.text;
    let (floor, edge) = walk::left(scan, head.span.end, LONGEST);
    if floor >= head.span.start || edge == Edge::Limit {
        return None;
    }
    let mut start = walk::trim_front(scan, floor, head.span.start);
    if let Some(place) = walk::first_place(scan, Span::new(start, head.span.start)) {
        let lead = Span::new(start, place.start);
        if walk::specific(scan, lead) == 0 {
            start = place.start;
        }
    }
    let stem = Span::new(start, head.span.start);
    if stem.len() < 2 || is_mark(text.chars()[start]) && text.chars()[start] != '“' {
        return None;
    }
    let named = walk::first_place(scan, stem).is_some_and(|place| place.len() < stem.len());
    let specific = walk::specific(scan, stem);
    if specific < 2 && !named {
        return None;
    }
    // The head may be followed by another: `老旧小区改造工程项目`.
    Some(Candidate::new(Span::new(start, head.span.end), Kind::Project, Rule::Headed, if named { 8 } else { 2 }))
}

/// A campaign without quotation marks, only where a place or an unknown word names it.
fn campaign(scan: &Scan, head: Hit) -> Option<Candidate> {
    let strong = head.span.len() >= 4;
    let candidate = headed(scan, head)?;
    let stem = Span::new(candidate.span.start, head.span.start);
    (strong && stem.len() <= 10 && walk::first_place(scan, stem).is_none() && walk::specific(scan, stem) >= 3)
        .then_some(Candidate { score: candidate.score - 6, ..candidate })
}

/// `甲、乙、丙等5个重点项目`: the items before a head noun that closes the list.
fn listed(scan: &Scan, head: Hit, own: Option<Span>, out: &mut Vec<Candidate>) {
    let text = scan.text;
    let Some(mut end) = list_end(scan, head, own) else { return };
    let mut items: Vec<Span> = Vec::new();
    loop {
        let Some((item, more)) = item(scan, end) else { break };
        items.push(item);
        if !more || items.len() >= 30 {
            break;
        }
        end = item.start - 1;
    }
    let explicit = text.chars()[..head.span.start].get(end..).is_some();
    if items.is_empty() || (items.len() == 1 && own.is_none() && !explicit) {
        return;
    }
    for item in items {
        if !worthy(scan, item) {
            continue;
        }
        out.push(Candidate::new(item, Kind::Project, Rule::Listed, 24));
    }
}

/// Where the last item of the list under a head noun ends.
///
/// After `等`, a number or nothing but generic words: `金博大|5个重点产业项目`; or, where the last item carries
/// the head itself (`名扬、花都项目`), at the separator before it.
fn list_end(scan: &Scan, head: Hit, own: Option<Span>) -> Option<usize> {
    let text = scan.text;
    let floor = head.span.start.saturating_sub(16);
    for at in (floor..head.span.start).rev() {
        if text.gap(at + 1) >= Gap::Break {
            return None;
        }
        let c = text.chars()[at];
        let rest = Span::new(at + 1, head.span.start);
        if c == '等' {
            return (walk::specific(scan, rest) == 0 || rest.is_empty()).then_some(at);
        }
        if matches!(c, '、' | ',' | '。' | '“' | '”') {
            break;
        }
    }
    // A number that counts the items, with its measure word.
    let digits = (floor..head.span.start).find(|&at| {
        text.chars()[at].is_ascii_digit() && scan.text.gap(at + 1) < Gap::Break && measure_follows(scan, at) && {
            let mut end = at;
            while text.at(end).is_some_and(|c| c.is_ascii_digit()) {
                end += 1;
            }
            walk::specific(scan, Span::new(end, head.span.start)) == 0
        }
    });
    if let Some(at) = digits {
        return (at > 0 && is_han_or_close(text.chars()[at - 1])).then_some(at);
    }
    let own = own?;
    (own.start > 0 && text.chars()[own.start - 1] == '、').then(|| own.start - 1)
}

fn measure_follows(scan: &Scan, mut at: usize) -> bool {
    while scan.text.at(at).is_some_and(|c| c.is_ascii_digit()) {
        at += 1;
    }
    scan.is_char(at, &['个', '项', '大', '处', '条', '座', '余', '多'])
}

fn is_han_or_close(c: char) -> bool {
    is_han(c) || matches!(c, ')' | '”') || c.is_ascii_alphabetic()
}

/// The item that ends at `end`, and whether another stands before it.
fn item(scan: &Scan, end: usize) -> Option<(Span, bool)> {
    let text = scan.text;
    let (mut start, mut edge) = walk::left(scan, end, LONGEST);
    // Between two separators an item is whole, whatever words are in it.
    let mark = (end.saturating_sub(LONGEST)..end)
        .rev()
        .find(|&at| is_mark(text.chars()[at]) && !matches!(text.chars()[at], '(' | ')' | '·') || text.gap(at + 1) >= Gap::Break);
    if let Some(mark) = mark.filter(|&mark| text.at(mark) == Some('、') && text.gap(mark + 1) < Gap::Break && mark + 1 < start) {
        (start, edge) = (mark + 1, Edge::Mark);
    }
    if start >= end {
        return None;
    }
    let before = (start > 0).then(|| text.chars()[start - 1]);
    let joined = edge == Edge::Stop
        && matches!(before, Some('和' | '与' | '及'))
        && scan.text.gap(start) < Gap::Space;
    let more = before == Some('、') && text.gap(start) < Gap::Break || joined;
    if !more {
        start = walk::trim_front(scan, start, end);
    }
    (start < end && edge != Edge::Limit).then_some((Span::new(start, end), more))
}

/// Whether a listed item is a name and not a generic phrase.
fn worthy(scan: &Scan, item: Span) -> bool {
    let text = scan.text;
    if item.len() < 2 || is_mark(text.chars()[item.start]) && text.chars()[item.start] != '“' {
        return false;
    }
    let place = walk::first_place(scan, item);
    let only_place = place == Some(item);
    let named = place.is_some() && !only_place;
    !only_place && (named || walk::specific(scan, item) >= 2 || (walk::specific(scan, item) >= 1 && item.len() >= 3))
        && !scan.is(item, Classes::NEVER | Classes::GENERIC | Classes::ORDINARY)
}
