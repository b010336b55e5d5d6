//! Reads what changed since an earlier build, and nothing else.
//!
//! What is found in a document depends on the document, on the dictionaries, and on those names other documents teach
//! that occur in it. So a document is read anew where its hash is another, or where a name that is taught now and was
//! not before, or the other way round, may occur in it. The result is that of one build of all.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use daachorse::CharwiseDoubleArrayAhoCorasick;
use rustc_hash::FxHashMap;
use twox_hash::XxHash3_128;

use super::{Careful, Pipeline, Step, Watch, flow, tell};
use crate::archive::{KnownDocument, NewDocument};
use crate::dictionary::{Dictionaries, is_silent};
use crate::document::{Corpus, Document, Failure, Notes};
use crate::kind::Kind;
use crate::recognise::{Learned, Lessons};
use crate::text::fold;

/// One document of a build that knows an earlier one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// The document of this path is as it was, and so is what is found in it.
    Same(String),
    /// A document that was read.
    Read(Box<NewDocument>),
}

/// What a build knows of an earlier one.
#[derive(Clone, Copy)]
struct Changes<'a> {
    pipeline: &'a Pipeline,
    corpus: &'a dyn Corpus,
    earlier: &'a BTreeMap<String, KnownDocument>,
}

impl Pipeline {
    /// Reads what changed since an earlier build with the same words and passes, in order; every document of the corpus
    /// comes to `each` once. `earlier` holds the documents of that build, by path.
    ///
    /// # Errors
    /// Those of `each`.
    pub fn changes<E>(
        &self,
        corpus: &dyn Corpus,
        earlier: &BTreeMap<String, KnownDocument>,
        watch: &mut dyn Watch,
        each: &mut dyn FnMut(Change) -> Result<(), E>,
    ) -> Result<(), E> {
        changes(Changes { pipeline: self, corpus, earlier }, watch, each)
    }
}

fn changes<E>(
    reading: Changes,
    watch: &mut dyn Watch,
    each: &mut dyn FnMut(Change) -> Result<(), E>,
) -> Result<(), E> {
    let Changes { pipeline, corpus, earlier } = reading;
    let Pipeline { dictionaries, helpers, .. } = pipeline;
    let two = pipeline.reads_twice(corpus);
    let survey = if two { Survey::new(reading, watch) } else { Survey::default() };
    if two && survey.is_idle(earlier) {
        survey.failures.iter().for_each(|failure| watch.failure(failure));
        watch.notes(&survey.notes);
        return earlier.keys().try_for_each(|path| each(Change::Same(path.clone())));
    }
    let renamed =
        if two { Renamed::new(earlier, &survey.learned, dictionaries) } else { Renamed::none(dictionaries) };
    let careful = Careful::new(dictionaries, survey.learned.clone());
    let work = |document: Document| {
        let hash = hash(&document);
        let before = earlier.get(&document.id).filter(|before| before.hash.as_ref() == Some(&hash));
        if before.is_some() && !renamed.may_occur_in(&document.text) {
            return Ok(Change::Same(document.id));
        }
        let known = match survey.fresh.get(&document.id) {
            // What changes while it is read is read again next time.
            Some(known) if known.hash.as_ref() != Some(&hash) => {
                KnownDocument { hash: None, ..known.clone() }
            }
            Some(known) => known.clone(),
            None => match before {
                Some(before) => before.clone(),
                None => KnownDocument { hash: (!two).then_some(hash), lessons: Vec::new() },
            },
        };
        let found = careful.page(document)?.stored(dictionaries);
        Ok(Change::Read(Box::new(NewDocument { found, known })))
    };
    let second = usize::from(two);
    flow(corpus.read(), helpers.as_ref(), &work, each, &mut |step| tell(watch, second, step))
}

/// The first pass: what there is, and what it teaches.
#[derive(Default)]
struct Survey {
    learned: Arc<Learned>,
    /// Documents that are new or changed.
    fresh: FxHashMap<String, KnownDocument>,
    /// Documents that are as they were.
    same: usize,
    failures: Vec<Failure>,
    notes: Notes,
}

impl Survey {
    fn new(reading: Changes, watch: &mut dyn Watch) -> Survey {
        let Changes { pipeline, corpus, earlier } = reading;
        let Pipeline { dictionaries, helpers, .. } = pipeline;
        let mut survey = Survey::default();
        let mut learned = Learned::default();
        let careful = Careful::new(dictionaries, Arc::default());
        let work = |document: Document| -> Result<(String, String, Option<Lessons>), Failure> {
            let hash = hash(&document);
            let same = earlier.get(&document.id).is_some_and(|before| before.hash.as_ref() == Some(&hash));
            let id = document.id.clone();
            let taught = (!same).then(|| careful.lessons(document)).transpose()?;
            Ok((id, hash, taught))
        };
        let mut failures = Vec::new();
        let mut left = Notes::default();
        let done = flow(
            corpus.read(),
            helpers.as_ref(),
            &work,
            &mut |(path, hash, taught)| -> Result<(), std::convert::Infallible> {
                match taught {
                    Some(taught) => {
                        let lessons = taught.names().to_vec();
                        survey.fresh.insert(path, KnownDocument { hash: Some(hash), lessons });
                        learned.add(taught);
                    }
                    None => {
                        survey.same += 1;
                        for (name, kind) in earlier.get(&path).iter().flat_map(|before| &before.lessons) {
                            learned.insert(name.clone(), *kind);
                        }
                    }
                }
                Ok(())
            },
            &mut |step| match step {
                // They are told in the second pass, if there is one.
                Step::Failure(failure) => failures.push(failure.clone()),
                Step::Notes(notes) => left = notes.clone(),
                Step::Bytes(read) => watch.bytes(0, read),
            },
        );
        match done {
            Ok(()) => learned.freeze(),
        }
        survey.learned = learned.into();
        survey.failures = failures;
        survey.notes = left;
        survey
    }

    /// Whether nothing is new, changed or gone.
    fn is_idle(&self, earlier: &BTreeMap<String, KnownDocument>) -> bool {
        self.fresh.is_empty() && self.same == earlier.len()
    }
}

/// Names that are taught now and were not before, or were and are not, or are of another kind.
struct Renamed<'a> {
    names: Option<CharwiseDoubleArrayAhoCorasick<u32>>,
    /// Whether some cannot be looked for, so that they may occur anywhere.
    anywhere: bool,
    dictionaries: &'a Dictionaries,
}

impl<'a> Renamed<'a> {
    fn none(dictionaries: &'a Dictionaries) -> Renamed<'a> {
        Renamed { names: None, anywhere: false, dictionaries }
    }

    fn new(
        earlier: &BTreeMap<String, KnownDocument>,
        learned: &Learned,
        dictionaries: &'a Dictionaries,
    ) -> Renamed<'a> {
        let mut before: BTreeMap<&str, Kind> = BTreeMap::new();
        for (name, kind) in earlier.values().flat_map(|document| &document.lessons) {
            let held = before.entry(name).or_insert(*kind);
            *held = (*held).min(*kind);
        }
        let mut other: BTreeSet<&str> = BTreeSet::new();
        for (name, kind) in learned.names() {
            if before.remove(name) != Some(kind) {
                other.insert(name);
            }
        }
        other.extend(before.into_keys());
        if earlier.is_empty() || other.is_empty() {
            return Renamed::none(dictionaries);
        }
        let keys: BTreeSet<String> = other.into_iter().map(|name| key(name, dictionaries)).collect();
        if keys.contains("") {
            return Renamed { names: None, anywhere: true, dictionaries };
        }
        let names = CharwiseDoubleArrayAhoCorasick::with_values(keys.into_iter().zip(0_u32..)).ok();
        Renamed { anywhere: names.is_none(), names, dictionaries }
    }

    /// Whether one of them may occur in a text; never no where one does.
    fn may_occur_in(&self, text: &str) -> bool {
        self.anywhere
            || self.names.as_ref().is_some_and(|names| {
                names.find_overlapping_iter(&key(text, self.dictionaries)).next().is_some()
            })
    }
}

/// A text without all that the rules may pass over or take for alike; what occurs in a text occurs in its key.
fn key(text: &str, dictionaries: &Dictionaries) -> String {
    let simplified = &dictionaries.layout().simplified;
    text.chars()
        .filter_map(fold)
        .filter(|&c| c.is_alphanumeric() && !is_silent(c))
        // Twice: what a page writes may be simplified before it is compared.
        .map(|c| simplified.of(simplified.of(c)).to_ascii_lowercase())
        .collect()
}

/// The hash of all that is read of a document.
fn hash(document: &Document) -> String {
    let Document { id, title, date, source, url, home, text, .. } = document;
    let known = format!("{:?}", (id, title, date, source, url, home));
    let [known, text] = [known.as_bytes(), text.as_bytes()].map(XxHash3_128::oneshot);
    format!("{text:032x}{:016x}", known as u64)
}
