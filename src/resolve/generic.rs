//! Names that name nothing: generic words and an organ.

use crate::dictionary::{Classes, Dictionaries};

/// Whether nothing but generic words stands before the organ: `特色产业区管委会`.
pub(super) fn is_generic(name: &str, dictionaries: &Dictionaries) -> bool {
    let words =
        Classes::GENERIC | Classes::NEVER | Classes::ORGAN | Classes::BODY_SUFFIX | Classes::PLACE_SUFFIX;
    // Where each character ends, in bytes.
    let ends: Vec<usize> = name.char_indices().map(|(at, c)| at + c.len_utf8()).collect();
    let mut reach = vec![false; ends.len() + 1];
    reach[0] = true;
    for from in 0..ends.len() {
        if !reach[from] {
            continue;
        }
        let rest = &name[from.checked_sub(1).map_or(0, |before| ends[before])..];
        let past = name.len() - rest.len();
        for to in from + 1..=ends.len().min(from + 8) {
            // One character is a word only at the end.
            if (to - from > 1 || to == ends.len())
                && !reach[to]
                && dictionaries.classes(&rest[..ends[to - 1] - past]).any(words)
            {
                reach[to] = true;
            }
        }
    }
    reach[ends.len()]
}
