//! Names that carry their head noun: `滨河路东延工程`, `锦绣二期项目`.

use crate::dictionary::Classes;
use crate::kind::Kind;
use crate::recognise::scan::{Hit, Scan};
use crate::recognise::walk::{self, Edge};
use crate::recognise::{Candidate, LEVELS, Rule};
use crate::text::{Gap, Span, is_han, is_mark};

use super::{Found, LONGEST, ends_with};

/// The name that ends with a head, if its beginning can be told and it is no generic phrase.
pub(super) fn headed(scan: &Scan, head: Hit, found: &Found) -> Option<Candidate> {
    let head = whole(scan, head);
    let (floor, edge) = walk::reach(scan, head.span.end, LONGEST);
    let bare = floor >= head.span.start;
    if bare && joined(scan, floor, head.span) == floor || edge == Edge::Limit || routine(scan, head.span) {
        return None;
    }
    let mut start = walk::trim_front(scan, floor, head.span.start);
    if let Some(place) = walk::first_place(scan, Span::new(start, head.span.start))
        && walk::specific(scan, Span::new(start, place.start)) == 0
    {
        start = place.start;
    }
    start = built_by(scan, joined(scan, start, head.span), head.span.start, found);
    let stem = Span::new(start, head.span.start);
    if stem.len() < 2 || is_mark(scan.text.chars()[start]) && scan.text.chars()[start] != '“' {
        return None;
    }
    let specific = walk::specific(scan, stem);
    let after = after_place(scan, stem, found);
    let named = after.map(|(at, full)| names(scan, Span::new(at, stem.end), head, full));
    let weak = head.classes.any(Classes::WEAK);
    // `某区政府连夜|安置群众`: an organ that acts.
    let organ = |at: usize| scan.longest_to(at, Classes::CORE).is_some_and(|hit| hit.span.len() > 1);
    let acts = after.is_some_and(|(at, _)| organ(at));
    if weak && acts {
        return None;
    }
    let too_weak = weak && specific + usize::from(named == Some(true)) < 2;
    let shown = visited(scan, stem, head.span);
    if named != Some(true) && !shown && (weak || named == Some(false) || specific < 2) || too_weak && !shown {
        return None;
    }
    // `《某县2023年背街小巷改造实施方案》`: a document tells what is to be done.
    let titled = scan.is_char(start.wrapping_sub(1), &['《']) && !scan.is_char(head.span.end, &['》']);
    let dated = stem
        .range()
        .any(|at| scan.is_char(at, &['年']) && scan.text.at(at - 1).is_some_and(|c| c.is_ascii_digit()));
    if dated && (titled || undescribed(scan, stem)) {
        return None;
    }
    let span = Span::new(start, section(scan, head.span.end));
    Some(Candidate::new(span, Kind::Project, Rule::Headed, if named == Some(true) { 8 } else { 2 }))
}

/// Words for works on what is there already.
const RENEWED: [&str; 9] = ["改造", "提升", "扩建", "拓宽", "修缮", "加固", "整修", "改扩建", "修复"];

/// Whether nothing but its weight follows the year: `某区2023年四季度|重点项目`.
fn undescribed(scan: &Scan, stem: Span) -> bool {
    let words = Classes::NEVER | Classes::QUANTITY | Classes::STOP | Classes::VAGUE;
    let year = stem.range().rev().find(|&at| scan.is_char(at, &['年']));
    year.is_some_and(|at| laid(scan, Span::new(at + 1, stem.end), words))
}

/// Where a name begins after who builds it: `某某经济开发区|建设|某某基地项目`, but not in `某某县建设路改造工程`.
fn built_by(scan: &Scan, start: usize, end: usize, found: &Found) -> usize {
    let verb = |at: usize| scan.starting(at, Classes::BUILDS).find(|verb| verb.span.len() == 2);
    let name = |at: usize| {
        let road = scan.single(at).any(Classes::PLACE_SUFFIX);
        at + 4 <= end && !road && walk::specific(scan, Span::new(at, end)) >= 2
    };
    let builders = found.starting(start).filter(|builder| builder.len() >= 4);
    let begins = builders.filter_map(|builder| verb(builder.end)).map(|verb| verb.span.end);
    begins.filter(|&at| name(at)).max().unwrap_or(start)
}

/// The head with the common expression it only ends: `易地|搬迁`.
fn whole(scan: &Scan, head: Hit) -> Hit {
    let words = Classes::GENERIC | Classes::NEVER;
    let wider = scan.ending(head.span.end, words).find(|hit| hit.span.start < head.span.start);
    match wider {
        Some(wider) if !head.classes.any(Classes::CAMPAIGN) && wider.span.len() <= 4 => {
            Hit { span: wider.span, classes: head.classes | Classes::WEAK, ..head }
        }
        _ => head,
    }
}

/// Work that goes on and is no project: `内涝整治|工作`.
fn routine(scan: &Scan, head: Span) -> bool {
    !ends_with(scan, head, &["项目", "工程"])
        && scan.text.gap(head.end) < Gap::Break
        && scan.is_char(head.end, &['工'])
        && scan.is_char(head.end + 1, &['作'])
}

/// Where the place or level that begins a name ends, and whether it is a place by its full name.
fn after_place(scan: &Scan, stem: Span, found: &Found) -> Option<(usize, bool)> {
    let tree = walk::first_place(scan, stem).filter(|place| place.start == stem.start).map(|place| place.end);
    let other = found.starting(stem.start).filter(|span| span.end < stem.end).map(|span| span.end).max();
    if let Some(at) = tree.max(other) {
        let last = scan.single(at - 1);
        return Some((
            at,
            last.any(Classes::ADMIN_SUFFIX)
                || scan.is(Span::new(stem.start, at), Classes::PLACE)
                || at >= stem.start + 3 && last.any(Classes::PLACE_SUFFIX),
        ));
    }
    let zone = scan
        .longest_from(stem.start, Classes::ZONE_SUFFIX)
        .filter(|hit| hit.span.len() >= 4 && hit.span.end < stem.end);
    if let Some(zone) = zone {
        return Some((zone.span.end, false));
    }
    let level = LEVELS.contains(&scan.text.chars()[stem.start]) && stem.len() >= 4;
    let part = scan.starts(stem.start, Classes::GENERIC | Classes::NEVER | Classes::ORDINARY);
    (level && !part).then_some((stem.start + 1, false))
}

/// Whether what follows a place makes a name: an institution, or more than modifiers.
fn names(scan: &Scan, rest: Span, head: Hit, full: bool) -> bool {
    let institution = rest.range().any(|at| {
        scan.starting(at, Classes::BODY_SUFFIX | Classes::FACILITY).any(|hit| {
            // `人民医院|整体`: a modifier of the work may follow.
            let after = Span::new(hit.span.end, rest.end.max(hit.span.end));
            hit.span.end <= rest.end
                && (after.is_empty() || hit.span.len() >= 3 && laid(scan, after, Classes::GENERIC))
                && (hit.span.len() >= 3 || rest.len() >= 4)
                && !hit.classes.any(Classes::COMPANY | Classes::TRADE | Classes::CORE)
        })
    });
    let owner = scan
        .longest_to(rest.start, Classes::BODY_SUFFIX)
        .is_some_and(|hit| hit.span.len() >= 2 && !hit.classes.any(Classes::COMPANY | Classes::TRADE));
    let inner = ends_with(scan, rest, &["项目", "工程"]);
    let institution = institution || owner && !inner && ends_with(scan, head.span, &["项目", "工程"]);
    // A town's road or canal works are its own, unless only their weight is told: `某镇通村路项目`, `某县重点项目`.
    let words = Classes::NEVER | Classes::QUANTITY | Classes::STOP;
    // `某县220千伏输变电工程`: a long head tells the work by itself.
    let told = !rest.is_empty() && head.span.len() >= 5 && !head.classes.any(Classes::WEAK);
    // `某某灌区续建配套工程`: whatever is done to a site is a work of its own, and seldom to a town.
    let site = scan.longest_to(rest.start, Classes::PLACE_SUFFIX).is_some_and(|hit| {
        hit.span.len() > 1 && !hit.classes.any(Classes::ADMIN_SUFFIX | Classes::ZONE_SUFFIX)
    });
    // `某某大道慢行系统改造`, `某某小区管网更新`: what is renewed.
    let renewed = site && ends_with(scan, head.span, &RENEWED);
    let own = (full || site)
        && (renewed || ends_with(scan, head.span, &["项目", "工程"]))
        && (told || site || !laid(scan, rest, words | Classes::VAGUE));
    institution || own || !laid(scan, rest, words | Classes::GENERIC)
}

/// Whether a span is nothing but words of the classes laid end to end.
fn laid(scan: &Scan, span: Span, words: Classes) -> bool {
    let mut reach = vec![false; span.len() + 1];
    reach[0] = true;
    for offset in 0..span.len() {
        if !reach[offset] {
            continue;
        }
        let at = span.start + offset;
        let plain = scan.text.chars()[at].is_ascii_digit() || scan.single(at).any(Classes::QUANTITY | words);
        reach[offset + 1] |= plain;
        for hit in scan.starting(at, words).filter(|hit| {
            hit.span.end <= span.end && !hit.classes.any(Classes::PLACE_SUFFIX | Classes::FACILITY)
        }) {
            reach[hit.span.end - span.start] = true;
        }
    }
    reach[span.len()]
}

/// Whether someone stands at the site of the work: `在光伏组件项目|现场`.
fn visited(scan: &Scan, stem: Span, head: Span) -> bool {
    let before = scan.is_char(stem.start.wrapping_sub(1), &['在', '到', '进', '入']);
    let site = scan.is_char(head.end, &['现']) && scan.is_char(head.end + 1, &['场']);
    before && site && stem.len() >= 6 && ends_with(scan, head, &["项目", "工程"])
}

/// The section of a work: `高速改扩建工程|奉化段`.
fn section(scan: &Scan, end: usize) -> usize {
    let end = phase(scan, end);
    let piece = (end + 2..end + 5).find(|&at| scan.is_char(at, &['段']));
    let name = |to: usize| {
        (end..to).all(|at| scan.text.gap(at) < Gap::Space && scan.text.at(at).is_some_and(is_han))
            && (scan.is(Span::new(end, to), Classes::SHORT_PLACE | Classes::PLACE)
                || walk::specific(scan, Span::new(end, to)) == to - end)
    };
    piece.filter(|&to| name(to)).map_or(end, |to| to + 1)
}

/// The phase told after the head: `智谷项目|二期`, `智谷项目|(一期)`.
fn phase(scan: &Scan, end: usize) -> usize {
    let open = usize::from(scan.is_char(end, &['(']));
    let number = scan.single(end + open).any(Classes::QUANTITY) || scan.is_char(end + open, &['首']);
    let closed = open == 0 || scan.is_char(end + 3, &[')']);
    let is = number && scan.is_char(end + open + 1, &['期']) && closed && scan.text.gap(end) < Gap::Space;
    if is { end + 2 + 2 * open } else { end }
}

/// Steps back over `至`, `及`, `暨` where what stands before them begins the name.
fn joined(scan: &Scan, start: usize, head: Span) -> usize {
    if start >= 6 && scan.is_char(start - 1, &['与', '和']) {
        return twofold(scan, start, head);
    }
    if start < 4 || !scan.is_char(start - 1, &['至', '及', '暨']) {
        return start;
    }
    let (floor, edge) = walk::left(scan, start - 1, 20);
    let lead = Span::new(floor, start - 1);
    // `政务服务中心|暨|孵化大厦项目`: two buildings in one.
    let both = scan.is_char(start - 1, &['暨'])
        && scan
            .longest_to(start - 1, Classes::FACILITY | Classes::BODY_SUFFIX | Classes::PLACE_SUFFIX)
            .is_some_and(|hit| hit.span.len() > 1);
    let known = !scan.is_char(start - 1, &['暨']) && lead.len() <= 12 && walk::specific(scan, lead) >= 2;
    if edge != Edge::Limit && lead.len() >= 2 && (known || both) {
        walk::trim_front(scan, floor, start - 1)
    } else {
        start
    }
}

/// One work of two sorts: `某某灌区续建配套|与|现代化改造项目`, where the second says nothing alone.
fn twofold(scan: &Scan, start: usize, head: Span) -> usize {
    let (floor, edge) = walk::left(scan, start - 1, 20);
    let floor = walk::trim_front(scan, floor, start - 1);
    let lead = Span::new(floor, start - 1);
    let whole = Classes::FACILITY | Classes::BODY_SUFFIX | Classes::PLACE_SUFFIX;
    let ends = scan.longest_to(start - 1, whole).is_some_and(|hit| hit.span.len() > 1)
        || ends_with(scan, lead, &["项目", "工程"]);
    let work = scan.ends(start - 1, Classes::WORK | Classes::GENERIC);
    let words = Classes::GENERIC | Classes::NEVER | Classes::ORDINARY;
    let vague = head.start <= start + 6 && laid(scan, Span::new(start, head.start.max(start)), words);
    let known = edge != Edge::Limit && lead.len() >= 5 && walk::specific(scan, lead) >= 2;
    if known && work && vague && !ends { floor } else { start }
}

/// A campaign without quotation marks, only where an unknown word names it.
pub(super) fn campaign(scan: &Scan, head: Hit, found: &Found) -> Option<Candidate> {
    if let Some(programme) = programme(scan, head.span) {
        return Some(programme);
    }
    let candidate = headed(scan, head, found)?;
    let stem = Span::new(candidate.span.start, head.span.start);
    let unknown = walk::first_place(scan, stem).is_none() && walk::specific(scan, stem) >= 3;
    let verbs = stem
        .range()
        .any(|at| scan.starting(at, Classes::AFTER_VERB | Classes::STOP).any(|hit| hit.span.end <= stem.end));
    (head.span.len() >= 4 && stem.len() <= 10 && unknown && !verbs)
        .then_some(Candidate { score: candidate.score - 6, ..candidate })
}

/// A programme of so many years, whatever words it is made of: `安全生产治本攻坚三年行动`.
fn programme(scan: &Scan, head: Span) -> Option<Candidate> {
    let years = |at: usize| {
        scan.is_char(at, &['年'])
            && scan.is_char(at - 1, &['一', '两', '二', '三', '四', '五', '六', '七', '八', '九', '十'])
    };
    let year = (head.end.saturating_sub(8)..head.end).find(|&at| at > 0 && years(at))?;
    // What it gets on with may be any verb: only one that gets on with the programme, or a mark, stands before it.
    let text = scan.text;
    let opens = |at: usize| {
        let carries =
            scan.longest_to(at, Classes::PUSH | Classes::BUILDS).is_some_and(|hit| hit.span.len() > 1);
        text.gap(at) >= Gap::Space || is_mark(text.chars()[at - 1]) || carries
    };
    let floor = (year.saturating_sub(LONGEST).max(1)..year - 1).rev().find(|&at| opens(at))?;
    let start = walk::trim_front(scan, floor, year - 1);
    let han = text.chars()[start..year].iter().all(|&c| is_han(c));
    let acts = (start..year - 1).any(|at| scan.single(at).any(Classes::PLAIN_STOP));
    (ends_with(scan, head, &["行动"]) && (start + 5..start + 18).contains(&year) && han && !acts)
        .then(|| Candidate::new(Span::new(start, head.end), Kind::Project, Rule::Headed, 0))
}
