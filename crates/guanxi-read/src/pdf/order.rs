//! From glyphs to text: lines, then columns and blocks in the order they are read.
//!
//! A newspaper page is cut along its white: down a gutter between columns where one runs from top to bottom of a
//! region, else across, so that the greatest band of lines with a gutter comes off. What has no gutter is one column,
//! read from top to bottom.

use super::paint::Glyph;

/// Width of a gutter and of a gap that parts two pieces of a line, in characters.
const GUTTER: f32 = 1.0;

/// Most pieces that are ordered by regions; a page with more is no page of text.
const MOST_PIECES: usize = 6000;

/// A piece of a line: glyphs without a wide gap.
#[derive(Clone, Debug)]
struct Piece {
    left: f32,
    right: f32,
    /// Where the line stands, and how high its characters are.
    base: f32,
    size: f32,
    text: String,
}

/// The text of a page.
pub(super) fn text(glyphs: Vec<Glyph>) -> String {
    let pieces = pieces(glyphs);
    let mut out = String::new();
    let sorted = pieces.len() <= MOST_PIECES;
    region(pieces, if sorted { 64 } else { 0 }, &mut out);
    out
}

/// Glyphs of one height side by side, cut where a gap is wider than a character.
fn pieces(mut glyphs: Vec<Glyph>) -> Vec<Piece> {
    glyphs.retain(|glyph| glyph.size > 0.5 && glyph.size < 2000.0);
    glyphs.sort_by(|a, b| b.y.total_cmp(&a.y).then(a.x.total_cmp(&b.x)));
    let mut pieces: Vec<Piece> = Vec::new();
    let mut line: Vec<Glyph> = Vec::new();
    for glyph in glyphs {
        // Letters and digits of another font stand a little higher or lower than the characters beside them.
        let same =
            line.first().is_some_and(|first| (first.y - glyph.y).abs() < first.size.min(glyph.size) * 0.35);
        if !same {
            cut(std::mem::take(&mut line), &mut pieces);
        }
        line.push(glyph);
    }
    cut(line, &mut pieces);
    pieces
}

fn cut(mut line: Vec<Glyph>, pieces: &mut Vec<Piece>) {
    line.sort_by(|a, b| a.x.total_cmp(&b.x));
    let mut open: Option<(Piece, Glyph)> = None;
    let mut blank = false;
    for glyph in line {
        if glyph.is_blank() {
            blank = true;
            continue;
        }
        let blank = std::mem::take(&mut blank);
        if let Some((piece, last)) = &mut open {
            // Bold print is made by painting a character twice, a hair apart.
            if last.text == glyph.text && (glyph.x - last.x).abs() < glyph.size * 0.2 {
                continue;
            }
            let gap = glyph.x - piece.right;
            let size = glyph.size.max(last.size);
            // Where a blank is painted, the gap is one between words; justified lines stretch all gaps a little.
            if gap < size * if blank { GUTTER * 2.2 } else { GUTTER } {
                if gap > size * 0.75 {
                    piece.text.push('　');
                } else if gap > size * if blank { 0.1 } else { 0.4 } {
                    piece.text.push(' ');
                }
                piece.text.push_str(&glyph.text);
                piece.right = piece.right.max(glyph.x + glyph.width);
                piece.size = piece.size.max(glyph.size);
                *last = glyph;
                continue;
            }
        }
        let fresh = Piece {
            left: glyph.x,
            right: glyph.x + glyph.width,
            base: glyph.y,
            size: glyph.size,
            text: glyph.text.to_string(),
        };
        pieces.extend(open.replace((fresh, glyph)).map(|(piece, _)| piece));
    }
    pieces.extend(open.map(|(piece, _)| piece));
}

/// Writes a region: its columns one after the other, or its parts from top to bottom.
fn region(pieces: Vec<Piece>, depth: usize, out: &mut String) {
    if depth > 0 && pieces.len() > 3 {
        if let Some(at) = gutter(&pieces) {
            let (left, right) = pieces.into_iter().partition(|piece| piece.left < at);
            region(left, depth - 1, out);
            return region(right, depth - 1, out);
        }
        if let Some((from, to)) = band(&pieces) {
            let mut above = pieces;
            let below = above.split_off(to);
            let within = above.split_off(from);
            for part in [above, within, below].into_iter().filter(|part| !part.is_empty()) {
                region(part, depth - 1, out);
            }
            return;
        }
    }
    column(pieces, out);
}

/// The place of the widest gutter that runs through all of a region, with two lines or more on both sides.
fn gutter(pieces: &[Piece]) -> Option<f32> {
    let mut spans: Vec<(f32, f32)> = pieces.iter().map(|piece| (piece.left, piece.right)).collect();
    spans.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut sizes: Vec<f32> = pieces.iter().map(|piece| piece.size).collect();
    sizes.sort_by(f32::total_cmp);
    let usual = *sizes.get(sizes.len() / 2)?;
    let mut reach = spans.first()?.1;
    let mut best: Option<(f32, f32)> = None;
    for &(left, right) in &spans[1..] {
        let gap = left - reach;
        if gap >= usual * GUTTER * 0.9 && best.is_none_or(|(wide, _)| gap > wide) {
            let at = (left + reach) / 2.0;
            let lines = |side: bool| {
                let mut bases: Vec<f32> =
                    pieces.iter().filter(|piece| (piece.left < at) == side).map(|piece| piece.base).collect();
                bases.dedup_by(|a, b| (*a - *b).abs() < usual * 0.35);
                bases.len()
            };
            if lines(true) > 1 && lines(false) > 1 {
                best = Some((gap, at));
            }
        }
        reach = reach.max(right);
    }
    best.map(|(_, at)| at)
}

/// The greatest band of whole lines with a gutter, as a range of pieces; all around it is read by itself.
fn band(pieces: &[Piece]) -> Option<(usize, usize)> {
    let opens = |at: &usize| {
        *at == 0
            || *at == pieces.len()
            || pieces[at - 1].base - pieces[*at].base > pieces[*at].size.min(pieces[at - 1].size) * 0.35
    };
    let lines: Vec<usize> = (0..=pieces.len()).filter(opens).collect();
    let parted = |from: usize, to: usize| gutter(&pieces[lines[from]..lines[to]]).is_some();
    let last = lines.len() - 1;
    let (mut from, mut best) = (0, None::<(usize, usize, usize)>);
    while from + 2 <= last {
        // Two columns may begin at different heights, so the first lines of a band may not part it yet.
        match (from + 2..=last.min(from + 8)).find(|&to| parted(from, to)) {
            Some(mut to) => {
                while to < last && parted(from, to + 1) {
                    to += 1;
                }
                let size = lines[to] - lines[from];
                if best.is_none_or(|(most, _, _)| size > most) {
                    best = Some((size, lines[from], lines[to]));
                }
                from = to;
            }
            None => from += 1,
        }
    }
    best.map(|(_, from, to)| (from, to))
}

/// Where the lines of a column begin: the leftmost place that a quarter of them share, for quotation marks hang out.
fn edge(pieces: &[Piece]) -> f32 {
    let mut lefts: Vec<(f32, f32)> = pieces.iter().map(|piece| (piece.left, piece.size)).collect();
    lefts.sort_by(|a, b| a.0.total_cmp(&b.0));
    let shared = lefts.iter().enumerate().find(|(at, (left, size))| {
        let near = lefts[*at..].iter().take_while(|(other, _)| other - left < size * 0.3).count();
        near * 4 >= lefts.len()
    });
    shared.map_or(0.0, |(_, (left, _))| *left)
}

/// One column from top to bottom: a line for each line, an indent where a paragraph begins.
fn column(pieces: Vec<Piece>, out: &mut String) {
    if !out.is_empty() && !out.ends_with("\n\n") {
        out.push('\n');
    }
    let left = edge(&pieces);
    let mut last: Option<(f32, f32, f32)> = None;
    for piece in pieces {
        match last {
            Some((base, right, size)) if (base - piece.base).abs() < size.min(piece.size) * 0.35 => {
                let blanks = ((piece.left - right) / piece.size).round().clamp(1.0, 8.0) as usize;
                out.push_str(&"　".repeat(blanks));
            }
            _ => {
                if let Some((base, ..)) = last {
                    out.push('\n');
                    // White of more than a line parts blocks.
                    if base - piece.base > piece.size * 3.2 {
                        out.push('\n');
                    }
                }
                let indent = ((piece.left - left) / piece.size).round();
                if (1.0..=4.0).contains(&indent) {
                    out.push_str(&"　".repeat(indent as usize));
                }
            }
        }
        out.push_str(&piece.text);
        last = Some((piece.base, piece.right, piece.size));
    }
    if last.is_some() {
        out.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines at a place, ten units high, one glyph a character.
    fn block(x: f32, y: f32, lines: &[&str]) -> Vec<Glyph> {
        let mut glyphs = Vec::new();
        for (row, line) in lines.iter().enumerate() {
            for (column, c) in line.chars().enumerate().filter(|(_, c)| *c != '　') {
                let (x, y) = (x + column as f32 * 10.0, y - row as f32 * 15.0);
                glyphs.push(Glyph { x, y, width: 10.0, size: 10.0, text: c.to_string().into() });
            }
        }
        glyphs
    }

    #[test]
    fn columns_are_read_one_after_the_other() {
        let mut page = block(0.0, 500.0, &["一二三四五六七八九十一二三四五"]);
        page.extend(block(0.0, 470.0, &["　　甲乙丙丁", "甲二二二二二", "甲三三三三三"]));
        page.extend(block(80.0, 470.0, &["　　子丑寅卯", "子二二二二二", "子三三三三三"]));
        page.extend(block(0.0, 400.0, &["末尾一行跨过两栏的文字在此处结束"]));
        let expected = "一二三四五六七八九十一二三四五\n\n　　甲乙丙丁\n甲二二二二二\n甲三三三三三\n\n　　子丑寅卯\n子二二二二二\n子三三三三三\n\n末尾一行跨过两栏的文字在此处结束\n";
        assert_eq!(text(page), expected);
    }

    #[test]
    fn one_column_keeps_its_indents_and_blanks() {
        let page = block(0.0, 100.0, &["　　县领导李　强出席", "会议并讲话。", "　　会后调研。"]);
        assert_eq!(text(page), "　　县领导李　强出席\n会议并讲话。\n　　会后调研。\n");
        assert_eq!(text(Vec::new()), "");
        let mut twice = block(0.0, 100.0, &["县长"]);
        twice.extend(block(0.5, 100.0, &["县长"]));
        assert_eq!(text(twice), "县长\n");
    }
}
