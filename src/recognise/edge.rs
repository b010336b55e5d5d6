//! What stands before and after a name, and what it is worth to a name without a title.

use crate::dictionary::Classes;
use crate::text::{Gap, is_mark};

use super::Rule;
use super::name;
use super::scan::Scan;

/// What the left edge is worth.
pub(super) fn left(scan: &Scan, at: usize) -> f32 {
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
            // `“村厨”黄金胜`: what somebody is called.
            '”' if (3..=7).any(|back| scan.is_char(at.wrapping_sub(back), &['“'])) => 0.5,
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
    if scan.ends(at, Classes::TITLE | Classes::FOLK | Classes::GROUP) {
        return 1.5;
    }
    // `六十三岁的`, `来自某县的`: of a person.
    let of = || scan.is_char(at.wrapping_sub(2), &['岁']) || scan.ends(at - 1, Classes::PLACE);
    if before == '的' && of() {
        return 2.0;
    }
    if scan.ends(at, Classes::AFTER_VERB | Classes::AFTER_OTHER | Classes::STOP | Classes::PLACE) {
        return 0.5;
    }
    if matches!(before, '是' | '的' | '在' | '为' | '了' | '而' | '但' | '叫') { 0.5 } else { -1.5 }
}

/// What a post that follows is worth: no right edge is worth more.
const POST: f32 = 8.0;

/// The most a right edge can be worth, told by the next character and the words that start with it.
pub(super) fn most(scan: &Scan, end: usize) -> f32 {
    let Some(c) = scan.text.at(end).filter(|&c| scan.text.gap(end) < Gap::Space && !is_mark(c)) else {
        return if of_nation(scan, end) || post_beside(scan, end) { 5.0 } else { 0.5 };
    };
    let words = |classes: Classes| scan.starts(end, classes);
    if leads(c) || c == '的' && relieved(scan, end) {
        POST
    } else if words(Classes::AFTER_NAME) {
        5.0
    } else if words(Classes::VERB) || c == '说' {
        3.5
    } else if words(Classes::TITLE | Classes::TITLE_PREFIX | Classes::AFTER_VERB)
        || scan.single(end).any(Classes::TITLE_PREFIX)
    {
        2.5
    } else {
        1.5
    }
}

/// Whether a word that leads from a name to a post may begin so.
fn leads(c: char) -> bool {
    matches!(c, '任' | '为' | '现' | '是' | '同' | '当' | '不')
}

/// Words that lead from a name to a post; [`leads`] knows how they begin.
const LINKS: [&str; 8] = ["任", "为", "现任", "是", "同志任", "当选为", "当选", "不再担任"];

/// What the right edge is worth, and the rule it makes.
pub(super) fn right(scan: &Scan, end: usize) -> (f32, Rule) {
    let text = scan.text;
    if of_nation(scan, end) || post_beside(scan, end) {
        return (5.0, Rule::AfterName);
    }
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
    if [end, prefix].iter().any(|&at| scan.starts(at, Classes::TITLE)) {
        return (2.5, Rule::AfterName);
    }
    if takes_post(scan, end) || relieved(scan, end) {
        return (POST, Rule::Clause);
    }
    if scan.is_char(end, &['了', '着', '们']) {
        return (-4.0, Rule::Clause);
    }
    if speaks(scan, end) {
        return (3.5, Rule::Clause);
    }
    if scan.is_char(end, &['等']) {
        return (1.0, Rule::Clause);
    }
    if scan.is_char(end, &['的', '和', '与']) {
        return (0.5, Rule::Clause);
    }
    let suffix = Classes::BODY_SUFFIX | Classes::PLACE_SUFFIX | Classes::ORGAN | Classes::WORK;
    if scan.starts(end, suffix) {
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

/// Whether a bracket tells a person's sex or nation: `(女)`, `(哈萨克族)`.
pub(super) fn of_nation(scan: &Scan, end: usize) -> bool {
    let close = name::skip_brackets(scan, end);
    close > end + 2
        && (scan.is_char(close - 2, &['族']) || close == end + 3 && scan.is_char(end + 1, &['女']))
}

/// Whether the next column of a table holds nothing but a post: `李  强    县财政局副局长`.
pub(super) fn post_beside(scan: &Scan, end: usize) -> bool {
    let text = scan.text;
    let over = |at: usize| text.gap(at) >= Gap::Space || text.at(at).is_none_or(is_mark);
    let column = || (end + 1..end + 24).find(|&at| over(at));
    text.gap(end) == Gap::Space && column().is_some_and(|at| scan.ends(at, Classes::TITLE) && at > end + 1)
}

/// Whether a verb of speech follows.
pub(super) fn speaks(scan: &Scan, end: usize) -> bool {
    scan.is_char(end, &['说']) || scan.starting(end, Classes::VERB).any(|hit| hit.span.len() >= 2)
}

/// Whether somebody is relieved of a post: `的县教育局局长职务`.
fn relieved(scan: &Scan, at: usize) -> bool {
    scan.is_char(at, &['的'])
        && (at + 4..(at + 40).min(scan.text.len()))
            .take_while(|&end| !scan.is_char(end, &[',', '。', ';']))
            .any(|end| scan.spells(end, "职务").is_some() && scan.ends(end, Classes::TITLE))
}

/// Whether an appointment follows: `任区教育局局长`, `为旗应急管理局局长`.
fn takes_post(scan: &Scan, at: usize) -> bool {
    let link =
        scan.text.at(at).is_some_and(leads) && LINKS.iter().any(|word| scan.spells(at, word).is_some());
    link && (at + 3..(at + 24).min(scan.text.len()))
        .take_while(|&end| !scan.is_char(end - 1, &[',', '。', ';']))
        .any(|end| scan.ends(end, Classes::TITLE))
}
