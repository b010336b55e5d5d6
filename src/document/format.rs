//! The formats documents come in, and the endings that tell them.

/// A form of input; one file of this room reads each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// A text file in UTF-8: one document.
    Plain,
    /// JSON Lines: one record, so one document, a line.
    JsonLines,
}

impl Format {
    /// Every format, in the order helps and messages use.
    pub const ALL: [Format; 2] = [Format::Plain, Format::JsonLines];

    /// File-name endings, without the dot and in lower case.
    pub fn endings(self) -> &'static [&'static str] {
        match self {
            Format::Plain => &["txt"],
            Format::JsonLines => &["jsonl", "ndjson"],
        }
    }

    /// The format an ending stands for, whatever its case.
    pub fn of_ending(ending: &str) -> Option<Format> {
        let ending = ending.to_ascii_lowercase();
        Format::ALL.into_iter().find(|format| format.endings().contains(&ending.as_str()))
    }
}

/// How to turn a file of another sort into text, where its ending tells.
pub(super) fn foreign(ending: &str) -> Option<&'static str> {
    Some(match ending.to_ascii_lowercase().as_str() {
        "pdf" => "take the text out of it first, for example with `pdftotext -layout`",
        "doc" | "docx" | "odt" | "rtf" | "wps" => "save it as plain text (UTF-8) first",
        "htm" | "html" | "xhtml" | "mhtml" => "take the text out of it first, for example with `trafilatura`",
        "json" => "write one object a line: jq -c '.[]' FILE.json > FILE.jsonl",
        "csv" | "tsv" | "xls" | "xlsx" => "turn its rows into JSON Lines with a field `text`",
        "zip" | "gz" | "xz" | "zst" | "bz2" | "7z" | "rar" | "tar" | "tgz" => "unpack it first",
        "png" | "jpg" | "jpeg" | "tif" | "tiff" | "webp" => {
            "read its characters (OCR) into a text file first"
        }
        _ => return None,
    })
}
