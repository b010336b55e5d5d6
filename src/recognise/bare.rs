//! Names without a title: told by their characters, by what words would cost in their place, and by both edges.

use crate::dictionary::Classes;
use crate::kind::Kind;
use crate::text::{Gap, Span, is_han, is_mark};

use super::edge;
use super::judge::{self, Known};
use super::name::{self, Shape};
use super::reading;
use super::scan::Scan;
use super::{Candidate, Rule, person};

/// What any name costs where nothing calls for one.
const PRIOR: f32 = 4.0;

/// What both edges of a speaker add for a name by sound.
const SPEAKER: f32 = 3.0;

/// What is asked of two characters, and of a name by sound that nothing shows to be a person's; and of others.
const SHORT: f32 = 4.5;
const LONG: f32 = 3.0;

/// What rounding may take from a sum of costs.
const SLACK: f32 = 0.01;

/// How far the judge looks before and after the name.
const BEFORE: usize = 4;
const AFTER: usize = 6;

/// Words a name does not start inside.
const WHOLE: Classes = Classes::PLACE;

/// How far a name may fall short of what is asked, if it comes back.
const SHORT_OF: f32 = 2.5;

/// A reading of a place as a name.
#[derive(Clone, Copy)]
struct Found {
    shape: Shape,
    rule: Rule,
    /// How far it outweighs words, with all evidence.
    worth: f32,
    /// What is asked of it.
    need: f32,
}

/// Proposes names wherever a surname or a character of transliteration may start one.
pub(super) fn propose(scan: &Scan, out: &mut Vec<Candidate>) {
    let mut weak: Vec<Found> = Vec::new();
    for at in 0..scan.text.len() {
        let single = scan.single(at);
        let surname = single.any(Classes::SURNAME) || scan.starts(at, Classes::SURNAME);
        let sound = single.any(Classes::FOREIGN) || scan.starts(at, Classes::MINORITY);
        if !surname && !sound || blocked(scan, at) {
            continue;
        }
        let mut left = edge::left(scan, at);
        // In a row a name stands among names, and what stands among other things is another.
        let row = at > 0 && scan.is_char(at - 1, &['、']);
        if row || at > 0 && scan.is_char(at - 1, &['和', '与', '对']) {
            let named = |c: &Candidate| c.span.end == at - 1 && c.kind == Some(Kind::Official);
            let named = out.iter().rev().take(30).any(named);
            left = if named {
                2.5
            } else if row {
                -0.5
            } else {
                left
            };
        }
        let mut best: Option<Found> = None;
        let mut offer = |found: Option<Found>| {
            if let Some(found) = found.filter(|found| best.is_none_or(|best| found.worth > best.worth)) {
                best = Some(found);
            }
        };
        if surname {
            for &shape in &*name::shapes(scan, at) {
                offer(weigh(scan, shape, left, false));
            }
        }
        if sound && !name_runs_before(scan, at) && !scan.crosses(at, Classes::NO_PERSON) {
            for shape in sounds(scan, at) {
                offer(weigh(scan, shape, left, true));
            }
        }
        match best {
            Some(found) if found.worth >= found.need => push(out, found),
            // Things are listed again and again as well.
            Some(found) if !row => weak.push(found),
            Some(_) | None => {}
        }
    }
    repeated(scan, weak, out);
}

fn push(out: &mut Vec<Candidate>, found: Found) {
    let bonus = if found.rule == Rule::AfterName { 2 } else { -12 };
    let shape = Shape { score: 8 + found.worth.clamp(0.0, 16.0) as i32, ..found.shape };
    person::push(out, shape, found.rule, bonus);
}

/// What is doubtful once may be certain where it comes back: each place is evidence of its own.
fn repeated(scan: &Scan, mut weak: Vec<Found>, out: &mut Vec<Candidate>) {
    let chars = |found: &Found| &scan.text.chars()[found.shape.span.range()];
    weak.sort_by(|a, b| chars(a).cmp(chars(b)).then(a.shape.span.cmp(&b.shape.span)));
    for same in weak.chunk_by(|a, b| chars(a) == chars(b)) {
        let sum: f32 = same.iter().map(|found| found.worth - found.need + SHORT_OF).sum();
        if same.len() > 1 && sum >= SHORT_OF {
            same.iter().for_each(|&found| push(out, found));
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

/// How far a name outweighs words, with all evidence; `None` where it does not by enough.
fn weigh(scan: &Scan, shape: Shape, left: f32, sound: bool) -> Option<Found> {
    let Span { start, end } = shape.span;
    let short = end - start == 2;
    let spaced = scan.text.gap(start + 1) >= Gap::Space;
    let known = judge::known(scan, shape.span);
    // Whatever stands around them, the words in the name's own place are all that it can save.
    let saved = judge::words(scan, shape.span) - shape.cost - PRIOR;
    let speaker = if sound { SPEAKER } else { 0.0 };
    let most = saved.max(granted(known)) + left + speaker + SLACK;
    let enough = |right: f32, need: f32| spaced || most + right >= need - SHORT_OF;
    if !enough(edge::most(scan, end), if short { SHORT } else { LONG }) {
        return None;
    }
    let (right, rule) = edge::right(scan, end);
    // A name by sound may as well be a place's: something must say that it is a person.
    let need = if short || sound && right < 2.0 { SHORT } else { LONG };
    if !enough(right, need) {
        return None;
    }
    if spaced {
        let alone = scan.text.gap(start) >= Gap::Space || left >= 1.0;
        let dear =
            left + right + SPEAKER + 12.0 * (end - start) as f32 - shape.cost - PRIOR < need - SHORT_OF;
        return (alone && right >= 0.5 && shape.score >= 6 && !dear).then_some(Found {
            shape,
            rule,
            worth: 10.0,
            need,
        });
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
    let division = scan.single(end - 1).any(Classes::ADMIN_SUFFIX);
    margin = match known {
        Known::Sound | Known::Person if sound && !short => margin.max(own() + 4.0),
        Known::Sound | Known::Person if sound => margin.max(own() + 1.0),
        // Its own names of foreign places may be people as well, where a title or verb of speech follows.
        Known::Word if sound && end - start >= 4 && right >= 2.5 && !division => margin.max(own() + 4.0),
        Known::Person if short && left < 0.0 => margin,
        Known::Person if short && shape.score >= 7 => margin.max(own() + 2.0),
        Known::Person if short => margin.max(own() + 0.5),
        Known::Person if shape.score >= 6 => margin.max(own() + if left < 0.0 { 4.5 } else { 7.0 }),
        Known::Person => margin.max(own() + 2.0),
        Known::Word if short => margin - 2.0,
        _ => margin,
    };
    // `某某思想` is a word of the judge's own, and yet a name stands in it.
    if known == Known::Person && !short && !sound && taught(scan, end) {
        margin = margin.max(4.0);
    }
    // `范庄镇`, `人民路`: a name seldom ends so.
    let last = scan.single(end - 1);
    let suffix = !sound
        && (last.any(Classes::ADMIN_SUFFIX | Classes::ROAD_SUFFIX)
            || last.any(Classes::PLACE_SUFFIX) && !last.any(Classes::GIVEN_STRONG));
    let margin = if sound { margin - reading::cut_short(scan, shape.span) } else { margin };
    // Between the start of a clause and a verb of speech such characters are a speaker.
    let speaker = if sound && !short && left >= 1.5 && right >= 2.5 && !division { SPEAKER } else { 0.0 };
    // `刘家`, `韩方`: a family or a side, not a person.
    let side = short && scan.is_char(end - 1, &['家', '方', '氏', '总', '某', '老']);
    let listed = reading::listed(scan, shape.span, name::end_evidence(scan, end)).max(0.0);
    let worth = margin + speaker + left + right - listed - if suffix || side { 5.0 } else { 0.0 };
    (worth >= need - SHORT_OF).then_some(Found { shape, rule, worth, need })
}

/// The most that a word of the judge's own is let off as a name.
fn granted(known: Known) -> f32 {
    match known {
        Known::Sound | Known::Person => 7.0,
        Known::Word => 4.0,
        Known::No => f32::NEG_INFINITY,
    }
}

/// Whether the word for somebody's teaching follows.
fn taught(scan: &Scan, at: usize) -> bool {
    matches!((scan.text.at(at), scan.text.at(at + 1)), (Some('思'), Some('想')) | (Some('理'), Some('论')))
}

/// Names by sound of known characters only, at most up to the last of them.
fn sounds(scan: &Scan, at: usize) -> Vec<Shape> {
    let known = |at: usize| {
        scan.single(at).any(Classes::FOREIGN)
            || scan.is_char(at, &['·'])
            || scan.crosses(at, Classes::MINORITY)
            || scan.starts(at, Classes::MINORITY)
    };
    let mut end = at;
    // A dot further on, or before, vouches for characters nobody knows.
    let near = |at: usize| (at.saturating_sub(6)..at + 7).any(|at| scan.is_char(at, &['·']));
    while end < at + name::LONGEST * 2
        && scan.text.at(end).is_some_and(|c| is_han(c) || c == '·')
        && (known(end) || near(end))
    {
        end += 1;
    }
    let place = Classes::PLACE | Classes::SHORT_PLACE;
    if end < at + 2 || scan.starts(at, place) {
        return Vec::new();
    }
    let mut shapes = name::sounds(scan, at);
    shapes.retain(|shape| shape.span.end <= end);
    shapes
}
