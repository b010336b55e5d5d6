//! An archive put together of others, and the graph it gives.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Result;
use clap::Args;
use guanxi::archive::{Archive, NewDocument, Update};
use guanxi::decisions::{Decision, Decisions};
use guanxi::document::Failure;
use guanxi::pipeline::Window;

use super::archive;
use super::complaint::say;
use super::deriving::{Deriving, Written};
use super::output::Outputs;
use super::wording::count;

/// What becomes of a sum.
#[derive(Debug, Args)]
pub(super) struct Sum {
    #[command(flatten)]
    pub(super) deriving: Deriving,
}

/// An archive in the making.
pub(super) struct Adding<'a> {
    update: Update<'a>,
    /// Documents stored so far.
    pub(super) documents: u64,
    /// What it is made with.
    pub(super) meta: BTreeMap<String, String>,
    pub(super) corrections: Vec<Decision>,
    pub(super) skipped: Vec<Failure>,
}

impl Adding<'_> {
    /// Stores a document.
    pub(super) fn put(&mut self, new: &NewDocument) -> Result<()> {
        self.documents += 1;
        Ok(self.update.put(new)?)
    }
}

impl Sum {
    /// Makes guanxi.db anew of so many files, and the graph of it; gives what was skipped.
    pub(super) fn write(
        &self,
        files: usize,
        fill: impl FnOnce(&mut Adding) -> Result<()>,
    ) -> Result<Vec<Failure>> {
        let out = Outputs::in_folder(&self.deriving.out)?;
        let path = self.deriving.out.join(archive::NAME);
        let (documents, skipped) = match self.stored(&path, fill) {
            Ok(stored) => stored,
            Err(error) => {
                archive::sweep(&path);
                return Err(archive::explained(&path)(error));
            }
        };
        let archive = archive::open(&path)?;
        let told = || Ok((archive.meta()?, archive.corrections()?));
        let (meta, corrections) = told().map_err(|error| archive::refused(&path, &error))?;
        let counted = (archive::options(&meta), Window::default());
        let decisions = Decisions::new(corrections);
        let written = self.deriving.write((&archive, &path), &decisions, counted, out, None)?;
        let Written { linked: (nodes, links), paths, .. } = written;
        say("added", &format!("{} of {}", count(files as u64, "file"), count(documents, "document")));
        say("linked", &format!("{}, {}", count(nodes, "entity"), count(links, "link")));
        for path in paths.into_iter().chain([path]) {
            say("wrote", &path.display().to_string());
        }
        Ok(skipped)
    }

    /// Stores everything in one transaction; how many documents, and what was skipped.
    fn stored(
        &self,
        path: &Path,
        fill: impl FnOnce(&mut Adding) -> Result<()>,
    ) -> Result<(u64, Vec<Failure>)> {
        let mut archive = Archive::create(path)?;
        archive.limit_cache(self.deriving.memory.cache())?;
        let mut update = archive::update(&mut archive, path)?;
        update.clear()?;
        let (meta, corrections, skipped) = Default::default();
        let mut adding = Adding { update, documents: 0, meta, corrections, skipped };
        fill(&mut adding)?;
        let Adding { update, documents, meta, corrections, skipped } = adding;
        update.set_meta(&meta)?;
        update.set_corrections(&corrections)?;
        update.set_skipped(&skipped)?;
        update.commit()?;
        Ok((documents, skipped))
    }
}
