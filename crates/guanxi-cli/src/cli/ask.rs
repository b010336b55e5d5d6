//! `guanxi ask`: one question to a graph, one answer.

use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::Result;
use clap::error::ErrorKind;
use clap::{Args, Subcommand};
use guanxi::ask::{Answer, Detail, Figure, Question, ask, ask_chinese};
use guanxi::kind::Kind;

use super::Done;
use super::choice::choice;
use super::colour::harmless;
use super::complaint::say;
use super::days::Days;
use super::graph_file::Asked;
use super::search::{archive_beside, holders};

const AFTER: &str = "\
Examples:
  guanxi ask with 新区二期 --kind official
  guanxi ask path 李明 新区二期
  guanxi ask matrix --limit 12 --csv > matrix.csv
  guanxi ask matrix --show lift --since 2023
  guanxi ask 谁和新区二期一起出现？

A name may be short or an alias. Where it fits several, they are listed: ask
again with the full name, or with its kind before it (official:李明).";

/// Ask a graph who appears with whom
#[derive(Debug, Args)]
#[command(after_help = AFTER)]
pub(super) struct Ask {
    #[command(subcommand)]
    command: Option<Command>,

    /// A question in plain Chinese, instead of a command
    #[arg(value_name = "SENTENCE")]
    sentence: Vec<String>,

    /// The graph: a guanxi.db or graph.json from `guanxi build`
    #[arg(short, long, value_name = "FILE", default_value = "graphs/graph.json", global = true)]
    graph: PathBuf,

    /// Most rows to print; 0 for all
    #[arg(short, long, value_name = "N", default_value_t = Detail::default().limit, global = true)]
    limit: usize,

    /// Most passages to print with each row
    #[arg(short, long, value_name = "N", default_value_t = Detail::default().evidence, global = true)]
    evidence: usize,

    /// Print the answer as JSON
    #[arg(long, global = true, conflicts_with = "csv")]
    json: bool,

    /// Print the rows as CSV, for a spreadsheet
    #[arg(long, global = true)]
    csv: bool,

    #[command(flatten)]
    days: Days,

    #[command(flatten)]
    asked: Asked,
}

#[derive(Debug, Args)]
struct Only {
    /// Only this kind
    #[arg(short, long, value_parser = choice(&Kind::NODES, Kind::name))]
    kind: Option<Kind>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Who and what appears with a name, strongest first
    With {
        /// Name of an official, body, place or project
        name: String,
        #[command(flatten)]
        only: Only,
    },
    /// What is known of a name: other names, posts, days, nearest names
    About {
        /// Name of an official, body, place or project
        name: String,
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
        /// What the cells show: how often, how many times more than chance, the row's share of the column
        #[arg(long, default_value = "count", value_parser = choice(&Figure::ALL, Figure::name))]
        show: Figure,
    },
    /// Who and what appears with both of two names
    Common {
        one: String,
        other: String,
        #[command(flatten)]
        only: Only,
    },
    /// On which days a name appears, alone or with another
    Timeline {
        /// Name of an official, body, place or project
        name: String,
        /// Another, if both are to be named together
        other: Option<String>,
    },
    /// Who and what is named most
    Top {
        #[command(flatten)]
        only: Only,
    },
    /// Who held a post, and on which days that is stated; only of a guanxi.db
    Who {
        /// The post, or a part of its name: 东山区委书记
        post: String,
    },
    /// A question in plain Chinese
    Question {
        #[arg(required = true)]
        sentence: Vec<String>,
    },
}

impl Ask {
    pub(super) fn run(&self) -> Result<Done> {
        let sentence = self.sentence.join(" ");
        if self.command.is_none() && sentence.is_ascii() {
            return Err(Ask::unknown(&sentence).into());
        }
        if let Some(Command::Who { post }) = &self.command {
            let row = self.limit_rows();
            return holders(&archive_beside(&self.graph), post, row, (self.json, self.csv));
        }
        let graph = self.days.of(self.asked.read(&self.graph, self.days)?)?;
        let detail = Detail { limit: self.limit_rows(), evidence: self.evidence };
        let Some(command) = &self.command else {
            return self.print(&ask_chinese(&graph, &sentence, detail));
        };
        let question = match command {
            Command::With { name, only } => Question::With { name: name.clone(), kind: only.kind },
            Command::About { name } => Question::About { name: name.clone() },
            Command::Path { from, to } => Question::Path { a: from.clone(), b: to.clone() },
            Command::Matrix { rows, columns, show } => {
                Question::Matrix { rows: *rows, columns: *columns, figure: *show }
            }
            Command::Common { one, other, only } => {
                Question::Common { a: one.clone(), b: other.clone(), kind: only.kind }
            }
            Command::Timeline { name, other } => {
                Question::Timeline { name: name.clone(), other: other.clone() }
            }
            // Answered above.
            Command::Who { post } => Question::About { name: post.clone() },
            Command::Top { only } => Question::Top { kind: only.kind },
            Command::Question { sentence } => {
                return self.print(&ask_chinese(&graph, &sentence.join(" "), detail));
            }
        };
        self.print(&ask(&graph, &question, detail))
    }

    fn limit_rows(&self) -> usize {
        Some(self.limit).filter(|&limit| limit > 0).unwrap_or(usize::MAX)
    }

    /// What is neither a command nor Chinese; most often a slip of the finger.
    fn unknown(sentence: &str) -> clap::Error {
        let mut command = Ask::augment_args(clap::Command::new("guanxi ask"));
        let names: Vec<&str> = command.get_subcommands().map(clap::Command::get_name).collect();
        let what = if sentence.is_empty() { "nothing was asked" } else { "no such question" };
        let cure =
            format!("write one of {}, or a sentence such as {}", names.join(", "), Question::EXAMPLES[0]);
        command.error(ErrorKind::InvalidSubcommand, format!("{what}\n  {sentence}\n  {cure}"))
    }

    fn print(&self, answer: &Answer) -> Result<Done> {
        let text = match (self.json, self.csv) {
            (true, _) => serde_json::to_string_pretty(answer)? + "\n",
            (_, true) => answer.to_table().to_csv(),
            _ => harmless(&answer.to_string()),
        };
        io::stdout().lock().write_all(text.as_bytes())?;
        if matches!(answer, Answer::Unknown { .. }) && self.days.are_given() {
            say(
                "looked at",
                "only what was seen in these days; leave --since and --until out to look at all",
            );
        }
        Ok(Done::Whole)
    }
}
