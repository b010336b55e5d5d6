//! One document's way through the rooms, within a limit of time, and so that one that breaks them costs itself alone.

use std::sync::Arc;
use std::time::Duration;

use super::{Page, page};
use crate::dictionary::Dictionaries;
use crate::document::{Document, Failure, contained, guarded};
use crate::recognise::{Learned, Lessons, lessons};
use crate::text::Text;

/// Bytes of a text that is worked on at once; longer ones have a thread of their own, which can be left behind.
const AT_ONCE: usize = 8 << 10;

/// Longest time for any text, and for each of its megabytes beside: time grows with the text and not faster.
const PATIENCE: Duration = Duration::from_secs(60);
const A_MEGABYTE: Duration = Duration::from_secs(10);

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
        limited(document, move |document| page(document, &dictionaries, &learned))
    }

    /// What the document teaches others.
    pub(super) fn lessons(&self, document: Document) -> Result<Lessons, Failure> {
        let dictionaries = self.dictionaries.clone();
        limited(document, move |document| {
            lessons(&Text::new(&document.text, dictionaries.layout()), &dictionaries)
        })
    }
}

fn limited<T: Send + 'static>(
    document: Document,
    work: impl FnOnce(Document) -> T + Send + 'static,
) -> Result<T, Failure> {
    let (what, bytes) = (document.id.clone(), document.text.len());
    if bytes <= AT_ONCE {
        return contained(&what, || work(document));
    }
    let megabytes = u32::try_from(bytes >> 20).unwrap_or(u32::MAX);
    guarded(&what, PATIENCE + A_MEGABYTE * megabytes, move |_| Ok(work(document)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::read_from;

    #[test]
    fn short_and_long_texts_that_break_are_failures() {
        for text in ["县长".to_string(), "县长".repeat(5000)] {
            let document = read_from("a.txt", std::io::Cursor::new(text)).next().expect("one").expect("good");
            let failure = limited::<()>(document.clone(), |_| panic!("as it should")).expect_err("broken");
            assert_eq!((failure.what.as_str(), failure.reason.as_str()), ("a.txt", "its reader broke on it"));
            assert_eq!(limited(document, |document| document.id), Ok("a.txt".to_string()));
        }
    }
}
