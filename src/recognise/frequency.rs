//! How often ordinary words are met: the table of `dictionaries/frequencies`, laid out as a trie by `build.rs`.
//!
//! It is read where it stands in the program, so that nothing is loaded and asking is a few steps a word.

use std::sync::LazyLock;

use super::slot::{BRANCHES, COUNT, HAN, PARENT, PARENTS, SORT, slot};

/// Logarithm of the number of words the frequencies were counted over.
const TOTAL: f32 = 17.91;

/// What a character costs that is in no word.
pub(super) const UNKNOWN: f32 = TOTAL - std::f32::consts::LN_2;

/// What several words taken for one cost.
pub(super) const TOGETHER: f32 = TOTAL;

static COUNTS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/frequencies.counts"));
static NODES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/frequencies.nodes"));

/// For each Han character the node of the words it begins, with its slot; 0, where it begins none.
static FIRST: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/frequencies.first"));

/// What a word of each count costs: the negative natural logarithm of its frequency.
static COSTS: LazyLock<Vec<f32>> = LazyLock::new(|| {
    let counts = COUNTS.as_chunks().0.iter().map(|count| u32::from_le_bytes(*count));
    counts.map(|count| TOTAL - (count as f32).ln()).collect()
});

/// What each Han character costs by itself.
static SINGLES: LazyLock<Vec<f32>> = LazyLock::new(|| {
    let single = |c: char| starting(&[c]).next().map_or(UNKNOWN, |word| word.cost.min(UNKNOWN));
    HAN.map(|code| char::from_u32(code).map_or(UNKNOWN, single)).collect()
});

/// What sort of word it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// Any that is no noun.
    Other,
    /// A noun, and no person's name.
    Noun,
    /// A person's name.
    Person,
    /// A name written by sound, of a person or of a place.
    Sound,
    /// A run of shorter words rather than one.
    Split,
}

/// A word that starts somewhere.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    /// Its length in characters.
    pub(super) length: u8,
    pub(super) sort: Sort,
    /// What it costs, in negative natural logarithms.
    pub(super) cost: f32,
}

/// The words that the characters begin with, shortest first.
pub(super) fn starting(chars: &[char]) -> impl Iterator<Item = Word> + '_ {
    let mut above = None;
    let steps = chars.iter().zip(1_u8..).map_while(move |(&c, length)| {
        let (node, slot) = above.map_or_else(|| first(c), |above| child(above, c))?;
        above = Some((node, slot));
        Some((node, length))
    });
    steps.filter_map(|(node, length)| {
        let number = node >> COUNT & 0x1FFF;
        let sort = match node >> SORT & 7 {
            0 => Sort::Other,
            1 => Sort::Noun,
            2 => Sort::Person,
            3 => Sort::Sound,
            _ => Sort::Split,
        };
        (number > 0).then(|| Word { length, sort, cost: COSTS[number as usize - 1] })
    })
}

/// The most that a character can cost: by itself.
pub(super) fn single(c: char) -> f32 {
    let code = u32::from(c);
    if HAN.contains(&code) { SINGLES[(code - HAN.start) as usize] } else { UNKNOWN }
}

/// A node and its slot.
type Node = (u64, u32);

/// The node of the words a character begins.
fn first(c: char) -> Option<Node> {
    let code = u32::from(c);
    if !HAN.contains(&code) {
        return child((BRANCHES, 0), c);
    }
    let node = u64::from_le_bytes(FIRST.as_chunks().0[(code - HAN.start) as usize]);
    (node != 0).then_some((node, (node >> PARENT & PARENTS) as u32))
}

/// The child of a node by a character.
fn child((parent, slot_of_parent): Node, c: char) -> Option<Node> {
    const SLOTS: usize = NODES.len() / size_of::<u64>();
    if parent & BRANCHES == 0 {
        return None;
    }
    let key = u64::from(slot_of_parent) << PARENT | u64::from(u32::from(c));
    let mut at = slot(slot_of_parent, c, SLOTS);
    loop {
        let node = u64::from_le_bytes(NODES.as_chunks().0[at]);
        if node & ((1 << COUNT) - 1) == key {
            return Some((node, at as u32));
        }
        if node == 0 {
            return None;
        }
        at = if at + 1 == SLOTS { 0 } else { at + 1 };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_with_what_they_cost() {
        let chars: Vec<char> = "人民政府大楼".chars().collect();
        let found: Vec<(u8, Sort)> = starting(&chars).map(|word| (word.length, word.sort)).collect();
        assert_eq!(found, [(1, Sort::Noun), (2, Sort::Noun), (4, Sort::Noun)]);
        let costs: Vec<f32> = starting(&chars).map(|word| word.cost).collect();
        assert!(costs[1] < costs[2] && costs[2] < UNKNOWN);
        assert_eq!(starting(&['x', '人']).count(), 0);
        assert_eq!(starting(&[]).count(), 0);
        let poet: Vec<Sort> = starting(&['普', '希', '金']).map(|word| word.sort).collect();
        assert_eq!(poet.last(), Some(&Sort::Person));
    }
}
