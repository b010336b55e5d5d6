//! Partial tallies in Parquet, as `guanxi.spark` writes them: one row of a tally, as JSON, in each.

use parquet::errors::ParquetError;
use parquet::file::reader::{ChunkReader, FileReader, SerializedFileReader};
use parquet::record::reader::RowIter;
use parquet::record::{Row as Columns, RowAccessor};
use serde::Deserialize;

use crate::graph::Row;

/// One row of a partial tally, or what a task could not read.
#[derive(Debug)]
pub enum Partial {
    /// A part of the tally.
    Counted(Box<Row>),
    /// A document that was skipped.
    Skipped(Skipped),
}

/// A document that a task skipped.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Skipped {
    /// The row, and the id of the document where it has one.
    pub what: String,
    /// What is wrong with it.
    pub reason: String,
    /// What the user can do.
    pub cure: String,
}

/// Why a file holds no partial tally.
#[derive(Debug, thiserror::Error)]
pub enum PartialError {
    /// It is no Parquet, or another table.
    #[error("no partial tally: {0}; name the .parquet files `guanxi.spark` wrote")]
    Parquet(#[from] ParquetError),
    /// A row is not ours.
    #[error("damaged partial tally: {0}; run the job again")]
    Row(#[from] serde_json::Error),
}

/// The rows of one file, one after the other.
pub fn read_partial(
    file: impl ChunkReader + 'static,
) -> Result<impl Iterator<Item = Result<Partial, PartialError>>, PartialError> {
    let reader = SerializedFileReader::new(file)?;
    let names: Vec<&str> =
        reader.metadata().file_metadata().schema().get_fields().iter().map(|field| field.name()).collect();
    if names != ["kind", "key", "row"] {
        let said = format!("its columns are {}, not kind, key and row", names.join(", "));
        return Err(ParquetError::General(said).into());
    }
    Ok(RowIter::from_file_into(Box::new(reader)).map(|columns| partial(&columns?)))
}

fn partial(columns: &Columns) -> Result<Partial, PartialError> {
    let (kind, row) = (columns.get_string(0)?, columns.get_string(2)?);
    Ok(match kind.as_str() {
        "skipped" => Partial::Skipped(serde_json::from_str(row)?),
        _ => Partial::Counted(Box::new(serde_json::from_str(row)?)),
    })
}
