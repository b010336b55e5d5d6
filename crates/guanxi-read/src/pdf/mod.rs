//! PDF files: the text layer of every page, in the order a person reads it.

mod cmap;
mod font;
mod order;
mod paint;

use lopdf::{Document as Pdf, LoadOptions, Object, decode_text_string};

use super::{Document, Failure, date};
use font::follow;
use guanxi::internal::document::Deadline;
use guanxi::internal::text::is_han;
use paint::Painter;

/// Most bytes any part of a file may unpack to.
const MOST_BYTES: usize = 128 << 20;

/// Most pages of one file.
const MOST_PAGES: usize = 5000;

pub(super) fn read(id: &str, bytes: &[u8], deadline: Deadline) -> Result<Document, Failure> {
    let pdf = Pdf::load_mem_with_options(bytes, LoadOptions::with_max_decompressed_size(MOST_BYTES))
        .map_err(|error| refused(id, &error))?;
    if pdf.is_encrypted() && !pdf.was_encrypted() {
        return Err(locked(id));
    }
    let mut painter = Painter::new(&pdf, deadline);
    let mut text = String::new();
    let mut glyphs = 0;
    for page in pdf.page_iter().take(MOST_PAGES) {
        let painted = painter.page(page);
        glyphs += painted.iter().filter(|glyph| !glyph.is_blank()).count();
        let words = order::text(painted);
        if !text.is_empty() && !words.is_empty() {
            text.push('\n');
        }
        text.push_str(&words);
        if deadline.passed() {
            return Err(Failure::new(id, "takes too long to read", "leave it out, or save it as plain text"));
        }
    }
    if glyphs == 0 {
        return Err(empty(id, painter.pictures));
    }
    if painter.unknown * 3 > glyphs {
        let cure =
            "read its characters from its picture (OCR), for example with `ocrmypdf --force-ocr -l chi_sim`";
        return Err(Failure::new(id, "does not say which characters its glyphs are", cure));
    }
    let title = title(&pdf);
    Ok(Document { id: id.to_string(), title, date: date::in_path(id), text, ..Document::default() })
}

/// The title of the file; programs put file names there, so only one in Chinese is one.
fn title(pdf: &Pdf) -> Option<String> {
    let info = follow(pdf, &pdf.trailer, b"Info")?.as_dict().ok()?;
    let title = follow(pdf, info, b"Title").filter(|title| matches!(title, Object::String(..)))?;
    let title = decode_text_string(title).ok()?.trim().to_string();
    let file =
        title.starts_with("Microsoft") || title.rsplit_once('.').is_some_and(|(_, end)| end.len() <= 4);
    (title.chars().any(is_han) && !file).then_some(title)
}

fn refused(id: &str, error: &lopdf::Error) -> Failure {
    match error {
        lopdf::Error::InvalidPassword | lopdf::Error::Decryption(_) => locked(id),
        error => {
            let reason = format!("is no whole PDF: {error}");
            Failure::new(id, reason, "fetch it again, or print it to a new PDF")
        }
    }
}

fn locked(id: &str) -> Failure {
    Failure::new(id, "is locked with a password", "unlock it first: qpdf --decrypt --password=… IN OUT")
}

fn empty(id: &str, pictures: usize) -> Failure {
    if pictures > 0 {
        let cure = "read its characters (OCR) first, for example with `ocrmypdf -l chi_sim IN OUT`";
        Failure::new(id, "holds no text, only pictures of it (a scan)", cure)
    } else {
        Failure::new(id, "holds no text", "see that it is the right file")
    }
}
