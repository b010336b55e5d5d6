//! What a stream holds, told by its first bytes and, where they leave it open, by its name.

use std::io::{self, BufRead, Cursor, Read};

use encoding_rs::{UTF_16BE, UTF_16LE};

use super::encoding::MARK;
use super::packed::unpacked_name;
use super::{Failure, Format, MOST_BYTES, Stream};
use guanxi::internal::document::quoted;

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
    let ending = unpacked_name(name).rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    let named = Format::of_ending(&ending);
    if head.starts_with(OLE) {
        return match named {
            Some(Format::Xls | Format::Xlsx) => Ok(Format::Xls),
            _ => Err(Failure::new(name, "is an old Word document", converted("docx", name))),
        };
    }
    if let Some((what, cure)) = foreign(head) {
        return Err(Failure::new(name, what, cure.replace("FILE", &quoted(name))));
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
    if head.starts_with(b"{\\rtf") {
        return Ok(Format::Rtf);
    }
    let start = opening(head).to_ascii_lowercase();
    let start = start.trim_start();
    if ["<!doctype html", "<html"].iter().any(|sign| start.starts_with(sign))
        || start.starts_with("<?xml") && start.contains("<html")
    {
        return Ok(Format::Html);
    }
    match named {
        // Programs call tables in text, and web pages, by the name of a spreadsheet.
        Some(Format::Xls | Format::Xlsx) if !head.contains(&0) || opening_is_utf_16(head) => {
            Ok(Format::Delimited)
        }
        Some(
            format @ (Format::Docx
            | Format::Epub
            | Format::Parquet
            | Format::Pdf
            | Format::Zip
            | Format::Xlsx
            | Format::Xls
            | Format::Ods
            | Format::Odt
            | Format::Rtf),
        ) => {
            let reason = format!("is no .{} file, whatever its name says", format.endings()[0]);
            Err(Failure::new(name, reason, "fetch it again, or name it after what it is"))
        }
        Some(Format::JsonLines) if spread(start) => Ok(Format::Json),
        Some(format) => Ok(format),
        None if spread(start) || list_of_objects(start) => Ok(Format::Json),
        None if start.starts_with('{') => Ok(Format::JsonLines),
        None if ["mime-version:", "from: <saved by", "content-type: multipart/related"]
            .iter()
            .any(|sign| start.contains(sign))
            && start.lines().next().is_some_and(|line| line.contains(": ")) =>
        {
            Ok(Format::Mhtml)
        }
        None if start.starts_with("<!--") || start.starts_with("<meta") => Ok(Format::Html),
        None => Ok(Format::Plain),
    }
}

/// Whether JSON is laid out over several lines, or is one list.
fn spread(start: &str) -> bool {
    let first = start.lines().next().unwrap_or_default().trim_end();
    first == "{" && start.contains('\n') || first == "[" || first.starts_with("[{")
}

/// What a list of records begins with, in small letters.
fn list_of_objects(start: &str) -> bool {
    start.strip_prefix('[').is_some_and(|rest| rest.trim_start().starts_with('{'))
}

/// What old files of Word, Excel and others begin with.
const OLE: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// How to turn a document into one that is read.
pub(super) fn converted(ending: &str, name: &str) -> String {
    format!("turn it into .{ending}: soffice --headless --convert-to {ending} {}", quoted(name))
}

fn opening_is_utf_16(head: &[u8]) -> bool {
    matches!(head, [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..])
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
    const PICTURE: (&str, &str) =
        ("is a picture", "read its characters into a text file first: tesseract FILE page -l chi_sim");
    const PACKED: (&str, &str) =
        ("is an archive of a sort not read here", "unpack it first, or pack it as .zip");
    Some(match head {
        [0x89, b'P', b'N', b'G', ..] | [0xFF, 0xD8, 0xFF, ..] | [b'I', b'I', 0x2A, 0, ..] => PICTURE,
        [b'M', b'M', 0, 0x2A, ..] | [b'G', b'I', b'F', b'8', ..] => PICTURE,
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => PICTURE,
        [b'7', b'z', 0xBC, 0xAF, ..] | [b'R', b'a', b'r', b'!', 0x1A, ..] => PACKED,
        [0xFD, b'7', b'z', b'X', b'Z', ..] | [b'B', b'Z', b'h', b'1'..=b'9', b'1', b'A', b'Y', ..] => PACKED,
        _ => return None,
    })
}
