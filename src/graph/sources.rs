//! What rows of other tallies told of their documents.

use rustc_hash::FxHashMap;

use super::best::{Best, Grade, Proof};
use super::partial::ProofRow;
use super::shelf::{Kept, Shelf};
use super::{Article, Document, Documents};
use crate::resolve::DocumentInfo;

/// What rows tell of a document: its name, shared by all proofs, and its passages.
#[derive(Debug, Default)]
pub(super) struct Source {
    /// Its number on the shelf, where nothing but its id is known.
    pub(super) document: u32,
    kept: FxHashMap<u32, u32>,
    texts: FxHashMap<u32, Box<str>>,
}

/// The documents that rows tell of, by id.
#[derive(Debug, Default)]
pub(super) struct Sources(FxHashMap<Box<str>, Source>);

impl Sources {
    pub(super) fn of(&mut self, id: &str, shelf: &mut Shelf) -> &mut Source {
        if !self.0.contains_key(id) {
            let info = DocumentInfo { id: id.to_string(), ..DocumentInfo::default() };
            let document = shelf.documents.len() as u32;
            let (reporters, articles) = (Vec::new(), Vec::<Article>::new());
            shelf.documents.push(&Document { info, reporters, articles });
            self.0.insert(id.into(), Source { document, ..Source::default() });
        }
        // It is there: looked up again, since a borrow cannot be given back before.
        self.0.entry(id.into()).or_default()
    }

    /// Which of so many documents are known by their rows alone: they are not counted.
    pub(super) fn told(&self, documents: usize) -> Vec<bool> {
        let mut told = vec![false; documents];
        self.0.values().for_each(|source| told[source.document as usize] = true);
        told
    }

    /// Notes the text of a passage.
    pub(super) fn note(&mut self, id: &str, start: u32, text: String, shelf: &mut Shelf) {
        self.of(id, shelf).texts.insert(start, text.into());
    }

    /// The text a row told of a passage that came without one.
    pub(super) fn text(&self, kept: &Kept, documents: &Documents) -> Option<&str> {
        if !kept.text.here().is_empty() || self.0.is_empty() {
            return None;
        }
        let source = self.0.get(documents.id(kept.document as usize))?;
        source.texts.get(&kept.start).map(|text| &**text)
    }

    /// Proofs as rows tell them, their passages on the shelf.
    pub(super) fn best(&mut self, rows: Vec<ProofRow>, most: usize, shelf: &mut Shelf) -> Best {
        let mut best = Best::default();
        for (scope, bare, length, document, article, first, second) in rows {
            let source = self.of(&document, shelf);
            let first = source.keep(article, first, shelf);
            let second = second.map(|second| source.keep(article, second, shelf));
            best.offer(Proof::new(Grade::new(scope, bare, length), first, second), most, shelf);
        }
        best
    }

    /// Takes in the texts another tally was told; its passages came with its shelf.
    pub(super) fn merge(&mut self, other: Sources, shelf: &mut Shelf) {
        let sources: Vec<_> = other.0.into_iter().collect();
        for (id, source) in sources {
            self.of(&id, shelf).texts.extend(source.texts);
        }
    }

    /// Lets go of the passages that no proof needs.
    pub(super) fn release(&mut self, shelf: &mut Shelf) {
        let kept = self.0.values_mut().flat_map(|source| std::mem::take(&mut source.kept));
        kept.for_each(|(_, passage)| shelf.release(passage));
    }
}

impl Source {
    /// The passage at an offset; held until the end, since further rows may name it.
    fn keep(&mut self, article: u32, span: (u32, u32), shelf: &mut Shelf) -> u32 {
        let document = self.document;
        *self.kept.entry(span.0).or_insert_with(|| shelf.put(document, article, span, String::new()))
    }
}
