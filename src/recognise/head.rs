//! The head noun that several projects in quotation marks share: `“安居”“乐业”两大工程`.

use crate::dictionary::Classes;
use crate::kind::Kind;
use crate::text::{Span, is_mark};

use super::scan::Scan;

/// Head nouns that several quotations may share.
const HEADS: [&str; 8] = ["活动", "行动", "工程", "计划", "项目", "制度", "会战", "攻坚战"];

/// Most characters from the last quotation to the end of the head.
const FAR: usize = 8;

/// Most quotations that share a head.
const MOST: usize = 12;

/// Returns the head noun that a project in quotation marks shares with others beside it, counted by a number before it.
pub(super) fn shared(scan: &Scan, span: Span, kind: Kind) -> Option<Span> {
    if kind != Kind::Project
        || !scan.is_char(span.end, &['”'])
        || !scan.is_char(span.start.wrapping_sub(1), &['“'])
    {
        return None;
    }
    let mut at = span.end + 1;
    let mut several = scan.is_char(span.start.wrapping_sub(2), &['”', '、', '和', '与']);
    for _ in 0..MOST {
        let next = at + usize::from(scan.is_char(at, &['、', '和', '与']));
        if !scan.is_char(next, &['“']) {
            break;
        }
        at = (next..next + 20).find(|&at| scan.is_char(at, &['”']))? + 1;
        several = true;
    }
    let counts = scan.single(at).any(Classes::QUANTITY)
        || scan.text.at(at).is_some_and(|c| c == '等' || c.is_ascii_digit());
    if !several || !counts {
        return None;
    }
    (at + 1..at + FAR)
        .take_while(|&at| !scan.text.at(at).is_none_or(is_mark))
        .find_map(|at| HEADS.iter().find_map(|head| Some(Span::new(at, scan.spells(at, head)?))))
}
