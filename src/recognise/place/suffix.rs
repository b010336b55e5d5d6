//! Names that end with a place suffix: `某某镇`, `某某大道`, `某某开发区`.

use crate::dictionary::Classes;
use crate::kind::Kind;
use crate::recognise::scan::{Hit, Scan};
use crate::recognise::walk::{self, Edge};
use crate::recognise::{Candidate, Rule};
use crate::text::{Span, is_han, is_mark};

use super::{Found, runs_on};

/// Longest stem before a place suffix, in characters.
const STEM: usize = 8;

/// A name that ends with a place suffix that [`stands`], if its beginning can be told.
pub(super) fn suffixed(scan: &Scan, suffix: Hit, before: &Found) -> Option<Candidate> {
    let classes = suffix.classes;
    let end = suffix.span.end;
    let single = suffix.span.len() == 1;
    if !classes.any(Classes::PLACE_SUFFIX) || suffix.span.start == 0 {
        return None;
    }
    let zone = classes.any(Classes::ZONE_SUFFIX);
    let admin = classes.any(Classes::ADMIN_SUFFIX);
    let (start, edge) = begin(scan, suffix, before);
    let stem = Span::new(start, suffix.span.start);
    // `湖西|路`: the direction belongs to the name of one character.
    let side = classes.any(Classes::ROAD_SUFFIX)
        && suffix.span.len() == 2
        && scan.is_char(suffix.span.start, &['东', '西', '南', '北', '中', '环']);
    if stem.len() == 1 && side {
        let span = Span::new(end - 1, end);
        let last = Hit { span, classes: scan.single(end - 1), entry: None };
        return stands(scan, last).then(|| suffixed(scan, last, before)).flatten();
    }
    if stem.is_empty() || (stem.len() < 2 && !(admin && edge != Edge::Limit)) {
        return None;
    }
    // `福建|晋江`: a division by its short name, and no river of the place before it.
    let town = scan.ending(end, Classes::SHORT_PLACE).any(|hit| {
        hit.span.start > start
            && before.ending(hit.span.start..=hit.span.start).any(|place| place.span.start == start)
    });
    if town && single {
        return None;
    }
    let limit = match (single, zone, admin) {
        (_, true, _) => 12,
        (_, _, true) => 7,
        (true, ..) => 4,
        _ => 10,
    };
    if (edge == Edge::Limit && !zone) || stem.len() > limit || counted(scan, stem) {
        return None;
    }
    if single && !admin && stem.len() < 2 {
        return None;
    }
    let whole = walk::specific(scan, Span::new(start, end));
    let specific = whole.min(walk::specific(scan, stem));
    // `国家AAAAA级景区`: a grade is no name.
    let letters = stem.range().all(|at| !is_han(scan.text.chars()[at]))
        || scan.is_char(suffix.span.start - 1, &['级'])
            && stem.range().any(|at| scan.text.chars()[at].is_ascii_alphanumeric());
    let place = walk::first_place(scan, stem).filter(|place| zone || place.start == start);
    // `长乐镇易地搬迁后续产业园`: after a town, a long phrase without a name says only what there is.
    let phrase = zone
        && town_end(scan, stem)
            .is_some_and(|at| end - at > 6 && walk::specific(scan, Span::new(at, end)) == 0);
    let led = place.is_some();
    if specific == 0 && !led || letters || phrase || cut(scan, suffix, start) || slogan(scan, start, suffix) {
        return None;
    }
    let organs = Classes::ORGAN | Classes::BODY_SUFFIX;
    if admin
        && single
        && stem.range().any(|at| {
            scan.starting(at, organs).any(|hit| {
                hit.span.end <= stem.end
                    && !hit.classes.any(Classes::WEAK_SUFFIX | Classes::TRADE | Classes::GENERIC)
            })
        })
    {
        return None;
    }
    let prefix = scan.is(stem, Classes::TITLE_PREFIX);
    if prefix
        || stem.len() == 1
            && scan
                .single(stem.start)
                .any(Classes::QUANTITY | Classes::STOP | Classes::WEAK_STOP | Classes::GENERIC)
    {
        return None;
    }
    let bonus = match edge {
        Edge::Mark => 6,
        Edge::Stop => 4,
        Edge::Limit => -6,
    };
    Some(Candidate::new(Span::new(start, end), Kind::Place, Rule::PlaceSuffix, bonus))
}

/// The end of the town a stem begins with.
fn town_end(scan: &Scan, stem: Span) -> Option<usize> {
    let town = (stem.start + 2..stem.end.saturating_sub(1)).find(|&at| scan.is_char(at, &['镇', '乡']))?;
    (!scan.crosses(town + 1, Classes::ORDINARY | Classes::NEVER | Classes::GENERIC)).then_some(town + 1)
}

/// A town and its village that stand as one: `新街镇|阿者科村`.
pub(super) fn township(scan: &Scan, name: Span) -> Option<(Candidate, Candidate)> {
    let suffix = scan.single(name.end - 1).any(Classes::ADMIN_SUFFIX)
        && scan.is_char(name.end - 1, &['村', '屯', '寨', '区']);
    let at =
        town_end(scan, Span::new(name.start, name.end - 1)).filter(|&at| suffix && at + 2 <= name.end)?;
    let words = Classes::NEVER | Classes::GENERIC | Classes::QUANTITY;
    let village = Span::new(at, name.end);
    let bare = scan.is(village, words) || walk::specific(scan, village) == 0 && village.len() < 3;
    let place = |span: Span| Candidate::new(span, Kind::Place, Rule::PlaceSuffix, 4);
    (!bare).then(|| (place(Span::new(name.start, at)), place(village)))
}

/// Whether the suffix ends a word here.
pub(super) fn stands(scan: &Scan, suffix: Hit) -> bool {
    let end = suffix.span.end;
    let foreign = scan.is_char(end, &['·']);
    // `河长`, `路长`: an office, and no river or road.
    let office = !suffix.classes.any(Classes::ADMIN_SUFFIX)
        && suffix.span.len() == 1
        && scan.starts(suffix.span.start, Classes::TITLE | Classes::FOLK);
    // `县委|农村工作`: the countryside is no village.
    let country = suffix.span.len() == 1
        && scan.is_char(end - 1, &['村'])
        && scan.is_char(end.wrapping_sub(2), &['农', '乡']);
    let swallowed = runs_on(scan, Span::new(suffix.span.start.saturating_sub(1), end));
    !foreign && !office && !country && !swallowed && !titled(scan, suffix)
}

/// Where the name begins, and why there.
fn begin(scan: &Scan, suffix: Hit, before: &Found) -> (usize, Edge) {
    let end = suffix.span.end;
    let zone = suffix.classes.any(Classes::ZONE_SUFFIX);
    let admin = suffix.classes.any(Classes::ADMIN_SUFFIX);
    let most = suffix.span.len() + if zone || suffix.span.len() > 1 && !admin { 14 } else { STEM };
    let (mut start, mut edge) = walk::left(scan, end, most);
    // A place right before is another entity: `燕店镇|耿王庄村`.
    let near: Vec<&Candidate> = before.ending(start + 1..=suffix.span.start - 1).collect();
    let inner = near
        .iter()
        .copied()
        .filter(|place| !scan.is(place.span, Classes::LANDMARK))
        .filter(|place| !zone || place.rule == Rule::PlaceSuffix)
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
    // `和|平江产业园区`: a division the page speaks of begins right after.
    if scan.is_char(start, &['和', '与', '及']) && near.iter().any(|place| place.span.start == start + 1) {
        start += 1;
    }
    // `洛南至|卢氏高速公路`: a road by its two ends.
    if suffix.classes.any(Classes::ROAD_SUFFIX)
        && suffix.span.len() > 1
        && scan.is_char(start.wrapping_sub(1), &['至'])
    {
        let ends = before.ending(start - 1..=start - 1).filter(|place| place.rule != Rule::PlaceSuffix);
        start = ends.map(|place| place.span.start).min().unwrap_or(start);
    }
    (start, edge)
}

/// Whether a place is more than a word and a weak character.
fn named(scan: &Scan, place: &Candidate) -> bool {
    let last = scan.single(place.span.end - 1);
    place.rule != Rule::PlaceSuffix
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
            && scan.is_char(start, &['沿', '距', '至', '经'])
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

/// Whether numbers in a stem count or date something: `2022年|安置房`, `3.5万吨级|航道`.
fn counted(scan: &Scan, stem: Span) -> bool {
    stem.range().any(|at| {
        scan.text.chars()[at].is_ascii_digit()
            && scan.is_char(
                at + 1,
                &['年', '月', '日', '万', '亿', '余', '多', '个', '条', '.', '%', '米', '公', '平'],
            )
    })
}

/// Whether the name is all of a quotation and ends with one weak character: `“重走某某路”`.
fn slogan(scan: &Scan, start: usize, suffix: Hit) -> bool {
    suffix.span.len() == 1
        && !suffix.classes.any(Classes::ADMIN_SUFFIX)
        && scan.is_char(start.wrapping_sub(1), &['“'])
        && scan.is_char(suffix.span.end, &['”'])
}

/// Whether a title begins with the suffix: the second 镇 of `河店镇镇长`.
fn titled(scan: &Scan, suffix: Hit) -> bool {
    let next = suffix.span.start + 1;
    suffix.span.len() == 1
        && scan.starts(suffix.span.start, Classes::TITLE | Classes::FOLK)
        && !scan.is_char(next, &[scan.text.chars()[suffix.span.start]])
        && scan.text.at(suffix.span.start.wrapping_sub(1)) == scan.text.at(suffix.span.start)
}

/// Whether an ordinary word that begins with the name, or all but one weak character of it, swallows it: `农村`.
pub(super) fn cut(scan: &Scan, suffix: Hit, start: usize) -> bool {
    let words = Classes::NEVER | Classes::GENERIC | Classes::ORDINARY | Classes::STOP | Classes::QUANTITY;
    let weak = |at: usize| {
        scan.single(at).any(
            Classes::PLAIN_STOP | Classes::QUANTITY | Classes::STOP | Classes::GENERIC | Classes::AFTER_OTHER,
        )
    };
    let road = suffix.classes.any(Classes::ROAD_SUFFIX);
    let weak_suffix = suffix.classes.any(Classes::WEAK);
    scan.ending(suffix.span.end, words).any(|hit| {
        let rest = hit.span.start.saturating_sub(start);
        // `委|农村`: a word that is no place's name at all; `走|新路` for roads.
        let never = road
            && suffix.span.len() == 1
            && rest <= 1
            && hit.classes.any(Classes::NEVER | Classes::ORDINARY)
            && !hit.classes.any(Classes::ROAD_SUFFIX)
            || weak_suffix && suffix.span.len() > 1 && hit.classes.any(Classes::NEVER);
        hit.span.len() > suffix.span.len()
            && (hit.span.start <= start || hit.span.start == start + 1 && weak(start) || never)
    })
}
