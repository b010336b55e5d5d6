//! Text files: the whole file is one document.

use super::encoding::decode;
use super::{Document, Encoding, Failure, date};

/// One text to its end; line breaks stay as they are.
pub(super) fn read(id: &str, bytes: Vec<u8>, forced: Option<Encoding>) -> Result<Document, Failure> {
    let text = decode(id, bytes, forced)?;
    Ok(Document { id: id.to_string(), date: date::in_path(id), text, ..Document::default() })
}
