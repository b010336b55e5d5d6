//! A long list that grows without being moved: nothing is copied, and it is never held twice.

use std::ops::{Index, IndexMut};

/// Items in a block.
const BLOCK: usize = 1 << 12;

/// A list in blocks of one size.
#[derive(Debug)]
pub(super) struct Blocks<T> {
    blocks: Vec<Vec<T>>,
    length: usize,
}

impl<T> Default for Blocks<T> {
    fn default() -> Self {
        Blocks { blocks: Vec::new(), length: 0 }
    }
}

impl<T> Blocks<T> {
    pub(super) fn len(&self) -> usize {
        self.length
    }

    pub(super) fn push(&mut self, item: T) {
        let block = self.length / BLOCK;
        if block == self.blocks.len() {
            self.blocks.push(Vec::with_capacity(BLOCK));
        }
        self.blocks[block].push(item);
        self.length += 1;
    }
}

impl<T> Index<u32> for Blocks<T> {
    type Output = T;

    fn index(&self, at: u32) -> &T {
        &self.blocks[at as usize / BLOCK][at as usize % BLOCK]
    }
}

impl<T> IndexMut<u32> for Blocks<T> {
    fn index_mut(&mut self, at: u32) -> &mut T {
        &mut self.blocks[at as usize / BLOCK][at as usize % BLOCK]
    }
}
