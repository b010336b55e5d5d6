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

/// Powers of ten that are exact.
const TENS: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
    1e19, 1e20, 1e21, 1e22,
];

/// Rounds to six significant digits: short in files, and the same on every machine's logarithm.
pub(super) fn six_digits(x: f64) -> f64 {
    let size = x.abs();
    if !(1e-16..1e6).contains(&size) {
        return six_digits_of_any(x);
    }
    // The power of ten from that of two, which stands in the number (1233/4096 is log10 of 2): right, or one too low.
    let two = (size.to_bits() >> 52) as i32 - 1023;
    let mut shift = (5 - ((two * 1233) >> 12)) as usize;
    if size * TENS[shift] >= 1e6 {
        shift -= 1;
    }
    // Between 100,000 and a million, adding a half and cutting off is rounding.
    let rounded = f64::from((size * TENS[shift] + 0.5) as u32) / TENS[shift];
    rounded.copysign(x)
}

/// The same for numbers of any size.
fn six_digits_of_any(x: f64) -> f64 {
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
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(20_000))]

        /// The quick way gives what the slow one does, to the bit: for any number, and next to powers of ten.
        #[test]
        fn six_digits_by_either_way(bits: u64, x in -1.0f64..1.0, power in -18i32..8, off in -3i64..4, digits in 1u32..1_000_000) {
            let near = (10f64.powi(power).to_bits() as i64 + off) as u64;
            let half = (f64::from(digits) + 0.5) / 10f64.powi(power);
            let sizes = [f64::from_bits(bits), x, x * 10f64.powi(power), f64::from_bits(near), half];
            for x in sizes.into_iter().flat_map(|x| [x, -x]) {
                prop_assert_eq!(six_digits(x).to_bits(), six_digits_of_any(x).to_bits(), "{:e}", x);
            }
        }
    }

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
