//! `guanxi measure`: who is central, kind by kind.

use std::io::{self, Write};

use anyhow::Result;
use clap::Args;
use guanxi::ask::Ranking;
use guanxi::graph::Measure;
use guanxi::kind::Kind;

use super::Done;
use super::choice::choice;
use super::colour::harmless;
use super::graph_file::GraphFile;
use super::prune::Prune;

const AFTER: &str = "\
Examples:
  guanxi measure graphs/graph.json
  guanxi measure --by betweenness --kind official --limit 30
  guanxi measure --since 2023 --min-count 2 --csv > measures.csv

Measures look at co-mentions; in a graph of nothing but posts, at posts.
docs/measures.md gives their formulas and where they come from.";

/// Rank officials, bodies, places and projects by how central they are
#[derive(Debug, Args)]
#[command(after_help = AFTER)]
pub(super) struct Measures {
    #[command(flatten)]
    graph: GraphFile,

    /// The measure that makes the order
    #[arg(short, long, default_value = "strength", value_parser = choice(&Measure::RANKING, Measure::name))]
    by: Measure,

    /// The measures to print, with commas between [default: all]
    #[arg(short, long, value_name = "NAME,…", value_delimiter = ',',
          value_parser = choice(&Measure::ALL, Measure::name))]
    measures: Vec<Measure>,

    /// Only this kind
    #[arg(short, long, value_parser = choice(&Kind::NODES, Kind::name))]
    kind: Option<Kind>,

    /// Most rows of each kind; 0 for all
    #[arg(short, long, value_name = "N", default_value_t = 10)]
    limit: usize,

    /// Print the table as JSON
    #[arg(long, conflicts_with = "csv")]
    json: bool,

    /// Print the table as CSV, for a spreadsheet
    #[arg(long)]
    csv: bool,

    #[command(flatten)]
    prune: Prune,
}

impl Measures {
    pub(super) fn run(&self) -> Result<Done> {
        let graph = self.prune.of(self.graph.read(self.prune.days)?)?;
        let measures = if self.measures.is_empty() { Measure::ALL.to_vec() } else { self.measures.clone() };
        let limit = Some(self.limit).filter(|&limit| limit > 0).unwrap_or(usize::MAX);
        let ranking = Ranking::of(&graph, &measures, self.by, self.kind, limit);
        let text = match (self.json, self.csv) {
            (true, _) => serde_json::to_string_pretty(&ranking)? + "\n",
            (_, true) => ranking.to_table().to_csv(),
            _ => harmless(&ranking.to_string()),
        };
        io::stdout().lock().write_all(text.as_bytes())?;
        Ok(Done::Whole)
    }
}
