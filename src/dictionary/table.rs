//! Reads tab-separated tables and names the place of every fault.

use std::fmt;

/// A fault in a dictionary file: what, where, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct Fault {
    /// The file, as it was named.
    pub file: String,
    /// Line, counted from 1; 0 for the file as a whole.
    pub line: usize,
    /// Column of the field, counted from 1; 0 for the line as a whole.
    pub column: usize,
    /// What is wrong.
    pub what: String,
    /// What to do about it.
    pub cure: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file)?;
        if self.line > 0 {
            write!(f, ":{}", self.line)?;
        }
        if self.column > 0 {
            write!(f, ":{}", self.column)?;
        }
        write!(f, ": {}; {}", self.what, self.cure)
    }
}

/// One row of a table with the place it stands at.
#[derive(Clone, Debug)]
pub(crate) struct Row<'a> {
    pub(crate) line: usize,
    fields: Vec<&'a str>,
}

impl<'a> Row<'a> {
    /// The field of a column, trimmed; empty where the row is shorter.
    pub(crate) fn get(&self, column: usize) -> &'a str {
        self.fields.get(column).map_or("", |field| field.trim())
    }

    /// Number of fields.
    pub(crate) fn len(&self) -> usize {
        self.fields.len()
    }
}

/// The rows of a text that hold something, without comments.
pub(crate) fn rows(text: &str) -> impl Iterator<Item = Row<'_>> {
    text.trim_start_matches('\u{FEFF}').lines().enumerate().filter_map(|(index, line)| {
        let line = line.trim_end_matches('\r');
        if line.trim().is_empty() || line.starts_with('#') {
            return None;
        }
        Some(Row { line: index + 1, fields: line.split('\t').collect() })
    })
}
