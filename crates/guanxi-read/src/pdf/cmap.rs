//! The maps by which a font's codes become characters (`/ToUnicode`), read token by token.

use rustc_hash::FxHashMap;

/// Most characters one range may give; a font has no more glyphs.
const WIDEST: u32 = 1 << 16;

/// From the codes of a font to characters, with the lengths codes may have.
#[derive(Clone, Debug, Default)]
pub(super) struct CMap {
    texts: FxHashMap<(u8, u32), String>,
    /// Lengths of codes in bytes with the ranges they cover: length, first, last.
    spaces: Vec<(u8, u32, u32)>,
}

enum Token<'a> {
    Hex(&'a [u8]),
    Open,
    Close,
    Word(&'a [u8]),
}

impl CMap {
    pub(super) fn parse(bytes: &[u8]) -> CMap {
        let mut map = CMap::default();
        let mut rest = bytes;
        let mut held: Vec<(u8, u32, Vec<u8>)> = Vec::new();
        let mut list: Option<Vec<Vec<u8>>> = None;
        let mut section: &[u8] = b"";
        while let Some((token, after)) = next(rest) {
            rest = after;
            match token {
                Token::Word(word) => {
                    if word.starts_with(b"begin") {
                        section = word;
                        held.clear();
                    } else if word.starts_with(b"end") {
                        section = b"";
                    }
                    list = None;
                }
                Token::Open => list = Some(Vec::new()),
                Token::Close => {
                    if let (Some(texts), [(length, first, _), (_, last, _)]) = (list.take(), &held[..]) {
                        for (code, text) in (*first..=*last).zip(texts) {
                            map.put(*length, code, utf_16(&text));
                        }
                    }
                    held.clear();
                }
                Token::Hex(digits) => {
                    let bytes = unhexed(digits);
                    if let Some(list) = &mut list {
                        list.push(bytes);
                        continue;
                    }
                    let code = bytes.iter().take(4).fold(0, |code, &byte| code << 8 | u32::from(byte));
                    held.push((bytes.len().min(4) as u8, code, bytes));
                    match (section, &held[..]) {
                        (b"beginbfchar", [(length, code, _), (_, _, text)]) => {
                            map.put(*length, *code, utf_16(text));
                            held.clear();
                        }
                        (b"beginbfrange", [(length, first, _), (_, last, _), (_, _, text)]) => {
                            map.put_range(*length, *first, *last, text);
                            held.clear();
                        }
                        (b"begincodespacerange", [(length, first, _), (_, last, _)]) => {
                            map.spaces.push((*length, *first, *last));
                            held.clear();
                        }
                        (b"", _) => held.clear(),
                        _ => {}
                    }
                }
            }
        }
        map
    }

    fn put(&mut self, length: u8, code: u32, text: String) {
        if !text.is_empty() && text != "\0" {
            self.texts.insert((length, code), text);
        }
    }

    fn put_range(&mut self, length: u8, first: u32, last: u32, text: &[u8]) {
        let Some((stem, end)) = text.split_last_chunk::<2>() else { return };
        let start = u16::from_be_bytes(*end);
        for step in 0..=last.saturating_sub(first).min(WIDEST) {
            let unit = start.wrapping_add(step as u16).to_be_bytes();
            self.put(length, first.wrapping_add(step), utf_16(&[stem, &unit[..]].concat()));
        }
    }

    /// The characters a code of so many bytes stands for.
    pub(super) fn get(&self, length: u8, code: u32) -> Option<&str> {
        let other = |length| self.texts.get(&(length, code));
        // Some programs write codes of one byte as two, and the other way round.
        other(length).or_else(|| other(3 - length.min(2))).map(String::as_str)
    }

    /// Whether nothing is known.
    pub(super) fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }

    /// How many bytes the code at the start of these takes, as the map itself says.
    pub(super) fn length(&self, bytes: &[u8]) -> Option<usize> {
        (1..=bytes.len().min(4)).find(|&length| {
            let code = bytes[..length].iter().fold(0_u32, |code, &byte| code << 8 | u32::from(byte));
            self.spaces
                .iter()
                .any(|&(of, first, last)| usize::from(of) == length && (first..=last).contains(&code))
        })
    }
}

fn next(bytes: &[u8]) -> Option<(Token<'_>, &[u8])> {
    let mut rest = bytes.trim_ascii_start();
    while let Some(comment) = rest.strip_prefix(b"%") {
        let end = comment.iter().position(|&b| b == b'\n' || b == b'\r').unwrap_or(comment.len());
        rest = comment[end..].trim_ascii_start();
    }
    let (&first, after) = rest.split_first()?;
    Some(match first {
        b'<' if after.first() != Some(&b'<') => {
            let end = after.iter().position(|&b| b == b'>').unwrap_or(after.len());
            (Token::Hex(&after[..end]), after.get(end + 1..).unwrap_or_default())
        }
        b'[' => (Token::Open, after),
        b']' => (Token::Close, after),
        _ => {
            let stop = |b: &u8| b.is_ascii_whitespace() || matches!(b, b'<' | b'[' | b']' | b'%');
            let end = 1 + after.iter().position(stop).unwrap_or(after.len());
            (Token::Word(&rest[..end]), &rest[end..])
        }
    })
}

fn unhexed(digits: &[u8]) -> Vec<u8> {
    let digits: Vec<u8> =
        digits.iter().filter_map(|&b| char::from(b).to_digit(16).map(|digit| digit as u8)).collect();
    digits.chunks(2).map(|pair| pair[0] << 4 | pair.get(1).copied().unwrap_or_default()).collect()
}

fn utf_16(bytes: &[u8]) -> String {
    let units = bytes.chunks(2).map(|pair| match *pair {
        [high, low] => u16::from_be_bytes([high, low]),
        [low, ..] => u16::from(low),
        [] => 0,
    });
    char::decode_utf16(units).map(|c| c.unwrap_or('\u{FFFD}')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chars_ranges_and_lists() {
        let map = CMap::parse(
            b"1 begincodespacerange <0000> <FFFF> endcodespacerange\n\
              2 beginbfchar <0001> <533A> <0002> <D842DFB7> endbfchar % a remark\n\
              2 beginbfrange <0010><0012><4E00> <0020> <0021> [<957F> <00660069>] endbfrange",
        );
        for (code, text) in [(1, "区"), (2, "𠮷"), (0x11, "丁"), (0x20, "长"), (0x21, "fi")] {
            assert_eq!(map.get(2, code), Some(text), "{code}");
        }
        assert_eq!((map.get(2, 3), map.length(b"\x00\x01\x00")), (None, Some(2)));
        assert!(CMap::parse(b"beginbfrange <00> <FFFFFFFF> <").is_empty());
        assert!(CMap::parse(b"").is_empty());
    }
}
