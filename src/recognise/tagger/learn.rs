//! Learns the weights: maximises the likelihood of marked pages by stochastic gradient steps, each scaled by the
//! gradients a weight has seen (AdaGrad, Duchi et al. 2011). One thread and a fixed order: the same pages give the
//! same weights.

use std::collections::BTreeMap;
use std::fmt;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::dictionary::Weights;

use super::decode::Scores;
use super::expected::{Lattice, Steps};
use super::feature::Feature;
use super::labels::{LABELS, Label};
use super::over;
use super::weights::{Rows, STEP, WeightsError, line, over_line, transition};

/// How weights are learnt.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// How often all pages are gone through.
    pub epochs: usize,
    /// Size of the first step.
    pub rate: f32,
    /// How strongly weights are drawn to zero.
    pub decay: f32,
    /// How often a feature must be seen.
    pub least: u32,
    /// Share of features left out at each look, by chance: none may become indispensable.
    pub dropout: f32,
    /// Weights nearer to zero are left out of the file.
    pub least_weight: f32,
    /// Order in which pages are gone through.
    pub seed: u64,
    /// How often all is learnt, each time in another order: the mean of the weights is kept, since one order alone
    /// is worth half a point more or less.
    pub runs: usize,
}

impl fmt::Display for Options {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Options { epochs, rate, decay, least, dropout, least_weight, seed, runs } = self;
        write!(
            f,
            "epochs {epochs}, rate {rate}, decay {decay}, features seen {least} times, dropout {dropout}, least weight \
             {least_weight}, seed {seed}, mean of {runs} runs"
        )
    }
}

impl Default for Options {
    fn default() -> Options {
        Options {
            epochs: 7,
            rate: 0.1,
            decay: 3e-3,
            least: 2,
            dropout: 0.4,
            least_weight: 0.04,
            seed: 1,
            runs: 4,
        }
    }
}

/// A paragraph with its labels.
pub(super) struct Example {
    /// Features of all positions, one after the other, and where each position's end.
    pub(super) features: Vec<u32>,
    pub(super) ends: Vec<u32>,
    pub(super) labels: Vec<Label>,
    /// How often it is gone through in each pass.
    times: usize,
}

impl Example {
    /// The example without some of its features.
    fn thinned(&self, share: f32, random: &mut u64) -> Example {
        let bound = (f64::from(share) * f64::from(u32::MAX)) as u32;
        let (mut features, mut ends) =
            (Vec::with_capacity(self.features.len()), Vec::with_capacity(self.ends.len()));
        let mut from = 0;
        for &end in &self.ends {
            for &feature in &self.features[from as usize..end as usize] {
                if (next(random) >> 32) as u32 >= bound {
                    features.push(feature);
                }
            }
            ends.push(features.len() as u32);
            from = end;
        }
        Example { features, ends, labels: self.labels.clone(), times: 1 }
    }
}

/// Collects examples, then learns.
#[derive(Default)]
pub struct Trainer {
    /// Where weights start, and what they are drawn to.
    start: FxHashMap<u32, Scores>,
    start_steps: Option<Steps>,
    /// The lines of the file it came from, by the keys of their features.
    start_lines: BTreeMap<u32, String>,
    /// The digest of the built-in weights, where only what differs from them is written.
    over: Option<u128>,
    numbers: FxHashMap<Feature, u32>,
    features: Vec<Feature>,
    counts: Vec<u32>,
    examples: Vec<Example>,
}

impl Trainer {
    /// Starts from the built-in weights: only what differs from them will be written.
    pub fn from_built_in() -> Trainer {
        Trainer::from_rows(over::built_in(&Weights::built_in()))
    }

    /// Starts from the weights of a file.
    ///
    /// # Errors
    /// Names the first line that is no row of weights.
    pub fn from_weights(file: &str) -> Result<Trainer, WeightsError> {
        let mut trainer = Trainer::from_rows(over::whole(file)?);
        for line in file.lines().filter(|line| !line.starts_with(['#', '-'])) {
            let feature = line.split('\t').next().and_then(Feature::parse);
            trainer.start_lines.extend(feature.map(|feature| (feature.key(), line.to_string())));
        }
        Ok(trainer)
    }

    fn from_rows(rows: Rows) -> Trainer {
        let scaled = |(key, row): (u32, [i8; LABELS])| (key, row.map(|weight| f32::from(weight) * STEP));
        Trainer {
            start: rows.features.into_iter().map(scaled).collect(),
            start_steps: Some(rows.steps.map(|row| row.map(|weight| f32::from(weight) * STEP))),
            over: rows.over,
            ..Trainer::default()
        }
    }

    /// Adds a paragraph: the features of each position, its labels, and how often it counts.
    pub(crate) fn add(
        &mut self,
        positions: impl Iterator<Item = Vec<Feature>>,
        labels: Vec<Label>,
        times: usize,
    ) {
        let mut example = Example { features: Vec::new(), ends: Vec::new(), labels, times };
        for position in positions {
            for feature in position {
                let number = *self.numbers.entry(feature).or_insert_with(|| {
                    self.features.push(feature);
                    self.counts.push(0);
                    self.counts.len() as u32 - 1
                });
                self.counts[number as usize] += 1;
                example.features.push(number);
            }
            example.ends.push(example.features.len() as u32);
        }
        self.examples.push(example);
    }

    /// Learns from all that was added; returns the rows of a weight file, in order.
    pub fn learn(mut self, options: Options, mut on_run: impl FnMut(usize, f64)) -> String {
        for example in &mut self.examples {
            let mut kept = Vec::with_capacity(example.features.len());
            let mut from = 0;
            for end in &mut example.ends {
                let here = &example.features[from as usize..*end as usize];
                from = *end;
                kept.extend(here.iter().filter(|&&f| self.counts[f as usize] >= options.least));
                *end = kept.len() as u32;
            }
            example.features = kept;
        }
        let (mut means, mut steps) = (Mean::default(), Mean::default());
        let run = |run: usize| self.run(Options { seed: options.seed + run as u64, ..options });
        let learnt: Vec<_> = (0..options.runs.max(1)).into_par_iter().map(run).collect();
        for (at, (weights, stepped, loss)) in learnt.into_iter().enumerate() {
            on_run(at, loss);
            means.add(&weights);
            steps.add(&stepped);
        }
        self.rows(&means.rows, &steps.rows, options.least_weight)
    }

    /// Learns once; returns the means over the later passes, of weights and of steps, and the last pass's loss.
    fn run(&self, options: Options) -> (Vec<Scores>, Vec<Scores>, f64) {
        let start = |feature: &Feature| self.start.get(&feature.key()).copied().unwrap_or([0.0; LABELS]);
        let first: Vec<Scores> = self.features.iter().map(start).collect();
        let mut weights = first.clone();
        let mut seen = vec![[1e-6_f32; LABELS]; self.features.len()];
        let (mut means, mut mean_steps) = (Mean::default(), Mean::default());
        let mut steps: Steps = self.start_steps.unwrap_or([[0.0; LABELS]; LABELS]);
        let mut steps_seen: Steps = [[1e-6; LABELS]; LABELS];
        let repeated = |(at, example): (usize, &Example)| std::iter::repeat_n(at, example.times);
        let mut order: Vec<usize> = self.examples.iter().enumerate().flat_map(repeated).collect();
        let mut random = options.seed;
        let mut loss = 0.0;
        for epoch in 0..options.epochs {
            shuffle(&mut order, &mut random);
            let rate = options.rate * (1.0 - epoch as f32 / options.epochs as f32).max(0.05);
            loss = 0.0;
            for &number in &order {
                let example = &self.examples[number].thinned(options.dropout, &mut random);
                let mut lattice = Lattice::new(example, &weights, &steps);
                loss += lattice.settle(&steps);
                lattice.subtract(&example.labels);
                let mut from = 0;
                for (at, &end) in example.ends.iter().enumerate() {
                    let gradient = &lattice.states[at];
                    if gradient.iter().any(|g| g.abs() > 1e-4) {
                        for &feature in &example.features[from as usize..end as usize] {
                            let home = &first[feature as usize];
                            let (row, sum) = (&mut weights[feature as usize], &mut seen[feature as usize]);
                            for label in 0..LABELS {
                                let slope = gradient[label] + options.decay * (row[label] - home[label]);
                                sum[label] += slope * slope;
                                row[label] -= rate * slope / sum[label].sqrt();
                            }
                        }
                    }
                    from = end;
                }
                for (from, row) in steps.iter_mut().enumerate() {
                    for (to, weight) in row.iter_mut().enumerate() {
                        let slope = lattice.steps[from][to];
                        steps_seen[from][to] += slope * slope;
                        *weight -= rate * slope / steps_seen[from][to].sqrt();
                    }
                }
            }
            if epoch * 2 >= options.epochs {
                means.add(&weights);
                mean_steps.add(&steps);
            }
        }
        (means.rows, mean_steps.rows, loss)
    }

    fn rows(&self, weights: &[Scores], steps: &[Scores], least: f32) -> String {
        let mut out = self.over.map(over_line).unwrap_or_default();
        for (from, row) in steps.iter().enumerate() {
            let lines = row
                .iter()
                .enumerate()
                .filter_map(|(to, &weight)| transition(from as Label, to as Label, weight));
            lines.for_each(|line| out += &(line + "\n"));
        }
        let rows = self.features.iter().zip(weights).filter(|(feature, row)| {
            let start = self.start.get(&feature.key()).filter(|_| self.over.is_some());
            start.is_none_or(|start| start != *row)
        });
        let named: BTreeMap<String, &Scores> = rows.map(|(feature, row)| (feature.name(), row)).collect();
        // What the pages never showed stays as it was, what they showed to say nothing says so.
        let nothing = |name: &str| self.over.map(|_| format!("{name}\tO0"));
        let mut lines: BTreeMap<String, Option<String>> = named
            .into_iter()
            .map(|(name, row)| (name.clone(), line(&name, row, least).or_else(|| nothing(&name))))
            .collect();
        for kept in self.start_lines.values() {
            let name = kept.split('\t').next().unwrap_or_default();
            lines.entry(name.to_string()).or_insert_with(|| Some(kept.clone()));
        }
        lines.into_values().flatten().for_each(|line| out += &(line + "\n"));
        out
    }
}

/// The mean of rows that were added one after the other.
#[derive(Default)]
struct Mean {
    rows: Vec<Scores>,
    added: f32,
}

impl Mean {
    fn add(&mut self, rows: &[Scores]) {
        self.rows.resize(rows.len(), [0.0; LABELS]);
        self.added += 1.0;
        for (mean, row) in self.rows.iter_mut().zip(rows) {
            mean.iter_mut().zip(row).for_each(|(mean, weight)| *mean += (weight - *mean) / self.added);
        }
    }
}

/// Puts numbers into another order (Fisher–Yates).
fn shuffle(order: &mut [usize], random: &mut u64) {
    for at in (1..order.len()).rev() {
        order.swap(at, next(random) as usize % (at + 1));
    }
}

/// The next number of a SplitMix64 generator.
fn next(random: &mut u64) -> u64 {
    *random = random.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mut mixed = *random;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}
