//! How far two entities stand together more often than chance: four formulas.

use serde::{Deserialize, Serialize};

use super::fixed::six_digits;
use super::{Link, Scope};
use crate::kind::words;

/// The measures of one link, at the graph's scope.
///
/// They compare the undamped count with the counts of both ends and of all units (sentences, paragraphs or
/// articles that name at least one entity). Values carry six significant digits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Association {
    /// Normalised pointwise mutual information, −1 to 1.
    pub npmi: f64,
    /// Log-likelihood ratio, 0 or more.
    pub g2: f64,
    /// Share of units with either that hold both.
    pub jaccard: f64,
    /// Disparity-filter p-value: small means the link stands out.
    pub p: f64,
}

impl Association {
    /// The measures of two entities seen `both` times together; p is left at 1.
    pub(super) fn new(both: u32, a: u32, b: u32, all: u32) -> Self {
        Association {
            npmi: six_digits(npmi(both, a, b, all)),
            g2: six_digits(g2(both, a, b, all)),
            jaccard: six_digits(jaccard(both, a, b)),
            p: 1.0,
        }
    }
}

/// Normalised pointwise mutual information of a pair.
///
/// `ln(p(a,b) / (p(a)·p(b))) / −ln p(a,b)`, by Bouma, "Normalized (Pointwise) Mutual Information in
/// Collocation Extraction", GSCL 2009. 1: never apart; 0: as chance has it; −1: never together. A pair found
/// in every unit, where the formula is 0/0, is 1.
pub(super) fn npmi(both: u32, a: u32, b: u32, all: u32) -> f64 {
    if both == 0 {
        return -1.0;
    }
    if both >= all {
        return 1.0;
    }
    let [both, a, b, all] = [both, a, b, all].map(f64::from);
    (both * all / (a * b)).ln() / (all / both).ln()
}

/// Log-likelihood ratio of a pair.
///
/// `2 Σ O·ln(O/E)` over the four cells of the table with / without each, by Dunning, "Accurate Methods for
/// the Statistics of Surprise and Coincidence", Computational Linguistics 19(1), 1993.
pub(super) fn g2(both: u32, a: u32, b: u32, all: u32) -> f64 {
    let [both, a, b, all] = [both, a, b, all].map(f64::from);
    let cell = |seen: f64, row: f64, column: f64| {
        if seen <= 0.0 { 0.0 } else { seen * (seen * all / (row * column)).ln() }
    };
    let (no_a, no_b) = (all - a, all - b);
    let sum = cell(both, a, b)
        + cell(a - both, a, no_b)
        + cell(b - both, no_a, b)
        + cell(all - a - b + both, no_a, no_b);
    (2.0 * sum).max(0.0)
}

/// Share of the units with either entity that hold both: `both / (a + b − both)`.
pub(super) fn jaccard(both: u32, a: u32, b: u32) -> f64 {
    let either = u64::from(a) + u64::from(b);
    let either = either.saturating_sub(u64::from(both));
    if either == 0 { 0.0 } else { f64::from(both) / either as f64 }
}

/// Disparity-filter p-value of a link, seen from one end.
///
/// `(1 − w/s)^(k−1)` for a link of weight w at a node of strength s and degree k, by Serrano, Boguñá and
/// Vespignani, PNAS 106(16), 2009. A link's p-value is the smaller of its two ends'; a node with one link
/// has nothing to compare it with and gives 1.
pub(super) fn disparity(weight: f64, strength: f64, degree: usize) -> f64 {
    if degree < 2 || strength <= 0.0 {
        return 1.0;
    }
    (1.0 - weight / strength).max(0.0).powf((degree - 1) as f64)
}

/// A number of a link by which links are ranked and pruned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Weight {
    /// Units that hold both, at the graph's scope.
    Count,
    /// The damped count.
    #[default]
    Strength,
    /// Normalised pointwise mutual information.
    Npmi,
    /// Log-likelihood ratio.
    G2,
    /// Jaccard coefficient.
    Jaccard,
    /// Disparity-filter p-value, which is better when smaller.
    P,
}

words!(Weight: Count "count", Strength "weight", Npmi "npmi", G2 "g2", Jaccard "jaccard", P "p");

impl Weight {
    /// The number itself.
    pub fn of(self, link: &Link, scope: Scope) -> f64 {
        match self {
            Weight::Count => f64::from(link.count(scope)),
            Weight::Strength => link.weight,
            Weight::Npmi => link.association.npmi,
            Weight::G2 => link.association.g2,
            Weight::Jaccard => link.association.jaccard,
            Weight::P => link.association.p,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(a: f64, b: f64) {
        assert!((a - b).abs() < 1e-12, "{a} is not {b}");
    }

    #[test]
    fn npmi_by_hand() {
        // p(ab) = 2/8, p(a) = p(b) = 4/8: exactly chance.
        near(npmi(2, 4, 4, 8), 0.0);
        // Always together, in 2 of 8: ln(8/2)/ln(8/2) = 1.
        near(npmi(2, 2, 2, 8), 1.0);
        // ln((1·8)/(2·2)) / ln 8 = ln 2 / ln 8 = 1/3.
        near(npmi(1, 2, 2, 8), 1.0 / 3.0);
        near(npmi(0, 2, 2, 8), -1.0);
        near(npmi(8, 8, 8, 8), 1.0);
    }

    #[test]
    fn g2_by_hand() {
        // Independent table: no surprise.
        near(g2(2, 4, 4, 8), 0.0);
        // Cells 2 0 0 2 of 4: 2·(2·ln 2 + 2·ln 2) = 8·ln 2.
        near(g2(2, 2, 2, 4), 8.0 * 2f64.ln());
        // Cells 1 1 1 5 of 8: 2·(ln 2 + 2·ln(2/3) + 5·ln(10/9)).
        near(g2(1, 2, 2, 8), 2.0 * (2f64.ln() + 2.0 * (2f64 / 3.0).ln() + 5.0 * (10f64 / 9.0).ln()));
        near(g2(4, 4, 4, 4), 0.0);
    }

    #[test]
    fn g2_equals_scipy() {
        // scipy.stats.chi2_contingency(table, correction=False, lambda_="log-likelihood")
        for (both, a, b, all, expected) in [
            (7, 20, 15, 200, 15.200618116012384),
            (1, 2, 2, 8, 0.8180390852654964),
            (30, 31, 500, 10000, 172.75218553797572),
        ] {
            assert!((g2(both, a, b, all) - expected).abs() < 1e-9);
        }
    }

    #[test]
    fn jaccard_and_disparity_by_hand() {
        near(jaccard(1, 2, 2), 1.0 / 3.0);
        near(jaccard(0, 0, 0), 0.0);
        // Three links, half the strength on one: (1 − 1/2)^2.
        near(disparity(2.0, 4.0, 3), 0.25);
        near(disparity(4.0, 4.0, 1), 1.0);
        near(disparity(1.0, 0.0, 3), 1.0);
    }
}
