//! One document's way through the rooms, within a limit of time, and so that one that breaks them costs itself alone.

use std::sync::Arc;

use super::{Page, page};
use crate::dictionary::Dictionaries;
use crate::document::guard::limited;
use crate::document::{Document, Failure};
use crate::recognise::{Learned, Lessons, lessons};
use crate::text::Text;

/// What every document is read with.
pub(super) struct Careful {
    dictionaries: Dictionaries,
    learned: Arc<Learned>,
}

impl Careful {
    pub(super) fn new(dictionaries: &Dictionaries, learned: Arc<Learned>) -> Careful {
        Careful { dictionaries: dictionaries.clone(), learned }
    }

    /// The document with all that is found in it.
    pub(super) fn page(&self, document: Document) -> Result<Page, Failure> {
        let (dictionaries, learned) = (self.dictionaries.clone(), self.learned.clone());
        let (what, bytes) = (document.id.clone(), document.text.len());
        limited(&what, bytes, move || page(document, &dictionaries, &learned))
    }

    /// What the document teaches others.
    pub(super) fn lessons(&self, document: Document) -> Result<Lessons, Failure> {
        let dictionaries = self.dictionaries.clone();
        let (what, bytes) = (document.id.clone(), document.text.len());
        limited(&what, bytes, move || {
            lessons(&Text::new(&document.text, dictionaries.layout()), &dictionaries)
        })
    }
}
