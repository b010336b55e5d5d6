//! The passages that proofs refer to: each held once, and freed when the last proof lets go of it.

use std::cmp::Ordering;

use super::Documents;

/// A passage some proof holds on to.
#[derive(Debug, Default)]
pub(super) struct Kept {
    /// Number of its document.
    pub(super) document: u32,
    pub(super) article: u32,
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) text: Box<str>,
    /// How many proofs hold it, and whoever put it here.
    uses: u32,
}

impl Kept {
    /// All that tells two passages apart whose documents are alike.
    pub(super) fn facts(&self) -> (u32, u32, u32, &str) {
        (self.start, self.end, self.article, &self.text)
    }
}

/// Bytes of a sentence and of what the allocator adds, as they are on the whole.
const TEXT: usize = 160;

/// Documents and passages by number. Numbers of passages that were freed are given out again.
#[derive(Debug, Default)]
pub(super) struct Shelf {
    pub(super) documents: Documents,
    pub(super) kept: Vec<Kept>,
    free: Vec<u32>,
}

impl Shelf {
    /// Puts a passage on the shelf; whoever does holds it until it is released.
    pub(super) fn put(&mut self, document: u32, article: u32, (start, end): (u32, u32), text: String) -> u32 {
        let kept = Kept { document, article, start, end, text: text.into(), uses: 1 };
        match self.free.pop() {
            Some(at) => {
                self.kept[at as usize] = kept;
                at
            }
            None => {
                self.kept.push(kept);
                self.kept.len() as u32 - 1
            }
        }
    }

    pub(super) fn get(&self, at: u32) -> &Kept {
        &self.kept[at as usize]
    }

    pub(super) fn hold(&mut self, at: u32) {
        self.kept[at as usize].uses += 1;
    }

    pub(super) fn release(&mut self, at: u32) {
        let kept = &mut self.kept[at as usize];
        kept.uses -= 1;
        if kept.uses == 0 {
            kept.text = Box::default();
            self.free.push(at);
        }
    }

    /// Passages that somebody holds.
    pub(super) fn held(&self) -> impl Iterator<Item = (u32, &Kept)> {
        (0..).zip(&self.kept).filter(|(_, kept)| kept.uses > 0)
    }

    /// About how many bytes passages take.
    pub(super) fn bytes(&self) -> usize {
        let texts = (self.kept.len() - self.free.len()) * TEXT;
        self.kept.len() * size_of::<Kept>() + self.free.len() * size_of::<u32>() + texts
    }

    /// Gives back the memory of passages nobody holds, where it lies at the end.
    pub(super) fn shrink(&mut self) {
        while self.kept.last().is_some_and(|kept| kept.uses == 0) {
            self.kept.pop();
        }
        let kept = self.kept.len() as u32;
        self.free.retain(|&at| at < kept);
        self.kept.shrink_to_fit();
        self.free.shrink_to_fit();
    }

    pub(super) fn compare_documents(&self, a: &Kept, b: &Kept) -> Ordering {
        self.documents.compare_info(a.document as usize, b.document as usize)
    }
}
