//! Bylines: reporters, correspondents and photographers, who are not officials.

use crate::dictionary::Classes;
use crate::kind::Kind;
use crate::text::{Gap, Span};

use super::judge::{self, Known};
use super::name::{self, Shape};
use super::scan::Scan;
use super::{Candidate, Rule};

/// Proposes the names after reporter words and in brackets at the end of a story.
pub(super) fn propose(scan: &Scan, out: &mut Vec<Candidate>) {
    for hit in scan.hits().iter().filter(|hit| hit.classes.any(Classes::REPORTER)) {
        // `审核 王明`, but not `负责审核王明的材料`.
        let weak = hit.classes.any(Classes::COMMON_WORD);
        let apart = |at: usize| at == 0 || scan.text.gap(at) >= Gap::Space;
        if !weak || apart(hit.span.start) && (apart(hit.span.end) || scan.is_char(hit.span.end, &[':'])) {
            after(scan, hit.span, out);
        }
    }
    brackets(scan, out);
    credits(scan, out);
    boxes(scan, out);
}

/// `□ 甲` under a headline: who wrote it.
fn boxes(scan: &Scan, out: &mut Vec<Candidate>) {
    let text = scan.text;
    for at in (0..text.len()).filter(|&at| scan.is_char(at, &['□'])) {
        let alone = |shape: &Shape| text.gap(shape.span.end) >= Gap::Break;
        let fits = |shape: &Shape| text.gap(at) >= Gap::Space && alone(shape) && !heads(scan, shape.span);
        let name = next_name(scan, at + 1).filter(fits);
        out.extend(name.map(|shape| Candidate::new(shape.span, Kind::Byline, Rule::Byline, 60)));
    }
}

/// What the bearer of a name in a byline did: words, pictures, photographs.
const DONE: [char; 3] = ['文', '图', '摄'];

/// `甲/文 乙/图`, `丙 摄`, `文/丁`: names beside what they did, on a line or in a bracket of their own.
fn credits(scan: &Scan, out: &mut Vec<Candidate>) {
    let text = scan.text;
    let opens =
        |at: usize, marks: &[char]| text.gap(at) >= Gap::Space || at == 0 || scan.is_char(at - 1, marks);
    for at in 1..text.len() {
        // `文/图 甲` says both of one.
        let both = scan.is_char(at + 1, &DONE);
        if text.chars()[at] == '/' && scan.is_char(at - 1, &DONE) && opens(at - 1, &['(', '。']) && !both {
            let name = next_name(scan, at + 1).filter(|shape| closes(scan, shape.span.end));
            out.extend(name.map(|shape| Candidate::new(shape.span, Kind::Byline, Rule::Byline, 60)));
        }
        // `甲 文/图`.
        if both && scan.is_char(at - 1, &DONE) && text.gap(at - 1) == Gap::Space {
            let fits = |shape: &Shape| shape.span.end == at - 1 && shape.score >= 4;
            let mut names = (at.saturating_sub(5)..at.saturating_sub(2))
                .filter(|&start| {
                    text.gap(start) >= Gap::Break || scan.is_char(start.wrapping_sub(1), &['(', '。'])
                })
                .filter_map(|start| name::shapes(scan, start).iter().copied().find(fits));
            out.extend(names.next().map(|shape| Candidate::new(shape.span, Kind::Byline, Rule::Byline, 60)));
        }
        let (slash, taken) = match text.chars()[at] {
            '/' => (scan.is_char(at + 1, &DONE), false),
            // Where the paragraph ends with it, the blank may be missing.
            '摄' => (false, text.gap(at) == Gap::Space || text.gap(at + 1) >= Gap::Break),
            _ => continue,
        };
        let after = at + 1 + usize::from(slash);
        let report = scan.spells(at, "摄影报道").is_some();
        let closed = text.gap(after) >= Gap::Space || scan.is_char(after, &['/', ')', '。', '、']) || report;
        if !(slash || taken) || !closed {
            continue;
        }
        let end = at;
        for start in end.saturating_sub(4)..end.saturating_sub(1) {
            // A blank inside is how names of two are printed.
            let fits = |shape: &Shape| {
                let blank = text.gap(end - 1) == Gap::Space;
                shape.span.end == end && shape.score >= if blank { 1 } else { 4 }
            };
            let shapes =
                || name::shapes(scan, start).iter().copied().chain(name::sounds(scan, start)).find(fits);
            if opens(start, &['(', '。', '/', ':'])
                && let Some(shape) = shapes()
            {
                out.push(Candidate::new(shape.span, Kind::Byline, Rule::Byline, 60));
                break;
            }
        }
    }
}

/// Whether a name alone in a byline may end here.
fn closes(scan: &Scan, at: usize) -> bool {
    scan.text.gap(at) >= Gap::Space || scan.is_char(at, &[')', '/', '、', '。', ','])
}

/// Names after `记者`, one or more, apart by blanks, `、` or `/`.
fn after(scan: &Scan, word: Span, out: &mut Vec<Candidate>) {
    let text = scan.text;
    let mut at = word.end;
    while scan.is_char(at, &[':', '/', '|', '·']) {
        at += 1;
    }
    if text.gap(at) >= Gap::Break {
        return;
    }
    let first = out.len();
    while let Some(shape) = next_name(scan, at) {
        out.push(Candidate::new(shape.span, Kind::Byline, Rule::Byline, 60));
        at = shape.span.end;
        // `摄`, `文/图` and brackets may stand between two names.
        while scan.is_char(at, &['、', '/', '|', ',']) && !scan.is_char(at + 1, &['。']) {
            at += 1;
        }
        // `甲/文 乙/图`: what the name before did, not how the next begins.
        if scan.is_char(at, &DONE) && text.gap(at + 1) == Gap::Space {
            at += 1;
        }
        if text.gap(at) >= Gap::Break || scan.starts(at, Classes::REPORTER) {
            break;
        }
    }
    // A single name in the middle of a sentence is a byline only at the edge of something.
    if let [one] = &out[first..] {
        let next = one.span.end;
        let edge = text.gap(next) >= Gap::Space
            || scan.is_char(next, &[')', '/', '摄', '文', '图', '报', '讯', '、', ']'])
            || text.at(next).is_some_and(|c| c.is_ascii_digit())
            || scan.starts(next, Classes::REPORTER);
        if !edge && !scan.is_char(word.start.wrapping_sub(1), &['(']) {
            out.truncate(first);
        }
    }
}

fn next_name(scan: &Scan, at: usize) -> Option<Shape> {
    let text = scan.text;
    let closes = |shape: &Shape| {
        let end = shape.span.end;
        text.gap(end) >= Gap::Space
            || scan.is_char(end, &[')', '/', '、', '|', ',', '。', ']', '摄', '文', '图', '(', '·'])
            || scan.starts(end, Classes::REPORTER)
            || scan.is_char(end, &['报', '讯', '通'])
            || text.at(end).is_some_and(|c| c.is_ascii_digit())
    };
    let mut shapes = name::shapes(scan, at).to_vec();
    shapes.extend(name::sounds(scan, at).into_iter().filter(|shape| shape.score >= 4));
    // Without a blank between two names each must be a name: `林冬|钟日华`.
    let joined = |shape: &Shape| {
        let next = name::shapes(scan, shape.span.end);
        shape.score >= 5 && next.iter().any(|next| next.score >= 5 && closes(next))
    };
    let single = shapes.iter().any(closes);
    shapes.retain(|shape| closes(shape) || !single && joined(shape));
    let stop = Classes::STOP | Classes::AFTER_VERB;
    // `版式:许可`: whatever stands there is a name.
    let told = scan.is_char(at.wrapping_sub(1), &[':']);
    let word = |shape: &Shape| {
        !told && !name::padded(scan, shape.span) && scan.is(shape.span, stop) || has_word(scan, shape.span)
    };
    shapes.retain(|shape| shape.score > 0 && !word(shape));
    shapes
        .into_iter()
        .max_by_key(|shape| (!does(scan, shape), whole(scan, shape), shape.score, shape.span.len()))
        .or_else(|| token(scan, at))
}

/// Whether the last character is no part of a name but says what its bearer did: `周洋文/图`.
fn does(scan: &Scan, shape: &Shape) -> bool {
    let end = shape.span.end;
    shape.span.len() == 3
        && scan.is_char(end - 1, &['文', '图'])
        && scan.is_char(end, &['/'])
        && scan.is_char(end + 1, &['图', '文', '摄'])
}

/// Whether a reporter word starts in the span.
fn has_word(scan: &Scan, span: Span) -> bool {
    span.range().any(|at| scan.starts(at, Classes::REPORTER))
}

/// Whether a name takes all up to the next blank or mark.
fn whole(scan: &Scan, shape: &Shape) -> bool {
    scan.text.gap(shape.span.end) >= Gap::Space
        || !scan.text.at(shape.span.end).is_some_and(crate::text::is_han)
}

/// Two to six characters between blanks, whatever they look like.
fn token(scan: &Scan, at: usize) -> Option<Shape> {
    let text = scan.text;
    let mut end = at;
    while end < at + 7 && text.at(end).is_some_and(|c| crate::text::is_han(c) || c == '·') {
        if end > at && text.gap(end) >= Gap::Space {
            break;
        }
        end += 1;
    }
    let closed = text.gap(end) >= Gap::Space || scan.is_char(end, &[')', '/', '、', '|']);
    let span = Span::new(at, end);
    let words =
        Classes::STOP | Classes::AFTER_VERB | Classes::ORGAN | Classes::BODY_SUFFIX | Classes::AFTER_OTHER;
    let ordinary = has_word(scan, span) || span.range().any(|at| scan.starts(at, words));
    ((2..=6).contains(&span.len()) && closed && !ordinary && text.gap(at) >= Gap::None).then_some(Shape {
        span,
        score: 1,
        cost: 0.0,
    })
}

/// `（张三 李四）` alone at the end of a paragraph, or after the dateline: `某某讯（张三 李四）`.
fn brackets(scan: &Scan, out: &mut Vec<Candidate>) {
    let text = scan.text;
    for paragraph in text.paragraphs() {
        let start = paragraph.span.start;
        let dateline = (start + 1..start + 8).find(|&at| {
            scan.is_char(at, &['讯']) && scan.is_char(at + 1, &['(']) && text.gap(at) < Gap::Space
        });
        if let Some(open) = dateline.map(|at| at + 1)
            && let Some(close) = (open..open + 24).find(|&at| scan.is_char(at, &[')']))
        {
            bracketed(scan, Span::new(open, close + 1), out);
        }
        let end = paragraph.span.end;
        if !scan.is_char(end - 1, &[')']) {
            continue;
        }
        let Some(open) = (end.saturating_sub(24)..end).rev().find(|&at| scan.is_char(at, &['('])) else {
            continue;
        };
        let before = open.checked_sub(1).and_then(|at| text.at(at));
        let ends = open <= paragraph.span.start || matches!(before, Some('。' | '”' | '!' | '?'));
        if !ends {
            continue;
        }
        bracketed(scan, Span::new(open, end), out);
    }
}

/// Whether a line is the head of a column: `【一句话新闻】`, `□ 短波`.
fn heads(scan: &Scan, line: Span) -> bool {
    let words = ["新闻", "资讯", "短波", "简讯", "快讯", "速递", "短讯"];
    line.range().any(|at| words.iter().any(|word| scan.spells(at, word).is_some()))
}

/// The names that fill a bracket.
fn bracketed(scan: &Scan, bracket: Span, out: &mut Vec<Candidate>) {
    let text = scan.text;
    let mut at = bracket.start + 1;
    let mut names = Vec::new();
    while let Some(shape) = next_name(scan, at) {
        names.push(shape);
        at = shape.span.end;
        while scan.is_char(at, &['、', '/', ',', '|']) {
            at += 1;
        }
        // `(甲 通讯员 乙)`, `(甲 整理)`.
        at = scan.longest_from(at, Classes::REPORTER).map_or(at, |word| word.span.end);
    }
    let told = at;
    // `(甲 乙 文/图)`.
    while scan.is_char(at, &DONE) || scan.is_char(at, &['/']) {
        at += 1;
    }
    // `(头条)` on a line of its own is the head of a column.
    let line = text.gap(bracket.start) >= Gap::Break && text.gap(bracket.end) >= Gap::Break;
    let column =
        line && at == told && matches!(&names[..], [one] if judge::known(scan, one.span) == Known::Word);
    if at + 1 == bracket.end && !column && !heads(scan, bracket) {
        out.extend(names.into_iter().map(|s| Candidate::new(s.span, Kind::Byline, Rule::Byline, 60)));
    }
}
