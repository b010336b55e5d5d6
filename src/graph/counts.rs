//! How many sentences, paragraphs and articles hold something.

use std::ops::AddAssign;

use serde::{Deserialize, Serialize};

use super::Scope;

/// One number for each scope.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Counts {
    /// Number of sentences.
    pub sentences: u32,
    /// Number of paragraphs.
    pub paragraphs: u32,
    /// Number of articles.
    pub articles: u32,
}

impl Counts {
    /// The number at one scope.
    pub fn at(self, scope: Scope) -> u32 {
        match scope {
            Scope::Sentence => self.sentences,
            Scope::Paragraph => self.paragraphs,
            Scope::Article => self.articles,
        }
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.sentences = self.sentences.saturating_add(other.sentences);
        self.paragraphs = self.paragraphs.saturating_add(other.paragraphs);
        self.articles = self.articles.saturating_add(other.articles);
    }
}
