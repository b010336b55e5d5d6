//! What every language shares: the bytes themselves, ids, colours, weights.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::report::Report;
use super::{Language, rules};

/// The text of a file; what cannot be read as UTF-8 is noted and replaced.
pub(super) fn at_bytes<'a>(bytes: &'a [u8], report: &mut Report) -> Cow<'a, str> {
    let (bytes, marked) = match bytes.strip_prefix(b"\xef\xbb\xbf") {
        Some(rest) => (rest, true),
        None => (bytes, false),
    };
    if marked {
        report.note(&rules::BYTE_ORDER_MARK, 1, "");
    }
    let text = String::from_utf8_lossy(bytes);
    if let (Cow::Owned(_), Err(error)) = (&text, std::str::from_utf8(bytes)) {
        let line = 1 + bytes[..error.valid_up_to()].iter().filter(|&&byte| byte == b'\n').count();
        let declared =
            text.starts_with("<?xml") && text.lines().next().is_some_and(|l| l.contains("encoding="));
        report.note(if declared { &rules::OTHER_CHARSET } else { &rules::NO_CHARSET }, line, "");
    }
    text
}

/// Facts of links and nodes that Gephi's container checks, whatever the language.
#[derive(Default)]
pub(super) struct Container {
    links: FxHashMap<(String, String, String), usize>,
    ids: FxHashMap<String, usize>,
    nodes: FxHashMap<String, usize>,
}

impl Container {
    pub(super) fn node(&mut self, report: &mut Report, line: usize, id: &str) {
        report.nodes += 1;
        self.name(report, line, id);
        if self.nodes.insert(id.to_owned(), line).is_some() {
            report.note(&rules::NODE_TWICE, line, id);
        }
    }

    /// A link by its ends, its kind, and its own id where it has one.
    pub(super) fn link(
        &mut self,
        report: &mut Report,
        line: usize,
        ends: (&str, &str),
        kind: &str,
        id: &str,
    ) {
        report.links += 1;
        if ends.0.is_empty() || ends.1.is_empty() {
            report.note(&rules::EMPTY_END, line, "");
        }
        if !id.is_empty() && self.ids.insert(id.to_owned(), line).is_some() {
            report.note(&rules::LINK_ID_TWICE, line, id);
        }
        let (a, b) = if ends.0 <= ends.1 { ends } else { (ends.1, ends.0) };
        let key = (a.to_owned(), b.to_owned(), kind.to_owned());
        if self.links.insert(key, line).is_some() {
            report.note(&rules::PARALLEL, line, &format!("{a} – {b}"));
        }
    }

    fn name(&self, report: &mut Report, line: usize, id: &str) {
        if id.trim() != id || id.contains(['\n', '\r']) {
            report.note(&rules::BLANK_IN_ID, line, id);
        }
    }

    /// Ends of links that no node statement names; only to be asked where all nodes come first.
    pub(super) fn unknown<'a>(&self, id: &'a str) -> Option<&'a str> {
        (!self.nodes.contains_key(id) && !id.is_empty()).then_some(id)
    }
}

/// A weight as it is written.
pub(super) fn weight(report: &mut Report, line: usize, word: &str) {
    // GraphML and DOT take a comma; GEXF does not, and says so itself.
    match word.trim().replace(',', ".").parse::<f64>() {
        Ok(0.0) => report.note(&rules::WEIGHT_ZERO, line, word),
        Ok(weight) if weight < 0.0 => report.note(&rules::WEIGHT_NEGATIVE, line, word),
        Ok(_) => {}
        Err(_) => report.note(&rules::WEIGHT_NO_NUMBER, line, word),
    }
}

/// A colour as GraphML and GEXF write it.
pub(super) fn colour(report: &mut Report, line: usize, word: &str) {
    let Some(digits) = word.strip_prefix('#') else {
        if word.contains('(') {
            report.note(&rules::COLOUR_UNREAD, line, word);
        }
        return;
    };
    match digits.len() {
        6 if digits.bytes().all(|b| b.is_ascii_hexdigit()) => {}
        3 => report.note(&rules::COLOUR_SHORT, line, word),
        _ => report.note(&rules::COLOUR_UNREAD, line, word),
    }
}

/// Names that Gephi keeps for itself.
pub(super) fn is_gephis_own(name: &str, language: Language) -> bool {
    let name = name.trim().to_lowercase();
    name == "id" || name == "timeset" || (language == Language::Gexf && (name == "label" || name == "weight"))
}
