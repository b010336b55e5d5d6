//! Cuts clean text into paragraphs and sentences.

use super::fold::ends_sentence;
use super::{Gap, Paragraph, Span, Text};

/// Fills in the text's sentences (its paragraphs were cut with its lines).
pub(super) fn cut(text: &mut Text) {
    let mut sentences = Vec::new();
    for paragraph in &text.paragraphs {
        let Span { mut start, end } = paragraph.span;
        let mut at = start;
        while at < end {
            if ends_sentence(text.chars[at]) {
                at += 1;
                while at < end
                    && (ends_sentence(text.chars[at]) || matches!(text.chars[at], '”' | '’' | ')' | '》'))
                {
                    at += 1;
                }
                sentences.push(Span::new(start, at));
                start = at;
            } else {
                at += 1;
            }
        }
        if start < end {
            sentences.push(Span::new(start, end));
        }
    }
    text.sentences = sentences;
}

/// Cuts at every break left after lines were joined.
pub(super) fn paragraphs(text: &Text, lines: &[usize]) -> Vec<Paragraph> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut line = 0;
    for at in 1..=text.chars.len() {
        if at < text.chars.len() && text.gaps[at] < Gap::Break {
            continue;
        }
        let first = line;
        while line < lines.len() && lines[line] < at {
            line += 1;
        }
        out.push(Paragraph { span: Span::new(start, at), lines: (line - first).max(1) });
        start = at;
    }
    out
}
