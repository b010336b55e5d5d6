//! Names that end with a place suffix: `某某镇`, `某某大道`, `某某开发区`.

use crate::dictionary::Classes;
use crate::kind::Kind;
use crate::recognise::scan::{Hit, Scan};
use crate::recognise::walk::{self, Edge};
use crate::recognise::{Candidate, Rule};
use crate::text::{Span, is_han};

use super::begin::begin;
use super::{Found, runs_on};

/// Nations of one character that stand before a village or its country.
const NATIONS: [char; 14] =
    ['侗', '傣', '佤', '壮', '彝', '满', '瑶', '畲', '羌', '苗', '藏', '蒙', '黎', '土'];

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
    // `泰山乡|山高林密`: after a town or village one character begins what is said of it.
    let of_town = !admin
        && !classes.any(Classes::ROAD_SUFFIX)
        && scan.is_char(stem.end - 1, &['镇', '乡', '村'])
        && before.ending(stem.end..=stem.end).any(|place| place.span.start == start);
    if (town || of_town) && single {
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
    // `辗转湖|南、江西`: the suffix begins the name of a division in a list of them.
    let division = |hit: Hit| scan.is_char(hit.span.end, &['、', '省']);
    if single && scan.starting(end - 1, Classes::SHORT_PLACE).any(division) {
        return None;
    }
    // `沿成纪大道|一路走`: all the way along it.
    if scan.is_char(suffix.span.start, &['一']) && scan.ends(suffix.span.start, Classes::ROAD_SUFFIX) {
        return None;
    }
    // `廉洁文化进|小区`.
    if suffix.span.len() == 2 && stem.len() >= 3 && scan.is_char(suffix.span.start - 1, &['进']) {
        return None;
    }
    // `买买提江`: a name by sound, and no river.
    if single && !admin && (stem.len() < 2 || scan.ends(end, Classes::MINORITY)) {
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
    // `畲乡`, `侗寨`: whose country it is.
    let nation = stem.len() == 1 && scan.is_char(stem.start, &NATIONS);
    if prefix
        || nation
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
    let town = (stem.start + 2..stem.end.saturating_sub(1)).find(|&at| {
        scan.is_char(at, &['镇', '乡']) || scan.is_char(at, &['道']) && scan.is_char(at - 1, &['街'])
    })?;
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
    // `东乡|族`: a nation.
    let foreign = scan.is_char(end, &['·', '族']);
    // `河长`, `路长`: an office, and no river or road.
    let office = !suffix.classes.any(Classes::ADMIN_SUFFIX)
        && suffix.span.len() == 1
        && scan.starts(suffix.span.start, Classes::TITLE | Classes::FOLK);
    // `县委|农村工作`: the countryside is no village.
    let country = suffix.span.len() == 1
        && scan.is_char(end - 1, &['村'])
        && scan.is_char(end.wrapping_sub(2), &['农', '乡']);
    let swallowed = runs_on(scan, Span::new(suffix.span.start.saturating_sub(1), end));
    // `消防救援大队|长`.
    let head = scan.is_char(end - 1, &['队']) && scan.is_char(end, &['长']);
    // `张海旺任|乡长`: a post somebody takes.
    let takes = suffix.span.len() == 1
        && scan.starts(suffix.span.start, Classes::HEAD)
        && scan.is_char(end.wrapping_sub(2), &['任', '为', '当', '是']);
    !foreign && !head && !takes && !office && !country && !swallowed && !titled(scan, suffix)
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
