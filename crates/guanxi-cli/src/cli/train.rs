//! `guanxi train`: weights of the sequence model from marked pages.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::score::{Gold, Scores, compare, parse};
use crate::train::{add_page, stories};
use anyhow::Result;
use clap::Args;
use guanxi::dictionary::Dictionaries;
use guanxi::document::Document;
use guanxi::internal::recognise::{Options, Trainer};
use guanxi::internal::resolve::story_weights;
use guanxi::pipeline::{Learned, page, read_weights};

use super::Done;
use super::complaint::{Complaint, say};
use super::found::predicted;

const AFTER: &str = "\
Examples:
  guanxi train my-pages/ -o my-weights.tsv
  guanxi train my-pages/ --from built-in -o my-weights.tsv
  guanxi mentions page.txt --weights my-weights.tsv

PAGES are .ann files, or folders of them: texts with tags in them, in the form
that `guanxi mentions --format ann` writes. Pages named twice count twice. The
same pages and options give the same file to the byte.";

/// Learn the weights of the recogniser from marked pages
#[derive(Debug, Args)]
#[command(after_help = AFTER)]
pub(super) struct Train {
    /// Marked pages (.ann), or folders of them
    #[arg(required = true, value_name = "PAGES")]
    pages: Vec<PathBuf>,

    /// File to write
    #[arg(short, long, value_name = "FILE")]
    out: PathBuf,

    /// Start from these weights: `built-in`, or a file
    #[arg(long, value_name = "FILE")]
    from: Option<PathBuf>,

    /// Folder of marked pages to measure the weights on; never learnt from
    #[arg(long, value_name = "DIR")]
    dev: Option<PathBuf>,

    /// Learn which place a story speaks for (dictionaries/jurisdictions.tsv), not the names
    #[arg(long, conflicts_with_all = ["from", "dev", "epochs", "seed"])]
    jurisdictions: bool,

    /// How often all pages are gone through
    #[arg(long, value_name = "N", default_value_t = Options::default().epochs)]
    epochs: usize,

    /// Order in which pages are gone through
    #[arg(long, value_name = "N", default_value_t = Options::default().seed)]
    seed: u64,
}

impl Train {
    pub(super) fn run(&self) -> Result<Done> {
        let dictionaries = Dictionaries::built_in();
        if self.jurisdictions {
            return self.stories(&dictionaries);
        }
        let mut trainer = match &self.from {
            None => Trainer::default(),
            Some(path) if path.as_os_str() == "built-in" => Trainer::from_built_in(),
            Some(path) => {
                Trainer::from_weights(&read(path)?).map_err(|error| wrong(path, &error.to_string()))?
            }
        };
        let mut files = Vec::new();
        for path in &self.pages {
            list(path, &mut files)?;
        }
        let (mut characters, mut digest) = (0, Digest::default());
        let mut times: BTreeMap<&PathBuf, usize> = BTreeMap::new();
        files.iter().for_each(|path| *times.entry(path).or_default() += 1);
        for (path, times) in &times {
            let text = read(path)?;
            digest.add(text.as_bytes());
            digest.add(&times.to_le_bytes());
            characters += add_page(&mut trainer, &parse(&text), &dictionaries, *times);
        }
        say("reading", &format!("{} pages, {characters} characters", times.len()));
        let options = Options { epochs: self.epochs, seed: self.seed, ..Options::default() };
        let rows = trainer.learn(options, |run, loss| {
            say("learning", &format!("run {} of {}, loss {loss:.0}", run + 1, options.runs));
        });
        let mut file = String::from(
            "# guanxi weights 1: each line a feature, and the labels it speaks for in 64ths of a nat\n",
        );
        file += &format!("# made by: guanxi train ({options})\n");
        file +=
            &format!("# from: {} pages, {characters} characters, digest {:016x}\n", times.len(), digest.0);
        if let Some(dev) = &self.dev {
            let weights = read_weights(&rows).map_err(|error| wrong(&self.out, &error.to_string()))?;
            let scores = measure(dev, &dictionaries.with_weights(weights))?;
            for line in scores.to_string().lines().filter(|line| !line.starts_with("overlap")) {
                file += &format!("# held out: {line}\n");
            }
        }
        fs::write(&self.out, file + &rows).map_err(|error| wrong(&self.out, &error.to_string()))?;
        say("written", &self.out.display().to_string());
        Ok(Done::Whole)
    }

    /// Learns which place a story speaks for.
    fn stories(&self, dictionaries: &Dictionaries) -> Result<Done> {
        let mut files = Vec::new();
        for path in &self.pages {
            list(path, &mut files)?;
        }
        let (mut lessons, mut digest) = (Vec::new(), Digest::default());
        for path in &files {
            let text = read(path)?;
            digest.add(text.as_bytes());
            lessons.extend(stories(&parse(&text), dictionaries));
        }
        say("reading", &format!("{} pages, {} lessons", files.len(), lessons.len()));
        let mut file = String::from(
            "# Which division a story speaks for: what tells for it, and its weight in nats; a count n weighs ln(1 + n)\n",
        );
        file += "# made by: guanxi train --jurisdictions\n";
        file +=
            &format!("# from: {} pages, {} lessons, digest {:016x}\n", files.len(), lessons.len(), digest.0);
        file += "evidence\tweight\n";
        fs::write(&self.out, file + &story_weights(&lessons))
            .map_err(|error| wrong(&self.out, &error.to_string()))?;
        say("written", &self.out.display().to_string());
        Ok(Done::Whole)
    }
}

/// What weights find on marked pages.
fn measure(folder: &Path, dictionaries: &Dictionaries) -> Result<Scores> {
    let mut files = Vec::new();
    list(folder, &mut files)?;
    let (mut golds, mut found): (Vec<(String, Gold)>, Vec<_>) = (Vec::new(), Vec::new());
    for path in files {
        let gold = parse(&read(&path)?);
        let id = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let document = Document { id: id.clone(), text: gold.raw.clone(), ..Document::default() };
        found.extend(predicted(&page(document, dictionaries, &Learned::default())));
        golds.push((id, gold));
    }
    Ok(compare(&golds, found))
}

/// Adds a file, or the .ann files of a folder and its folders, in the order of their paths.
fn list(path: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    if !path.is_dir() {
        files.push(path.to_path_buf());
        return Ok(());
    }
    let before = files.len();
    let found = walkdir::WalkDir::new(path).sort_by_file_name();
    for item in found {
        let item = item.map_err(|error| wrong(path, &error.to_string()))?;
        if item.path().extension().is_some_and(|ending| ending == "ann") {
            files.push(item.into_path());
        }
    }
    if files.len() == before {
        return Err(Complaint::new(
            "no .ann file here",
            path.display(),
            "name a folder that holds marked pages",
        )
        .into());
    }
    Ok(())
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).map_err(|error| wrong(path, &error.to_string()).into())
}

fn wrong(path: &Path, what: &str) -> Complaint {
    Complaint::new(
        what.to_string(),
        path.display(),
        "name marked pages in UTF-8, a weight file, a file that can be written",
    )
}

/// A number that tells one set of pages from another (FNV-1a).
struct Digest(u64);

impl Default for Digest {
    fn default() -> Digest {
        Digest(0xCBF2_9CE4_8422_2325)
    }
}

impl Digest {
    fn add(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x100_0000_01B3));
    }
}
