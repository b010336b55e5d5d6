//! Rows of a table as documents: one row, one record; or all rows as one text, where they tell of things.

use std::collections::VecDeque;
use std::sync::Arc;

use serde_json::{Map, Value};

use super::fields::{Fields, things};
use super::names::stem;
use super::packed::unpacked_name;
use super::record::{Origin, record_as, text_cure};
use super::{Document, Failure, date};

/// Rows looked through for the heads of the columns: a title or a remark may stand above them.
const ABOVE: usize = 10;

/// One row of a sheet.
#[derive(Clone, Debug, Default)]
pub(super) struct Row {
    /// Its number in the file or sheet, counted from 1.
    pub(super) number: u64,
    pub(super) cells: Vec<String>,
}

/// What comes of a row, or of the end of a sheet.
pub(super) enum Made {
    Document(Box<Document>),
    /// A row without a text, by its place.
    Blank(String),
    /// A sheet whose columns say nothing: its place and their heads.
    Sheet(String, Vec<String>),
}

/// The rows of one sheet, as they come in.
pub(super) struct Sheet {
    file: Arc<str>,
    /// Its name in a workbook.
    name: Option<String>,
    fields: Arc<Fields>,
    limit: u64,
    state: State,
}

enum State {
    /// The heads are not yet found.
    Above(Vec<Row>),
    /// One document a row; the texts stand in the column `text`.
    Records { heads: Vec<String>, text: usize },
    /// One document of all rows.
    Things { heads: Row, above: Vec<Row>, text: String, rows: u64 },
    /// Columns that say nothing.
    Nothing,
}

impl Sheet {
    pub(super) fn new(file: Arc<str>, name: Option<String>, fields: Arc<Fields>, limit: u64) -> Sheet {
        Sheet { file, name, fields, limit, state: State::Above(Vec::new()) }
    }

    /// Where a row stands, for people.
    pub(super) fn place(&self, row: u64) -> String {
        match &self.name {
            Some(name) => format!("{}, sheet {name}, row {row}", self.file),
            None => format!("{}, row {row}", self.file),
        }
    }

    /// Takes a row in; what is made of it goes to `out`.
    pub(super) fn take(&mut self, row: Row, out: &mut VecDeque<Result<Made, Failure>>) {
        if row.cells.iter().all(|cell| cell.trim().is_empty()) {
            return;
        }
        match &mut self.state {
            State::Above(rows) => {
                rows.push(row);
                if rows.len() >= ABOVE {
                    self.find_heads(out);
                } else if let Some(row) = rows.last()
                    && self.fields.text_column(&row.cells).is_some()
                {
                    self.find_heads(out);
                }
            }
            State::Records { .. } => out.push_back(self.record(row)),
            State::Things { text, rows, .. } => {
                *rows += 1;
                if (text.len() as u64) <= self.limit {
                    push_row(text, &row.cells);
                }
            }
            State::Nothing => {}
        }
    }

    /// The end of the sheet.
    pub(super) fn close(&mut self, out: &mut VecDeque<Result<Made, Failure>>) {
        if matches!(&self.state, State::Above(rows) if !rows.is_empty()) {
            self.find_heads(out);
        }
        let State::Things { heads, above, text, rows } = &mut self.state else { return };
        if text.len() as u64 > self.limit {
            return out.push_back(Err(Failure::too_large(&self.file, self.limit)));
        }
        let mut whole = String::new();
        let title = above.first().map(|row| joined(&row.cells, " ")).filter(|title| !title.is_empty());
        for row in above.iter() {
            whole.push_str(&joined(&row.cells, " "));
            whole.push('\n');
        }
        if !whole.is_empty() {
            whole.push('\n');
        }
        push_row(&mut whole, &heads.cells);
        whole.push_str(text);
        if *rows > 0 {
            let id = match &self.name {
                Some(name) => format!("{}#{name}", self.file),
                None => self.file.to_string(),
            };
            let document = Document {
                title: title.or_else(|| self.name.clone()),
                date: date::in_path(&self.file),
                id,
                text: whole,
                ..Document::default()
            };
            out.push_back(Ok(Made::Document(document.into())));
        }
        self.state = State::Above(Vec::new());
    }

    /// Looks for the heads among the first rows, and takes in the rows below them.
    fn find_heads(&mut self, out: &mut VecDeque<Result<Made, Failure>>) {
        let State::Above(rows) = &mut self.state else { return };
        let mut rows = std::mem::take(rows);
        let texts = rows.iter().position(|row| self.fields.text_column(&row.cells).is_some());
        let of_things = rows.iter().position(|row| things(&row.cells) >= 2);
        let heads = texts.or_else(|| of_things.filter(|_| !self.fields.names_text()));
        let Some(at) = heads else {
            let heads = rows.into_iter().next().unwrap_or_default().cells;
            out.push_back(match &self.name {
                // Another sheet of the workbook may hold the texts.
                Some(name) if !self.fields.names_text() => {
                    Ok(Made::Sheet(format!("{}, sheet {name}", self.file), heads))
                }
                _ => Err(no_text(&self.file, &heads)),
            });
            self.state = State::Nothing;
            return;
        };
        let below = rows.split_off(at + 1);
        let heads = rows.pop().unwrap_or_default();
        self.state = match self.fields.text_column(&heads.cells) {
            Some(text) => {
                let named = |(at, head): (usize, &String)| match head.trim().trim_start_matches('\u{FEFF}') {
                    "" => format!("column {}", at + 1),
                    head => head.to_string(),
                };
                State::Records { heads: heads.cells.iter().enumerate().map(named).collect(), text }
            }
            None => State::Things { heads, above: rows, text: String::new(), rows: 0 },
        };
        below.into_iter().for_each(|row| self.take(row, out));
    }

    fn record(&self, row: Row) -> Result<Made, Failure> {
        let place = self.place(row.number);
        let State::Records { heads, text } = &self.state else { return Ok(Made::Blank(place)) };
        if row.cells.get(*text).is_none_or(|text| text.trim().is_empty()) {
            return Ok(Made::Blank(place));
        }
        let size: usize = row.cells.iter().map(String::len).sum();
        if size as u64 > self.limit {
            return Err(Failure::too_large(&place, self.limit));
        }
        let mut fields = Map::new();
        for (at, cell) in row.cells.into_iter().enumerate().filter(|(_, cell)| !cell.trim().is_empty()) {
            let name = heads.get(at).cloned().unwrap_or_else(|| format!("column {}", at + 1));
            // Of columns with one name the first counts.
            fields.entry(name).or_insert(Value::String(cell));
        }
        let file = stem(unpacked_name(&self.file));
        let id = match &self.name {
            Some(name) => format!("{file}#{name}#{}", row.number),
            None => format!("{file}#{}", row.number),
        };
        let document = record_as(fields, Origin { place: &place, id, file: Some(&self.file) }, &self.fields)?;
        Ok(Made::Document(document.into()))
    }
}

/// The failure that no column is known to hold the texts.
pub(super) fn no_text(place: &str, heads: &[String]) -> Failure {
    Failure::new(place, "no column is known to hold the texts", text_cure(heads.iter()))
}

/// One row as one line, with a tab between cells.
pub(super) fn push_row(text: &mut String, cells: &[String]) {
    let filled = cells.iter().rposition(|cell| !cell.trim().is_empty()).map_or(0, |at| at + 1);
    if filled == 0 {
        return;
    }
    for (at, cell) in cells[..filled].iter().enumerate() {
        if at > 0 {
            text.push('\t');
        }
        text.push_str(&one_line(cell));
    }
    text.push('\n');
}

/// A cell without line breaks and tabs: what stood on lines of its own is an item of its own.
pub(super) fn one_line(cell: &str) -> String {
    let mut out = String::new();
    for line in cell.split(['\n', '\r', '\u{2028}', '\u{2029}', '\u{B}', '\u{C}']) {
        let line = line.trim();
        if line.is_empty() {
            continue;
        }
        let parted = |c: char| "，。；、：,;:！？!?（(".contains(c);
        if !out.is_empty() && !out.ends_with(parted) {
            out.push('；');
        }
        out.extend(line.chars().map(|c| if c == '\t' { ' ' } else { c }));
    }
    out
}

fn joined(cells: &[String], between: &str) -> String {
    let filled: Vec<String> =
        cells.iter().map(|cell| one_line(cell)).filter(|cell| !cell.trim().is_empty()).collect();
    filled.join(between)
}
