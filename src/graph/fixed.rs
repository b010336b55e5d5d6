//! Sums of fractions that come out the same in any order.

use serde::{Deserialize, Serialize};

/// The least common multiple of 1 to 24: shares among up to 25 names are whole numbers of it.
const UNIT: u64 = 5_354_228_880;

/// A weight as a whole number of parts: adding is exact, so order does not matter.
///
/// Floating-point sums depend on the order of the addends, and so on the order of the files and the number
/// of threads. Shares among more than 25 names are rounded to one part, less than 1e-9.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(from = "u64", into = "u64")]
pub(super) struct Fixed {
    // Halves, so that it stands anywhere four bytes do: there is one in every pair.
    high: u32,
    low: u32,
}

impl From<u64> for Fixed {
    fn from(parts: u64) -> Self {
        Fixed { high: (parts >> 32) as u32, low: parts as u32 }
    }
}

impl From<Fixed> for u64 {
    fn from(fixed: Fixed) -> Self {
        u64::from(fixed.high) << 32 | u64::from(fixed.low)
    }
}

/// Shares among few names, ready made.
const SHARES: [u64; 64] = {
    let mut shares = [UNIT; 64];
    let mut names = 2;
    while names < shares.len() {
        let others = names as u64 - 1;
        shares[names] = (UNIT + others / 2) / others;
        names += 1;
    }
    shares
};

impl Fixed {
    /// A whole number.
    pub(super) fn whole(count: u32) -> Self {
        UNIT.saturating_mul(u64::from(count)).into()
    }

    /// What a pair among `names` names gets: 1/(n−1), by Newman, Phys. Rev. E 64, 016132 (2001).
    pub(super) fn share(names: usize) -> Self {
        if let Some(&share) = SHARES.get(names) {
            return share.into();
        }
        let others = names.saturating_sub(1).max(1) as u64;
        ((UNIT + others / 2) / others).into()
    }

    pub(super) fn value(self) -> f64 {
        u64::from(self) as f64 / UNIT as f64
    }
}

impl std::ops::AddAssign for Fixed {
    fn add_assign(&mut self, other: Self) {
        *self = u64::from(*self).saturating_add(other.into()).into();
    }
}

/// Rounds to six significant digits: short in files, and the same on every machine's logarithm.
pub(super) fn six_digits(x: f64) -> f64 {
    if x == 0.0 || !x.is_finite() {
        return 0.0;
    }
    let shift = 5 - x.abs().log10().floor() as i32;
    let rounded = if shift > 300 {
        0.0
    } else if shift >= 0 {
        let scale = 10f64.powi(shift);
        (x * scale).round() / scale
    } else {
        let scale = 10f64.powi(-shift);
        (x / scale).round() * scale
    };
    // A zero has no sign: −0.0 would be written apart from 0.0.
    rounded + 0.0
}

/// Rounds a weight to six decimals.
pub(super) fn six_decimals(x: f64) -> f64 {
    (x * 1e6).round() / 1e6
}

/// Rounds a day's weight to nine decimals: enough that a year of them adds up to six right ones.
pub(super) fn nine_decimals(x: f64) -> f64 {
    (x * 1e9).round() / 1e9
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_add_up() {
        let mut third = Fixed::share(4);
        assert_eq!(third.value(), 1.0 / 3.0);
        third += Fixed::share(4);
        third += Fixed::share(4);
        assert_eq!(third.value(), 1.0);
        assert_eq!(Fixed::share(2), Fixed::whole(1));
        assert_eq!(Fixed::share(1), Fixed::whole(1));
        assert!((Fixed::share(1001).value() - 0.001).abs() < 1e-9);
    }

    #[test]
    fn six_digits_are_kept() {
        assert_eq!(six_digits(1.0 / 3.0), 0.333333);
        assert_eq!(six_digits(1234567.8), 1234570.0);
        assert_eq!(six_digits(1.23456789e-9), 1.23457e-9);
        assert_eq!(six_digits(-0.5), -0.5);
        assert_eq!(six_digits(f64::NAN), 0.0);
        assert_eq!(six_digits(1e-320), 0.0);
        assert!(six_digits(-0.0).is_sign_positive());
    }
}
