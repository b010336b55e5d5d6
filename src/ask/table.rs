//! Rows and columns: aligned for a terminal, or as CSV.

use std::fmt;

use csv::{Terminator, WriterBuilder};
use unicode_width::UnicodeWidthStr;

/// A table of words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    columns: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    pub(super) fn new(columns: &[&str]) -> Self {
        Table { columns: columns.iter().map(|&name| name.to_owned()).collect(), rows: Vec::new() }
    }

    pub(super) fn push(&mut self, row: impl IntoIterator<Item = String>) {
        self.rows.push(row.into_iter().collect());
    }

    pub(super) fn drop_column(&mut self, name: &str) {
        let Some(at) = self.columns.iter().position(|column| column == name) else { return };
        for row in std::iter::once(&mut self.columns).chain(&mut self.rows).filter(|row| row.len() > at) {
            row.remove(at);
        }
    }

    /// The names of its columns.
    pub fn columns(&self) -> &[String] {
        &self.columns
    }

    /// Its rows; each has a word for every column.
    pub fn rows(&self) -> &[Vec<String>] {
        &self.rows
    }

    /// The table as CSV (RFC 4180), safe to open in a spreadsheet.
    ///
    /// A word that begins like a formula (`=`, `+`, `-`, `@`, in full width too) and is no number gets an apostrophe before it,
    /// since spreadsheets would run it.
    pub fn to_csv(&self) -> String {
        let mut csv =
            WriterBuilder::new().terminator(Terminator::CRLF).flexible(true).from_writer(Vec::new());
        for row in std::iter::once(&self.columns).chain(&self.rows) {
            // Memory takes whatever is written.
            let _ = csv.write_record(row.iter().map(|word| inert(word)));
        }
        csv.into_inner().ok().and_then(|csv| String::from_utf8(csv).ok()).unwrap_or_default()
    }
}

/// A word that no spreadsheet runs.
fn inert(word: &str) -> String {
    let word: String = word.chars().filter(|c| matches!(c, '\n' | '\t') || !commands(*c)).collect();
    let begin = word.trim_start();
    let formula = begin.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) || word.starts_with('\t');
    if formula && word.parse::<f64>().is_err() { format!("'{word}") } else { word }
}

/// Columns aligned by the width of their letters: Chinese ones take two places. Numbers stand right.
impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let cell = |row: &[String], at: usize| row.get(at).map(|word| one_line(word)).unwrap_or_default();
        let widths: Vec<usize> = (0..self.columns.len())
            .map(|at| {
                let rows = std::iter::once(&self.columns).chain(&self.rows);
                rows.map(|row| cell(row, at).width()).max().unwrap_or_default()
            })
            .collect();
        let numbers: Vec<bool> = (0..self.columns.len())
            .map(|at| !self.rows.is_empty() && self.rows.iter().all(|row| is_number(&cell(row, at))))
            .collect();
        for row in std::iter::once(&self.columns).chain(&self.rows) {
            let mut line = String::new();
            for (at, &width) in widths.iter().enumerate() {
                let word = cell(row, at);
                let space = " ".repeat(width - word.width());
                if at > 0 {
                    line.push_str("  ");
                }
                if numbers[at] {
                    line.push_str(&space);
                    line.push_str(&word);
                } else {
                    line.push_str(&word);
                    line.push_str(&space);
                }
            }
            writeln!(f, "{}", line.trim_end())?;
        }
        Ok(())
    }
}

fn is_number(word: &str) -> bool {
    word.is_empty() || word.parse::<f64>().is_ok()
}

/// Whether a character drives a terminal, turns the direction of writing, is not seen or is none.
fn commands(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{61C}')
        || matches!(c, '\u{FEFF}' | '\u{FDD0}'..='\u{FDEF}')
        || c as u32 & 0xFFFE == 0xFFFE
}

/// A word without line breaks and control characters: they would break the table, or drive the terminal.
pub(super) fn one_line(word: &str) -> String {
    word.chars().map(|c| if c == '\n' || c == '\t' { ' ' } else { c }).filter(|c| !c.is_control()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Table {
        let mut table = Table::new(&["name", "count"]);
        table.push(["王建国".to_owned(), "2".to_owned()]);
        table.push(["A\n\u{1b}b".to_owned(), "10".to_owned()]);
        table
    }

    #[test]
    fn wide_letters_are_aligned() {
        assert_eq!(table().to_string(), "name    count\n王建国      2\nA b        10\n");
    }

    #[test]
    fn csv_is_quoted_and_harmless() {
        let mut table = Table::new(&["a", "b"]);
        table.push(["=cmd|x".to_owned(), "说\"好\",对".to_owned()]);
        table.push(["-0.5".to_owned(), "-x".to_owned()]);
        table.push(["\u{9B}\u{202E}=1".to_owned(), " ＝1\u{1B}".to_owned()]);
        let expected = "a,b\r\n'=cmd|x,\"说\"\"好\"\",对\"\r\n-0.5,'-x\r\n'=1,' ＝1\r\n";
        assert_eq!(table.to_csv(), expected);
    }
}
