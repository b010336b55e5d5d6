//! Learning, from marked pages, what the evidence for a division weighs.
//!
//! A log-linear model over the divisions a story may speak for: the probability of each is `exp(w·x)` over the sum for all of
//! them. The weights are those under which the divisions that the marked names show are likeliest, with a penalty of `w²/2`
//! (Berger, Della Pietra, Della Pietra, *A Maximum Entropy Approach to Natural Language Processing*, Computational
//! Linguistics 22(1), 1996), found by gradient steps of adapted length (Kingma, Ba, *Adam*, ICLR 2015).

use super::evidence::{EVIDENCE, Evidence};

/// A story with the divisions it may speak for.
#[derive(Clone, Debug)]
pub struct StoryLesson {
    /// What tells for each division, and whether it is the right one.
    pub(crate) divisions: Vec<(Evidence, bool)>,
}

/// How strongly weights are held to 0.
const PENALTY: f64 = 1.0;

/// Steps that are taken.
const STEPS: i32 = 200;

/// Length of the first.
const RATE: f64 = 0.1;

/// Returns the table of weights that stories teach, a line each: `evidence<TAB>weight`.
pub fn story_weights(lessons: &[StoryLesson]) -> String {
    let weights = learn(lessons);
    EVIDENCE.iter().zip(weights).map(|(name, weight)| format!("{name}\t{weight:.2}\n")).collect()
}

fn learn(lessons: &[StoryLesson]) -> Evidence {
    let mut weights = Evidence::default();
    let (mut mean, mut square) = (Evidence::default(), Evidence::default());
    for step in 1..=STEPS {
        let mut slope = weights.map(|weight| PENALTY * weight);
        for lesson in lessons {
            add_slope(lesson, &weights, &mut slope);
        }
        for at in 0..EVIDENCE.len() {
            mean[at] = 0.9 * mean[at] + 0.1 * slope[at];
            square[at] = 0.999 * square[at] + 0.001 * slope[at] * slope[at];
            let (first, second) = (1.0 - 0.9_f64.powi(step), 1.0 - 0.999_f64.powi(step));
            weights[at] -= RATE * (mean[at] / first) / ((square[at] / second).sqrt() + 1e-8);
        }
    }
    weights
}

/// Adds what a story is off by: the evidence expected of all its divisions, less that expected of the right ones.
fn add_slope(lesson: &StoryLesson, weights: &Evidence, slope: &mut Evidence) {
    let probabilities = shares(lesson.divisions.iter().map(|(evidence, _)| dot(evidence, weights)));
    let right: f64 =
        lesson.divisions.iter().zip(&probabilities).filter(|((_, right), _)| *right).map(|(_, p)| p).sum();
    for ((evidence, is_right), probability) in lesson.divisions.iter().zip(&probabilities) {
        let off = probability - if *is_right { probability / right.max(1e-12) } else { 0.0 };
        slope.iter_mut().zip(evidence).for_each(|(slope, fact)| *slope += off * fact);
    }
}

/// The weighed sum of evidence.
pub(super) fn dot(evidence: &Evidence, weights: &Evidence) -> f64 {
    evidence.iter().zip(weights).map(|(fact, weight)| fact * weight).sum()
}

/// Sums as probabilities.
pub(super) fn shares(sums: impl Iterator<Item = f64>) -> Vec<f64> {
    let sums: Vec<f64> = sums.collect();
    let most = sums.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let parts: Vec<f64> = sums.iter().map(|sum| (sum - most).exp()).collect();
    let whole: f64 = parts.iter().sum();
    parts.into_iter().map(|part| part / whole).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_tells_right_gains_weight() {
        let fact = |at: usize| {
            let mut evidence = Evidence::default();
            evidence[at] = 1.0;
            evidence
        };
        let lesson = StoryLesson { divisions: vec![(fact(0), true), (fact(1), false)] };
        let weights = learn(&vec![lesson; 20]);
        assert!(weights[0] > 1.0 && weights[1] < -1.0 && weights[2] == 0.0, "{weights:?}");
        let told = shares([dot(&fact(0), &weights), dot(&fact(1), &weights)].into_iter());
        assert!(told[0] > 0.9, "{told:?}");
        let table = story_weights(&[]);
        assert_eq!(table.lines().count(), EVIDENCE.len());
    }
}
