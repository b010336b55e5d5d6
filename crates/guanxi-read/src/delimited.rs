//! Tables in text (CSV, TSV): what parts the cells and which encoding they are in is told by the file itself.

use std::borrow::Cow;
use std::io::{self, BufRead, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use csv::{ByteRecord, ReaderBuilder};

use super::encoding::{Lines, MARK};
use super::rows::Row;
use super::{Failure, Stream};
use guanxi::internal::document::Damage;

/// The rows of one file.
pub(super) struct Delimited {
    file: String,
    reader: csv::Reader<Counted>,
    record: ByteRecord,
    lines: Lines,
    /// Bytes read since the last row that was whole.
    since: Arc<AtomicU64>,
    done: bool,
}

/// Bytes in which what parts the cells is looked for.
const SAMPLE: usize = 1 << 16;

impl Delimited {
    pub(super) fn new(file: &str, mut stream: Stream, limit: u64) -> Result<Delimited, Failure> {
        let head = stream.fill_buf().map_err(|error| Failure::io(file, &error))?;
        let delimiter = delimiter(file, &head[..head.len().min(SAMPLE)]);
        let marked = head.starts_with(MARK);
        if marked {
            stream.consume(MARK.len());
        }
        let since = Arc::new(AtomicU64::new(0));
        let counted = Counted { from: stream, since: since.clone(), limit: limit.saturating_add(1 << 20) };
        let reader =
            ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(counted);
        let (record, lines) = (ByteRecord::new(), Lines::default());
        Ok(Delimited { file: file.to_string(), reader, record, lines, since, done: false })
    }

    pub(super) fn next(&mut self) -> Option<Result<Row, Failure>> {
        if self.done {
            return None;
        }
        let number = self.reader.position().line();
        match self.reader.read_byte_record(&mut self.record) {
            Ok(true) => {}
            Ok(false) => {
                self.done = true;
                return None;
            }
            Err(error) => {
                self.done = true;
                let what = format!("{}:{number}", self.file);
                return Some(Err(match error.into_kind() {
                    csv::ErrorKind::Io(error) => Failure::io(&what, &error),
                    other => {
                        Failure::new(&what, format!("is no table: {other:?}"), "save the table again as CSV")
                    }
                }));
            }
        }
        self.since.store(0, Ordering::Relaxed);
        // Blank lines are passed over: the row's own line is told.
        let position = self.record.position();
        let number = position.map_or(number, csv::Position::line);
        let start = position.map_or(0, csv::Position::byte);
        let place = format!("{}:{number}", self.file);
        // One look at all cells, so that a short one is in the encoding of the row.
        let whole = match self.lines.decode(&place, self.record.as_slice(), start) {
            Ok(whole) => whole,
            Err(failure) => return Some(Err(failure)),
        };
        // Cells of text as it stands in the file are parts of it.
        let parts = match whole {
            Cow::Borrowed(whole) => {
                let ranges = (0..self.record.len()).filter_map(|at| self.record.range(at));
                ranges.map(|range| whole.get(range).map(str::to_string)).collect()
            }
            Cow::Owned(_) => None,
        };
        let mut decoded = |cell| self.lines.decode(&place, cell, start).map(Cow::into_owned);
        let cells: Result<Vec<String>, Failure> =
            parts.map_or_else(|| self.record.iter().map(&mut decoded).collect(), Ok);
        Some(cells.map(|cells| Row { number, cells }))
    }
}

/// The character that parts the cells: the most frequent outside quotation marks on the first lines.
fn delimiter(file: &str, head: &[u8]) -> u8 {
    const KNOWN: [u8; 4] = [b',', b'\t', b';', b'|'];
    let tabs = file.to_ascii_lowercase();
    let tabs = [".tsv", ".tab"].iter().any(|ending| tabs.contains(ending));
    let mut counts = [0_u32; KNOWN.len()];
    let mut quoted = false;
    for &byte in head {
        match byte {
            b'"' => quoted = !quoted,
            // The first line that parts anything tells it.
            b'\n' if !quoted && counts.iter().any(|&count| count > 0) => break,
            _ if quoted => {}
            _ => {
                if let Some(at) = KNOWN.iter().position(|&known| known == byte) {
                    counts[at] += 1;
                }
            }
        }
    }
    if tabs && counts[1] > 0 {
        return b'\t';
    }
    let most = (0..KNOWN.len()).rev().max_by_key(|&at| counts[at]).filter(|&at| counts[at] > 0);
    most.map_or(if tabs { b'\t' } else { b',' }, |at| KNOWN[at])
}

/// Stops where one row takes more than a document may have: a quotation mark that is never closed takes all.
struct Counted {
    from: Stream,
    since: Arc<AtomicU64>,
    limit: u64,
}

impl Read for Counted {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.from.read(into)?;
        if self.since.fetch_add(read as u64, Ordering::Relaxed) > self.limit {
            return Err(Damage::error(
                "a row larger than a document may be begins here",
                "see whether a quotation mark (\") is never closed, or split the row",
            ));
        }
        Ok(read)
    }
}
