//! Why an archive cannot be used, and the cure.

use rusqlite::ErrorCode;

/// Why an archive cannot be opened, read or written.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    /// No file of that name.
    #[error("no such archive")]
    Missing,
    /// A file that guanxi did not write.
    #[error("this is not an archive of guanxi")]
    Foreign,
    /// Nothing was stored yet: a first build did not end.
    #[error("the archive is empty: its first build did not end")]
    Empty,
    /// Tables of another version than this program's.
    #[error("the archive has tables of version {found}, this program reads version {wanted}")]
    Version {
        /// Version of the file.
        found: i64,
        /// Version of the program.
        wanted: i64,
    },
    /// Another program writes to it.
    #[error("another build or decision is writing to the archive")]
    Busy,
    /// What is stored cannot be what was written.
    #[error("the archive is damaged: {0}")]
    Damaged(String),
    /// The disk is full, or may not be written to.
    #[error("cannot write here: {0}")]
    NoRoom(String),
    /// The system refuses.
    #[error("cannot use the archive: {0}")]
    Refused(String),
}

impl ArchiveError {
    /// Returns what the user can do.
    pub fn cure(&self) -> &'static str {
        match self {
            ArchiveError::Missing => {
                "make it with `guanxi build INPUT... -o DIR`, and name it: DIR/guanxi.db"
            }
            ArchiveError::Foreign => "name another file or folder; this one is left as it is",
            ArchiveError::Empty => "run `guanxi build` again",
            ArchiveError::Version { found, wanted } if found < wanted => {
                "build again over its texts, which writes it anew, or use the program that wrote it"
            }
            ArchiveError::Version { .. } => "use the program that wrote it, or a later one",
            ArchiveError::Busy => "wait until it has ended, then try again",
            ArchiveError::Damaged(_) => "delete the file and build again from the texts",
            ArchiveError::NoRoom(_) => "make room on the disk, or choose another folder with -o",
            ArchiveError::Refused(_) => "see that the file and its folder may be read and written",
        }
    }

    /// Returns an error that names a value no build writes.
    pub(super) fn value(what: &str, found: impl std::fmt::Display) -> ArchiveError {
        ArchiveError::Damaged(format!("`{found}` is no {what}"))
    }
}

impl From<rusqlite::Error> for ArchiveError {
    fn from(error: rusqlite::Error) -> ArchiveError {
        let code = error.sqlite_error_code();
        match code {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => ArchiveError::Busy,
            Some(ErrorCode::NotADatabase) => ArchiveError::Foreign,
            Some(ErrorCode::DatabaseCorrupt) => ArchiveError::Damaged(error.to_string()),
            Some(ErrorCode::DiskFull | ErrorCode::SystemIoFailure | ErrorCode::ReadOnly) => {
                ArchiveError::NoRoom(error.to_string())
            }
            // A missing table, or a column of another type.
            Some(ErrorCode::Unknown) | None => ArchiveError::Damaged(error.to_string()),
            Some(_) => ArchiveError::Refused(error.to_string()),
        }
    }
}
