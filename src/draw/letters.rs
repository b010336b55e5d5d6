//! How wide words are, without asking a font.
//!
//! Chinese letters are as wide as they are high in every font; for others the width of a wide sans-serif is
//! taken, so that a name fits its box whatever font is at hand.

use unicode_width::UnicodeWidthChar;

/// Fonts with Chinese letters on Linux, macOS and Windows, the best first.
pub(super) const FONTS: &str = "Noto Sans CJK SC, Noto Sans SC, Source Han Sans SC, Source Han Sans CN, PingFang SC, \
     Microsoft YaHei, WenQuanYi Micro Hei, WenQuanYi Zen Hei, Hiragino Sans GB, sans-serif";

/// The width of a text in letters of size 1.
pub(super) fn width(text: &str) -> f64 {
    text.chars().map(letter).sum()
}

fn letter(c: char) -> f64 {
    match c {
        ' ' | 'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '|' | '\'' | '!' => 0.32,
        'm' | 'w' | 'M' | 'W' | '@' | '%' => 0.95,
        'A'..='Z' | '0'..='9' => 0.68,
        c if c.width().unwrap_or(0) == 2 => 1.0,
        c if c.width().unwrap_or(0) == 0 => 0.0,
        _ => 0.6,
    }
}

/// A name of at most so many letters; `…` stands for the rest.
pub(super) fn short(name: &str, most: usize) -> String {
    let name: String = name.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    match name.char_indices().nth(most) {
        Some(_) => name.chars().take(most.saturating_sub(1)).chain(['…']).collect(),
        None => name,
    }
}
