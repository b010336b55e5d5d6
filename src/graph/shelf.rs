//! The passages that proofs refer to: each held once, and freed when the last proof lets go of it.

use std::cmp::Ordering;

use super::Documents;
use super::blocks::Blocks;

/// A passage some proof holds on to.
#[derive(Debug, Default)]
pub(super) struct Kept {
    /// Number of its document.
    pub(super) document: u32,
    pub(super) article: u32,
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) text: Text,
    /// How many proofs hold it, and whoever put it here.
    uses: u32,
}

impl Kept {
    /// All that tells two passages apart whose documents are alike.
    pub(super) fn facts(&self) -> (u32, u32, u32, &str) {
        (self.start, self.end, self.article, self.text.here())
    }
}

/// A text, or the number it was put away under.
#[derive(Debug)]
pub(super) enum Text {
    Here(Box<str>),
    Away(u64),
}

impl Default for Text {
    fn default() -> Self {
        Text::Here(Box::default())
    }
}

impl Text {
    /// The text if it is here, else none.
    pub(super) fn here(&self) -> &str {
        match self {
            Text::Here(text) => text,
            Text::Away(_) => "",
        }
    }

    /// What it takes while it is here.
    fn bytes(&self) -> usize {
        match self {
            Text::Here(text) => text.len() + HEAP,
            Text::Away(_) => 0,
        }
    }
}

/// Bytes the allocator adds to a text.
const HEAP: usize = 16;

/// Documents and passages by number. Numbers of passages that were freed are given out again.
#[derive(Debug, Default)]
pub(super) struct Shelf {
    pub(super) documents: Documents,
    kept: Blocks<Kept>,
    free: Vec<u32>,
    /// Bytes of texts that are here.
    texts: usize,
}

impl Shelf {
    /// Puts a passage on the shelf; whoever does holds it until it is released.
    pub(super) fn put(&mut self, document: u32, article: u32, (start, end): (u32, u32), text: String) -> u32 {
        let kept = Kept { document, article, start, end, text: Text::Here(text.into()), uses: 1 };
        self.texts += kept.text.bytes();
        match self.free.pop() {
            Some(at) => {
                self.kept[at] = kept;
                at
            }
            None => {
                self.kept.push(kept);
                self.kept.len() as u32 - 1
            }
        }
    }

    pub(super) fn get(&self, at: u32) -> &Kept {
        &self.kept[at]
    }

    pub(super) fn hold(&mut self, at: u32) {
        self.kept[at].uses += 1;
    }

    pub(super) fn release(&mut self, at: u32) {
        let kept = &mut self.kept[at];
        kept.uses -= 1;
        if kept.uses == 0 {
            self.texts -= kept.text.bytes();
            kept.text = Text::default();
            self.free.push(at);
        }
    }

    /// Gives up the text of a passage.
    pub(super) fn forget(&mut self, at: u32) {
        self.kept[at].text = Text::default();
    }

    /// Passages that somebody holds.
    pub(super) fn held(&self) -> impl Iterator<Item = (u32, &Kept)> {
        (0..).zip(self.kept.iter()).filter(|(_, kept)| kept.uses > 0)
    }

    /// How many numbers were given to passages; no passage has a higher one.
    pub(super) fn numbers(&self) -> usize {
        self.kept.len()
    }

    /// About how many bytes passages take.
    pub(super) fn bytes(&self) -> usize {
        self.kept.len() * size_of::<Kept>() + self.free.len() * size_of::<u32>() + self.texts
    }

    /// Bytes of texts that are here.
    pub(super) fn texts(&self) -> usize {
        self.texts
    }

    /// Hands out all texts that are here; `put` gives the number each is to be asked for by, unless it is to stay.
    pub(super) fn put_away<E>(
        &mut self,
        mut put: impl FnMut(&str) -> Result<Option<u64>, E>,
    ) -> Result<(), E> {
        for kept in self.kept.iter_mut().filter(|kept| kept.uses > 0) {
            if let Text::Here(text) = &kept.text
                && let Some(number) = put(text)?
            {
                self.texts -= kept.text.bytes();
                kept.text = Text::Away(number);
            }
        }
        Ok(())
    }

    /// Gives back the memory of passages nobody holds, where it lies at the end.
    pub(super) fn shrink(&mut self) {
        self.kept.shrink(|kept| kept.uses == 0);
        let kept = self.kept.len() as u32;
        self.free.retain(|&at| at < kept);
        self.free.shrink_to_fit();
    }

    pub(super) fn compare_documents(&self, a: &Kept, b: &Kept) -> Ordering {
        self.documents.compare_info(a.document as usize, b.document as usize)
    }
}
