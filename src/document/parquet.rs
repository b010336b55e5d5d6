//! Parquet: one row, so one document, with the fields of a JSON Lines record.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use bytes::Bytes;
use parquet::errors::ParquetError;
use parquet::file::reader::{ChunkReader, FileReader, SerializedFileReader};
use parquet::record::reader::RowIter;
use parquet::record::{Field, Row};
use serde_json::{Map, Value};

use super::guard::{PATIENCE, guarded};
use super::names::stem;
use super::record::{Origin, record};
use super::{Document, Failure};

/// Rows read at a time, on a thread that may break.
const ROWS: usize = 64;

/// The rows of one file.
pub(super) struct Rows {
    file: Arc<str>,
    rows: Option<RowIter<'static>>,
    ready: std::vec::IntoIter<Result<Row, ParquetError>>,
    row: u64,
    limit: u64,
}

impl Rows {
    /// A file on the disk: only what is being read of it is held.
    pub(super) fn open(file: &str, path: &Path, limit: u64) -> Result<Rows, Failure> {
        let source = fs::File::open(path).map_err(|error| Failure::io(file, &error))?;
        Rows::of(file, source, limit)
    }

    /// A file in an archive or a stream.
    pub(super) fn of_bytes(file: &str, bytes: Vec<u8>, limit: u64) -> Result<Rows, Failure> {
        Rows::of(file, Bytes::from(bytes), limit)
    }

    fn of(file: &str, source: impl ChunkReader + 'static, limit: u64) -> Result<Rows, Failure> {
        let name = file.to_string();
        let rows = guarded(file, PATIENCE, move |_| {
            let reader = SerializedFileReader::new(source).map_err(|error| damaged(&name, &error))?;
            let schema = reader.metadata().file_metadata().schema();
            let fields: Vec<&str> = schema.get_fields().iter().map(|field| field.name()).collect();
            if !fields.contains(&"text") {
                let cure =
                    format!("call the column of the texts `text` (its columns: {})", fields.join(", "));
                return Err(Failure::new(&name, "no column `text`", cure));
            }
            Ok(RowIter::from_file_into(Box::new(reader)))
        })?;
        Ok(Rows { file: file.into(), rows: Some(rows), ready: Vec::new().into_iter(), row: 0, limit })
    }

    pub(super) fn next(&mut self) -> Option<Result<Document, Failure>> {
        loop {
            if let Some(row) = self.ready.next() {
                self.row += 1;
                if row.is_err() {
                    self.rows = None;
                }
                return Some(
                    row.map_err(|error| damaged(&self.file, &error)).and_then(|row| self.document(row)),
                );
            }
            let mut rows = self.rows.take()?;
            let read = guarded(&self.file, PATIENCE, move |_| {
                let ready: Vec<_> = rows.by_ref().take(ROWS).collect();
                Ok((rows, ready))
            });
            match read {
                Ok((_, ready)) if ready.is_empty() => return None,
                Ok((rows, ready)) => {
                    self.rows = Some(rows);
                    self.ready = ready.into_iter();
                }
                Err(failure) => return Some(Err(failure)),
            }
        }
    }

    fn document(&self, row: Row) -> Result<Document, Failure> {
        let place = format!("{}, row {}", self.file, self.row);
        let mut fields = Map::new();
        for (name, field) in row.into_columns() {
            let value = match field {
                Field::Str(text) => Value::String(text),
                // Texts written as plain bytes: the column says nothing of characters.
                Field::Bytes(bytes) => match std::str::from_utf8(bytes.data()) {
                    Ok(text) => Value::String(text.to_string()),
                    Err(error) if name == "text" => {
                        let reason =
                            format!("field `text` is no UTF-8: broken at byte {}", error.valid_up_to() + 1);
                        return Err(Failure::new(&place, reason, "write the column as strings"));
                    }
                    Err(_) => Value::Null,
                },
                other => other.to_json_value(),
            };
            if let ("text", Value::String(text)) = (name.as_str(), &value)
                && text.len() as u64 > self.limit
            {
                return Err(Failure::too_large(&place, self.limit));
            }
            fields.insert(name, value);
        }
        let id = format!("{}#{}", stem(&self.file), self.row);
        record(fields, Origin { place: &place, id, file: Some(&self.file) })
    }
}

fn damaged(file: &str, error: &ParquetError) -> Failure {
    let said = error.to_string();
    let cure = if said.contains("Disabled feature") || said.contains("compression") {
        "write it with compression `snappy`, `gzip`, `lz4_raw` or none"
    } else {
        "write it again, or turn its rows into JSON Lines"
    };
    Failure::new(file, format!("is no Parquet file that can be read: {said}"), cure)
}
