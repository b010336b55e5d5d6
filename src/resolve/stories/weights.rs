//! The learnt weights of evidence.

use std::sync::LazyLock;

use super::evidence::{EVIDENCE, Evidence};

/// The table: `evidence<TAB>weight`, in the order of [`EVIDENCE`].
const TABLE: &str = include_str!("../../../dictionaries/jurisdictions.tsv");

static WEIGHTS: LazyLock<Evidence> = LazyLock::new(|| read(TABLE));

/// The weights of the program.
pub(super) fn built_in() -> &'static Evidence {
    &WEIGHTS
}

/// Reads a table; evidence without a row weighs nothing.
fn read(table: &str) -> Evidence {
    let mut weights = Evidence::default();
    let rows = table.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'));
    for (name, weight) in rows {
        let at = EVIDENCE.iter().position(|known| *known == name);
        if let (Some(at), Ok(weight)) = (at, weight.parse()) {
            weights[at] = weight;
        }
    }
    weights
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_evidence_in_order() {
        let rows = TABLE.lines().filter(|line| !line.starts_with('#'));
        let names: Vec<&str> = rows.skip(1).map(|row| row.split_once('\t').expect("two columns").0).collect();
        assert_eq!(names, EVIDENCE);
        assert!(built_in().iter().all(|weight| *weight != 0.0 && weight.abs() < 5.0), "{:?}", built_in());
    }
}
