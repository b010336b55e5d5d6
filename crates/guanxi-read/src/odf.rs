//! Documents and spreadsheets of LibreOffice: paragraphs, tables row by row.

use super::archive::Archive;
use super::grid::Grid;
use super::rows::Row;
use super::sheet::MOST_COLUMNS;
use super::xml::{Attributes, Piece, walk};
use super::{Document, Failure, date};

/// Elements whose text is none of the document's: what was deleted, remarks of readers, the number of a footnote.
const SILENT: [&str; 6] = ["tracked-changes", "annotation", "note-citation", "ruby-text", "desc", "forms"];

/// Most rows that one row stands for, and columns that one cell does.
const REPEATED: usize = 1000;

/// A text document.
pub(super) fn read(id: &str, mut archive: Archive, limit: u64) -> Result<Document, Failure> {
    let body = archive.part("content.xml", limit)?.unwrap_or_default();
    let mut title = String::new();
    if let Some(meta) = archive.part("meta.xml", limit)? {
        let mut inside = false;
        walk(id, &meta, |piece| match piece {
            Piece::Open(name, _) => inside = name == "title",
            Piece::Close(_) => inside = false,
            Piece::Text(text) if inside => title.push_str(text),
            Piece::Text(_) => {}
        })?;
    }
    let mut writer = Writer::default();
    let whole = walk(id, &body, |piece| writer.take(piece))?;
    let title = Some(title.trim().to_string()).filter(|title| !title.is_empty());
    let remarks = if whole { Vec::new() } else { vec!["is cut off: its last part is missing".to_string()] };
    Ok(Document {
        id: id.to_string(),
        title,
        date: date::in_path(id),
        text: writer.out,
        remarks,
        ..Document::default()
    })
}

/// The sheets of a spreadsheet: names and rows.
pub(super) fn sheets(id: &str, mut archive: Archive, limit: u64) -> Result<Vec<(String, Vec<Row>)>, Failure> {
    let body = archive.part("content.xml", limit)?.unwrap_or_default();
    let mut book = Book { left: limit, ..Book::default() };
    walk(id, &body, |piece| book.take(piece))?;
    if book.count > MOST_CELLS {
        let cure = "save the part that is filled as .csv, or leave it out";
        return Err(Failure::new(id, format!("says that it has more than {MOST_CELLS} cells"), cure));
    }
    if book.left == 0 {
        return Err(Failure::too_large(id, limit));
    }
    Ok(book.sheets)
}

/// Most cells of a spreadsheet, empty ones before others among them: a file may say of one that it is repeated.
const MOST_CELLS: usize = 8 << 20;

/// Puts the paragraphs of a text together.
#[derive(Default)]
struct Writer {
    out: String,
    silent: usize,
    /// Open paragraphs, the innermost last: a frame in a paragraph holds others.
    lines: Vec<String>,
    /// Open tables, each with the text of its open cell.
    tables: Vec<(Grid, String, [usize; 2], bool)>,
}

impl Writer {
    fn take(&mut self, piece: Piece) {
        match piece {
            Piece::Open(name, attributes) => self.open(name, attributes),
            Piece::Close(name) => self.close(name),
            Piece::Text(text) if self.silent == 0 => {
                if let Some(line) = self.lines.last_mut() {
                    // Line ends of the file are none of the text.
                    line.extend(text.chars().filter(|c| !matches!(c, '\n' | '\r')));
                }
            }
            Piece::Text(_) => {}
        }
    }

    fn open(&mut self, name: &str, attributes: &Attributes) {
        if self.silent > 0 || SILENT.contains(&name) {
            self.silent += usize::from(SILENT.contains(&name));
            return;
        }
        let count =
            |name: &str| attributes.get(name).and_then(|count| count.parse::<usize>().ok()).unwrap_or(1);
        match name {
            "p" | "h" => self.lines.push(String::new()),
            "table" => self.tables.push(Default::default()),
            "table-cell" => {
                if let Some((_, cell, spans, open)) = self.tables.last_mut() {
                    cell.clear();
                    *spans = [
                        count("number-columns-spanned").min(REPEATED),
                        count("number-rows-spanned").min(REPEATED),
                    ];
                    *open = true;
                }
            }
            "s" => {
                if let Some(line) = self.lines.last_mut() {
                    line.extend(std::iter::repeat_n(' ', count("c").min(100)));
                }
            }
            "tab" | "line-break" => {
                if let Some(line) = self.lines.last_mut() {
                    line.push(if name == "tab" { '\t' } else { '\n' });
                }
            }
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        if SILENT.contains(&name) {
            self.silent = self.silent.saturating_sub(1);
            return;
        }
        if self.silent > 0 {
            return;
        }
        match name {
            "p" | "h" => {
                let Some(line) = self.lines.pop() else { return };
                let out = match self.tables.last_mut() {
                    Some((_, cell, _, true)) => cell,
                    _ => &mut self.out,
                };
                out.push_str(line.trim_end());
                out.push('\n');
            }
            "table-cell" => {
                if let Some((grid, cell, [columns, rows], open)) = self.tables.last_mut() {
                    grid.cell(cell, *columns, *rows);
                    *open = false;
                }
            }
            "table-row" => {
                let mut row = String::new();
                if let Some((grid, ..)) = self.tables.last_mut() {
                    grid.end_row(&mut row);
                }
                self.put(&row, self.tables.len().saturating_sub(1));
            }
            "table" => {
                self.tables.pop();
                self.put("\n", self.tables.len());
            }
            _ => {}
        }
    }

    /// Writes into the open cell of the table at a depth, counted from 1, or into the text.
    fn put(&mut self, text: &str, depth: usize) {
        match depth.checked_sub(1).and_then(|at| self.tables.get_mut(at)) {
            Some((_, cell, _, true)) => cell.push_str(text),
            _ => self.out.push_str(text),
        }
    }
}

/// Puts the cells of a spreadsheet together.
#[derive(Default)]
struct Book {
    sheets: Vec<(String, Vec<Row>)>,
    number: u64,
    rows: usize,
    cells: Vec<String>,
    repeated: usize,
    cell: Option<String>,
    /// The value a cell states, where it shows it in another form.
    stated: Option<String>,
    silent: usize,
    /// Bytes that may still be taken in.
    left: u64,
    /// Cells so far.
    count: usize,
}

impl Book {
    fn take(&mut self, piece: Piece) {
        match piece {
            Piece::Open(name, attributes) => {
                if self.silent > 0 || SILENT.contains(&name) {
                    self.silent += usize::from(SILENT.contains(&name));
                    return;
                }
                let count = |name: &str| {
                    attributes.get(name).and_then(|count| count.parse::<usize>().ok()).unwrap_or(1)
                };
                match name {
                    "table" => {
                        self.number = 0;
                        self.sheets.push((attributes.get("name").unwrap_or_default(), Vec::new()));
                    }
                    "table-row" => {
                        self.rows = count("number-rows-repeated");
                        self.cells.clear();
                    }
                    "table-cell" | "covered-table-cell" => {
                        self.repeated = count("number-columns-repeated");
                        self.stated = attributes.get("date-value").or_else(|| {
                            attributes
                                .get("value")
                                .filter(|_| attributes.get("value-type").as_deref() == Some("float"))
                        });
                        self.cell = Some(String::new());
                    }
                    "p" => {
                        if let Some(cell) = self.cell.as_mut().filter(|cell| !cell.is_empty()) {
                            cell.push('\n');
                        }
                    }
                    "s" => self.push(" "),
                    "tab" => self.push("\t"),
                    "line-break" => self.push("\n"),
                    _ => {}
                }
            }
            Piece::Text(text) if self.silent == 0 => self.push(text),
            Piece::Text(_) => {}
            Piece::Close(name) => {
                if SILENT.contains(&name) {
                    self.silent = self.silent.saturating_sub(1);
                    return;
                }
                match name {
                    "table-cell" | "covered-table-cell" => self.close_cell(),
                    "table-row" => self.close_row(),
                    _ => {}
                }
            }
        }
    }

    fn push(&mut self, text: &str) {
        if let Some(cell) = &mut self.cell {
            self.left = self.left.saturating_sub(text.len() as u64);
            if self.left > 0 {
                cell.push_str(text);
            }
        }
    }

    fn close_cell(&mut self) {
        let shown = self.cell.take().unwrap_or_default();
        let value = self.stated.take().filter(|_| !shown.trim().is_empty()).unwrap_or(shown);
        // Empty cells fill a sheet to its end.
        let times = if value.trim().is_empty() { self.repeated.min(REPEATED) } else { self.repeated.min(64) };
        let bytes = (value.len() * times) as u64;
        self.left = self.left.saturating_sub(bytes);
        // What lies outside of any sheet is left out.
        let times = times.min((MOST_COLUMNS as usize).saturating_sub(self.cells.len()));
        if self.left > 0 {
            self.cells.extend(std::iter::repeat_n(value, times));
        }
    }

    fn close_row(&mut self) {
        self.number = self.number.saturating_add(self.rows as u64);
        while self.cells.last().is_some_and(|cell| cell.trim().is_empty()) {
            self.cells.pop();
        }
        self.count += self.cells.len();
        if self.count > MOST_CELLS {
            self.left = 0;
            self.sheets.clear();
        }
        if let (false, Some((_, rows))) = (self.cells.is_empty(), self.sheets.last_mut()) {
            rows.push(Row { number: self.number, cells: std::mem::take(&mut self.cells) });
        }
        self.cells.clear();
    }
}
