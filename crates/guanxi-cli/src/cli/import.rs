//! `guanxi import`: the sightings of a cluster, stored in an archive on this machine, and the graph they give.

use std::collections::BTreeSet;
use std::fs::File;
use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::Args;
use guanxi::archive::{KnownDocument, NewDocument, Row};

use super::Done;
use super::complaint::{Complaint, say};
use super::decisions;
use super::sum::{Adding, Sum};
use super::wording::count;
use crate::sightings::{RowsError, read_rows};

const AFTER: &str = "\
Examples:
  guanxi import sightings/*.parquet -o graphs
  guanxi import sightings -o graphs -f json,graphml --backbone 0.05

The rows are those of `guanxi.spark.build(df, sightings=...)` and of
`guanxi-spark-submit`; the graph is what `guanxi build` gives for the same
documents.";

/// Store what Spark found in an archive, and make its graph
#[derive(Debug, Args)]
#[command(after_help = AFTER)]
pub(super) struct Import {
    /// Sightings: .parquet files, or folders of them
    #[arg(required = true, value_name = "SIGHTINGS")]
    files: Vec<PathBuf>,

    /// What was decided about names
    #[arg(long, value_name = "FILE")]
    decisions: Option<PathBuf>,

    /// End with exit code 0 although tasks skipped documents
    #[arg(long)]
    keep_going: bool,

    #[command(flatten)]
    sum: Sum,
}

impl Import {
    pub(super) fn run(&self) -> Result<Done> {
        self.sum.deriving.check()?;
        let files = files(&self.files)?;
        let decisions = decisions::load(self.decisions.as_deref(), &[])?;
        let skipped = self.sum.write(files.len(), |adding| {
            adding.corrections = decisions.list().to_vec();
            add(&files, adding)
        })?;
        for failure in skipped.iter().take(20) {
            say("error", &Complaint::from(failure).to_string());
        }
        if !skipped.is_empty() {
            say("read", &format!("{} skipped", count(skipped.len() as u64, "document")));
        }
        Ok(if skipped.is_empty() || self.keep_going { Done::Whole } else { Done::Partly })
    }
}

/// Stores the rows of all files: every document once, and as many as were written.
fn add(files: &[PathBuf], adding: &mut Adding) -> Result<()> {
    let cure = "name all files of one job, each once, or run the job again";
    let mut known: BTreeSet<String> = BTreeSet::new();
    let mut promised = 0;
    for file in files {
        let wrong = |what: String| Complaint::new(what, file.display(), cure);
        for row in rows(file)? {
            match row.map_err(|error| complain(file, &error))? {
                Row::Head { meta, documents } => {
                    promised += documents;
                    if adding.meta.is_empty() {
                        adding.meta = meta;
                    } else if adding.meta != meta {
                        return Err(wrong("counted in another way than the files before it".into()).into());
                    }
                }
                Row::Document(found) => {
                    let path = &found.resolved.info.id;
                    if !known.insert(path.clone()) {
                        return Err(wrong(format!("document {path} comes twice")).into());
                    }
                    adding.put(&NewDocument { found: *found, known: KnownDocument::default() })?;
                }
                Row::Skipped(failure) => adding.skipped.push(failure),
            }
        }
    }
    if promised != adding.documents {
        let what = format!("{} of {}", adding.documents, count(promised, "document"));
        let first = files.first().map(|file| file.display().to_string()).unwrap_or_default();
        return Err(Complaint::new(format!("the rows hold {what}"), first, cure).into());
    }
    Ok(())
}

/// The files named, and those of the folders named.
fn files(named: &[PathBuf]) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for path in named {
        if path.is_dir() {
            let inside = std::fs::read_dir(path)?.collect::<Result<Vec<_>, _>>()?;
            let inside = inside.into_iter().map(|item| item.path());
            files.extend(inside.filter(|path| path.extension().is_some_and(|ending| ending == "parquet")));
        } else {
            files.push(path.clone());
        }
    }
    files.sort();
    files.dedup();
    if files.is_empty() {
        let cure = "name the folder `guanxi.spark` wrote its sightings to";
        return Err(Complaint::new("no .parquet file", named[0].display(), cure).into());
    }
    Ok(files)
}

fn rows(path: &Path) -> Result<impl Iterator<Item = Result<Row, RowsError>>> {
    let file = File::open(path).map_err(|error| {
        Complaint::new(
            format!("cannot read it: {error}"),
            path.display(),
            "check the spelling and the folder",
        )
    })?;
    Ok(read_rows(file).map_err(|error| complain(path, &error))?)
}

fn complain(path: &Path, error: &RowsError) -> Complaint {
    let said = error.to_string();
    let (what, cure) = said.rsplit_once("; ").unwrap_or((&said, "run the job again"));
    Complaint::new(what, path.display(), cure)
}
