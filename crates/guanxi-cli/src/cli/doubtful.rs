//! `guanxi doubtful`: roles to look over.

use std::io::{self, Write};

use anyhow::Result;
use clap::Args;
use guanxi::ask::{Detail, Doubts};

use super::Done;
use super::colour::harmless;
use super::days::Days;
use super::graph_file::GraphFile;

const AFTER: &str = "\
Examples:
  guanxi doubtful graphs/guanxi.db
  guanxi doubtful graphs/graph.json --limit 0 --json > doubtful.json

A role is doubtful where the text names no place for it and neither does its
story (page, source, home, tenure), where the name of its holder is doubtful
(name), or where two people are said to hold one post at a time. Those that two
hold come first, then those of the people mentioned most. `guanxi decide` mends
what is wrong; --sure leaves the surmised ones out of a graph.";

/// List the roles that are not certain, the most consequential first
#[derive(Debug, Args)]
#[command(after_help = AFTER)]
pub(super) struct Doubtful {
    #[command(flatten)]
    graph: GraphFile,

    /// Most roles to print; 0 for all
    #[arg(short, long, value_name = "N", default_value_t = 30)]
    limit: usize,

    /// Print them as JSON
    #[arg(long)]
    json: bool,

    #[command(flatten)]
    days: Days,
}

impl Doubtful {
    pub(super) fn run(&self) -> Result<Done> {
        let graph = self.graph.read(self.days)?;
        let limit = Some(self.limit).filter(|&limit| limit > 0).unwrap_or(usize::MAX);
        let doubts = Doubts::of(&graph, Detail { limit, ..Detail::default() });
        let text = if self.json {
            serde_json::to_string_pretty(&doubts)? + "\n"
        } else {
            harmless(&doubts.to_string())
        };
        io::stdout().lock().write_all(text.as_bytes())?;
        Ok(Done::Whole)
    }
}
