//! The user's words, which always win, and the longer names that may be built on them.

use crate::dictionary::Classes;
use crate::kind::Kind;
use crate::text::Span;

use super::scan::Scan;

/// A word of the user's dictionaries in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct UserWord {
    pub(super) span: Span,
    /// Its kind; `None` for a word that is never a mention but shields what it covers.
    pub(super) kind: Option<Kind>,
    pub(super) entry: u32,
}

/// Returns the user's words, in order and disjoint: of those that overlap the longest, then the first.
///
/// A quotation mark that opens before a word and closes inside it is taken in.
pub(super) fn words(scan: &Scan) -> Vec<UserWord> {
    let hits = scan.hits().filter(|hit| hit.classes.any(Classes::USER));
    let mut all: Vec<UserWord> = hits
        .filter_map(|hit| {
            let entry = hit.entry?;
            let mut span = hit.span;
            let closes = scan.text.chars()[span.range()].iter().position(|&c| c == '”');
            let opens = scan.text.chars()[span.range()].iter().position(|&c| c == '“');
            if closes.is_some()
                && opens.is_none_or(|open| Some(open) > closes)
                && scan.is_char(span.start.wrapping_sub(1), &['“'])
            {
                span.start -= 1;
            }
            Some(UserWord { span, kind: scan.dictionaries.entry(entry).kind, entry })
        })
        .collect();
    if all.is_empty() {
        return all;
    }
    all.sort_by_key(|word| (usize::MAX - word.span.len(), word.span.start, word.kind, word.entry));
    let mut taken = vec![false; scan.text.len()];
    all.retain(|word| {
        let free = !taken[word.span.range()].contains(&true);
        taken[word.span.range()].fill(true);
        free
    });
    all.sort_by_key(|word| word.span);
    all
}

/// The words that overlap a span, of words in order and apart.
pub(super) fn over(words: &[UserWord], span: Span) -> &[UserWord] {
    let from = words.partition_point(|word| word.span.end <= span.start);
    let to = words.partition_point(|word| word.span.start < span.end);
    &words[from..to.max(from)]
}

/// Whether a longer mention is built on the user's words that it overlaps, of which there is one or more: `鼓楼区` of a
/// user's list stays part of `鼓楼区教育局`, and the head noun after a user's project belongs to it.
pub(super) fn builds(scan: &Scan, words: &[UserWord], span: Span, kind: Kind) -> bool {
    let inside = over(words, span);
    let built = |word: &UserWord| {
        let fits = match (kind, word.kind) {
            (Kind::Body, Some(Kind::Place | Kind::Body)) => true,
            (Kind::Project, Some(Kind::Project)) => {
                let head = Span::new(word.span.end, span.end.max(word.span.end));
                word.span.start == span.start && scan.is(head, Classes::WORK | Classes::CAMPAIGN)
            }
            _ => false,
        };
        fits && span.contains(word.span) && span != word.span
    };
    !inside.is_empty() && inside.iter().all(built)
}
