//! `guanxi score`: what was found against what should be.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::score::{Gold, belongs, compare, parse};
use anyhow::Result;
use clap::Args;
use guanxi::pipeline::{Page, Pipeline};

use super::Done;
use super::complaint::{Complaint, say};
use super::found::predicted;
use super::input::Input;
use super::progress::Progress;

const AFTER: &str = "\
Examples:
  guanxi score gold/ pages/
  guanxi score gold/ pages/ --dictionaries my-district/ --errors 50
  guanxi score gold/ pages/ --json

GOLD_DIR holds .ann files: texts with tags in them, in the form that
`guanxi mentions --format ann` writes. 003.ann scores the input whose file name
starts with 003.";

/// Compare what is found with gold annotations: precision, recall, F1
#[derive(Debug, Args)]
#[command(after_help = AFTER)]
pub(super) struct Score {
    /// Folder of gold annotations (.ann)
    #[arg(value_name = "GOLD_DIR")]
    gold: PathBuf,

    #[command(flatten)]
    input: Input,

    /// Print the figures as JSON
    #[arg(long)]
    json: bool,

    /// Print this many missed and spurious mentions as well
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    errors: usize,
}

impl Score {
    pub(super) fn run(&self) -> Result<Done> {
        let golds = read_gold(&self.gold)?;
        let plan = self.input.plan()?;
        let dictionaries = self.input.dictionaries()?;
        let settings = self.input.settings();
        let mut progress = Progress::new(&plan, settings);
        let mut found = Vec::new();
        let mut answered = vec![false; golds.len()];
        let pipeline = Pipeline::new(&dictionaries, settings);
        pipeline.pages(&plan, &mut progress, &mut |page: Page| -> Result<()> {
            for (done, (name, _)) in answered.iter_mut().zip(&golds) {
                if belongs(&page.document.id, name) {
                    *done = true;
                    found.extend(predicted(&page));
                }
            }
            Ok(())
        })?;
        let failures = progress.finish();
        for ((name, _), _) in golds.iter().zip(&answered).filter(|(_, done)| !**done) {
            say(
                "warning",
                &format!("no input has a name that starts with {name}: all of {name}.ann counts as missed"),
            );
        }
        let scores = compare(&golds, found);
        let mut out = io::stdout().lock();
        if self.json {
            serde_json::to_writer(&mut out, &scores)?;
            writeln!(out)?;
        } else {
            write!(out, "{scores}")?;
            for mistake in scores.mistakes.iter().take(self.errors) {
                writeln!(out, "{mistake}")?;
            }
        }
        Ok(self.input.done(&failures))
    }
}

/// The gold texts of a folder in the order of their paths, each under the stem of its name.
fn read_gold(folder: &Path) -> Result<Vec<(String, Gold)>> {
    let unreadable = |path: &Path, error: io::Error| {
        Complaint::new(error.to_string(), path.display(), "name a folder of UTF-8 .ann files")
    };
    let mut paths = Vec::new();
    for item in fs::read_dir(folder).map_err(|error| unreadable(folder, error))? {
        let path = item.map_err(|error| unreadable(folder, error))?.path();
        let hidden = path.file_name().is_none_or(|name| name.to_string_lossy().starts_with('.'));
        if !hidden && path.extension().is_some_and(|ending| ending == "ann") {
            paths.push(path);
        }
    }
    paths.sort();
    if paths.is_empty() {
        let cure = "name the folder that holds the annotated texts";
        return Err(Complaint::new("no .ann file here", folder.display(), cure).into());
    }
    let mut golds = Vec::new();
    for path in paths {
        let text = fs::read_to_string(&path).map_err(|error| unreadable(&path, error))?;
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let gold = parse(&text);
        if let Some(&at) = gold.loose_brackets().first() {
            say(
                "warning",
                &format!("{}: brackets at offset {at} are no tag and count as text", path.display()),
            );
        }
        golds.push((name, gold));
    }
    Ok(golds)
}
