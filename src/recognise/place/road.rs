//! Roads by number, and courtyards by the number they have in a road.

use crate::dictionary::Classes;
use crate::kind::Kind;
use crate::recognise::scan::Scan;
use crate::recognise::{Candidate, Rule};
use crate::text::{Span, is_han};

/// Roads by number: `国道314线`, `G310国道`, `Y012青石线`.
pub(super) fn numbered(scan: &Scan, out: &mut Vec<Candidate>) {
    let text = scan.text;
    for at in 0..text.len() {
        let code = matches!(text.chars()[at], 'G' | 'S' | 'X' | 'Y' | 'C')
            && (at == 0 || !text.chars()[at - 1].is_ascii_alphanumeric());
        let word = matches!(text.chars()[at], '国' | '省' | '县' | '乡') && scan.is_char(at + 1, &['道']);
        let from = if word { at + 2 } else { at + 1 };
        if !code && !word {
            continue;
        }
        // `218国道`.
        let number = (at.saturating_sub(4)..at).find(|&start| word && digits(scan, start) == Some(at));
        if let Some(start) = number.filter(|&start| at - start >= 3) {
            out.push(Candidate::new(Span::new(start, at + 2), Kind::Place, Rule::PlaceSuffix, 10));
        }
        let Some(mut end) = digits(scan, from) else { continue };
        if code {
            let name = (end..end + 5).find(|&at| scan.is_char(at, &['线', '道', '速']));
            let clear = |to: usize| text.chars()[end..to].iter().all(|&c| is_han(c));
            match name.filter(|&to| clear(to)) {
                Some(to) => end = to + 1,
                // `G337、S204省道`: three digits after the letter are a road by themselves.
                None if (3..=4).contains(&(end - from))
                    && !text.at(end).is_some_and(|c| c.is_ascii_alphanumeric() || c == '-') => {}
                None => continue,
            }
        } else if scan.is_char(end, &['线']) {
            end += 1;
        }
        out.push(Candidate::new(Span::new(at, end), Kind::Place, Rule::PlaceSuffix, 10));
    }
}

/// The end of a number of up to five digits.
fn digits(scan: &Scan, from: usize) -> Option<usize> {
    let mut at = from;
    while at < from + 5 && scan.text.at(at).is_some_and(|c| c.is_ascii_digit()) {
        at += 1;
    }
    (at > from).then_some(at)
}

/// Courtyards of a road or community: `迎宾路|18号院`.
pub(super) fn courtyard(scan: &Scan, road: &Candidate) -> Option<Candidate> {
    let end = digits(scan, road.span.end)?;
    let last = scan.single(road.span.end - 1);
    let community = scan.spells(road.span.end - 2, "社区").is_some();
    let named = community || last.any(Classes::ROAD_SUFFIX) || scan.ends(road.span.end, Classes::ROAD_SUFFIX);
    let court = scan.is_char(end, &['号']) && scan.is_char(end + 1, &['院']);
    (named && court)
        .then(|| Candidate::new(Span::new(road.span.start, end + 2), Kind::Place, Rule::PlaceSuffix, 10))
}
