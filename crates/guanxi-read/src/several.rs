//! Sources that hold several documents.

use super::archive::Files;
use super::found::Found;
use super::json::Json;
use super::jsonl::Records;
use super::parquet::Rows;
use super::table::Table;
use super::{Document, Failure};

/// A source that holds several documents.
pub(super) enum Several {
    Records(Records),
    Json(Json),
    Rows(Rows),
    Table(Box<Table>),
    Files(Files),
}

impl Several {
    pub(super) fn next(&mut self) -> Option<Result<Found, Failure>> {
        let document = |found: Result<Document, Failure>| found.map(Found::Document);
        match self {
            Several::Records(records) => records.next().map(document),
            Several::Json(json) => json.next().map(document),
            Several::Rows(rows) => rows.next().map(document),
            Several::Table(table) => table.next(),
            Several::Files(files) => files.next().map(Ok),
        }
    }
}
