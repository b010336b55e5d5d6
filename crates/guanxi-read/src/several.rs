//! Sources that hold several documents, and what comes out of them.

use super::archive::Files;
use super::json::Json;
use super::jsonl::Records;
use super::parquet::Rows;
use super::table::Table;
use super::{Document, Failure};

/// What a source gives.
pub(super) enum Found {
    Document(Document),
    /// A file that lies in it: its name, and its bytes.
    File(String, Result<Vec<u8>, Failure>),
    /// What is not read, by its sort and place.
    Passed(&'static str, String),
    /// Files of an archive that are not read, by their ending.
    Unread(String, String),
}

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
