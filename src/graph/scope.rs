//! How close two names must stand to count as together.

use serde::{Deserialize, Serialize};

use crate::kind::words;

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

words!(Scope: Sentence "sentence", Paragraph "paragraph", Article "article");
