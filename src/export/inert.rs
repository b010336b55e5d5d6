//! Characters that command a terminal, turn the direction of writing or are none at all never leave raw.
//!
//! They are written as escapes where the format knows `\u`, and left out where it does not. C0 controls are seen to by
//! each format: some stand for line ends.

use std::io::{self, Write};

/// How a format takes such a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// `\u202E`: JSON, Turtle, Cypher.
    Escaped,
    /// Left out.
    Dropped,
}

/// Whether a character never leaves raw: DEL, C1 controls, marks of direction, non-characters.
fn is_raw(c: char) -> bool {
    matches!(
        c,
        '\u{7F}'..='\u{9F}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'
            | '\u{61C}' | '\u{FDD0}'..='\u{FDEF}'
    ) || c as u32 & 0xFFFE == 0xFFFE
}

/// A writer that lets no such character through.
pub(super) struct Inert<W> {
    out: W,
    style: Style,
    /// The first bytes of a character whose others are yet to come.
    held: Vec<u8>,
}

impl<W: Write> Inert<W> {
    pub(super) fn new(out: W, style: Style) -> Inert<W> {
        Inert { out, style, held: Vec::new() }
    }

    fn pass(&mut self, bytes: &[u8]) -> io::Result<()> {
        let text = match std::str::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => {
                let (whole, rest) = bytes.split_at(error.valid_up_to());
                if error.error_len().is_some() {
                    return Err(io::ErrorKind::InvalidData.into());
                }
                self.held = rest.to_vec();
                std::str::from_utf8(whole).unwrap_or_default()
            }
        };
        let mut from = 0;
        for (at, c) in text.char_indices().filter(|(_, c)| is_raw(*c)) {
            self.out.write_all(&text.as_bytes()[from..at])?;
            from = at + c.len_utf8();
            if self.style == Style::Escaped {
                let mut units = [0; 2];
                c.encode_utf16(&mut units).iter().try_for_each(|unit| write!(self.out, "\\u{unit:04X}"))?;
            }
        }
        self.out.write_all(&text.as_bytes()[from..])
    }
}

impl<W: Write> Write for Inert<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // None of these characters begins with a byte between: ASCII and Chinese letters go through at once.
        let plain = |byte: &u8| !matches!(byte, 0x7F | 0xC2 | 0xD8 | 0xE2 | 0xEF..);
        if self.held.is_empty() && bytes.iter().all(plain) && bytes.last().is_none_or(u8::is_ascii) {
            self.out.write_all(bytes)?;
        } else if self.held.is_empty() {
            self.pass(bytes)?;
        } else {
            let mut all = std::mem::take(&mut self.held);
            all.extend_from_slice(bytes);
            self.pass(&all)?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_commands_is_escaped_or_dropped_however_it_is_cut() {
        let text = "区长“李明”\u{9B}31m\u{202E}甲\u{FFFE}\u{1FFFF}乙\u{7F}，é";
        let escaped = "区长“李明”\\u009B31m\\u202E甲\\uFFFE\\uD83F\\uDFFF乙\\u007F，é";
        for size in 1..20 {
            for (style, expected) in [(Style::Escaped, escaped), (Style::Dropped, "区长“李明”31m甲乙，é")]
            {
                let mut out = Vec::new();
                let mut inert = Inert::new(&mut out, style);
                text.as_bytes().chunks(size).for_each(|piece| inert.write_all(piece).expect("memory"));
                assert_eq!(String::from_utf8(out).expect("UTF-8"), expected);
            }
        }
    }
}
