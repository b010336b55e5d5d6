//! Projects: listed under a head noun, carrying one, being built, or campaigns in quotation marks.

mod built;
mod headed;
mod listed;
mod marked;
mod pushed;
mod quoted;

use crate::dictionary::Classes;
use crate::text::{Gap, Span};

use super::Candidate;
use super::scan::{Hit, Scan};

/// Longest project name, in characters.
const LONGEST: usize = 34;

/// What other rules proposed, by where it starts and ends.
struct Found {
    starts: Vec<Span>,
    ends: Vec<Span>,
}

impl Found {
    fn new(candidates: &[Candidate]) -> Found {
        let mut starts: Vec<Span> = candidates.iter().map(|candidate| candidate.span).collect();
        let mut ends = starts.clone();
        starts.sort();
        ends.sort_by_key(|span| (span.end, span.start));
        Found { starts, ends }
    }

    fn starting(&self, at: usize) -> impl Iterator<Item = Span> {
        let from = self.starts.partition_point(|span| span.start < at);
        self.starts[from..].iter().copied().take_while(move |span| span.start == at)
    }

    fn ending(&self, at: usize) -> impl Iterator<Item = Span> {
        let from = self.ends.partition_point(|span| span.end < at);
        self.ends[from..].iter().copied().take_while(move |span| span.end == at)
    }
}

/// Proposes every project the text gives reason for.
pub(super) fn propose(scan: &Scan, out: &mut Vec<Candidate>) {
    let found = Found::new(out);
    marked::marked(scan, out);
    let ends = Classes::FACILITY
        | Classes::BODY_SUFFIX
        | Classes::BUILDS
        | Classes::PUSH
        | Classes::WORK
        | Classes::CAMPAIGN;
    for end in (1..=scan.text.len()).filter(|&end| scan.ends(end, ends)) {
        if let Some(facility) = scan.longest_to(end, Classes::FACILITY | Classes::BODY_SUFFIX) {
            out.extend(built::built(scan, facility, &found));
        }
        if let Some(verb) = scan.longest_to(end, Classes::BUILDS | Classes::PUSH) {
            pushed::pushed(scan, verb, &found, out);
        }
        let Some(head) = scan.longest_to(end, Classes::WORK | Classes::CAMPAIGN) else { continue };
        let Some(head) = core(scan, head) else { continue };
        if runs_on(scan, head.span) {
            continue;
        }
        let quoted = quoted::quoted(scan, head, &found);
        if !quoted.is_empty() {
            out.extend(quoted);
            continue;
        }
        let own = if head.classes.any(Classes::WORK) {
            headed::headed(scan, head, &found)
        } else {
            headed::campaign(scan, head, &found)
        };
        if head.classes.any(Classes::WORK) && closes_list(scan, head.span) {
            listed::listed(scan, head, own.map(|c| c.span), &found, out);
            pushed::announced(scan, head.span, out);
        }
        out.extend(own);
    }
}

/// The head a name ends with: `工程` of `工程建设`, which says what is done with the work.
fn core(scan: &Scan, head: Hit) -> Option<Hit> {
    if !scan.text.chars()[head.span.range()].ends_with(&['建', '设']) {
        return Some(head);
    }
    let inner = scan.longest_to(head.span.end - 2, Classes::WORK | Classes::CAMPAIGN)?;
    (inner.span.start >= head.span.start).then_some(inner)
}

/// Whether a span ends with one of the words.
fn ends_with(scan: &Scan, span: Span, words: &[&str]) -> bool {
    words.iter().any(|word| {
        let length = word.chars().count();
        length <= span.len()
            && scan.text.chars()[span.end - length..span.end].iter().copied().eq(word.chars())
    })
}

/// Heads under which a text lists projects.
fn closes_list(scan: &Scan, head: Span) -> bool {
    ends_with(scan, head, &["项目", "工程", "地块", "建设"])
}

/// Whether the head is only the start of a longer word: `工程|师`, `项目|部`.
fn runs_on(scan: &Scan, span: Span) -> bool {
    let words = Classes::TITLE
        | Classes::FOLK
        | Classes::NEVER
        | Classes::ORDINARY
        | Classes::WORK
        | Classes::CAMPAIGN
        | Classes::FACILITY
        | Classes::BODY_SUFFIX
        | Classes::ORGAN;
    let names = Classes::TITLE | Classes::FOLK | Classes::WORK | Classes::FACILITY | Classes::BODY_SUFFIX;
    let noun = ends_with(scan, span, &["项目", "工程", "活动", "行动"]);
    // `工程建设`, `项目推进`, `活动现场` only say what is done with the work, or where.
    let said = |hit: &Hit| {
        let built = scan.is_char(span.end, &['建']) && scan.is_char(span.end + 1, &['设']);
        hit.span.end == span.end + 2
            && !scan.is_char(hit.span.end, &['会'])
            && (built || noun && hit.span.len() == 4 && !hit.classes.any(names | Classes::ORGAN))
    };
    span.range().any(|start| scan.starting(start, words).any(|hit| hit.span.end > span.end && !said(&hit)))
        || scan.text.gap(span.end) == Gap::None
            && scan.is_char(span.end, &['部', '师', '队', '局', '款', '量', '库'])
}
