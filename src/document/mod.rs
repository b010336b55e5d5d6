//! Document room: what a page is, where pages come from, and why one could not be read.
//!
//! Nothing here opens a file. [`Corpus`] is the door for whatever does: a `Vec<Document>`, the files and folders of the
//! crate `guanxi-read`, or the rows of a table.

pub(crate) mod failure;
pub(crate) mod guard;
mod notes;

use std::collections::BTreeMap;

pub use crate::text::Date;
pub use failure::Failure;
pub use notes::{Note, Notes, Passed};

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

/// Documents that come one by one.
pub trait Reading: Iterator<Item = Result<Document, Failure>> {
    /// Returns the bytes read so far, for a progress bar.
    fn bytes(&self) -> u64 {
        0
    }

    /// Returns what was passed over or read only in part, so far.
    fn notes(&self) -> Notes {
        Notes::default()
    }
}

/// Where documents come from, in an order of its own that is the same at every reading.
pub trait Corpus {
    /// Reads the documents from the first one on.
    fn read(&self) -> Box<dyn Reading + '_>;

    /// Whether a second reading gives the same documents again; without it each page is read for itself.
    fn is_repeatable(&self) -> bool {
        true
    }
}

/// An iterator of which nothing more is told.
struct Plain<I>(I);

impl<I: Iterator> Iterator for Plain<I> {
    type Item = I::Item;

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next()
    }
}

impl<I: Iterator<Item = Result<Document, Failure>>> Reading for Plain<I> {}

/// Returns the documents of any iterator as they are read.
pub fn reading<'a>(
    documents: impl IntoIterator<Item = Result<Document, Failure>, IntoIter: 'a>,
) -> Box<dyn Reading + 'a> {
    Box::new(Plain(documents.into_iter()))
}

impl Corpus for Vec<Document> {
    fn read(&self) -> Box<dyn Reading + '_> {
        reading(self.iter().cloned().map(Ok))
    }
}
