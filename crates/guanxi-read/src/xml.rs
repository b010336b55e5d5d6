//! XML as office programs write it: events with local names, within limits.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::Failure;

/// Deepest nesting; documents of office programs stay below a hundred.
const DEEPEST: usize = 1000;

/// What a document is made of.
pub(super) enum Piece<'a> {
    Open(&'a str, &'a Attributes<'a>),
    Close(&'a str),
    Text(&'a str),
}

/// The attributes of an element.
pub(super) struct Attributes<'a>(&'a BytesStart<'a>);

impl Attributes<'_> {
    /// An attribute by its local name.
    pub(super) fn get(&self, name: &str) -> Option<String> {
        self.0.attributes().flatten().find(|attribute| local(attribute.key.as_ref()) == name).map(
            |attribute| {
                let raw = attribute.value;
                quick_xml::escape::unescape(&raw).map_or_else(|_| raw.to_string(), |text| text.into_owned())
            },
        )
    }
}

fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// Goes through a document from its start to its end.
///
/// Entities other than the five of XML itself are not expanded, so none can grow. True where every element was closed:
/// a file that was cut off is read as far as it goes.
pub(super) fn walk(what: &str, bytes: &[u8], mut each: impl FnMut(Piece)) -> Result<bool, Failure> {
    let text = String::from_utf8_lossy(bytes.strip_prefix(super::encoding::MARK).unwrap_or(bytes));
    let mut reader = Reader::from_str(&text);
    reader.config_mut().check_end_names = false;
    let mut depth = 0_usize;
    loop {
        let event = reader.read_event().map_err(|error| {
            let reason = format!("is damaged: {error} at byte {}", reader.buffer_position());
            Failure::new(what, reason, "open it in its program and save it again")
        })?;
        match event {
            Event::Start(tag) => {
                depth += 1;
                if depth > DEEPEST {
                    return Err(Failure::new(what, "is nested too deep", "save it as plain text"));
                }
                each(Piece::Open(local(tag.name().as_ref()), &Attributes(&tag)));
            }
            Event::Empty(tag) => {
                let name = tag.name();
                each(Piece::Open(local(name.as_ref()), &Attributes(&tag)));
                each(Piece::Close(local(name.as_ref())));
            }
            Event::End(tag) => {
                depth = depth.saturating_sub(1);
                each(Piece::Close(local(tag.name().as_ref())));
            }
            Event::Text(text) => each(Piece::Text(&text)),
            Event::CData(text) => each(Piece::Text(&text)),
            Event::GeneralRef(name) => {
                let entity = format!("&{};", &*name);
                each(Piece::Text(&quick_xml::escape::unescape(&entity).unwrap_or_default()));
            }
            Event::Eof => return Ok(depth == 0),
            _ => {}
        }
    }
}
