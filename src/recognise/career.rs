//! Posts told by the lines of a CV: `1990.06—1993.05　海澄镇党委书记`.

use crate::kind::Kind;
use crate::text::{Gap, Span};

use super::after::title_from;
use super::posts::fill;
use super::scan::Scan;
use super::tense::PostState;
use super::{Mention, Post};

/// How far below a name its CV may begin, in characters.
const BELOW: usize = 120;

/// Most lines between a name and its CV.
const BETWEEN: usize = 2;

/// The posts of the CV below a name: the one up to now is held, those before are over.
pub(super) fn posts(scan: &Scan, mentions: &[Mention], holder: usize) -> Vec<Post> {
    let Span { start, end } = mentions[holder].span;
    // `简历：某某`, or a line of its own.
    if scan.text.gap(start) < Gap::Space && start > 0 && !scan.is_char(start - 1, &[':']) {
        return Vec::new();
    }
    let others = mentions[holder + 1..].iter().find(|other| other.kind == Kind::Official);
    let most = (end + BELOW).min(scan.text.len()).min(others.map_or(usize::MAX, |other| other.span.start));
    let lines = (end..most).filter(|&at| scan.text.gap(at) >= Gap::Break).take(BETWEEN);
    let mut out = Vec::new();
    let Some(mut at) = lines.into_iter().find(|&at| term(scan, at).is_some()) else { return out };
    while let Some((from, open)) = term(scan, at) {
        let mut line: Vec<Post> = Vec::new();
        let mut next = from;
        while let Some(post) = title_from(scan, mentions, holder, next, true) {
            let state = if open { post.state } else { PostState::Former };
            next = post.title.end + 1;
            let joined = scan.is_char(post.title.end, &['、', '兼']) && scan.text.gap(next) < Gap::Break;
            line.push(Post { state, ..post });
            if !joined {
                break;
            }
        }
        fill(&mut line);
        out.extend(line);
        let Some(below) = (from..scan.text.len()).find(|&at| scan.text.gap(at) >= Gap::Break) else { break };
        at = below;
    }
    out
}

/// Whether the line above a position is one of a CV.
pub(super) fn ends_above(scan: &Scan, at: usize) -> bool {
    let from = at.saturating_sub(BELOW);
    let begins = (from..at).rev().find(|&at| at == 0 || scan.text.gap(at) >= Gap::Break);
    begins.is_some_and(|at| term(scan, at).is_some())
}

/// Where the years of a line end, if it begins with a term, and whether that goes on.
fn term(scan: &Scan, at: usize) -> Option<(usize, bool)> {
    let at = day(scan, at)?;
    let mut end = at;
    while scan.is_char(end, &['—', '-', '–', '－', '至', '~', '～', '一']) {
        end += 1;
    }
    if end == at {
        return None;
    }
    Some(match day(scan, end) {
        Some(end) => (end, false),
        None => (end + usize::from(scan.is_char(end, &['今'])), true),
    })
}

/// Where a month of a year ends: `1990.06`, `1990年6月`.
fn day(scan: &Scan, at: usize) -> Option<usize> {
    let digits = |from: usize, most: usize| {
        (from..from + most).take_while(|&at| scan.text.at(at).is_some_and(|c| c.is_ascii_digit())).count()
    };
    if digits(at, 5) != 4 || !scan.is_char(at + 4, &['.', '年', '/']) {
        return None;
    }
    let month = digits(at + 5, 3);
    let end = at + 5 + month;
    (1..=2).contains(&month).then(|| end + usize::from(scan.is_char(end, &['月'])))
}
