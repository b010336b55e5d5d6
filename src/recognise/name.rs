//! The shape of a personal name, and the evidence for where it ends.

use crate::dictionary::Classes;
use crate::text::{Gap, Span, is_han, is_mark};

use super::scan::Scan;

/// Longest name of one unbroken run of characters, as minority names are written.
pub(super) const LONGEST: usize = 12;

/// A possible name: its span and how much its characters look like one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shape {
    pub(super) span: Span,
    pub(super) score: i32,
    /// What its characters cost as a name, to be set against what they cost as words.
    pub(super) cost: f32,
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

/// What a character costs as part of a given name, in negative natural logarithms.
fn given_cost(scan: &Scan, at: usize) -> f32 {
    let single = scan.single(at);
    if single.any(Classes::GIVEN_STRONG) {
        5.2
    } else if single.any(Classes::GIVEN) {
        if single.any(Classes::PLAIN_STOP) { 8.5 } else { 7.2 }
    } else if single.any(Classes::PLAIN_STOP) {
        12.0
    } else {
        10.0
    }
}

/// A surname: its length, what it is worth, and what it costs.
struct Surname {
    length: usize,
    worth: i32,
    cost: f32,
}

/// The surnames that start at a position.
fn surnames(scan: &Scan<'_>, at: usize) -> impl Iterator<Item = Surname> {
    let compound = scan.longest_from(at, Classes::SURNAME).filter(|hit| hit.span.len() == 2);
    let compound = compound.map(|hit| {
        let cost = if hit.classes.any(Classes::COMMON_WORD) { 9.5 } else { 7.5 };
        Surname { length: 2, worth: 5, cost }
    });
    let single = scan.single(at);
    let one = single.any(Classes::SURNAME).then(|| {
        let (worth, cost) = if single.any(Classes::RARE) {
            (0, 8.0)
        } else if single.any(Classes::COMMON_WORD) {
            (2, 5.8)
        } else {
            (4, 4.8)
        };
        let word = single.any(Classes::RARE) && single.any(Classes::COMMON_WORD);
        Surname { length: 1, worth, cost: cost + if word { 1.5 } else { 0.0 } }
    });
    compound.into_iter().chain(one)
}

/// The few names that may start at a position.
pub(super) struct Shapes {
    shapes: [Shape; 4],
    count: usize,
}

impl Shapes {
    fn push(&mut self, shape: Shape) {
        self.shapes[self.count] = shape;
        self.count += 1;
    }
}

impl std::ops::Deref for Shapes {
    type Target = [Shape];
    fn deref(&self) -> &[Shape] {
        &self.shapes[..self.count]
    }
}

/// The names of surname and given name that may start at a position.
///
/// Blanks are allowed before single given characters, as papers print `李 强` and `应 天 明`.
pub(super) fn shapes(scan: &Scan, at: usize) -> Shapes {
    let text = scan.text;
    let none = Shape { span: Span::new(at, at), score: 0, cost: 0.0 };
    let mut out = Shapes { shapes: [none; 4], count: 0 };
    let han = |at: usize| text.at(at).is_some_and(is_han);
    for Surname { length, worth, cost } in surnames(scan, at) {
        if length == 2 && text.gap(at + 1) != Gap::None {
            continue;
        }
        let first = at + length;
        if !han(first) || text.gap(first) >= Gap::Break {
            continue;
        }
        let spaced = text.gap(first) == Gap::Space;
        // `李老师`, `代旗长`: a form of address or a title is no given name.
        if scan
            .starting(first, Classes::AFTER_NAME | Classes::TITLE | Classes::FOLK)
            .any(|hit| hit.span.len() >= 2)
        {
            continue;
        }
        let one = cost + given_cost(scan, first);
        out.push(Shape {
            span: Span::new(at, first + 1),
            score: worth + given(scan, first),
            cost: one + 1.4,
        });
        // `应 天 明主持`; before a surname another name begins.
        let apart = spaced && text.gap(first + 1) == Gap::Space && {
            let next = scan.single(first + 1);
            !next.any(Classes::SURNAME) || next.any(Classes::RARE)
        };
        if han(first + 1) && (text.gap(first + 1) == Gap::None && !spaced || apart) {
            let sum = given(scan, first) + given(scan, first + 1);
            let two = one + given_cost(scan, first + 1);
            out.push(Shape { span: Span::new(at, first + 2), score: worth + sum, cost: two + 0.3 });
        }
    }
    out
}

/// The names written by sound that may start at a position: `扎西顿珠`, `阿不都热合曼·艾力`, `沙马拉且`.
///
/// Each end is one shape. Known name words and characters of transliteration are cheap, any others dear, so that
/// such a name wins only where its characters make no words.
pub(super) fn sounds(scan: &Scan, at: usize) -> Vec<Shape> {
    let text = scan.text;
    if clause_word(scan, at) {
        return Vec::new();
    }
    // Cheapest way to lay name words and characters over the first characters, and how many of them are known.
    let mut costs = [(f32::INFINITY, 0_usize); LONGEST * 2 + 1];
    costs[0] = (SOUND, 0);
    let mut out = Vec::new();
    let mut dots = 0;
    for offset in 0..LONGEST * 2 {
        let here = at + offset;
        let Some(c) = text.at(here) else { break };
        let dot = c == '·';
        if !(is_han(c) || dot && offset > 0) || (offset > 0 && text.gap(here) != Gap::None) {
            break;
        }
        // Before the first dot there are hardly any characters that no name is written with.
        if dot && dots == 0 && costs[offset].1 + 1 < offset {
            return Vec::new();
        }
        dots += usize::from(dot);
        if offset >= 2 && over(scan, here) {
            break;
        }
        if offset >= LONGEST && dots == 0 {
            break;
        }
        let (before, known) = costs[offset];
        let single = scan.single(here);
        let (step, counts) = if dot {
            (0.0, 0)
        } else if single.any(Classes::FOREIGN | Classes::MINORITY) {
            (5.7, 1)
        } else if single.any(Classes::PLAIN_STOP) {
            (10.5, 0)
        } else {
            (8.6, 0)
        };
        let mut reach = |to: usize, cost: f32, known: usize| {
            if to < costs.len() && cost < costs[to].0 {
                costs[to] = (cost, known);
            }
        };
        reach(offset + 1, before + step, known + counts);
        for hit in scan.starting(here, Classes::MINORITY) {
            let whole = if offset == 0 { 2.0 } else { 0.0 };
            reach(hit.span.end - at, before + NAME_WORD - whole, known + hit.span.len());
        }
        let length = offset + 1;
        if length >= 2 && !dot {
            let (cost, known) = costs[length];
            out.push(Shape {
                span: Span::new(at, at + length),
                score: 2 + known.min(6) as i32 + 4 * dots.min(1) as i32,
                cost,
            });
        }
    }
    out
}

/// Whether a name by sound cannot go on at a position: the clause does.
fn over(scan: &Scan, at: usize) -> bool {
    let word = scan.ends(at, Classes::MINORITY);
    if !word && scan.crosses(at, Classes::MINORITY) {
        return false;
    }
    if clause_word(scan, at)
        || day(scan, at)
        || scan.starting(at, Classes::PLACE).any(|hit| hit.span.len() >= 3)
    {
        return true;
    }
    // After a whole name word even a weak sign is enough, unless another name word begins.
    let plain = scan.single(at).any(Classes::PLAIN_STOP)
        || scan.starting(at, Classes::AFTER_VERB | Classes::AFTER_OTHER).any(|hit| hit.span.len() >= 2);
    word && plain && !scan.starts(at, Classes::MINORITY) || scan.is_char(at, &['和', '与', '及'])
}

/// Whether a word of two characters or more starts here that no name holds.
fn clause_word(scan: &Scan, at: usize) -> bool {
    let words = Classes::TITLE
        | Classes::FOLK
        | Classes::GROUP
        | Classes::ORGAN
        | Classes::AFTER_VERB
        | Classes::AFTER_OTHER
        | Classes::STOP
        | Classes::NEVER;
    scan.starting(at, words).any(|hit| hit.span.len() >= 2 && !hit.classes.any(Classes::WEAK_END))
}

/// What every name by sound costs besides its characters: they are seldom met.
const SOUND: f32 = 5.0;

/// What a name word costs: with nothing else it is a name by itself.
const NAME_WORD: f32 = 6.5;

/// Whether a name of two or three characters was printed with blanks between them and nothing beside it.
pub(super) fn padded(scan: &Scan, span: Span) -> bool {
    let text = scan.text;
    (span.start + 1..span.end).all(|at| text.padded(at)) && !text.padded(span.start) && !text.padded(span.end)
}

/// Skips `(女)`, `(彝族)` after a name in a list.
pub(super) fn skip_brackets(scan: &Scan, at: usize) -> usize {
    if !scan.is_char(at, &['(']) {
        return at;
    }
    (at + 1..(at + 14).min(scan.text.len())).find(|&end| scan.is_char(end, &[')'])).map_or(at, |end| end + 1)
}
