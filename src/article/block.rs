//! The shapes of a page's paragraphs: prose, headline, byline, signature.

use crate::kind::Kind;
use crate::recognise::{Mention, within};
use crate::text::{Gap, Layout, Span, Text, find_date, is_han, is_mark, is_sign};

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
    /// Begins with whose news it is and a blank: `县公安局  联合…`.
    pub(super) labelled: bool,
    /// The sign it begins with, as items of a list or a column do.
    pub(super) sign: Option<char>,
    /// A line that leads into what follows, counts or names it, and so no headline: `任命:`, `二、会议要求`, `列席:…`.
    pub(super) leads: bool,
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
            let stops = chars.iter().filter(|&&c| c == '。').count();
            let shape = shape(text, span, inside, layout, (opens, stops > 0));
            let closes = shape == Shape::Prose && closes(text, span, inside, stops > 0);
            let sign = chars.first().copied().filter(|&c| is_sign(c));
            let labelled = inside.first().is_some_and(|m| {
                matches!(m.kind, Kind::Body | Kind::Place)
                    && m.span.start == span.start + usize::from(sign.is_some())
                    && m.span.end < span.end
                    && text.gap(m.span.end) >= Gap::Space
            });
            let leads = chars.last() == Some(&':') || number(chars) > 0 || is_label(chars, inside, span);
            Block { span, shape, opens, closes, labelled, sign, leads }
        })
        .collect()
}

/// How many characters number a line: `一、`, `(二)`, `3.`; 0 where none do.
pub(super) fn number(line: &[char]) -> usize {
    let bracket = usize::from(line.first() == Some(&'('));
    let digit = |c: &&char| c.is_ascii_digit() || "一二三四五六七八九十".contains(**c);
    let digits = line[bracket.min(line.len())..].iter().take_while(digit).count();
    let closed = match line.get(bracket + digits) {
        Some(')') => true,
        Some('、' | '.') => bracket == 0 && !line.get(digits + 1).is_some_and(char::is_ascii_digit),
        _ => false,
    };
    if (1..=3).contains(&digits) && closed { bracket + digits + 1 } else { 0 }
}

/// Whether a line begins with a label that names nobody: `列席:…`, `时间:…`.
fn is_label(line: &[char], mentions: &[Mention], span: Span) -> bool {
    let length = line.iter().take_while(|&&c| is_han(c)).count();
    (2..=4).contains(&length)
        && line.get(length) == Some(&':')
        && mentions.first().is_none_or(|mention| mention.span.start > span.start + length)
}

fn shape(
    text: &Text,
    span: Span,
    mentions: &[Mention],
    layout: &Layout,
    (opens, stops): (bool, bool),
) -> Shape {
    let chars = &text.chars()[span.range()];
    let named: usize = mentions.iter().filter(|m| is_byline(m)).map(|m| m.span.len()).sum();
    if named > 0 && !opens && span.len() <= 60 && !stops && named * 5 >= span.len() {
        return Shape::Byline;
    }
    let bracketed = chars.first() == Some(&'(') && chars.last() == Some(&')') && named > 0;
    // `记者:旅游呢?`
    let asks = chars.ends_with(&['?']) && chars.contains(&':');
    if (layout.opens_byline(chars) && !asks || bracketed) && span.len() <= 40 && !stops {
        return Shape::Byline;
    }
    let ends = matches!(chars[chars.len() - 1], '。' | '!' | '?' | ';' | ',' | '、')
        || chars.ends_with(&['。', '”']);
    // No headline ends so: `温少华为副县长;`.
    let item = chars[chars.len() - 1] == ';';
    if stops || opens || span.len() > HEADLINE || item || asks || (ends && span.len() > 14) {
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
fn closes(text: &Text, span: Span, mentions: &[Mention], stops: bool) -> bool {
    let Some(last) = mentions.last().filter(|m| is_byline(m)) else { return false };
    let rest = &text.chars()[last.span.end..span.end];
    rest.len() <= 6
        && !rest.contains(&'。')
        && span.end - last.span.start < 40
        && {
            // A byline right after the dateline opens the story instead.
            last.span.start - span.start > 30 || stops
        }
        && rest.iter().all(|&c| is_mark(c) || is_han(c))
}

/// For each line the share of its pairs of neighbouring Chinese characters that either of two stretches of text
/// holds, from 0 to 1.
///
/// The pairs of the lines, which are few, are looked for in the stretches, which are long.
pub(super) fn shares(text: &Text, lines: &[Block], stretches: [&[Span]; 2]) -> Vec<[f64; 2]> {
    if lines.is_empty() {
        return Vec::new();
    }
    let mut pairs: Vec<([char; 2], [bool; 2])> =
        lines.iter().flat_map(|line| neighbours(text, line.span)).map(|pair| (pair, [false; 2])).collect();
    pairs.sort_unstable();
    pairs.dedup();
    // Nearly all pairs of a stretch are passed over by this.
    let mut known = [0_u64; 64];
    let place = |[a, b]: [char; 2]| (a as usize * 31 + b as usize) % (64 * 64);
    pairs.iter().for_each(|(pair, _)| known[place(*pair) / 64] |= 1 << (place(*pair) % 64));
    let known = |pair| known[place(pair) / 64] >> (place(pair) % 64) & 1 == 1;
    for (side, spans) in stretches.into_iter().enumerate() {
        for span in spans {
            for pair in text.chars()[span.range()].windows(2).map(|pair| [pair[0], pair[1]]) {
                if known(pair)
                    && let Ok(at) = pairs.binary_search_by_key(&pair, |held| held.0)
                {
                    pairs[at].1[side] = true;
                }
            }
        }
    }
    let share = |line: &Block| {
        let (mut all, mut shared) = (0_u32, [0_u32; 2]);
        for pair in neighbours(text, line.span) {
            all += 1;
            if let Ok(at) = pairs.binary_search_by_key(&pair, |held| held.0) {
                shared.iter_mut().zip(pairs[at].1).for_each(|(shared, held)| *shared += u32::from(held));
            }
        }
        shared.map(|shared| if all == 0 { 0.0 } else { f64::from(shared) / f64::from(all) })
    };
    lines.iter().map(share).collect()
}

fn neighbours(text: &Text, span: Span) -> impl Iterator<Item = [char; 2]> + '_ {
    let pairs = text.chars()[span.range()].windows(2).map(|pair| [pair[0], pair[1]]);
    pairs.filter(|&[a, b]| is_han(a) && is_han(b))
}
