//! What becomes of an archive: a graph, written in every format asked for.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Error, Result};
use clap::Args;
use guanxi::archive::Archive;
use guanxi::decisions::Decisions;
use guanxi::export::{self, Format};
use guanxi::graph::Options;
use guanxi::pipeline::{Seen, Summary, Window};

use super::archive;
use super::choice::choice;
use super::computed::Computed;
use super::memory::MaxMemory;
use super::output::Outputs;
use super::prune::Prune;
use super::report;

/// How a graph is derived, and where its files go.
#[derive(Debug, Args)]
pub(super) struct Deriving {
    /// Folder for the graph files; made where it is missing
    #[arg(short, long, value_name = "DIR", default_value = "graphs")]
    pub(super) out: PathBuf,

    /// Formats to write, with commas between
    #[arg(short, long, value_delimiter = ',', default_value = "json,dot,graphml,html",
          value_parser = choice(&Format::ALL, Format::name))]
    format: Vec<Format>,

    #[command(flatten)]
    pub(super) memory: MaxMemory,

    #[command(flatten)]
    computed: Computed,

    #[command(flatten)]
    prune: Prune,
}

/// What came of it.
pub(super) struct Written {
    /// Nodes and links, before any pruning.
    pub(super) linked: (u64, u64),
    /// Articles that name more entities than are linked.
    pub(super) crowds: u64,
    pub(super) summary: Summary,
    pub(super) paths: Vec<PathBuf>,
}

/// Writes what a build went through, from the nodes and links written, the crowds and the summary.
pub(super) type Report<'a> = &'a dyn Fn((u64, u64), u64, &Summary, &mut dyn Write) -> io::Result<()>;

impl Deriving {
    /// Sees to what can be seen before the work.
    pub(super) fn check(&self) -> Result<()> {
        self.prune.days.check()
    }

    /// Derives the graph of an archive and writes it, whole or not at all.
    pub(super) fn write(
        &self,
        (archive, path): (&Archive, &Path),
        decisions: &Decisions,
        counted: (Options, Window),
        mut out: Outputs,
        report: Option<Report>,
    ) -> Result<Written> {
        let mut seen = Seen::<Error>::new(archive, decisions, counted.1).map_err(archive::explained(path))?;
        let (tally, summary) = seen.tally(counted.0).map_err(archive::explained(path))?;
        let crowds = tally.crowds();
        let derived = tally.derive(&seen, self.memory.pairs()).map_err(archive::explained(path))?;
        let nodes = derived.rest().nodes().len();
        let links = derived.rest().links().len() + derived.co_mentions();
        let linked = (nodes as u64, links as u64);
        let mut size = linked;
        if self.format == [Format::Json] && self.prune.is_none() && self.computed.is_none(nodes, links) {
            self.computed.tell(nodes, links);
            out.write(&format!("graph.{}", Format::Json.extension()), |mut file| {
                let written: Result<()> = export::write_derived(&derived, &mut file);
                written.map_err(|error| error.downcast().unwrap_or_else(io::Error::other))
            })?;
        } else {
            let graph = derived.graph().map_err(archive::explained(path))?;
            let graph = self.computed.of(self.prune.of(graph)?);
            size = (graph.nodes().len() as u64, graph.links().len() as u64);
            let mut formats = self.format.clone();
            formats.sort();
            formats.dedup();
            for format in formats {
                let name = format!("graph.{}", format.extension());
                out.write(&name, |file| export::write(&graph, format, &mut &mut *file))?;
            }
            // The process ends soon: millions of small pieces are not given back one by one.
            std::mem::forget(graph);
        }
        if let Some(report) = report {
            out.write(report::NAME, |file| report(size, crowds, &summary, file))?;
        }
        Ok(Written { linked, crowds, summary, paths: out.keep()? })
    }
}
