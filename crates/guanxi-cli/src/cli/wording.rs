//! Numbers and columns as people read them.

use unicode_width::UnicodeWidthStr;

/// `1 document`, `2 documents`, `12 345 documents`.
pub(super) fn count(number: u64, noun: &str) -> String {
    match (number, noun.strip_suffix('y')) {
        (1, _) => format!("1 {noun}"),
        (_, Some(stem)) => format!("{} {stem}ies", grouped(number)),
        _ => format!("{} {noun}s", grouped(number)),
    }
}

/// A number with a thin gap before every three digits.
pub(super) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(' ');
        }
        out.push(digit);
    }
    out
}

/// Terminal cells a text takes; Chinese characters take two.
pub(super) fn width(text: &str) -> usize {
    text.width()
}

/// A text filled up with spaces to a width in terminal cells; Chinese characters take two.
pub(super) fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}

/// The widest of some texts, in terminal cells.
pub(super) fn widest<'a>(texts: impl IntoIterator<Item = &'a str>) -> usize {
    texts.into_iter().map(UnicodeWidthStr::width).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_columns() {
        assert_eq!(count(1, "entity"), "1 entity");
        assert_eq!(count(0, "body"), "0 bodies");
        assert_eq!(count(1_234_567, "link"), "1 234 567 links");
        assert_eq!(padded("区委", 6), "区委  ");
        assert_eq!(padded("区委", 3), "区委");
        assert_eq!(widest(["a", "区委"]), 4);
    }
}
