//! Brings an archive up to date with the texts.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Error, Result};
use guanxi::archive::Archive;
use guanxi::decisions::Decisions;
use guanxi::dictionary::Dictionaries;
use guanxi::graph::Options;
use guanxi::pipeline::{Change, Pipeline, Settings};
use guanxi_read::Plan;

use super::archive;
use super::complaint::say;
use super::progress::Progress;
use super::wording::count;

/// How an archive is brought up to date.
pub(super) struct Updating<'a> {
    pub(super) path: &'a Path,
    /// What is read, with which words, and how.
    pub(super) reading: (&'a Plan, &'a Dictionaries, Settings),
    /// How graphs are counted; kept for those who ask without saying it.
    pub(super) options: Options,
    pub(super) decisions: &'a Decisions,
    /// Whether what is there counts for nothing.
    pub(super) rebuild: bool,
}

/// What a build changed.
#[derive(Clone, Debug, Default)]
pub(super) struct Changed {
    same: u64,
    read: u64,
    gone: u64,
    /// Why everything was read again, if it was.
    again: Option<String>,
}

impl Updating<'_> {
    /// Reads what changed and stores it; nothing where no document was read at all, and then nothing is stored.
    pub(super) fn run(&self, archive: &mut Archive, progress: &mut Progress) -> Result<Option<Changed>> {
        let (plan, dictionaries, mut settings) = self.reading;
        if !plan.repeatable() {
            settings.passes = 1;
        }
        let mut update = archive::update(archive, self.path)?;
        let mut made = archive::made_with(dictionaries, settings);
        let before = update.meta()?;
        let mut changed = Changed::default();
        let differs = made.iter().find(|(name, value)| before.get(*name) != Some(value));
        if self.rebuild || before.is_empty() {
            update.clear()?;
        } else if let Some((name, _)) = differs {
            changed.again = made.keys().find(|known| *known == name).cloned();
            update.clear()?;
        }
        let earlier = update.documents()?;
        let mut left: BTreeMap<&str, ()> = earlier.keys().map(|path| (path.as_str(), ())).collect();
        Pipeline::new(dictionaries, settings).changes(plan, &earlier, progress, &mut |change| {
            match change {
                Change::Same(path) => {
                    changed.same += 1;
                    left.remove(path.as_str());
                }
                Change::Read(new) => {
                    changed.read += 1;
                    left.remove(new.found.resolved.info.id.as_str());
                    update.put(&new)?;
                }
            }
            Ok::<(), Error>(())
        })?;
        if changed.same + changed.read == 0 {
            return Ok(None);
        }
        for path in left.into_keys() {
            changed.gone += 1;
            update.remove(path)?;
        }
        archive::note_options(self.options, &mut made);
        update.set_meta(&made)?;
        update.set_corrections(self.decisions.list())?;
        update.set_skipped(progress.failures().kept())?;
        update.commit()?;
        Ok(Some(changed))
    }
}

impl Changed {
    /// Says what was taken from the archive, if anything was.
    pub(super) fn tell_reused(&self) {
        if let Some(name) = &self.again {
            say("updated", &format!("everything again: the {name} changed since the last build"));
        }
        if self.same > 0 || self.gone > 0 {
            let gone = if self.gone > 0 { format!(", {} gone", self.gone) } else { String::new() };
            say("updated", &format!("{} as before, {} read{gone}", count(self.same, "document"), self.read));
        }
    }

    /// Says what was read.
    pub(super) fn tell(&self, skipped: usize) {
        let skipped =
            if skipped > 0 { format!(", {} skipped", count(skipped as u64, "input")) } else { String::new() };
        self.tell_reused();
        say("read", &format!("{}{skipped}", count(self.read, "document")));
    }
}
