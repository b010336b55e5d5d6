//! Fonts: how strings of bytes are cut into codes, what characters those are, how wide.

use encoding_rs::{BIG5, GB18030, UTF_16BE};
use lopdf::{Dictionary, Document, Object};
use rustc_hash::FxHashMap;

use super::cmap::CMap;

/// Most bytes a font's map may unpack to.
const MOST_BYTES: usize = 8 << 20;

/// A code of a string: its characters, and how far it moves on, in thousandths of the font's size.
pub(super) struct Code {
    pub(super) text: Option<String>,
    pub(super) width: f32,
    /// Whether it is the one-byte blank, which word spacing widens.
    pub(super) blank: bool,
}

/// How the bytes of a string are cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cut {
    One,
    Two,
    /// One byte where it is ASCII, else two: the old Chinese encodings.
    Mixed(&'static encoding_rs::Encoding),
    /// Two bytes that are UTF-16.
    Utf16,
}

/// A font of a page.
pub(super) struct Font {
    cut: Cut,
    map: CMap,
    /// Characters of one-byte codes, where no map says so.
    simple: Vec<Option<String>>,
    widths: FxHashMap<u32, f32>,
    usual: f32,
}

impl Font {
    pub(super) fn of(document: &Document, font: &Dictionary) -> Font {
        let map = follow(document, font, b"ToUnicode")
            .and_then(|object| object.as_stream().ok())
            .and_then(|stream| stream.get_plain_content_with_limit(MOST_BYTES).ok())
            .map(|bytes| CMap::parse(&bytes))
            .unwrap_or_default();
        let kind = font.get(b"Subtype").and_then(Object::as_name).unwrap_or_default();
        if kind == b"Type0" { Font::composite(document, font, map) } else { Font::plain(document, font, map) }
    }

    /// A font of a few hundred glyphs, one byte each.
    fn plain(document: &Document, font: &Dictionary, map: CMap) -> Font {
        let mut widths = FxHashMap::default();
        let first = follow(document, font, b"FirstChar").and_then(number).unwrap_or(0.0) as u32;
        // Glyphs of a Type 3 font are drawn in units of its own.
        let unit = match follow(document, font, b"FontMatrix").and_then(|m| m.as_array().ok()) {
            Some(matrix) => matrix.first().and_then(number).unwrap_or(0.001).abs() * 1000.0,
            None => 1.0,
        };
        if let Some(Ok(all)) = follow(document, font, b"Widths").map(Object::as_array) {
            for (code, width) in (first..first.saturating_add(256)).zip(all) {
                widths.insert(code, resolved(document, width).and_then(number).unwrap_or(0.0) * unit);
            }
        }
        let encoding = font.get_font_encoding_with_limit(document, MOST_BYTES).ok();
        let told = |code: u8| {
            let text = encoding.as_ref()?.bytes_to_string(&[code]).ok()?;
            (!text.is_empty() && text != "\u{FFFD}").then_some(text)
        };
        let simple = if map.is_empty() { (0..=255).map(told).collect() } else { Vec::new() };
        Font { cut: Cut::One, map, simple, widths, usual: 500.0 }
    }

    /// A font of thousands of glyphs: Chinese text.
    fn composite(document: &Document, font: &Dictionary, map: CMap) -> Font {
        let name =
            follow(document, font, b"Encoding").and_then(|object| object.as_name().ok()).unwrap_or_default();
        let name = String::from_utf8_lossy(name);
        let cut = match &*name {
            name if name.starts_with("GB") => Cut::Mixed(GB18030),
            name if name.starts_with("ETen") || name.starts_with("B5") || name.starts_with("HKscs") => {
                Cut::Mixed(BIG5)
            }
            name if name.contains("UCS2") || name.contains("UTF16") => Cut::Utf16,
            _ => Cut::Two,
        };
        let below = follow(document, font, b"DescendantFonts")
            .and_then(|object| object.as_array().ok()?.first())
            .and_then(|object| resolved(document, object)?.as_dict().ok());
        let mut widths = FxHashMap::default();
        let mut usual = 1000.0;
        if let Some(below) = below {
            usual = follow(document, below, b"DW").and_then(number).unwrap_or(usual);
            if let Some(Ok(all)) = follow(document, below, b"W").map(Object::as_array) {
                spread(document, all, &mut widths);
            }
        }
        Font { cut, map, simple: Vec::new(), widths, usual }
    }

    /// A string as codes.
    pub(super) fn codes(&self, bytes: &[u8], each: &mut dyn FnMut(Code)) {
        let mut rest = bytes;
        while let Some(&first) = rest.first() {
            let length = match self.cut {
                Cut::One => 1,
                Cut::Mixed(_) if first < 0x81 => 1,
                Cut::Two => self.map.length(rest).unwrap_or(2),
                Cut::Mixed(_) | Cut::Utf16 => 2,
            };
            let (raw, after) = rest.split_at(length.min(rest.len()));
            rest = after;
            let code = raw.iter().fold(0, |code, &byte| code << 8 | u32::from(byte));
            let text = self.map.get(raw.len() as u8, code).map(str::to_string).or_else(|| self.told(raw));
            // What stands for which glyph in the old encodings is known to their makers alone.
            let width = match self.cut {
                Cut::Mixed(_) => {
                    if raw.len() == 1 {
                        500.0
                    } else {
                        1000.0
                    }
                }
                _ => self.widths.get(&code).copied().unwrap_or(self.usual),
            };
            each(Code { text, width, blank: raw == b" " });
        }
    }

    /// The characters of a code by the encoding of the font.
    fn told(&self, raw: &[u8]) -> Option<String> {
        let text = match self.cut {
            Cut::One => return self.simple.get(usize::from(*raw.first()?)).cloned().flatten(),
            Cut::Two => return None,
            Cut::Mixed(encoding) => encoding.decode_without_bom_handling(raw).0,
            Cut::Utf16 => UTF_16BE.decode_without_bom_handling(raw).0,
        };
        (!text.contains('\u{FFFD}')).then(|| text.into_owned())
    }
}

/// Widths of a composite font: `first [w w w]` or `first last w`.
fn spread(document: &Document, all: &[Object], widths: &mut FxHashMap<u32, f32>) {
    let mut rest = all;
    while let [first, second, after @ ..] = rest {
        let Some(first) = resolved(document, first).and_then(number) else { return };
        let first = first as u32;
        match (resolved(document, second), after) {
            (Some(Object::Array(list)), _) => {
                for (code, width) in (first..=u32::from(u16::MAX)).zip(list) {
                    widths.insert(code, resolved(document, width).and_then(number).unwrap_or(0.0));
                }
                rest = after;
            }
            (Some(last), [width, after @ ..]) => {
                let last = number(last).unwrap_or(0.0) as u32;
                let width = resolved(document, width).and_then(number).unwrap_or(0.0);
                widths.extend((first..=last.min(u32::from(u16::MAX))).map(|code| (code, width)));
                rest = after;
            }
            _ => return,
        }
    }
}

/// An entry of a dictionary, references followed.
pub(super) fn follow<'a>(
    document: &'a Document,
    dictionary: &'a Dictionary,
    key: &[u8],
) -> Option<&'a Object> {
    resolved(document, dictionary.get(key).ok()?)
}

pub(super) fn resolved<'a>(document: &'a Document, object: &'a Object) -> Option<&'a Object> {
    document.dereference(object).ok().map(|(_, object)| object)
}

pub(super) fn number(object: &Object) -> Option<f32> {
    object.as_float().ok().filter(|number| number.is_finite())
}
