//! What leads a body's name: a level word, a place, another body, a zone.

use crate::dictionary::Classes;
use crate::recognise::scan::{Hit, Scan};
use crate::recognise::walk::{self, Edge};
use crate::text::{Gap, Span, is_mark};

use super::ground::Ground;

/// Characters that name a level and make the organ after them relative: `县` in `县教育局`.
pub(crate) const LEVELS: [char; 12] =
    ['省', '市', '县', '区', '州', '旗', '盟', '镇', '乡', '村', '地', '团'];

pub(super) fn is_word(scan: &Scan, span: Span, word: &str) -> bool {
    scan.spells(span.start, word) == Some(span.end)
}

/// Whether a name can be over here: before a mark, a gap, a verb or a title.
pub(super) fn ends_clause(scan: &Scan, at: usize) -> bool {
    let Some(c) = scan.text.at(at) else { return true };
    let words = Classes::AFTER_VERB | Classes::AFTER_OTHER | Classes::TITLE | Classes::STOP;
    scan.text.gap(at) >= Gap::Space
        || is_mark(c)
        || scan.starts(at, words)
        || scan.single(at).any(Classes::PLAIN_STOP | Classes::TITLE_PREFIX)
}

/// Whether something new can start here: after a mark, a gap, a verb or a particle.
pub(super) fn starts_clause(scan: &Scan, at: usize) -> bool {
    let text = scan.text;
    at == 0
        || text.gap(at) >= Gap::Space
        || is_mark(text.chars()[at - 1])
        || scan.ends(at, Classes::STOP | Classes::AFTER_VERB | Classes::AFTER_OTHER | Classes::PLACE)
        || scan
            .single(at - 1)
            .any(Classes::STOP | Classes::WEAK_STOP | Classes::AFTER_OTHER | Classes::AFTER_VERB)
}

/// How far back what leads a name may begin, in characters: no body lies in bodies without end.
const FARTHEST: usize = 64;

/// Steps back over places and bodies that end where the name begins so far.
pub(super) fn chain(scan: &Scan, from: usize, ground: &Ground) -> usize {
    let mut start = from;
    while start > 0 && scan.text.gap(start) < Gap::Space {
        match ground.ending(start).or_else(|| joined(scan, start, ground)) {
            Some(before) if before + FARTHEST >= from => start = before,
            _ => break,
        }
    }
    start
}

/// A place or body joined by a word of station: `广州市|对口支援|疏附县工作队`.
pub(super) fn joined(scan: &Scan, at: usize, ground: &Ground) -> Option<usize> {
    if at == 0 || !scan.is_char(at - 1, &['援', '扶', '驻']) {
        return None;
    }
    ["对口支援", "对口帮扶", "派驻", "驻", "援"].iter().find_map(|word| {
        let start = at.checked_sub(word.chars().count())?;
        if !is_word(scan, Span::new(start, at), word) {
            return None;
        }
        ground.ending(start)
    })
}

/// The start of a level word that ends at `at`: `县`, `自治区`, `街道`, but not the `区` of `社区`.
pub(super) fn level_before(scan: &Scan, at: usize) -> Option<usize> {
    if at == 0 || scan.text.gap(at) >= Gap::Space {
        return None;
    }
    let length = match scan.text.chars()[at.saturating_sub(3)..at] {
        ['自', '治', '区' | '州' | '县' | '旗'] => 3,
        ['经', '开', '区'] | ['高', '新', '区'] | ['开', '发', '区'] => 3,
        [.., '街', '道'] | [.., '社', '区'] | [.., '兵', '团'] | [.., '苏', '木'] | [.., '嘎', '查'] => {
            2
        }
        _ => 1,
    };
    let start = at - length;
    // `城区党委`, where a district is called so, and not in `主城区公安局`.
    if length == 1
        && scan.is_char(start, &['区'])
        && start > 0
        && scan.is_char(start - 1, &['城'])
        && starts_clause(scan, start - 1)
        && !quantified(scan, start - 1)
    {
        return Some(start - 1);
    }
    // `县开发区党工委`: the zone is the county's.
    if length == 3
        && scan.is_char(at - 2, &['开', '新', '发'])
        && scan.is_char(start.wrapping_sub(1), &['省', '市', '县', '区', '州', '旗'])
        && starts_clause(scan, start - 1)
    {
        return Some(start - 1);
    }
    if length > 1 {
        return (!quantified(scan, start)).then_some(start);
    }
    if !LEVELS.contains(&scan.text.chars()[start]) {
        return None;
    }
    let words = Classes::NEVER
        | Classes::GENERIC
        | Classes::ORDINARY
        | Classes::STOP
        | Classes::QUANTITY
        | Classes::PLACE;
    let words = words | Classes::ZONE_SUFFIX;
    // `服务|区委`, `省市|区委`: before 委 the level stands for itself.
    let committee = scan.is_char(at, &['委']);
    let own = |hit: &Hit| {
        let rest = Span::new(hit.span.start, start);
        let levels = rest.len() == 1 && LEVELS.contains(&scan.text.chars()[rest.start]);
        // `会同|县教育局`: a word that acts, and no county.
        hit.classes.any(Classes::PLACE) && rest.len() > 1 && scan.is(rest, Classes::STOP)
            || rest.len() == 1 && scan.is_char(rest.start, &['任'])
            || committee
                && (levels || scan.is(rest, Classes::AFTER_VERB | Classes::STOP | Classes::WEAK_STOP))
    };
    let part = scan.ending(at, words).any(|hit| hit.span.len() > 1 && !own(&hit));
    (!part && !quantified(scan, start)).then_some(start)
}

/// Whether a quantity stands right before: `各县教育局` names none.
pub(super) fn quantified(scan: &Scan, at: usize) -> bool {
    at > 0
        && scan.text.gap(at) == Gap::None
        && (scan.is_char(at - 1, &['各', '全', '该', '本', '我', '两', '每', '几', '某', '跨'])
            || scan.ends(at, Classes::QUANTITY))
}

/// A zone's own body: `特色产业区管委会`, `高新技术产业园区党工委`.
pub(super) fn led_by_zone(scan: &Scan, suffix: Span) -> Option<usize> {
    let own = ["管委会", "管理委员会", "党工委", "工委"].iter().any(|word| is_word(scan, suffix, word));
    let zone = scan.longest_to(suffix.start, Classes::ZONE_SUFFIX).filter(|_| own)?;
    let (floor, edge) = walk::left(scan, zone.span.end, 16);
    let start = walk::trim_front(scan, floor, zone.span.start);
    (edge != Edge::Limit && start <= zone.span.start && !quantified(scan, start)).then_some(start)
}

/// A bureau of two fields: `旗工信和科技局`, where the walk stopped at `和`.
pub(super) fn led_across_and(scan: &Scan, floor: usize, suffix: Span, ground: &Ground) -> Option<usize> {
    if floor < 3
        || floor > suffix.start
        || !scan.is_char(floor - 1, &['和', '与'])
        || scan.text.gap(floor) >= Gap::Space
    {
        return None;
    }
    let (start, edge) = walk::left(scan, floor - 1, 10);
    let whole = scan.ends(floor - 1, Classes::ORGAN | Classes::BODY_SUFFIX | Classes::PLACE | Classes::TITLE)
        || ground.ending(floor - 1).is_some();
    if whole || edge == Edge::Limit || floor - 1 < start + 3 {
        return None;
    }
    let led = led_by_level(scan, start, Span::new(floor - 1, floor)).map(|start| chain(scan, start, ground));
    led.or_else(|| ground.first(Span::new(start, floor - 1)).filter(|&first| first == start))
}

/// A name with a quotation in it: `县“访惠聚”驻村工作领导小组办公室`.
pub(super) fn led_by_quotation(scan: &Scan, floor: usize, ground: &Ground) -> Option<usize> {
    if floor == 0 || !scan.is_char(floor - 1, &['”']) || scan.text.gap(floor) >= Gap::Space {
        return None;
    }
    let open = (floor.saturating_sub(16)..floor - 1).rev().find(|&at| scan.is_char(at, &['“']))?;
    let start = level_before(scan, open).unwrap_or(open);
    let start = chain(scan, start, ground);
    (start < open && scan.text.gap(open) < Gap::Space).then_some(start)
}

/// A name that begins with a level word at the start of its clause: `市党史学习教育第一巡回指导组`.
pub(super) fn led_by_level(scan: &Scan, floor: usize, suffix: Span) -> Option<usize> {
    let text = scan.text;
    let c = text.at(floor)?;
    if !LEVELS.contains(&c) || floor + 2 > suffix.start || quantified(scan, floor) {
        return None;
    }
    let words = Classes::NEVER
        | Classes::ORDINARY
        | Classes::STOP
        | Classes::GENERIC
        | Classes::TITLE
        | Classes::AFTER_VERB;
    let own = scan.starts(floor, words);
    (!own && !"村团地".contains(c)).then_some(floor)
}

/// A name that begins with a level word in a list of organs, whatever words are in it: `区教育局、|区城乡统筹发展服务中心`.
pub(super) fn led_in_list(scan: &Scan, floor: usize, suffix: Span, ground: &Ground) -> Option<usize> {
    let text = scan.text;
    let from = suffix.start.saturating_sub(14);
    let start =
        (from.max(2)..floor).rev().find(|&at| is_mark(text.chars()[at - 1]) || text.gap(at) >= Gap::Space)?;
    let level = LEVELS.contains(&text.chars()[start]) && !quantified(scan, start);
    let listed = scan.is_char(start - 1, &['、']) && ground.ending(start - 1).is_some();
    let office = ["中心", "办公室", "领导小组", "指挥部", "专班"]
        .iter()
        .any(|word| scan.spells(suffix.end - word.chars().count(), word) == Some(suffix.end));
    let plain = (start..suffix.start)
        .any(|at| scan.single(at).any(Classes::PLAIN_STOP) && !scan.crosses(at, Classes::ORDINARY));
    (level && listed && office && !plain && led_by_level(scan, start, suffix).is_some()).then_some(start)
}

/// A name that begins with a place: `河南某某食品有限公司`, `余姚市驻昭觉县工作组`.
pub(super) fn led_by_place(scan: &Scan, floor: usize, suffix: Span, ground: &Ground) -> Option<usize> {
    let first = ground.first(Span::new(floor, suffix.start))?;
    // `某某未来(深圳)科技集团`: where it is stands in a bracket, and does not begin the name.
    if first > 0 && scan.is_char(first - 1, &['(']) {
        // The brand before it may be of words that end other names: `某某未来`.
        let opens =
            |at: &usize| scan.text.gap(*at) >= Gap::Space || *at == 0 || is_mark(scan.text.chars()[at - 1]);
        let brand = (first.saturating_sub(7)..first - 1).rev().find(opens).filter(|&at| at + 3 <= first);
        return brand.filter(|_| first <= floor + 2);
    }
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
