//! Weight files: a text with one feature a line, and the bytes that are read while texts are.
//!
//! A line is a feature's name and, apart by tabs, each label it speaks for (`PB`) or against with a whole number of steps:
//! `c[0]=县<tab>LE14<tab>O-3`. Lines of transitions begin with `->`. `build.rs` reads this file too.

use std::fmt;

use super::feature::Feature;
use super::labels::{LABELS, follows, parse};

/// What one step of a weight is worth.
pub(crate) const STEP: f32 = 1.0 / 64.0;

/// What a weight file holds.
pub(crate) struct Rows {
    /// Weights of each label by the keys of features, in their order.
    pub(crate) features: Vec<(u32, [i8; LABELS])>,
    /// Weights of labels beside each other.
    pub(crate) steps: [[i16; LABELS]; LABELS],
    /// The digest of the built-in weights that it only changes, where it was learnt from them.
    pub(crate) over: Option<u128>,
}

/// A line of a weight file that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WeightsError {
    /// Number of the line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub what: &'static str,
}

impl fmt::Display for WeightsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.what)
    }
}

impl std::error::Error for WeightsError {}

/// Begins the line that tells which built-in weights a file changes.
const OVER: &str = "# over: built-in ";

/// Returns the line that tells which built-in weights a file changes.
#[allow(dead_code)]
pub(crate) fn over_line(digest: u128) -> String {
    format!("{OVER}{digest:032x}\n")
}

/// Reads the rows of a weight file.
///
/// # Errors
/// Names the first line that is no row of weights.
pub(crate) fn read_rows(file: &str) -> Result<Rows, WeightsError> {
    let mut rows: Vec<(u32, [i8; LABELS])> = Vec::new();
    let mut steps = [[0_i16; LABELS]; LABELS];
    let over =
        file.lines().take_while(|line| line.starts_with("# ")).find_map(|line| line.strip_prefix(OVER));
    let over = over.map(|digest| u128::from_str_radix(digest, 16).unwrap_or_default());
    let lines = file.lines().zip(1..).filter(|(line, _)| !line.is_empty() && !line.starts_with("# "));
    for (line, number) in lines {
        let error = |what| WeightsError { line: number, what };
        let mut fields = line.split('\t');
        let name = fields.next().unwrap_or_default();
        if name == "->" {
            let mut label =
                || fields.next().and_then(parse).ok_or(error("two labels and a weight are wanted"));
            let (from, to) = (label()?, label()?);
            let weight = fields.next().and_then(|weight| weight.parse().ok());
            steps[from as usize][to as usize] = weight.ok_or(error("the weight is no whole number"))?;
            continue;
        }
        let feature = Feature::parse(name).ok_or(error("no feature of this program has this name"))?;
        let mut row = [0; LABELS];
        for field in fields {
            let split = field.find(|c: char| c == '-' || c.is_ascii_digit()).unwrap_or(field.len());
            let label = parse(&field[..split]).ok_or(error("no label has this name"))?;
            row[label as usize] =
                field[split..].parse().map_err(|_| error("a weight is no number from -128 to 127"))?;
        }
        rows.push((feature.key(), row));
    }
    rows.sort_by_key(|(key, _)| *key);
    rows.dedup_by_key(|(key, _)| *key);
    Ok(Rows { features: rows, steps, over })
}

impl Rows {
    /// Lays the rows out as `dictionary::Weights` wants them.
    pub(crate) fn laid_out(&self) -> Vec<u8> {
        lay_out(&self.features, &self.steps.iter().flatten().copied().collect::<Vec<i16>>())
    }
}

/// How many buckets the keys are found by: their first sixteen bits.
const BUCKETS: usize = 1 << 16;

/// Lays rows out: numbers of rows and labels, transitions, where each bucket of keys begins, the rest of the keys, weights.
fn lay_out(rows: &[(u32, [i8; LABELS])], steps: &[i16]) -> Vec<u8> {
    let mut out = Vec::with_capacity(rows.len() * (LABELS + 2) + BUCKETS * 4 + 4096);
    out.extend((rows.len() as u32).to_le_bytes());
    out.extend((LABELS as u32).to_le_bytes());
    steps.iter().for_each(|step| out.extend(step.to_le_bytes()));
    let mut at = 0;
    for bucket in 0..=BUCKETS {
        while rows.get(at).is_some_and(|(key, _)| ((key >> 16) as usize) < bucket) {
            at += 1;
        }
        out.extend((at as u32).to_le_bytes());
    }
    rows.iter().for_each(|(key, _)| out.extend((*key as u16).to_le_bytes()));
    rows.iter().for_each(|(_, row)| out.extend(row.map(|weight| weight as u8)));
    out
}

/// Writes a row as a line; nothing where all weights are small.
#[allow(dead_code)]
pub(super) fn line(name: &str, weights: &[f32; LABELS], least: f32) -> Option<String> {
    let mut line = name.to_string();
    for (label, weight) in weights.iter().enumerate().filter(|(_, weight)| weight.abs() >= least) {
        let steps = (weight / STEP).round().clamp(-127.0, 127.0) as i8;
        line += &format!("\t{}{steps}", super::labels::name(label as u8));
    }
    (line.len() > name.len()).then_some(line)
}

/// Writes a transition as a line; `None` where one cannot follow the other.
#[allow(dead_code)]
pub(super) fn transition(from: u8, to: u8, weight: f32) -> Option<String> {
    let steps = (weight / STEP).round() as i16;
    follows(from, to)
        .then(|| format!("->\t{}\t{}\t{steps}", super::labels::name(from), super::labels::name(to)))
}
