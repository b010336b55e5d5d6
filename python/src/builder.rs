//! Documents in, a graph or a part of one out.

use std::collections::{BTreeMap, HashSet};
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use arrow_array::RecordBatch;
use arrow_pyarrow::PyArrowType;
use guanxi::archive::{Archive, ArchiveError, KnownDocument, NewDocument, Row, StoredDocument};
use guanxi::decisions::{Decision, Decisions};
use guanxi::dictionary::DictionaryError;
use guanxi::document::{Document, Failure, reading};
use guanxi::graph::{Options, Scope};
use guanxi::kind::Kind;
use guanxi::pipeline::{Learned, Pipeline, Seen, Settings, Watch, Window, page};
use guanxi::resolve::PostState;
use guanxi_read::{Encoding, plan};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList};

use crate::Words;
use crate::errors::{of_dictionary, wrong};
use crate::graph::Graph;
use crate::records::documents;
use crate::tables::{rows_in, rows_out};

/// What, reason and cure of something that was skipped.
type Skipped = (String, String, String);

fn skipped(failure: &Failure) -> Skipped {
    (failure.what.clone(), failure.reason.clone(), failure.cure.clone())
}

fn options(scope: &str, damping: bool) -> PyResult<Options> {
    let scope = Scope::parse(scope)
        .ok_or_else(|| wrong(format!("no scope is called {scope}; try sentence, paragraph or article")))?;
    Ok(Options { scope, damping, ..Options::default() })
}

fn decided(text: Option<&str>) -> PyResult<Decisions> {
    let Some(text) = text else { return Ok(Decisions::default()) };
    let (decisions, faults) = Decision::read("decisions", text);
    if faults.is_empty() {
        Ok(Decisions::new(decisions))
    } else {
        Err(of_dictionary(DictionaryError::Faults { faults }))
    }
}

/// Every mention of a text, in order: `start`, `end`, `type`, `text`, `entity`, `roles`, `article`, `rule`.
#[pyfunction]
#[pyo3(signature = (text, dictionaries))]
pub(crate) fn mentions<'py>(
    py: Python<'py>,
    text: String,
    dictionaries: &Words,
) -> PyResult<Bound<'py, PyList>> {
    let words = dictionaries.held.clone();
    let (page, chars) = py.detach(|| {
        let chars: Vec<char> = text.chars().collect();
        let document = Document { id: "text".to_string(), text, ..Document::default() };
        (page(document, &words, &Learned::default()), chars)
    });
    let out = PyList::empty(py);
    for named in &page.resolved.mentions {
        let row = PyDict::new(py);
        let written: String = chars.get(named.start..named.end).unwrap_or_default().iter().collect();
        let article = page.resolved.passages.get(named.passage).map_or(0, |passage| passage.article);
        row.set_item("start", named.start)?;
        row.set_item("end", named.end)?;
        row.set_item("type", named.kind.name())?;
        row.set_item("text", written)?;
        row.set_item("entity", &named.entity)?;
        for (name, state) in [
            ("roles", PostState::Held),
            ("former_roles", PostState::Former),
            ("proposed_roles", PostState::Proposed),
        ] {
            row.set_item(name, named.roles_in(state).collect::<Vec<&str>>())?;
        }
        row.set_item("article", article)?;
        let rule = serde_json::to_value(named.rule).map_err(wrong)?;
        row.set_item("rule", rule.as_str())?;
        out.append(row)?;
    }
    Ok(out)
}

/// Keeps what was skipped.
#[derive(Default)]
struct Note(Vec<Failure>);

impl Watch for Note {
    fn bytes(&mut self, _: usize, _: u64) {}

    fn failure(&mut self, failure: &Failure) {
        self.0.push(failure.clone());
    }
}

/// The graph of files and folders, by the same flow as the command line's; and what was skipped.
#[pyfunction]
#[allow(clippy::too_many_arguments, reason = "Python names them")]
#[pyo3(signature = (paths, dictionaries, decisions, scope, damping, passes, jobs, encoding))]
pub(crate) fn build_paths(
    py: Python<'_>,
    paths: Vec<PathBuf>,
    dictionaries: &Words,
    decisions: Option<&str>,
    scope: &str,
    damping: bool,
    passes: usize,
    jobs: Option<NonZeroUsize>,
    encoding: Option<&str>,
) -> PyResult<(Graph, Vec<Skipped>)> {
    let options = options(scope, damping)?;
    let decisions = decided(decisions)?;
    let encoding = match encoding {
        None => None,
        Some(name) => Some(Encoding::of_name(name).ok_or_else(|| {
            wrong(format!("no encoding is called {name}; try utf-8, utf-16, gb18030, gbk or big5"))
        })?),
    };
    let words = dictionaries.held.clone();
    let (built, note) = py.detach(|| {
        let mut note = Note::default();
        let plan = plan(&paths).in_encoding(encoding);
        let settings = Settings { passes, jobs };
        let pipeline = Pipeline::new(&words, settings);
        (pipeline.graph(&plan, &decisions, options, &mut note), note)
    });
    let (graph, summary) = built.map_err(of_archive)?;
    if summary.documents == 0 {
        let told: Vec<String> = note.0.iter().map(Failure::to_string).collect();
        return Err(wrong(format!("nothing to read: {}", told.join("\n"))));
    }
    Ok((Graph::of(graph), note.0.iter().map(skipped).collect()))
}

/// Documents that may gather before they are stored.
const HELD: usize = 1 << 12;

/// A graph in the making, from batches of records or from what was seen elsewhere.
#[pyclass(module = "guanxi")]
pub(crate) struct Builder {
    words: Arc<guanxi::dictionary::Dictionaries>,
    decisions: Decisions,
    options: Options,
    pipeline: Pipeline,
    /// What is being learnt, and what all that is read from now on is read with.
    lessons: Learned,
    learned: Arc<Learned>,
    held: Vec<StoredDocument>,
    /// Where documents go that are too many to hold; gone with the builder.
    archive: Option<Mutex<Archive>>,
    ids: HashSet<String>,
    skipped: Vec<Failure>,
    rows: u64,
    taught: u64,
    documents: u64,
}

fn of_archive(error: ArchiveError) -> PyErr {
    wrong(format!("{error}; {}", error.cure()))
}

impl Builder {
    /// Takes documents in; one whose id is taken is told apart as `id#2`, as in any build.
    fn hold(&mut self, found: Vec<StoredDocument>) -> Result<(), ArchiveError> {
        for mut found in found {
            let id = &mut found.resolved.info.id;
            let numbered = (2..).map(|number| format!("{id}#{number}"));
            let free = std::iter::once(id.clone()).chain(numbered).find(|id| !self.ids.contains(id));
            *id = free.unwrap_or_default();
            self.ids.insert(id.clone());
            self.documents += 1;
            self.held.push(found);
        }
        if self.held.len() < HELD { Ok(()) } else { self.store() }
    }

    /// Stores what is held.
    fn store(&mut self) -> Result<(), ArchiveError> {
        let archive = match &mut self.archive {
            Some(archive) => archive,
            none => none.insert(Mutex::new(Archive::passing()?)),
        };
        let archive = archive.get_mut().unwrap_or_else(|fault| fault.into_inner());
        let mut update = archive.update(Duration::ZERO)?;
        for found in self.held.drain(..) {
            update.put(&NewDocument { found, known: KnownDocument::default() })?;
        }
        update.commit()
    }

    /// Takes out everything, in no order that means anything.
    fn drain(&mut self) -> Result<Vec<StoredDocument>, ArchiveError> {
        let mut all = std::mem::take(&mut self.held);
        if let Some(archive) = self.archive.take() {
            let archive = archive.into_inner().unwrap_or_else(|fault| fault.into_inner());
            archive.each(&mut |found, _| {
                all.push(found);
                Ok::<(), ArchiveError>(())
            })?;
        }
        self.ids.clear();
        Ok(all)
    }

    /// What graphs are counted by, as an archive keeps it.
    fn meta(&self) -> BTreeMap<String, String> {
        let Options { scope, damping, .. } = self.options;
        BTreeMap::from([
            ("scope".to_string(), scope.name().to_string()),
            ("damping".to_string(), damping.to_string()),
        ])
    }

    fn graph(&mut self) -> Result<guanxi::graph::Graph, ArchiveError> {
        self.store()?;
        self.ids.clear();
        let Some(archive) = self.archive.take() else { return Ok(Default::default()) };
        let archive = archive.into_inner().unwrap_or_else(|fault| fault.into_inner());
        let mut seen = Seen::new(&archive, &self.decisions, Window::default())?;
        let (tally, _) = seen.tally(self.options)?;
        tally.derive(&seen, None)?.graph()
    }
}

#[pymethods]
impl Builder {
    #[new]
    #[pyo3(signature = (dictionaries, decisions=None, scope="article", damping=true, jobs=None))]
    fn new(
        dictionaries: &Words,
        decisions: Option<&str>,
        scope: &str,
        damping: bool,
        jobs: Option<NonZeroUsize>,
    ) -> PyResult<Self> {
        let options = options(scope, damping)?;
        Ok(Builder {
            words: dictionaries.held.clone(),
            decisions: decided(decisions)?,
            options,
            pipeline: Pipeline::new(&dictionaries.held, Settings { jobs, ..Settings::default() }),
            lessons: Learned::default(),
            learned: Arc::default(),
            held: Vec::new(),
            archive: None,
            ids: HashSet::new(),
            skipped: Vec::new(),
            rows: 0,
            taught: 0,
            documents: 0,
        })
    }

    /// Learns what the documents of a batch teach with certainty; gives the names with their kinds.
    fn teach(&mut self, py: Python<'_>, batch: PyArrowType<RecordBatch>) -> PyResult<Vec<(String, String)>> {
        let before = self.taught;
        self.taught += batch.0.num_rows() as u64;
        let Builder { pipeline, lessons, .. } = self;
        py.detach(|| {
            let mut names = Vec::new();
            let read = reading(documents(&batch.0, before)?);
            pipeline.teach(read, &mut Note::default(), &mut |taught| -> PyResult<()> {
                names.extend(
                    taught.names().iter().map(|(name, kind)| (name.clone(), kind.name().to_string())),
                );
                lessons.add(taught);
                Ok(())
            })?;
            Ok(names)
        })
    }

    /// Makes what was learnt, and names taught elsewhere, ready to be looked for on every page.
    fn learn(&mut self, names: Vec<(String, String)>) -> PyResult<()> {
        for (name, kind) in names {
            let kind = Kind::parse(&kind).ok_or_else(|| wrong(format!("no kind is called {kind}")))?;
            self.lessons.insert(name, kind);
        }
        self.lessons.freeze();
        self.learned = std::mem::take(&mut self.lessons).into();
        Ok(())
    }

    /// Reads the documents of a batch.
    fn add(&mut self, py: Python<'_>, batch: PyArrowType<RecordBatch>) -> PyResult<()> {
        let before = self.rows;
        self.rows += batch.0.num_rows() as u64;
        py.detach(|| {
            let (mut note, mut found) = (Note::default(), Vec::new());
            let Builder { pipeline, words, learned, .. } = &*self;
            let read = reading(documents(&batch.0, before)?);
            pipeline.find(read, learned, &mut note, &mut |page| -> PyResult<()> {
                found.push(page.stored(words));
                Ok(())
            })?;
            self.skipped.append(&mut note.0);
            self.hold(found).map_err(of_archive)
        })
    }

    /// Documents held, for those who flush in time.
    fn size(&self) -> usize {
        self.held.len()
    }

    /// What was seen, as rows (`kind`, `key`, `row`) that can be stored elsewhere; the builder is empty then.
    fn flush(&mut self, py: Python<'_>) -> PyResult<PyArrowType<RecordBatch>> {
        py.detach(|| {
            let found = self.drain().map_err(of_archive)?;
            let head = Row::Head { meta: self.meta(), documents: found.len() as u64 };
            let documents = found.into_iter().map(|found| Row::Document(Box::new(found)));
            let skipped = std::mem::take(&mut self.skipped).into_iter().map(Row::Skipped);
            let rows: Vec<Row> = std::iter::once(head).chain(documents).chain(skipped).collect();
            rows_out(&rows).map(PyArrowType)
        })
    }

    /// Takes in rows of what was seen elsewhere.
    fn take(&mut self, py: Python<'_>, batch: PyArrowType<RecordBatch>) -> PyResult<()> {
        py.detach(|| {
            let mut all = Vec::new();
            for row in rows_in(&batch.0)? {
                match row {
                    Row::Head { meta, .. } if meta != self.meta() => {
                        let named = |meta: &BTreeMap<String, String>| format!("{meta:?}");
                        return Err(wrong(format!(
                            "rows counted by {}, the others by {}; run the job again",
                            named(&meta),
                            named(&self.meta())
                        )));
                    }
                    Row::Head { .. } => {}
                    Row::Document(found) => all.push(*found),
                    Row::Skipped(failure) => self.skipped.push(failure),
                }
            }
            self.hold(all).map_err(of_archive)
        })
    }

    /// The graph of everything, and what was skipped; the builder is empty then.
    fn finish(&mut self, py: Python<'_>) -> PyResult<(Graph, Vec<Skipped>)> {
        let graph = py.detach(|| self.graph()).map_err(of_archive)?;
        let notes = std::mem::take(&mut self.skipped);
        Ok((Graph::of(graph), notes.iter().map(skipped).collect()))
    }

    /// Documents read so far.
    fn documents(&self) -> u64 {
        self.documents
    }
}
