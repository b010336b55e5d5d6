//! Reads the graph a question is put to.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::Args;
use guanxi::export;
use guanxi::graph::Graph;

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
    let complain = |what: String| {
        let cure = "make it with `guanxi build INPUT... -o DIR`, and name it: DIR/graph.json";
        Complaint::new(what, path.display(), cure)
    };
    let bytes = fs::read(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => complain("no such graph".to_string()),
        _ => complain(format!("cannot read the graph: {error}")),
    })?;
    let graph = export::read(&bytes).map_err(|error| {
        // The message names the cure as well; here it has its own line.
        let what = error.to_string();
        complain(what.split("; ").next().unwrap_or(&what).to_string())
    })?;
    Ok(graph)
}
