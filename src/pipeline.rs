//! The whole flow on one screen: documents → text → recognise → article → resolve → graph.

mod careful;
mod flow;
mod update;

use std::convert::Infallible;
use std::marker::PhantomData;
use std::num::NonZeroUsize;
use std::sync::Arc;
use std::time::Duration;

use rayon::ThreadPool;

use crate::archive::{Archive, ArchiveError, KnownDocument, NewDocument, Snapshot, StoredDocument};
use crate::article::articles;
use crate::decisions::{Decisions, Uses};
use crate::dictionary::Dictionaries;
use crate::document::{Corpus, Document, Failure, Notes, Reading};
use crate::graph::{Graph, Options, Sightings, Tally};
use crate::kind::Kind;
use crate::recognise::recognise;
use crate::resolve::{self, DocumentInfo, Resolved, resolve, shown_place};
use crate::text::{Date, Text};

use careful::Careful;
use flow::{Step, flow, helpers};

pub use crate::recognise::{Learned, Lessons, WeightsError, read_weights};
pub use update::Change;

/// How documents are worked on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// 2: what one page teaches is used on all, which reads them twice; 1: each page for itself.
    pub passes: usize,
    /// Threads; `None` for as many as the machine has.
    pub jobs: Option<NonZeroUsize>,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings { passes: 2, jobs: None }
    }
}

/// Told of every step while documents are read.
pub trait Watch {
    /// Bytes read so far in a pass, counted from 0.
    fn bytes(&mut self, pass: usize, read: u64);
    /// A document was skipped.
    fn failure(&mut self, failure: &Failure);
    /// Receives, at the end, what was passed over or read only in part.
    fn notes(&mut self, _notes: &Notes) {}
}

/// Nobody is told; what could not be read is lost without a word.
impl Watch for () {
    fn bytes(&mut self, _: usize, _: u64) {}
    fn failure(&mut self, _: &Failure) {}
}

/// A document with all that was found in it.
#[derive(Clone, Debug)]
pub struct Page {
    /// The document as it was read.
    pub document: Document,
    /// Its mentions with their entities.
    pub resolved: Resolved,
    /// Raw offsets at which its articles start, in Unicode scalars.
    pub starts: Vec<usize>,
}

/// What a build went through.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Documents read.
    pub documents: u64,
    /// Stories told apart.
    pub articles: u64,
    /// Mentions, in the order of `Kind::ALL`.
    pub mentions: [u64; Kind::ALL.len()],
    /// Bytes of text.
    pub bytes: u64,
    /// Characters that could not be decoded and stand as U+FFFD.
    pub undecoded: u64,
    /// What each decision did.
    pub uses: Uses,
}

/// One document through every room up to resolution.
pub fn page(document: Document, dictionaries: &Dictionaries, learned: &Learned) -> Page {
    let text = Text::new(&document.text, dictionaries.layout());
    let found = recognise(&text, dictionaries, learned);
    let stories = articles(&text, &found.mentions, dictionaries.layout(), document.date);
    let starts = stories.iter().map(|story| text.raw_span(story.span).start).collect();
    let info = DocumentInfo {
        id: document.id.clone(),
        title: document.title.clone(),
        date: document.date,
        source: document.source.clone(),
        url: document.url.clone(),
    };
    let (home, raw) = (document.home.as_deref(), document.text.as_str());
    let page = resolve::Page { info, home, raw, text: &text, articles: &stories, found: &found };
    let resolved = resolve(page, dictionaries);
    Page { document, resolved, starts }
}

/// The flow from documents to what is found in them, whatever they come from: files, rows of a table, memory.
///
/// A document that breaks a room, or takes longer than its length allows, is told as a failure and costs itself alone.
pub struct Pipeline {
    dictionaries: Dictionaries,
    settings: Settings,
    helpers: Option<ThreadPool>,
}

impl Pipeline {
    /// Returns a pipeline that reads with some words; its threads wait until there is work.
    pub fn new(dictionaries: &Dictionaries, settings: Settings) -> Pipeline {
        Pipeline { dictionaries: dictionaries.clone(), settings, helpers: helpers(settings) }
    }

    /// Hands on what each document teaches others with certainty, in order: the first pass.
    ///
    /// What cannot be read is passed over; the second pass tells of it.
    ///
    /// # Errors
    /// Those of `each`.
    pub fn teach<E>(
        &self,
        documents: Box<dyn Reading + '_>,
        watch: &mut dyn Watch,
        each: &mut dyn FnMut(Lessons) -> Result<(), E>,
    ) -> Result<(), E> {
        let careful = Careful::new(&self.dictionaries, Arc::default());
        let work = |document: Document| careful.lessons(document);
        flow(documents, self.helpers.as_ref(), &work, each, &mut |step| {
            if let Step::Bytes(read) = step {
                watch.bytes(0, read);
            }
        })
    }

    /// Hands on each document with all that is found in it, in order, where others taught some names: the second pass.
    ///
    /// # Errors
    /// Those of `each`.
    pub fn find<E>(
        &self,
        documents: Box<dyn Reading + '_>,
        learned: &Arc<Learned>,
        watch: &mut dyn Watch,
        each: &mut dyn FnMut(Page) -> Result<(), E>,
    ) -> Result<(), E> {
        self.find_in(1, documents, learned, watch, each)
    }

    fn find_in<E>(
        &self,
        pass: usize,
        documents: Box<dyn Reading + '_>,
        learned: &Arc<Learned>,
        watch: &mut dyn Watch,
        each: &mut dyn FnMut(Page) -> Result<(), E>,
    ) -> Result<(), E> {
        let careful = Careful::new(&self.dictionaries, learned.clone());
        let work = |document| careful.page(document);
        flow(documents, self.helpers.as_ref(), &work, each, &mut |step| tell(watch, pass, step))
    }

    /// Hands on each document of a corpus with all that is found in it, in order, after as many passes as are set.
    ///
    /// # Errors
    /// Those of `each`.
    pub fn pages<E>(
        &self,
        corpus: &dyn Corpus,
        watch: &mut dyn Watch,
        each: &mut dyn FnMut(Page) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut learned = Learned::default();
        let two = self.reads_twice(corpus);
        if two {
            let Ok(()) = self.teach(corpus.read(), watch, &mut |lessons| -> Result<(), Infallible> {
                learned.add(lessons);
                Ok(())
            });
            learned.freeze();
        }
        self.find_in(usize::from(two), corpus.read(), &learned.into(), watch, each)
    }

    /// Builds the graph of a corpus, through an archive that is gone afterwards.
    ///
    /// # Errors
    /// Where the archive cannot be written, as on a full disk.
    pub fn graph(
        &self,
        corpus: &dyn Corpus,
        decisions: &Decisions,
        options: Options,
        watch: &mut dyn Watch,
    ) -> Result<(Graph, Summary), ArchiveError> {
        let mut archive = Archive::passing()?;
        let mut update = archive.update(Duration::ZERO)?;
        self.pages(corpus, watch, &mut |page| {
            let found = page.stored(&self.dictionaries);
            update.put(&NewDocument { found, known: KnownDocument::default() })
        })?;
        update.commit()?;
        let mut seen = Seen::<ArchiveError>::new(&archive, decisions, Window::default())?;
        let (tally, summary) = seen.tally(options)?;
        Ok((tally.derive(&seen, None)?.graph()?, summary))
    }

    fn reads_twice(&self, corpus: &dyn Corpus) -> bool {
        self.settings.passes > 1 && corpus.is_repeatable()
    }
}

/// Tells of a step of a pass.
fn tell(watch: &mut dyn Watch, pass: usize, step: Step) {
    match step {
        Step::Failure(failure) => watch.failure(failure),
        Step::Notes(notes) => watch.notes(notes),
        Step::Bytes(read) => watch.bytes(pass, read),
    }
}

impl Page {
    /// Returns what an archive keeps of a page: what was found in it, before any decision.
    pub fn stored(self, dictionaries: &Dictionaries) -> StoredDocument {
        let Page { document, mut resolved, starts } = self;
        for named in resolved.mentions.iter_mut().filter(|named| named.kind == Kind::Place) {
            if let Some(plain) = shown_place(&named.entity, dictionaries) {
                named.entity = plain.to_string();
            }
        }
        let (bytes, undecoded) = (document.text.len() as u64, undecoded(&document.text));
        StoredDocument { resolved, starts, bytes, undecoded }
    }
}

impl Summary {
    /// Counts a document, its mentions as people decided.
    pub fn add(&mut self, stored: &StoredDocument) {
        self.documents += 1;
        self.articles += stored.starts.len() as u64;
        self.bytes += stored.bytes;
        self.undecoded += stored.undecoded;
        for named in &stored.resolved.mentions {
            self.mentions[named.kind as usize] += 1;
        }
    }
}

/// A stretch of days; open where no day is named.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Window {
    /// First day that counts.
    pub since: Option<Date>,
    /// Last day that counts.
    pub until: Option<Date>,
    /// Whether only roles count whose place is known by their story or by more.
    pub sure: bool,
}

impl Window {
    /// Takes out what was seen on other days, or on none that is known; whether anything is left.
    fn narrow(self, resolved: &mut Resolved) -> bool {
        if self == Window::default() {
            return true;
        }
        let Resolved { info, articles, passages, mentions } = resolved;
        if self.sure {
            mentions.iter_mut().for_each(|named| named.roles.retain(|role| role.basis.is_sure()));
            if self.since.is_none() && self.until.is_none() {
                return true;
            }
        }
        let holds = |article: usize| {
            let day = articles.get(article).and_then(|article| article.date).or(info.date);
            day.is_some_and(|day| {
                self.since.is_none_or(|since| since <= day) && self.until.is_none_or(|until| day <= until)
            })
        };
        mentions.retain(|named| passages.get(named.passage).is_some_and(|passage| holds(passage.article)));
        !mentions.is_empty()
    }
}

/// What was seen in the documents of an archive, with what people decided about its entities, on the days asked for.
pub struct Seen<'a, E> {
    archive: &'a Archive,
    decisions: &'a Decisions,
    window: Window,
    /// The first passage of each document, by its id in the archive.
    firsts: Vec<i64>,
    _snapshot: Snapshot<'a>,
    error: PhantomData<fn() -> E>,
}

impl<'a, E: From<ArchiveError>> Seen<'a, E> {
    /// Reads an archive as decided, between some days; nobody changes it until this is dropped.
    ///
    /// # Errors
    /// Where the archive cannot be read.
    pub fn new(archive: &'a Archive, decisions: &'a Decisions, window: Window) -> Result<Seen<'a, E>, E> {
        let _snapshot = archive.snapshot()?;
        Ok(Seen { archive, decisions, window, firsts: Vec::new(), _snapshot, error: PhantomData })
    }

    /// Counts the entities of all documents; [`Tally::derive`] counts the links.
    ///
    /// # Errors
    /// Where the archive is damaged.
    pub fn tally(&mut self, options: Options) -> Result<(Tally, Summary), E> {
        let (mut tally, mut summary) = (Tally::new(options), Summary::default());
        let (mut uses, mut firsts) = (Uses::default(), Vec::new());
        self.read(&mut uses, &mut |stored, first| {
            firsts.push(first);
            summary.add(&stored);
            tally.add(&stored.resolved);
            Ok(())
        })?;
        self.firsts = firsts;
        summary.uses = uses;
        Ok((tally, summary))
    }

    fn read(
        &self,
        uses: &mut Uses,
        each: &mut dyn FnMut(StoredDocument, i64) -> Result<(), E>,
    ) -> Result<(), E> {
        self.archive.each(&mut |mut stored, first| {
            if self.window.narrow(&mut stored.resolved) {
                self.decisions.apply(&mut stored.resolved, uses);
                each(stored, first)?;
            }
            Ok(())
        })
    }
}

impl<E: From<ArchiveError>> Sightings for Seen<'_, E> {
    type Error = E;

    fn each(&self, each: &mut dyn FnMut(Resolved) -> Result<(), E>) -> Result<(), E> {
        self.read(&mut Uses::default(), &mut |stored, _| each(stored.resolved))
    }

    fn passage(&self, document: usize, passage: usize) -> Result<resolve::Passage, E> {
        let first = self.firsts.get(document).copied().unwrap_or_default();
        Ok(self.archive.passage(first + passage as i64)?)
    }
}

/// Characters that stand for what could not be decoded: U+FFFD.
fn undecoded(text: &str) -> u64 {
    // All bytes alike, several at a time: a search for the character would stop at every other one, since many end in
    // its last byte.
    let [first, second, third] = [0, 1, 2].map(|from| text.as_bytes().get(from..).unwrap_or_default().iter());
    let marks = first.zip(second).zip(third);
    marks.map(|((&a, &b), &c)| u64::from((a == 0xEF) & (b == 0xBF) & (c == 0xBD))).sum()
}

#[cfg(test)]
mod tests {
    use super::undecoded;

    #[test]
    fn what_could_not_be_decoded_is_counted() {
        for (text, count) in [("", 0), ("\u{FFFD}", 1), ("县\u{FFFD}\u{FFFD}长,\u{FF0C}", 2), ("ab", 0)] {
            assert_eq!(undecoded(text), count, "{text}");
        }
    }
}
