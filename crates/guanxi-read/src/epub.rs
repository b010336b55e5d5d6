//! EPUB books: the chapters in the order of the spine, as one document.

use super::archive::Archive;
use super::xml::{Piece, walk};
use super::{Document, Failure, date, html};

pub(super) fn read(id: &str, mut archive: Archive, limit: u64) -> Result<Document, Failure> {
    let container = archive.part("META-INF/container.xml", limit)?.unwrap_or_default();
    let mut package = None;
    walk(id, &container, |piece| {
        if let Piece::Open("rootfile", attributes) = piece {
            package = package.take().or_else(|| attributes.get("full-path"));
        }
    })?;
    let package = package.ok_or_else(|| unlisted(id))?;
    let listed = archive.part(&package, limit)?.ok_or_else(|| unlisted(id))?;
    let folder = package.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut facts = Facts::default();
    walk(id, &listed, |piece| facts.take(piece))?;
    let (mut text, mut remarks) = (String::new(), Vec::new());
    for chapter in &facts.spine {
        let Some((_, href)) = facts.manifest.iter().find(|(name, _)| name == chapter) else {
            remarks.push(format!("its chapter `{chapter}` is in no list"));
            continue;
        };
        let Some(bytes) = archive.part(&joined(folder, href), limit)? else {
            remarks.push(format!("its chapter `{href}` is missing"));
            continue;
        };
        let words = html::whole(&String::from_utf8_lossy(&bytes));
        if text.len() as u64 + words.len() as u64 > limit {
            return Err(Failure::too_large(id, limit));
        }
        text.push_str(words.trim_end());
        text.push_str("\n\n");
    }
    if text.trim().is_empty() {
        return Err(Failure::new(id, "holds no text", "see whether its pages are pictures; if so, use OCR"));
    }
    let filled = |text: String| Some(text.trim().to_string()).filter(|text| !text.is_empty());
    let day = date::in_field(&serde_json::Value::String(facts.date));
    Ok(Document {
        id: id.to_string(),
        title: filled(facts.title),
        source: filled(facts.publisher),
        date: day.or_else(|| date::in_path(id)),
        text,
        remarks,
        ..Document::default()
    })
}

fn unlisted(id: &str) -> Failure {
    Failure::new(id, "is no whole EPUB: its list of chapters is missing", "make it anew, or unpack it")
}

/// What the package file says of a book.
#[derive(Default)]
struct Facts {
    manifest: Vec<(String, String)>,
    spine: Vec<String>,
    title: String,
    date: String,
    publisher: String,
    inside: String,
}

impl Facts {
    fn take(&mut self, piece: Piece) {
        match piece {
            Piece::Open(name, attributes) => {
                let named = |name| attributes.get(name).unwrap_or_default();
                match name {
                    "item" if named("media-type").contains("html") => {
                        self.manifest.push((named("id"), named("href")));
                    }
                    "itemref" => self.spine.push(named("idref")),
                    _ => {}
                }
                self.inside = name.to_string();
            }
            Piece::Close(_) => self.inside.clear(),
            Piece::Text(text) => match self.inside.as_str() {
                "title" => self.title.push_str(text),
                "date" => self.date.push_str(text),
                "publisher" => self.publisher.push_str(text),
                _ => {}
            },
        }
    }
}

/// A chapter's name in the archive, from that of the folder of the package file.
fn joined(folder: &str, href: &str) -> String {
    let mut parts: Vec<String> =
        folder.split('/').filter(|part| !part.is_empty()).map(str::to_string).collect();
    for part in href.split('#').next().unwrap_or_default().split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(unquoted(part)),
        }
    }
    parts.join("/")
}

/// `%E7%AB%A0` as the characters it stands for.
fn unquoted(part: &str) -> String {
    let bytes = part.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let code = part.get(at + 1..at + 3).and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match (bytes[at], code) {
            (b'%', Some(code)) => {
                out.push(code);
                at += 3;
            }
            (byte, _) => {
                out.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}
