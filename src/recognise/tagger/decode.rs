//! Finds the best sequence of labels (Viterbi), and how probable a mention is (forward–backward).

use crate::dictionary::Weights;
use crate::kind::Kind;
use crate::text::Span;

use super::labels::{LABELS, Label, Part, SINGLE, follows, label, meaning};
use super::weights::STEP;

/// Scores of every label at one position, in nats.
pub(super) type Scores = [f32; LABELS];

/// The kinds that labels tell apart, in the order of their numbers: a person with or without a post is one.
const TAGGED: [Kind; 5] = [Kind::Official, Kind::Body, Kind::Place, Kind::Project, Kind::Byline];

/// Returns the number of a kind in labels and features.
pub(super) fn number(kind: Kind) -> usize {
    TAGGED.iter().position(|tagged| *tagged == kind).unwrap_or_default()
}

/// Score of what cannot be.
const NEVER: f32 = -1e9;

/// Leaves no label open but that of no mention.
pub(super) fn close(scores: &mut Scores) {
    scores[1..].fill(NEVER);
}

/// Which labels may follow which, and what that weighs.
pub(super) struct Transitions {
    allowed: Vec<(u8, u8, f32)>,
}

impl Transitions {
    pub(super) fn new(weights: &Weights) -> Transitions {
        let all = (0..LABELS as Label).flat_map(|from| (0..LABELS as Label).map(move |to| (from, to)));
        let allowed = all.filter(|&(from, to)| follows(from, to));
        let weigh = |(from, to)| (from, to, f32::from(weights.transition(from as usize, to as usize)) * STEP);
        Transitions { allowed: allowed.map(weigh).collect() }
    }
}

/// Returns the best sequence of labels for the scores of a paragraph's positions.
pub(super) fn best(scores: &[Scores], transitions: &Transitions) -> Vec<Label> {
    let Some(first) = scores.first() else { return Vec::new() };
    let mut from: Vec<[Label; LABELS]> = Vec::with_capacity(scores.len());
    let mut now = *first;
    let closed = now.iter_mut().enumerate().filter(|(label, _)| !follows(0, *label as Label));
    closed.for_each(|(_, score)| *score += NEVER);
    for here in &scores[1..] {
        let mut next = [f32::NEG_INFINITY; LABELS];
        let mut back = [0; LABELS];
        for &(before, after, weight) in &transitions.allowed {
            let total = now[before as usize] + weight;
            if total > next[after as usize] {
                next[after as usize] = total;
                back[after as usize] = before;
            }
        }
        next.iter_mut().zip(here).for_each(|(sum, score)| *sum += score);
        from.push(back);
        now = next;
    }
    // A mention is closed where the paragraph ends.
    let mut label = 0;
    for (at, &sum) in now.iter().enumerate() {
        if follows(at as Label, 0) && sum > now[label as usize] {
            label = at as Label;
        }
    }
    let mut labels = vec![label; scores.len()];
    for (at, back) in from.iter().enumerate().rev() {
        label = back[label as usize];
        labels[at] = label;
    }
    labels
}

/// Returns the probability of each span as a mention of its kind, from 0 to 1 (Sutton and McCallum 2012, 4.1).
pub(super) fn probabilities(
    mut scores: Vec<Scores>,
    transitions: &Transitions,
    spans: &[(Span, Kind)],
) -> Vec<f32> {
    if spans.is_empty() {
        return Vec::new();
    }
    let n = scores.len();
    for row in &mut scores {
        let top = row.iter().copied().fold(NEVER, f32::max);
        row.iter_mut().for_each(|score| *score = (*score - top).exp());
    }
    let steps: Vec<(u8, u8, f32)> =
        transitions.allowed.iter().map(|&(from, to, weight)| (from, to, weight.exp())).collect();
    let mut weight = [[0.0_f32; LABELS]; LABELS];
    steps.iter().for_each(|&(from, to, value)| weight[from as usize][to as usize] = value);
    // Both are scaled to a sum of 1 at each position; the scales of the forward sums are kept.
    let mut forward = vec![[0.0_f32; LABELS]; n];
    let mut scales = vec![1.0_f32; n];
    for at in 0..n {
        let mut row = [0.0_f32; LABELS];
        if at == 0 {
            let open = row.iter_mut().enumerate().filter(|(label, _)| follows(0, *label as Label));
            open.for_each(|(_, value)| *value = 1.0);
        } else {
            let before = forward[at - 1];
            steps.iter().for_each(|&(from, to, value)| row[to as usize] += before[from as usize] * value);
        }
        row.iter_mut().zip(&scores[at]).for_each(|(value, score)| *value *= score);
        let sum = row.iter().sum::<f32>().max(f32::MIN_POSITIVE);
        row.iter_mut().for_each(|value| *value /= sum);
        (forward[at], scales[at]) = (row, sum);
    }
    let mut backward = vec![[0.0_f32; LABELS]; n];
    let ends = |label: usize| if follows(label as Label, 0) { 1.0 } else { 0.0 };
    for at in (0..n).rev() {
        let mut row = [0.0_f32; LABELS];
        if at + 1 == n {
            row.iter_mut().enumerate().for_each(|(label, value)| *value = ends(label));
        } else {
            let (after, states, scale) = (backward[at + 1], scores[at + 1], scales[at + 1]);
            for &(from, to, value) in &steps {
                row[from as usize] += value * states[to as usize] * after[to as usize] / scale;
            }
        }
        backward[at] = row;
    }
    let total: f32 = (0..LABELS).map(|label| forward[n - 1][label] * ends(label)).sum();
    let of = |&(span, kind): &(Span, Kind)| {
        let part = |at: usize| match (at == span.start, at + 1 == span.end) {
            (true, true) => label(number(kind), Part::Single),
            (true, false) => label(number(kind), Part::Begin),
            (false, true) => label(number(kind), Part::End),
            (false, false) => label(number(kind), Part::Inside),
        } as usize;
        let mut value = forward[span.start][part(span.start)];
        for at in span.start + 1..span.end {
            value *= weight[part(at - 1)][part(at)] * scores[at][part(at)] / scales[at];
        }
        (value * backward[span.end - 1][part(span.end - 1)] / total.max(f32::MIN_POSITIVE)).clamp(0.0, 1.0)
    };
    spans.iter().map(of).collect()
}

/// Writes the labels of a mention into those of its text.
pub(super) fn mark(labels: &mut [Label], span: Span, kind: Kind) {
    match span.len() {
        0 => {}
        1 if number(kind) == 0 => labels[span.start] = SINGLE,
        1 => {}
        _ => {
            labels[span.range()].fill(label(number(kind), Part::Inside));
            labels[span.start] = label(number(kind), Part::Begin);
            labels[span.end - 1] = label(number(kind), Part::End);
        }
    }
}

/// Returns the mentions a sequence of labels spells.
pub(super) fn spans(labels: &[Label]) -> Vec<(Span, Kind)> {
    let mut out = Vec::new();
    let mut open = None;
    for (at, &label) in labels.iter().enumerate() {
        match meaning(label) {
            Some((_, Part::Begin)) => open = Some(at),
            Some((kind, Part::End)) => {
                out.extend(open.take().map(|start| (Span::new(start, at + 1), TAGGED[kind])));
            }
            Some((kind, Part::Single)) => out.push((Span::new(at, at + 1), TAGGED[kind])),
            Some((_, Part::Inside)) => {}
            None => open = None,
        }
    }
    out
}
