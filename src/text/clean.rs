//! Drops white space and noise characters, and closes up letter-spaced words.

use super::fold::{fold, is_han, is_mark, is_space};
use super::{Gap, Layout, Text};

/// Where a line opens.
pub(super) struct Opening {
    /// Its first character.
    pub(super) start: usize,
    /// The blanks before that, in half-width columns.
    pub(super) indent: usize,
    /// Whether the line before ended with blanks.
    pub(super) after_blank: bool,
}

/// Reads raw text into clean characters, each with the gap before it.
///
/// Line breaks are not yet judged; beside the text come the lines.
pub(super) fn clean(raw: &str, layout: &Layout) -> (Text, Vec<Opening>) {
    let guess = raw.len() / 3 + 8;
    let mut text = Text {
        chars: Vec::with_capacity(guess),
        gaps: Vec::with_capacity(guess),
        scalars: Vec::with_capacity(guess),
        bytes: Vec::with_capacity(guess),
        traditional: layout.simplified.is_foreign_to(raw),
        ..Text::default()
    };
    let mut gap = Gap::None;
    let mut newlines = 0;
    let mut indent = 0;
    let mut after_blank = false;
    let mut lines = Vec::new();
    let mut inside_quote = false;
    for (scalar, (byte, c)) in raw.char_indices().enumerate() {
        if is_space(c) {
            if c == '\r' && raw[byte + 1..].starts_with('\n') {
                continue;
            }
            // Of a page break made by a PDF reader remains a form feed.
            if matches!(c, '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}') {
                newlines += 1;
                after_blank = gap == Gap::Space;
                gap = if newlines > 1 { Gap::Blank } else { Gap::Break };
                indent = 0;
            } else {
                indent += if c.is_ascii() { 1 } else { 2 };
            }
            gap = gap.max(Gap::Space);
            continue;
        }
        let Some(mut c) = fold(c) else { continue };
        if text.traditional {
            c = layout.simplified.of(c);
        }
        if c == '"' {
            c = if inside_quote { '”' } else { '“' };
        }
        match c {
            '“' => inside_quote = true,
            '”' => inside_quote = false,
            _ => {}
        }
        if gap >= Gap::Blank {
            inside_quote = c == '“';
        }
        if gap >= Gap::Break || lines.is_empty() {
            lines.push(Opening { start: text.chars.len(), indent, after_blank });
        }
        text.chars.push(c);
        text.gaps.push(gap);
        text.scalars.push(scalar as u32);
        text.bytes.push(byte as u32);
        gap = Gap::None;
        newlines = 0;
        indent = 0;
    }
    (text, lines)
}

/// Turns spaces that mean nothing into no gap at all; wrapped lines are joined before, for a name may go on
/// behind the break: `通讯员 尼|玛 李 洁`.
pub(super) fn close_spaces(text: &mut Text) {
    let n = text.chars.len();
    for at in 1..n {
        if text.gaps[at] == Gap::Space && beside_number(text.chars[at - 1], text.chars[at]) {
            text.gaps[at] = Gap::None;
        }
    }
    // A character alone between gaps: `以 人 民 为 中 心`, or the two of `李 强` in a list of names.
    let gap = |text: &Text, at: usize| if at == 0 || at >= n { Gap::Blank } else { text.gaps[at] };
    let lone = |text: &Text, at: usize| {
        is_han(text.chars[at])
            && (gap(text, at) >= Gap::Space || is_mark(text.chars[at - 1]))
            && (gap(text, at + 1) >= Gap::Space || is_mark(text.chars[at + 1]))
    };
    let mut at = 0;
    while at < n {
        if !lone(text, at) {
            at += 1;
            continue;
        }
        let mut end = at + 1;
        while end < n && gap(text, end) == Gap::Space && lone(text, end) {
            end += 1;
        }
        let alone = (at == 0 || gap(text, at) >= Gap::Break || is_mark(text.chars[at - 1]))
            || (end >= n || gap(text, end) >= Gap::Break || is_mark(text.chars[end]));
        if end - at == 2 && alone || end - at > 4 || end - at == 3 {
            for g in &mut text.gaps[at + 1..end] {
                *g = Gap::None;
            }
        } else if end - at == 4 {
            // Two names of two characters each rather than one word of four.
            text.gaps[at + 1] = Gap::None;
            text.gaps[at + 3] = Gap::None;
        }
        at = end;
    }
}

fn beside_number(left: char, right: char) -> bool {
    let number = |c: char| c.is_ascii_digit() || c == '.' || c == '%';
    (number(left) && (is_han(right) || number(right))) || (number(right) && is_han(left))
}
