//! `guanxi doctor`: what other programs will make of a graph file.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::doctor::{self, Language};
use anyhow::Result;
use clap::Args;

use super::Done;
use super::choice::choice;
use super::colour::harmless;
use super::complaint::Complaint;
use super::wording::count;

const AFTER: &str = "\
Examples:
  guanxi doctor graph.graphml
  guanxi doctor other.gexf others.dot --json

Reads .graphml, .gexf, .dot and .gv files of any program, and says what Gephi,
Gephi Lite, networkx, igraph and Graphviz warn about, drop or refuse. Exit code
1 where one of them does not open a file.";

/// Say what Gephi, networkx, igraph, Graphviz will make of a graph file
#[derive(Debug, Args)]
#[command(after_help = AFTER)]
pub(super) struct Doctor {
    /// Graph files to look at
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,

    /// The language, where the ending of a file does not tell it
    #[arg(short, long, value_parser = choice(&Language::ALL, Language::name))]
    language: Option<Language>,

    /// Print what was found as JSON, one object a file
    #[arg(long)]
    json: bool,
}

impl Doctor {
    pub(super) fn run(&self) -> Result<Done> {
        let mut out = io::stdout().lock();
        let mut done = Done::Whole;
        for (at, path) in self.files.iter().enumerate() {
            let language = self.language.map_or_else(|| language_of(path), Ok)?;
            let bytes = fs::read(path).map_err(|error| {
                Complaint::new(format!("cannot read the file: {error}"), path.display(), "name a graph file")
            })?;
            let report = doctor::examine(&bytes, language);
            if self.json {
                let mut row = serde_json::to_value(&report)?;
                row["file"] = path.display().to_string().into();
                writeln!(out, "{row}")?;
            } else {
                let (nodes, links) = (report.nodes as u64, report.links as u64);
                let blank = if at > 0 { "\n" } else { "" };
                let head = format!("{}: {}, {}", path.display(), count(nodes, "node"), count(links, "link"));
                write!(out, "{blank}{}\n\n{}", harmless(&head), harmless(&report.to_string()))?;
            }
            if report.is_refused() {
                done = Done::Partly;
            }
        }
        Ok(done)
    }
}

fn language_of(path: &Path) -> Result<Language> {
    let ending = path.extension().unwrap_or_default().to_string_lossy();
    Language::of_ending(&ending).ok_or_else(|| {
        let cure = "name a .graphml, .gexf, .dot or .gv file, or add --language";
        Complaint::new("the name does not tell the language", path.display(), cure).into()
    })
}
