//! The whole flow on one screen: documents → text → recognise → article → resolve → graph.

mod careful;
mod flow;
mod update;

use std::convert::Infallible;
use std::num::NonZeroUsize;
use std::sync::Arc;

use rayon::ThreadPool;

use crate::archive::{Archive, ArchiveError, StoredDocument};
use crate::article::articles;
use crate::decisions::{Decisions, Uses};
use crate::dictionary::Dictionaries;
use crate::document::{Document, Failure, Notes, Plan};
use crate::graph::{Graph, Options, Tally};
use crate::kind::Kind;
use crate::recognise::{Learned, recognise};
use crate::resolve::{self, DocumentInfo, Resolved, resolve, shown_place};
use crate::text::{Date, Text};

use careful::Careful;
use flow::{Step, flow, helpers};

pub use update::{Change, Changes, changes};

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

/// Every document of a plan, in order, one batch at a time.
pub fn pages<E>(
    plan: &Plan,
    dictionaries: &Dictionaries,
    settings: Settings,
    watch: &mut dyn Watch,
    each: &mut dyn FnMut(Page) -> Result<(), E>,
) -> Result<(), E> {
    let helpers = helpers(settings);
    let helpers = helpers.as_ref();
    let two = settings.passes > 1 && plan.repeatable();
    let learned = if two { learn(plan, dictionaries, helpers, watch) } else { Learned::default() };
    let careful = Careful::new(dictionaries, learned.into());
    let work = |document| careful.page(document);
    flow(plan.read(), helpers, &work, each, &mut |step| match step {
        Step::Failure(failure) => watch.failure(failure),
        Step::Notes(notes) => watch.notes(notes),
        Step::Bytes(read) => watch.bytes(usize::from(two), read),
    })
}

/// The first pass: what every page teaches with certainty.
fn learn(
    plan: &Plan,
    dictionaries: &Dictionaries,
    helpers: Option<&ThreadPool>,
    watch: &mut dyn Watch,
) -> Learned {
    let mut learned = Learned::default();
    let careful = Careful::new(dictionaries, Arc::default());
    let work = |document: Document| careful.lessons(document);
    let mut each = |lessons| -> Result<(), Infallible> {
        learned.add(lessons);
        Ok(())
    };
    let done = flow(plan.read(), helpers, &work, &mut each, &mut |step| match step {
        // What cannot be read is told in the second pass.
        Step::Failure(_) | Step::Notes(_) => {}
        Step::Bytes(read) => watch.bytes(0, read),
    });
    match done {
        Ok(()) => learned.freeze(),
    }
    learned
}

/// The graph of all documents, and what the build went through.
pub fn build(
    plan: &Plan,
    dictionaries: &Dictionaries,
    settings: Settings,
    options: Options,
    watch: &mut dyn Watch,
) -> (Graph, Summary) {
    build_as_decided(plan, (dictionaries, &Decisions::default()), settings, options, watch)
}

/// The same, with what people decided about its entities.
pub fn build_as_decided(
    plan: &Plan,
    (dictionaries, decisions): (&Dictionaries, &Decisions),
    settings: Settings,
    options: Options,
    watch: &mut dyn Watch,
) -> (Graph, Summary) {
    let (tally, summary) = counted(plan, (dictionaries, decisions), settings, options, watch);
    (tally.finish(), summary)
}

/// The tally of all documents, for those who add it to others before they finish it.
pub fn counted(
    plan: &Plan,
    (dictionaries, decisions): (&Dictionaries, &Decisions),
    settings: Settings,
    options: Options,
    watch: &mut dyn Watch,
) -> (Tally, Summary) {
    let done = counted_while(plan, (dictionaries, decisions), settings, options, watch, &mut |_| {
        Ok::<(), Infallible>(())
    });
    match done {
        Ok(counted) => counted,
    }
}

/// The same, with a look at the tally after every document; ends where that finds a fault.
pub fn counted_while<E>(
    plan: &Plan,
    (dictionaries, decisions): (&Dictionaries, &Decisions),
    settings: Settings,
    options: Options,
    watch: &mut dyn Watch,
    look: &mut dyn FnMut(&mut Tally) -> Result<(), E>,
) -> Result<(Tally, Summary), E> {
    let mut tally = Tally::new(options);
    let mut summary = Summary::default();
    pages(plan, dictionaries, settings, watch, &mut |page| {
        count(page, (dictionaries, decisions), &mut tally, &mut summary);
        look(&mut tally)
    })?;
    Ok((tally, summary))
}

/// Counts one page, with what people decided about its entities.
pub fn count(
    page: Page,
    (dictionaries, decisions): (&Dictionaries, &Decisions),
    tally: &mut Tally,
    summary: &mut Summary,
) {
    fold(stored(page, dictionaries), decisions, tally, summary);
}

/// Returns what an archive keeps of a page: what was found in it, before any decision.
pub fn stored(page: Page, dictionaries: &Dictionaries) -> StoredDocument {
    let Page { document, mut resolved, starts } = page;
    for named in resolved.mentions.iter_mut().filter(|named| named.kind == Kind::Place) {
        if let Some(plain) = shown_place(&named.entity, dictionaries) {
            named.entity = plain.to_string();
        }
    }
    let (bytes, undecoded) = (document.text.len() as u64, undecoded(&document.text));
    StoredDocument { resolved, starts, bytes, undecoded }
}

/// Counts what is kept of one document, with what people decided about its entities.
pub fn fold(stored: StoredDocument, decisions: &Decisions, tally: &mut Tally, summary: &mut Summary) {
    let StoredDocument { mut resolved, starts, bytes, undecoded } = stored;
    decisions.apply(&mut resolved, &mut summary.uses);
    summary.documents += 1;
    summary.articles += starts.len() as u64;
    summary.bytes += bytes;
    summary.undecoded += undecoded;
    for named in &resolved.mentions {
        summary.mentions[named.kind as usize] += 1;
    }
    tally.add(resolved);
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

/// Derives a tally from an archive; `look` sees it after every document and may end the work.
///
/// # Errors
/// Where the archive is damaged, or `look` fails.
pub fn derive<E: From<ArchiveError>>(
    archive: &Archive,
    decisions: &Decisions,
    (options, window): (Options, Window),
    look: &mut dyn FnMut(&mut Tally) -> Result<(), E>,
) -> Result<(Tally, Summary), E> {
    let mut tally = Tally::new(options);
    let mut summary = Summary::default();
    archive.each(&mut |mut stored| {
        if window.narrow(&mut stored.resolved) {
            fold(stored, decisions, &mut tally, &mut summary);
        }
        look(&mut tally)
    })?;
    Ok((tally, summary))
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
