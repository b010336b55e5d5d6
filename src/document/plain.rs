//! Text files: the whole file is one document.

use std::io::{BufRead, Read};

use super::{Document, Failure, date};

/// The byte-order mark some editors write at the start of a file.
pub(super) const MARK: &[u8] = b"\xEF\xBB\xBF";

/// Reads one text to its end; line breaks stay as they are.
pub(super) fn read(id: &str, stream: &mut dyn BufRead, size: u64, limit: u64) -> Result<Document, Failure> {
    if size > limit {
        return Err(Failure::too_large(id, limit));
    }
    let mut bytes = Vec::with_capacity(size as usize + 1);
    stream.take(limit + 1).read_to_end(&mut bytes).map_err(|error| Failure::io(id, &error))?;
    if bytes.len() as u64 > limit {
        return Err(Failure::too_large(id, limit));
    }
    match String::from_utf8(bytes) {
        Ok(mut text) => {
            if text.as_bytes().starts_with(MARK) {
                text.drain(..MARK.len());
            }
            Ok(Document { id: id.to_string(), date: date::in_path(id), text, ..Document::default() })
        }
        Err(error) => {
            let at = error.utf8_error().valid_up_to() as u64;
            Err(Failure::not_utf8(id, id, at, error.as_bytes()))
        }
    }
}
