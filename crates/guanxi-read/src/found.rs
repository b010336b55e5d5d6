//! What comes out of a source that holds several documents.

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
