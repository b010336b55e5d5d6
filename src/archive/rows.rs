//! Sightings on their way: rows that one process writes and another stores, as JSON in a column of Parquet files.

use std::collections::BTreeMap;

use parquet::errors::ParquetError;
use parquet::file::reader::{ChunkReader, FileReader, SerializedFileReader};
use parquet::record::RowAccessor;
use parquet::record::reader::RowIter;
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

/// Why a file holds no rows of ours.
#[derive(Debug, thiserror::Error)]
pub enum RowsError {
    /// It is no Parquet, or another table.
    #[error("no sightings: {0}; name the .parquet files `guanxi.spark` wrote")]
    Parquet(#[from] ParquetError),
    /// A row is not ours.
    #[error("damaged or older sightings: {0}; run the job again")]
    Row(#[from] serde_json::Error),
}

/// Reads the rows of one file, one after the other.
///
/// # Errors
/// Where it is no Parquet, or has other columns than `kind`, `key` and `row`.
pub fn read_rows(
    file: impl ChunkReader + 'static,
) -> Result<impl Iterator<Item = Result<Row, RowsError>>, RowsError> {
    let reader = SerializedFileReader::new(file)?;
    let fields = reader.metadata().file_metadata().schema().get_fields();
    let names: Vec<&str> = fields.iter().map(|field| field.name()).collect();
    if names != ["kind", "key", "row"] {
        let said = format!("its columns are {}, not kind, key and row", names.join(", "));
        return Err(ParquetError::General(said).into());
    }
    Ok(RowIter::from_file_into(Box::new(reader))
        .map(|columns| Ok(serde_json::from_str(columns?.get_string(2)?)?)))
}
