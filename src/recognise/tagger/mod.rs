//! Sequence model: a linear-chain conditional random field over characters, whose weights are learnt from marked pages.
//!
//! Each clean character gets one label: outside, or the first, an inner, the last or the only character of a mention of
//! one kind. `reader` says what is seen at a position, the weights what each of these features speaks for, `decode` finds
//! the best sequence of labels, one paragraph at a time. What the rules propose is part of what is seen.

mod decode;
mod feature;
mod labels;
mod learn;
mod reader;
mod sites;
mod weights;

use std::collections::BTreeMap;

use crate::dictionary::Weights;
use crate::kind::Kind;
use crate::text::{Gap, Span, Text, is_mark};

use super::scan::Scan;
use super::segment::JIEBA;
use super::{Candidate, Rule};
use decode::Scores;
use labels::{LABELS, Label};
pub use learn::{Options, Trainer};
use reader::Reader;
pub use weights::{WeightsError, read_weights};

/// A mention the model found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Tagged {
    pub(super) span: Span,
    pub(super) kind: Kind,
    /// How probable it is that exactly this span is a mention of this kind, under the model.
    pub(super) probability: f32,
}

/// Finds the mentions of a text. `all` is what the rules proposed, `decided` the best set of it; the user's words in that
/// set are mentions whatever the model says, and names learnt elsewhere where it says nothing.
pub(super) fn tag(scan: &Scan, all: &[Candidate], decided: &[Candidate]) -> Vec<Tagged> {
    let weights = scan.dictionaries.weights();
    if weights.is_empty() {
        let mut out = Vec::new();
        keep(&mut out, decided);
        return out;
    }
    let mut reader = Reader::new(scan, all, decided);
    let transitions = decode::Transitions::new(weights);
    let shielded = shielded(scan, decided);
    let mut out = Vec::new();
    let sequences = sequences(scan.text);
    for window in windows(scan.text, &sequences, WINDOW) {
        reader.enter(Span::new(window[0].start, window[window.len() - 1].end), &JIEBA);
        for &paragraph in window {
            let mut scores = scores(&reader, weights, paragraph);
            for (scores, _) in
                scores.iter_mut().zip(&shielded[paragraph.range()]).filter(|(_, shielded)| **shielded)
            {
                decode::close(scores);
            }
            let labels = decode::best(&scores, &transitions);
            let spans = decode::spans(&labels);
            let probabilities = decode::probabilities(scores, &transitions, &spans);
            out.extend(spans.into_iter().zip(probabilities).map(|((span, kind), probability)| {
                let span = Span::new(span.start + paragraph.start, span.end + paragraph.start);
                Tagged { span: trimmed(scan, span), kind, probability }
            }));
        }
    }
    let chars = scan.text.chars();
    out.retain(|tagged| chars[tagged.span.range()].iter().any(|c| c.is_alphanumeric()));
    keep(&mut out, decided);
    out
}

/// Most characters that are labelled at once, so that a line of any length takes no more memory than a page.
const LONGEST: usize = 4096;

/// The paragraphs of a text, those that are too long in pieces that end with a mark where there is one.
fn sequences(text: &Text) -> Vec<Span> {
    let mut out = Vec::with_capacity(text.paragraphs().len());
    for Span { mut start, end } in text.paragraphs().iter().map(|paragraph| paragraph.span) {
        while end - start > LONGEST {
            let middle = start + LONGEST / 2;
            let last = text.chars()[middle..start + LONGEST].iter().rposition(|&c| is_mark(c));
            let cut = last.map_or(start + LONGEST, |at| middle + at + 1);
            out.push(Span::new(start, cut));
            start = cut;
        }
        out.push(Span::new(start, end));
    }
    out
}

/// Characters that are looked at together, at least, where a text has so many.
const WINDOW: usize = 1 << 15;

/// The pieces of a text in windows: each begins a paragraph or a sentence, where nothing that was before counts.
fn windows<'a>(text: &Text, sequences: &'a [Span], least: usize) -> impl Iterator<Item = &'a [Span]> {
    let begins = |span: &Span| text.gap(span.start) >= Gap::Break || text.at(span.start - 1) == Some('。');
    let mut from = 0;
    sequences.chunk_by(move |_, next| {
        let goes_on = next.start - from < least || !begins(next);
        if !goes_on {
            from = next.start;
        }
        goes_on
    })
}

/// Adds the user's words, and the names learnt elsewhere that overlap nothing, of candidates apart from each other.
pub(super) fn keep(out: &mut Vec<Tagged>, decided: &[Candidate]) {
    let found = out.len();
    for candidate in decided {
        let Some(kind) = candidate.kind else { continue };
        let learnt = matches!(candidate.rule, Rule::Learned | Rule::Corpus) && kind != Kind::Project;
        // What the model found lies in order, and apart.
        let from = out[..found].partition_point(|tagged| tagged.span.end <= candidate.span.start);
        let free = out[..found].get(from).is_none_or(|tagged| tagged.span.start >= candidate.span.end);
        if candidate.is_users() || learnt && free {
            let probability = if candidate.is_users() { 1.0 } else { 0.5 };
            out.push(Tagged { span: candidate.span, kind, probability });
        }
    }
    out.sort_by_key(|tagged| tagged.span);
}

/// Whether each position lies in a user's word, so that the model finds nothing there.
fn shielded(scan: &Scan, decided: &[Candidate]) -> Vec<bool> {
    let mut shielded = vec![false; scan.text.len()];
    for candidate in decided.iter().filter(|candidate| candidate.is_users()) {
        shielded[candidate.span.range()].fill(true);
    }
    shielded
}

/// The part of a span that holds no unpaired bracket or quotation mark, and no mark of a sentence at its ends.
fn trimmed(scan: &Scan, mut span: Span) -> Span {
    while let Some(at) = unpaired(scan, span) {
        let (before, after) = (Span::new(span.start, at), Span::new(at + 1, span.end));
        span = if before.len() > after.len() { before } else { after };
    }
    let ends = |at: usize| scan.is_char(at, &['。', ',', ';', ':', '、', '!', '?']);
    while span.end > span.start && ends(span.end - 1) {
        span.end -= 1;
    }
    while span.start < span.end && ends(span.start) {
        span.start += 1;
    }
    span
}

/// The first bracket or quotation mark of a span that nothing closes, or that closes nothing.
fn unpaired(scan: &Scan, span: Span) -> Option<usize> {
    let mut open: Vec<(usize, char)> = Vec::new();
    for at in span.range() {
        match scan.text.at(at) {
            Some('(') => open.push((at, ')')),
            Some('“') => open.push((at, '”')),
            Some('《') => open.push((at, '》')),
            Some(mark @ (')' | '”' | '》')) if open.pop().is_none_or(|(_, closes)| closes != mark) => {
                return Some(at);
            }
            _ => {}
        }
    }
    open.first().map(|(at, _)| *at)
}

/// What a feature adds to a span as a mention of a kind, over no mention, in nats.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// The feature's name, as weight files have it.
    pub feature: String,
    /// Its weight for the span's labels less that for none, over all characters of the span.
    pub weight: f32,
}

/// Returns the evidence for a span as a mention of a kind, the heaviest first, and its sum over all features.
pub(super) fn evidence(
    scan: &Scan,
    all: &[Candidate],
    decided: &[Candidate],
    span: Span,
    kind: Kind,
) -> (f32, Vec<Evidence>) {
    let mut reader = Reader::new(scan, all, decided);
    reader.enter(Span::new(0, scan.text.len()), &JIEBA);
    let weights = scan.dictionaries.weights();
    let mut labels = vec![labels::OUTSIDE; span.len()];
    decode::mark(&mut labels, Span::new(0, span.len()), kind);
    let paragraph = scan.text.paragraphs().get(scan.text.paragraph_at(span.start)).map_or(span, |p| p.span);
    let mut sums: BTreeMap<String, f32> = BTreeMap::new();
    for (at, label) in span.range().zip(labels).filter(|(at, _)| paragraph.range().contains(at)) {
        reader.at(at, paragraph, |feature| {
            if let Some(row) = weights.row(feature.key()) {
                let row: Vec<i8> = row.collect();
                let gain = f32::from(row[label as usize]) - f32::from(row[labels::OUTSIDE as usize]);
                *sums.entry(feature.name()).or_default() += gain * weights::STEP;
            }
        });
    }
    let total = sums.values().sum();
    let mut out: Vec<Evidence> =
        sums.into_iter().map(|(feature, weight)| Evidence { feature, weight }).collect();
    out.sort_by(|a, b| b.weight.abs().total_cmp(&a.weight.abs()));
    (total, out)
}

/// Scores of every label at each position of a paragraph.
fn scores(reader: &Reader, weights: &Weights, paragraph: Span) -> Vec<Scores> {
    let sum = |at| {
        let mut sums = [0_i32; LABELS];
        reader.at(at, paragraph, |feature| {
            if let Some(row) = weights.row(feature.key()) {
                sums.iter_mut().zip(row).for_each(|(sum, weight)| *sum += i32::from(weight));
            }
        });
        sums.map(|sum| sum as f32 * weights::STEP)
    };
    paragraph.range().map(sum).collect()
}

/// Adds a marked text to what is learnt from; mentions that a break of paragraphs cuts are left out.
pub(super) fn teach(
    trainer: &mut Trainer,
    scan: &Scan,
    all: &[Candidate],
    decided: &[Candidate],
    gold: &[(Span, Kind)],
    times: usize,
) {
    let mut reader = Reader::new(scan, all, decided);
    reader.enter(Span::new(0, scan.text.len()), &JIEBA);
    let mut marked: Vec<Label> = vec![labels::OUTSIDE; scan.text.len()];
    for &(span, kind) in gold.iter().filter(|(span, _)| scan.text.unbroken(*span)) {
        decode::mark(&mut marked, span, kind);
    }
    for paragraph in sequences(scan.text) {
        let features = paragraph.range().map(|at| {
            let mut features = Vec::new();
            reader.at(at, paragraph, |feature| features.push(feature));
            features
        });
        trainer.add(features, marked[paragraph.range()].to_vec(), times);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dictionary::Dictionaries;

    #[test]
    fn a_window_sees_what_the_whole_text_sees() {
        let dictionaries = Dictionaries::built_in();
        let sentence =
            "县长罗一鸣（主持工作。不含兼职）、方小禾、袁朗“到白沙镇。湖西镇”调研清水大桥工程，县水利局、";
        let item =
            |number: usize| format!("{}{sentence}陪同。次日，“三改一拆”推进。", "一".repeat(number % 31));
        let line: String = (0..400).map(item).collect();
        let raw = format!("简讯\n{line}\n李强、\n王明出席。{line}");
        let text = Text::new(&raw, dictionaries.layout());
        let scan = Scan::new(&text, &dictionaries);
        let (mut whole, mut part) = (Reader::new(&scan, &[], &[]), Reader::new(&scan, &[], &[]));
        whole.enter(Span::new(0, text.len()), &JIEBA);
        let sequences = sequences(&text);
        let windows: Vec<&[Span]> = windows(&text, &sequences, 100).collect();
        assert!(windows.len() > 5, "{}", windows.len());
        assert_eq!(windows.concat(), sequences);
        for window in windows {
            part.enter(Span::new(window[0].start, window[window.len() - 1].end), &JIEBA);
            for &paragraph in window {
                for at in paragraph.range() {
                    let features = |reader: &Reader| {
                        let mut all = Vec::new();
                        reader.at(at, paragraph, |feature| all.push(feature.name()));
                        all
                    };
                    assert_eq!(features(&part), features(&whole), "at {at}");
                }
            }
        }
    }
}
