//! Why a document could not be read: what, the reason, and the cure.

use std::io;

use serde::{Deserialize, Serialize};

/// A file or record that was skipped, with what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, thiserror::Error, Serialize, Deserialize)]
#[error("{what}: {reason}; {cure}")]
pub struct Failure {
    /// The path, or the path and line of a record.
    pub what: String,
    /// What is wrong with it.
    pub reason: String,
    /// What the user can do.
    pub cure: String,
}

impl Failure {
    /// Returns a failure of its three parts.
    pub fn new(what: &str, reason: impl Into<String>, cure: impl Into<String>) -> Failure {
        Failure { what: what.to_string(), reason: reason.into(), cure: cure.into() }
    }

    /// Returns what an error of the system means for a file, or the [`Damage`] it carries.
    pub fn io(what: &str, error: &io::Error) -> Failure {
        if let Some(damage) = error.get_ref().and_then(|inner| inner.downcast_ref::<Damage>()) {
            return Failure::new(what, &damage.reason, &damage.cure);
        }
        let (reason, cure) = match error.kind() {
            io::ErrorKind::NotFound => (
                "no such file or folder".to_string(),
                "check the spelling and the folder you are in".to_string(),
            ),
            io::ErrorKind::PermissionDenied => {
                ("may not be read".to_string(), format!("allow it: chmod u+rX {}", quoted(what)))
            }
            _ => (error.to_string(), "see that the file can be opened, or leave it out".to_string()),
        };
        Failure::new(what, reason, cure)
    }

    /// Returns the failure of a file above a limit, in bytes.
    pub fn too_large(what: &str, limit: u64) -> Failure {
        let size = if limit >= 1 << 20 { format!("{} MiB", limit >> 20) } else { format!("{limit} bytes") };
        Failure::new(
            what,
            format!("larger than {size}"),
            "split it into one document a file, or one record a line",
        )
    }
}

/// What is wrong with a stream, carried through readers that only know [`io::Error`].
#[derive(Debug, thiserror::Error)]
#[error("{reason}")]
pub struct Damage {
    reason: String,
    cure: String,
}

impl Damage {
    /// Returns the damage as an error that readers pass on.
    pub fn error(reason: &str, cure: &str) -> io::Error {
        io::Error::other(Damage { reason: reason.to_string(), cure: cure.to_string() })
    }
}

/// A path as one word of a shell command.
pub fn quoted(path: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '/' | '.' | '-' | '_' | '+' | '=');
    if path.chars().all(plain) && !path.is_empty() {
        path.to_string()
    } else {
        format!("'{}'", path.replace('\'', "'\\''"))
    }
}
