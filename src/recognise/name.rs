//! The shape of a personal name, and the evidence for where it ends.

use crate::dictionary::Classes;
use crate::text::{Gap, Span, is_han, is_mark};

use super::scan::Scan;

/// Longest name of one unbroken run of characters, as minority names are written.
const LONGEST: usize = 12;

/// A possible name: its span and how much its characters look like one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shape {
    pub(super) span: Span,
    pub(super) score: i32,
}

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
    if scan.longest_from(at, Classes::AFTER_NAME).is_some() {
        return 5;
    }
    let single = scan.single(at);
    if single.any(verb | Classes::AFTER_NAME) {
        return if single.any(Classes::GIVEN_STRONG | Classes::WEAK_END) {
            2
        } else if single.any(Classes::PLAIN_STOP) {
            4
        } else {
            3
        };
    }
    if scan.longest_from(at, Classes::TITLE | Classes::STOP | Classes::USER).is_some() {
        return 3;
    }
    if c.is_ascii_digit() || single.any(Classes::STOP) {
        return 3;
    }
    0
}

/// How usual a character is in given names.
fn given(scan: &Scan, at: usize) -> i32 {
    let single = scan.single(at);
    if single.any(Classes::GIVEN_STRONG) {
        3
    } else if single.any(Classes::GIVEN) {
        2
    } else if single.any(Classes::PLAIN_STOP) {
        -2
    } else if single.any(Classes::STOP | Classes::QUANTITY) {
        -1
    } else {
        0
    }
}

/// Length of the surname that starts at a position, with what it is worth.
fn surname(scan: &Scan<'_>, at: usize) -> impl Iterator<Item = (usize, i32)> {
    let compound = scan.longest_from(at, Classes::SURNAME).filter(|hit| hit.span.len() == 2).map(|_| (2, 5));
    let single = scan.single(at);
    let one = single.any(Classes::SURNAME).then_some((
        1,
        if single.any(Classes::RARE) {
            0
        } else if single.any(Classes::COMMON_WORD) {
            2
        } else {
            4
        },
    ));
    compound.into_iter().chain(one)
}

/// The names of surname and given name that may start at a position.
///
/// A blank inside is allowed once, before a single given character, as papers print `李 强`.
pub(super) fn shapes(scan: &Scan, at: usize) -> Vec<Shape> {
    let text = scan.text;
    let mut out = Vec::new();
    for (length, worth) in surname(scan, at) {
        if length == 2 && text.gap(at + 1) != Gap::None {
            continue;
        }
        let first = at + length;
        let han = |at: usize| text.at(at).is_some_and(is_han);
        if !han(first) || text.gap(first) >= Gap::Break {
            continue;
        }
        let spaced = text.gap(first) == Gap::Space;
        out.push(Shape { span: Span::new(at, first + 1), score: worth + given(scan, first) });
        if han(first + 1) && text.gap(first + 1) == Gap::None && !spaced {
            let sum = given(scan, first) + given(scan, first + 1);
            out.push(Shape { span: Span::new(at, first + 2), score: worth + sum });
        }
    }
    out
}

/// A name with middle dots that starts at a position: `阿不都热合曼·艾力`.
pub(super) fn dotted(scan: &Scan, at: usize) -> Option<Shape> {
    let text = scan.text;
    let mut end = at;
    let mut dots = 0;
    let mut since_dot = 0;
    while let Some(c) = text.at(end) {
        if end - at >= LONGEST + 6 || (end > at && text.gap(end) != Gap::None) {
            break;
        }
        if c == '·' {
            if since_dot == 0 {
                return None;
            }
            dots += 1;
            since_dot = 0;
        } else if is_han(c) {
            // Past the dot the name is over where the clause goes on.
            if dots > 0 && since_dot >= 2 && end_evidence(scan, end) >= 3 && !looks_foreign(scan, end) {
                break;
            }
            since_dot += 1;
            if since_dot > 7 {
                return None;
            }
        } else {
            break;
        }
        end += 1;
    }
    (dots > 0 && since_dot > 0).then(|| Shape { span: Span::new(at, end), score: 9 })
}

fn looks_foreign(scan: &Scan, at: usize) -> bool {
    scan.single(at).any(Classes::FOREIGN) || scan.longest_from(at, Classes::MINORITY).is_some()
}

/// A name of syllables, without surname or dot: `扎西顿珠`, `巴特尔`.
///
/// The run of foreign characters and minority words from a position; its worth grows with their share.
pub(super) fn syllables(scan: &Scan, at: usize) -> Option<Shape> {
    let text = scan.text;
    let mut end = at;
    let mut known = 0;
    while end - at < LONGEST && (end == at || text.gap(end) == Gap::None) {
        if let Some(hit) = scan.longest_from(end, Classes::MINORITY) {
            known += hit.span.len();
            end = hit.span.end;
        } else if scan.single(end).any(Classes::FOREIGN | Classes::MINORITY) {
            if end - at >= 2 && end_evidence(scan, end) >= 5 {
                break;
            }
            end += 1;
        } else {
            break;
        }
    }
    let length = end - at;
    (length >= 2 && (known >= 2 || length >= 3)).then(|| Shape { span: Span::new(at, end), score: 2 + known as i32 })
}

/// The best name that starts at a position, with its score; `None` where nothing looks like one.
///
/// `floor` is the least evidence asked of the end.
pub(super) fn best(scan: &Scan, at: usize, floor: i32) -> Option<Shape> {
    if let Some(shape) = dotted(scan, at) {
        return Some(shape);
    }
    let mut candidates = shapes(scan, at);
    candidates.extend(syllables(scan, at));
    candidates
        .into_iter()
        .filter_map(|mut shape| {
            let end = end_evidence(scan, shape.span.end);
            if end < floor {
                return None;
            }
            shape.score += 2 * end + i32::from(shape.span.len() == 3);
            // A blank inside is how papers print a name of two characters, never a word.
            let spaced = shape.span.len() == 2 && scan.text.gap(shape.span.start + 1) == Gap::Space;
            shape.score += if spaced { 6 } else { -ordinary(scan, shape.span, end) };
            (shape.score > 0).then_some(shape)
        })
        .max_by_key(|shape| (shape.score, shape.span.len()))
}

/// A name of any characters, as minority names are written: all up to where the clause goes on.
///
/// Only for places where a name must stand; two to six characters, none of them part of a known word.
pub(super) fn free(scan: &Scan, at: usize) -> Option<Shape> {
    let text = scan.text;
    let words = Classes::NO_PERSON
        | Classes::NEVER
        | Classes::GENERIC
        | Classes::STOP
        | Classes::QUANTITY
        | Classes::ORGAN
        | Classes::TITLE
        | Classes::PLACE
        | Classes::AFTER_VERB
        | Classes::AFTER_OTHER
        | Classes::BODY_SUFFIX
        | Classes::WORK;
    for end in at + 1..=at + 6 {
        if !text.at(end - 1).is_some_and(is_han) || (end - 1 > at && text.gap(end - 1) != Gap::None) {
            return None;
        }
        let evidence = end_evidence(scan, end);
        if end >= at + 2 && (evidence >= 5 || end >= at + 3 && evidence >= 3) {
            let particle = (at..end).any(|at| scan.single(at).any(Classes::PLAIN_STOP));
            return (!particle).then(|| Shape { span: Span::new(at, end), score: 2 + evidence });
        }
        if scan.starting(end - 1, words).next().is_some() {
            return None;
        }
    }
    None
}

/// What is taken off a name that is, or is cut out of, ordinary words.
fn ordinary(scan: &Scan, span: Span, end: i32) -> i32 {
    let words = Classes::NO_PERSON | Classes::NEVER | Classes::GENERIC | Classes::TITLE | Classes::WORK | Classes::ORGAN;
    let mut off = 0;
    for hit in scan.starting(span.start, words) {
        off = off.max(match hit.span.end.cmp(&span.end) {
            // The word runs on past the name: `高质量` under `高质`.
            std::cmp::Ordering::Greater => 14,
            // The whole name is a word: a clear end can still save it.
            std::cmp::Ordering::Equal if hit.classes.any(Classes::NAME_WORD) => if end >= 4 { 2 } else { 6 },
            std::cmp::Ordering::Equal => if end >= 5 { 7 } else { 12 },
            // The name begins with a word: `高度重`.
            std::cmp::Ordering::Less => 8,
        });
    }
    // A last character that begins a verb with what follows: `李正福|算了`, `马进|应邀`.
    let last = span.end - 1;
    let verb = Classes::AFTER_VERB | Classes::AFTER_OTHER;
    let begins = span.len() >= 3 && end < 6 && scan.starting(last, verb).any(|hit| hit.span.end > span.end);
    off += if begins { 8 } else { 0 };
    // The end cuts a word in two: `设主|持`.
    let cut = Classes::AFTER_VERB | Classes::AFTER_OTHER | Classes::STOP | Classes::TITLE;
    if end < 6 && scan.crosses(span.end, cut) && !scan.crosses(span.start, cut) {
        off += 8;
    }
    off
}

/// Skips `(女)`, `(彝族)` after a name in a list.
pub(super) fn skip_brackets(scan: &Scan, at: usize) -> usize {
    if !scan.is_char(at, &['(']) {
        return at;
    }
    (at + 1..(at + 14).min(scan.text.len())).find(|&end| scan.is_char(end, &[')'])).map_or(at, |end| end + 1)
}
