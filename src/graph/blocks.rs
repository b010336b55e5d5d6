//! A long list that grows without being moved: nothing is copied, and it is never held twice.

use std::ops::{Index, IndexMut};

/// Items in a block.
const BLOCK: usize = 1 << 12;

/// A list in blocks of one size; those that were emptied are filled again.
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

    pub(super) fn pop(&mut self) -> Option<T> {
        self.length = self.length.checked_sub(1)?;
        self.blocks[self.length / BLOCK].pop()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &T> {
        self.blocks.iter().flatten()
    }

    pub(super) fn iter_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.blocks.iter_mut().flatten()
    }

    /// Takes the last ones off while they are such, and gives back the memory of blocks that are empty.
    pub(super) fn shrink(&mut self, such: impl Fn(&T) -> bool) {
        while self.length > 0 && such(&self[self.length as u32 - 1]) {
            self.pop();
        }
        self.blocks.truncate(self.length.div_ceil(BLOCK));
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
