//! What labels weights expect of an example, and how far that is from its own (forward–backward).

use super::decode::Scores;
use super::labels::{LABELS, Label, follows};
use super::learn::Example;

/// Weights of labels beside each other.
pub(super) type Steps = [Scores; LABELS];

/// Expected labels of one example under the weights as they are.
pub(super) struct Lattice {
    /// First scores of each label, then its probability, then the gradient.
    pub(super) states: Vec<Scores>,
    pub(super) steps: Steps,
    score: f64,
}

impl Lattice {
    pub(super) fn new(example: &Example, weights: &[Scores], steps: &Steps) -> Lattice {
        let mut states = Vec::with_capacity(example.ends.len());
        let mut from = 0;
        for &end in &example.ends {
            let mut scores = [0.0_f32; LABELS];
            for &feature in &example.features[from as usize..end as usize] {
                for (score, weight) in scores.iter_mut().zip(&weights[feature as usize]) {
                    *score += weight;
                }
            }
            from = end;
            states.push(scores);
        }
        let path =
            example.labels.iter().zip(&states).map(|(&label, scores)| f64::from(scores[label as usize]));
        let pairs =
            example.labels.windows(2).map(|pair| f64::from(steps[pair[0] as usize][pair[1] as usize]));
        let score = path.sum::<f64>() + pairs.sum::<f64>();
        Lattice { states, steps: [[0.0; LABELS]; LABELS], score }
    }

    /// Replaces scores by probabilities (forward–backward with scaling); returns the negative log-likelihood.
    pub(super) fn settle(&mut self, steps: &Steps) -> f64 {
        let n = self.states.len();
        let mut allowed: Vec<(usize, usize, f32)> = Vec::new();
        for (from, row) in steps.iter().enumerate() {
            for (to, weight) in row.iter().enumerate() {
                if follows(from as Label, to as Label) {
                    allowed.push((from, to, weight.exp()));
                }
            }
        }
        let mut log = 0.0_f64;
        for scores in &mut self.states {
            let top = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
            scores.iter_mut().for_each(|score| *score = (*score - top).exp());
            log += f64::from(top);
        }
        let mut forward = vec![[0.0_f32; LABELS]; n];
        let mut scales = vec![1.0_f32; n];
        for at in 0..n {
            let mut row = [0.0_f32; LABELS];
            if at == 0 {
                for (label, value) in row.iter_mut().enumerate() {
                    *value = if follows(0, label as Label) { 1.0 } else { 0.0 };
                }
            } else {
                let before = &forward[at - 1];
                allowed.iter().for_each(|&(from, to, weight)| row[to] += before[from] * weight);
            }
            let mut sum = 0.0;
            for (value, state) in row.iter_mut().zip(&self.states[at]) {
                *value *= state;
                sum += *value;
            }
            let sum = sum.max(f32::MIN_POSITIVE);
            row.iter_mut().for_each(|value| *value /= sum);
            (forward[at], scales[at]) = (row, sum);
            log += f64::from(sum).ln();
        }
        let mut backward = [0.0_f32; LABELS];
        for (label, value) in backward.iter_mut().enumerate() {
            *value = if follows(label as Label, 0) { 1.0 } else { 0.0 };
        }
        let ends: f32 = forward[n - 1].iter().zip(&backward).map(|(a, b)| a * b).sum();
        log += f64::from(ends.max(f32::MIN_POSITIVE)).ln();
        backward.iter_mut().for_each(|value| *value /= ends.max(f32::MIN_POSITIVE));
        for at in (0..n).rev() {
            let mut ahead = [0.0_f32; LABELS];
            for label in 0..LABELS {
                ahead[label] = self.states[at][label] * backward[label] / scales[at];
                self.states[at][label] = forward[at][label] * backward[label];
            }
            if at > 0 {
                let before = &forward[at - 1];
                let mut next = [0.0_f32; LABELS];
                for &(from, to, weight) in &allowed {
                    let flow = weight * ahead[to];
                    next[from] += flow;
                    self.steps[from][to] += before[from] * flow;
                }
                backward = next;
            }
        }
        log - self.score
    }

    /// Takes off what was seen: what stays is the gradient.
    pub(super) fn subtract(&mut self, labels: &[Label]) {
        for (state, &label) in self.states.iter_mut().zip(labels) {
            state[label as usize] -= 1.0;
        }
        for pair in labels.windows(2) {
            self.steps[pair[0] as usize][pair[1] as usize] -= 1.0;
        }
    }
}
