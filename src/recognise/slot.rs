//! How the trie of word frequencies lies in memory: `build.rs` writes it so, `frequency.rs` reads it.
//!
//! A node is a number of 64 bits in a table of slots. Which slot it has follows from the slot of its parent and from its
//! character; where that is taken, it has the next one that is free. So a step down costs one look at memory,
//! however many children there are. From the lowest bit a node holds its character (21 bits), its parent's slot (20),
//! which count its word has, plus one, or 0 where no word ends (13), the sort of its word (3), and whether it has children.

use std::ops::Range;

/// Where the slot of its parent stands.
pub(super) const PARENT: u32 = 21;
/// The bits of that slot, at the low end.
pub(super) const PARENTS: u64 = (1 << (COUNT - PARENT)) - 1;
/// Where the number of its count stands.
pub(super) const COUNT: u32 = 41;
/// Where the sort of its word stands.
pub(super) const SORT: u32 = 54;
/// Set where a node has children.
pub(super) const BRANCHES: u64 = 1 << 57;

/// Characters whose nodes below the root are listed by themselves, with their own slots for those of their parent.
pub(super) const HAN: Range<u32> = 0x4E00..0xA000;

/// The slot at which the search for a child begins.
pub(super) fn slot(parent: u32, c: char, slots: usize) -> usize {
    let key = u64::from(parent) << 21 | u64::from(u32::from(c));
    // The high half of the product spreads well (Fibonacci hashing), and scales to any number of slots.
    let spread = key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32;
    ((spread * slots as u64) >> 32) as usize
}
