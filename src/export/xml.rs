//! XML as every reader takes it: escaped, and free of what XML 1.0 forbids.

use std::borrow::Cow;
use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use super::columns::Cell;

/// A writer of elements; one line for each element of a list.
pub(super) struct Xml<W>(Writer<W>, Vec<u8>);

impl<W: Write> Xml<W> {
    pub(super) fn new(out: W) -> io::Result<Self> {
        let mut writer = Writer::new(out);
        writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
        writer.get_mut().write_all(b"\n")?;
        Ok(Xml(writer, Vec::new()))
    }

    pub(super) fn open(&mut self, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
        self.0.write_event(Event::Start(element(name, attributes)))
    }

    pub(super) fn close(&mut self, name: &str) -> io::Result<()> {
        self.0.write_event(Event::End(BytesEnd::new(name)))
    }

    pub(super) fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
        self.0.write_event(Event::Empty(element(name, attributes)))
    }

    /// A new line in the file; white space between elements says nothing.
    pub(super) fn line(&mut self) -> io::Result<()> {
        self.0.get_mut().write_all(b"\n")
    }

    /// An element whose start tag is ready made, `data key="weight"` with a name of `name` bytes.
    pub(super) fn leaf(&mut self, tag: &str, name: usize, cell: &Cell) -> io::Result<()> {
        self.0.write_event(Event::Start(BytesStart::from_content(tag, name)))?;
        match cell {
            Cell::Text(text) => self.0.write_event(Event::Text(BytesText::new(&legal(text))))?,
            Cell::List(_) => self.0.write_event(Event::Text(BytesText::new(&legal(&cell.to_string()))))?,
            plain => {
                self.1.clear();
                plain.push_to(&mut self.1);
                self.0.get_mut().write_all(&self.1)?;
            }
        }
        self.0.write_event(Event::End(BytesEnd::new(&tag[..name])))
    }
}

fn element<'a>(name: &'a str, attributes: &[(&str, &str)]) -> BytesStart<'a> {
    let mut element = BytesStart::new(name);
    for (key, value) in attributes {
        element.push_attribute((*key, &*legal(value)));
    }
    element
}

/// The text without the characters XML 1.0 has no way to write; one of them and the whole file is refused.
pub(super) fn legal(text: &str) -> Cow<'_, str> {
    let illegal = |c: char| matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    // U+FFFE and U+FFFF begin with the byte EF; most texts hold neither that nor a control character.
    let suspect = |byte: &u8| *byte < 0x20 || *byte == 0xef;
    if text.as_bytes().iter().filter(|byte| suspect(byte)).count() == 0 || !text.contains(illegal) {
        text.into()
    } else {
        text.replace(illegal, "").into()
    }
}
