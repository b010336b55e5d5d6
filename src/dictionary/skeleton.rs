//! The form in which the matcher sees texts and words. `build.rs` lays the built-in words out in it, too.

use crate::text::{fold, is_common, is_space};

/// Whether the matcher passes over a clean character.
pub(crate) fn is_silent(c: char) -> bool {
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
