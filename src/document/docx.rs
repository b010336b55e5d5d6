//! Word documents: paragraphs and table cells in their order; nothing that was deleted or stands twice.

use super::archive::Archive;
use super::xml::{Piece, walk};
use super::{Document, Failure, date};

/// Elements whose text is none of the document's: deletions, field codes, the older form of a text box.
const SILENT: [&str; 6] = ["del", "moveFrom", "instrText", "delText", "Fallback", "rPr"];

pub(super) fn read(id: &str, mut archive: Archive, limit: u64) -> Result<Document, Failure> {
    let body = archive.part("word/document.xml", limit)?.unwrap_or_default();
    let mut title = None;
    if let Some(core) = archive.part("docProps/core.xml", limit)? {
        let mut inside = false;
        walk(id, &core, |piece| match piece {
            Piece::Open(name, _) => inside = name == "title",
            Piece::Close(_) => inside = false,
            Piece::Text(text) if inside => title.get_or_insert_with(String::new).push_str(text),
            Piece::Text(_) => {}
        })?;
    }
    let title = title.map(|title| title.trim().to_string()).filter(|title| !title.is_empty());
    Ok(Document {
        id: id.to_string(),
        title,
        date: date::in_path(id),
        text: text(id, &body)?,
        ..Document::default()
    })
}

fn text(id: &str, body: &[u8]) -> Result<String, Failure> {
    let mut out = String::new();
    // Paragraphs may lie in one another, by a text box: the inner is put before the line of the outer.
    let mut open: Vec<String> = Vec::new();
    let mut silent = 0_usize;
    let mut inside = false;
    walk(id, body, |piece| match piece {
        Piece::Open(name, attributes) => {
            if silent > 0 || SILENT.contains(&name) {
                silent += usize::from(SILENT.contains(&name));
                return;
            }
            let line = open.last_mut();
            match (name, line) {
                ("p", _) => open.push(String::new()),
                ("t", _) => inside = true,
                ("tab", Some(line)) => line.push('\t'),
                ("br" | "cr", Some(line)) => line.push('\n'),
                ("noBreakHyphen", Some(line)) => line.push('-'),
                // An indent of the paragraph is what a text shows as two wide blanks.
                ("ind", Some(line)) if line.is_empty() => {
                    let first = attributes.get("firstLineChars").or_else(|| attributes.get("firstLine"));
                    if first.and_then(|size| size.parse::<i64>().ok()).is_some_and(|size| size >= 100) {
                        line.push_str("　　");
                    }
                }
                _ => {}
            }
        }
        Piece::Close(name) => {
            if SILENT.contains(&name) {
                silent = silent.saturating_sub(1);
                return;
            }
            match name {
                "t" => inside = false,
                "p" if silent == 0 => {
                    if let Some(line) = open.pop() {
                        out.push_str(line.trim_end());
                        out.push('\n');
                    }
                }
                _ => {}
            }
        }
        Piece::Text(text) if inside && silent == 0 => {
            if let Some(line) = open.last_mut() {
                line.push_str(text);
            }
        }
        Piece::Text(_) => {}
    })?;
    Ok(out)
}
