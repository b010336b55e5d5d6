//! `guanxi status`: what an archive holds, and what in it is out of date.

use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::Result;
use clap::Args;
use guanxi::dictionary::{Dictionaries, Weights};
use guanxi::pipeline::Settings;

use super::Done;
use super::archive;
use super::input::weighted;
use super::search::archive_beside;
use super::wording::grouped;

/// Tell what a guanxi.db holds, and whether the next build reads everything again
#[derive(Debug, Args)]
pub(super) struct Status {
    /// The archive: a guanxi.db from `guanxi build`
    #[arg(value_name = "FILE", default_value = "graphs/guanxi.db")]
    graph: PathBuf,

    /// The dictionaries the next build will be given
    #[arg(short, long, value_name = "DIR")]
    dictionaries: Vec<PathBuf>,

    /// The weights the next build will be given
    #[arg(long, value_name = "FILE")]
    weights: Option<PathBuf>,

    /// The next build will recognise the dictionaries' words alone
    #[arg(long, requires = "dictionaries", conflicts_with = "weights")]
    only_dictionaries: bool,

    /// Print it as JSON
    #[arg(long)]
    json: bool,
}

impl Status {
    pub(super) fn run(&self) -> Result<Done> {
        let path = archive_beside(&self.graph);
        let archive = archive::open(&path)?;
        let contents = archive.contents().map_err(|error| archive::refused(&path, &error))?;
        let passes = contents.meta.get("passes").and_then(|passes| passes.parse().ok());
        let settings = Settings { passes: passes.unwrap_or_default(), ..Settings::default() };
        let dictionaries = Dictionaries::load(&self.dictionaries)?;
        let dictionaries = match self.only_dictionaries {
            true => dictionaries.with_weights(Weights::none()),
            false => weighted(dictionaries, self.weights.as_deref())?,
        };
        let now = archive::made_with(&dictionaries, settings);
        let stale: Vec<&str> = now
            .iter()
            .filter(|(name, value)| contents.meta.get(*name) != Some(value))
            .map(|(name, _)| name.as_str())
            .collect();
        let mut out = io::stdout().lock();
        if self.json {
            let status = serde_json::json!({
                "archive": path.display().to_string(),
                "rows": contents.rows,
                "bytes_of_text": contents.bytes,
                "first_day": contents.days.as_ref().map(|days| &days.0),
                "last_day": contents.days.as_ref().map(|days| &days.1),
                "made_with": contents.meta,
                "out_of_date": stale,
            });
            serde_json::to_writer_pretty(&mut out, &status)?;
            writeln!(out)?;
            return Ok(Done::Whole);
        }
        writeln!(out, "{}", path.display())?;
        for (table, rows) in &contents.rows {
            writeln!(out, "  {table:<12} {}", grouped(*rows))?;
        }
        writeln!(out, "  {:<12} {} kB", "text", grouped(contents.bytes / 1000))?;
        if let Some((first, last)) = &contents.days {
            writeln!(out, "  {:<12} {first} to {last}", "days")?;
        }
        for (name, value) in &contents.meta {
            writeln!(out, "  {name:<12} {value}")?;
        }
        match stale[..] {
            [] => writeln!(out, "up to date: the next build reads only what is new or changed")?,
            _ => {
                let what = stale.join(", ");
                writeln!(out, "out of date: {what}; the next build reads everything again")?;
            }
        }
        Ok(Done::Whole)
    }
}
