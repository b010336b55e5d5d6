//! Reads the graph a question is put to: a `graph.json`, or an archive it is derived from.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::Args;
use guanxi::export;
use guanxi::graph::{Graph, Scope};
use guanxi::pipeline::Window;

use super::archive;
use super::choice::choice;
use super::complaint::Complaint;
use super::days::Days;

/// The graph a command works on.
#[derive(Debug, Args)]
pub(super) struct GraphFile {
    /// The graph: a guanxi.db or graph.json from `guanxi build`
    #[arg(value_name = "GRAPH", default_value = "graphs/graph.json")]
    graph: PathBuf,

    #[command(flatten)]
    asked: Asked,
}

impl GraphFile {
    /// Reads the graph; of an archive only what was seen in these days.
    pub(super) fn read(&self, days: Days) -> Result<Graph> {
        self.asked.read(&self.graph, days)
    }
}

/// What is asked of an archive otherwise than it was built.
#[derive(Clone, Copy, Debug, Default, Args)]
pub(super) struct Asked {
    /// The stretch of text two names must share to be linked; only of a guanxi.db [default: as it was built]
    #[arg(long, value_parser = choice(&Scope::ALL, Scope::name), global = true)]
    scope: Option<Scope>,

    /// Leave out roles whose place neither their own words, nor their chain of posts, nor their story tells
    #[arg(long, global = true)]
    sure: bool,
}

impl Asked {
    /// Reads a graph; of an archive only what was seen in these days.
    pub(super) fn read(self, path: &Path, days: Days) -> Result<Graph> {
        days.check()?;
        if archive::is_one(path) {
            return archive::graph(
                path,
                self.scope,
                Window { since: days.since, until: days.until, sure: self.sure },
            );
        }
        if self.scope.is_some() {
            let cure = "name the guanxi.db that `guanxi build` writes, or build again with --scope";
            return Err(Complaint::new("only an archive has every scope", path.display(), cure).into());
        }
        let mut graph = read(path)?;
        if self.sure {
            graph.keep_sure();
        }
        Ok(graph)
    }
}

/// Reads a graph; says how to make one where there is none.
pub(super) fn read(path: &Path) -> Result<Graph> {
    if archive::is_one(path) {
        return archive::graph(path, None, Window::default());
    }
    let cure = "make it with `guanxi build INPUT... -o DIR`, and name it: DIR/guanxi.db or DIR/graph.json";
    let complain = |what: String| Complaint::new(what, path.display(), cure);
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
