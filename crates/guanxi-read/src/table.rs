//! A table file: its rows as they come, whatever it is written in, made documents.

use std::collections::VecDeque;
use std::sync::Arc;

use super::Failure;
use super::delimited::Delimited;
use super::fields::Fields;
use super::found::Found;
use super::rows::{Made, Row, Sheet, no_text};
use super::sheet::Piece;
use guanxi::internal::document::Pieces;

/// Where rows come from.
enum Source {
    Text(Box<Delimited>),
    Book(Pieces<Piece>),
    /// Sheets that are held: name and rows.
    Held(std::vec::IntoIter<(String, Vec<Row>)>),
}

/// The documents of one table file.
pub(super) struct Table {
    file: Arc<str>,
    fields: Arc<Fields>,
    limit: u64,
    source: Source,
    sheet: Sheet,
    out: VecDeque<Result<Made, Failure>>,
    /// Sheets whose columns say nothing.
    silent: Vec<(String, Vec<String>)>,
    made: bool,
    /// Whether anything came of it, if only a failure.
    told: bool,
    ended: bool,
}

impl Table {
    pub(super) fn of_text(file: &str, rows: Delimited, limit: u64, fields: Arc<Fields>) -> Table {
        Table::new(file, Source::Text(rows.into()), limit, fields)
    }

    pub(super) fn of_book(file: &str, book: Pieces<Piece>, limit: u64, fields: Arc<Fields>) -> Table {
        Table::new(file, Source::Book(book), limit, fields)
    }

    pub(super) fn of_sheets(
        file: &str,
        sheets: Vec<(String, Vec<Row>)>,
        limit: u64,
        fields: Arc<Fields>,
    ) -> Table {
        Table::new(file, Source::Held(sheets.into_iter()), limit, fields)
    }

    fn new(file: &str, source: Source, limit: u64, fields: Arc<Fields>) -> Table {
        let file: Arc<str> = file.into();
        let sheet = Sheet::new(file.clone(), None, fields.clone(), limit);
        let (out, silent) = (VecDeque::new(), Vec::new());
        Table { file, fields, limit, source, sheet, out, silent, made: false, told: false, ended: false }
    }

    /// What comes next; of a table of nothing but heads that it is one.
    pub(super) fn next(&mut self) -> Option<Result<Found, Failure>> {
        let found = self.found();
        if found.is_none() && !self.told {
            self.told = true;
            return Some(Ok(Found::Passed("table without rows", self.file.to_string())));
        }
        self.told = true;
        found
    }

    fn found(&mut self) -> Option<Result<Found, Failure>> {
        loop {
            if let Some(made) = self.out.pop_front() {
                match made {
                    Ok(Made::Document(document)) => {
                        self.made = true;
                        return Some(Ok(Found::Document(*document)));
                    }
                    Ok(Made::Blank(place)) => {
                        self.made = true;
                        return Some(Ok(Found::Passed("row without a text", place)));
                    }
                    Ok(Made::Sheet(place, heads)) => self.silent.push((place, heads)),
                    Err(failure) => return Some(Err(failure)),
                }
                continue;
            }
            if self.ended {
                let (place, heads) = self.silent.pop()?;
                return Some(if self.made {
                    Ok(Found::Passed("sheet without a column of texts", place))
                } else {
                    Err(no_text(&place, &heads))
                });
            }
            if let Err(failure) = self.read() {
                return Some(Err(failure));
            }
        }
    }

    /// Takes in what the source gives next.
    fn read(&mut self) -> Result<(), Failure> {
        match &mut self.source {
            Source::Text(rows) => match rows.next() {
                Some(row) => self.sheet.take(row?, &mut self.out),
                None => self.end(),
            },
            Source::Book(book) => match book.next() {
                Some(Ok(Piece::Sheet(name))) => self.begin(name),
                Some(Ok(Piece::Rows(rows))) => {
                    rows.into_iter().for_each(|row| self.sheet.take(row, &mut self.out))
                }
                Some(Err(failure)) => {
                    self.end();
                    return Err(failure);
                }
                None => self.end(),
            },
            Source::Held(sheets) => match sheets.next() {
                Some((name, rows)) => {
                    self.begin(name);
                    rows.into_iter().for_each(|row| self.sheet.take(row, &mut self.out));
                }
                None => self.end(),
            },
        }
        Ok(())
    }

    fn begin(&mut self, name: String) {
        self.sheet.close(&mut self.out);
        self.sheet = Sheet::new(self.file.clone(), Some(name), self.fields.clone(), self.limit);
    }

    fn end(&mut self) {
        self.sheet.close(&mut self.out);
        self.ended = true;
    }
}
