//! `guanxi ask`: one question to a graph, one answer.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Write};
use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::{Args, Subcommand};
use guanxi::kind::Kind;

use super::choice::choice;
use super::complaint::Complaint;
use super::doors::{self, Question};
use super::{Done, answer};

const AFTER: &str = "\
Examples:
  guanxi ask with 新区二期 --kind official
  guanxi ask about 李明
  guanxi ask path 李明 新区二期
  guanxi ask matrix --limit 20 -g graphs/graph.json

A name may be short or an alias. Where it fits several, they are listed and
none is guessed: ask again with the full name, or with its kind before it
(official:李明).";

/// Ask a graph who appears with whom
#[derive(Debug, Args)]
#[command(after_help = AFTER)]
pub(super) struct Ask {
    #[command(subcommand)]
    command: Command,

    /// The graph: a graph.json that `guanxi build` wrote
    #[arg(short, long, value_name = "FILE", default_value = "graphs/graph.json", global = true)]
    graph: PathBuf,

    /// Most rows to print; 0 for all
    #[arg(short, long, value_name = "N", default_value_t = 20, global = true)]
    limit: usize,

    /// Print the answer as JSON
    #[arg(long, global = true)]
    json: bool,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Who and what appears with a name, strongest first
    With {
        /// Name of an official, body, place or project
        name: String,
        /// Only these kinds, with commas between
        #[arg(short, long, value_delimiter = ',', value_parser = choice(&Kind::NODES, Kind::name))]
        kind: Vec<Kind>,
        /// Passages to print with each row
        #[arg(short, long, value_name = "N", default_value_t = 1)]
        evidence: usize,
    },
    /// What is known of a name: other names, posts, days, nearest names
    About {
        /// Name of an official, body, place or project
        name: String,
        /// Passages to print with each row
        #[arg(short, long, value_name = "N", default_value_t = 1)]
        evidence: usize,
    },
    /// How two names are linked, over as few others as can be
    Path {
        /// Name to start from
        from: String,
        /// Name to arrive at
        to: String,
    },
    /// A table of two kinds: how often each two appear together
    Matrix {
        /// Kind of the rows
        #[arg(short, long, default_value = "official", value_parser = choice(&Kind::NODES, Kind::name))]
        rows: Kind,
        /// Kind of the columns
        #[arg(short, long, default_value = "project", value_parser = choice(&Kind::NODES, Kind::name))]
        columns: Kind,
    },
}

impl Ask {
    pub(super) fn run(&self) -> Result<Done> {
        let graph = self.read()?;
        let limit = if self.limit == 0 { usize::MAX } else { self.limit };
        let question = match &self.command {
            Command::With { name, kind, evidence } => {
                Question::With { name: name.clone(), kinds: kind.clone(), limit, evidence: *evidence }
            }
            Command::About { name, evidence } => {
                Question::About { name: name.clone(), limit, evidence: *evidence }
            }
            Command::Path { from, to } => Question::Path { from: from.clone(), to: to.clone() },
            Command::Matrix { rows, columns } => Question::Matrix { rows: *rows, columns: *columns, limit },
        };
        let answer = doors::ask(&graph, &question);
        let mut out = BufWriter::new(io::stdout().lock());
        if self.json {
            serde_json::to_writer_pretty(&mut out, &answer)?;
            writeln!(out)?;
        } else {
            answer::print(&answer, &mut out)?;
        }
        out.flush().context("cannot write the answer")?;
        Ok(Done::Whole)
    }

    fn read(&self) -> Result<doors::Graph> {
        let place = self.graph.display();
        let cure = "make it first: guanxi build INPUT... -o graphs, then name it: -g graphs/graph.json";
        let file = File::open(&self.graph).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => Complaint::new("no such graph", &place, cure),
            _ => Complaint::new(format!("cannot read the graph: {error}"), &place, cure),
        })?;
        let graph = doors::read(BufReader::new(file));
        graph.map_err(|error| Complaint::new(format!("not a graph of ours: {error}"), &place, cure).into())
    }
}
