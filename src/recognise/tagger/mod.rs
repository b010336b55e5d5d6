//! Sequence model: a linear-chain conditional random field over characters, whose weights are learnt from marked pages.
//!
//! Each clean character gets one label: outside, or the first, an inner, the last or the only character of a mention of
//! one kind. `reader` says what is seen at a position, the weights what each of these features speaks for, `decode` finds
//! the best sequence of labels, one paragraph at a time. Names known from elsewhere on the
//! page, or from other pages, are part of what is seen on a second look.

mod decode;
mod expected;
mod feature;
mod labels;
mod learn;
mod over;
mod reader;
mod sites;
mod weights;

use std::collections::BTreeMap;

use crate::dictionary::Weights;
use crate::kind::Kind;
use crate::text::{Gap, Span, Text, is_mark};

use super::scan::Scan;
use super::segment::JIEBA;
use super::user::{self, UserWord};
use decode::Scores;
use labels::{LABELS, Label};
pub use learn::{Options, Trainer};
pub use over::read_weights;
use reader::Reader;
pub use weights::WeightsError;

/// A mention the model found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Tagged {
    pub(super) span: Span,
    pub(super) kind: Kind,
    /// How probable it is that exactly this span is a mention of this kind, under the model.
    pub(super) probability: f32,
}

/// Finds the mentions of a text on a first look; the user's words are mentions whatever the model says.
pub(super) fn tag(scan: &Scan, users: &[UserWord]) -> Vec<Tagged> {
    if scan.dictionaries.weights().is_empty() {
        let words = users.iter().filter_map(|word| Some((word.span, word.kind?)));
        return words.map(|(span, kind)| Tagged { span, kind, probability: 1.0 }).collect();
    }
    let mut tagger = Tagger::new(scan, users, &[]);
    let mut out = Vec::new();
    let sequences = sequences(scan.text);
    for window in windows(scan.text, &sequences, WINDOW) {
        tagger.enter(window);
        window.iter().for_each(|paragraph| out.extend(tagger.paragraph(*paragraph)));
    }
    out
}

/// Looks again at the paragraphs in which a name known from elsewhere was not found at first.
pub(super) fn again(
    scan: &Scan,
    users: &[UserWord],
    first: Vec<Tagged>,
    known: &[(Span, Kind)],
) -> Vec<Tagged> {
    let is_new = |(span, kind): &(Span, Kind)| {
        let at = first.partition_point(|tagged| tagged.span.end < span.end);
        first.get(at).is_none_or(|tagged| (tagged.span, tagged.kind) != (*span, *kind))
    };
    let new: Vec<Span> = known.iter().filter(|known| is_new(known)).map(|(span, _)| *span).collect();
    if new.is_empty() || scan.dictionaries.weights().is_empty() {
        return first;
    }
    let mut tagger = Tagger::new(scan, users, known);
    let mut out = Vec::with_capacity(first.len());
    let sequences = sequences(scan.text);
    let is_changed = |paragraph: &Span| {
        let at = new.partition_point(|span| span.end <= paragraph.start);
        new.get(at).is_some_and(|span| span.start < paragraph.end)
    };
    for window in windows(scan.text, &sequences, WINDOW) {
        if window.iter().any(is_changed) {
            tagger.enter(window);
        }
        for paragraph in window {
            if is_changed(paragraph) {
                out.extend(tagger.paragraph(*paragraph));
            } else {
                let from = first.partition_point(|tagged| tagged.span.start < paragraph.start);
                let to = first.partition_point(|tagged| tagged.span.start < paragraph.end);
                out.extend_from_slice(&first[from..to]);
            }
        }
    }
    out
}

/// A text with all that its labels are decided by.
struct Tagger<'s, 'a> {
    scan: &'s Scan<'a>,
    users: &'s [UserWord],
    reader: Reader<'s, 'a>,
    transitions: decode::Transitions,
}

impl<'s, 'a> Tagger<'s, 'a> {
    fn new(scan: &'s Scan<'a>, users: &'s [UserWord], known: &[(Span, Kind)]) -> Tagger<'s, 'a> {
        let transitions = decode::Transitions::new(scan.dictionaries.weights());
        Tagger { scan, users, reader: Reader::new(scan, known), transitions }
    }

    /// Goes to the paragraphs of a window, which can be looked at then.
    fn enter(&mut self, window: &[Span]) {
        self.reader.enter(around(window), &JIEBA);
    }

    /// The mentions of a paragraph, in order and disjoint.
    fn paragraph(&self, paragraph: Span) -> Vec<Tagged> {
        let scan = self.scan;
        let mut scores = scores(&self.reader, scan.dictionaries.weights(), paragraph);
        let users = user::over(self.users, paragraph);
        let built = |span: Span, kind: Kind| user::builds(scan, users, span, kind);
        if !users.is_empty() {
            let longer: Vec<Span> = self
                .best(&scores, paragraph)
                .filter(|(span, kind)| built(*span, *kind))
                .map(|(span, _)| span)
                .collect();
            let alone = |word: &&UserWord| !longer.iter().any(|span| span.contains(word.span));
            for word in users.iter().filter(alone) {
                let from = word.span.start.max(paragraph.start) - paragraph.start;
                let to = word.span.end.min(paragraph.end) - paragraph.start;
                scores[from..to].iter_mut().for_each(decode::close);
            }
        }
        let spans: Vec<(Span, Kind)> = self.best(&scores, paragraph).collect();
        let local: Vec<(Span, Kind)> = spans
            .iter()
            .map(|(span, kind)| (Span::new(span.start - paragraph.start, span.end - paragraph.start), *kind))
            .collect();
        let probabilities = decode::probabilities(scores, &self.transitions, &local);
        let chars = scan.text.chars();
        let mut out: Vec<Tagged> = spans
            .into_iter()
            .zip(probabilities)
            .map(|((span, kind), probability)| Tagged { span: trimmed(scan, span), kind, probability })
            .filter(|tagged| chars[tagged.span.range()].iter().any(|c| c.is_alphanumeric()))
            .filter(|tagged| user::over(users, tagged.span).is_empty() || built(tagged.span, tagged.kind))
            .collect();
        let found = out.len();
        for word in users.iter().filter(|word| word.span.start >= paragraph.start) {
            let from = out[..found].partition_point(|tagged| tagged.span.end <= word.span.start);
            let free = out[..found].get(from).is_none_or(|tagged| tagged.span.start >= word.span.end);
            if let Some(kind) = word.kind.filter(|_| free) {
                out.push(Tagged { span: word.span, kind, probability: 1.0 });
            }
        }
        out.sort_by_key(|tagged| tagged.span);
        out
    }

    /// The mentions of the best sequence of labels.
    fn best(&self, scores: &[Scores], paragraph: Span) -> impl Iterator<Item = (Span, Kind)> {
        let spans = decode::spans(&decode::best(scores, &self.transitions));
        let from = paragraph.start;
        spans.into_iter().map(move |(span, kind)| (Span::new(span.start + from, span.end + from), kind))
    }
}

/// From the first to the last of the paragraphs of a window, of which there is one or more.
fn around(window: &[Span]) -> Span {
    window
        .first()
        .zip(window.last())
        .map_or_else(Span::default, |(first, last)| Span::new(first.start, last.end))
}

/// Characters that are looked at together, at least, where a text has so many.
const WINDOW: usize = 1 << 15;

/// How many times that a window may hold before it ends in the middle of a sentence.
const WIDEST: usize = 4;

/// The pieces of a text in windows: each begins a paragraph or a sentence, where nothing that was before counts, if one
/// begins anywhere near.
fn windows<'a>(text: &Text, sequences: &'a [Span], least: usize) -> impl Iterator<Item = &'a [Span]> {
    let begins = |span: &Span| text.gap(span.start) >= Gap::Break || text.at(span.start - 1) == Some('。');
    let mut from = 0;
    sequences.chunk_by(move |_, next| {
        let long = next.start - from;
        let goes_on = long < least || !begins(next) && long < WIDEST * least;
        if !goes_on {
            from = next.start;
        }
        goes_on
    })
}

/// Most characters that are labelled at once, so that a line of any length takes no more memory than a page.
const LONGEST: usize = 4096;

/// The paragraphs of a text, those that are too long in pieces that end with a sentence, or a mark, where there is one.
fn sequences(text: &Text) -> Vec<Span> {
    let mut out = Vec::with_capacity(text.paragraphs().len());
    for Span { mut start, end } in text.paragraphs().iter().map(|paragraph| paragraph.span) {
        while end - start > LONGEST {
            let middle = start + LONGEST / 2;
            let part = &text.chars()[middle..start + LONGEST];
            let stop = part.iter().rposition(|&c| c == '。');
            let last = stop.or_else(|| part.iter().rposition(|&c| is_mark(c)));
            let cut = last.map_or(start + LONGEST, |at| middle + at + 1);
            out.push(Span::new(start, cut));
            start = cut;
        }
        out.push(Span::new(start, end));
    }
    out
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
pub(super) fn evidence(scan: &Scan, known: &[(Span, Kind)], span: Span, kind: Kind) -> (f32, Vec<Evidence>) {
    let mut reader = Reader::new(scan, known);
    reader.enter(Span::new(0, scan.text.len()), &JIEBA);
    let weights = scan.dictionaries.weights();
    let mut labels = vec![labels::OUTSIDE; span.len()];
    decode::mark(&mut labels, Span::new(0, span.len()), kind);
    let paragraph = scan.text.paragraphs().get(scan.text.paragraph_at(span.start)).map_or(span, |p| p.span);
    let mut sums: BTreeMap<String, f32> = BTreeMap::new();
    for (at, label) in span.range().zip(labels).filter(|(at, _)| paragraph.range().contains(at)) {
        reader.at(at, paragraph, |feature| {
            if let Some(row) = weights.row::<LABELS>(feature.key()) {
                let weight = |label: Label| f32::from(row[label as usize] as i8);
                let gain = weight(label) - weight(labels::OUTSIDE);
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
            if let Some(row) = weights.row::<LABELS>(feature.key()) {
                sums.iter_mut().zip(row).for_each(|(sum, &weight)| *sum += i32::from(weight as i8));
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
    known: &[(Span, Kind)],
    gold: &[(Span, Kind)],
    times: usize,
) {
    let mut reader = Reader::new(scan, known);
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
        // A list mark is the second character of a paragraph, or of what follows a full stop.
        let quoted = line.replace("不含兼职）", "不含兼职。”、“");
        let raw = format!("简讯\n{line}\n李强、\n王明出席。{line}\n一、{quoted}\n二、{line}");
        let text = Text::new(&raw, dictionaries.layout());
        let scan = Scan::new(&text, &dictionaries);
        let (mut whole, mut part) = (Reader::new(&scan, &[]), Reader::new(&scan, &[]));
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
