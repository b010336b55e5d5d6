//! Sightings on their way: rows that one process writes and another stores, as JSON in a column of Parquet files.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::StoredDocument;
use crate::document::Failure;

/// One row: a document with all that was seen in it, or what is told of some of them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Row {
    /// What graphs are counted by (`scope`, `damping`), and how many documents stand in the rows it was written with.
    Head {
        /// As in the table `meta` of an archive.
        meta: BTreeMap<String, String>,
        /// Rows of documents.
        documents: u64,
    },
    /// A document.
    Document(Box<StoredDocument>),
    /// A document that was skipped.
    Skipped(Failure),
}
