//! Bodies: organs after a jurisdiction or level word, and names with a body suffix.

use crate::dictionary::Classes;
use crate::kind::Kind;
use crate::text::{Gap, Span, is_mark};

use super::scan::Scan;
use super::walk::{self, Edge};
use super::{Candidate, Rule};

/// Characters that name a level and make the organ after them relative: `县` in `县教育局`.
pub(crate) const LEVELS: [char; 12] = ['省', '市', '县', '区', '州', '旗', '盟', '镇', '乡', '村', '地', '团'];

/// Longest body name, in characters.
const LONGEST: usize = 32;

/// Proposes every body the text gives reason for.
pub(super) fn propose(scan: &Scan, out: &mut Vec<Candidate>) {
    let mut found: Vec<Candidate> = Vec::new();
    let places: Vec<Candidate> = out.iter().copied().filter(|c| c.kind == Some(Kind::Place)).collect();
    for hit in scan.hits() {
        let word = hit.span;
        if hit.classes.any(Classes::NATIONAL) && !runs_on(scan, word) {
            found.push(Candidate::new(word, Kind::Body, Rule::National, 12));
        }
    }
    for at in 0..scan.text.len() {
        let end = at + 1;
        let suffix = scan
            .ending(end, Classes::ORGAN | Classes::BODY_SUFFIX)
            .next()
            .map(|hit| (hit.span, hit.classes))
            .or_else(|| single(scan, at));
        let Some((span, classes)) = suffix else { continue };
        if runs_on(scan, span) {
            continue;
        }
        // The longest suffix first; a shorter one may still follow a jurisdiction at once.
        let mut best = named(scan, span, classes, &places, &found);
        for hit in scan.ending(end, Classes::ORGAN | Classes::BODY_SUFFIX).skip(1) {
            if best.is_none() {
                best = named(scan, hit.span, hit.classes, &places, &found);
            }
        }
        found.extend(best);
    }
    out.extend(found);
}

/// A one-character organ or suffix: `委` after a level, `局` at the end of a longer name.
fn single(scan: &Scan, at: usize) -> Option<(Span, Classes)> {
    let classes = scan.single(at);
    classes.any(Classes::ORGAN | Classes::BODY_SUFFIX).then(|| (Span::new(at, at + 1), classes))
}

/// Whether the suffix is only the beginning or middle of another word: `商务部|门`.
fn runs_on(scan: &Scan, span: Span) -> bool {
    let words = Classes::NEVER
        | Classes::ORDINARY
        | Classes::GENERIC
        | Classes::STOP
        | Classes::ORGAN
        | Classes::BODY_SUFFIX
        | Classes::NATIONAL
        | Classes::AFTER_VERB
        | Classes::AFTER_OTHER
        | Classes::TITLE;
    // `公安局|政委`: one character that only ends a title.
    let within = Classes::TITLE | Classes::FOLK | Classes::ORDINARY | Classes::NEVER | Classes::GENERIC;
    if span.len() == 1 && scan.ending(span.end, within).any(|hit| hit.span.len() > 1) {
        return true;
    }
    let over = |start: usize, strict: bool| {
        scan.starting(start, words).any(|hit| {
            let titled = hit.classes.any(Classes::TITLE) && !hit.classes.any(Classes::NEVER | Classes::ORDINARY);
            hit.span.end > span.end && (strict || !titled) && !(titled && hit.span.start >= span.end - 1 && span.len() > 1)
        })
    };
    // A longer organ word takes over; a title only where it begins with the word's last character.
    (span.start..span.end - 1).any(|start| over(start, false)) || (span.len() == 1 && over(span.start, true)) || {
        let last = span.end - 1;
        span.len() > 1
            && scan
                .starting(last, Classes::NEVER | Classes::ORDINARY | Classes::STOP | Classes::AFTER_VERB | Classes::TITLE)
                .any(|hit| hit.span.end > span.end)
    }
}

/// A body that ends with an organ or suffix word, if its beginning can be told.
fn named(scan: &Scan, suffix: Span, classes: Classes, places: &[Candidate], found: &[Candidate]) -> Option<Candidate> {
    let organ = classes.any(Classes::ORGAN);
    let rule = if organ { Rule::Organ } else { Rule::BodySuffix };
    let body = |start: usize, bonus: i32| Some(Candidate::new(Span::new(start, suffix.end), Kind::Body, rule, bonus));
    if classes.any(Classes::TRADE) {
        return None;
    }
    let chained = chain(scan, suffix.start, places, found);
    if chained < suffix.start {
        // `区委|中心工作`: a suffix that ends many common words must be over here.
        let clear = !classes.any(Classes::WEAK_SUFFIX) && suffix.len() > 1 || ends_clause(scan, suffix.end);
        return if clear { body(chained, 14) } else { None };
    }
    if let Some(level) = level_before(scan, suffix.start).filter(|_| suffix.len() > 1 || scan.is_char(suffix.start, &['委'])) {
        return body(level, 12);
    }
    if let Some(start) = led_by_zone(scan, suffix) {
        return body(start, 6);
    }
    // `县委`, `镇党委`, `村委会`: the word itself begins with its level, which may belong to a place before it.
    for length in [1, 2] {
        if suffix.len() > length && places.iter().any(|c| c.span.end == suffix.start + length && c.span.start < suffix.start) {
            let start = chain(scan, suffix.start + length, places, found);
            if start < suffix.start && !classes.any(Classes::WEAK_SUFFIX) {
                return body(start, 14);
            }
        }
    }
    if suffix.len() >= 2 && level_before(scan, suffix.start + 1) == Some(suffix.start) && !classes.any(Classes::WEAK_SUFFIX) {
        return body(suffix.start, 12);
    }
    let (floor, edge) = walk::left(scan, suffix.end, LONGEST);
    if let Some(start) = led_by_quotation(scan, floor, places, found) {
        return body(start, 8);
    }
    if let Some(start) = led_across_and(scan, floor, suffix, places, found) {
        return body(start, 8);
    }
    if floor < suffix.start {
        if let Some(start) = led_by_level(scan, floor, suffix) {
            return body(chain(scan, start, places, found), 8);
        }
        if let Some(start) = led_by_place(scan, floor, suffix, places, found) {
            return body(start, 8);
        }
        let start = walk::trim_front(scan, floor, suffix.start);
        let stem = Span::new(start, suffix.start);
        let weak = suffix.len() == 1 || classes.any(Classes::WEAK_SUFFIX);
        let need = if classes.any(Classes::COMPANY) { 2 } else { 2 + usize::from(edge == Edge::Limit) };
        if !weak
            && edge != Edge::Limit
            && !organ
            && stem.len() >= 2
            && stem.len() <= 20
            && walk::specific(scan, stem) >= need
            && !is_mark(scan.text.chars()[start])
        {
            return body(start, 2);
        }
    }
    // An organ that stands alone: `政协`, or `统战部` right before `部长`.
    let alone = classes.any(Classes::CORE | Classes::UNDER_COMMITTEE | Classes::ORGAN)
        && suffix.len() > 1
        && !classes.any(Classes::NEVER | Classes::GENERIC | Classes::NATIONAL);
    let titled = scan.longest_from(suffix.end, Classes::TITLE | Classes::TITLE_PREFIX).is_some();
    let clear = starts_clause(scan, suffix.start);
    if alone && ((titled && clear) || (clear && ALONE.iter().any(|word| is_word(scan, suffix, word)))) {
        return body(suffix.start, 4);
    }
    None
}

/// Organs that name themselves without a jurisdiction in the middle of a text.
const ALONE: [&str; 4] = ["政协", "纪委", "监委", "纪委监委"];

fn is_word(scan: &Scan, span: Span, word: &str) -> bool {
    scan.text.chars()[span.range()].iter().copied().eq(word.chars())
}

/// Whether a name can be over here: before a mark, a gap, a verb or a title.
fn ends_clause(scan: &Scan, at: usize) -> bool {
    let Some(c) = scan.text.at(at) else { return true };
    let words = Classes::AFTER_VERB | Classes::AFTER_OTHER | Classes::TITLE | Classes::STOP;
    scan.text.gap(at) >= Gap::Space
        || is_mark(c)
        || scan.longest_from(at, words).is_some()
        || scan.single(at).any(Classes::PLAIN_STOP)
}

fn starts_clause(scan: &Scan, at: usize) -> bool {
    let text = scan.text;
    at == 0
        || text.gap(at) >= Gap::Space
        || is_mark(text.chars()[at - 1])
        || scan.longest_to(at, Classes::STOP | Classes::AFTER_VERB | Classes::AFTER_OTHER | Classes::PLACE).is_some()
        || scan.single(at - 1).any(Classes::STOP | Classes::WEAK_STOP | Classes::AFTER_OTHER | Classes::AFTER_VERB)
}

/// Steps back over places and bodies that end where the name begins so far.
fn chain(scan: &Scan, from: usize, places: &[Candidate], found: &[Candidate]) -> usize {
    let mut start = from;
    loop {
        if start == 0 || scan.text.gap(start) >= Gap::Space {
            return start;
        }
        let before = places
            .iter()
            .rev()
            .chain(found.iter().rev().take(24))
            .filter(|c| c.span.end == start && (c.rule != Rule::ShortName || c.span.len() >= 2))
            .map(|c| c.span.start)
            .min();
        match before.or_else(|| joined(scan, start, places, found)) {
            Some(before) => start = before,
            None => return start,
        }
    }
}

/// A place or body joined by a word of station: `广州市|对口支援|疏附县工作队`.
fn joined(scan: &Scan, at: usize, places: &[Candidate], found: &[Candidate]) -> Option<usize> {
    ["对口支援", "对口帮扶", "派驻", "驻", "援"].iter().find_map(|word| {
        let start = at.checked_sub(word.chars().count())?;
        if !is_word(scan, Span::new(start, at), word) {
            return None;
        }
        let ends = |c: &&Candidate| c.span.end == start;
        places.iter().chain(found).filter(ends).map(|c| c.span.start).min()
    })
}

/// The start of a level word that ends at `at`: `县`, `自治区`, `街道`, but not the `区` of `社区`.
fn level_before(scan: &Scan, at: usize) -> Option<usize> {
    if at == 0 || scan.text.gap(at) >= Gap::Space {
        return None;
    }
    for word in ["自治区", "自治州", "自治县", "自治旗", "街道", "社区", "兵团", "经开区", "高新区", "开发区"] {
        let length = word.chars().count();
        if at >= length && is_word(scan, Span::new(at - length, at), word) {
            let start = at - length;
            return (!quantified(scan, start)).then_some(start);
        }
    }
    let start = at - 1;
    if !LEVELS.contains(&scan.text.chars()[start]) {
        return None;
    }
    let words = Classes::NEVER | Classes::GENERIC | Classes::ORDINARY | Classes::STOP | Classes::QUANTITY | Classes::PLACE;
    let words = words | Classes::ZONE_SUFFIX;
    let part = scan.ending(at, words).any(|hit| hit.span.len() > 1);
    (!part && !quantified(scan, start)).then_some(start)
}

/// Whether a quantity stands right before: `各县教育局` names none.
fn quantified(scan: &Scan, at: usize) -> bool {
    at > 0
        && scan.text.gap(at) == Gap::None
        && (scan.is_char(at - 1, &['各', '全', '该', '本', '我', '两', '每', '几', '某', '跨'])
            || scan.longest_to(at, Classes::QUANTITY).is_some())
}

/// A zone's own body: `特色商业区管委会`, `高新技术产业园区党工委`.
fn led_by_zone(scan: &Scan, suffix: Span) -> Option<usize> {
    let own = ["管委会", "管理委员会", "党工委", "工委"].iter().any(|word| is_word(scan, suffix, word));
    let zone = scan.longest_to(suffix.start, Classes::ZONE_SUFFIX).filter(|_| own)?;
    let (floor, edge) = walk::left(scan, zone.span.end, 16);
    let start = walk::trim_front(scan, floor, zone.span.start);
    (edge != Edge::Limit && start <= zone.span.start && !quantified(scan, start)).then_some(start)
}

/// A bureau of two fields: `旗工信和科技局`, where the walk stopped at `和`.
fn led_across_and(scan: &Scan, floor: usize, suffix: Span, places: &[Candidate], found: &[Candidate]) -> Option<usize> {
    if floor < 3 || floor > suffix.start || !scan.is_char(floor - 1, &['和', '与']) || scan.text.gap(floor) >= Gap::Space {
        return None;
    }
    let (start, edge) = walk::left(scan, floor - 1, 10);
    let whole = scan.longest_to(floor - 1, Classes::ORGAN | Classes::BODY_SUFFIX | Classes::PLACE).is_some();
    if whole || edge == Edge::Limit || floor - 1 < start + 3 {
        return None;
    }
    let led = led_by_level(scan, start, Span::new(floor - 1, floor)).map(|start| chain(scan, start, places, found));
    led.or_else(|| places.iter().find(|c| c.span.start == start && c.span.end < floor - 1).map(|c| c.span.start))
}

/// A name with a quotation in it: `县“访惠聚”驻村工作领导小组办公室`.
fn led_by_quotation(scan: &Scan, floor: usize, places: &[Candidate], found: &[Candidate]) -> Option<usize> {
    if floor == 0 || !scan.is_char(floor - 1, &['”']) || scan.text.gap(floor) >= Gap::Space {
        return None;
    }
    let open = (floor.saturating_sub(16)..floor - 1).rev().find(|&at| scan.is_char(at, &['“']))?;
    let start = level_before(scan, open).unwrap_or(open);
    let start = chain(scan, start, places, found);
    (start < open && scan.text.gap(open) < Gap::Space).then_some(start)
}

/// A name that begins with a level word at the start of its clause: `市党史学习教育第一巡回指导组`.
fn led_by_level(scan: &Scan, floor: usize, suffix: Span) -> Option<usize> {
    let text = scan.text;
    let c = text.at(floor)?;
    if !LEVELS.contains(&c) || floor + 2 > suffix.start || quantified(scan, floor) {
        return None;
    }
    let words = Classes::NEVER | Classes::ORDINARY | Classes::STOP | Classes::GENERIC | Classes::TITLE | Classes::AFTER_VERB;
    let own = scan.starting(floor, words).next().is_some();
    (!own && !"村团地".contains(c)).then_some(floor)
}

/// A name that begins with a place: `河南某某食品有限公司`, `余姚市驻昭觉县工作组`.
fn led_by_place(scan: &Scan, floor: usize, suffix: Span, places: &[Candidate], found: &[Candidate]) -> Option<usize> {
    let first = places
        .iter()
        .chain(found.iter().rev().take(40))
        .filter(|c| c.span.start >= floor && c.span.end <= suffix.start)
        .map(|c| c.span.start)
        .min()?;
    // A short unknown word before the place belongs to the name: a company's brand.
    let lead = Span::new(floor, first);
    let brand = !lead.is_empty() && lead.len() <= 4 && walk::specific(scan, lead) == lead.len();
    let start = if brand { floor } else { first };
    let weak = suffix.len() == 1;
    let verbs = (first..suffix.start).any(|at| {
        scan.starting(at, Classes::AFTER_VERB).any(|hit| {
            hit.span.len() >= 2 && !hit.classes.any(Classes::WEAK_END | Classes::GENERIC | Classes::PLACE)
        })
    });
    (!verbs || !weak).then_some(start)
}
