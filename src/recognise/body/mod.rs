//! Bodies: organs after a jurisdiction or level word, and names with a body suffix.

mod firm;
mod ground;
mod lead;
mod unit;

use crate::dictionary::Classes;
use crate::kind::Kind;
use crate::text::{Gap, Span, is_mark};

use super::scan::{Hit, Scan};
use super::walk::{self, Edge};
use super::{Candidate, Rule};

use ground::Ground;
use lead::{
    chain, ends_clause, is_word, led_across_and, led_by_level, led_by_place, led_by_quotation, led_by_zone,
    led_in_list, level_before, starts_clause,
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
            let best = party(scan, best);
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

/// A committee's name with the party's before it: `中共|某县委`.
fn party(scan: &Scan, body: Candidate) -> Candidate {
    let Span { start, end } = body.span;
    let own =
        start >= 2 && scan.spells(start - 2, "中共") == Some(start) && scan.text.gap(start) < Gap::Space;
    if !own || !(start..end).any(|at| scan.is_char(at, &['委'])) {
        return body;
    }
    Candidate { span: Span::new(start - 2, end), score: body.score + 20, ..body }
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
    // `总工会|组织劳模`: a verb follows.
    let acts = |hit: &Hit| scan.spells(span.end, "组织") == Some(hit.span.end);
    let over = |start: usize, strict: bool| {
        scan.starting(start, words).filter(|hit| hit.span.end > span.end && !acts(hit)).any(|hit| {
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
                        // `办事处|在`, `派出所|在`.
                        let at = span.len() >= 3 && hit.span.len() == 2 && scan.is_char(span.end, &['在']);
                        hit.span.end > span.end
                            && !at
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
    // `县法院|组织双方`: a verb, unless the clause is over.
    if is_word(scan, suffix, "组织") && !scan.text.at(suffix.end).is_none_or(is_mark) {
        return None;
    }
    let common = scan.ending(suffix.end, Classes::NEVER).any(|hit| hit.span.start + 1 == suffix.start);
    if classes.any(Classes::TRADE) {
        return firm::firm(scan, suffix).and_then(|start| body(start, 8));
    }
    if common && classes.any(Classes::COMPANY) {
        return None;
    }
    // `县纪委监委` are two organs.
    if ["监委", "监察委", "监察委员会"].iter().any(|word| is_word(scan, suffix, word))
        && scan.is_char(suffix.start.wrapping_sub(1), &['委'])
        && ground.ending(suffix.start).is_some()
    {
        return body(suffix.start, 14);
    }
    // `某集团公司第五十五研究所`: numbered among those of the body before it.
    let numeral = |at: usize| scan.is_char(at, &NUMERALS);
    let ordinal = (suffix.start.saturating_sub(4)..suffix.start).rev().find(|&at| !numeral(at));
    if let Some(at) = ordinal.filter(|&at| scan.is_char(at, &['第']) && at + 1 < suffix.start)
        && suffix.len() > 1
        && ground.ending(at).is_some()
        && scan.longest_to(at, Classes::BODY_SUFFIX).is_some_and(|hit| hit.span.len() > 1)
    {
        return body(chain(scan, at, ground), 16);
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
        if let Some(start) = led_in_list(scan, floor, suffix, ground) {
            return body(start, 8);
        }
        // `某省人办|事`: one character is an office only where the name can be over; `某街道|第二组` is a table's.
        let single = suffix.len() == 1;
        let group = single
            && scan.is_char(suffix.start.wrapping_sub(2), &['第'])
            && scan.single(suffix.start.wrapping_sub(3)).any(Classes::ADMIN_SUFFIX)
            || single && !ends_clause(scan, suffix.end)
            // `把夜校办|到村里`.
            || is_word(scan, suffix, "办") && scan.is_char(suffix.end, &['到', '好', '成', '起', '得', '了']);
        if let Some(start) = led_by_place(scan, floor, suffix, ground).filter(|_| !group) {
            return body(start, 8);
        }
        let start = walk::trim_front(scan, floor, suffix.start);
        let stem = Span::new(start, suffix.start);
        let weak = suffix.len() == 1 || classes.any(Classes::WEAK_SUFFIX);
        let need = if classes.any(Classes::COMPANY) { 2 } else { 2 + usize::from(edge == Edge::Limit) };
        if !weak
            && edge != Edge::Limit
            && (!organ || scan.ends(suffix.end, Classes::FACILITY) || branch(scan, suffix, classes))
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
    // `某街道党工委、|办事处`, the two of one office.
    let twin = is_word(scan, suffix, "办事处")
        && scan.is_char(suffix.start.wrapping_sub(1), &['、', '和'])
        && ["党工委", "工委"].iter().any(|word| {
            scan.spells(suffix.start.saturating_sub(1 + word.chars().count()), word) == Some(suffix.start - 1)
        });
    if twin {
        return body(suffix.start, 4);
    }
    let known = !common && ALONE.iter().any(|word| is_word(scan, suffix, word));
    if alone && clear && (titled || known || !common && follows_body(scan, suffix, ground)) {
        return body(suffix.start, 4);
    }
    None
}

/// Whether it is an office that bears the name of a quarter or village no list knows: `某某派出所`, `某某人民法庭`.
fn branch(scan: &Scan, suffix: Span, classes: Classes) -> bool {
    suffix.len() >= 2
        && classes.any(Classes::BODY_SUFFIX)
        && (scan.is_char(suffix.end - 1, &['所', '庭']) || is_word(scan, suffix, "海关"))
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
    if scan.is_char(first.wrapping_sub(1), &['(']) {
        return None;
    }
    // `北京|融合视界`: right after a place's short name, a verb is the company's name.
    let brand = scan.longest_from(first, Classes::SHORT_PLACE).map(|place| place.span.end);
    // `某街道引入|武汉某某公司`: what is done with a company that begins with its own place.
    let done = |at: usize| {
        let verb = scan.longest_to(at, Classes::STOP | Classes::AFTER_VERB);
        verb.is_some_and(|verb| {
            verb.span.len() > 1 && verb.span.start > first && brand != Some(verb.span.start)
        }) && ground.first(Span::new(at, suffix.start)) == Some(at)
    };
    let first = (first + 1..suffix.start).rev().find(|&at| done(at)).unwrap_or(first);
    let acts = (first..suffix.start).any(|at| {
        scan.starting(at, Classes::AFTER_VERB).any(|hit| {
            hit.span.len() >= 2
                && brand != Some(at)
                && hit.span.end <= suffix.start
                && !hit
                    .classes
                    .any(Classes::WEAK_END | Classes::WEAK_STOP | Classes::GENERIC | Classes::TRADE)
        })
    });
    (!acts).then_some(first)
}

/// What ordinal numbers are written with.
const NUMERALS: [char; 10] = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/// Organs that name themselves without a jurisdiction in the middle of a text.
const ALONE: [&str; 4] = ["政协", "纪委", "监委", "纪委监委"];
