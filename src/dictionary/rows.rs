//! The rows of tab-separated tables. `build.rs` reads the built-in lists with it, too.

/// One row of a table with the place it stands at.
#[derive(Clone, Debug)]
pub(crate) struct Row<'a> {
    pub(crate) line: usize,
    /// The whole line.
    #[allow(dead_code, reason = "build.rs reads fields only")]
    pub(crate) whole: &'a str,
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
        Some(Row { line: index + 1, whole: line, fields: line.split('\t').collect() })
    })
}
