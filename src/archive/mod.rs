//! Archive room: one SQLite file that holds what was seen, document by document.
//!
//! Only sightings are stored: which entity, in which sentence, of which article, on which day. Links and figures are
//! derived from them when asked for. Corrections stand in a table of their own and apply while deriving, so no text is
//! read again for one. [`Archive::update`] begins a transaction: what it writes is there whole or not at all.

mod doubts;
mod error;
mod known;
mod read;
mod rows;
mod schema;
mod search;
#[cfg(test)]
mod tests;
mod write;

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior};

pub use doubts::DoubtfulName;
pub use error::ArchiveError;
pub use known::{Contents, KnownDocument};
pub use read::StoredDocument;
pub use rows::Row;
pub use search::{FoundPassage, HeldPost};
pub use write::{NewDocument, Update};

use schema::{APPLICATION, CREATE, VERSION};

/// How long a reader waits for a writer that is putting its pages in place.
const PATIENCE: Duration = Duration::from_secs(30);

/// How long a writer waits for readers that derive a graph before it puts its pages in place.
const READERS: Duration = Duration::from_secs(60 * 60);

/// An open archive.
#[derive(Debug)]
pub struct Archive {
    connection: Connection,
}

impl Archive {
    /// Opens an archive that is there, for reading and for corrections.
    ///
    /// # Errors
    /// Where there is none, or a file that is not an archive of this version.
    pub fn open(path: &Path) -> Result<Archive, ArchiveError> {
        if !path.is_file() {
            return Err(ArchiveError::Missing);
        }
        // A file or folder that may only be read serves as well.
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let archive = Archive::connected(path, flags)?;
        match archive.version()? {
            None => Err(ArchiveError::Empty),
            Some(_) => Ok(archive),
        }
    }

    /// Opens an archive to be written, or makes the file; nothing stands in it before the first update ends.
    ///
    /// One of an earlier version is emptied by the first update: all in it can be read from the documents again.
    ///
    /// # Errors
    /// Where a file of that name is not an archive, or one of a later version; it is left as it is.
    pub fn create(path: &Path) -> Result<Archive, ArchiveError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
            | OpenFlags::SQLITE_OPEN_CREATE
            | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let archive = Archive::connected(path, flags)?;
        match archive.version() {
            Err(ArchiveError::Version { found, .. }) if found < VERSION => Ok(archive),
            version => version.map(|_| archive),
        }
    }

    /// Returns an archive that nobody else sees and that is gone when it is dropped.
    pub fn passing() -> Result<Archive, ArchiveError> {
        // SQLite's name for a file of its own, which it makes only where memory does not suffice.
        let connection = Connection::open("")?;
        connection.set_prepared_statement_cache_capacity(64);
        Ok(Archive { connection })
    }

    fn connected(path: &Path, flags: OpenFlags) -> Result<Archive, ArchiveError> {
        let connection = Connection::open_with_flags(path, flags)?;
        connection.busy_timeout(PATIENCE)?;
        connection.set_prepared_statement_cache_capacity(64);
        Ok(Archive { connection })
    }

    /// Bounds the memory SQLite keeps pages in, in bytes.
    pub fn limit_cache(&self, bytes: u64) -> Result<(), ArchiveError> {
        let kibibytes = i64::try_from(bytes >> 10).unwrap_or(i64::MAX);
        Ok(self.connection.pragma_update(None, "cache_size", -kibibytes)?)
    }

    /// The version of the tables; none where the file holds nothing.
    fn version(&self) -> Result<Option<i64>, ArchiveError> {
        let pragma = |name: &str| self.connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
        let application = pragma("application_id")?;
        let tables: i64 =
            self.connection.query_row("SELECT count(*) FROM sqlite_master", [], |row| row.get(0))?;
        match (application, tables, pragma("user_version")?) {
            (0, 0, 0) => Ok(None),
            (APPLICATION, _, VERSION) => Ok(Some(VERSION)),
            (APPLICATION, _, found) => Err(ArchiveError::Version { found, wanted: VERSION }),
            _ => Err(ArchiveError::Foreign),
        }
    }

    /// Keeps what is read the same until it is dropped: whoever changes the archive waits for that.
    pub fn snapshot(&self) -> Result<Snapshot<'_>, ArchiveError> {
        Ok(Snapshot { _transaction: self.connection.unchecked_transaction()? })
    }

    /// Whether somebody else is changing the archive.
    pub fn is_busy(&mut self) -> Result<bool, ArchiveError> {
        self.connection.busy_timeout(Duration::ZERO)?;
        let begun = self.connection.transaction_with_behavior(TransactionBehavior::Immediate);
        match begun.map(drop).map_err(ArchiveError::from) {
            Ok(()) => Ok(false),
            Err(ArchiveError::Busy) => Ok(true),
            Err(error) => Err(error),
        }
    }

    /// Begins to change the archive; nobody else may until it ends.
    ///
    /// # Errors
    /// [`ArchiveError::Busy`] at once where somebody else is changing it, or after `patience`.
    pub fn update(&mut self, patience: Duration) -> Result<Update<'_>, ArchiveError> {
        self.connection.busy_timeout(patience)?;
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        transaction.busy_timeout(PATIENCE)?;
        let version: i64 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
        if version < VERSION {
            empty(&transaction)?;
            transaction.execute_batch(CREATE)?;
            transaction.pragma_update(None, "application_id", APPLICATION)?;
            transaction.pragma_update(None, "user_version", VERSION)?;
        }
        Update::new(transaction)
    }
}

/// Several readings of one and the same state.
#[derive(Debug)]
pub struct Snapshot<'a> {
    _transaction: Transaction<'a>,
}

/// Drops the views and tables of an archive; first those that take tables of their own with them, the full-text indexes.
fn empty(connection: &Connection) -> Result<(), ArchiveError> {
    let sql = "SELECT printf('DROP %s IF EXISTS \"%w\"', type, name) FROM sqlite_master
               WHERE type IN ('view', 'table') AND name NOT LIKE 'sqlite_%'
               ORDER BY type = 'table', sql NOT LIKE 'CREATE VIRTUAL%'";
    let mut select = connection.prepare(sql)?;
    let drops: Vec<String> = select.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    drops.iter().try_for_each(|drop| Ok(connection.execute_batch(drop)?))
}
