//! The shapes of a page's paragraphs: prose, headline, byline, signature.

use rustc_hash::FxHashSet;

use crate::kind::Kind;
use crate::recognise::{Mention, within};
use crate::text::{Layout, Span, Text, find_date, is_han, is_mark};

use super::is_byline;

/// What a paragraph looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Running text.
    Prose,
    /// A line of its own without a full stop.
    Head,
    /// Reporters' names.
    Byline,
    /// A body's name, or a post and a name, that signs a piece.
    Signature,
    /// Date, source and the like of a web page.
    Meta,
}

/// A paragraph with its shape.
#[derive(Clone, Copy, Debug)]
pub(super) struct Block {
    pub(super) span: Span,
    pub(super) shape: Shape,
    /// Starts with a dateline.
    pub(super) opens: bool,
    /// Ends with a byline.
    pub(super) closes: bool,
}

/// Longest line that can be a headline, in clean characters.
const HEADLINE: usize = 64;

pub(super) fn blocks(text: &Text, mentions: &[Mention], layout: &Layout) -> Vec<Block> {
    text.paragraphs()
        .iter()
        .map(|paragraph| {
            let span = paragraph.span;
            let inside = within(mentions, span);
            let chars = &text.chars()[span.range()];
            let opens = layout.opens_story(chars);
            let shape = shape(text, span, inside, layout, opens);
            let closes = shape == Shape::Prose && closes(text, span, inside);
            Block { span, shape, opens, closes }
        })
        .collect()
}

fn shape(text: &Text, span: Span, mentions: &[Mention], layout: &Layout, opens: bool) -> Shape {
    let chars = &text.chars()[span.range()];
    let named: usize = mentions.iter().filter(|m| is_byline(m)).map(|m| m.span.len()).sum();
    if named > 0 && !opens && span.len() <= 60 && !chars.contains(&'。') && named * 5 >= span.len() {
        return Shape::Byline;
    }
    if layout.opens_byline(chars) && span.len() <= 40 && !chars.contains(&'。') {
        return Shape::Byline;
    }
    let stops = chars.iter().filter(|&&c| c == '。').count();
    let ends = matches!(chars[chars.len() - 1], '。' | '!' | '?' | ';' | ',' | '、')
        || chars.ends_with(&['。', '”']);
    if stops > 0 || opens || span.len() > HEADLINE || (ends && span.len() > 14) {
        return Shape::Prose;
    }
    if find_date(chars).is_some() && (chars.contains(&':') || span.len() < 24) {
        return Shape::Meta;
    }
    let whole = |m: &Mention| m.kind == Kind::Body && m.span == span;
    let official = mentions.last().is_some_and(|m| {
        m.kind == Kind::Official && m.span.end == span.end && span.len() > m.span.len() && span.len() <= 36
    });
    let commas = chars.iter().filter(|&&c| c == ',').count();
    if mentions.iter().any(whole) || (official && commas == 0) {
        return Shape::Signature;
    }
    Shape::Head
}

/// Whether the paragraph's last words are a byline.
fn closes(text: &Text, span: Span, mentions: &[Mention]) -> bool {
    let Some(last) = mentions.last().filter(|m| is_byline(m)) else { return false };
    let rest = &text.chars()[last.span.end..span.end];
    rest.len() <= 6
        && !rest.contains(&'。')
        && span.end - last.span.start < 40
        && {
            // A byline right after the dateline opens the story instead.
            last.span.start - span.start > 30
                || text.chars()[span.range()].iter().filter(|&&c| c == '。').count() > 0
        }
        && rest.iter().all(|&c| is_mark(c) || is_han(c))
}

/// Every pair of neighbouring Chinese characters in some spans.
pub(super) fn pairs(text: &Text, spans: &[Span]) -> FxHashSet<(char, char)> {
    spans.iter().flat_map(|span| neighbours(text, *span)).collect()
}

fn neighbours(text: &Text, span: Span) -> impl Iterator<Item = (char, char)> + '_ {
    text.chars()[span.range()]
        .windows(2)
        .map(|pair| (pair[0], pair[1]))
        .filter(|&(a, b)| is_han(a) && is_han(b))
}

/// The share of a line's pairs of characters that a set holds, from 0 to 1.
pub(super) fn overlap(text: &Text, line: Span, set: &FxHashSet<(char, char)>) -> f64 {
    let (mut all, mut shared) = (0_u32, 0_u32);
    for pair in neighbours(text, line) {
        all += 1;
        shared += u32::from(set.contains(&pair));
    }
    if all == 0 { 0.0 } else { f64::from(shared) / f64::from(all) }
}
