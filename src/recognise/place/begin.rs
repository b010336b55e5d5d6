//! Where the name of a place begins that ends with a suffix.

use crate::dictionary::Classes;
use crate::recognise::scan::{Hit, Scan};
use crate::recognise::walk::{self, Edge};
use crate::recognise::{Candidate, LEVELS, Rule};
use crate::text::{Gap, Span, is_han, is_mark};

use super::Found;

/// Longest stem before a place suffix, in characters.
const STEM: usize = 8;

/// Where the name begins, and why there.
pub(super) fn begin(scan: &Scan, suffix: Hit, before: &Found) -> (usize, Edge) {
    let end = suffix.span.end;
    let zone = suffix.classes.any(Classes::ZONE_SUFFIX);
    let admin = suffix.classes.any(Classes::ADMIN_SUFFIX);
    let most = suffix.span.len() + if zone || suffix.span.len() > 1 && !admin { 14 } else { STEM };
    let (mut start, mut edge) = walk::left(scan, end, most);
    // `被困|218国道`: a road by its number.
    let digit = |at: usize| scan.text.at(at).is_some_and(|c| c.is_ascii_digit());
    let highway = scan.is_char(end - 1, &['道']) && scan.is_char(end - 2, &['国', '省', '县', '乡']);
    if let Some(at) = (start..end - 2).rev().take_while(|&at| digit(at)).last().filter(|_| highway) {
        (start, edge) = (at, Edge::Stop);
    }
    // `、中和西镇`: before one character nothing is joined, so that it belongs to the name.
    if admin && let Some(at) = joined_inside(scan, start) {
        (start, edge) = (at, Edge::Mark);
    }
    (start, edge) = (whole(scan, start, suffix).unwrap_or(start), edge);
    let town = admin && scan.is_char(end - 1, &['镇', '乡', '道']);
    // `谢天|任|武都镇党委书记`: an appointment.
    if town
        && let Some(at) =
            (start + 2..(suffix.span.start).saturating_sub(1)).find(|&at| scan.is_char(at, &['任']))
    {
        (start, edge) = (at + 1, Edge::Stop);
    }
    // A place right before is another entity: `燕店镇|耿王庄村`.
    let near: Vec<&Candidate> = before.ending(start + 1..=suffix.span.start - 1).collect();
    let inner = near
        .iter()
        .copied()
        .filter(|place| !scan.is(place.span, Classes::LANDMARK))
        .filter(|place| !zone || place.rule == Rule::PlaceSuffix)
        // `牙屯|堡镇`: a town lies in nothing smaller.
        .filter(|place| !(town && place.span.end + 1 == suffix.span.start && smaller(scan, place)))
        // `巴彦塔|拉镇`: what is left is no name by itself.
        .filter(|place| !(admin && place.span.end + 1 == suffix.span.start && !named(scan, place)))
        .max_by_key(|place| (place.span.end, place.span.len()));
    match inner.filter(|_| !zone) {
        Some(place) if !admin && part(scan, place, suffix) => (start, edge) = (place.span.start, Edge::Stop),
        Some(place) => (start, edge) = (place.span.end, Edge::Stop),
        None => {
            // `浮|龙湖度假区`: one unknown character before it makes it another name.
            if let Some(place) = walk::first_place(scan, Span::new(start, suffix.span.start))
                && (place.start == start
                    || zone
                        && (place.start > start + 1
                            || walk::specific(scan, Span::new(start, start + 1)) == 0))
            {
                (start, edge) = (place.start, Edge::Stop);
            }
        }
    }
    // `沿|黄河大堤`: the name of a river everybody knows begins the name, but not in `浮龙湖`.
    let famous = near
        .iter()
        .filter(|place| scan.is(place.span, Classes::LANDMARK))
        .map(|place| place.span.start)
        .filter(|&at| at != start + 1 || walk::specific(scan, Span::new(start, at)) == 0)
        .max();
    start = trim(scan, start.max(famous.unwrap_or(start)), suffix);
    // `和|平江产业园区`: a division the page speaks of begins right after, or a town after another: `梅花镇|和|大楼街道`.
    let and = scan.is_char(start, &['和', '与', '及']);
    let town = || admin && start + 2 < suffix.span.start && before.ending(start..=start).next().is_some();
    if and && (near.iter().any(|place| place.span.start == start + 1) || town()) {
        start += 1;
    }
    // `洛南至|卢氏高速公路`, `甲县—|乙县公路`: a road by its two ends.
    if suffix.classes.any(Classes::ROAD_SUFFIX)
        && suffix.span.len() > 1
        && scan.is_char(start.wrapping_sub(1), &['至', '—'])
    {
        let ends = before.ending(start - 1..=start - 1).filter(|place| place.rule != Rule::PlaceSuffix);
        start = ends.map(|place| place.span.start).min().unwrap_or(start);
    }
    (start, edge)
}

/// Where a name begins of which the walk left one character or none, since what stands before is also a word:
/// `三家|店街道`, `堰下|村`.
fn whole(scan: &Scan, start: usize, suffix: Hit) -> Option<usize> {
    let text = scan.text;
    let opens = |at: usize| at == 0 || text.gap(at) >= Gap::Space || is_mark(text.chars()[at - 1]);
    if !suffix.classes.any(Classes::ADMIN_SUFFIX) || text.gap(start) >= Gap::Space {
        return None;
    }
    // No street or community has a name of one character.
    let street = suffix.span.len() == 2 && start + 1 == suffix.span.start;
    let word = || scan.longest_to(start, Classes::STOP | Classes::QUANTITY | Classes::GENERIC);
    if street && let Some(word) = word().filter(|word| word.span.len() == 2 && opens(word.span.start)) {
        return Some(word.span.start);
    }
    let at = suffix.span.start;
    let below = start >= at && at >= 2 && scan.is_char(at - 1, &['下', '上']);
    (below && opens(at - 2) && is_han(text.chars()[at - 2])).then(|| at - 2)
}

/// Where a name begins whose second character is `和`, if it could begin after that.
fn joined_inside(scan: &Scan, start: usize) -> Option<usize> {
    let at = start.checked_sub(2)?;
    let text = scan.text;
    let opens = at == 0
        || text.gap(at) >= Gap::Space
        || is_mark(text.chars()[at - 1])
        || matches!(text.chars()[at - 1], '在' | '到' | '赴' | '从')
        || scan.ends(at, Classes::AFTER_VERB);
    let one = is_han(text.chars()[at]) && !LEVELS.contains(&text.chars()[at]);
    (opens && one && scan.is_char(at + 1, &['和']) && text.gap(start) < Gap::Space).then_some(at)
}

/// Whether a place is one by its suffix that is no division as large as a town: `牙屯`, `岔河`.
fn smaller(scan: &Scan, place: &Candidate) -> bool {
    let large = ['省', '市', '县', '区', '州', '旗', '盟', '镇', '乡', '道'];
    place.rule == Rule::PlaceSuffix && !scan.is_char(place.span.end - 1, &large)
}

/// Whether a place is more than a word and a weak character, and more than two characters of a longer name: `江西|沟镇`.
fn named(scan: &Scan, place: &Candidate) -> bool {
    let last = scan.single(place.span.end - 1);
    !matches!(place.rule, Rule::PlaceSuffix | Rule::ShortName)
        || last.any(Classes::ADMIN_SUFFIX)
        || scan.longest_to(place.span.end, Classes::PLACE_SUFFIX).is_some_and(|hit| hit.span.len() > 1)
}

/// Whether the place before is part of the longer name: `元阳|哈尼梯田`, `松毛岭|战斗遗址`, `红水河|第一湾`.
fn part(scan: &Scan, place: &Candidate, suffix: Hit) -> bool {
    let rest = Span::new(place.span.end, suffix.span.end);
    let bare = walk::specific(scan, rest) == 0;
    let level = scan.ends(place.span.end, Classes::ADMIN_SUFFIX)
        || scan.single(place.span.end - 1).any(Classes::ADMIN_SUFFIX);
    let site = !suffix.classes.any(Classes::ROAD_SUFFIX) && suffix.span.len() > 1;
    match place.rule {
        Rule::ShortName => !scan.is(rest, Classes::LANDMARK),
        Rule::Division => bare && site,
        _ => bare && (site || !level) || site && !level && suffix.classes.any(Classes::MEMORIAL),
    }
}

/// Takes off the front what is no part of a name: times, quantities, `沿`, `县城`.
fn trim(scan: &Scan, start: usize, suffix: Hit) -> usize {
    let to = suffix.span.start;
    let mut at = walk::trim_front(scan, start, to);
    // `平台|镇古同村`: what was taken off belongs to the level word after it.
    if at > start && scan.single(at).any(Classes::ADMIN_SUFFIX) && !scan.text.chars()[start].is_ascii_digit()
    {
        at = start;
    }
    // `首家|坪社区`: one character is no village, so that the word belongs to the name.
    if at >= start + 2 && at + 1 == to && suffix.classes.any(Classes::ADMIN_SUFFIX) {
        at = start;
    }
    let mut start = at;
    let idle = |c: char| is_mark(c) || !is_han(c) && !c.is_ascii_alphanumeric();
    loop {
        let before = start;
        while start < to && scan.text.at(start).is_some_and(idle) {
            start += 1;
        }
        // `沿|廉江大道`, but `沿江大道`.
        if scan.is_char(start, &['办']) && scan.is_char(start.wrapping_sub(1), &['道', '镇']) {
            start += 1;
        }
        // `学生来|狮河`, `市民沿|成山大道`: who goes there.
        let goes = |at: usize| scan.is_char(at, &['来', '去', '到', '往', '沿', '赴', '进', '回']);
        let folk = scan.starting(start, Classes::FOLK).map(|hit| hit.span.end);
        if let Some(at) = folk.filter(|&at| goes(at) && at + 2 <= to).max() {
            start = at + 1;
        }
        // `治理|刺猬河`: a verb that could as well stand inside a name.
        let verb = scan
            .starting(start, Classes::WEAK_STOP)
            .find(|hit| hit.span.len() == 2 && hit.classes.any(Classes::AFTER_VERB | Classes::GENERIC));
        // `新建|养殖场`: after a verb of building nothing but common words.
        if let Some(built) = verb.filter(|hit| hit.classes.any(Classes::BUILDS))
            && walk::specific(scan, Span::new(built.span.end, to)) == 0
        {
            start = to;
        }
        if let Some(verb) = verb
            .filter(|hit| hit.span.end + 2 <= to && walk::specific(scan, Span::new(hit.span.end, to)) >= 2)
        {
            start = verb.span.end;
        }
        if start + 3 <= to
            && scan.is_char(start, &['沿', '距', '至', '经', '请'])
            && !scan.crosses(start + 1, Classes::ORDINARY | Classes::PLACE)
        {
            start += 1;
        }
        // `2015年到|马岭镇`.
        let digit = |at: usize| scan.text.at(at).is_some_and(|c| c.is_ascii_digit());
        if start > 0 && start + 2 <= to && scan.is_char(start, &['年', '月', '日']) && digit(start - 1) {
            start += 1;
        }
        if start + 3 <= suffix.span.end
            && scan.is_char(start, &['到', '往'])
            && !scan.crosses(start + 1, Classes::ORDINARY | Classes::PLACE)
        {
            start += 1;
        }
        // `西至|邢家庄村`: where a road ends.
        if start + 4 <= suffix.span.end
            && scan.is_char(start, &['东', '西', '南', '北'])
            && scan.is_char(start + 1, &['至'])
        {
            start += 2;
        }
        // `县城|南沙镇`.
        let seat = scan
            .starting(start, Classes::ADMIN_SUFFIX)
            .find(|hit| hit.classes.any(Classes::WEAK) && hit.span.end + 2 <= to);
        if let Some(seat) = seat.filter(|_| suffix.classes.any(Classes::ADMIN_SUFFIX)) {
            start = seat.span.end;
        }
        if start == before {
            return start;
        }
    }
}
