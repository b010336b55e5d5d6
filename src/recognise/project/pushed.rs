//! Lists of works right after a verb that gets on with them: `加快甲产业园、乙交易中心建设`, and lists a count
//! announces: `14个重点项目,分别是:…`.

use crate::dictionary::Classes;
use crate::kind::Kind;
use crate::recognise::scan::{Hit, Scan};
use crate::recognise::walk::{self, Edge};
use crate::recognise::{Candidate, Rule};
use crate::text::{Gap, Span, is_mark};

use super::listed::{done, modest, number, pair, worthy};
use super::quoted::opening;
use super::{Found, LONGEST, ends_with};

/// Longest list that is looked at, in characters.
const STRETCH: usize = 160;

/// Words between a count of projects and their list.
const LINKS: [&str; 10] =
    ["分别是", "分别为", "其中包括", "包括", "主要有", "主要是", "包含", "有:", "是:", "为:"];

/// The same right after the count itself: `民生项目2个,为甲和乙`.
const COUNTED: [&str; 4] = ["为", "即", "涉及", "涵盖"];

/// What ends the name of a work, or of a building that is a project while it is being built.
fn ending(scan: &Scan, end: usize) -> Option<Hit> {
    scan.longest_to(end, Classes::WORK | Classes::FACILITY)
}

/// The works listed after a verb, where the list or what follows says that they are works.
pub(super) fn pushed(scan: &Scan, verb: Hit, found: &Found, out: &mut Vec<Candidate>) {
    let from = verb.span.end + usize::from(scan.is_char(verb.span.end, &['了']));
    if scan.starts(from, Classes::BUILDS | Classes::PUSH) {
        return;
    }
    let (mut items, to) = split(scan, from, false);
    let Some(last) = items.pop() else { return };
    // Where two of them are works by their words, the last need not be one.
    let worked = items.iter().filter(|item| scan.ends(item.end, Classes::WORK)).count() > 1;
    let open = worked.then_some((to, false));
    let Some((end, tail)) = name_end(scan, Span::new(last.start, to)).or(open) else { return };
    let mut last = Span::new(last.start, end);
    while let Some(and) = pair(scan, last) {
        items.push(Span::new(last.start, and));
        last = Span::new(and + 1, end);
    }
    items.push(last);
    items.iter_mut().for_each(|item| *item = done(scan, *item));
    // `某公路改建|工程、…`: the verb is part of a name itself.
    if scan.starts(items[0].start, Classes::WORK | Classes::FACILITY) {
        return;
    }
    let builds = verb.classes.any(Classes::BUILDS);
    let work = |item: &Span| {
        scan.longest_to(item.end, Classes::WORK).is_some_and(|hit| !hit.classes.any(Classes::WEAK))
    };
    let several = items.len() > 1;
    // `谋划建设某开发区政务服务中心项目`: somebody builds it, and where or what for is told.
    let told = Classes::BODY_SUFFIX | Classes::ZONE_SUFFIX;
    let whole = builds
        && !several
        && last.len() >= 10
        && ends_with(scan, last, &["项目"])
        && last.range().any(|at| scan.starting(at, told).any(|hit| hit.span.len() >= 4));
    // `重点推进甲厂改造、乙大厦整修、丙数字坊`: works of any sort, two of them by their words.
    let weak = |item: &&Span| scan.ends(item.end, Classes::WORK);
    let works = items.len() > 2 && items.iter().filter(weak).count() > 1;
    let shown = tail || whole || works || builds && several || several && items.iter().any(work);
    if !shown {
        return;
    }
    let carried = several && tail && ends_with(scan, last, &["项目", "工程"]);
    let mut plain: Vec<Span> = Vec::new();
    let before = out.len();
    for &item in &items {
        let own = ending(scan, item.end).filter(|hit| hit.span.start > item.start);
        let short = carried && item.len() <= 8 && walk::specific(scan, item) >= 2;
        let zone = several
            && scan
                .longest_to(item.end, Classes::ZONE_SUFFIX)
                .is_some_and(|hit| hit.classes.any(Classes::WEAK));
        // A place of its own stays one, whatever is done there.
        let land = own.is_none() && found.ending(item.end).any(|span| span.start <= item.start);
        if begin(scan, item) > item.start || land || !(own.is_some() || short || zone) {
            continue;
        }
        let stem = Span::new(item.start, own.map_or(item.end, |hit| hit.span.start));
        let sense = walk::first_place(scan, stem).is_some() || walk::specific(scan, stem) >= 2;
        if whole || sense && worthy(scan, item) {
            out.push(Candidate::new(item, Kind::Project, Rule::Listed, 22));
        } else if modest(scan, item) {
            plain.push(item);
        }
    }
    // Beside a name, a building of common words is one too.
    if out.len() > before {
        out.extend(plain.into_iter().map(|item| Candidate::new(item, Kind::Project, Rule::Listed, 22)));
    }
}

/// Where the name of an item begins; two buildings in one may be joined: `服务中心|暨|孵化大厦项目`.
fn begin(scan: &Scan, item: Span) -> usize {
    let (mut start, mut edge) = walk::reach(scan, item.end, LONGEST);
    while edge == Edge::Stop && start > item.start && scan.is_char(start - 1, &['暨']) {
        (start, edge) = walk::reach(scan, start - 1, LONGEST);
    }
    start
}

/// The works after a count that announces them: `实地观摩14个重点项目,分别是:甲镇的乙工程,…`.
pub(super) fn announced(scan: &Scan, head: Span, out: &mut Vec<Candidate>) {
    let text = scan.text;
    // `工业项目7个,包括`.
    let counted = number(scan, head.end).map(|end| end + 1).filter(|&end| end > head.end + 1);
    let at = counted.unwrap_or(head.end);
    // `新签约项目清单中,有`.
    let list = ["清单中", "名单中", "清单里", "名单里"].iter().find_map(|word| scan.spells(at, word));
    let comma = |at: usize| at + usize::from(scan.is_char(at, &[',']));
    let at = comma(list.unwrap_or(at));
    let after_count = COUNTED.iter().filter(|_| counted.is_some());
    let mut links = LINKS.iter().chain(after_count);
    let has = || list.map(|_| at + usize::from(scan.is_char(at, &['有'])));
    let Some(from) = links.find_map(|word| scan.spells(at, word)).or_else(has) else { return };
    let from = from + usize::from(scan.is_char(from, &[':']));
    let (items, _) = split(scan, from, true);
    let two = |item: Span| match pair(scan, item).filter(|&and| scan.is_char(and, &['和'])) {
        Some(and) => vec![Span::new(item.start, and), Span::new(and + 1, item.end)],
        None => vec![item],
    };
    let items: Vec<Span> = items.into_iter().flat_map(two).collect();
    if items.len() < 2 {
        return;
    }
    for item in items {
        // `某某镇|的文旅综合体`: whose it is does not belong to the name.
        let of = item.range().find(|&at| scan.is_char(at, &['的']));
        let item = Span::new(of.map_or(item.start, |at| at + 1), item.end);
        let item = Span::new(item.start, item.end - usize::from(ends_with(scan, item, &["等"])));
        // `某某文旅城|投资均超20亿元`.
        let sum = (item.start + 4..item.end).find(|&at| scan.spells(at, "投资").is_some());
        let digits = sum.is_some_and(|at| (at..item.end).any(|at| text.chars()[at].is_ascii_digit()));
        let item = Span::new(item.start, sum.filter(|_| digits).unwrap_or(item.end));
        let words = Classes::NEVER | Classes::GENERIC | Classes::ORDINARY;
        let named = item.len() >= 4 && !scan.is(item, words) || worthy(scan, item);
        if item.len() <= LONGEST && named {
            out.push(Candidate::new(item, Kind::Project, Rule::Listed, 24));
        }
    }
}

/// The items from a position to the end of the list, and where the list ends.
fn split(scan: &Scan, from: usize, commas: bool) -> (Vec<Span>, usize) {
    let text = scan.text;
    let mut items = Vec::new();
    let (mut start, mut at) = (from, from);
    let stretch = if commas { STRETCH * 2 } else { STRETCH };
    while at < text.len() && at < from + stretch {
        if at > from && text.gap(at) >= Gap::Break {
            break;
        }
        match text.chars()[at] {
            '、' => {
                items.push(Span::new(start, at));
                start = at + 1;
            }
            ',' if commas => {
                items.push(Span::new(start, at));
                start = at + 1;
            }
            '(' => at = close(scan, at, ')').unwrap_or(at),
            '“' => at = close(scan, at, '”').unwrap_or(at),
            '·' => {}
            c if is_mark(c) => break,
            _ => {}
        }
        at += 1;
    }
    items.push(Span::new(start, at));
    items.retain(|item| !item.is_empty());
    (items, at)
}

/// The mark that closes the one at a position.
fn close(scan: &Scan, open: usize, mark: char) -> Option<usize> {
    let at = (open + 1..(open + 28).min(scan.text.len())).find(|&at| scan.is_char(at, &[mark]))?;
    (mark == ')' || opening(scan, at) == Some(open)).then_some(at)
}

/// Where the last name of a list ends, and whether words of building or success follow.
fn name_end(scan: &Scan, rest: Span) -> Option<(usize, bool)> {
    let ends = |end: usize| ending(scan, end).is_some_and(|hit| hit.span.start > rest.start);
    (rest.start + 2..=rest.end).rev().find_map(|end| {
        if !ends(end) {
            return None;
        }
        let name = done(scan, Span::new(rest.start, end));
        if name.end < end {
            return Some((name.end, true));
        }
        // `电商产业园|项目`: the head is part of the name.
        if scan.is_char(end, &['项']) && scan.is_char(end + 1, &['目']) && end + 2 <= rest.end {
            return Some((end + 2, true));
        }
        let zone = |end: usize| scan.ends(end, Classes::ZONE_SUFFIX);
        if ends_with(scan, name, &["建设"]) && zone(end - 2) {
            return Some((end - 2, true));
        }
        let tail = follows(scan, end);
        (tail || end == rest.end).then_some((end, tail))
    })
}

/// Whether words that tell of building or success follow, an adverb before them or not: `尽快|落地`.
fn follows(scan: &Scan, end: usize) -> bool {
    let built = |at: usize| scan.text.gap(at) < Gap::Break && scan.starts(at, Classes::BUILT);
    built(end)
        || scan
            .starting(end, Classes::AFTER_OTHER | Classes::STOP)
            .any(|hit| hit.span.len() == 2 && built(hit.span.end))
}
