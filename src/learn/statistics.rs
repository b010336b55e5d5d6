//! How the characters of a text go together: counts, cohesion and boundary entropy of its strings.
//!
//! All positions of the text are sorted by the characters that follow, so that every string's occurrences stand
//! together and any count is two binary searches.

use rustc_hash::FxHashMap;

/// Longest string looked at, in characters.
pub(super) const LONGEST: usize = 10;

/// Stands between pieces of text that do not go together; no string runs over it.
pub(super) const BREAK: char = '\n';

/// A text indexed for its strings.
pub(super) struct Statistics {
    chars: Vec<char>,
    /// Positions of all characters but breaks, in the order of what follows.
    sorted: Vec<u32>,
}

/// What the statistics say of one string.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Measures {
    pub(super) count: usize,
    /// Least pointwise mutual information of its two parts over all cuts, in bits.
    pub(super) cohesion: f64,
    /// The lesser of the entropies of what stands before and after it, in bits.
    pub(super) entropy: f64,
}

impl Statistics {
    pub(super) fn new(chars: Vec<char>) -> Statistics {
        let mut sorted: Vec<u32> =
            (0..chars.len() as u32).filter(|&at| chars[at as usize] != BREAK).collect();
        sorted.sort_unstable_by(|&a, &b| follows(&chars, a).cmp(follows(&chars, b)));
        Statistics { chars, sorted }
    }

    /// The places of a string, in the order of what follows.
    fn places(&self, word: &[char]) -> &[u32] {
        let key = |at: u32| -> &[char] {
            let rest = follows(&self.chars, at);
            &rest[..rest.len().min(word.len())]
        };
        let from = self.sorted.partition_point(|&at| key(at) < word);
        let length = self.sorted[from..].partition_point(|&at| key(at) == word);
        &self.sorted[from..from + length]
    }

    pub(super) fn measures(&self, word: &[char]) -> Measures {
        let places = self.places(word);
        let count = places.len();
        let total = self.sorted.len().max(1) as f64;
        let share = |part: &[char]| self.places(part).len().max(1) as f64 / total;
        let own = count.max(1) as f64 / total;
        let cohesion = (1..word.len())
            .map(|cut| (own / (share(&word[..cut]) * share(&word[cut..]))).log2())
            .fold(f64::INFINITY, f64::min);
        let before = places.iter().map(|&at| (at as usize).checked_sub(1).map(|at| self.chars[at]));
        let after = places.iter().map(|&at| self.chars.get(at as usize + word.len()).copied());
        Measures { count, cohesion, entropy: entropy(before).min(entropy(after)) }
    }

    /// Every string of two characters to the longest that stands in the text so often, in order.
    pub(super) fn strings(&self, least: usize) -> Vec<&[char]> {
        let mut out = Vec::new();
        self.split(&self.sorted, 0, least, &mut out);
        out
    }

    /// The strings of `length` shared characters among positions sorted, and the longer ones.
    fn split<'a>(&'a self, places: &[u32], length: usize, least: usize, out: &mut Vec<&'a [char]>) {
        let next = |at: u32| follows(&self.chars, at).get(length);
        for group in places.chunk_by(|&a, &b| next(a) == next(b)) {
            if group.len() < least || next(group[0]).is_none() {
                continue;
            }
            if length + 1 >= 2 {
                let at = group[0] as usize;
                out.push(&self.chars[at..=at + length]);
            }
            if length + 1 < LONGEST {
                self.split(group, length + 1, least, out);
            }
        }
    }

    /// A string with so many characters before and after it, up to the next breaks.
    pub(super) fn around(&self, at: usize, length: usize, most: usize) -> String {
        let from = at.saturating_sub(most);
        let from = (from..at).rev().find(|&at| self.chars[at] == BREAK).map_or(from, |at| at + 1);
        let rest = self.chars[at + length..].iter().take(most).take_while(|&&c| c != BREAK);
        self.chars[from..at + length].iter().chain(rest).collect()
    }

    /// Where a string stands first.
    pub(super) fn first(&self, word: &[char]) -> Option<usize> {
        self.places(word).iter().min().map(|&at| at as usize)
    }
}

/// The characters from a position to the next break, at most as many as a string may have.
fn follows(chars: &[char], at: u32) -> &[char] {
    let rest = &chars[at as usize..];
    let rest = &rest[..rest.len().min(LONGEST)];
    let end = rest.iter().position(|&c| c == BREAK).unwrap_or(rest.len());
    &rest[..end]
}

/// Shannon entropy in bits; every break is a neighbour of its own, for there anything may follow.
fn entropy(neighbours: impl Iterator<Item = Option<char>>) -> f64 {
    let mut counts: FxHashMap<char, u32> = FxHashMap::default();
    let mut breaks = 0_u32;
    for neighbour in neighbours {
        match neighbour {
            Some(c) if c != BREAK => *counts.entry(c).or_default() += 1,
            _ => breaks += 1,
        }
    }
    let total = f64::from(breaks + counts.values().sum::<u32>());
    let mut each: Vec<u32> = counts.into_values().collect();
    // Added up in one order, so that the last digit is the same every time.
    each.sort_unstable();
    let term = |count: f64| -(count / total) * (count / total).log2();
    each.into_iter().map(|count| term(f64::from(count))).sum::<f64>()
        + f64::from(breaks) * if breaks > 0 { term(1.0) } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Statistics {
        Statistics::new(text.chars().collect())
    }

    #[test]
    fn measures_worked_by_hand() {
        let text = of("甲乙丙\n丁乙丙戊\n己乙丙庚\n辛乙壬");
        let word = ['乙', '丙'];
        let measures = text.measures(&word);
        assert_eq!(measures.count, 3);
        // 14 characters; 乙 four times, 丙 and 乙丙 three times.
        let expected = ((3.0 / 14.0) / ((4.0 / 14.0) * (3.0 / 14.0_f64))).log2();
        assert!((measures.cohesion - expected).abs() < 1e-12, "{measures:?}");
        // Three different neighbours on either side.
        assert!((measures.entropy - 3.0_f64.log2()).abs() < 1e-12, "{measures:?}");
    }

    #[test]
    fn strings_are_all_that_come_back() {
        let text = of("甲乙丙\n甲乙丙\n乙丙丁");
        let strings: Vec<String> = text.strings(2).into_iter().map(|word| word.iter().collect()).collect();
        assert_eq!(strings, ["乙丙", "甲乙", "甲乙丙"]);
        assert_eq!(text.first(&['乙', '丙']), Some(1));
    }

    #[test]
    fn a_string_that_is_always_followed_by_one_has_no_entropy() {
        let text = of("甲乙丙甲乙丙甲乙丙");
        assert_eq!(text.measures(&['甲', '乙']).entropy, 0.0);
    }
}
