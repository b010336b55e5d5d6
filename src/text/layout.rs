//! The words by which a page shows its lay-out (datelines and bylines), and the script it is written in.

use super::Simplified;

/// Words that open a story or a byline; filled from the dictionaries.
#[derive(Clone, Debug, Default)]
pub struct Layout {
    /// Words a story opens with (`本报讯`), as characters.
    pub datelines: Vec<Vec<char>>,
    /// Words a byline opens with (`记者`), as characters.
    pub reporters: Vec<Vec<char>>,
    /// What Traditional characters are read as.
    pub simplified: Simplified,
}

impl Layout {
    /// Length of the dateline word at the start of the characters, if any.
    pub fn dateline(&self, chars: &[char]) -> Option<usize> {
        longest(&self.datelines, chars)
    }

    /// Length of the reporter word at the start of the characters, if any.
    pub fn reporter(&self, chars: &[char]) -> Option<usize> {
        longest(&self.reporters, chars)
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

fn longest(words: &[Vec<char>], chars: &[char]) -> Option<usize> {
    words.iter().filter(|word| chars.starts_with(word)).map(Vec::len).max()
}
