//! Names without a title: told by their characters, by what words would cost in their place, and by both edges.

use crate::dictionary::Classes;
use crate::kind::Kind;
use crate::text::{Gap, Span, is_han, is_mark};

use super::judge::{self, Known};
use super::name::{self, Shape};
use super::reading;
use super::scan::Scan;
use super::{Candidate, Rule, person};

/// What any name costs where nothing calls for one.
const PRIOR: f32 = 4.0;

/// How far the judge looks before and after the name.
const BEFORE: usize = 4;
const AFTER: usize = 6;

/// Words a name does not start inside.
const WHOLE: Classes = Classes::PLACE;

/// Proposes names wherever a surname or a character of transliteration may start one.
pub(super) fn propose(scan: &Scan, out: &mut Vec<Candidate>) {
    for at in 0..scan.text.len() {
        let single = scan.single(at);
        let surname = single.any(Classes::SURNAME) || scan.longest_from(at, Classes::SURNAME).is_some();
        let sound = single.any(Classes::FOREIGN) || scan.longest_from(at, Classes::MINORITY).is_some();
        if !surname && !sound || blocked(scan, at) {
            continue;
        }
        let mut left = left_edge(scan, at);
        // In a row of `、` a name stands among names.
        if at > 0 && scan.is_char(at - 1, &['、']) {
            let named =
                out.iter().rev().take(30).any(|c| c.span.end == at - 1 && c.kind == Some(Kind::Official));
            left = if named { 2.5 } else { 0.5 };
        }
        let mut best: Option<(f32, Shape, Rule)> = None;
        let mut offer = |found: Option<(f32, Rule)>, shape: Shape| {
            if let Some((worth, rule)) = found.filter(|found| best.is_none_or(|best| found.0 > best.0)) {
                best = Some((worth, shape, rule));
            }
        };
        if surname {
            for shape in name::shapes(scan, at) {
                offer(weigh(scan, shape, left, false), shape);
            }
        }
        if sound && !name_runs_before(scan, at) {
            for shape in sounds(scan, at) {
                offer(weigh(scan, shape, left, true), shape);
            }
        }
        if let Some((worth, shape, rule)) = best {
            let bonus = if rule == Rule::AfterName { 2 } else { -12 };
            let shape = Shape { score: 8 + worth.clamp(0.0, 16.0) as i32, ..shape };
            person::push(out, shape, rule, bonus);
        }
    }
}

/// Whether a listed word that is no part of a name starts at or runs over the position.
fn blocked(scan: &Scan, at: usize) -> bool {
    let words =
        Classes::NEVER | Classes::ORGAN | Classes::TITLE | Classes::FOLK | Classes::GROUP | Classes::QUANTITY;
    scan.starting(at, words).any(|hit| hit.span.len() >= 2)
        || scan.starting(at, Classes::NO_PERSON).any(|hit| hit.span.len() >= 3)
        || scan.crosses(at, WHOLE | Classes::TITLE | Classes::ORGAN | Classes::NATIONAL | Classes::USER)
}

/// Whether the character before could open the same name by sound.
fn name_runs_before(scan: &Scan, at: usize) -> bool {
    at > 0
        && scan.text.gap(at) == Gap::None
        && (scan.single(at - 1).any(Classes::FOREIGN) || scan.is_char(at - 1, &['·']))
}

/// What the left edge is worth.
fn left_edge(scan: &Scan, at: usize) -> f32 {
    let text = scan.text;
    if at == 0 || text.gap(at) >= Gap::Space {
        return 1.5;
    }
    let Some(before) = text.at(at - 1) else { return 1.5 };
    if is_mark(before) {
        return match before {
            '·' => -4.0,
            // A quotation is more often words than a person.
            '”' if at >= 2 && scan.is_char(at - 2, &['。', ',', '!', '?']) => 1.5,
            '“' | '”' | '《' | '》' | '‘' | '’' => -1.0,
            _ => 1.5,
        };
    }
    if matches!(
        before,
        '由' | '对' | '与' | '和' | '向' | '给' | '被' | '让' | '跟' | '把' | '从' | '随' | '请' | '同'
    ) {
        return 1.0;
    }
    if scan.longest_to(at, Classes::TITLE | Classes::FOLK | Classes::GROUP).is_some() {
        return 1.5;
    }
    if scan
        .longest_to(at, Classes::AFTER_VERB | Classes::AFTER_OTHER | Classes::STOP | Classes::PLACE)
        .is_some()
    {
        return 0.5;
    }
    if matches!(before, '是' | '的' | '在' | '为') { 0.5 } else { -1.5 }
}

/// What the right edge is worth, and the rule it makes.
fn right_edge(scan: &Scan, end: usize) -> (f32, Rule) {
    let text = scan.text;
    if text.gap(end) >= Gap::Space || text.at(end).is_none_or(is_mark) {
        let worth = match text.at(end) {
            Some('·') => -9.0,
            Some('”' | '》' | '’') => -1.0,
            _ => 0.5,
        };
        return (worth, Rule::Clause);
    }
    if scan.starting(end, Classes::AFTER_NAME).any(|hit| hit.span.len() >= 2) {
        return (5.0, Rule::AfterName);
    }
    let single = end + usize::from(scan.single(end).any(Classes::TITLE_PREFIX));
    let prefix = scan.longest_from(end, Classes::TITLE_PREFIX).map_or(single, |hit| hit.span.end);
    if [end, prefix].iter().any(|&at| scan.longest_from(at, Classes::TITLE).is_some()) {
        return (2.5, Rule::AfterName);
    }
    if takes_post(scan, end) {
        return (8.0, Rule::Clause);
    }
    if scan.is_char(end, &['了', '着', '们']) {
        return (-4.0, Rule::Clause);
    }
    let speech = scan.starting(end, Classes::VERB).any(|hit| hit.span.len() >= 2);
    if speech || scan.is_char(end, &['说']) {
        return (3.5, Rule::Clause);
    }
    if scan.is_char(end, &['等']) {
        return (1.0, Rule::Clause);
    }
    let suffix = Classes::BODY_SUFFIX | Classes::PLACE_SUFFIX | Classes::ORGAN | Classes::WORK;
    if scan.starting(end, suffix).next().is_some() {
        return (-3.0, Rule::Clause);
    }
    // A lone character between the name and a mark belongs to what stands before it.
    if text.gap(end + 1) >= Gap::Space || text.at(end + 1).is_none_or(is_mark) {
        return (
            if scan.single(end).any(Classes::AFTER_VERB | Classes::AFTER_NAME) { 0.0 } else { -4.0 },
            Rule::Clause,
        );
    }
    let verb = scan.longest_from(end, Classes::AFTER_VERB).filter(|hit| hit.span.len() >= 2);
    let worth = match (verb, name::end_evidence(scan, end)) {
        (Some(hit), _) if !hit.classes.any(Classes::WEAK_END) => 2.5,
        (Some(_), _) => 1.0,
        (None, 5..) => 1.5,
        (None, 3..) => 0.5,
        (None, 2) => 0.0,
        _ => -2.0,
    };
    (worth, Rule::Clause)
}

/// How far a name outweighs words, with all evidence; `None` where it does not by enough.
fn weigh(scan: &Scan, shape: Shape, left: f32, sound: bool) -> Option<(f32, Rule)> {
    let Span { start, end } = shape.span;
    let (right, rule) = right_edge(scan, end);
    let short = end - start == 2;
    // A name by sound may as well be a place's: something must say that it is a person.
    let need = if short || sound && right < 2.0 { 4.5 } else { 3.0 };
    // No words can cost enough to make this a name: the judge need not be asked.
    if left + right + 12.0 * (end - start) as f32 - shape.cost - PRIOR < need {
        return None;
    }
    if scan.text.gap(start + 1) >= Gap::Space {
        let alone = scan.text.gap(start) >= Gap::Space || left >= 1.0;
        return (alone && right >= 0.5 && shape.score >= 6).then_some((10.0, rule));
    }
    let from = (start.saturating_sub(BEFORE)..start)
        .rev()
        .take_while(|&at| scan.text.gap(at + 1) == Gap::None && !scan.text.at(at).is_none_or(is_mark))
        .last()
        .unwrap_or(start);
    let to = reading::run(scan, start, end - start + AFTER).max(end);
    let words = judge::words(scan, Span::new(from, to));
    let around = judge::words(scan, Span::new(from, start)) + judge::words(scan, Span::new(end, to));
    let mut margin = words - around - shape.cost - PRIOR;
    // A name among the judge's own words is no evidence against it.
    let own = || words - around - judge::words(scan, shape.span);
    margin = match judge::known(scan, shape.span) {
        Known::Sound if sound && !short => margin.max(own() + 4.0),
        Known::Person if sound => margin,
        Known::Person if short && left < 0.0 => margin,
        Known::Person if short => margin.max(own() + 0.5),
        Known::Person if shape.score >= 6 => margin.max(own() + 7.0),
        Known::Person => margin.max(own() + 1.0),
        Known::Word if short => margin - 2.0,
        _ => margin,
    };
    // `范庄镇`, `人民路`: a name seldom ends so.
    let last = scan.single(end - 1);
    let suffix = !sound
        && (last.any(Classes::ADMIN_SUFFIX | Classes::ROAD_SUFFIX)
            || last.any(Classes::PLACE_SUFFIX) && !last.any(Classes::GIVEN_STRONG));
    let margin = if sound && reading::runs_on(scan, end) { margin - 2.0 } else { margin };
    let listed = reading::listed(scan, shape.span, name::end_evidence(scan, end)).max(0.0);
    let worth = margin + left + right - listed - if suffix { 5.0 } else { 0.0 };
    (worth >= need).then_some((worth, rule))
}

/// Names by sound of known characters only, at most up to the last of them.
fn sounds(scan: &Scan, at: usize) -> Vec<Shape> {
    let known = |at: usize| {
        scan.single(at).any(Classes::FOREIGN)
            || scan.is_char(at, &['·'])
            || scan.crosses(at, Classes::MINORITY)
            || scan.longest_from(at, Classes::MINORITY).is_some()
    };
    let mut end = at;
    // A dot further on, or before, vouches for characters nobody knows.
    let near = |at: usize| (at.saturating_sub(6)..at + 7).any(|at| scan.is_char(at, &['·']));
    while scan.text.at(end).is_some_and(|c| is_han(c) || c == '·') && (known(end) || near(end)) {
        end += 1;
    }
    let place = Classes::PLACE | Classes::SHORT_PLACE;
    if end < at + 2 || scan.starting(at, place).next().is_some() {
        return Vec::new();
    }
    let mut shapes = name::sounds(scan, at);
    shapes.retain(|shape| shape.span.end <= end);
    shapes
}

/// Whether an appointment follows: `任区教育局局长`, `为旗应急管理局局长`.
fn takes_post(scan: &Scan, at: usize) -> bool {
    let link = ["任", "为", "现任", "是", "同志任", "当选为", "当选", "不再担任"].iter().any(|word| {
        let end = at + word.chars().count();
        end <= scan.text.len() && scan.text.chars()[at..end].iter().copied().eq(word.chars())
    });
    link && (at + 3..(at + 24).min(scan.text.len()))
        .take_while(|&end| !scan.is_char(end - 1, &[',', '。', ';']))
        .any(|end| scan.longest_to(end, Classes::TITLE).is_some())
}
