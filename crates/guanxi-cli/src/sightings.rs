//! What a cluster wrote: Parquet files with a row of ours, as JSON, in a column.

use guanxi::archive::Row;
use parquet::errors::ParquetError;
use parquet::file::reader::{ChunkReader, FileReader, SerializedFileReader};
use parquet::record::RowAccessor;
use parquet::record::reader::RowIter;

/// Why a file holds no rows of ours.
#[derive(Debug, thiserror::Error)]
pub(crate) enum RowsError {
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
pub(crate) fn read_rows(
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
