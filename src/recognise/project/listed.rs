//! Projects listed before a head noun: `甲、乙、丙等5个重点项目`.

use crate::dictionary::Classes;
use crate::kind::Kind;
use crate::recognise::scan::{Hit, Scan};
use crate::recognise::walk::{self, Edge};
use crate::recognise::{Candidate, Rule};
use crate::text::{Gap, Span, is_han, is_mark};

use super::quoted::opening;
use super::{Found, LONGEST, ends_with};

/// Most characters between the last item and the head.
const BETWEEN: usize = 18;

/// Proposes the items of the list a head closes, if it closes one.
pub(super) fn listed(scan: &Scan, head: Hit, own: Option<Span>, found: &Found, out: &mut Vec<Candidate>) {
    let Some((mut end, carried)) = list_end(scan, head, own) else { return };
    let mut items: Vec<Span> = Vec::new();
    while let Some((item, more)) = item(scan, end) {
        items.push(item);
        let more = if more { Some(item.start - 1) } else { owner(scan, item, found) };
        let Some(next) = more.filter(|_| items.len() < 30) else { break };
        end = next;
    }
    items.iter_mut().for_each(|item| *item = done(scan, *item));
    let named = items.iter().filter(|item| worthy(scan, **item)).count();
    for item in items.into_iter().filter(|item| worthy(scan, *item) || named > 0 && modest(scan, *item)) {
        let candidate = Candidate::new(item, Kind::Project, Rule::Listed, 24);
        // `东城、西苑项目`: a short first item takes the head of the last.
        let short = carried && item.len() <= 4;
        out.push(Candidate { head: short.then_some(head.span), ..candidate });
    }
}

/// Takes `建设` off an item that carries a head before it: `隧道工程|建设`.
pub(super) fn done(scan: &Scan, item: Span) -> Span {
    let head = scan
        .longest_to(item.end - 2.min(item.len()), Classes::WORK | Classes::FACILITY)
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
    // `三大工程`, a word by itself.
    if let Some(end) = spelt(scan, head.span.start).filter(|&end| end <= head.span.end) {
        let at = head.span.start - usize::from(scan.is_char(head.span.start.wrapping_sub(1), &['等']));
        let listed = item(scan, at).is_some_and(|(_, more)| more);
        return (end + 2 == head.span.end && listed).then_some((at, false));
    }
    let floor = head.span.start.saturating_sub(BETWEEN);
    for at in (floor..head.span.start).rev() {
        if text.gap(at + 1) >= Gap::Break {
            return None;
        }
        let c = text.chars()[at];
        let rest = Span::new(at + 1, head.span.start);
        if c == '等' {
            // `等一批新项目`: one character more says nothing.
            return (walk::specific(scan, rest) <= 1).then_some((at, false));
        }
        if let Some(end) = spelt(scan, at) {
            let only = walk::specific(scan, Span::new(end, head.span.start)) == 0;
            let at = at - usize::from(at > 0 && text.chars()[at - 1] == '等');
            // A number in words may count anything: the last item must stand in a list.
            let listed = item(scan, at).is_some_and(|(_, more)| more);
            return (only && listed).then_some((at, false));
        }
        if c.is_ascii_digit()
            && !text.chars()[at - usize::from(at > 0)].is_ascii_digit()
            && let Some(end) = number(scan, at)
        {
            let only = walk::specific(scan, Span::new(end, head.span.start)) == 0;
            let at = at - usize::from(at > 0 && text.chars()[at - 1] == '等');
            let before =
                at > 0 && (is_han(text.chars()[at - 1]) || matches!(text.chars()[at - 1], ')' | '”'));
            // `区纪委、监委约谈进展滞后的|3个项目`.
            let before = before && text.chars()[at - 1] != '的';
            return (only && before).then_some((at, false));
        }
        // `等22个自治区、市级重点项目`: two levels side by side.
        let levels = c == '、' && walk::specific(scan, rest) == 0;
        if !levels && matches!(c, '、' | ',' | '。' | ';') {
            break;
        }
    }
    let own = own?;
    let carries = ends_with(scan, head.span, &["项目", "工程", "地块"]);
    (carries && own.start > 0 && text.chars()[own.start - 1] == '、').then(|| (own.start - 1, true))
}

/// The end of a number that counts projects, with its measure word.
pub(super) fn number(scan: &Scan, mut at: usize) -> Option<usize> {
    while scan.text.at(at).is_some_and(|c| c.is_ascii_digit()) {
        at += 1;
    }
    scan.is_char(at, &['个', '项', '大', '处', '条', '座', '余', '多']).then_some(at)
}

/// The end of a number in words that counts projects: `三个`, `四大`.
fn spelt(scan: &Scan, at: usize) -> Option<usize> {
    let number = scan.is_char(at, &['两', '三', '四', '五', '六', '七', '八', '九', '十']);
    let first = at > 0 && !scan.is_char(at - 1, &['十', '第', '百']);
    (number && first && scan.is_char(at + 1, &['个', '项', '大', '处'])).then_some(at + 2)
}

/// The item that ends at `end`, and whether another stands before it.
fn item(scan: &Scan, end: usize) -> Option<(Span, bool)> {
    let text = scan.text;
    let (mut start, mut edge) = walk::left(scan, end, LONGEST);
    // Between two separators an item is whole, whatever words are in it.
    if let Some(mark) = separator(scan, end) {
        let comma = text.at(mark) == Some('、') && text.gap(mark + 1) < Gap::Break;
        // `县委、县政府将推进|某产业园二期、…`: a body is before the mark, and no item.
        let led = edge == Edge::Stop
            && scan.ends(start, Classes::PUSH)
            && (mark + 1..start).any(|at| scan.is_char(at, &['将', '要', '正']));
        if comma && !led && !counts(scan, Span::new(mark + 1, end)) || mark + 1 > start {
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
        // `水乡|客厅`: of two words the name needs both.
        let at = walk::trim_front(scan, start, end);
        start = if at + 2 < end || at >= end { at } else { start };
    }
    // `射阳港经济开发区的远景零碳产业园`: whose it is does not belong to the name.
    if let Some(of) = (start + 1..end.saturating_sub(2)).find(|&at| text.at(at) == Some('的')) {
        return Some((Span::new(of + 1, end), false));
    }
    (start < end && edge != Edge::Limit).then_some((Span::new(start, end), listed || joined))
}

/// The mark before whom an item belongs to, where the list goes on there: `甲镇的水城,|乙镇的风情街`.
fn owner(scan: &Scan, item: Span, found: &Found) -> Option<usize> {
    let of = item.start.checked_sub(1).filter(|&at| scan.is_char(at, &['的']))?;
    // `投资3亿元|的产业园、投资2亿元|的小镇`.
    let sum =
        (of.saturating_sub(14)..of).rev().find(|&at| !is_han(scan.text.chars()[at]) && !digit(scan, at));
    if let Some(mark) = sum.filter(|&at| scan.is_char(at, &['、', ',']))
        && scan.is_char(of - 1, &['元'])
        && scan.text.gap(mark + 1) < Gap::Break
    {
        return Some(mark);
    }
    let start = found.ending(of).map(|span| span.start).min()?;
    let mark = start.checked_sub(1).filter(|&at| scan.is_char(at, &['、', ',']))?;
    (scan.text.gap(start) < Gap::Break).then_some(mark)
}

fn digit(scan: &Scan, at: usize) -> bool {
    scan.text.at(at).is_some_and(|c| c.is_ascii_digit() || c == '.')
}

/// Whether a number counts things inside a stretch: it holds more than one item.
fn counts(scan: &Scan, span: Span) -> bool {
    span.range().any(|at| scan.text.chars()[at].is_ascii_digit() && scan.is_char(at + 1, &['个', '项']))
        || span.range().any(|at| scan.is_char(at, &['情']) && scan.is_char(at + 1, &['况']))
}

/// The `和` between two items that are both whole: `物流中心|和|“某某”示范项目`.
pub(super) fn pair(scan: &Scan, span: Span) -> Option<usize> {
    let whole = Classes::FACILITY | Classes::WORK | Classes::CAMPAIGN | Classes::BODY_SUFFIX;
    span.range().rev().find(|&at| {
        at > span.start + 2
            && at + 3 < span.end
            && scan.is_char(at, &['和', '及', '与'])
            && scan
                .longest_to(at, whole)
                .is_some_and(|hit| hit.span.len() >= 2 && !hit.classes.any(Classes::GENERIC))
            && (scan.ends(span.end, whole) || scan.is_char(at + 1, &['“']))
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

/// Whether an item of common words is long enough to name one building or plant: `高山蔬菜冷链物流中心`.
pub(super) fn modest(scan: &Scan, item: Span) -> bool {
    let head = scan.longest_to(item.end, Classes::FACILITY).filter(|hit| hit.span.len() >= 3);
    let phrase = Classes::NEVER | Classes::GENERIC | Classes::ORDINARY;
    let stem = head.map_or(0, |hit| hit.span.start.saturating_sub(item.start));
    stem >= 2 && item.len() >= 6 && !scan.is(item, phrase) && !scan.single(item.start).any(Classes::QUANTITY)
}

/// Whether a listed item is a name and not a generic phrase.
pub(super) fn worthy(scan: &Scan, item: Span) -> bool {
    let c = scan.text.chars()[item.start];
    let company = scan.longest_to(item.end, Classes::BODY_SUFFIX).is_some_and(|hit| {
        hit.classes.any(Classes::COMPANY) && !hit.classes.any(Classes::TRADE | Classes::FACILITY)
    });
    if item.len() < 2 || is_mark(c) && c != '“' || company || ends_with(scan, item, &["沿线", "亿元", "万元"])
    {
        return false;
    }
    // A quotation, or an institution by its number, is a name whatever its words: `县城第五幼儿园`.
    let numbered = item.range().any(|at| scan.is_char(at, &['第']))
        && scan.ends(item.end, Classes::BODY_SUFFIX | Classes::FACILITY);
    if item.len() >= 5 && (c == '“' || numbered) {
        return true;
    }
    let place = walk::first_place(scan, item);
    let only_place = place == Some(item);
    let specific = walk::specific(scan, item);
    let named = place.is_some() && !only_place;
    let sense = named || specific >= 2 || (specific >= 1 && item.len() >= 3);
    let words = Classes::NEVER | Classes::GENERIC | Classes::ORDINARY;
    let titled = scan.ends(item.end, Classes::TITLE);
    !only_place && sense && !titled && !scan.is(item, words)
}
