//! JSON Lines: one record, so one document, a line; read line by line.

use std::io::{self, BufRead};
use std::sync::Arc;

use serde_json::{Map, Value};

use super::encoding::{Lines, MARK};
use super::fields::{Fields, Part};
use super::json::{quote_long_numbers, records};
use super::names::{STDIN, stem};
use super::packed::unpacked_name;
use super::record::{Origin, record_as};
use super::{Document, Failure, Stream};

/// The records of one file.
pub(super) struct Records {
    file: String,
    stream: Stream,
    /// One line; kept from record to record.
    buffer: Vec<u8>,
    line: u64,
    /// Bytes of the stream read so far.
    bytes: u64,
    limit: u64,
    lines: Lines,
    /// Whether the file was said to be records, and is not only taken for it.
    certain: bool,
    done: bool,
    fields: Arc<Fields>,
    /// Records of the line read last, where it held several.
    ready: std::vec::IntoIter<Map<String, Value>>,
    more: u64,
}

impl Records {
    pub(super) fn new(file: &str, stream: Stream, limit: u64, fields: Arc<Fields>) -> Records {
        Records {
            file: file.to_string(),
            stream,
            buffer: Vec::new(),
            line: 0,
            bytes: 0,
            limit,
            lines: Lines::default(),
            certain: false,
            done: false,
            fields,
            ready: Vec::new().into_iter(),
            more: 0,
        }
    }

    /// Goes on after a line that would else tell that this is no JSON Lines at all.
    pub(super) fn certainly(self, certain: bool) -> Records {
        Records { certain, ..self }
    }

    pub(super) fn next(&mut self) -> Option<Result<Document, Failure>> {
        if let Some(fields) = self.ready.next() {
            self.more += 1;
            return Some(self.document(fields));
        }
        while !self.done {
            let start = self.bytes;
            let length = match self.read_line() {
                Ok(0) => break,
                Ok(length) => length,
                Err(error) => {
                    self.done = true;
                    return Some(Err(Failure::io(&self.file, &error)));
                }
            };
            self.line += 1;
            if length > self.limit {
                return Some(Err(Failure::too_large(&self.place(), self.limit)));
            }
            let whole = match self.buffer.strip_prefix(MARK) {
                Some(rest) if self.line == 1 => rest,
                _ => &self.buffer,
            };
            let line = whole.trim_ascii_start();
            let start = start + (self.buffer.len() - line.len()) as u64;
            let line = line.trim_ascii_end();
            if line.is_empty() {
                continue;
            }
            if let (b"{" | b"[", false) = (line, self.certain) {
                self.done = true;
                let cure = "write one object a line, or name the file .json";
                return Some(Err(Failure::new(&self.place(), "JSON spread over several lines", cure)));
            }
            let text = self.lines.decode(&place(&self.file, self.line), line, start);
            let text = match text {
                Ok(text) => text.into_owned(),
                Err(failure) => return Some(Err(failure)),
            };
            self.more = 0;
            return Some(self.record(&text));
        }
        self.done = true;
        None
    }

    /// Reads one line into the buffer; of one over the limit only the start is kept.
    fn read_line(&mut self) -> io::Result<u64> {
        self.buffer.clear();
        let mut length: u64 = 0;
        loop {
            let some = match self.stream.fill_buf() {
                Ok(some) => some,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            let end = some.iter().position(|&b| b == b'\n').map(|at| at + 1);
            let taken = end.unwrap_or(some.len());
            if length <= self.limit {
                let room = (self.limit + 1 - length).min(taken as u64) as usize;
                self.buffer.extend_from_slice(&some[..room]);
            }
            self.stream.consume(taken);
            length += taken as u64;
            self.bytes += taken as u64;
            if end.is_some() || taken == 0 {
                return Ok(length);
            }
        }
    }

    fn place(&self) -> String {
        place(&self.file, self.line)
    }

    fn record(&mut self, line: &str) -> Result<Document, Failure> {
        let fields: Map<String, Value> =
            serde_json::from_str(&quote_long_numbers(line)).map_err(|error| self.not_json(line, &error))?;
        let nested = |value: &Value| {
            value.is_object() || value.as_array().is_some_and(|all| all.iter().any(Value::is_object))
        };
        if self.fields.find(Part::Text, &fields).is_some() || !fields.values().any(nested) {
            return self.document(fields);
        }
        // An issue or page that holds its articles.
        self.ready = records(Value::Object(fields), &self.fields).into_iter();
        let first = self.ready.next().unwrap_or_default();
        self.document(first)
    }

    fn not_json(&self, line: &str, error: &serde_json::Error) -> Failure {
        if line.starts_with('[') {
            let cure = "write one object a line, or name the file .json";
            return Failure::new(&self.place(), "a JSON list, not an object", cure);
        }
        // serde_json says "… at line 1 column 7"; the line is ours, the column is worth keeping.
        let said = error.to_string();
        let reason = said.split(" at line ").next().unwrap_or(&said);
        let what = format!("{}:{}", self.place(), error.column().max(1));
        Failure::new(
            &what,
            format!("not a JSON object: {reason}"),
            "mend or delete this line; every line is one {…}",
        )
    }

    fn document(&self, fields: Map<String, Value>) -> Result<Document, Failure> {
        let mut id = format!("{}#{}", stem(unpacked_name(&self.file)), self.line);
        if self.more > 0 {
            id.push_str(&format!(".{}", self.more + 1));
        }
        let file = (self.file != STDIN).then_some(self.file.as_str());
        record_as(fields, Origin { place: &self.place(), id, file }, &self.fields)
    }
}

fn place(file: &str, line: u64) -> String {
    format!("{file}:{line}")
}
