//! The formats documents come in, and the endings that tell them.

use super::packed::unpacked_name;

/// A form of input; one file of this room reads each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// A text file in any encoding told by its bytes: one document.
    Plain,
    /// JSON Lines: one record, so one document, a line.
    JsonLines,
    /// JSON: a list of records, or what holds such lists.
    Json,
    /// Parquet: one row, so one document, with the same fields.
    Parquet,
    /// A table in text (CSV, TSV): one row, one document.
    Delimited,
    /// A spreadsheet of Excel since 2007: one row, one document.
    Xlsx,
    /// A spreadsheet of Excel before 2007.
    Xls,
    /// A spreadsheet of LibreOffice.
    Ods,
    /// A saved web page.
    Html,
    /// A web page saved with all its parts in one file.
    Mhtml,
    /// Markdown, with or without a head of facts.
    Markdown,
    /// A Word document.
    Docx,
    /// A document of LibreOffice.
    Odt,
    /// A Rich Text document.
    Rtf,
    /// A book.
    Epub,
    /// A PDF with a text layer.
    Pdf,
    /// An archive of such files.
    Zip,
}

impl Format {
    /// Every format, in the order helps and messages use.
    pub const ALL: [Format; 17] = [
        Format::Plain,
        Format::JsonLines,
        Format::Json,
        Format::Parquet,
        Format::Delimited,
        Format::Xlsx,
        Format::Xls,
        Format::Ods,
        Format::Html,
        Format::Mhtml,
        Format::Markdown,
        Format::Docx,
        Format::Odt,
        Format::Rtf,
        Format::Epub,
        Format::Pdf,
        Format::Zip,
    ];

    /// File-name endings, without the dot and in lower case.
    pub fn endings(self) -> &'static [&'static str] {
        match self {
            Format::Plain => &["txt"],
            Format::JsonLines => &["jsonl", "ndjson"],
            Format::Json => &["json"],
            Format::Parquet => &["parquet"],
            Format::Delimited => &["csv", "tsv", "tab"],
            Format::Xlsx => &["xlsx", "xlsm"],
            Format::Xls => &["xls"],
            Format::Ods => &["ods"],
            Format::Mhtml => &["mhtml", "mht"],
            Format::Odt => &["odt"],
            Format::Rtf => &["rtf"],
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

/// Why a file is not taken where its folder was named: the sort it is counted under.
///
/// Its ending tells its format; a packed one's the ending before. A `README` beside texts tells of them and is none,
/// and what this program wrote is no input.
pub(super) fn unread(path: &str) -> Option<String> {
    let name = path.rsplit('/').next().unwrap_or(path);
    if name.get(..6).is_some_and(|start| start.eq_ignore_ascii_case("readme")) {
        return Some("README".to_string());
    }
    let graph = name.strip_prefix("graph.").is_some_and(|rest| {
        matches!(rest, "json" | "html" | "nodes.csv" | "edges.csv" | "neo4j.nodes.csv" | "neo4j.edges.csv")
    });
    if graph || matches!(name, "report.json" | "decisions.tsv" | "tenures.tsv") {
        return Some("file of guanxi".to_string());
    }
    match unpacked_name(name).rsplit_once('.') {
        Some((_, ending)) if Format::of_ending(ending).is_some() => None,
        Some((stem, ending)) if !stem.is_empty() && ending.chars().count() <= 8 => {
            Some(format!(".{}", ending.to_lowercase()))
        }
        _ => Some("file without an ending".to_string()),
    }
}
