//! What stands in the place of the readers that were left out of this build.

use super::Failure;

/// The failure of a document whose reader was left out.
fn left_out(id: &str, format: &str) -> Failure {
    Failure::new(
        id,
        format!("this program was built without its reader of {format}"),
        "save the document as plain text",
    )
}

#[cfg(not(feature = "epub"))]
pub(crate) mod epub {
    use super::super::archive::Archive;
    use crate::{Document, Failure};

    pub(crate) fn read(id: &str, _: Archive, _: u64) -> Result<Document, Failure> {
        Err(super::left_out(id, "books (.epub)"))
    }
}

#[cfg(not(feature = "html"))]
pub(crate) mod html {
    use crate::{Document, Encoding, Failure};

    pub(crate) fn read(id: &str, _: Vec<u8>, _: Option<Encoding>) -> Result<Document, Failure> {
        Err(super::left_out(id, "web pages"))
    }
}

#[cfg(not(feature = "markdown"))]
pub(crate) mod markdown {
    use crate::{Document, Encoding, Failure};

    pub(crate) fn read(id: &str, _: Vec<u8>, _: Option<Encoding>) -> Result<Document, Failure> {
        Err(super::left_out(id, "Markdown"))
    }
}

#[cfg(not(feature = "mhtml"))]
pub(crate) mod mhtml {
    use crate::{Document, Encoding, Failure};

    pub(crate) fn read(id: &str, _: Vec<u8>, _: Option<Encoding>) -> Result<Document, Failure> {
        Err(super::left_out(id, "saved web pages (.mhtml)"))
    }
}

#[cfg(not(feature = "parquet"))]
pub(crate) mod parquet {
    use std::path::Path;
    use std::sync::Arc;

    use crate::packed::Budget;
    use crate::{Document, Failure, Fields};

    /// There are none.
    pub(crate) enum Rows {}

    impl Rows {
        pub(crate) fn open(file: &str, _: &Path, _: u64, _: Arc<Fields>) -> Result<Rows, Failure> {
            Err(super::left_out(file, "Parquet"))
        }

        pub(crate) fn of_bytes(
            file: &str,
            _: Vec<u8>,
            _: (u64, Option<Budget>),
            _: Arc<Fields>,
        ) -> Result<Rows, Failure> {
            Err(super::left_out(file, "Parquet"))
        }

        pub(crate) fn next(&mut self) -> Option<Result<Document, Failure>> {
            match *self {}
        }
    }
}

#[cfg(not(feature = "pdf"))]
pub(crate) mod pdf {
    use crate::{Document, Failure};
    use guanxi::internal::document::Deadline;

    pub(crate) fn read(id: &str, _: &[u8], _: Deadline) -> Result<Document, Failure> {
        Err(super::left_out(id, "PDF"))
    }
}
