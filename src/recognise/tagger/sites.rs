//! What surrounds each position of a text, worked out once: chunks between separators, lists, brackets and quotation
//! marks, and the words that call for a mention before or after it.

use crate::dictionary::Classes;
use crate::text::{Gap, Text};

use super::super::scan::Scan;

/// The furthest that a distance is told apart.
pub(super) const FAR: usize = 12;

/// Groups of classes that call for a mention to their left: its last word.
pub(super) const HEADS: [Classes; 14] = [
    Classes::WORK,
    Classes::CAMPAIGN,
    Classes::BODY_SUFFIX,
    Classes::COMPANY,
    Classes::ORGAN,
    Classes::UNDER_COMMITTEE,
    Classes::LOCAL,
    Classes::PLACE_SUFFIX,
    Classes::ADMIN_SUFFIX,
    Classes::ZONE_SUFFIX,
    Classes::ROAD_SUFFIX,
    Classes::FACILITY,
    Classes::BUILT,
    Classes::TITLE,
];

/// Groups of classes that lead to a mention on their right.
pub(super) const LEADS: [Classes; 12] = [
    Classes::TITLE,
    Classes::GROUP,
    Classes::PUSH,
    Classes::BUILDS,
    Classes::REPORTER,
    Classes::VERB,
    Classes::WORK,
    Classes::PAST,
    Classes::QUANTITY,
    Classes::FOLK,
    Classes::POST_LINK,
    Classes::ORGAN,
];

/// What surrounds one position.
#[derive(Clone, Copy, Default)]
pub(super) struct Site {
    /// First position of the chunk, and the one after its last.
    pub(super) from: u32,
    pub(super) to: u32,
    /// The list of chunks apart by `、` that this one is part of.
    pub(super) list_from: u32,
    pub(super) list_to: u32,
    /// Where the innermost quotation mark or bracket opened (position after it; 0 for none), and which.
    pub(super) opened: u32,
    pub(super) mark: char,
    /// Where it closes.
    pub(super) closes: u32,
}

/// Whether a character ends a chunk.
pub(super) fn separates(c: char) -> bool {
    matches!(
        c,
        ',' | '、'
            | '。'
            | ';'
            | ':'
            | '!'
            | '?'
            | '('
            | ')'
            | '“'
            | '”'
            | '《'
            | '》'
            | '['
            | ']'
            | '|'
            | '…'
    )
}

/// The sites of a text.
pub(super) struct Sites {
    pub(super) all: Vec<Site>,
    /// For each position and group of `HEADS`, how far the nearest head of the chunk to the right begins (`FAR` for none).
    pub(super) heads: Vec<[u8; HEADS.len()]>,
    /// For each position and group of `LEADS`, how far back the nearest lead of the sentence to the left ended.
    pub(super) leads: Vec<[u8; LEADS.len()]>,
}

impl Sites {
    pub(super) fn new(scan: &Scan) -> Sites {
        let text = scan.text;
        let n = text.len();
        let mut all = vec![Site::default(); n];
        chunks(text, &mut all);
        lists(text, &mut all);
        brackets(text, &mut all);
        let mut heads = vec![[FAR as u8; HEADS.len()]; n + 1];
        let mut leads = vec![[FAR as u8; LEADS.len()]; n + 1];
        for at in (0..n).rev() {
            let ends_chunk = at + 1 >= all[at].to as usize;
            for (group, &classes) in HEADS.iter().enumerate() {
                let after = if ends_chunk {
                    FAR as u8
                } else {
                    heads[at + 1][group].saturating_add(1).min(FAR as u8)
                };
                let here = scan.starts(at, classes) || scan.single(at).any(classes) && ends_chunk;
                heads[at][group] = if here { 0 } else { after };
            }
        }
        for at in 0..n {
            let opens = text.gap(at) >= Gap::Break
                || at > 0 && matches!(text.at(at - 1), Some('。' | ';' | '!' | '?'));
            for (group, &classes) in LEADS.iter().enumerate() {
                let before = if opens || at == 0 {
                    FAR as u8
                } else {
                    leads[at - 1][group].saturating_add(1).min(FAR as u8)
                };
                leads[at][group] = if !opens && scan.ends(at, classes) { 0 } else { before };
            }
        }
        Sites { all, heads, leads }
    }
}

fn chunks(text: &Text, all: &mut [Site]) {
    let mut from = 0;
    for at in 0..=all.len() {
        let ends = at == all.len() || text.gap(at) >= Gap::Space || text.at(at).is_some_and(separates);
        let begins = at > 0 && at < all.len() && text.at(at - 1).is_some_and(separates);
        if ends || begins {
            for site in &mut all[from..at] {
                (site.from, site.to) = (from as u32, at as u32);
            }
            from = at;
        }
    }
}

/// Runs of chunks with nothing but `、` (or `和`, a blank) between them.
fn lists(text: &Text, all: &mut [Site]) {
    let mut at = 0;
    while at < all.len() {
        let start = at;
        let mut end = all[at].to as usize;
        while end + 1 < all.len() && text.at(end) == Some('、') && text.gap(end + 1) < Gap::Break {
            end = all[end + 1].to as usize;
        }
        for site in &mut all[start..end] {
            (site.list_from, site.list_to) = (start as u32, end as u32);
        }
        at = end.max(at + 1);
    }
}

/// Quotation marks and brackets, closed within a paragraph.
fn brackets(text: &Text, all: &mut [Site]) {
    for paragraph in text.paragraphs() {
        let mut open: Vec<(usize, char)> = Vec::new();
        for at in paragraph.span.range() {
            match text.at(at) {
                Some(c @ ('“' | '(' | '《' | '[')) => open.push((at + 1, c)),
                Some(')' | '”' | '》' | ']') => {
                    if let Some((from, mark)) = open.pop()
                        && at - from < 60
                    {
                        for site in all[from..at].iter_mut().filter(|site| site.opened == 0) {
                            (site.opened, site.mark, site.closes) = (from as u32, mark, at as u32);
                        }
                    }
                }
                _ => {}
            }
        }
    }
}
