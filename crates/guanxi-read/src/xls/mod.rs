//! Spreadsheets of Excel before 2007 (.xls), which have 65 536 rows at most and are held: the file and its strings, but
//! no sheet.
//!
//! The crates that read them make room for every cell between the first and the last that a file tells of, and follow
//! its parts wherever they say: a damaged file then asks for gigabytes.

mod compound;
mod records;

use std::collections::BTreeMap;

use super::Failure;
use super::number::{Meaning, built_in, of_code, shown};
use super::sheet::{Area, broken};
use compound::{f64_at, stream, u16_at, u32_at};
use records::{Letters, Record, Run, record, records};

/// Columns of the largest sheet.
const COLUMNS: u16 = 256;

/// Begins a sheet, or something inside it: a chart.
const BEGIN: u16 = 0x0809;
const END: u16 = 0x000A;

/// Sorts of cells.
const NUMBER: u16 = 0x0203;
const SMALL_NUMBER: u16 = 0x027E;
const SMALL_NUMBERS: u16 = 0x00BD;
const LABEL: u16 = 0x0204;
const LABEL_WITH_FONTS: u16 = 0x00D6;
const LABEL_BY_NUMBER: u16 = 0x00FD;
const TRUTH: u16 = 0x0205;
const FORMULA: u16 = 0x0006;
/// The value of the formula before.
const VALUE: u16 = 0x0207;
/// Areas that are one cell.
const MERGED: u16 = 0x00E5;

/// An open workbook.
pub(super) struct Book {
    what: String,
    stream: Vec<u8>,
    /// Names of sheets, and where they begin and end.
    sheets: Vec<(String, [usize; 2])>,
    letters: Letters,
    strings: Vec<String>,
    styles: Vec<Meaning>,
    since_1904: bool,
}

/// Where the cells of a sheet stand, row by row, and which areas are one cell.
pub(super) struct Places {
    cells: Vec<(u16, u16, usize)>,
    pub(super) merged: Vec<Area>,
}

impl Book {
    /// Opens a workbook by its bytes.
    pub(super) fn open(what: &str, file: &[u8]) -> Result<Book, Failure> {
        let stream = stream(file, &["Workbook", "Book"]).map_err(|said| broken(what, said))?;
        let mut book = Book {
            what: what.to_string(),
            stream,
            sheets: Vec::new(),
            letters: Letters::Unicode,
            strings: Vec::new(),
            styles: Vec::new(),
            since_1904: false,
        };
        book.read()?;
        Ok(book)
    }

    /// What is said of the whole workbook before its sheets.
    fn read(&mut self) -> Result<(), Failure> {
        let (mut formats, mut styles, mut page, mut ended) = (BTreeMap::new(), Vec::new(), None, false);
        let (mut named, mut starts) = (Vec::new(), vec![self.stream.len()]);
        for (_, record) in records(&self.stream) {
            let Record { sort, data, .. } = record;
            match sort {
                BEGIN if u16_at(data, 0) == Some(0x0500) => self.letters = Letters::of_page(936),
                0x002F => return Err(broken(&self.what, "password")),
                0x0042 => page = u16_at(data, 0),
                0x0022 => self.since_1904 = u16_at(data, 0) == Some(1),
                0x041E => {
                    let code = match self.letters {
                        Letters::Unicode => self.letters.string(Run::of(record, 2)),
                        Letters::Local(_) => data.get(2..).and_then(|data| self.letters.short(data)),
                    };
                    formats.extend(u16_at(data, 0).zip(code));
                }
                0x00E0 => styles.push(u16_at(data, 2).unwrap_or(0)),
                0x0085 => {
                    let start = u32_at(data, 0).map_or(usize::MAX, |start| start as usize);
                    starts.push(start);
                    let name = data.get(6..).and_then(|data| self.letters.short(data));
                    // Sorts other than 0 hold charts and programs.
                    if data.get(5) == Some(&0) {
                        named.push((name.unwrap_or_default(), start));
                    }
                }
                0x00FC => {
                    let mut run = Run::of(record, 8);
                    while run.goes_on() {
                        let Some(string) = run.string() else { break };
                        self.strings.push(string);
                    }
                }
                END => {
                    ended = true;
                    break;
                }
                _ => {}
            }
            if let (Letters::Local(_), Some(page)) = (self.letters, page) {
                self.letters = Letters::of_page(page);
            }
        }
        if !ended {
            return Err(broken(&self.what, "it ends too early"));
        }
        let meaning = |format: &u16| match formats.get(format) {
            Some(code) => of_code(code),
            None => built_in((*format).into()),
        };
        self.styles = styles.iter().map(meaning).collect();
        // A sheet ends where the next begins, so that none is read twice.
        starts.sort_unstable();
        starts.dedup();
        let end = |start: usize| starts.get(starts.partition_point(|&other| other <= start)).copied();
        for (name, start) in named {
            match end(start) {
                Some(end) if self.sheets.iter().all(|(_, [other, _])| *other != start) => {
                    self.sheets.push((name, [start, end.min(self.stream.len())]));
                }
                _ => return Err(broken(&self.what, "a sheet lies outside of it, or on another")),
            }
        }
        Ok(())
    }

    /// Names of the sheets, in order; pages of charts are left out.
    pub(super) fn sheets(&self) -> impl Iterator<Item = &str> {
        self.sheets.iter().map(|(name, _)| name.as_str())
    }

    /// Where the cells of a sheet stand.
    pub(super) fn places(&self, sheet: usize) -> Result<Places, Failure> {
        let [start, end] = self.sheets.get(sheet).map_or([0; 2], |(_, span)| *span);
        let outside = || broken(&self.what, "a cell lies outside of any sheet");
        let (mut cells, mut merged, mut depth, mut formula) = (Vec::new(), Vec::new(), 0_u32, None);
        for (at, record) in records(&self.stream[start..end]) {
            let at = start + at;
            match record.sort {
                BEGIN => depth += 1,
                END if depth <= 1 => {
                    cells.sort_by_key(|&(row, column, _)| (row, column));
                    return Ok(Places { cells, merged });
                }
                END => depth -= 1,
                _ if depth > 1 => {}
                MERGED => merged.extend(areas(record.data)),
                SMALL_NUMBERS => {
                    let (row, first) = place(record.data).ok_or_else(outside)?;
                    let last = usize::from(first) + record.data.len().saturating_sub(6) / 6;
                    let last =
                        u16::try_from(last).ok().filter(|last| *last <= COLUMNS).ok_or_else(outside)?;
                    cells.extend((first..last).map(|column| (row, column, at)));
                }
                VALUE => cells.extend(formula.take().map(|(row, column)| (row, column, at))),
                NUMBER | SMALL_NUMBER | LABEL | LABEL_WITH_FONTS | LABEL_BY_NUMBER | TRUTH | FORMULA => {
                    let (row, column) =
                        place(record.data).filter(|place| place.1 < COLUMNS).ok_or_else(outside)?;
                    if record.sort == FORMULA && is_text(record.data) {
                        formula = Some((row, column));
                    } else {
                        cells.push((row, column, at));
                    }
                }
                _ => {}
            }
        }
        Err(broken(&self.what, "it ends too early"))
    }

    /// Gives out cells row by row, as they are shown: row and column, counted from 0, and text; ends where nobody listens
    /// any more, with false.
    pub(super) fn cells(
        &self,
        places: &Places,
        mut give: impl FnMut(u32, u32, String) -> bool,
    ) -> Result<bool, Failure> {
        for &(row, column, at) in &places.cells {
            let Some(record) = record(&self.stream[at..]) else { continue };
            if !give(row.into(), column.into(), self.text(record, column)?) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// What a cell shows.
    fn text(&self, record: Record, column: u16) -> Result<String, Failure> {
        let data = record.data;
        let number = |value: Option<f64>, style: Option<u16>| {
            let meaning = style.and_then(|style| self.styles.get(usize::from(style)).copied());
            let shown = |value| shown(value, meaning.unwrap_or(Meaning::Number), self.since_1904);
            value.map(shown).unwrap_or_default()
        };
        Ok(match record.sort {
            NUMBER => number(f64_at(data, 6), u16_at(data, 4)),
            SMALL_NUMBER => number(u32_at(data, 6).map(small), u16_at(data, 4)),
            SMALL_NUMBERS => {
                let first = u16_at(data, 2).unwrap_or(0);
                let at = 4 + 6 * usize::from(column.saturating_sub(first));
                number(u32_at(data, at + 2).map(small), u16_at(data, at))
            }
            LABEL | LABEL_WITH_FONTS => self.letters.string(Run::of(record, 6)).unwrap_or_default(),
            LABEL_BY_NUMBER => {
                let string = u32_at(data, 6).and_then(|at| self.strings.get(at as usize));
                let none = || broken(&self.what, "a cell names a string that is not there");
                string.cloned().ok_or_else(none)?
            }
            VALUE => self.letters.string(Run::of(record, 0)).unwrap_or_default(),
            TRUTH => truth(data.get(6), data.get(7) == Some(&0)),
            _ => match data.get(6..14) {
                // No number: a sort, and its value.
                Some([1, _, value, .., 0xFF, 0xFF]) => truth(Some(value), true),
                Some([.., 0xFF, 0xFF]) => String::new(),
                _ => number(f64_at(data, 6), u16_at(data, 4)),
            },
        })
    }
}

/// Row and column of a cell.
fn place(data: &[u8]) -> Option<(u16, u16)> {
    Some((u16_at(data, 0)?, u16_at(data, 2)?))
}

/// Whether the value of a formula is a text, which stands in a record of its own.
fn is_text(data: &[u8]) -> bool {
    matches!(data.get(6..14), Some([0, .., 0xFF, 0xFF]))
}

fn truth(value: Option<&u8>, told: bool) -> String {
    match value {
        Some(0) if told => "FALSE".to_string(),
        Some(_) if told => "TRUE".to_string(),
        _ => String::new(),
    }
}

/// A number in four bytes: whole, or the upper half of one with a fraction; in hundredths or not.
fn small(number: u32) -> f64 {
    let value = match number & 2 {
        0 => f64::from_bits(u64::from(number & !3) << 32),
        _ => f64::from((number as i32) >> 2),
    };
    if number & 1 == 0 { value } else { value / 100.0 }
}

fn areas(data: &[u8]) -> impl Iterator<Item = Area> {
    let all = data.get(2..).unwrap_or_default().as_chunks::<8>().0.iter();
    all.filter_map(|area| {
        let [top, bottom, left, right] = [0, 2, 4, 6].map(|at| u16_at(area, at).map(u32::from));
        Some(Area { start: (top?, left?), end: (bottom?, right?) })
    })
}

#[cfg(test)]
mod tests;
