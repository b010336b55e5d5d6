//! Bodies: organs after a jurisdiction or level word, and names with a body suffix.

mod ground;
mod lead;
mod unit;

use crate::dictionary::Classes;
use crate::kind::Kind;
use crate::text::{Gap, Span, is_mark};

use super::scan::Scan;
use super::walk::{self, Edge};
use super::{Candidate, Rule};

use ground::Ground;
use lead::{
    chain, ends_clause, is_word, led_across_and, led_by_level, led_by_place, led_by_quotation, led_by_zone,
    level_before, starts_clause,
};

pub(crate) use lead::LEVELS;

/// Longest body name, in characters.
const LONGEST: usize = 32;

/// Proposes every body the text gives reason for.
pub(super) fn propose(scan: &Scan, out: &mut Vec<Candidate>) {
    let mut ground = Ground::new(scan.text.len(), out.iter().filter(|c| c.kind == Some(Kind::Place)));
    for hit in scan.hits() {
        let word = hit.span;
        if hit.classes.any(Classes::NATIONAL) && !runs_on(scan, word) {
            ground.add(word);
            out.push(Candidate::new(word, Kind::Body, Rule::National, 12));
        }
    }
    let suffixes = Classes::ORGAN | Classes::BODY_SUFFIX;
    for at in 0..scan.text.len() {
        let end = at + 1;
        let longest = scan.longest_to(end, suffixes).map(|hit| (hit.span, hit.classes));
        let Some((span, classes)) = longest.or_else(|| single(scan, at)) else { continue };
        if runs_on(scan, span) {
            continue;
        }
        // The longest suffix first; a shorter one may still follow a jurisdiction at once.
        let mut best = named(scan, span, classes, &ground);
        for hit in scan.ending(end, suffixes).skip(1) {
            if best.is_none() {
                best = named(scan, hit.span, hit.classes, &ground);
            }
        }
        if let Some(best) = best {
            ground.add(best.span);
            out.push(best);
            // `县文化局非遗股股长` is of the part, and the whole is not named besides.
            if let Some(to) = unit::unit(scan, end) {
                let part = Span::new(best.span.start, to);
                out.push(Candidate::new(part, Kind::Body, best.rule, 8));
            }
        }
    }
}

/// A one-character organ or suffix: `委` after a level, `局` at the end of a longer name.
fn single(scan: &Scan, at: usize) -> Option<(Span, Classes)> {
    let classes = scan.single(at);
    classes.any(Classes::ORGAN | Classes::BODY_SUFFIX).then(|| (Span::new(at, at + 1), classes))
}

/// Whether the suffix is only the beginning or middle of another word: `商务部|门`.
fn runs_on(scan: &Scan, span: Span) -> bool {
    let words = Classes::NEVER
        | Classes::ORDINARY
        | Classes::GENERIC
        | Classes::STOP
        | Classes::ORGAN
        | Classes::BODY_SUFFIX
        | Classes::NATIONAL
        | Classes::AFTER_VERB
        | Classes::AFTER_OTHER
        | Classes::TITLE;
    // `公安局|政委`: one character that only ends a title.
    let within = Classes::TITLE | Classes::FOLK | Classes::ORDINARY | Classes::NEVER | Classes::GENERIC;
    if span.len() == 1 && scan.ending(span.end, within).any(|hit| hit.span.len() > 1) {
        return true;
    }
    let over = |start: usize, strict: bool| {
        scan.starting(start, words).filter(|hit| hit.span.end > span.end).any(|hit| {
            let titled =
                hit.classes.any(Classes::TITLE) && !hit.classes.any(Classes::NEVER | Classes::ORDINARY);
            // `党组|成员`: the rest of the title is a title of its own.
            let own = titled && scan.is(Span::new(span.end, hit.span.end), Classes::TITLE);
            let apart = titled && (!strict || hit.span.start >= span.end - 1 && span.len() > 1);
            !own && !apart
        })
    };
    // A longer organ word takes over; a title only where it begins with the word's last character.
    (span.start..span.end - 1).any(|start| over(start, false))
        || (span.len() == 1 && over(span.start, true))
        || {
            // `党组|成员`: a title right after outweighs the word across the border.
            let last = span.end - 1;
            // `村党总支|书记` outweighs `支书`, which ends before it.
            let title = scan.longest_from(span.end, Classes::TITLE).map(|hit| hit.span.end);
            let titled = title.is_some();
            span.len() > 1
                && scan
                    .starting(
                        last,
                        Classes::NEVER
                            | Classes::ORDINARY
                            | Classes::STOP
                            | Classes::AFTER_VERB
                            | Classes::TITLE,
                    )
                    .any(|hit| {
                        hit.span.end > span.end
                            && (!titled || hit.classes.any(Classes::TITLE) && title <= Some(hit.span.end))
                    })
        }
}

/// A body that ends with an organ or suffix word, if its beginning can be told.
fn named(scan: &Scan, suffix: Span, classes: Classes, ground: &Ground) -> Option<Candidate> {
    let organ = classes.any(Classes::ORGAN);
    let rule = if organ { Rule::Organ } else { Rule::BodySuffix };
    let body = |start: usize, bonus: i32| {
        // `“黑灯工厂”`: an expression, whatever it ends with.
        if !organ && start < suffix.start && scan.is(Span::new(start, suffix.end), Classes::NEVER) {
            return None;
        }
        Some(Candidate::new(Span::new(start, suffix.end), Kind::Body, rule, bonus))
    };
    let common = scan.ending(suffix.end, Classes::NEVER).any(|hit| hit.span.start + 1 == suffix.start);
    if classes.any(Classes::TRADE) || common && classes.any(Classes::COMPANY) {
        return None;
    }
    // `县纪委监委` are two organs.
    if ["监委", "监察委", "监察委员会"].iter().any(|word| is_word(scan, suffix, word))
        && scan.is_char(suffix.start.wrapping_sub(1), &['委'])
        && ground.ending(suffix.start).is_some()
    {
        return body(suffix.start, 14);
    }
    let chained = chain(scan, suffix.start, ground);
    if chained < suffix.start {
        // `区委|中心工作`: a suffix that ends many common words must be over here.
        let clear = !classes.any(Classes::WEAK_SUFFIX) && suffix.len() > 1 || ends_clause(scan, suffix.end);
        return if clear { body(chained, 16) } else { None };
    }
    // `汀|州医院`: inside a clause the character is more often the end of a name, unless it follows on a body.
    let own = |level: &usize| {
        !scan.is_char(*level, &['州']) || starts_clause(scan, *level) || scan.is_char(level - 1, &['委'])
    };
    if let Some(level) = level_before(scan, suffix.start)
        .filter(|_| suffix.len() > 1 || scan.is_char(suffix.start, &['委']))
        .filter(own)
    {
        return body(level, 12);
    }
    if let Some(start) = led_by_zone(scan, suffix) {
        return body(start, 6);
    }
    // `县委`, `镇党委`, `村委会`: the word itself begins with its level, which may belong to a place before it.
    for length in [1, 2] {
        let inside = suffix.len() > length
            && ground.ending(suffix.start + length).is_some_and(|start| start < suffix.start);
        if inside && !classes.any(Classes::WEAK_SUFFIX) {
            return body(chain(scan, suffix.start + length, ground), 14);
        }
    }
    if suffix.len() >= 2
        && level_before(scan, suffix.start + 1) == Some(suffix.start)
        && !classes.any(Classes::WEAK_SUFFIX)
    {
        return body(suffix.start, 12);
    }
    let (floor, edge) = walk::left(scan, suffix.end, LONGEST);
    if let Some(start) = led_by_quotation(scan, floor, ground) {
        return body(start, 8);
    }
    if let Some(start) = led_across_and(scan, floor, suffix, ground) {
        return body(start, 8);
    }
    if floor < suffix.start {
        if let Some(start) =
            classes.any(Classes::COMPANY).then(|| company(scan, floor, suffix, ground)).flatten()
        {
            return body(start, 8);
        }
        if let Some(start) = led_by_level(scan, floor, suffix) {
            return body(chain(scan, start, ground), 8);
        }
        if let Some(start) = led_by_place(scan, floor, suffix, ground) {
            return body(start, 8);
        }
        let start = walk::trim_front(scan, floor, suffix.start);
        let stem = Span::new(start, suffix.start);
        let weak = suffix.len() == 1 || classes.any(Classes::WEAK_SUFFIX);
        let need = if classes.any(Classes::COMPANY) { 2 } else { 2 + usize::from(edge == Edge::Limit) };
        if !weak
            && edge != Edge::Limit
            && (!organ || scan.ends(suffix.end, Classes::FACILITY))
            && stem.len() >= 2
            && stem.len() <= 20
            && walk::specific(scan, stem) >= need
            && !is_mark(scan.text.chars()[start])
        {
            return body(start, 2);
        }
    }
    // An organ that stands alone: `政协`, or `统战部` right before `部长`.
    let alone = classes.any(Classes::CORE | Classes::UNDER_COMMITTEE | Classes::ORGAN)
        && suffix.len() > 1
        && !classes.any(Classes::NATIONAL);
    let common = classes.any(Classes::NEVER | Classes::GENERIC);
    let titled = scan.starts(suffix.end, Classes::TITLE | Classes::TITLE_PREFIX);
    let clear = starts_clause(scan, suffix.start);
    let known = !common && ALONE.iter().any(|word| is_word(scan, suffix, word));
    if alone && clear && (titled || known || !common && follows_body(scan, suffix, ground)) {
        return body(suffix.start, 4);
    }
    None
}

/// Whether the organ goes on with a list of organs: `区教育局、|水务局`.
fn follows_body(scan: &Scan, suffix: Span, ground: &Ground) -> bool {
    let Some(mark) = suffix.start.checked_sub(1).filter(|&at| scan.is_char(at, &['、', '和', '与', '及']))
    else {
        return false;
    };
    suffix.len() >= 2
        && ground.ending(mark).is_some_and(|start| {
            scan.longest_to(mark, Classes::ORGAN | Classes::BODY_SUFFIX)
                .is_some_and(|hit| hit.span.start >= start)
        })
}

/// A company's name from its place on, over trade words that are also verbs: `安徽万家粮食烘干有限公司`.
fn company(scan: &Scan, floor: usize, suffix: Span, ground: &Ground) -> Option<usize> {
    let text = scan.text;
    let hard = |at: usize| {
        let c = text.chars()[at - 1];
        text.gap(at) >= Gap::Space
            || is_mark(c) && !matches!(c, '(' | ')' | '·')
            || matches!(c, '的' | '了' | '与' | '及')
            || c == '和' && scan.ends(at - 1, Classes::COMPANY)
            || scan.single(at - 1).any(Classes::PLAIN_STOP) && at > floor
    };
    let start = (suffix.start.saturating_sub(20)..=floor).rev().find(|&at| at == 0 || hard(at))?;
    let first = ground.first(Span::new(start, suffix.start)).filter(|&first| first < floor)?;
    let acts = (first..suffix.start).any(|at| {
        scan.starting(at, Classes::AFTER_VERB).any(|hit| {
            hit.span.len() >= 2
                && hit.span.end <= suffix.start
                && !hit
                    .classes
                    .any(Classes::WEAK_END | Classes::WEAK_STOP | Classes::GENERIC | Classes::TRADE)
        })
    });
    (!acts).then_some(first)
}

/// Organs that name themselves without a jurisdiction in the middle of a text.
const ALONE: [&str; 4] = ["政协", "纪委", "监委", "纪委监委"];
