//! The graph, as tables, answers and files.

use std::fs;
use std::io::{BufWriter, Write};
use std::path::PathBuf;
use std::sync::Arc;

use arrow_array::RecordBatch;
use arrow_pyarrow::PyArrowType;
use guanxi::ask::{Answer, Detail, Figure, Question, ask, ask_chinese};
use guanxi::export::{self, Format};
use guanxi::kind::Kind;
use pyo3::prelude::*;

use crate::errors::wrong;
use crate::tables;

/// Who appears with whom.
#[pyclass(frozen, name = "RawGraph", module = "guanxi")]
pub(crate) struct Graph {
    held: Arc<guanxi::graph::Graph>,
}

impl Graph {
    pub(crate) fn of(graph: guanxi::graph::Graph) -> Graph {
        Graph { held: Arc::new(graph) }
    }
}

/// Columns and rows of an answer, or why there is none.
type Rows = (Vec<String>, Vec<Vec<String>>);

fn answer(answer: &Answer) -> PyResult<Rows> {
    if !answer.is_answered() {
        return Err(wrong(answer.to_string().trim_end()));
    }
    let table = answer.to_table();
    Ok((table.columns().to_vec(), table.rows().to_vec()))
}

fn kind(name: Option<&str>) -> PyResult<Option<Kind>> {
    let parse = |name: &str| Kind::parse(name).ok_or_else(|| wrong(format!("no kind is called {name}")));
    name.map(parse).transpose()
}

fn format_of(name: &str) -> PyResult<Format> {
    match Format::parse(name)[..] {
        [format] => Ok(format),
        _ => {
            let all: Vec<&str> = Format::ALL.iter().map(|format| format.name()).collect();
            Err(wrong(format!("no format is called {name}; try {}", all.join(", "))))
        }
    }
}

#[pymethods]
impl Graph {
    /// A graph from a `graph.json`.
    #[staticmethod]
    fn load(py: Python<'_>, path: PathBuf) -> PyResult<Graph> {
        let json = fs::read(&path)?;
        py.detach(|| export::read(&json)).map(Graph::of).map_err(wrong)
    }

    fn counts(&self) -> (usize, usize, usize) {
        (self.held.documents.len(), self.held.nodes().len(), self.held.links().len())
    }

    fn nodes(&self, py: Python<'_>) -> PyResult<PyArrowType<RecordBatch>> {
        py.detach(|| tables::nodes(&self.held)).map(PyArrowType)
    }

    fn links(&self, py: Python<'_>) -> PyResult<PyArrowType<RecordBatch>> {
        py.detach(|| tables::links(&self.held)).map(PyArrowType)
    }

    fn evidence(&self, py: Python<'_>) -> PyResult<PyArrowType<RecordBatch>> {
        py.detach(|| tables::evidence(&self.held)).map(PyArrowType)
    }

    /// The graph as one file of a format.
    fn write<'py>(&self, py: Python<'py>, format: &str) -> PyResult<Bound<'py, pyo3::types::PyBytes>> {
        let format = format_of(format)?;
        let mut out = Vec::new();
        py.detach(|| export::write(&self.held, format, &mut out))?;
        Ok(pyo3::types::PyBytes::new(py, &out))
    }

    /// Writes one file, by the ending of its name.
    #[pyo3(signature = (path, format=None))]
    fn save(&self, py: Python<'_>, path: PathBuf, format: Option<&str>) -> PyResult<()> {
        let format = match format {
            Some(name) => format_of(name)?,
            None => {
                let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
                let ends = |format: &Format| name.ends_with(&format!(".{}", format.extension()));
                let found =
                    Format::ALL.into_iter().filter(ends).max_by_key(|format| format.extension().len());
                found.ok_or_else(|| {
                    wrong(format!(
                        "the name {name} does not tell a format; end it in .graphml, .gexf, .json …"
                    ))
                })?
            }
        };
        py.detach(|| {
            // Beside the file and then in its place, so that there is never half of it.
            let mut passing = path.clone().into_os_string();
            passing.push(".part");
            let mut out = BufWriter::new(fs::File::create(&passing)?);
            export::write(&self.held, format, &mut out)?;
            out.flush()?;
            fs::rename(&passing, &path)
        })?;
        Ok(())
    }

    /// Who and what appears with an entity.
    fn with_(&self, name: String, of: Option<&str>, limit: usize, evidence: usize) -> PyResult<Rows> {
        let question = Question::With { name, kind: kind(of)? };
        answer(&ask(&self.held, &question, Detail { limit, evidence }))
    }

    /// A question as a Chinese sentence.
    fn ask(&self, sentence: &str, limit: usize, evidence: usize) -> PyResult<Rows> {
        answer(&ask_chinese(&self.held, sentence, Detail { limit, evidence }))
    }

    /// Entities of one kind by those of another.
    fn matrix(&self, rows: &str, columns: &str, figure: &str, limit: usize) -> PyResult<Rows> {
        let wanted = Figure::ALL.into_iter().find(|known| known.name() == figure);
        let figure = wanted
            .ok_or_else(|| wrong(format!("no figure is called {figure}; try count, lift or exclusivity")))?;
        let both = (kind(Some(rows))?, kind(Some(columns))?);
        let (Some(rows), Some(columns)) = both else { return Err(wrong("a matrix needs two kinds")) };
        let question = Question::Matrix { rows, columns, figure };
        answer(&ask(&self.held, &question, Detail { limit, evidence: 0 }))
    }
}
