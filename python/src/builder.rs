//! Documents in, a graph or a part of one out.

use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::Arc;

use arrow_array::RecordBatch;
use arrow_pyarrow::PyArrowType;
use guanxi::decisions::{self, Decisions};
use guanxi::dictionary::DictionaryError;
use guanxi::document::{Document, Encoding, Failure, plan};
use guanxi::graph::{Options, Row, Scope, Tally};
use guanxi::kind::Kind;
use guanxi::pipeline::{self, Settings, Summary, Watch, count, page};
use guanxi::recognise::{Learned, Lessons, lessons};
use guanxi::resolve::PostState;
use guanxi::text::Text;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList};
use rayon::prelude::*;

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
    let (decisions, faults) = decisions::read("decisions", text);
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

/// Keeps what was skipped, and lets Ctrl-C through.
#[derive(Default)]
struct Note(Vec<Skipped>);

impl Watch for Note {
    fn bytes(&mut self, _: usize, _: u64) {}

    fn failure(&mut self, failure: &Failure) {
        self.0.push(skipped(failure));
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
    let (graph, summary, note) = py.detach(|| {
        let mut note = Note::default();
        let plan = plan(&paths).in_encoding(encoding);
        let settings = Settings { passes, jobs };
        let (graph, summary) =
            pipeline::build_as_decided(&plan, (&words, &decisions), settings, options, &mut note);
        (graph, summary, note)
    });
    if summary.documents == 0 {
        let told: Vec<String> =
            note.0.iter().map(|(what, why, cure)| format!("{what}: {why}; {cure}")).collect();
        return Err(wrong(format!("nothing to read: {}", told.join("\n"))));
    }
    Ok((Graph::of(graph), note.0))
}

/// A graph in the making, from batches of records or from parts counted elsewhere.
#[pyclass(module = "guanxi")]
pub(crate) struct Builder {
    words: Arc<guanxi::dictionary::Dictionaries>,
    decisions: Decisions,
    options: Options,
    learned: Learned,
    tally: Tally,
    summary: Summary,
    skipped: Vec<Skipped>,
    pool: rayon::ThreadPool,
    rows: u64,
    taught: u64,
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
        jobs: Option<usize>,
    ) -> PyResult<Self> {
        let options = options(scope, damping)?;
        let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs.unwrap_or(0)).build().map_err(wrong)?;
        Ok(Builder {
            words: dictionaries.held.clone(),
            decisions: decided(decisions)?,
            options,
            learned: Learned::default(),
            tally: Tally::new(options),
            summary: Summary::default(),
            skipped: Vec::new(),
            pool,
            rows: 0,
            taught: 0,
        })
    }

    /// Learns what the documents of a batch teach with certainty; gives the names with their kinds.
    fn teach(&mut self, py: Python<'_>, batch: PyArrowType<RecordBatch>) -> PyResult<Vec<(String, String)>> {
        let before = self.taught;
        self.taught += batch.0.num_rows() as u64;
        let Builder { words, learned, pool, .. } = self;
        py.detach(|| {
            let documents: Vec<Document> = documents(&batch.0, before)?.into_iter().flatten().collect();
            let each = |document: Document| lessons(&Text::new(&document.text, words.layout()), words);
            let taught: Vec<Lessons> = pool.install(|| documents.into_par_iter().map(each).collect());
            let mut names = Vec::new();
            for lessons in taught {
                names.extend(
                    lessons.names().iter().map(|(name, kind)| (name.clone(), kind.name().to_string())),
                );
                learned.add(lessons);
            }
            Ok(names)
        })
    }

    /// Makes what was learnt, and names taught elsewhere, ready to be looked for on every page.
    fn learn(&mut self, names: Vec<(String, String)>) -> PyResult<()> {
        for (name, kind) in names {
            let kind = Kind::parse(&kind).ok_or_else(|| wrong(format!("no kind is called {kind}")))?;
            self.learned.insert(name, kind);
        }
        self.learned.freeze();
        Ok(())
    }

    /// Counts the documents of a batch.
    fn add(&mut self, py: Python<'_>, batch: PyArrowType<RecordBatch>) -> PyResult<()> {
        let before = self.rows;
        self.rows += batch.0.num_rows() as u64;
        let Builder { words, decisions, learned, tally, summary, skipped: note, pool, .. } = self;
        py.detach(|| {
            let mut good = Vec::new();
            for found in documents(&batch.0, before)? {
                match found {
                    Ok(document) => good.push(document),
                    Err(failure) => note.push(skipped(&failure)),
                }
            }
            let each = |document: Document| page(document, words, learned);
            let pages: Vec<_> = pool.install(|| good.into_par_iter().map(each).collect());
            pages.into_iter().for_each(|page| count(page, (words, decisions), tally, summary));
            Ok(())
        })
    }

    /// Entities and pairs held, for those who flush in time.
    fn size(&self) -> usize {
        self.tally.size()
    }

    /// What was counted, as rows (`kind`, `key`, `row`) that can be added elsewhere; the builder is empty then.
    fn flush(&mut self, py: Python<'_>) -> PyResult<PyArrowType<RecordBatch>> {
        let tally = std::mem::replace(&mut self.tally, Tally::new(self.options));
        let skipped = std::mem::take(&mut self.skipped);
        py.detach(|| rows_out(&tally.rows(), &skipped)).map(PyArrowType)
    }

    /// Adds rows that were counted elsewhere.
    fn take(&mut self, py: Python<'_>, batch: PyArrowType<RecordBatch>) -> PyResult<()> {
        let Builder { tally, skipped, .. } = self;
        py.detach(|| {
            let (rows, failed) = rows_in(&batch.0)?;
            skipped.extend(failed);
            rows.into_iter().try_for_each(|row: Row| tally.take(row)).map_err(wrong)
        })
    }

    /// The graph of everything, and what was skipped; the builder is empty then.
    fn finish(&mut self, py: Python<'_>) -> (Graph, Vec<Skipped>) {
        let tally = std::mem::replace(&mut self.tally, Tally::new(self.options));
        let graph = py.detach(|| tally.finish());
        (Graph::of(graph), std::mem::take(&mut self.skipped))
    }

    /// Documents counted so far.
    fn documents(&self) -> u64 {
        self.summary.documents
    }
}
