//! Parquet: one row, so one document, with the fields of a JSON Lines record.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use bytes::Bytes;
use parquet::errors::ParquetError;
use parquet::file::metadata::ParquetMetaDataReader;
use parquet::file::reader::{ChunkReader, FileReader, SerializedFileReader};
use parquet::record::reader::RowIter;
use parquet::record::{Field, Row};
use serde_json::{Map, Value};

use super::fields::Fields;
use super::names::stem;
use super::packed::Budget;
use super::parquet_pages::{sizes, too_much};
use super::record::{Origin, record_as};
use super::rows::no_text;
use super::{Document, Failure};
use guanxi::internal::document::{PATIENCE, guarded};

/// Rows read at a time, on a thread that may break: so many, and no more than have so many bytes.
const ROWS: usize = 64;
const BYTES: usize = 4 << 20;

/// Most bytes of the values of one column that are made at a time; each may be as long as its page.
const AHEAD: u64 = 64 << 20;

/// The rows of one file.
pub(super) struct Rows {
    file: Arc<str>,
    rows: Option<RowIter<'static>>,
    ready: std::vec::IntoIter<Result<Row, ParquetError>>,
    row: u64,
    limit: u64,
    fields: Arc<Fields>,
    /// The column of the texts.
    text: String,
    /// Bytes that its rows, or the archive it lies in, may still unpack to.
    budget: Budget,
}

impl Rows {
    /// A file on the disk: only what is being read of it is held.
    pub(super) fn open(file: &str, path: &Path, limit: u64, fields: Arc<Fields>) -> Result<Rows, Failure> {
        let source = fs::File::open(path).map_err(|error| Failure::io(file, &error))?;
        Rows::of(file, source, (limit, None), fields)
    }

    /// A file in an archive or a stream, within the limit of one document and what is left to the archive.
    pub(super) fn of_bytes(
        file: &str,
        bytes: Vec<u8>,
        bounds: (u64, Option<Budget>),
        fields: Arc<Fields>,
    ) -> Result<Rows, Failure> {
        Rows::of(file, Bytes::from(bytes), bounds, fields)
    }

    fn of(
        file: &str,
        source: impl ChunkReader + 'static,
        (limit, budget): (u64, Option<Budget>),
        fields: Arc<Fields>,
    ) -> Result<Rows, Failure> {
        let name = file.to_string();
        let names = fields.clone();
        let budget = budget.unwrap_or_else(|| Budget::of_packed(source.len()));
        let most = budget.left();
        let (rows, text) = guarded(file, PATIENCE, move |_| {
            let damaged = |error: ParquetError| damaged(&name, &error);
            let meta = ParquetMetaDataReader::new().parse_and_finish(&source).map_err(damaged)?;
            let sizes = sizes(&name, &source, &meta, most)?;
            let reader = SerializedFileReader::new(source).map_err(damaged)?;
            let schema = reader.metadata().file_metadata().schema();
            let columns: Vec<String> =
                schema.get_fields().iter().map(|field| field.name().to_string()).collect();
            let Some(text) = names.text_column(&columns) else { return Err(no_text(&name, &columns)) };
            let batch = (AHEAD / sizes.page.max(1)).clamp(1, 1024) as usize;
            let rows = RowIter::from_file_into(Box::new(reader)).with_batch_size(batch);
            Ok((rows, columns[text].clone()))
        })?;
        Ok(Rows {
            file: file.into(),
            rows: Some(rows),
            ready: Vec::new().into_iter(),
            row: 0,
            limit,
            fields,
            text,
            budget,
        })
    }

    pub(super) fn next(&mut self) -> Option<Result<Document, Failure>> {
        loop {
            if let Some(row) = self.ready.next() {
                self.row += 1;
                if row.is_err() {
                    self.rows = None;
                }
                // One value may stand in any number of rows.
                if row.as_ref().is_ok_and(|row| !self.budget.take(size(row) as u64)) {
                    (self.rows, self.ready) = (None, Vec::new().into_iter());
                    return Some(Err(too_much(&format!("{}, from row {} on", self.file, self.row))));
                }
                return Some(
                    row.map_err(|error| damaged(&self.file, &error)).and_then(|row| self.document(row)),
                );
            }
            let mut rows = self.rows.take()?;
            let read = guarded(&self.file, PATIENCE, move |_| {
                let (mut ready, mut bytes) = (Vec::new(), 0);
                while ready.len() < ROWS && bytes < BYTES {
                    let Some(row) = rows.next() else { break };
                    bytes += row.as_ref().map_or(0, size);
                    ready.push(row);
                }
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
        if size(&row) as u64 > self.limit {
            return Err(Failure::too_large(&place, self.limit));
        }
        let mut fields = Map::new();
        for (name, field) in row.into_columns() {
            let value = match field {
                Field::Str(text) => Value::String(text),
                // Texts written as plain bytes: the column says nothing of characters.
                Field::Bytes(bytes) => match std::str::from_utf8(bytes.data()) {
                    Ok(text) => Value::String(text.to_string()),
                    Err(error) if name == self.text => {
                        let reason =
                            format!("field `{name}` is no UTF-8: broken at byte {}", error.valid_up_to() + 1);
                        return Err(Failure::new(&place, reason, "write the column as strings"));
                    }
                    Err(_) => Value::Null,
                },
                other => other.to_json_value(),
            };
            fields.insert(name, value);
        }
        let id = format!("{}#{}", stem(&self.file), self.row);
        record_as(fields, Origin { place: &place, id, file: Some(&self.file) }, &self.fields)
    }
}

/// Bytes of all that a row holds, lists and all.
fn size(row: &Row) -> usize {
    let mut open: Vec<&Field> = row.get_column_iter().map(|(_, field)| field).collect();
    let mut bytes = 0;
    while let Some(field) = open.pop() {
        bytes += match field {
            Field::Str(text) => text.len(),
            Field::Bytes(data) => data.len(),
            Field::Group(row) => {
                open.extend(row.get_column_iter().map(|(_, field)| field));
                8
            }
            Field::ListInternal(list) => {
                open.extend(list.elements());
                8
            }
            Field::MapInternal(map) => {
                open.extend(map.entries().iter().flat_map(|(key, value)| [key, value]));
                8
            }
            _ => 8,
        };
    }
    bytes
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
