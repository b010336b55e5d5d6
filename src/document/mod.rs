//! Document room: files, folders, globs and stdin → documents, one at a time.
//!
//! [`plan`] looks at what is there and counts it; [`Plan::read`] then opens one file after the other, in the
//! order of their paths whatever the order they were named in, so that the same files give the same documents.
//! What cannot be read comes out as a [`Failure`] in its turn, and the rest goes on.
//!
//! A text is handed on as it is, line breaks and all, decoded from whatever encoding its bytes are in and
//! unpacked where it is packed. Only a byte-order mark at the start of a *file* is taken off, before anything is
//! counted: every offset counts decoded characters from the one after it.

mod archive;
mod content;
mod date;
mod delimited;
mod docx;
mod encoding;
mod epub;
mod failure;
mod fields;
mod format;
mod grid;
mod guard;
mod html;
mod json;
mod jsonl;
mod markdown;
mod mhtml;
mod names;
mod notes;
mod number;
mod odf;
mod packed;
mod parquet;
mod parquet_pages;
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
mod xls;
mod xlsx;
mod xml;

use std::collections::BTreeMap;
use std::io::{BufRead, Read};
use std::path::Path;

pub use encoding::Encoding;
pub use failure::Failure;
pub use fields::{Fields, Part};
pub use format::Format;
pub use guard::is_contained;
pub(crate) use guard::limited;
pub use notes::{Note, Notes, Passed};
pub use plan::{Plan, plan};
pub use reader::Documents;
pub use record::{Origin, record};

use crate::text::Date;

/// Most bytes one document may have; larger ones are failures.
pub const MOST_BYTES: u64 = 64 << 20;

type Stream = Box<dyn BufRead + Send>;

/// One page or record, with what is known of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// Unique in its corpus: a path with `/`, or a record's id.
    pub id: String,
    /// Title, where the record has one.
    pub title: Option<String>,
    /// Date from the record, its address or its file name.
    pub date: Option<Date>,
    /// Newspaper or website.
    pub source: Option<String>,
    /// Where it can be read on the web.
    pub url: Option<String>,
    /// The place it speaks for, where the record says so.
    pub home: Option<String>,
    /// Every other field of the record, as it was.
    pub attributes: BTreeMap<String, serde_json::Value>,
    /// The raw text all offsets point into.
    pub text: String,
    /// What of it could not be read, for people.
    pub remarks: Vec<String>,
}

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
