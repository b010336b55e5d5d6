//! The strings of a workbook, which its cells name by their number: in memory while they are few, else in a file that
//! goes with the program.

use std::io::{self, BufReader, BufWriter, Read, Seek, Write};

use quick_xml::events::Event;
use tempfile::SpooledTempFile;

use super::super::Failure;
use super::part::Part;

/// Most bytes of strings, and of their places, that are held.
const HELD: usize = 4 << 20;

/// Strings used of late that are held: heads and sources come in every row.
const RECENT: usize = 1 << 10;

/// Longest of them, in bytes.
const SHORT: usize = 256;

/// All strings of a workbook.
pub(super) struct Strings {
    texts: Spool,
    /// Where each ends, eight bytes each.
    ends: Spool,
    count: u64,
    recent: Vec<Option<(u64, String)>>,
}

impl Strings {
    pub(super) fn none() -> io::Result<Strings> {
        Strings::of(Writer::new(), Writer::new(), 0)
    }

    /// Takes the part that holds them.
    pub(super) fn read(mut part: Part, what: &str) -> Result<Strings, Failure> {
        let io = |error: io::Error| Failure::io(what, &error);
        let (mut texts, mut ends) = (Writer::new(), Writer::new());
        let (mut end, mut count) = (0_u64, 0);
        loop {
            match part.next()? {
                Event::Start(tag) if tag.local_name().as_ref() == "si" => {}
                Event::Eof => break,
                _ => continue,
            }
            part.begin();
            let string = part.string()?;
            texts.write_all(string.as_bytes()).map_err(io)?;
            end += string.len() as u64;
            ends.write_all(&end.to_le_bytes()).map_err(io)?;
            count += 1;
        }
        Strings::of(texts, ends, count).map_err(io)
    }

    fn of(texts: Writer, ends: Writer, count: u64) -> io::Result<Strings> {
        Ok(Strings { texts: texts.close()?, ends: ends.close()?, count, recent: vec![None; RECENT] })
    }

    /// One of them.
    pub(super) fn get(&mut self, number: u64) -> io::Result<Option<String>> {
        if number >= self.count {
            return Ok(None);
        }
        let slot = number as usize % RECENT;
        if let Some((held, string)) = &self.recent[slot]
            && *held == number
        {
            return Ok(Some(string.clone()));
        }
        let start = if number == 0 { 0 } else { self.end(number - 1)? };
        let mut bytes = vec![0; self.end(number)?.saturating_sub(start) as usize];
        self.texts.read(start, &mut bytes)?;
        let string = String::from_utf8(bytes).map_err(io::Error::other)?;
        if string.len() <= SHORT {
            self.recent[slot] = Some((number, string.clone()));
        }
        Ok(Some(string))
    }

    fn end(&mut self, number: u64) -> io::Result<u64> {
        let mut bytes = [0; 8];
        self.ends.read(number * 8, &mut bytes)?;
        Ok(u64::from_le_bytes(bytes))
    }
}

/// What is written from its start to its end.
struct Writer(BufWriter<SpooledTempFile>);

impl Writer {
    fn new() -> Writer {
        Writer(BufWriter::with_capacity(1 << 16, SpooledTempFile::new(HELD)))
    }

    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.0.write_all(bytes)
    }

    fn close(self) -> io::Result<Spool> {
        let mut file = self.0.into_inner().map_err(|error| error.into_error())?;
        file.rewind()?;
        Ok(Spool { file: BufReader::with_capacity(1 << 15, file), at: 0 })
    }
}

/// What is read again, mostly in the order in which it was written.
struct Spool {
    file: BufReader<SpooledTempFile>,
    at: u64,
}

impl Spool {
    fn read(&mut self, at: u64, into: &mut [u8]) -> io::Result<()> {
        self.file.seek_relative(at as i64 - self.at as i64)?;
        self.at = at;
        self.file.read_exact(into)?;
        self.at += into.len() as u64;
        Ok(())
    }
}
