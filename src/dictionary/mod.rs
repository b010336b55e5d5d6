//! Dictionary room: the built-in words overlaid by the user's, each found by an automaton.
//!
//! The matcher looks at a text's *skeleton*: its clean characters without quotation marks and middle dots,
//! letters in lower case. A user's word is found there whatever spaces, dots, quotes or line breaks the page
//! puts into it; built-in words must stand whole.

pub(crate) mod built_in;
pub(crate) mod check;
mod classes;
mod entry;
mod fault;
mod form;
mod homes;
mod hosts;
#[cfg(test)]
mod lists;
pub(crate) mod load;
mod options;
mod own;
pub(crate) mod places;
mod rows;
pub(crate) mod skeleton;
mod tenures;
mod towns;
mod weights;
mod words;

use std::sync::Arc;

use rustc_hash::FxHashMap;

pub(crate) use classes::Classes;
pub use entry::Entry;
pub use fault::Fault;
pub use load::DictionaryError;
pub(crate) use places::{Level, Places};
pub(crate) use rows::rows;
pub(crate) use skeleton::{is_silent, skeleton};
pub(crate) use tenures::Tenures;
pub use weights::Weights;

use crate::text::Layout;
use own::Own;
use words::Words;

/// What is known about one word.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Word {
    /// What the word can be.
    pub classes: Classes,
    /// Index of the user's entry it names, if any.
    pub entry: Option<u32>,
}

/// Every word list in one: the built-in ones overlaid by the user's. A clone shares the lists.
#[derive(Clone)]
pub struct Dictionaries {
    words: Arc<Words>,
    own: Arc<Own>,
    entries: Arc<Vec<Entry>>,
    places: Arc<Places>,
    layout: Arc<Layout>,
    tenures: Arc<Tenures>,
    /// The place texts speak for where they do not say, as the user's options tell.
    home: Option<String>,
    /// Hash of the files they were read from; 0 for the built-in lists alone.
    hash: u128,
    weights: Arc<Weights>,
    /// Canonical forms of national bodies that are written in a variant.
    variants: Arc<FxHashMap<String, String>>,
}

impl Dictionaries {
    /// The built-in lists alone.
    pub fn built_in() -> Dictionaries {
        Dictionaries::with_entries(Vec::new())
    }

    /// The built-in lists overlaid by entries; of two entries for one word the later counts.
    pub fn with_entries(entries: Vec<Entry>) -> Dictionaries {
        let layout = built_in::layout();
        Dictionaries {
            words: Words::built_in().into(),
            own: Own::new(&entries, &layout.simplified).into(),
            entries: entries.into(),
            places: Places::built_in().into(),
            layout: layout.into(),
            tenures: Arc::default(),
            home: None,
            hash: 0,
            weights: Weights::built_in().into(),
            variants: built_in::variants().into(),
        }
    }

    /// Tells of every word in a skeleton text, by end, longer first: first byte, byte after the last, and the word.
    pub(crate) fn find(&self, skeleton: &str, mut each: impl FnMut(usize, usize, Word)) {
        if self.own.is_empty() {
            for (start, end, classes) in self.words.find(skeleton) {
                each(start, end, Word { classes, entry: None });
            }
            return;
        }
        let mut own = self.own.find(skeleton).peekable();
        for (start, end, classes) in self.words.find(skeleton) {
            let place = |&(start, end, _): &(usize, usize, u32)| (end, start);
            while let Some((start, end, entry)) = own.next_if(|own| place(own) < (end, start)) {
                each(start, end, Word { classes: Classes::USER, entry: Some(entry) });
            }
            let both = own.next_if(|own| place(own) == (end, start));
            let user = if both.is_some() { Classes::USER } else { Classes::NONE };
            each(start, end, Word { classes: classes | user, entry: both.map(|(_, _, entry)| entry) });
        }
        for (start, end, entry) in own {
            each(start, end, Word { classes: Classes::USER, entry: Some(entry) });
        }
    }

    /// The classes of a single character.
    #[inline]
    pub(crate) fn single(&self, c: char) -> Classes {
        self.words.single(c)
    }

    /// The classes of a word, single characters included.
    pub(crate) fn classes(&self, word: &str) -> Classes {
        let mut chars = word.chars();
        match (chars.next(), chars.next()) {
            (Some(c), None) => self.single(c),
            _ if self.own.has(word) => self.words.classes(word) | Classes::USER,
            _ => self.words.classes(word),
        }
    }

    /// The same for a word in single characters, without a string on the heap.
    pub(crate) fn classes_of(&self, word: &[char]) -> Classes {
        const MOST: usize = 16;
        if word.len() > MOST {
            return self.classes(&word.iter().collect::<String>());
        }
        let mut bytes = [0; MOST * 4];
        let mut end = 0;
        word.iter().for_each(|c| end += c.encode_utf8(&mut bytes[end..]).len());
        std::str::from_utf8(&bytes[..end]).map_or(Classes::NONE, |word| self.classes(word))
    }

    /// A user's entry by its index.
    pub(crate) fn entry(&self, id: u32) -> &Entry {
        &self.entries[id as usize]
    }

    /// The user's entries in the order they were read.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The tree of administrative divisions.
    #[doc(hidden)]
    pub fn places(&self) -> &Places {
        &self.places
    }

    /// Returns a hash of the user's files; 0 for the built-in lists alone.
    pub fn hash(&self) -> u128 {
        self.hash
    }

    /// The place that texts speak for where they name none, if the user's `options.tsv` tells it.
    pub fn home(&self) -> Option<&str> {
        self.home.as_deref()
    }

    /// Who held which post when, as far as the user's tables tell.
    pub(crate) fn tenures(&self) -> &Tenures {
        &self.tenures
    }

    /// Returns the weights of the sequence model.
    pub fn weights(&self) -> &Weights {
        &self.weights
    }

    /// Takes other weights than those that come with the program.
    pub fn with_weights(self, weights: Weights) -> Dictionaries {
        Dictionaries { weights: weights.into(), ..self }
    }

    /// The words by which pages show their lay-out.
    #[doc(hidden)]
    pub fn layout(&self) -> &Layout {
        &self.layout
    }

    /// The canonical form of a national body's name, where it is a variant.
    pub(crate) fn variant(&self, name: &str) -> Option<&str> {
        self.variants.get(name).map(String::as_str)
    }

    /// Number of distinct words.
    pub fn len(&self) -> usize {
        let new = self.own.words().filter(|word| self.words.classes(word).is_none()).count();
        self.words.len() + new
    }

    /// Whether there is no word at all.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}
