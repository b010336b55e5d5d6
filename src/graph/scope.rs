//! How close two names must stand to count as together.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The stretch of text two entities share.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    /// One sentence.
    Sentence,
    /// One paragraph.
    Paragraph,
    /// One story of a page.
    #[default]
    Article,
}

impl Scope {
    /// Every scope, from the closest to the widest.
    pub const ALL: [Scope; 3] = [Scope::Sentence, Scope::Paragraph, Scope::Article];

    /// The word users type and files carry.
    pub fn name(self) -> &'static str {
        match self {
            Scope::Sentence => "sentence",
            Scope::Paragraph => "paragraph",
            Scope::Article => "article",
        }
    }

    /// The scope a word stands for, if it names one.
    pub fn parse(word: &str) -> Option<Scope> {
        Scope::ALL.into_iter().find(|scope| scope.name() == word)
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
