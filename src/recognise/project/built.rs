//! Buildings and plants that are projects because the text says they are being built.

use crate::dictionary::Classes;
use crate::kind::Kind;
use crate::recognise::scan::{Hit, Scan};
use crate::recognise::walk::{self, Edge};
use crate::recognise::{Candidate, Rule};
use crate::text::{Gap, Span, is_mark};

use super::{Found, LONGEST};

/// A facility right after a verb of building, or before `开工`, `投产` and the like.
pub(super) fn built(scan: &Scan, facility: Hit, found: &Found) -> Option<Candidate> {
    let end = facility.span.end;
    let companies = Classes::COMPANY | Classes::LOCAL | Classes::WEAK_SUFFIX | Classes::TRADE;
    if facility.span.len() < 2
        || (facility.classes.any(companies) && !facility.classes.any(Classes::FACILITY))
    {
        return None;
    }
    let longer = (facility.span.start..end).any(|at| {
        scan.starting(at, Classes::FACILITY | Classes::WORK | Classes::BODY_SUFFIX)
            .any(|hit| hit.span.end > end)
    });
    if longer {
        return None;
    }
    let (mut start, edge) = walk::left(scan, end, LONGEST);
    // Another rule may know better where the name begins.
    if let Some(other) = found.ending(end).map(|span| span.start).filter(|&at| at < start).min() {
        start = other;
    }
    // `大学建设|示范园`: the verb may as well stand in a name, so that the walk passed it.
    let weak = |at: &usize| {
        scan.ending(*at, Classes::BUILDS).any(|hit| hit.span.len() > 1 && hit.span.start >= start)
            && !scan.crosses(*at, Classes::ORDINARY | Classes::GENERIC)
    };
    if let Some(at) = (start + 2..facility.span.start).rev().find(weak) {
        start = at;
    }
    let verb = scan.ends(start, Classes::BUILDS) && scan.text.gap(start) < Gap::Break;
    let after = facility.classes.any(Classes::FACILITY) && says_so(scan, end);
    if !(verb || after) || start >= facility.span.start {
        return None;
    }
    start = walk::trim_front(scan, start, facility.span.start);
    let stem = Span::new(start, facility.span.start);
    let place = walk::first_place(scan, stem);
    let specific = walk::specific(scan, stem);
    let sense = place.is_some() || specific >= 2 || verb && specific == 1 && stem.len() >= 3;
    (sense && (edge != Edge::Limit || verb) && stem.len() >= 2).then(|| {
        Candidate::new(Span::new(start, end), Kind::Project, Rule::Headed, if verb { 22 } else { 10 })
    })
}

/// Whether the words right after say that something is being built or opened.
fn says_so(scan: &Scan, end: usize) -> bool {
    // `检修基地在某镇正式开工`.
    if scan.is_char(end, &['在']) {
        let opened = |at: &usize| {
            scan.starting(*at, Classes::BUILT).any(|hit| {
                ["开工", "奠基", "动工", "投产"]
                    .iter()
                    .any(|word| scan.spells(*at, word) == Some(hit.span.end))
            })
        };
        let over = |at: &usize| !scan.text.at(*at).is_none_or(is_mark);
        return (end + 2..end + 14).take_while(over).any(|at| opened(&at));
    }
    scan.text.gap(end) < Gap::Break
        && scan.starting(end, Classes::BUILT).any(|hit| {
            // `建设` must end the phrase: `产业园建设`, not `产业园建设者`.
            let next = hit.span.end;
            scan.text.gap(next) >= Gap::Space
                || scan.text.at(next).is_none_or(|c| !crate::text::is_han(c) || "进现中等的。".contains(c))
                || hit.span.len() > 2
                || !scan.is_char(hit.span.start, &['建'])
        })
}
