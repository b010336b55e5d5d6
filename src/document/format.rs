//! The formats documents come in, and the endings that tell them.

use super::packed::unpacked_name;

/// A form of input; one file of this room reads each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// A text file in any encoding told by its bytes: one document.
    Plain,
    /// JSON Lines: one record, so one document, a line.
    JsonLines,
    /// Parquet: one row, so one document, with the same fields.
    Parquet,
    /// A saved web page.
    Html,
    /// Markdown, with or without a head of facts.
    Markdown,
    /// A Word document.
    Docx,
    /// A book.
    Epub,
    /// A PDF with a text layer.
    Pdf,
    /// An archive of such files.
    Zip,
}

impl Format {
    /// Every format, in the order helps and messages use.
    pub const ALL: [Format; 9] = [
        Format::Plain,
        Format::JsonLines,
        Format::Parquet,
        Format::Html,
        Format::Markdown,
        Format::Docx,
        Format::Epub,
        Format::Pdf,
        Format::Zip,
    ];

    /// File-name endings, without the dot and in lower case.
    pub fn endings(self) -> &'static [&'static str] {
        match self {
            Format::Plain => &["txt"],
            Format::JsonLines => &["jsonl", "ndjson"],
            Format::Parquet => &["parquet"],
            Format::Html => &["html", "htm", "xhtml", "shtml"],
            Format::Markdown => &["md", "markdown"],
            Format::Docx => &["docx"],
            Format::Epub => &["epub"],
            Format::Pdf => &["pdf"],
            Format::Zip => &["zip"],
        }
    }

    /// The format an ending stands for, whatever its case.
    pub fn of_ending(ending: &str) -> Option<Format> {
        let ending = ending.to_ascii_lowercase();
        Format::ALL.into_iter().find(|format| format.endings().contains(&ending.as_str()))
    }
}

/// Whether a file is taken where its folder was named: its ending says so, a packed one's the ending before.
///
/// A `README` beside texts tells of them and is none.
pub(super) fn taken(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    if name.get(..6).is_some_and(|start| start.eq_ignore_ascii_case("readme")) {
        return false;
    }
    unpacked_name(name).rsplit_once('.').is_some_and(|(_, ending)| Format::of_ending(ending).is_some())
}

/// How to turn a file of another sort into text, where only its ending tells.
pub(super) fn foreign(ending: &str) -> Option<&'static str> {
    Some(match ending.to_ascii_lowercase().as_str() {
        "json" => "write one object a line: jq -c '.[]' FILE.json > FILE.jsonl",
        "csv" | "tsv" | "xls" | "xlsx" => "turn its rows into JSON Lines with a field `text`",
        "tar" | "tgz" => "unpack it first, or pack it as .zip",
        _ => return None,
    })
}
