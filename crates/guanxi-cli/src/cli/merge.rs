//! `guanxi merge`: archives built apart, put together to the one that one build would have given.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use anyhow::{Error, Result};
use clap::Args;
use guanxi::archive::{Archive, KnownDocument, NewDocument, Snapshot};
use guanxi::kind::Kind;

use super::Done;
use super::archive;
use super::complaint::{Complaint, say};
use super::sum::{Adding, Sum};
use super::wording::count;

const AFTER: &str = "\
Examples:
  guanxi build 2022/ --db-only --passes 1 -o a
  guanxi build 2023/ --db-only --passes 1 -o b
  guanxi merge a/guanxi.db b/guanxi.db -o graphs

With --passes 1 this gives, to the byte, what one build of all texts gives. With
two passes each build has only looked for the names its own texts teach: where
another taught more, the next build over the texts reads them again.";

/// Put archives built apart together
#[derive(Debug, Args)]
#[command(after_help = AFTER)]
pub(super) struct Merge {
    /// Archives to put together: guanxi.db files
    #[arg(required = true, value_name = "ARCHIVE")]
    archives: Vec<PathBuf>,

    #[command(flatten)]
    sum: Sum,
}

/// What a build depends on besides the texts, in the table `meta`.
const MADE_WITH: [&str; 4] = ["program", "dictionaries", "weights", "passes"];

/// An archive that is added, with what is remembered of its documents.
struct Part<'a> {
    path: &'a Path,
    archive: &'a Archive,
    _snapshot: Snapshot<'a>,
    meta: BTreeMap<String, String>,
    documents: BTreeMap<String, KnownDocument>,
}

impl<'a> Part<'a> {
    fn read(path: &'a Path, archive: &'a Archive) -> Result<Part<'a>> {
        let told = || {
            let _snapshot = archive.snapshot()?;
            archive.check()?;
            Ok(Part { path, archive, _snapshot, meta: archive.meta()?, documents: archive.documents()? })
        };
        Ok(told().map_err(|error| archive::refused(path, &error))?)
    }

    /// The names its documents teach.
    fn lessons(&self) -> BTreeSet<&(String, Kind)> {
        self.documents.values().flat_map(|document| &document.lessons).collect()
    }
}

impl Merge {
    pub(super) fn run(&self) -> Result<Done> {
        self.sum.deriving.check()?;
        let archives = self.archives.iter().map(|path| open(path)).collect::<Result<Vec<_>>>()?;
        let parts = self.archives.iter().zip(&archives);
        let parts = parts.map(|(path, archive)| Part::read(path, archive)).collect::<Result<Vec<_>>>()?;
        let out = self.sum.deriving.out.join(archive::NAME).canonicalize().ok();
        if let Some(part) = parts.iter().find(|part| out.is_some() && part.path.canonicalize().ok() == out) {
            let cure = "choose another folder with -o";
            return Err(Complaint::new("this is where the sum goes", part.path.display(), cure).into());
        }
        self.sum.write(parts.len(), |adding| add(&parts, adding))?;
        Ok(Done::Whole)
    }
}

fn open(path: &Path) -> Result<Archive> {
    if path.is_file() && !archive::is_one(path) {
        let cure = "name the guanxi.db that `guanxi build` writes; a graph.json holds no sightings";
        return Err(Complaint::new("only archives can be put together", path.display(), cure).into());
    }
    archive::open(path)
}

/// Stores all documents of all parts, those that stand in several once.
fn add(parts: &[Part], adding: &mut Adding) -> Result<()> {
    let Some(first) = parts.first() else { return Ok(()) };
    adding.meta = first.meta.clone();
    for name in ["scope", "damping", "crowd"] {
        if let Some(part) = parts.iter().find(|part| part.meta.get(name) != first.meta.get(name)) {
            let what = format!("built with another --{name} than {}", first.path.display());
            let cure = "build all of them alike; `guanxi export --scope` counts otherwise afterwards";
            return Err(Complaint::new(what, part.path.display(), cure).into());
        }
    }
    for name in MADE_WITH {
        if parts.iter().any(|part| part.meta.get(name) != first.meta.get(name)) {
            // What is not told is not equal to anything: the next build reads all.
            adding.meta.remove(name);
            say(
                "warning",
                &format!("the archives were built with another {name}: the next build reads all again"),
            );
        }
    }
    let two = parts.iter().any(|part| part.meta.get("passes").is_some_and(|passes| passes != "1"));
    let all: BTreeSet<&(String, Kind)> = parts.iter().flat_map(Part::lessons).collect();
    let mut known: BTreeMap<&str, &Part> = BTreeMap::new();
    let mut stale = 0;
    for part in parts {
        // Which texts hold a name that others teach cannot be told without them.
        let lacks = two && part.lessons().len() < all.len();
        let mut fresh: BTreeSet<&str> = BTreeSet::new();
        for (path, document) in &part.documents {
            let Some(before) = known.get(path.as_str()) else {
                known.insert(path, part);
                fresh.insert(path);
                continue;
            };
            let held = before.documents.get(path).and_then(|held| held.hash.as_ref());
            if held.is_none() || held != document.hash.as_ref() {
                let what = format!("document {path} stands in {} with another text", before.path.display());
                let cure = "leave one of the two archives out, or build them from texts they do not share";
                return Err(Complaint::new(what, part.path.display(), cure).into());
            }
        }
        stale += if lacks { fresh.len() as u64 } else { 0 };
        let stored = part.archive.each(&mut |found, _| -> Result<()> {
            let path = found.resolved.info.id.as_str();
            let Some(known) = part.documents.get(path).filter(|_| fresh.contains(path)) else {
                return Ok(());
            };
            let mut known = known.clone();
            known.hash = known.hash.filter(|_| !lacks);
            adding.put(&NewDocument { found, known })
        });
        stored.map_err(archive::explained(part.path))?;
        let told = || -> Result<_> { Ok((part.archive.corrections()?, part.archive.skipped()?)) };
        let (corrections, skipped) = told().map_err(|error: Error| archive::explained(part.path)(error))?;
        adding.skipped.extend(skipped);
        for decision in corrections {
            if !adding.corrections.iter().any(|held| held.to_string() == decision.to_string()) {
                adding.corrections.push(decision);
            }
        }
    }
    if stale > 0 {
        let documents = count(stale, "document");
        let what = format!("{documents} may hold names that another archive teaches");
        say("warning", &format!("{what}: the next build over the texts reads them again"));
    }
    Ok(())
}
