//! What stands beside a name.

use crate::dictionary::Classes;
use crate::kind::Kind;
use crate::text::{Gap, is_mark};

use super::Mention;
use super::name;
use super::scan::Scan;

/// Whether a bracket tells a person's sex or nation: `(女)`, `(哈萨克族)`.
pub(super) fn of_nation(scan: &Scan, end: usize) -> bool {
    let close = name::skip_brackets(scan, end);
    close > end + 2
        && (scan.is_char(close - 2, &['族']) || close == end + 3 && scan.is_char(end + 1, &['女']))
}

/// Whether a name that begins a line is followed on it by a post of its own: `马上进为县财政局局长`,
/// `李强、王明（女）    县财政局副局长`.
pub(super) fn post_on_line(scan: &Scan, end: usize) -> bool {
    let text = scan.text;
    let broken = |at: &usize| text.gap(*at) >= Gap::Break || *at == text.len();
    let Some(line) = (end + 1..=(end + LINE).min(text.len())).find(broken) else { return false };
    let mark = line - usize::from(scan.is_char(line - 1, &[';', ',', '。']));
    let mut at = super::name::skip_brackets(scan, end);
    // The other names of the list.
    while scan.is_char(at, &['、']) {
        at = (at + 1..mark)
            .find(|&at| scan.is_char(at, &['、', '(', '为']) || text.gap(at) >= Gap::Space)
            .unwrap_or(mark);
        at = super::name::skip_brackets(scan, at);
    }
    let linked = scan.is_char(at, &['为']) || scan.spells(at, "兼任").is_some() || text.gap(at) == Gap::Space;
    at < mark && linked && scan.ends(mark, Classes::TITLE)
}

/// Whether a post that begins at a position is linked to somebody before it: `钟世荣当选|县人大常委会主任`.
pub(super) fn is_linked(scan: &Scan, mentions: &[Mention], from: usize) -> bool {
    let links = scan.ending(from, Classes::POST_LINK).map(|link| link.span.start);
    // The word of a state may be counted to the post.
    links.chain([from]).any(|end| {
        let before = mentions.partition_point(|mention| mention.span.end < end);
        let holder = mentions.get(before).filter(|mention| mention.span.end == end);
        holder.is_some_and(|mention| mention.kind == Kind::Official) && scan.text.gap(end) == Gap::None
    })
}

/// Most characters of a line with a name and a post.
const LINE: usize = 48;

/// Whether the next column of a table holds nothing but a post: `李  强    县财政局副局长`.
pub(super) fn post_beside(scan: &Scan, end: usize) -> bool {
    let text = scan.text;
    let over = |at: usize| text.gap(at) >= Gap::Space || text.at(at).is_none_or(is_mark);
    let column = || (end + 1..end + 24).find(|&at| over(at));
    text.gap(end) == Gap::Space && column().is_some_and(|at| scan.ends(at, Classes::TITLE) && at > end + 1)
}
