//! A part of a workbook: XML, unpacked and taken apart as it is read, within limits.

use std::cell::Cell;
use std::io::{self, BufReader, Read};
use std::rc::Rc;

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};

use super::super::packed::MOST_TIMES;
use super::super::sheet::broken;
use super::super::{Failure, MOST_BYTES};
use guanxi::internal::document::Damage;

/// Bytes unpacked at a time.
const BUFFER: usize = 1 << 16;

/// The events of one part.
pub(super) struct Part<'a> {
    what: &'a str,
    events: Reader<BufReader<Bounded<'a>>>,
    buffer: Vec<u8>,
    /// Bytes read for the cell or string that is being read.
    since: Rc<Cell<u64>>,
}

impl<'a> Part<'a> {
    /// `left` is what may still be unpacked of the workbook.
    pub(super) fn new(what: &'a str, from: impl Read + 'a, left: Rc<Cell<u64>>) -> Part<'a> {
        let since = Rc::new(Cell::new(0));
        let bounded = Bounded { from: Box::new(from), left, since: since.clone() };
        let mut events = Reader::from_reader(BufReader::with_capacity(BUFFER, bounded));
        let config = events.config_mut();
        config.check_end_names = false;
        config.expand_empty_elements = true;
        Part { what, events, buffer: Vec::new(), since }
    }

    pub(super) fn next(&mut self) -> Result<Event<'_>, Failure> {
        self.buffer.clear();
        let what = self.what;
        self.events.read_event_into(&mut self.buffer).map_err(|error| match error {
            quick_xml::Error::Io(error) if error.get_ref().is_some_and(|inner| inner.is::<Damage>()) => {
                Failure::io(what, &error)
            }
            other => broken(what, &other.to_string()),
        })
    }

    /// What ends where it should not.
    pub(super) fn cut(&self) -> Failure {
        broken(self.what, "a part of it ends too early")
    }

    /// Begins to count the bytes of a cell or string.
    pub(super) fn begin(&mut self) {
        self.since.set(0);
    }

    /// Adds the text of the element that was opened last, to its end.
    pub(super) fn text(&mut self, out: &mut String) -> Result<(), Failure> {
        let mut depth = 0;
        loop {
            match self.next()? {
                Event::Text(text) if depth == 0 => out.push_str(&text.xml10_content()),
                Event::CData(text) if depth == 0 => out.push_str(&text.xml10_content()),
                Event::GeneralRef(name) if depth == 0 => {
                    out.push_str(&unescape(&format!("&{};", &*name)).unwrap_or_default());
                }
                Event::Start(_) => depth += 1,
                Event::End(_) if depth == 0 => return Ok(()),
                Event::End(_) => depth -= 1,
                Event::Eof => return Err(self.cut()),
                _ => {}
            }
        }
    }

    /// The string of the element that was opened last, in one piece or in several (`r`), without what says how to read
    /// it aloud (`rPh`).
    pub(super) fn string(&mut self) -> Result<String, Failure> {
        let (mut out, mut piece) = (String::new(), String::new());
        let (mut depth, mut aloud) = (0_usize, 0);
        loop {
            let keeps = match self.next()? {
                Event::Start(tag) if aloud == 0 && tag.local_name().as_ref() == "t" => {
                    attribute(&tag, "xml:space").as_deref() == Some("preserve")
                }
                Event::Start(tag) => {
                    depth += 1;
                    if aloud == 0 && tag.local_name().as_ref() == "rPh" {
                        aloud = depth;
                    }
                    continue;
                }
                Event::End(_) if depth == 0 => return Ok(out),
                Event::End(_) => {
                    aloud = if aloud == depth { 0 } else { aloud };
                    depth -= 1;
                    continue;
                }
                Event::Eof => return Err(self.cut()),
                _ => continue,
            };
            piece.clear();
            self.text(&mut piece)?;
            let kept = if keeps { piece.as_str() } else { piece.trim_matches([' ', '\t', '\r', '\n']) };
            unescaped(kept, &mut out);
        }
    }
}

/// An attribute of an element, by its whole name.
pub(super) fn attribute(tag: &BytesStart, name: &str) -> Option<String> {
    let found = tag.attributes().with_checks(false).flatten().find(|found| found.key.as_ref() == name)?;
    Some(unescape(&found.value).map_or_else(|_| found.value.to_string(), |value| value.into_owned()))
}

/// Adds a text in which `_x000D_` stands for a character that XML cannot hold.
pub(super) fn unescaped(text: &str, out: &mut String) {
    let mut rest = text;
    let mut units: Vec<u16> = Vec::new();
    while let Some(at) = rest.find("_x") {
        let code = rest.get(at + 2..at + 7).and_then(|code| code.strip_suffix('_'));
        let unit = code.filter(|code| code.bytes().all(|byte| byte.is_ascii_hexdigit()));
        let unit = unit.and_then(|code| u16::from_str_radix(code, 16).ok());
        let (before, after) = rest.split_at(at + if unit.is_some() { 7 } else { 2 });
        if at > 0 || unit.is_none() {
            flush(&mut units, out);
        }
        out.push_str(if unit.is_some() { &before[..at] } else { before });
        units.extend(unit);
        rest = after;
    }
    flush(&mut units, out);
    out.push_str(rest);
}

fn flush(units: &mut Vec<u16>, out: &mut String) {
    let chars = char::decode_utf16(units.drain(..));
    out.extend(chars.map(|found| found.unwrap_or(char::REPLACEMENT_CHARACTER)));
}

/// Stops where a workbook unpacks to far more than its bytes can mean, and where one cell takes more than a document may.
struct Bounded<'a> {
    from: Box<dyn Read + 'a>,
    left: Rc<Cell<u64>>,
    since: Rc<Cell<u64>>,
}

impl Read for Bounded<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.from.read(into)?;
        let bytes = read as u64;
        let Some(left) = self.left.get().checked_sub(bytes) else {
            let reason = format!("unpacks to more than {MOST_TIMES} times its size");
            return Err(Damage::error(&reason, "leave it out, or save it as .csv"));
        };
        self.left.set(left);
        self.since.set(self.since.get() + bytes);
        if self.since.get() > MOST_BYTES {
            let reason = format!("holds a cell larger than {} MiB", MOST_BYTES >> 20);
            return Err(Damage::error(&reason, "split the cell, or leave it out"));
        }
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_in_code_are_read() {
        let read = |text| {
            let mut out = String::new();
            unescaped(text, &mut out);
            out
        };
        assert_eq!(read("甲_x000D_乙_x_x005F_x000A_"), "甲\r乙_x_x000A_");
        assert_eq!(read("_xD83D__xDE00_丙_xD83D_"), "😀丙\u{FFFD}");
        assert_eq!(read("_x00_x0041_"), "_x00A");
        assert_eq!(read("_x年月日时_"), "_x年月日时_");
    }
}
