//! The part of a body that a post is of: `县文化局|非遗股|股长`, `县医院|心内科|护士长`.

use crate::dictionary::Classes;
use crate::recognise::scan::Scan;
use crate::text::{Gap, is_han};

/// Last characters of the words for parts of an organ, a hospital, a court or a company.
const UNITS: [char; 10] = ['科', '股', '室', '处', '庭', '部', '队', '站', '组', '所'];

/// Longest name of a part, in characters.
const LONGEST: usize = 6;

/// Where the part of a body that ends at a position ends itself, if a post stands right after it.
pub(super) fn unit(scan: &Scan, end: usize) -> Option<usize> {
    let words = Classes::TITLE
        | Classes::TITLE_PREFIX
        | Classes::STOP
        | Classes::AFTER_VERB
        | Classes::AFTER_OTHER
        | Classes::QUANTITY
        | Classes::PLACE
        | Classes::GROUP;
    for to in end + 1..=end + LONGEST {
        let last = scan.text.at(to - 1).filter(|&c| is_han(c) && scan.text.gap(to - 1) < Gap::Space)?;
        // A post or a word of the clause begins: the body itself is meant.
        if scan.starting(to - 1, words).any(|hit| hit.span.len() >= 2) {
            return None;
        }
        let post = scan.starts(to, Classes::TITLE) && scan.text.gap(to) < Gap::Space;
        if to >= end + 2 && UNITS.contains(&last) && post {
            return Some(to);
        }
    }
    None
}
