//! The user's words, which always win, and the longer names that may be built on them.

use crate::dictionary::Classes;
use crate::kind::Kind;
use crate::text::Span;

use super::scan::Scan;
use super::{Candidate, Rule};

/// Weight of a character of a user's word: nothing the rules propose can outweigh it.
pub(super) const WEIGHT: i32 = 100_000;

/// The user's words; a quotation mark that opens before one and closes inside it is taken in.
pub(super) fn propose(scan: &Scan) -> Vec<Candidate> {
    let hits = scan.hits().filter(|hit| hit.classes.any(Classes::USER));
    hits.filter_map(|hit| {
        let entry = hit.entry?;
        let mut span = hit.span;
        let closes = scan.text.chars()[span.range()].iter().position(|&c| c == '”');
        let opens = scan.text.chars()[span.range()].iter().position(|&c| c == '“');
        if closes.is_some()
            && opens.is_none_or(|open| Some(open) > closes)
            && scan.is_char(span.start.wrapping_sub(1), &['“'])
        {
            span.start -= 1;
        }
        Some(Candidate {
            span,
            kind: scan.dictionaries.entry(entry).kind,
            score: WEIGHT * span.len() as i32 + 1,
            rule: Rule::Dictionary,
            entry: Some(entry),
            head: None,
        })
    })
    .collect()
}

/// Lets a longer name keep the weight of the user's words inside it.
///
/// `鼓楼区` of a user's list stays part of `鼓楼区教育局`, and the head noun after a user's project belongs to its
/// span: a place or body inside a body, a project before its head, and nothing else. `own` is the number of
/// the user's candidates at the front of the list.
pub(super) fn extend(scan: &Scan, own: usize, all: &mut [Candidate]) {
    let (users, others) = all.split_at_mut(own);
    if users.is_empty() {
        return;
    }
    users.sort_by_key(|user| (user.span.start, usize::MAX - user.span.end));
    for other in others {
        let from = users.partition_point(|user| user.span.start + LONGEST < other.span.start);
        let near = users[from..].iter().take_while(|user| user.span.start < other.span.end);
        let mut weight = 0;
        let mut end = 0;
        let mut entry = None;
        let mut fits = true;
        for user in near.filter(|user| user.span.overlaps(other.span)) {
            fits &= other.span.contains(user.span) && user.span != other.span && builds(scan, other, user);
            if user.span.start >= end {
                weight += user.score;
                end = user.span.end;
                entry = entry.or(user.entry.filter(|_| other.kind == Some(Kind::Project)));
            }
        }
        if fits && weight > 0 {
            other.score += weight;
            other.entry = entry;
        }
    }
}

/// Longest user's word looked back for, in characters.
const LONGEST: usize = 40;

/// Whether a longer candidate may take a user's word in.
fn builds(scan: &Scan, longer: &Candidate, user: &Candidate) -> bool {
    match (longer.kind, user.kind) {
        (Some(Kind::Body), Some(Kind::Place | Kind::Body)) => {
            matches!(longer.rule, Rule::Organ | Rule::BodySuffix)
        }
        (Some(Kind::Project), Some(Kind::Project)) => {
            let head = Span::new(user.span.end, longer.span.end);
            longer.span.start == user.span.start && scan.is(head, Classes::WORK | Classes::CAMPAIGN)
        }
        _ => false,
    }
}
