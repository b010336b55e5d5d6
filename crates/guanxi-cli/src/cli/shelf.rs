//! The archive behind `guanxi serve`, opened for each question.

use std::path::PathBuf;

use guanxi::archive::{Archive, ArchiveError, DoubtfulName, FoundPassage};

use super::archive;
use crate::serve::{Found, Name, Shelf};

/// Reads the archive for what the page asks.
pub(super) struct Reader {
    pub(super) path: PathBuf,
}

impl Reader {
    fn ask<T>(&self, ask: impl FnOnce(&Archive) -> Result<T, ArchiveError>) -> Result<T, String> {
        let archive = archive::open(&self.path).map_err(|error| error.to_string())?;
        ask(&archive).map_err(|error| error.to_string())
    }

    fn asked(
        &self,
        ask: impl FnOnce(&Archive) -> Result<(Vec<FoundPassage>, usize), ArchiveError>,
    ) -> Result<Found, String> {
        let (passages, all) = self.ask(ask)?;
        Ok(Found { passages, all })
    }
}

impl Shelf for Reader {
    fn naming(&self, name: &Name, with: Option<&Name>, from: usize, most: usize) -> Result<Found, String> {
        let parts = |(kind, names): &'_ Name| (kind.clone(), names.clone());
        let (first, second) = (parts(name), with.map(parts));
        self.asked(|archive| {
            let second = second.as_ref().map(|(kind, names)| (kind.as_str(), names.as_slice()));
            archive.naming((&first.0, &first.1), second, (from, most))
        })
    }

    fn article(&self, document: &str, start: usize) -> Result<Found, String> {
        self.asked(|archive| {
            let passages = archive.article(document, start)?;
            let all = passages.len();
            Ok((passages, all))
        })
    }

    fn said(&self, words: &str, most: usize) -> Result<Found, String> {
        let words: Vec<&str> = words.split_whitespace().collect();
        self.asked(|archive| archive.search(&words, most))
    }

    fn doubts(&self, most: usize) -> Result<Vec<DoubtfulName>, String> {
        self.ask(|archive| archive.doubts(most))
    }
}
