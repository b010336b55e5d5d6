//! What stands beside a name.

use crate::dictionary::Classes;
use crate::text::{Gap, is_mark};

use super::name;
use super::scan::Scan;

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
