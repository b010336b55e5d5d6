//! `guanxi import`: the partial tallies of a cluster, added up to a graph on this machine.

use std::fs::File;
use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::Args;
use guanxi::export::{Partial, PartialError, Skipped, read_partial};
use guanxi::graph::Row;

use super::Done;
use super::complaint::{Complaint, say};
use super::merge::{Adding, Sum};
use super::output::Outputs;
use super::wording::count;

const AFTER: &str = "\
Examples:
  guanxi import partials/*.parquet -o graphs
  guanxi import partials -o graphs -f json,graphml --backbone 0.05

The rows are those of `guanxi.spark.build(df, partials=...)` and of
`guanxi-spark-submit`; the graph is what `guanxi build` gives for the same
documents.";

/// Make the graph of partial tallies that Spark wrote
#[derive(Debug, Args)]
#[command(after_help = AFTER)]
pub(super) struct Import {
    /// Partial tallies: .parquet files, or folders of them
    #[arg(required = true, value_name = "PARTIAL")]
    partials: Vec<PathBuf>,

    /// End with exit code 0 although tasks skipped documents
    #[arg(long)]
    keep_going: bool,

    #[command(flatten)]
    sum: Sum,
}

impl Import {
    pub(super) fn run(&self) -> Result<Done> {
        self.sum.check()?;
        let files = files(&self.partials)?;
        let out = Outputs::in_folder(self.sum.folder())?;
        let mut adding = Adding::default();
        // How it was counted stands in some of the files: these rows come first.
        for head in [true, false] {
            for file in &files {
                for row in rows(file)? {
                    match row.map_err(|error| complain(file, &error))? {
                        Partial::Counted(row) if matches!(*row, Row::Head(_)) == head => {
                            adding.take(file, *row)?;
                        }
                        Partial::Skipped(skipped) if head => adding.skip(skipped),
                        _ => {}
                    }
                }
            }
        }
        for Skipped { what, reason, cure } in adding.skipped().iter().take(20) {
            say("error", &Complaint::new(reason, what, cure).to_string());
        }
        let skipped = adding.skipped().len();
        if skipped > 0 {
            say("read", &format!("{} skipped", count(skipped as u64, "document")));
        }
        self.sum.write(adding, files.len(), out)?;
        Ok(if skipped == 0 || self.keep_going { Done::Whole } else { Done::Partly })
    }
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
        let cure = "name the folder `guanxi.spark` wrote its partials to";
        return Err(Complaint::new("no .parquet file", named[0].display(), cure).into());
    }
    Ok(files)
}

fn rows(path: &Path) -> Result<impl Iterator<Item = Result<Partial, PartialError>>> {
    let file = File::open(path).map_err(|error| {
        Complaint::new(
            format!("cannot read it: {error}"),
            path.display(),
            "check the spelling and the folder",
        )
    })?;
    Ok(read_partial(file).map_err(|error| complain(path, &error))?)
}

fn complain(path: &Path, error: &PartialError) -> Complaint {
    let said = error.to_string();
    let (what, cure) = said.rsplit_once("; ").unwrap_or((&said, "run the job again"));
    Complaint::new(what, path.display(), cure)
}
