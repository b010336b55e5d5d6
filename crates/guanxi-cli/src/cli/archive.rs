//! The archive of a command: opened, brought up to date, and read for a graph.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::Duration;

use anyhow::{Error, Result};
use guanxi::archive::{Archive, ArchiveError, Update};
use guanxi::decisions::{Decision, Decisions, Uses};
use guanxi::dictionary::Dictionaries;
use guanxi::graph::{Graph, Options, Scope};
use guanxi::pipeline::{Seen, Settings, Window};
use twox_hash::XxHash3_128;

use super::complaint::{Complaint, say};

/// Its name beside the exports.
pub(super) const NAME: &str = "guanxi.db";

/// How long a command waits for another that is writing.
const PATIENCE: Duration = Duration::from_secs(24 * 60 * 60);

/// Memory SQLite keeps pages of the file in, in bytes.
pub(super) const CACHE: u64 = 32 << 20;

/// Tells what is wrong with an archive, where, and what to do.
pub(super) fn refused(path: &Path, error: &ArchiveError) -> Complaint {
    Complaint::new(error.to_string(), path.display(), error.cure())
}

/// The same for an error that may be of another kind.
pub(super) fn explained(path: &Path) -> impl Fn(Error) -> Error + '_ {
    move |error| match error.downcast::<ArchiveError>() {
        Ok(error) => refused(path, &error).into(),
        Err(error) => error,
    }
}

/// Whether a file is a SQLite database.
pub(super) fn is_one(path: &Path) -> bool {
    const START: &[u8; 16] = b"SQLite format 3\0";
    let mut start = [0; START.len()];
    File::open(path).and_then(|mut file| file.read_exact(&mut start)).is_ok() && start == *START
}

/// Takes a file away in which nothing was stored.
pub(super) fn sweep(path: &Path) {
    if fs::metadata(path).is_ok_and(|meta| meta.len() == 0) {
        // What cannot be removed does no harm.
        let _ = fs::remove_file(path);
    }
}

/// Opens an archive that is there.
pub(super) fn open(path: &Path) -> Result<Archive> {
    let archive = Archive::open(path).map_err(|error| refused(path, &error))?;
    archive.limit_cache(CACHE).map_err(|error| refused(path, &error))?;
    Ok(archive)
}

/// Begins to change an archive; says so where it has to wait for another command.
pub(super) fn update<'a>(archive: &'a mut Archive, path: &Path) -> Result<Update<'a>> {
    if archive.is_busy().map_err(|error| refused(path, &error))? {
        say("waiting", &format!("another build or decision is writing to {}", path.display()));
    }
    Ok(archive.update(PATIENCE).map_err(|error| refused(path, &error))?)
}

/// What a build is made with: where one of these is another than before, everything is read again.
pub(super) fn made_with(dictionaries: &Dictionaries, settings: Settings) -> BTreeMap<String, String> {
    let program = format!("guanxi {} {}", env!("CARGO_PKG_VERSION"), program());
    BTreeMap::from([
        ("program".to_string(), program),
        ("dictionaries".to_string(), format!("{:032x}", dictionaries.hash())),
        ("weights".to_string(), format!("{:032x}", dictionaries.weights().hash())),
        ("passes".to_string(), settings.passes.to_string()),
    ])
}

/// The file that holds the program, where it is known.
static PROGRAM: OnceLock<Option<PathBuf>> = OnceLock::new();

/// Tells which file holds the program; the first call counts.
pub(super) fn set_program(file: Option<PathBuf>) {
    PROGRAM.get_or_init(|| file);
}

/// A hash of the program, whose rules and built-in lists no version number tells.
fn program() -> String {
    let (mut hash, mut some) = (0, Vec::new());
    if let Some(mut file) = PROGRAM.get().and_then(Option::as_ref).and_then(|file| File::open(file).ok()) {
        // A piece at a time: it is some fifty megabytes.
        while file.by_ref().take(1 << 20).read_to_end(&mut some).is_ok_and(|read| read > 0) {
            let more = [u128::to_le_bytes(hash), XxHash3_128::oneshot(&some).to_le_bytes()];
            hash = XxHash3_128::oneshot(more.as_flattened());
            some.clear();
        }
    }
    format!("{:016x}", hash as u64)
}

/// Writes options as an archive keeps them.
pub(super) fn note_options(options: Options, meta: &mut BTreeMap<String, String>) {
    meta.insert("scope".into(), options.scope.name().into());
    meta.insert("damping".into(), options.damping.to_string());
    meta.insert("crowd".into(), options.crowd.to_string());
}

/// Reads the options of the last build.
pub(super) fn options(meta: &BTreeMap<String, String>) -> Options {
    let default = Options::default();
    let told = |name: &str| meta.get(name).map(String::as_str);
    Options {
        scope: told("scope").and_then(Scope::parse).unwrap_or(default.scope),
        damping: told("damping").and_then(|word| word.parse().ok()).unwrap_or(default.damping),
        crowd: told("crowd").and_then(|word| word.parse().ok()).unwrap_or(default.crowd),
        ..default
    }
}

/// Derives the graph of an archive, as its last build counted it but for what is asked otherwise.
pub(super) fn graph(path: &Path, scope: Option<Scope>, window: Window) -> Result<Graph> {
    Ok(derived(path, (scope, window), &[])?.0)
}

/// Derives the graph of an archive with decisions after those that are kept in it.
pub(super) fn derived(
    path: &Path,
    (scope, window): (Option<Scope>, Window),
    more: &[Decision],
) -> Result<(Graph, Uses)> {
    let archive = open(path)?;
    let derived = || -> Result<(Graph, Uses)> {
        let mut options = options(&archive.meta()?);
        options.scope = scope.unwrap_or(options.scope);
        let mut list = archive.corrections()?;
        list.extend(more.iter().cloned());
        let decisions = Decisions::new(list);
        let mut seen = Seen::<Error>::new(&archive, &decisions, window)?;
        let (tally, summary) = seen.tally(options)?;
        Ok((tally.derive(&seen, None)?.graph()?, summary.uses))
    };
    derived().map_err(explained(path))
}
