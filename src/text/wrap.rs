//! Undoes hard wraps: decides which line breaks are only the width of a column.

use super::clean::Cleaned;
use super::fold::{ends_sentence, is_han, is_sign};
use super::line::Line;
use super::sentence::paragraphs;
use super::{Gap, Layout, Span, Text};

/// Display width of a line above which a page is not wrapped at all, in half-width columns.
const UNWRAPPED: usize = 90;

/// How much shorter than its block a full line may be: punctuation moves, and so do figures.
const SLACK: usize = 6;

/// How many lines of one width show that it is that of the column.
const COLUMN: usize = 4;

/// What the first line of a paragraph may lack besides: an indent of two characters that was lost.
const INDENT: usize = 4;

/// Joins wrapped lines in place, then cuts the paragraphs that remain.
pub(super) fn join_lines(cleaned: &mut Cleaned, layout: &Layout) {
    let Cleaned { text, lines, spaces, .. } = cleaned;
    let blocks = blocks(text, lines);
    let column = column_width(text, lines, &blocks);
    let mut parted = false;
    for (index, block) in blocks.iter().enumerate() {
        let width = block_width(text, &lines[block.range()]);
        let headline = !lines[block.range()].iter().any(|line| line.prose);
        for at in block.start + 1..block.end {
            let (a, b) = (&lines[at - 1], &lines[at]);
            let first = at == block.start + 1 || text.gaps[a.span.start] >= Gap::Break;
            let lost = if first && a.indent < INDENT { INDENT } else { 0 };
            let bracketed = bracketed(a, b);
            if (bracketed || !headline) && wrapped(text, a, b, width.saturating_sub(lost), layout) {
                // In a byline a blank parts two names; elsewhere it is only the end of the column.
                let blank = bracketed && b.after_blank;
                text.gaps[b.span.start] = if blank { Gap::Space } else { Gap::None };
                if blank {
                    spaces.push(b.span.start);
                    parted = true;
                }
            }
        }
        let Some(next) = blocks.get(index + 1) else { continue };
        if continues(text, &lines[block.range()], [width, column], &lines[next.range()], layout) {
            text.gaps[lines[next.start].span.start] = Gap::None;
        }
    }
    if parted {
        spaces.sort_unstable();
    }
    text.paragraphs = paragraphs(text, lines);
}

/// Ranges of lines without a blank line between.
fn blocks(text: &Text, lines: &[Line]) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        match out.last_mut() {
            Some(block) if text.gaps[line.span.start] != Gap::Blank => block.end = at + 1,
            _ => out.push(Span::new(at, at + 1)),
        }
    }
    out
}

/// The widest line of prose of a block: a headline over a story may run wider than its columns.
fn block_width(text: &Text, lines: &[Line]) -> usize {
    let body = if lines.len() > 1 && is_tail(text, lines) { &lines[..lines.len() - 1] } else { lines };
    let widest = |lines: &mut dyn Iterator<Item = &Line>| {
        let mut widths: Vec<usize> = lines.map(|line| line.width + line.indent.min(4)).collect();
        widths.sort_unstable_by(|a, b| b.cmp(a));
        // A caption under a column may run wider than all its lines, which are as wide as one another.
        let column =
            |width: usize| widths[1..].iter().filter(|&&other| other + SLACK >= width).count() >= COLUMN;
        match widths[..] {
            [first, second, ..] if first > second + second / 4 && column(second) => Some(second),
            _ => widths.first().copied(),
        }
    };
    widest(&mut body.iter().filter(|line| line.prose)).or_else(|| widest(&mut body.iter())).unwrap_or(0)
}

/// Whether the last line of a block is no prose and follows a closed sentence: a headline after its story.
fn is_tail(text: &Text, lines: &[Line]) -> bool {
    let [.., before, tail] = lines else { return false };
    !tail.prose && is_closed(text, before) && !is_closed(text, tail)
}

/// The width most columns of a page have, 0 where it is not set in columns.
fn column_width(text: &Text, lines: &[Line], blocks: &[Span]) -> usize {
    let mut widths: Vec<usize> = blocks
        .iter()
        .filter(|block| block.len() >= 3)
        .map(|block| block_width(text, &lines[block.range()]))
        .collect();
    widths.sort_unstable();
    widths.get(widths.len() / 2).copied().filter(|&width| width <= UNWRAPPED).unwrap_or(0)
}

fn last(text: &Text, line: &Line) -> char {
    text.chars[line.span.end - 1]
}

/// Whether the text of a line cannot end where the line does: after a comma, inside a quotation.
fn is_open(text: &Text, line: &Line) -> bool {
    line.quoting || line.citing || matches!(last(text, line), ',' | '、' | '“' | '《' | '(' | ';')
}

/// Whether a bracket opens in line `a` that only line `b` closes: `(记者 王 宁|李 娜)`.
fn bracketed(a: &Line, b: &Line) -> bool {
    a.brackets > 0 && b.closes == Some(true)
}

fn is_closed(text: &Text, line: &Line) -> bool {
    let c = last(text, line);
    ends_sentence(c) || matches!(c, '”' | ')' | ':' | '…')
}

/// Whether a line is the row of a table.
fn tabbed(text: &Text, line: &Line) -> bool {
    let next = text.tabs.partition_point(|(at, _)| (*at as usize) < line.span.start);
    text.tabs.get(next).is_some_and(|(at, _)| (*at as usize) < line.span.end)
}

/// Whether a line is of two columns, names and what they are: `张三、李四　县教育局副局长`.
fn two_columns(text: &Text, line: &Line) -> bool {
    let Span { start, end } = line.span;
    let mut blanks = (start + 1..end).filter(|&at| text.gaps[at] == Gap::Space);
    let (Some(at), None) = (blanks.next(), blanks.next()) else { return false };
    let name = |piece: &[char]| (2..=4).contains(&piece.len()) && piece.iter().all(|c| is_han(*c));
    let words = |c: &char| is_han(*c) || *c == '、';
    text.chars[start..at].split(|c| *c == '、').all(name)
        && end - at >= 4
        && text.chars[at..end].iter().all(words)
}

/// Whether line `b` of the same block only continues line `a`.
fn wrapped(text: &Text, a: &Line, b: &Line, width: usize, layout: &Layout) -> bool {
    if layout.opens_story(&text.chars[b.span.range()]) || layout.opens_byline(&text.chars[b.span.range()]) {
        return false;
    }
    // `★县民政局…。|★县总工会…`: an item of its own.
    if is_sign(text.chars[b.span.start]) && is_closed(text, a) {
        return false;
    }
    // `二、县财政局`: a point of its own; `报:县委办`.
    let below = &text.chars[b.span.range()];
    let own = is_point(below) || layout.furniture.signs(below);
    if own && (is_closed(text, a) || !a.prose) {
        return false;
    }
    if tabbed(text, a) || tabbed(text, b) || two_columns(text, a) && two_columns(text, b) {
        return false;
    }
    let full = a.width + a.indent.min(4) + SLACK >= width;
    if b.indent >= 4 || (b.indent > 0 && ends_sentence(last(text, a))) {
        return false;
    }
    if is_open(text, a) || bracketed(a, b) {
        return b.indent < 4;
    }
    if width > UNWRAPPED {
        // One line is one paragraph here, unless it breaks off in the middle of a sentence.
        return a.width > UNWRAPPED && a.prose && b.prose && !is_closed(text, a);
    }
    full && (a.prose || b.prose || a.width + a.indent.min(4) + SLACK / 2 >= width)
}

/// Whether a line begins with its number: `二、`, `(三)`.
fn is_point(line: &[char]) -> bool {
    let bracket = usize::from(line.first() == Some(&'('));
    let numeral =
        |c: &&char| matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十');
    let numerals = line[bracket..].iter().take_while(numeral).count();
    let close = if bracket == 1 { ')' } else { '、' };
    (1..=3).contains(&numerals) && line.get(bracket + numerals) == Some(&close)
}

/// Whether a block goes on in the next one, after a column break.
fn continues(text: &Text, a: &[Line], [width, column]: [usize; 2], b: &[Line], layout: &Layout) -> bool {
    let (Some(last_line), Some(first)) = (a.last(), b.first()) else { return false };
    if first.indent >= 4 || layout.opens_story(&text.chars[first.span.range()]) {
        return false;
    }
    if tabbed(text, last_line) || tabbed(text, first) {
        return false;
    }
    if is_open(text, last_line) && matches!(last_line.width, 14..) && b.iter().any(|line| line.prose) {
        return true;
    }
    if is_tail(text, a) || !a.iter().any(|line| line.prose) || !b.iter().any(|line| line.prose) {
        return false;
    }
    // A line alone that fills the column, but for the indent it may have lost, is no headline.
    let lost = if a.len() == 1 && last_line.comma { INDENT } else { 0 };
    let column = column > 0 && last_line.prose && last_line.width + lost + SLACK / 2 >= column;
    let body = column || a.len() > 2 || last_line.width > UNWRAPPED / 2 || a.iter().any(|line| line.stop);
    if !body || layout.opens_byline(&text.chars[last_line.span.range()]) {
        return false;
    }
    if is_open(text, last_line) {
        return true;
    }
    let full = last_line.width + last_line.indent.min(4) + SLACK >= width || column;
    let c = last(text, last_line);
    full && !is_closed(text, last_line) && (is_han(c) || c.is_ascii_alphanumeric())
}
