//! Items of a list of projects, each with its number or sign: `●某某产业园:主体完工`, `2.某某酒店群(某某镇)`.

use crate::dictionary::Classes;
use crate::kind::Kind;
use crate::recognise::scan::Scan;
use crate::recognise::{Candidate, Rule};
use crate::text::{Gap, Span, is_han, is_mark, is_sign};

use super::LONGEST;

/// Proposes the items of every list that has at least two which say of themselves that they are works.
pub(super) fn marked(scan: &Scan, out: &mut Vec<Candidate>) {
    // Each with whether it ends with a word for a work.
    let mut found: Vec<(Span, bool)> = Vec::new();
    for (at, &c) in scan.text.chars().iter().enumerate() {
        let from = match c {
            c if c.is_ascii_digit() => number(scan, at),
            c if is_sign(c) => opens(scan, at).then_some(at + 1),
            _ => None,
        };
        found.extend(from.and_then(|from| item(scan, from)));
    }
    if found.iter().filter(|(_, work)| *work).count() < 2 {
        return;
    }
    // `2.某某酒店群(某某镇)`: between works another is one, whatever it ends with.
    let work = |at: usize| found.get(at).is_some_and(|(_, work)| *work);
    let beside = |at: usize| work(at) || work(at + 1) || at > 0 && work(at - 1);
    let items = found.iter().enumerate().filter(|(at, _)| beside(*at));
    out.extend(items.map(|(_, (item, _))| Candidate::new(*item, Kind::Project, Rule::Listed, 24)));
}

/// Whether an item can begin at a position: on a line of its own, or after what ends the one before.
fn opens(scan: &Scan, at: usize) -> bool {
    scan.text.gap(at) >= Gap::Break || scan.is_char(at.wrapping_sub(1), &[';', '。', ':'])
}

/// The end of an item's number: `2.`, `3、`.
fn number(scan: &Scan, at: usize) -> Option<usize> {
    let digit = |at: usize| scan.text.at(at).is_some_and(|c| c.is_ascii_digit());
    let end = at + 1 + usize::from(digit(at + 1));
    (opens(scan, at) && scan.is_char(end, &['.', '、'])).then_some(end + 1)
}

/// The name that begins at a position, where what follows says that it is a work: how far it is, or whose.
fn item(scan: &Scan, from: usize) -> Option<(Span, bool)> {
    let text = scan.text;
    let named = |at: &usize| {
        text.at(*at).is_some_and(|c| is_han(c) || c.is_ascii_alphanumeric())
            && (*at == from || text.gap(*at) < Gap::Space)
    };
    let end = (from..from + LONGEST).take_while(named).last()? + 1;
    let name = Span::new(from, end);
    let works = Classes::FACILITY | Classes::WORK | Classes::ZONE_SUFFIX | Classes::PLACE_SUFFIX;
    let work = scan.longest_to(end, works).is_some_and(|hit| hit.span.len() > 1 && hit.span.start > from);
    // `主体完工`, `完成管网铺设7.2公里`, `设备安装完成六成`.
    let rest = |to: usize| (end + 1..to).take_while(|&at| !scan.is_char(at, &[',', '。', ';']));
    let built =
        || rest(end + 12).any(|at| scan.starts(at, Classes::BUILT) || scan.spells(at, "完成").is_some());
    // `(某某镇,某某集团)`.
    let owner = Classes::ADMIN_SUFFIX | Classes::ORGAN | Classes::COMPANY;
    let ends = |at: usize| {
        text.at(at).is_some_and(is_mark) && (scan.ends(at, owner) || scan.single(at - 1).any(owner))
    };
    let owned = || (end + 2..end + 24).take_while(|&at| !scan.is_char(at - 1, &[')'])).any(ends);
    let told = scan.is_char(end, &[':']) && built() || scan.is_char(end, &['(']) && owned();
    (name.len() >= 4 && told && (work || name.len() >= 6)).then_some((name, work))
}
