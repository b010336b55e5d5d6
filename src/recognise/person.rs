//! Personal names: after titles, in lists, before verbs of speech, in appointments.

use crate::dictionary::Classes;
use crate::kind::Kind;
use crate::text::{Gap, Span, is_han, is_mark};

use super::name::{self, Shape};
use super::scan::Scan;
use super::{Candidate, Rule};

/// Proposes every personal name the text gives reason for.
pub(super) fn propose(scan: &Scan, out: &mut Vec<Candidate>) {
    let first = out.len();
    for hit in scan.hits() {
        let at = hit.span.end;
        // `董事|长`: only a part of a longer title.
        if scan.crosses(at, Classes::TITLE | Classes::FOLK | Classes::GROUP | Classes::ORGAN) {
            continue;
        }
        if hit.classes.any(Classes::TITLE) {
            if let Some(shape) = led(scan, at, 2) {
                push(out, shape, Rule::TitleLed, 40);
            }
        }
        if hit.classes.any(Classes::FOLK) {
            if let Some(shape) = name::best(scan, at, 3).filter(|shape| shape.score >= 12) {
                push(out, shape, Rule::TitleLed, 20);
            }
        }
        if hit.classes.any(Classes::GROUP) {
            let at = at + usize::from(scan.is_char(at, &[':', '有']));
            if let Some(shape) = led(scan, at, 3) {
                push(out, shape, Rule::List, 40);
            }
        }
        if hit.classes.any(Classes::AFTER_NAME) || hit.classes.any(Classes::TITLE) {
            after_name(scan, hit.span.start, out);
        }
    }
    appointments(scan, out);
    clauses(scan, out);
    exact_lists(scan, out);
    let anchors: Vec<usize> =
        out[first..].iter().filter(|c| c.rule != Rule::Clause).map(|candidate| candidate.span.end).collect();
    for end in anchors {
        follow_list(scan, end, out);
    }
}

fn push(out: &mut Vec<Candidate>, shape: Shape, rule: Rule, bonus: i32) {
    let candidate = Candidate::new(shape.span, Kind::Official, rule, bonus + shape.score);
    if !out.iter().rev().take(40).any(|other| other.span == candidate.span && other.score >= candidate.score) {
        out.push(candidate);
    }
}

/// The name right after a title that ends at `at`; a blank between is common, a line of its own is not rare.
fn led(scan: &Scan, at: usize, floor: i32) -> Option<Shape> {
    if scan.text.gap(at) >= Gap::Break {
        // `副区长` on one line, the name alone on the next.
        let shape = name::shapes(scan, at).into_iter().max_by_key(|shape| {
            (scan.text.gap(shape.span.end) >= Gap::Break, shape.score)
        })?;
        return (scan.text.gap(shape.span.end) >= Gap::Break && shape.score >= 4).then_some(shape);
    }
    let best = name::best(scan, at, floor).filter(|shape| shape.score >= 6);
    // Where no name of the usual shape ends clearly, the characters up to a clear end are the name.
    let clear = best.is_some_and(|shape| name::end_evidence(scan, shape.span.end) >= 4);
    if clear || floor > 2 && best.is_some() { best } else { name::free(scan, at).or(best) }
}

/// A full name before `同志`, `教授`: its left side must be the start of a clause.
fn after_name(scan: &Scan, end: usize, out: &mut Vec<Candidate>) {
    for length in [3, 2, 4] {
        let Some(start) = end.checked_sub(length) else { continue };
        if !starts_clause(scan, start) {
            continue;
        }
        for mut shape in name::shapes(scan, start) {
            let words = Classes::NO_PERSON | Classes::NEVER | Classes::GENERIC | Classes::ORGAN | Classes::TITLE;
            if shape.span.end != end || shape.score < 5 || touches(scan, shape.span, words) {
                continue;
            }
            shape.score += 4;
            push(out, shape, Rule::AfterName, 10);
            return;
        }
    }
}

/// Whether something new starts here: after a mark, a gap, or a word no name ends with.
fn starts_clause(scan: &Scan, at: usize) -> bool {
    if scan.text.gap(at) >= Gap::Space || at == 0 {
        return true;
    }
    let Some(before) = scan.text.at(at - 1) else { return true };
    if is_mark(before) {
        return before != '·';
    }
    let verb = Classes::AFTER_VERB | Classes::STOP;
    scan.longest_to(at, verb | Classes::AFTER_OTHER).is_some()
        || matches!(before, '由' | '对' | '与' | '和' | '向' | '是' | '的' | '给' | '被' | '让' | '跟')
}

/// `任命某某为`, `选举某某为`, `决定免去某某的`.
fn appointments(scan: &Scan, out: &mut Vec<Candidate>) {
    let text = scan.text;
    for at in 2..text.len() {
        let before = (text.at(at - 2), text.at(at - 1));
        let pair = matches!(
            before,
            (Some('任'), Some('命'))
                | (Some('选'), Some('举'))
                | (Some('免'), Some('去'))
                | (Some('提'), Some('名'))
                | (Some('补'), Some('选'))
                | (Some('决'), Some('定'))
                | (Some('接'), Some('受'))
                | (Some('推'), Some('选'))
        );
        if !pair || text.gap(at) >= Gap::Break {
            continue;
        }
        let at = at + usize::from(scan.is_char(at, &[':', '了']));
        if let Some(shape) = name::best(scan, at, 3) {
            let next = text.at(shape.span.end);
            if shape.score >= 8 && matches!(next, Some('为' | '的' | '任' | '、' | '辞' | '同' | '等' | ',')) {
                push(out, shape, Rule::Appointment, 30);
            }
        }
    }
}

/// A name at the start of a clause, right before a verb of speech or movement.
fn clauses(scan: &Scan, out: &mut Vec<Candidate>) {
    let text = scan.text;
    for at in 0..text.len() {
        if !scan.single(at).any(Classes::SURNAME) || !starts_clause(scan, at) {
            continue;
        }
        for shape in name::shapes(scan, at) {
            let end = shape.span.end;
            let verb = scan.longest_from(end, Classes::AFTER_VERB).filter(|hit| !hit.classes.any(Classes::WEAK_END));
            let said = text.at(end) == Some('说') || verb.is_some() || takes_post(scan, end);
            let words = Classes::NO_PERSON
                | Classes::NEVER
                | Classes::GENERIC
                | Classes::STOP
                | Classes::TITLE
                | Classes::ORGAN
                | Classes::AFTER_VERB
                | Classes::AFTER_OTHER
                | Classes::QUANTITY
                | Classes::BODY_SUFFIX
                | Classes::PLACE
                | Classes::WORK
                | Classes::CAMPAIGN
                | Classes::PLACE_SUFFIX;
            if !said || shape.score < 8 || touches(scan, shape.span, words) {
                continue;
            }
            push(out, shape, Rule::Clause, -12);
        }
    }
}

/// Whether an appointment follows: `任区教育局局长`, `为旗应急管理局局长`.
fn takes_post(scan: &Scan, at: usize) -> bool {
    let link = ["任", "为", "现任", "是", "同志任", "当选为", "当选"].iter().any(|word| {
        let end = at + word.chars().count();
        end <= scan.text.len() && scan.text.chars()[at..end].iter().copied().eq(word.chars())
    });
    link && (at + 3..(at + 24).min(scan.text.len()))
        .take_while(|&end| !scan.is_char(end - 1, &[',', '。', ';']))
        .any(|end| scan.longest_to(end, Classes::TITLE).is_some())
}

/// Whether a word of the classes starts in the span and is not over before its end, or cuts into it.
fn touches(scan: &Scan, span: Span, words: Classes) -> bool {
    span.range().any(|at| scan.starting(at, words).next().is_some())
}

/// A list of names that starts after one that is certain: `、` and then a name, again and again.
fn follow_list(scan: &Scan, end: usize, out: &mut Vec<Candidate>) {
    let mut at = name::skip_brackets(scan, end);
    loop {
        let separated = scan.is_char(at, &['、']);
        if !separated && scan.text.gap(at) != Gap::Space {
            return;
        }
        let start = at + usize::from(separated);
        if scan.text.gap(start) >= Gap::Break {
            return;
        }
        let Some(shape) = item(scan, start, separated) else { return };
        if out.iter().any(|c| c.span == shape.span && matches!(c.rule, Rule::List)) {
            return;
        }
        push(out, shape, Rule::List, 30);
        at = name::skip_brackets(scan, shape.span.end);
    }
}

/// One item of a list of names: best where it fills the room between two separators.
fn item(scan: &Scan, start: usize, separated: bool) -> Option<Shape> {
    let mut shapes = name::shapes(scan, start);
    shapes.extend(name::dotted(scan, start));
    shapes.extend(name::syllables(scan, start));
    let ends = |shape: &Shape| {
        let next = name::skip_brackets(scan, shape.span.end);
        match scan.text.at(next) {
            _ if scan.text.gap(next) >= Gap::Space => 8,
            Some('、' | ',' | '。' | ';' | ')') | None => 8,
            Some('等' | '和' | '及' | '与') => 6,
            _ => name::end_evidence(scan, next),
        }
    };
    let best = shapes
        .iter()
        .map(|shape| {
            let mut score = shape.score + 2 * ends(shape) + i32::from(shape.span.len() == 3);
            let words = Classes::NO_PERSON | Classes::NEVER | Classes::GENERIC | Classes::ORGAN | Classes::TITLE;
            if scan.starting(start, words).any(|hit| hit.span.end > shape.span.end) {
                score -= 20;
            } else if scan.starting(start, words).next().is_some() {
                score -= 6;
            }
            Shape { span: shape.span, score }
        })
        .filter(|shape| ends(shape) >= 4)
        .max_by_key(|shape| (shape.score, shape.span.len()));
    match best {
        Some(shape) if shape.score >= 8 => Some(shape),
        _ if separated => name::free(scan, start).or_else(|| filler(scan, start)),
        _ => None,
    }
}

/// Two to five unknown characters that fill the room between two separators of a list of names.
fn filler(scan: &Scan, start: usize) -> Option<Shape> {
    let mut end = start;
    while end < start + 6 && scan.text.at(end).is_some_and(|c| is_han(c) || c == '·') {
        if end > start && scan.text.gap(end) != Gap::None {
            break;
        }
        end += 1;
    }
    let length = end - start;
    let closed = scan.is_char(end, &['、']);
    let span = Span::new(start, end);
    let words = Classes::NO_PERSON
        | Classes::NEVER
        | Classes::GENERIC
        | Classes::ORGAN
        | Classes::TITLE
        | Classes::STOP
        | Classes::QUANTITY
        | Classes::PLACE
        | Classes::BODY_SUFFIX
        | Classes::AFTER_VERB
        | Classes::AFTER_OTHER;
    ((2..=5).contains(&length) && closed && !touches(scan, span, words)).then_some(Shape { span, score: 4 })
}

/// Three or more items between `、` that are each exactly a name, whoever introduces them.
fn exact_lists(scan: &Scan, out: &mut Vec<Candidate>) {
    let text = scan.text;
    let mut at = 0;
    while at < text.len() {
        let mut names: Vec<Shape> = Vec::new();
        let mut next = at;
        if starts_clause(scan, at) {
            while let Some(shape) = exact(scan, next) {
                names.push(shape);
                next = name::skip_brackets(scan, shape.span.end);
                if !scan.is_char(next, &['、']) {
                    break;
                }
                next += 1;
            }
        }
        if names.len() >= 3 && names.iter().map(|shape| shape.score).sum::<i32>() >= 6 * names.len() as i32 {
            for &shape in &names {
                push(out, shape, Rule::List, 10);
            }
            at = next;
        }
        at += 1;
    }
}

fn exact(scan: &Scan, start: usize) -> Option<Shape> {
    name::shapes(scan, start)
        .into_iter()
        .filter(|shape| {
            let next = name::skip_brackets(scan, shape.span.end);
            let closed = scan.is_char(next, &['、', '等', ',', '。', ';']) || scan.text.gap(next) >= Gap::Space;
            let words = Classes::NO_PERSON | Classes::NEVER | Classes::GENERIC | Classes::STOP | Classes::ORGAN;
            closed && shape.score >= 3 && !touches(scan, shape.span, words)
        })
        .max_by_key(|shape| shape.score)
}
