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
    /// Words that stand alone as the head of a column or of a part of a page (`短波`).
    pub sections: Openings,
    /// Words of what stands around stories.
    pub furniture: Furniture,
    /// What Traditional characters are read as.
    pub simplified: Simplified,
}

/// Words by which a line shows that it is none of a story: navigation, lists of other stories, feet of pages.
#[derive(Clone, Debug, Default)]
pub struct Furniture {
    /// Words such a line begins with (`上一篇`, `相关链接`).
    pub lines: Openings,
    /// Words before a colon in the foot of a page (`主办`).
    pub labels: Openings,
    /// Words of the foot of a page, wherever they stand (`版权所有`).
    pub feet: Openings,
    /// Words that are furniture where nothing else stands on their line (`打印`).
    pub buttons: Openings,
    /// Labels of those who made a page (`责任编辑`).
    pub makers: Openings,
    /// Labels of those a paper is sent to (`抄送`).
    pub receivers: Openings,
}

impl Furniture {
    /// Whether a line says who made a page or whom it is sent to: a label and a colon.
    pub fn signs(&self, line: &[char]) -> bool {
        let length = self.makers.longest(line).max(self.receivers.longest(line));
        length.is_some_and(|length| line.get(length) == Some(&':'))
    }
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
    pub fn longest(&self, chars: &[char]) -> Option<usize> {
        let words = self.0.get(chars.first()?)?;
        words.iter().filter(|word| chars.starts_with(word)).map(|word| word.len()).max()
    }
}
