//! Picks the best set of candidates that do not overlap.

use super::Candidate;

/// What each mention costs, so that one long name outweighs two short ones on the same ground.
const COST: i32 = 12;

/// Weighted interval scheduling: of all disjoint sets the one with the greatest sum of scores.
///
/// Ties go to the set whose last candidate ends later and starts earlier, so that the result never depends on
/// the order in which rules proposed. Candidates without a positive score are never taken.
pub(super) fn decide(mut candidates: Vec<Candidate>) -> Vec<Candidate> {
    for candidate in &mut candidates {
        candidate.score -= COST;
    }
    candidates.retain(|candidate| candidate.score > 0 && !candidate.span.is_empty());
    candidates.sort_by_cached_key(order);
    candidates.dedup_by(|later, earlier| later.span == earlier.span);
    let n = candidates.len();
    // best[i]: greatest sum over the first i candidates; from[i]: whether the last of them is taken.
    let mut best = vec![0_i64; n + 1];
    let mut before = vec![0_usize; n];
    for (at, candidate) in candidates.iter().enumerate() {
        before[at] = candidates[..at].partition_point(|other| other.span.end <= candidate.span.start);
        best[at + 1] = best[at].max(best[before[at]] + i64::from(candidate.score));
    }
    let mut taken = Vec::new();
    let mut at = n;
    while at > 0 {
        if best[before[at - 1]] + i64::from(candidates[at - 1].score) >= best[at] && best[at] != best[at - 1]
        {
            taken.push(at - 1);
            at = before[at - 1];
        } else {
            at -= 1;
        }
    }
    taken.reverse();
    let mut keep = taken.into_iter().peekable();
    let mut at = 0;
    candidates.retain(|_| {
        let kept = keep.next_if_eq(&at).is_some();
        at += 1;
        kept
    });
    candidates
}

/// A number by which candidates stand in order: by end, by start, the better first, by kind, by rule.
fn order(candidate: &Candidate) -> u128 {
    let Candidate { span, score, kind, rule, .. } = *candidate;
    let place = (span.end as u128) << 88 | (span.start as u128) << 48;
    let kind = kind.map_or(0, |kind| 1 + kind as u128);
    place | u128::from(u32::MAX - score.max(0) as u32) << 16 | kind << 8 | rule as u128
}
