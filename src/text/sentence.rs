//! Cuts clean text into paragraphs and sentences.

use super::fold::ends_sentence;
use super::line::Line;
use super::{Gap, Paragraph, Span, Text};

/// Cuts at every break left after lines were joined.
pub(super) fn paragraphs(text: &Text, lines: &[Line]) -> Vec<Paragraph> {
    let mut out: Vec<Paragraph> = Vec::new();
    for line in lines {
        match out.last_mut() {
            Some(paragraph) if text.gaps[line.span.start] < Gap::Break => {
                paragraph.span.end = line.span.end;
                paragraph.lines += 1;
            }
            _ => out.push(Paragraph { span: line.span, lines: 1 }),
        }
    }
    out
}

/// Cuts every paragraph behind the characters that end sentences, which stand at `stops`.
pub(super) fn sentences(text: &Text, stops: &[usize]) -> Vec<Span> {
    let mut sentences = Vec::with_capacity(stops.len() + text.paragraphs.len());
    let mut stops = stops.iter().copied().peekable();
    for paragraph in &text.paragraphs {
        let Span { mut start, end } = paragraph.span;
        while let Some(stop) = stops.next_if(|&stop| stop < end) {
            // A further one may have closed the sentence before.
            if stop < start {
                continue;
            }
            let closes = |&c: &char| ends_sentence(c) || matches!(c, '”' | '’' | ')' | '》');
            let rest = &text.chars[stop + 1..end];
            let at = stop + 1 + rest.iter().take_while(|c| closes(c)).count();
            sentences.push(Span::new(start, at));
            start = at;
        }
        if start < end {
            sentences.push(Span::new(start, end));
        }
    }
    sentences
}
