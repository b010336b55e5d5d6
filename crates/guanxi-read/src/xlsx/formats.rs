//! How the numbers of a workbook are shown: which of them are days.

use std::collections::BTreeMap;

use quick_xml::events::Event;

use super::super::Failure;
use super::super::number::{Meaning, built_in, of_code};
use super::part::{Part, attribute};

/// The meaning of every style of cells, from the part that holds them.
pub(super) fn read(mut part: Part) -> Result<Vec<Meaning>, Failure> {
    let (mut own, mut styles, mut inside) = (BTreeMap::new(), Vec::new(), false);
    loop {
        match part.next()? {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "numFmt" => {
                    if let (Some(id), Some(code)) = (number(&tag), attribute(&tag, "formatCode")) {
                        own.insert(id, of_code(&code));
                    }
                }
                "cellXfs" => inside = true,
                "xf" if inside => {
                    let id = number(&tag).unwrap_or(0);
                    styles.push(own.get(&id).copied().unwrap_or_else(|| built_in(id)));
                }
                _ => {}
            },
            Event::End(tag) if tag.local_name().as_ref() == "cellXfs" => inside = false,
            Event::Eof => return Ok(styles),
            _ => {}
        }
    }
}

fn number(tag: &quick_xml::events::BytesStart) -> Option<u32> {
    attribute(tag, "numFmtId")?.parse().ok()
}
