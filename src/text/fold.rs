//! Folds look-alike characters into the one form the rules know.

use std::sync::LazyLock;

/// The block of characters that stand for parts of others, and look like whole ones.
const RADICALS: std::ops::RangeInclusive<char> = '\u{2E80}'..='\u{2FD5}';

/// The characters that radicals look like, in the order of the block; a radical that is none stays.
static WHOLE: LazyLock<Vec<char>> = LazyLock::new(|| {
    let mut whole: Vec<char> = RADICALS.collect();
    let rows = include_str!("../../dictionaries/built-in/radicals.tsv").lines();
    for row in rows.filter(|row| !row.starts_with('#')) {
        let mut fields = row.split('\t').map(|field| field.chars().next());
        if let (Some(Some(radical)), Some(Some(character))) = (fields.next(), fields.next())
            && RADICALS.contains(&radical)
        {
            whole[radical as usize - *RADICALS.start() as usize] = character;
        }
    }
    whole
});

/// The character a radical looks like: browsers print `长` as `⻓` into PDF files.
pub fn whole(c: char) -> char {
    if RADICALS.contains(&c) { WHOLE[c as usize - *RADICALS.start() as usize] } else { c }
}

/// The folded form of a character, or `None` where it carries no text.
///
/// Full-width letters, digits and punctuation become ASCII; every kind of double quotation mark becomes
/// `“` or `”`; every middle dot becomes `·`. Control, zero-width and byte-order characters vanish.
pub fn fold(c: char) -> Option<char> {
    Some(match c {
        '\u{4E00}'..='\u{9FFF}' | '0'..='9' | 'a'..='z' | 'A'..='Z' => c,
        '。' | '、' | '“' | '”' | '《' | '》' => c,
        '\u{FF01}' | '\u{FF03}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0)?,
        '「' | '『' | '〝' | '﹁' | '﹃' => '“',
        '」' | '』' | '〞' | '〟' | '﹂' | '﹄' => '”',
        '\u{FF02}' => '"',
        '•' | '‧' | '・' | '･' | '∙' | '⋅' | '●' => '·',
        '〔' | '【' | '﹙' => '(',
        '〕' | '】' | '﹚' => ')',
        '﹐' => ',',
        '﹑' | '､' => '、',
        '﹒' | '｡' => '。',
        '〜' => '~',
        '\u{2E80}'..='\u{2FD5}' => whole(c),
        '—' | '–' | '―' | '─' | '\u{2011}' | '\u{2010}' => '—',
        '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2064}'
        | '\u{FEFF}'
        | '\u{00AD}' => {
            return None;
        }
        '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}' => return None,
        _ if c.is_control() => return None,
        _ => c,
    })
}

/// Whether a character is of the block nearly all text is written in, so that other questions are soon answered.
pub(crate) fn is_common(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}')
}

/// Whether a character is a sign that papers put before the items of a list or column.
pub(crate) fn is_sign(c: char) -> bool {
    matches!(c, '·' | '★' | '☆' | '△' | '▲' | '◆' | '◇' | '■' | '□' | '○' | '◎' | '※')
}

/// Whether a character is white space of any width, line breaks included.
pub fn is_space(c: char) -> bool {
    if is_common(c) {
        return false;
    }
    c == ' ' || c == '\n' || (c != '\u{FEFF}' && c.is_whitespace()) || c == '\u{3000}'
}

/// Whether a folded character is a Chinese character.
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '\u{20000}'..='\u{323AF}' | '\u{F900}'..='\u{FAFF}' | '〇' | '々')
}

/// Whether a folded character ends a sentence.
pub(crate) fn ends_sentence(c: char) -> bool {
    matches!(c, '。' | '!' | '?' | '！' | '？')
}

/// Whether a folded character is punctuation that separates or encloses.
pub(crate) fn is_mark(c: char) -> bool {
    if is_common(c) {
        return false;
    }
    matches!(
        c,
        '。' | '、'
            | ','
            | ';'
            | ':'
            | '!'
            | '?'
            | '('
            | ')'
            | '['
            | ']'
            | '{'
            | '}'
            | '《'
            | '》'
            | '〈'
            | '〉'
            | '<'
            | '>'
            | '“'
            | '”'
            | '"'
            | '‘'
            | '’'
            | '\''
            | '…'
            | '—'
            | '-'
            | '/'
            | '|'
            | '~'
            | '·'
            | '■'
            | '□'
            | '◆'
            | '▲'
            | '★'
            | '*'
            | '='
            | '+'
            | '%'
            | '#'
            | '&'
    )
}
