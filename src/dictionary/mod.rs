//! Dictionary room: files → one automaton over every word, the user's before the built-in.
//!
//! The matcher looks at a text's *skeleton*: its clean characters without quotation marks and middle dots,
//! letters in lower case. A user's word is found there whatever spaces, dots, quotes or line breaks the page
//! puts into it; built-in words must stand whole.

mod built_in;
mod check;
mod classes;
mod entry;
mod load;
mod places;
mod table;
mod tenures;

use daachorse::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder, MatchKind};
use rustc_hash::FxHashMap;

pub use check::{Remark, check};
pub use classes::Classes;
pub use entry::Entry;
pub use load::{DictionaryError, load};
pub use places::{Level, Place, Places};
pub use table::Fault;
pub(crate) use table::rows;
pub use tenures::Tenures;

use crate::text::{Layout, fold, is_common, is_space};

/// What the automaton knows about one word.
#[derive(Clone, Copy, Debug, Default)]
pub struct Word {
    /// What the word can be.
    pub classes: Classes,
    /// Index of the user's entry it names, if any.
    pub entry: Option<u32>,
}

/// Every word list in one: the built-in ones overlaid by the user's.
pub struct Dictionaries {
    automaton: Option<CharwiseDoubleArrayAhoCorasick<u32>>,
    words: Vec<Word>,
    by_text: FxHashMap<String, u32>,
    singles: Vec<Classes>,
    entries: Vec<Entry>,
    places: Places,
    layout: Layout,
    tenures: Tenures,
    /// Canonical forms of national bodies that are written in a variant.
    variants: FxHashMap<String, String>,
}

/// First and last character of the table of single characters.
const HAN: std::ops::Range<u32> = 0x4E00..0xA000;

impl Dictionaries {
    /// The built-in lists alone.
    pub fn built_in() -> Dictionaries {
        Dictionaries::with_entries(Vec::new())
    }

    /// The built-in lists overlaid by entries; of two entries for one word the later counts.
    pub fn with_entries(entries: Vec<Entry>) -> Dictionaries {
        let mut dictionaries = built_in::read();
        for (id, entry) in entries.iter().enumerate() {
            for text in std::iter::once(&entry.name).chain(&entry.aliases) {
                dictionaries.add_user(text, id as u32);
            }
        }
        dictionaries.entries = entries;
        dictionaries.build();
        dictionaries
    }

    fn empty() -> Dictionaries {
        Dictionaries {
            automaton: None,
            words: Vec::new(),
            by_text: FxHashMap::default(),
            singles: vec![Classes::NONE; HAN.len()],
            entries: Vec::new(),
            places: Places::default(),
            layout: Layout::default(),
            tenures: Tenures::default(),
            variants: FxHashMap::default(),
        }
    }

    /// Adds classes to a built-in word; one character goes to the table, more to the automaton.
    fn add(&mut self, text: &str, classes: Classes) {
        let word = skeleton(text);
        let mut chars = word.chars();
        if let (Some(c), None) = (chars.next(), chars.next()) {
            if HAN.contains(&(c as u32)) {
                self.singles[(c as u32 - HAN.start) as usize] |= classes;
            }
            return;
        }
        if !word.is_empty() {
            self.word_mut(word).classes |= classes;
        }
    }

    fn add_user(&mut self, text: &str, entry: u32) {
        let word = skeleton(text);
        // Pages in Traditional characters are read as Simplified ones: a word in them is looked for as both.
        let simplified = self.layout.simplified.text(&word);
        for word in [simplified, word] {
            if !word.is_empty() {
                let word = self.word_mut(word);
                word.classes |= Classes::USER;
                word.entry = Some(entry);
            }
        }
    }

    fn word_mut(&mut self, text: String) -> &mut Word {
        let next = self.words.len() as u32;
        let id = *self.by_text.entry(text).or_insert(next);
        if id == next {
            self.words.push(Word::default());
        }
        &mut self.words[id as usize]
    }

    fn build(&mut self) {
        // In the order they were added, which needs no sorting.
        let mut patterns = vec![("", 0); self.words.len()];
        self.by_text.iter().for_each(|(text, &id)| patterns[id as usize] = (text.as_str(), id));
        self.automaton = CharwiseDoubleArrayAhoCorasickBuilder::new()
            .match_kind(MatchKind::Standard)
            .build_with_values(patterns)
            .ok();
    }

    /// Tells of every word in a skeleton text, by end, longer first: first byte, byte after the last, and the word.
    pub fn find(&self, skeleton: &str, mut each: impl FnMut(usize, usize, &Word)) {
        let Some(automaton) = &self.automaton else { return };
        for found in automaton.find_overlapping_iter(skeleton) {
            each(found.start(), found.end(), &self.words[found.value() as usize]);
        }
    }

    /// The classes of a single character.
    pub fn single(&self, c: char) -> Classes {
        let code = c as u32;
        if HAN.contains(&code) { self.singles[(code - HAN.start) as usize] } else { Classes::NONE }
    }

    /// The classes of a word, single characters included.
    pub fn classes(&self, word: &str) -> Classes {
        let mut chars = word.chars();
        match (chars.next(), chars.next()) {
            (Some(c), None) => self.single(c),
            _ => self.by_text.get(word).map_or(Classes::NONE, |&id| self.words[id as usize].classes),
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
    pub fn entry(&self, id: u32) -> &Entry {
        &self.entries[id as usize]
    }

    /// The user's entries in the order they were read.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The tree of administrative divisions.
    pub fn places(&self) -> &Places {
        &self.places
    }

    /// Who held which post when, as far as the user's tables tell.
    pub fn tenures(&self) -> &Tenures {
        &self.tenures
    }

    /// The words by which pages show their lay-out.
    pub fn layout(&self) -> &Layout {
        &self.layout
    }

    /// The canonical form of a national body's name, where it is a variant.
    pub fn variant(&self, name: &str) -> Option<&str> {
        self.variants.get(name).map(String::as_str)
    }

    /// Number of distinct words.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether there is no word at all.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }
}

/// Whether the matcher passes over a clean character.
pub fn is_silent(c: char) -> bool {
    matches!(c, '“' | '”' | '·' | '"' | '‘' | '’' | '\'')
}

/// The form of a word the matcher looks for; empty where nothing remains.
pub fn skeleton(word: &str) -> String {
    // Nearly every word is Chinese characters and nothing else.
    if word.chars().all(is_common) {
        return word.to_string();
    }
    word.chars()
        .filter(|&c| !is_space(c))
        .filter_map(fold)
        .filter(|&c| !is_silent(c))
        .map(|c| c.to_ascii_lowercase())
        .collect()
}
