//! Where a personal name ends, told by what stands after it.

use crate::dictionary::Classes;
use crate::text::{Gap, is_han, is_mark};

use super::scan::Scan;

/// How strongly the text after a name says that the name is over; 0 is no sign at all.
pub(super) fn end_evidence(scan: &Scan, at: usize) -> i32 {
    let text = scan.text;
    if text.gap(at) >= Gap::Space {
        return 6;
    }
    let Some(c) = text.at(at) else { return 6 };
    if is_mark(c) {
        return if c == '·' { 0 } else { 6 };
    }
    let verb = Classes::AFTER_VERB | Classes::AFTER_OTHER;
    if let Some(hit) = scan.longest_from(at, verb) {
        return if hit.classes.any(Classes::WEAK_END) { 3 } else { 6 };
    }
    if scan.starts(at, Classes::AFTER_NAME) {
        return 5;
    }
    let single = scan.single(at);
    if c == '说' {
        return 5;
    }
    // `汤有为|主持`: before a verb of speech 为 is no preposition.
    if c == '为' && scan.starting(at + 1, Classes::VERB).any(|hit| hit.span.len() >= 2) {
        return 0;
    }
    if day(scan, at) {
        return 5;
    }
    // `握着`, `算了`: a verb, whatever the lists know.
    if scan.is_char(at + 1, &['着', '了']) && text.gap(at + 1) == Gap::None && is_han(c) {
        return if single.any(Classes::GIVEN_STRONG) { 2 } else { 4 };
    }
    if single.any(verb | Classes::AFTER_NAME) {
        return if single.any(Classes::GIVEN_STRONG | Classes::WEAK_END) {
            2
        } else if single.any(Classes::PLAIN_STOP) {
            4
        } else {
            3
        };
    }
    if scan.starts(at, Classes::TITLE | Classes::STOP | Classes::USER) {
        return 3;
    }
    if c.is_ascii_digit() || single.any(Classes::STOP) {
        return 3;
    }
    // Any word may go on with the clause, but few say that a name is over.
    let words = Classes::ORDINARY | Classes::GENERIC | Classes::NEVER;
    if scan.starting(at, words).any(|hit| hit.span.len() >= 2) { 1 } else { 0 }
}

/// Whether a day in words starts here: `瓦利|六日宣布`.
fn day(scan: &Scan, at: usize) -> bool {
    let numeral = |at: usize| scan.is_char(at, &['一', '二', '三', '四', '五', '六', '七', '八', '九', '十']);
    let unit = (at + 1..at + 4).find(|&at| !numeral(at));
    numeral(at) && unit.is_some_and(|at| scan.is_char(at, &['日', '月']))
}

/// Skips `(女)`, `(彝族)` after a name in a list.
pub(super) fn skip_brackets(scan: &Scan, at: usize) -> usize {
    if !scan.is_char(at, &['(']) {
        return at;
    }
    (at + 1..(at + 14).min(scan.text.len())).find(|&end| scan.is_char(end, &[')'])).map_or(at, |end| end + 1)
}
