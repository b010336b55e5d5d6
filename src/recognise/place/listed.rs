//! Names listed under a word for places: `红石渡、黄岭垭等景点`, `佛山、东莞等地`.

use crate::dictionary::Classes;
use crate::kind::Kind;
use crate::recognise::scan::Scan;
use crate::recognise::walk::{self, Edge};
use crate::recognise::{Candidate, Rule};
use crate::text::{Gap, Span, is_han};

use super::Found;

/// Longest name that only its list proves, in characters.
const LONGEST: usize = 6;

/// Words for places that close a list of them.
const CLOSING: [&str; 10] = ["景点", "景区", "乡镇", "地", "镇", "乡", "村", "街道", "社区", "路段"];

/// Words that may stand before them: `等边远乡镇`.
const WHICH: [&str; 12] =
    ["边远", "周边", "沿线", "相邻", "邻近", "偏远", "沿江", "沿河", "北部", "南部", "东部", "西部"];

/// Proposes what stands in such lists and is no place yet.
pub(super) fn propose(scan: &Scan, places: &mut Found) {
    let text = scan.text;
    for at in 0..text.len() {
        let closed = match text.chars()[at] {
            '等' => closes(scan, at + 1, false),
            // `米山、河西两个镇`, `米山、河西两镇`.
            '两' | '三' | '四' | '五' | '六' | '七' | '八' | '九' => {
                let measure = usize::from(scan.is_char(at + 1, &['个']));
                closes(scan, at + 1 + measure, true)
            }
            _ => false,
        };
        if !closed {
            continue;
        }
        let mut end = at;
        let mut items = Vec::new();
        while let Some((item, more)) = item(scan, end) {
            items.push(item);
            if !more {
                break;
            }
            end = item.start - 1;
        }
        if items.len() < 2 {
            continue;
        }
        for item in items {
            if places.ending(item.end..=item.end).next().is_none() && unknown(scan, item) {
                places.push(Candidate::new(item, Kind::Place, Rule::PlaceSuffix, 2));
            }
        }
    }
}

/// Whether a word for places follows, a number before it or not: `等|5个乡镇`. After a count it may run on into any
/// clause: `两个|镇近三万人`.
fn closes(scan: &Scan, at: usize, counted: bool) -> bool {
    let mut from = at;
    while scan.text.at(from).is_some_and(|c| c.is_ascii_digit() || matches!(c, '多' | '余' | '个')) {
        from += 1;
    }
    let counted = counted || from > at;
    from = WHICH.iter().find_map(|which| scan.spells(from, which)).unwrap_or(from);
    let word = CLOSING.iter().find(|word| {
        let end = from + word.chars().count();
        end <= scan.text.len() && scan.text.chars()[from..end].iter().copied().eq(word.chars())
    });
    // `等地|方`, `等村|社`: the word must be over.
    word.is_some_and(|word| {
        let end = from + word.chars().count();
        let words =
            Classes::NEVER | Classes::GENERIC | Classes::ORDINARY | Classes::BODY_SUFFIX | Classes::ORGAN;
        let after = Classes::STOP
            | Classes::WEAK_STOP
            | Classes::AFTER_VERB
            | Classes::AFTER_OTHER
            | Classes::FOLK
            | Classes::TITLE;
        let free = scan.text.gap(end) >= Gap::Space
            || scan.text.at(end).is_none_or(|c| crate::text::is_mark(c) || c.is_ascii_digit())
            || scan.starts(end, after)
            || scan.single(end).any(Classes::PLAIN_STOP);
        (free || counted)
            && scan.text.gap(from) < Gap::Break
            && !(from..end).any(|at| scan.starting(at, words).any(|hit| hit.span.end > end))
    })
}

/// The item that ends at a position, and whether another stands before it.
fn item(scan: &Scan, end: usize) -> Option<(Span, bool)> {
    let text = scan.text;
    let (start, edge) = walk::left(scan, end, LONGEST + 4);
    let mark = (end.saturating_sub(LONGEST + 4)..end).rev().find(|&at| !is_han(text.chars()[at]))?;
    let listed = text.at(mark) == Some('、') && text.gap(mark + 1) < Gap::Break;
    let start = if listed { mark + 1 } else { start };
    (start < end && (listed || edge != Edge::Limit)).then_some((Span::new(start, end), listed))
}

/// Whether a name is of unknown words alone.
fn unknown(scan: &Scan, item: Span) -> bool {
    let words = Classes::STOP | Classes::TITLE | Classes::AFTER_VERB | Classes::ORGAN | Classes::BODY_SUFFIX;
    (2..=LONGEST).contains(&item.len())
        && walk::specific(scan, item) + 1 >= item.len()
        && !item
            .range()
            .any(|at| scan.starting(at, words).any(|hit| hit.span.len() > 1 && hit.span.end <= item.end))
        && !scan.is(item, Classes::NEVER | Classes::GENERIC | Classes::ORDINARY)
}
