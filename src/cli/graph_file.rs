//! Reads the graph a question is put to.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::Args;
use guanxi::export::{self, ReadError};
use guanxi::graph::{Graph, Row};

use super::complaint::Complaint;

/// The graph a command works on.
#[derive(Debug, Args)]
pub(super) struct GraphFile {
    /// The graph: a graph.json from `guanxi build`
    #[arg(value_name = "GRAPH", default_value = "graphs/graph.json")]
    graph: PathBuf,
}

impl GraphFile {
    pub(super) fn read(&self) -> Result<Graph> {
        read(&self.graph)
    }
}

/// Reads a `graph.json`; says how to make one where there is none.
pub(super) fn read(path: &Path) -> Result<Graph> {
    let cure = "make it with `guanxi build INPUT... -o DIR`, and name it: DIR/graph.json";
    read_as(path, export::read, cure)
}

/// Reads the tally of a `graph.json`.
pub(super) fn read_tally(path: &Path) -> Result<Vec<Row>> {
    let cure = "make it with `guanxi build INPUT... --mergeable -o DIR`, and name it: DIR/graph.json";
    read_as(path, export::read_tally, cure)
}

fn read_as<T>(path: &Path, read: fn(&[u8]) -> Result<T, ReadError>, cure: &str) -> Result<T> {
    let complain = |what: String| Complaint::new(what, path.display(), cure);
    let bytes = fs::read(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => complain("no such graph".to_string()),
        _ => complain(format!("cannot read the graph: {error}")),
    })?;
    let read = read(&bytes).map_err(|error| {
        // The message names the cure as well; here it has its own line.
        let what = error.to_string();
        complain(what.split("; ").next().unwrap_or(&what).to_string())
    })?;
    Ok(read)
}
