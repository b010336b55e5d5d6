//! Arrow batches as documents.

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_schema::DataType;
use guanxi::document::{Document, Failure};
use guanxi_read::{Origin, record};
use pyo3::prelude::*;
use serde_json::{Map, Value};

use crate::errors::wrong;

/// What a batch may hold; Python gives every column the type that stands here.
const FIELDS: [&str; 6] = ["text", "id", "title", "date", "source", "url"];

/// The documents of a batch, and the rows that are none. Rows without an id are called after their number.
pub(crate) fn documents(batch: &RecordBatch, before: u64) -> PyResult<Vec<Result<Document, Failure>>> {
    let mut columns = Vec::new();
    for name in FIELDS {
        let Some(column) = batch.column_by_name(name) else { continue };
        match column.data_type() {
            DataType::LargeUtf8 | DataType::LargeBinary => columns.push((name, column)),
            other => return Err(wrong(format!("column {name}: {other}, not text; cast it to string first"))),
        }
    }
    let row = |at: usize| {
        let number = before + at as u64 + 1;
        let mut fields = Map::new();
        for &(name, column) in &columns {
            let value = match text(column, at) {
                Ok(None) => Value::Null,
                Ok(Some(text)) => Value::String(text.to_string()),
                Err(valid) if name == "text" => {
                    let what = told(column_text(&columns, "id", at), number);
                    let reason = format!("field `text` is no UTF-8: broken at byte {}", valid + 1);
                    return Err(Failure { what, reason, cure: "decode it to a string first".to_string() });
                }
                Err(_) => Value::Null,
            };
            fields.insert(name.to_string(), value);
        }
        let place = told(column_text(&columns, "id", at), number);
        let document = record(fields, Origin { place: &place, id: format!("row#{number}"), file: None })?;
        // As on the command line, a record without a text is no document.
        if document.text.trim().is_empty() {
            let (reason, cure) = ("it has no text".to_string(), "leave it out, or fill its text".to_string());
            return Err(Failure { what: place, reason, cure });
        }
        Ok(document)
    };
    Ok((0..batch.num_rows()).map(row).collect())
}

fn text(column: &ArrayRef, at: usize) -> Result<Option<&str>, usize> {
    if column.is_null(at) {
        return Ok(None);
    }
    match column.data_type() {
        DataType::LargeUtf8 => Ok(Some(column.as_string::<i64>().value(at))),
        _ => {
            let bytes = column.as_binary::<i64>().value(at);
            std::str::from_utf8(bytes).map(Some).map_err(|error| error.valid_up_to())
        }
    }
}

fn column_text<'a>(columns: &[(&str, &'a ArrayRef)], name: &str, at: usize) -> Option<&'a str> {
    let &(_, column) = columns.iter().find(|(held, _)| *held == name)?;
    text(column, at).ok().flatten()
}

fn told(id: Option<&str>, number: u64) -> String {
    id.map_or_else(|| format!("row {number}"), |id| format!("row {number} ({id})"))
}
