//! Spreadsheets of Excel (.xlsx, .xls), sheet by sheet and row by row, on a thread that may break.

use std::fs;
use std::io::{self, BufReader, Cursor, Read, Seek};
use std::path::{Path, PathBuf};

use calamine::{Data, Dimensions, ExcelDateTime, Reader, SheetType, Xls};
use zip::ZipArchive;

use super::guard::Pieces;
use super::rows::Row;
use super::xlsx::{Book, MAIN};
use super::{Failure, Format};

/// Rows handed on at a time.
const ROWS: usize = 64;

/// Rows and columns of the largest sheet Excel makes: a damaged place of a cell may name any.
pub(super) const MOST_ROWS: u32 = 1 << 20;
pub(super) const MOST_COLUMNS: u32 = 1 << 14;

/// Largest workbook that is read a second time for its merged cells, in bytes.
const MERGED: u64 = 32 << 20;

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
pub(super) fn xlsx(what: &str, place: Place) -> Result<Pieces<Piece>, Failure> {
    let name = what.to_string();
    Pieces::of(what, move |give| {
        let (source, bytes) = place.open().map_err(|error| Failure::io(&name, &error))?;
        let mut book = Book::open(&name, source, bytes)?;
        for (sheet, part) in book.sheets() {
            let merged = if bytes < MERGED { book.merged(&part)? } else { Vec::new() };
            let mut rows = Rows::new(merged);
            let goes_on = give(Piece::Sheet(sheet))
                && book.cells(&part, |row, column, value| rows.put(row, column, value, give))?
                && rows.close(give);
            if !goes_on {
                return Ok(());
            }
        }
        Ok(())
    })
}

/// The sheets of a workbook in the form of Excel before 2007, which has 65 536 rows at most and is held.
pub(super) fn xls(what: &str, bytes: Vec<u8>) -> Result<Pieces<Piece>, Failure> {
    let name = what.to_string();
    Pieces::of(what, move |give| {
        let mut book = Xls::new(Cursor::new(bytes)).map_err(|error| broken(&name, &error.to_string()))?;
        for sheet in sheets(&book) {
            let merged = book.merge_cells_by_sheet_name(&sheet).unwrap_or_default();
            let range = book.worksheet_range(&sheet).map_err(|error| broken(&name, &error.to_string()))?;
            let (top, left) = range.start().unwrap_or_default();
            let mut rows = Rows::new(merged);
            if !give(Piece::Sheet(sheet)) {
                return Ok(());
            }
            for (row, column, value) in range.used_cells() {
                if !rows.put(top + row as u32, left + column as u32, shown(value), give) {
                    return Ok(());
                }
            }
            if !rows.close(give) {
                return Ok(());
            }
        }
        Ok(())
    })
}

fn sheets<S: Read + Seek, R: Reader<S>>(book: &R) -> Vec<String> {
    let tables = book.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    tables.map(|sheet| sheet.name.clone()).collect()
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
    merged: Vec<Dimensions>,
    /// Values that go on in the rows below: column, last row, value.
    going_on: Vec<(u32, u32, String)>,
}

impl Rows {
    fn new(mut merged: Vec<Dimensions>) -> Rows {
        merged.retain(|area| area.end.0 > area.start.0);
        merged.sort_unstable_by_key(|area| area.start);
        Rows { ready: Vec::new(), open: Row::default(), merged, going_on: Vec::new() }
    }

    /// Takes a cell in; false where nobody listens any more.
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
        set(&mut self.open, column, value);
        true
    }

    /// Begins a row, with what goes on from those above.
    fn next(&mut self, number: u64, give: &mut dyn FnMut(Piece) -> bool) -> bool {
        let full = std::mem::replace(&mut self.open, Row { number, cells: Vec::new() });
        if full.number > 0 {
            self.ready.push(full);
        }
        self.going_on.retain(|&(_, last, _)| u64::from(last) + 1 >= number);
        for (column, _, value) in &self.going_on {
            set(&mut self.open, *column, value.clone());
        }
        self.ready.len() < ROWS || give(Piece::Rows(std::mem::take(&mut self.ready)))
    }

    fn close(mut self, give: &mut dyn FnMut(Piece) -> bool) -> bool {
        if self.open.number > 0 {
            self.ready.push(self.open);
        }
        self.ready.is_empty() || give(Piece::Rows(self.ready))
    }
}

fn set(row: &mut Row, column: u32, value: String) {
    let column = column as usize;
    if row.cells.len() <= column {
        row.cells.resize(column + 1, String::new());
    }
    row.cells[column] = value;
}

/// A value as the cell shows it.
pub(super) fn shown(value: &Data) -> String {
    match value {
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        Data::Int(number) => number.to_string(),
        // Numbers of documents are whole, and no cell holds more digits.
        Data::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => (*number as i64).to_string(),
        Data::Float(number) => number.to_string(),
        Data::Bool(true) => "TRUE".to_string(),
        Data::Bool(false) => "FALSE".to_string(),
        Data::DateTime(moment) => day(moment),
        Data::Error(_) | Data::Empty => String::new(),
    }
}

fn day(moment: &ExcelDateTime) -> String {
    if moment.is_duration() || !moment.as_f64().is_finite() || moment.as_f64() < 1.0 {
        return String::new();
    }
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    match (hour, minute, second) {
        (0, 0, 0) => format!("{year:04}-{month:02}-{day:02}"),
        _ => format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}"),
    }
}
