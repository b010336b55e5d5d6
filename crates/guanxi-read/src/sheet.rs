//! Spreadsheets of Excel (.xlsx, .xls), sheet by sheet and row by row, on a thread that may break.

use std::fs;
use std::io::{self, BufReader, Cursor, Read, Seek};
use std::path::{Path, PathBuf};

use zip::ZipArchive;

use super::packed::{AT_LEAST, MOST_TIMES};
use super::rows::Row;
use super::xlsx::MAIN;
use super::{Failure, Format, xls, xlsx};
use guanxi::internal::document::Pieces;

/// Rows handed on at a time.
const ROWS: usize = 64;

/// Rows and columns of the largest sheet Excel makes: a damaged place of a cell may name any.
pub(super) const MOST_ROWS: u32 = 1 << 20;
pub(super) const MOST_COLUMNS: u32 = 1 << 14;

/// Largest workbook that is read a second time for its merged cells, in bytes.
const MERGED: u64 = 32 << 20;

/// An area of a sheet: the first and the last of its rows and columns, counted from 0.
#[derive(Clone, Copy, Debug)]
pub(super) struct Area {
    pub(super) start: (u32, u32),
    pub(super) end: (u32, u32),
}

/// What a workbook gives out.
pub(super) enum Piece {
    /// A sheet begins.
    Sheet(String),
    /// Some of its rows.
    Rows(Vec<Row>),
}

/// Where a workbook lies: on the disk, so that only what is being read is held, or in memory.
pub(super) enum Place {
    Disk(PathBuf),
    Memory(Vec<u8>),
}

trait Source: Read + Seek + Send {}
impl<T: Read + Seek + Send> Source for T {}

impl Place {
    /// The place of a file that is a workbook of Excel since 2007, by its name and by what it holds.
    pub(super) fn of_book(name: &str, path: &Path) -> Option<Place> {
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        let named = Format::of_ending(ending) == Some(Format::Xlsx);
        let zip = fs::File::open(path).ok().filter(|_| named)?;
        let zip = ZipArchive::new(BufReader::new(zip)).ok()?;
        zip.index_for_name(MAIN).map(|_| Place::Disk(path.to_path_buf()))
    }

    fn open(&self) -> io::Result<(Box<dyn Source + '_>, u64)> {
        Ok(match self {
            Place::Disk(path) => {
                let file = fs::File::open(path)?;
                let bytes = file.metadata()?.len();
                (Box::new(BufReader::new(file)), bytes)
            }
            Place::Memory(bytes) => (Box::new(Cursor::new(bytes)), bytes.len() as u64),
        })
    }
}

/// The sheets of a workbook in the form of Excel since 2007.
pub(super) fn of_xlsx(what: &str, place: Place) -> Result<Pieces<Piece>, Failure> {
    let name = what.to_string();
    Pieces::of(what, move |give| {
        let (source, bytes) = place.open().map_err(|error| Failure::io(&name, &error))?;
        let mut book = xlsx::Book::open(&name, source, bytes)?;
        let mut rows = Rows::of(bytes);
        for (sheet, part) in book.sheets() {
            let merged = if bytes < MERGED { book.merged(&part)? } else { Vec::new() };
            rows.begin(&merged);
            let goes_on = give(Piece::Sheet(sheet))
                && book.cells(&part, |row, column, value| rows.put(row, column, value, give))?
                && rows.close(give);
            if !goes_on {
                return rows.end(&name);
            }
        }
        Ok(())
    })
}

/// The sheets of a workbook in the form of Excel before 2007.
pub(super) fn of_xls(what: &str, file: Vec<u8>) -> Result<Pieces<Piece>, Failure> {
    let name = what.to_string();
    Pieces::of(what, move |give| {
        let book = xls::Book::open(&name, &file)?;
        let mut rows = Rows::of(file.len() as u64);
        drop(file);
        for (at, sheet) in book.sheets().enumerate() {
            let places = book.places(at)?;
            rows.begin(&places.merged);
            let goes_on = give(Piece::Sheet(sheet.to_string()))
                && book.cells(&places, |row, column, value| rows.put(row, column, value, give))?
                && rows.close(give);
            if !goes_on {
                return rows.end(&name);
            }
        }
        Ok(())
    })
}

pub(super) fn broken(what: &str, said: &str) -> Failure {
    if said.to_ascii_lowercase().contains("password") {
        return Failure::new(what, "is locked with a password", "unlock it first");
    }
    let cure = "open it and save it again as .xlsx, or as .csv";
    Failure::new(what, format!("is no spreadsheet that can be read: {said}"), cure)
}

/// Cells put together to rows; the value of merged cells stands in each of their rows.
struct Rows {
    ready: Vec<Row>,
    open: Row,
    /// Merged cells over several rows, by their first.
    merged: Vec<Area>,
    /// Values that go on in the rows below: column, last row, value.
    going_on: Vec<(u32, u32, String)>,
    /// Bytes that the rows may still have: one value may stand in any number of cells.
    left: u64,
}

impl Rows {
    /// The rows of a file of so many bytes.
    fn of(bytes: u64) -> Rows {
        let left = bytes.saturating_mul(MOST_TIMES).saturating_add(AT_LEAST);
        let (ready, open, merged, going_on) = Default::default();
        Rows { ready, open, merged, going_on, left }
    }

    /// Begins a sheet.
    fn begin(&mut self, merged: &[Area]) {
        self.merged = merged.iter().copied().filter(|area| area.end.0 > area.start.0).collect();
        self.merged.sort_unstable_by_key(|area| area.start);
        self.going_on.clear();
        (self.ready, self.open) = Default::default();
    }

    /// Why nobody listens any more.
    fn end(&self, what: &str) -> Result<(), Failure> {
        let reason = format!("its rows are more than {MOST_TIMES} times its size");
        let cure = "leave it out, or save it again as .csv";
        if self.left > 0 { Ok(()) } else { Err(Failure::new(what, reason, cure)) }
    }

    /// Takes a cell in; false where nobody listens any more, or the rows have too much.
    fn put(&mut self, row: u32, column: u32, value: String, give: &mut dyn FnMut(Piece) -> bool) -> bool {
        let number = u64::from(row) + 1;
        if number != self.open.number && !self.next(number, give) {
            return false;
        }
        if value.is_empty() {
            return true;
        }
        if let Ok(at) = self.merged.binary_search_by_key(&(row, column), |area| area.start) {
            self.going_on.push((column, self.merged[at].end.0, value.clone()));
        }
        self.set(column, value)
    }

    /// Begins a row, with what goes on from those above.
    fn next(&mut self, number: u64, give: &mut dyn FnMut(Piece) -> bool) -> bool {
        let full = std::mem::replace(&mut self.open, Row { number, cells: Vec::new() });
        if full.number > 0 {
            self.ready.push(full);
        }
        self.going_on.retain(|&(_, last, _)| u64::from(last) + 1 >= number);
        let going_on = std::mem::take(&mut self.going_on);
        let fits = going_on.iter().all(|(column, _, value)| self.set(*column, value.clone()));
        self.going_on = going_on;
        fits && (self.ready.len() < ROWS || give(Piece::Rows(std::mem::take(&mut self.ready))))
    }

    /// Ends a sheet; false where nobody listens any more.
    fn close(&mut self, give: &mut dyn FnMut(Piece) -> bool) -> bool {
        let (mut ready, open) = (std::mem::take(&mut self.ready), std::mem::take(&mut self.open));
        if open.number > 0 {
            ready.push(open);
        }
        ready.is_empty() || give(Piece::Rows(ready))
    }

    fn set(&mut self, column: u32, value: String) -> bool {
        self.left = self.left.saturating_sub(value.len() as u64);
        let (column, cells) = (column as usize, &mut self.open.cells);
        if cells.len() <= column {
            cells.resize(column + 1, String::new());
        }
        cells[column] = value;
        self.left > 0
    }
}
