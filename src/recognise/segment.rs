//! Word segmentation: the general dictionary of jieba-rs, and what it says of a string.

use std::sync::LazyLock;

use jieba_rs::Jieba;

/// The general dictionary, built when it is first needed.
pub(super) static JIEBA: LazyLock<Jieba> = LazyLock::new(Jieba::new);

/// Loads the dictionary on a thread of its own, so that it is there when the first text is.
pub fn preload() {
    std::thread::spawn(|| LazyLock::force(&JIEBA));
}

/// Whether a string is an ordinary word: one that is neither a name nor another noun, or letters and digits alone.
pub(crate) fn is_word(text: &str) -> bool {
    let plain = text.chars().count() > 1 && text.chars().all(|c| c.is_ascii_alphanumeric());
    plain || whole(text).is_some_and(|tag| !tag.starts_with('n'))
}

/// Whether a string is a word of any sort.
pub(super) fn is_known(text: &str) -> bool {
    whole(text).is_some()
}

/// The tag of a string of two characters or more that the dictionary has as one word.
fn whole(text: &str) -> Option<String> {
    if text.chars().count() < 2 || !JIEBA.has_word(text) {
        return None;
    }
    match JIEBA.tag(text, false).as_slice() {
        [one] => Some(one.tag.to_string()),
        _ => None,
    }
}

/// Whether no word is in a text: it falls into single characters.
pub(crate) fn is_unknown(text: &str) -> bool {
    JIEBA.cut_all(text).iter().all(|token| token.word.chars().count() == 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_told_from_names_and_strings() {
        assert!(is_word("召开") && is_word("G358") && !is_word("县委") && !is_word("开"));
        assert!(is_known("政府") && !is_known("政府开"));
        assert!(is_unknown("镔铠") && !is_unknown("在政府"));
    }
}
