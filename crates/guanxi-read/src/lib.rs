//! Reads files, folders, globs and standard input as documents of [`guanxi`], one at a time.
//!
//! [`plan`] looks at what is there and counts it; [`Plan::read`] then opens one file after the other, in the
//! order of their paths whatever the order they were named in, so that the same files give the same documents.
//! What cannot be read comes out as a [`Failure`] in its turn, and the rest goes on.
//!
//! A text is handed on as it is, line breaks and all, decoded from whatever encoding its bytes are in and
//! unpacked where it is packed. Only a byte-order mark at the start of a *file* is taken off, before anything is
//! counted: every offset counts decoded characters from the one after it.
//!
//! The features `epub`, `html`, `markdown`, `mhtml`, `parquet` and `pdf`, all of them on by default, are the readers that bring
//! crates of their own. A document whose reader was left out is a failure that says so.

mod archive;
mod content;
mod corpus;
mod date;
mod delimited;
mod docx;
mod encoding;
#[cfg(feature = "epub")]
mod epub;
mod fields;
mod format;
mod found;
mod grid;
#[cfg(feature = "html")]
mod html;
mod json;
mod jsonl;
#[cfg(feature = "markdown")]
mod markdown;
#[cfg(feature = "mhtml")]
mod mhtml;
mod names;
mod number;
mod odf;
mod packed;
#[cfg(feature = "parquet")]
mod parquet;
#[cfg(feature = "parquet")]
mod parquet_pages;
#[cfg(feature = "pdf")]
mod pdf;
mod plain;
mod plan;
mod reader;
mod record;
mod rows;
mod rtf;
mod several;
mod sheet;
mod table;
#[cfg(not(all(
    feature = "epub",
    feature = "html",
    feature = "markdown",
    feature = "mhtml",
    feature = "parquet",
    feature = "pdf"
)))]
mod without;
mod xls;
mod xlsx;
mod xml;

use std::io::{BufRead, Read};
use std::path::Path;

pub use guanxi::document::{Document, Failure, Note, Notes, Passed};
pub use guanxi::internal::document::is_contained;

pub use encoding::Encoding;
pub use fields::{Fields, Part};
pub use format::Format;
pub use plan::{Plan, plan};
pub use reader::Documents;
pub use record::{Origin, record};

#[cfg(not(feature = "epub"))]
use without::epub;
#[cfg(not(feature = "html"))]
use without::html;
#[cfg(not(feature = "markdown"))]
use without::markdown;
#[cfg(not(feature = "mhtml"))]
use without::mhtml;
#[cfg(not(feature = "parquet"))]
use without::parquet;
#[cfg(not(feature = "pdf"))]
use without::pdf;

/// Most bytes one document may have; larger ones are failures.
pub const MOST_BYTES: u64 = 64 << 20;

type Stream = Box<dyn BufRead + Send>;

/// The documents of paths, globs and `-`, read one by one.
pub fn read<P: AsRef<Path>>(inputs: &[P]) -> Documents {
    plan(inputs).read()
}

/// The documents of an open stream: a text, or JSON Lines where it starts with `{`.
pub fn read_from(name: &str, stream: impl Read + Send + 'static) -> Documents {
    Documents::of_stream(name, Box::new(stream))
}

#[cfg(test)]
mod archive_tests;
#[cfg(test)]
mod encoding_tests;
#[cfg(test)]
mod table_tests;
#[cfg(test)]
mod tests;
