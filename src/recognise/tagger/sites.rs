//! What surrounds each position of a text, worked out once: chunks between separators, lists, brackets and quotation
//! marks, and the words that call for a mention before or after it.

use crate::dictionary::Classes;
use crate::text::{Gap, Span, Text};

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

/// The sites of a window of a text, one that begins and ends with a sentence: what surrounds a position beyond its
/// sentence is its brackets, and the chunk before.
pub(super) struct Sites {
    from: usize,
    all: Vec<Site>,
    /// For each position and group of `HEADS`, how far the nearest head of the chunk to the right begins (`FAR` for none).
    heads: Vec<[u8; HEADS.len()]>,
    /// For each position and group of `LEADS`, how far back the nearest lead of the sentence to the left ended.
    leads: Vec<[u8; LEADS.len()]>,
}

impl Sites {
    pub(super) fn new(scan: &Scan, brackets: &[Bracket], window: Span) -> Sites {
        let text = scan.text;
        let window = Span::new(chunk_before(text, window.start), window.end);
        let (from, n) = (window.start, window.len());
        let mut all = vec![Site::default(); n];
        chunks(text, from, &mut all);
        lists(text, from, &mut all);
        enclose(brackets, from, &mut all);
        let mut heads = vec![[FAR as u8; HEADS.len()]; n + 1];
        let mut leads = vec![[FAR as u8; LEADS.len()]; n + 1];
        for (here, at) in window.range().enumerate().rev() {
            let ends_chunk = at + 1 >= all[here].to as usize;
            for (group, &classes) in HEADS.iter().enumerate() {
                let after = if ends_chunk {
                    FAR as u8
                } else {
                    heads[here + 1][group].saturating_add(1).min(FAR as u8)
                };
                let begins = scan.starts(at, classes) || scan.single(at).any(classes) && ends_chunk;
                heads[here][group] = if begins { 0 } else { after };
            }
        }
        for (here, at) in window.range().enumerate() {
            let opens = text.gap(at) >= Gap::Break
                || at > 0 && matches!(text.at(at - 1), Some('。' | ';' | '!' | '?'));
            for (group, &classes) in LEADS.iter().enumerate() {
                let before = if opens || here == 0 {
                    FAR as u8
                } else {
                    leads[here - 1][group].saturating_add(1).min(FAR as u8)
                };
                leads[here][group] = if !opens && scan.ends(at, classes) { 0 } else { before };
            }
        }
        Sites { from, all, heads, leads }
    }

    pub(super) fn at(&self, at: usize) -> Site {
        self.all[at - self.from]
    }

    pub(super) fn heads(&self, at: usize) -> &[u8; HEADS.len()] {
        &self.heads[at - self.from]
    }

    pub(super) fn leads(&self, at: usize) -> &[u8; LEADS.len()] {
        &self.leads[at - self.from]
    }
}

/// Where the chunk begins that stands before a position: of `一、` at the start of a window the mark looks back two places.
fn chunk_before(text: &Text, at: usize) -> usize {
    let begins = |at: &usize| {
        let mark = |at: usize| text.at(at).is_some_and(separates);
        *at == 0 || text.gap(*at) >= Gap::Space || mark(*at) || mark(at - 1)
    };
    (0..at).rev().find(begins).unwrap_or(at)
}

fn chunks(text: &Text, first: usize, all: &mut [Site]) {
    let mut from = 0;
    for here in 0..=all.len() {
        let at = first + here;
        let ends = here == all.len() || text.gap(at) >= Gap::Space || text.at(at).is_some_and(separates);
        let begins = here > 0 && here < all.len() && text.at(at - 1).is_some_and(separates);
        if ends || begins {
            for site in &mut all[from..here] {
                (site.from, site.to) = ((first + from) as u32, at as u32);
            }
            from = here;
        }
    }
}

/// Runs of chunks with nothing but `、` (or `和`, a blank) between them.
fn lists(text: &Text, first: usize, all: &mut [Site]) {
    let to = first + all.len();
    let mut at = first;
    while at < to {
        let start = at;
        let mut end = all[at - first].to as usize;
        while end + 1 < to && text.at(end) == Some('、') && text.gap(end + 1) < Gap::Break {
            end = all[end + 1 - first].to as usize;
        }
        for site in &mut all[start - first..end - first] {
            (site.list_from, site.list_to) = (start as u32, end as u32);
        }
        at = end.max(at + 1);
    }
}

/// A pair of quotation marks or brackets: the position after it opens, where it closes, and which.
#[derive(Clone, Copy)]
pub(super) struct Bracket {
    from: u32,
    to: u32,
    mark: char,
}

/// Longest text between brackets that is looked at.
const ENCLOSED: u32 = 60;

/// Quotation marks and brackets of a text, closed within a paragraph, by their ends.
pub(super) fn brackets(text: &Text) -> Vec<Bracket> {
    let mut out = Vec::new();
    for paragraph in text.paragraphs() {
        let mut open: Vec<(u32, char)> = Vec::new();
        for at in paragraph.span.range() {
            match text.at(at) {
                Some(c @ ('“' | '(' | '《' | '[')) => open.push((at as u32 + 1, c)),
                Some(')' | '”' | '》' | ']') => {
                    if let Some((from, mark)) = open.pop()
                        && at as u32 - from < ENCLOSED
                    {
                        out.push(Bracket { from, to: at as u32, mark });
                    }
                }
                _ => {}
            }
        }
    }
    out
}

/// Tells the sites of a window which brackets they lie in; what closes first is the innermost.
fn enclose(brackets: &[Bracket], first: usize, all: &mut [Site]) {
    let (start, end) = (first as u32, (first + all.len()) as u32);
    let near = &brackets[brackets.partition_point(|bracket| bracket.to <= start)..];
    for bracket in near.iter().take_while(|bracket| bracket.to < end + ENCLOSED) {
        let (from, to) = (bracket.from.max(start), bracket.to.min(end));
        for site in (from..to).map(|at| (at - start) as usize) {
            let site = &mut all[site];
            if site.opened == 0 {
                (site.opened, site.mark, site.closes) = (bracket.from, bracket.mark, bracket.to);
            }
        }
    }
}
