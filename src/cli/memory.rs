//! `--max-memory`: what is counted beyond it goes to passing files in the output folder.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use clap::Args;
use guanxi::graph::Tally;
use guanxi::spill::{Attic, Spill};

use super::archive;
use super::complaint::Complaint;

/// What the program takes before it has counted anything: dictionaries, and the pages being read.
const BASE: u64 = 96 << 20;

/// The least that can be asked for.
const LEAST: u64 = 128 << 20;

/// A bound on memory.
#[derive(Debug, Args)]
pub(super) struct MaxMemory {
    /// Most memory to take, about, such as 512M or 2G; pairs beyond it go to passing files in the output folder
    ///
    /// graph.json is the same, to the byte. Written alone (-f json), without pruning and measures, it is never held
    /// whole; anything else needs the finished graph in memory in the end.
    #[arg(long, value_name = "SIZE", value_parser = size, conflicts_with = "mergeable")]
    max_memory: Option<u64>,
}

/// A number of bytes: `512M`, `2G`, `1.5GB`, `2GiB`.
fn size(word: &str) -> Result<u64, String> {
    let digits = word.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(word.len());
    let (number, unit) = word.split_at(digits);
    let unit: u64 = match unit.to_ascii_uppercase().as_str() {
        "K" | "KB" | "KIB" => 1 << 10,
        "M" | "MB" | "MIB" => 1 << 20,
        "G" | "GB" | "GIB" => 1 << 30,
        "T" | "TB" | "TIB" => 1 << 40,
        "" => return Err("say in what: write a number and M or G, such as 512M".to_string()),
        other => return Err(format!("`{other}` is no unit of memory: write K, M, G or T, such as 512M")),
    };
    let number: f64 = number.parse().map_err(|_| "write a number and M or G, such as 512M".to_string())?;
    let bytes = (number * unit as f64) as u64;
    if bytes < LEAST {
        return Err("the dictionaries and the pages at work take some 96M: write 128M or more".to_string());
    }
    Ok(bytes)
}

/// What was put away of a tally.
pub(super) struct Bound {
    spill: Spill<File>,
    attic: Attic<File>,
    folder: PathBuf,
    most: Option<usize>,
    /// What putting pairs away did not give back the last time: passages that entities hold.
    stays: usize,
}

impl MaxMemory {
    /// Memory for pages of the archive, in bytes.
    pub(super) fn cache(&self) -> u64 {
        self.max_memory.map_or(archive::CACHE, |most| ((most - BASE) / 4).min(archive::CACHE))
    }

    /// Looks after a tally; what it puts away lies in files without names, which are gone however the program ends.
    pub(super) fn bound(&self, folder: &Path) -> Bound {
        let file = |place: PathBuf| move || tempfile::tempfile_in(&place);
        let spill = Spill::new(file(folder.to_path_buf()));
        let attic = Attic::new(file(folder.to_path_buf()));
        let attic = if self.max_memory.is_some() { attic.documents_alone() } else { attic };
        // Half for what is counted, half for putting it in order.
        let most = self.max_memory.map(|most| (most - BASE) as usize / 2);
        Bound { spill, attic, folder: folder.to_path_buf(), most, stays: 0 }
    }
}

impl Bound {
    /// Puts away what nobody looks at until the end; with a bound, pairs where a tally holds more than it may, and
    /// enough of them that it helps.
    pub(super) fn look(&mut self, tally: &mut Tally) -> Result<(), Complaint> {
        self.attic.look(tally).map_err(|error| fault(&self.folder, &error))?;
        let Some(most) = self.most else { return Ok(()) };
        let (pairs, all) = tally.bytes();
        if all > most && pairs > self.stays + most / 4 {
            self.spill.take(tally).map_err(|error| fault(&self.folder, &error))?;
            self.stays = tally.bytes().0;
        }
        Ok(())
    }

    /// The pairs that were put away, if any were, and what else was.
    pub(super) fn parts(self) -> (Option<Spill<File>>, Attic<File>) {
        ((!self.spill.is_empty()).then_some(self.spill), self.attic)
    }
}

/// A passing file that could not be written or read.
pub(super) fn fault(folder: &Path, error: &io::Error) -> Complaint {
    let cure = "make room on the disk, or choose another folder with -o";
    Complaint::new(format!("cannot use a passing file: {error}"), folder.display(), cure)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read() {
        assert_eq!(size("512M"), Ok(512 << 20));
        assert_eq!(size("1.5g"), Ok(3 << 29));
        assert_eq!(size("2GiB"), Ok(2 << 30));
        for (word, cure) in [
            ("512", "in what"),
            ("2X", "no unit"),
            ("G", "a number"),
            ("1.2.3M", "a number"),
            ("64M", "128M or more"),
            ("-1G", "no unit"),
        ] {
            assert!(size(word).is_err_and(|said| said.contains(cure)), "{word}: {:?}", size(word));
        }
    }
}
