//! `guanxi search`: passages by words; and who held a post.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::Args;
use guanxi::archive::{FoundPassage, HeldPost};

use super::Done;
use super::archive;
use super::colour::harmless;
use super::complaint::say;
use super::wording::{count, grouped, padded};

const AFTER: &str = "\
Examples:
  guanxi search 棚户区改造
  guanxi search 水库 书记 -g graphs/guanxi.db --limit 20
  guanxi search 新区二期 --json | jq -r .text

A passage must hold every word, as it is written. Only sentences that name somebody
or something are kept in a guanxi.db.";

/// Find passages that hold words, with what they name
#[derive(Debug, Args)]
#[command(after_help = AFTER)]
pub(super) struct Search {
    /// The words
    #[arg(required = true, value_name = "WORD")]
    words: Vec<String>,

    /// The archive: a guanxi.db from `guanxi build`
    #[arg(short, long, value_name = "FILE", default_value = "graphs/guanxi.db")]
    graph: PathBuf,

    /// Most passages to print, the newest first; 0 for all
    #[arg(short, long, value_name = "N", default_value_t = 10)]
    limit: usize,

    /// Print one JSON object a line
    #[arg(long)]
    json: bool,
}

impl Search {
    pub(super) fn run(&self) -> Result<Done> {
        let path = archive_beside(&self.graph);
        let archive = archive::open(&path)?;
        let words: Vec<&str> = self.words.iter().flat_map(|word| word.split_whitespace()).collect();
        let limit = Some(self.limit).filter(|&limit| limit > 0).unwrap_or(usize::MAX);
        let found = archive.search(&words, limit);
        let (passages, all) = found.map_err(|error| archive::refused(&path, &error))?;
        let mut out = io::stdout().lock();
        for passage in &passages {
            if self.json {
                serde_json::to_writer(&mut out, passage)?;
                writeln!(out)?;
            } else {
                write!(out, "{}", harmless(&shown(passage)))?;
            }
        }
        if passages.len() < all {
            say("shown", &format!("{} of {}", grouped(passages.len() as u64), count(all as u64, "passage")));
        } else {
            say("found", &count(all as u64, "passage"));
        }
        Ok(Done::Whole)
    }
}

fn shown(passage: &FoundPassage) -> String {
    let day = passage.day.as_deref().unwrap_or("no day");
    let headline = passage.headline.as_deref().map_or(String::new(), |headline| format!("  {headline}"));
    let names: Vec<&str> = passage.entities.iter().map(|(_, name)| name.as_str()).collect();
    let place = format!("{}:{}", passage.document, passage.start);
    format!("{day}  {place}{headline}\n  {}\n  → {}\n", passage.text, names.join(", "))
}

/// The archive a graph was written with: the file itself, or the one beside it.
pub(super) fn archive_beside(graph: &Path) -> PathBuf {
    if archive::is_one(graph) { graph.to_path_buf() } else { graph.with_file_name(archive::NAME) }
}

/// Prints who held a post.
pub(super) fn holders(path: &Path, post: &str, limit: usize, (json, csv): (bool, bool)) -> Result<Done> {
    let archive = archive::open(path)?;
    let all = archive.holders(post).map_err(|error| archive::refused(path, &error))?;
    let some = &all[..all.len().min(limit)];
    let text = if json { serde_json::to_string_pretty(some)? + "\n" } else { table(some, csv) };
    io::stdout().lock().write_all(text.as_bytes())?;
    if some.len() < all.len() {
        say("shown", &format!("{} of {}", some.len(), count(all.len() as u64, "row")));
    } else if all.is_empty() {
        say("found", &format!("nobody whose post holds `{post}`"));
    }
    Ok(Done::Whole)
}

fn table(held: &[HeldPost], csv: bool) -> String {
    let mut rows = vec![["post", "state", "name", "first", "last", "mentions"].map(str::to_string)];
    rows.extend(held.iter().map(|held| {
        let (first, last) = held.days.clone().unwrap_or_default();
        [held.post.clone(), held.state.clone(), held.name.clone(), first, last, held.mentions.to_string()]
    }));
    if csv {
        let quoted = |cell: &String| {
            if cell.contains(['"', ',', '\n']) {
                format!("\"{}\"", cell.replace('"', "\"\""))
            } else {
                cell.clone()
            }
        };
        return rows.iter().map(|row| row.iter().map(quoted).collect::<Vec<_>>().join(",") + "\n").collect();
    }
    let widths: Vec<usize> = (0..6)
        .map(|column| rows.iter().map(|row| super::wording::width(&row[column])).max().unwrap_or(0))
        .collect();
    let line = |row: &[String; 6]| {
        let cells: Vec<String> = row.iter().zip(&widths).map(|(cell, &width)| padded(cell, width)).collect();
        harmless(cells.join("  ").trim_end()).to_string() + "\n"
    };
    rows.iter().map(line).collect()
}
