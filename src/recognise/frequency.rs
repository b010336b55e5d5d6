//! How often ordinary words are met: the table of `dictionaries/frequencies`, laid out as a trie by `build.rs`.
//!
//! It is read where it stands in the program, so that nothing is loaded and asking is a few steps a word.

use std::ops::Range;
use std::sync::LazyLock;

/// Logarithm of the number of words the frequencies were counted over.
const TOTAL: f32 = 17.91;

/// What a character costs that is in no word.
pub(super) const UNKNOWN: f32 = TOTAL - std::f32::consts::LN_2;

/// What several words taken for one cost.
pub(super) const TOGETHER: f32 = TOTAL;

static COUNTS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/frequencies.counts"));
static NODES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/frequencies.nodes"));

/// What a word of each count costs: the negative natural logarithm of its frequency.
static COSTS: LazyLock<Vec<f32>> = LazyLock::new(|| {
    let counts = COUNTS.as_chunks().0.iter().map(|count| u32::from_le_bytes(*count));
    counts.map(|count| TOTAL - (count as f32).ln()).collect()
});

/// Characters whose nodes below the root are found at once.
const HAN: Range<u32> = 0x4E00..0xA000;

/// For each character of the block, the node of the words it begins; the root, where it begins none.
static FIRST: LazyLock<Vec<u32>> = LazyLock::new(|| {
    let mut first = vec![0; HAN.len()];
    for id in children(0).filter(|&id| HAN.contains(&character(id))) {
        first[(character(id) - HAN.start) as usize] = id;
    }
    first
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
    let mut at = 0_u32;
    let steps = chars.iter().zip(1_u8..).map_while(move |(&c, length)| {
        at = if at == 0 { first(c) } else { child(at, c) }?;
        Some((at, length))
    });
    steps.filter_map(|(id, length)| {
        let number = node(id) >> 21 & 0x1FFF;
        let sort = match node(id) >> 34 & 7 {
            0 => Sort::Other,
            1 => Sort::Noun,
            2 => Sort::Person,
            3 => Sort::Sound,
            _ => Sort::Split,
        };
        (number > 0).then(|| Word { length, sort, cost: COSTS[number as usize - 1] })
    })
}

fn node(id: u32) -> u64 {
    u64::from_le_bytes(NODES.as_chunks().0[id as usize])
}

fn character(id: u32) -> u32 {
    (node(id) & 0x1F_FFFF) as u32
}

fn children(id: u32) -> Range<u32> {
    (node(id) >> 37) as u32..(node(id + 1) >> 37) as u32
}

fn first(c: char) -> Option<u32> {
    let code = u32::from(c);
    if HAN.contains(&code) {
        Some(FIRST[(code - HAN.start) as usize]).filter(|&id| id > 0)
    } else {
        child(0, c)
    }
}

/// The child of a node by a character.
fn child(id: u32, c: char) -> Option<u32> {
    let Range { mut start, end } = children(id);
    let mut length = end - start;
    // Halves the stretch until one child is left, without a branch.
    while length > 1 {
        let half = length / 2;
        start += if character(start + half) <= u32::from(c) { half } else { 0 };
        length -= half;
    }
    (length == 1 && character(start) == u32::from(c)).then_some(start)
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
