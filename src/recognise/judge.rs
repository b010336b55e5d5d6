//! The judge of word boundaries where rules leave two readings: what ordinary words a run of characters costs.
//!
//! jieba's dictionary is loaded when the first doubtful place is met, and asked about windows of some ten
//! characters, never about the whole text. Costs are negative natural logarithms of word frequency, so that the
//! cost of a name ([`super::name`]) and that of words can be set against each other.

use std::sync::OnceLock;

use jieba_rs::Jieba;

use crate::text::Span;

use super::scan::Scan;

/// Logarithm of the number of words jieba's frequencies were counted over.
const TOTAL: f32 = 17.91;

fn jieba() -> &'static Jieba {
    static JIEBA: OnceLock<Jieba> = OnceLock::new();
    JIEBA.get_or_init(Jieba::new)
}

/// What the cheapest way to lay words over the span costs.
pub(super) fn words(scan: &Scan, span: Span) -> f32 {
    if span.is_empty() {
        return 0.0;
    }
    let text: String = scan.text.chars()[span.range()].iter().collect();
    jieba().cut(&text, false).iter().map(|token| word(token.word)).sum()
}

/// The cost of one word; one that is not known costs as much as the rarest.
fn word(word: &str) -> f32 {
    // For a word of the dictionary this is its frequency, for others one.
    TOTAL - (jieba().suggest_freq(word).max(1) as f32).ln()
}

/// Whether jieba's dictionary has a text as an ordinary word, not as a name.
pub(crate) fn is_word(text: &str) -> bool {
    matches!(&jieba().tag(text, false)[..], [only] if !only.tag.starts_with('n') && text.chars().count() > 1)
}

/// Whether no word of jieba's is in a text: it falls into single characters.
pub(crate) fn is_unknown(text: &str) -> bool {
    jieba().cut(text, false).iter().all(|token| token.word.chars().count() == 1)
}

/// What jieba's own word for exactly this span says for a name: nothing, a name by sound, a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Known {
    /// No word at all.
    No,
    /// An ordinary word.
    Word,
    /// A name written by sound, of a person or of a place.
    Sound,
    /// A person's name.
    Person,
}

/// Whether jieba lists exactly this span as a name.
pub(super) fn known(scan: &Scan, span: Span) -> Known {
    let text: String = scan.text.chars()[span.range()].iter().collect();
    match &jieba().tag(&text, false)[..] {
        [only] if only.tag == "nrt" => Known::Sound,
        [only] if only.tag.starts_with("nr") => Known::Person,
        [_] if span.len() > 1 => Known::Word,
        _ => Known::No,
    }
}
