//! The words by which a page shows its lay-out (datelines and bylines), and the script it is written in.

use rustc_hash::FxHashMap;

use super::Simplified;

/// Words that open a story or a byline; filled from the dictionaries.
#[derive(Clone, Debug, Default)]
pub struct Layout {
    /// Words a story opens with (`本报讯`), as characters.
    pub datelines: Openings,
    /// Words a byline opens with (`记者`), as characters.
    pub reporters: Openings,
    /// What Traditional characters are read as.
    pub simplified: Simplified,
}

impl Layout {
    /// Length of the dateline word at the start of the characters, if any.
    pub fn dateline(&self, chars: &[char]) -> Option<usize> {
        self.datelines.longest(chars)
    }

    /// Length of the reporter word at the start of the characters, if any.
    pub fn reporter(&self, chars: &[char]) -> Option<usize> {
        self.reporters.longest(chars)
    }

    /// Whether a line opens a story.
    pub fn opens_story(&self, line: &[char]) -> bool {
        let skip = usize::from(line.first().is_some_and(|c| matches!(c, '(' | '■' | '□' | '●' | '◆')));
        self.dateline(&line[skip.min(line.len())..]).is_some()
    }

    /// Whether a line opens with a reporter word.
    pub fn opens_byline(&self, line: &[char]) -> bool {
        let skip = usize::from(line.first().is_some_and(|c| matches!(c, '(' | '■' | '□' | '●' | '◆')));
        self.reporter(&line[skip.min(line.len())..]).is_some()
    }
}

/// Words that open a line, by their first character.
#[derive(Clone, Debug, Default)]
pub struct Openings(FxHashMap<char, Vec<Box<[char]>>>);

impl Openings {
    /// Adds a word; an empty one opens nothing.
    pub fn push(&mut self, word: &str) {
        if let Some(first) = word.chars().next() {
            self.0.entry(first).or_default().push(word.chars().collect());
        }
    }

    /// Length of the longest word the characters start with, if any.
    fn longest(&self, chars: &[char]) -> Option<usize> {
        let words = self.0.get(chars.first()?)?;
        words.iter().filter(|word| chars.starts_with(word)).map(|word| word.len()).max()
    }
}
