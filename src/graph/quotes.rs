//! The passages and documents of a finished graph, as they lay when it was counted.

use super::shelf::{Shelf, Text};
use super::sources::Sources;
use super::{Document, Documents, Passage};

/// What was put away of a tally: texts of passages by the numbers they were given, and what is known of documents.
pub trait Away {
    /// What may go wrong.
    type Error;
    /// The text that was put away under a number.
    fn text(&self, number: u64) -> Result<String, Self::Error>;
    /// Some bytes of what was put away of documents.
    fn bytes(&self, start: u64, length: usize) -> Result<Vec<u8>, Self::Error>;
    /// All of them.
    fn all(&self) -> Result<Vec<u8>, Self::Error>;
}

/// Nothing was put away.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Nothing;

impl Away for Nothing {
    type Error = std::convert::Infallible;

    fn text(&self, _: u64) -> Result<String, Self::Error> {
        Ok(String::new())
    }

    fn bytes(&self, _: u64, _: usize) -> Result<Vec<u8>, Self::Error> {
        Ok(Vec::new())
    }

    fn all(&self) -> Result<Vec<u8>, Self::Error> {
        Ok(Vec::new())
    }
}

/// The documents in order, and the passages that some proof held on to.
#[derive(Debug, Default)]
pub(super) struct Quotes {
    shelf: Shelf,
    sources: Sources,
    /// Position of each document, by its number on the shelf.
    documents: Vec<u32>,
    /// Numbers of the passages, in order.
    order: Vec<u32>,
    /// Positions of passages, by their numbers on the shelf.
    pub(super) places: Vec<u32>,
    /// Numbers of the documents, in order.
    numbers: Vec<u32>,
}

impl Quotes {
    pub(super) fn new(shelf: Shelf, sources: Sources) -> Self {
        let told = sources.told(shelf.documents.len());
        let numbers = shelf.documents.order(|at| !told[at]);
        // By id alone: what rows told of a document is no more than that.
        let id = |at: usize| shelf.documents.id_bytes(at);
        let place = |at: usize| numbers.partition_point(|&other| id(other as usize) < id(at)) as u32;
        let documents: Vec<u32> = (0..shelf.documents.len()).map(place).collect();
        let mut order: Vec<u32> = shelf.held().map(|(at, _)| at).collect();
        order.sort_unstable_by(|&a, &b| {
            let (a, b) = (shelf.get(a), shelf.get(b));
            let place = documents[a.document as usize].cmp(&documents[b.document as usize]);
            place.then_with(|| shelf.compare_documents(a, b)).then_with(|| a.facts().cmp(&b.facts()))
        });
        // Equal ones are one passage.
        let same = |a: u32, b: u32| {
            let (a, b) = (shelf.get(a), shelf.get(b));
            a.facts() == b.facts() && shelf.compare_documents(a, b).is_eq()
        };
        let mut places = vec![0; shelf.numbers()];
        let mut count = 0;
        for at in 0..order.len() {
            let number = order[at];
            if count == 0 || !same(order[count - 1], number) {
                order[count] = number;
                count += 1;
            }
            places[number as usize] = count as u32 - 1;
        }
        order.truncate(count);
        Quotes { shelf, sources, documents, order, places, numbers }
    }

    pub(super) fn documents(&self) -> usize {
        self.numbers.len()
    }

    pub(super) fn passages(&self) -> usize {
        self.order.len()
    }

    pub(super) fn document<A: Away>(&self, at: usize, away: &A) -> Result<Document, A::Error> {
        let number = self.numbers.get(at).map_or(usize::MAX, |&number| number as usize);
        self.shelf.documents.read(number, |start, length| away.bytes(start, length))
    }

    pub(super) fn passage<A: Away>(&self, at: usize, away: &A) -> Result<Passage, A::Error> {
        let kept = self.shelf.get(self.order[at]);
        let text = match (&kept.text, self.sources.text(kept, &self.shelf.documents)) {
            (_, Some(told)) => told.to_string(),
            (Text::Here(text), None) => text.to_string(),
            (Text::Away(number), None) => away.text(*number)?,
        };
        Ok(Passage {
            document: self.documents[kept.document as usize],
            article: kept.article,
            start: kept.start,
            end: kept.end,
            text,
        })
    }

    /// All of both; texts are given up as their passages are made.
    pub(super) fn whole<A: Away>(mut self, away: &A) -> Result<(Documents, Vec<Passage>), A::Error> {
        let mut passages = Vec::with_capacity(self.order.len());
        for at in 0..self.order.len() {
            passages.push(self.passage(at, away)?);
            self.shelf.forget(self.order[at]);
        }
        let mut documents = self.shelf.documents;
        documents.bring_back(away.all()?);
        documents.arrange(&self.numbers);
        Ok((documents, passages))
    }
}
