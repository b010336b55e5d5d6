//! Weights that only change the built-in ones: what a file learnt from them holds.

use std::collections::BTreeMap;

use crate::dictionary::Weights;

use super::labels::LABELS;
use super::weights::{Rows, WeightsError, read_rows};

/// Reads a weight file; one that was learnt from the built-in weights is laid over them.
///
/// # Errors
/// Names the first line that is no row of weights; the first line, where the file changes the built-in weights of
/// another version.
pub fn read_weights(file: &str) -> Result<Weights, WeightsError> {
    Ok(Weights::from_bytes(whole(file)?.laid_out()))
}

/// The rows of a weight file, with those of the built-in weights that it leaves as they are.
pub(super) fn whole(file: &str) -> Result<Rows, WeightsError> {
    let rows = read_rows(file)?;
    let Some(digest) = rows.over else { return Ok(rows) };
    let base = Weights::built_in();
    if digest != base.digest() {
        return Err(WeightsError {
            line: 1,
            what: "learnt from the built-in weights of another version: learn again",
        });
    }
    let mut features: BTreeMap<u32, [i8; LABELS]> = built_in(&base).features.into_iter().collect();
    features.extend(rows.features);
    Ok(Rows { features: features.into_iter().collect(), ..rows })
}

/// The rows of the built-in weights.
pub(super) fn built_in(base: &Weights) -> Rows {
    let features = base.rows::<LABELS>().map(|(key, row)| (key, row.map(|weight| weight as i8))).collect();
    let steps = std::array::from_fn(|from| std::array::from_fn(|to| base.transition(from, to)));
    Rows { features, steps, over: Some(base.digest()) }
}
