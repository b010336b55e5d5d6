//! What a stream holds, told by its first bytes and, where they leave it open, by its name.

use std::io::{self, BufRead, Cursor, Read};

use encoding_rs::{UTF_16BE, UTF_16LE};

use super::encoding::MARK;
use super::packed::unpacked_name;
use super::{Failure, Format, MOST_BYTES, Stream};

/// The first bytes of a stream, up to the first that is no blank and a few beyond; and the whole stream again.
pub(super) fn peek(mut stream: Stream) -> io::Result<(Vec<u8>, Stream)> {
    let mut head: Vec<u8> = Vec::new();
    loop {
        let some = match stream.fill_buf() {
            Ok(some) => some,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        let taken = some.len();
        head.extend_from_slice(some);
        stream.consume(taken);
        let blank = head.iter().all(|b| b.is_ascii_whitespace());
        if taken == 0 || head.len() as u64 > MOST_BYTES || head.len() >= 16 && !blank {
            let stream = Box::new(Cursor::new(head.clone()).chain(stream));
            return Ok((head, stream));
        }
    }
}

/// The format of a stream that is not packed.
///
/// Signs that no text begins with come first, then the ending of the name, then what the text begins with.
pub(super) fn tell(name: &str, head: &[u8]) -> Result<Format, Failure> {
    if let Some((what, cure)) = foreign(head) {
        return Err(Failure::new(name, what, cure));
    }
    if head.trim_ascii_start().starts_with(b"%PDF-") {
        return Ok(Format::Pdf);
    }
    if head.starts_with(b"PAR1") {
        return Ok(Format::Parquet);
    }
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        return Ok(Format::Zip);
    }
    let start = opening(head).to_ascii_lowercase();
    let start = start.trim_start();
    if ["<!doctype html", "<html"].iter().any(|sign| start.starts_with(sign))
        || start.starts_with("<?xml") && start.contains("<html")
    {
        return Ok(Format::Html);
    }
    let ending = unpacked_name(name).rsplit_once('.').map_or("", |(_, ending)| ending);
    match Format::of_ending(ending) {
        Some(format @ (Format::Docx | Format::Epub | Format::Parquet | Format::Pdf | Format::Zip)) => {
            let reason = format!("is no .{} file, whatever its name says", format.endings()[0]);
            Err(Failure::new(name, reason, "fetch it again, or name it after what it is"))
        }
        Some(format) => Ok(format),
        None if start.starts_with('{') => Ok(Format::JsonLines),
        None if start.starts_with("<!--") || start.starts_with("<meta") => Ok(Format::Html),
        None => Ok(Format::Plain),
    }
}

/// The first characters of a head; what is not ASCII does not matter here.
fn opening(head: &[u8]) -> String {
    let some = &head[..head.len().min(512)];
    match some {
        [0xFF, 0xFE, ..] => UTF_16LE.decode_with_bom_removal(some).0.into_owned(),
        [0xFE, 0xFF, ..] => UTF_16BE.decode_with_bom_removal(some).0.into_owned(),
        _ => String::from_utf8_lossy(some.strip_prefix(MARK).unwrap_or(some)).into_owned(),
    }
}

/// Files no reader of ours takes, and how to turn them into something one does.
fn foreign(head: &[u8]) -> Option<(&'static str, &'static str)> {
    const PICTURE: (&str, &str) = ("is a picture", "read its characters (OCR) into a text file first");
    const PACKED: (&str, &str) =
        ("is an archive of a sort not read here", "unpack it first, or pack it as .zip");
    Some(match head {
        [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, ..] => {
            ("is an old Word or Excel file", "save it as .docx, or as plain text")
        }
        [b'{', b'\\', b'r', b't', b'f', ..] => ("is a Rich Text file", "save it as .docx, or as plain text"),
        [0x89, b'P', b'N', b'G', ..] | [0xFF, 0xD8, 0xFF, ..] | [b'I', b'I', 0x2A, 0, ..] => PICTURE,
        [b'M', b'M', 0, 0x2A, ..] | [b'G', b'I', b'F', b'8', ..] => PICTURE,
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => PICTURE,
        [b'7', b'z', 0xBC, 0xAF, ..] | [b'R', b'a', b'r', b'!', 0x1A, ..] => PACKED,
        [0xFD, b'7', b'z', b'X', b'Z', ..] | [b'B', b'Z', b'h', b'1'..=b'9', b'1', b'A', b'Y', ..] => PACKED,
        _ => return None,
    })
}
