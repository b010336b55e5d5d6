//! What the arguments stand for: a list of files, counted before any is opened.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use walkdir::WalkDir;

use super::fields::Fields;
use super::format::unread;
use super::names::{id, tidy};
use super::{Documents, Encoding, Failure, Notes};

/// One file to be read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct File {
    pub(super) path: PathBuf,
    pub(super) bytes: u64,
    /// Whether it is a pipe or device, which can be read only once.
    pub(super) once: bool,
}

/// The files that arguments stand for, sorted by path, each once.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    pub(super) files: Vec<File>,
    pub(super) stdin: bool,
    pub(super) failures: Vec<Failure>,
    pub(super) encoding: Option<Encoding>,
    pub(super) records: bool,
    pub(super) own_ids: bool,
    pub(super) fields: Arc<Fields>,
    pub(super) home: Option<String>,
    pub(super) notes: Notes,
}

impl Plan {
    /// Reads every text in this encoding, whatever its bytes tell; what does not fit becomes U+FFFD.
    pub fn in_encoding(self, encoding: Option<Encoding>) -> Plan {
        Plan { encoding, ..self }
    }

    /// Takes every input for JSON Lines, whatever it begins with: a stream may begin with a broken line.
    pub fn as_records(self, records: bool) -> Plan {
        Plan { records, ..self }
    }

    /// Takes the parts of records from the fields a user names, beside the usual ones.
    pub fn with_fields(self, fields: Fields) -> Plan {
        Plan { fields: fields.into(), ..self }
    }

    /// Gives every document that names no home of its own this place to speak for where it does not say.
    pub fn at_home(self, home: Option<String>) -> Plan {
        Plan { home, ..self }
    }

    /// Leaves ids as they are, and keeps none of them, so that memory stays the same however many come.
    pub fn with_own_ids(self) -> Plan {
        Plan { own_ids: true, ..self }
    }

    /// Number of files, stdin not counted.
    pub fn files(&self) -> usize {
        self.files.len()
    }

    /// Bytes of all files; `None` where stdin or a pipe is among them.
    pub fn bytes(&self) -> Option<u64> {
        self.repeatable().then(|| self.files.iter().map(|file| file.bytes).sum())
    }

    /// Whether there is nothing to read at all.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty() && !self.stdin
    }

    /// Whether a second reading gives the same documents again.
    pub fn repeatable(&self) -> bool {
        !self.stdin && self.pipes().next().is_none()
    }

    /// Whether standard input is among the inputs.
    pub fn reads_stdin(&self) -> bool {
        self.stdin
    }

    /// Inputs that are pipes or devices: to open one may wait for whoever writes into it.
    pub fn pipes(&self) -> impl Iterator<Item = &Path> {
        self.files.iter().filter(|file| file.once).map(|file| file.path.as_path())
    }

    /// What folders hold and is not read.
    pub fn notes(&self) -> &Notes {
        &self.notes
    }

    /// Arguments that stand for nothing; [`Plan::read`] gives them first.
    pub fn failures(&self) -> &[Failure] {
        &self.failures
    }

    /// The documents, one by one; files are opened in their turn.
    pub fn read(&self) -> Documents {
        Documents::of_plan(self)
    }

    fn add(&mut self, path: &Path, meta: &fs::Metadata) {
        self.files.push(File { path: tidy(path), bytes: meta.len(), once: !meta.is_file() });
    }

    fn fail(&mut self, path: &Path, reason: &str, cure: &str) {
        self.failures.push(Failure::new(&path.to_string_lossy(), reason, cure));
    }

    /// A file or folder that was named, or that a glob found.
    fn add_named(&mut self, path: &Path) {
        match fs::metadata(path) {
            Err(error) => self.failures.push(Failure::io(&path.to_string_lossy(), &error)),
            Ok(meta) if meta.is_dir() => self.add_folder(path),
            Ok(meta) => self.add(path, &meta),
        }
    }

    fn add_folder(&mut self, folder: &Path) {
        let before = (self.files.len(), self.failures.len());
        let mut passed = Notes::default();
        let walk = WalkDir::new(folder).follow_links(true).sort_by_file_name().into_iter();
        for item in walk.filter_entry(|item| item.depth() == 0 || !hidden(item.file_name())) {
            match item {
                Ok(item) if item.file_type().is_file() => {
                    match (unread(&item.file_name().to_string_lossy()), fs::metadata(item.path())) {
                        (Some(sort), _) => passed.pass(&sort, || id(&tidy(item.path()))),
                        (None, Ok(meta)) => self.add(item.path(), &meta),
                        (None, Err(error)) => {
                            self.failures.push(Failure::io(&id(&tidy(item.path())), &error))
                        }
                    }
                }
                Ok(item) if item.file_type().is_dir() => {}
                Ok(item) => passed.pass("special file", || id(&tidy(item.path()))),
                Err(error) => {
                    let path = id(&tidy(error.path().unwrap_or(folder)));
                    let failure = match error.io_error() {
                        Some(error) => Failure::io(&path, error),
                        None => {
                            Failure::new(&path, "a link that leads back to its own folder", "remove the link")
                        }
                    };
                    self.failures.push(failure);
                }
            }
        }
        if before == (self.files.len(), self.failures.len()) {
            let held = passed.summary();
            let held = if held.is_empty() { String::new() } else { format!(": it holds {held}") };
            self.fail(
                folder,
                &format!("no file of a kind that is read in this folder{held}"),
                "name a folder that holds texts, or the files themselves",
            );
        }
        self.notes.merge(passed);
    }

    fn add_glob(&mut self, argument: &Path, pattern: &str) {
        let options = glob::MatchOptions { require_literal_leading_dot: true, ..glob::MatchOptions::new() };
        match glob::glob_with(pattern, options) {
            Err(error) => self.fail(
                argument,
                &format!("not a pattern: {}", error.msg),
                "use * and ? for parts of a name, ** for folders, [ab] for a choice",
            ),
            Ok(paths) => {
                let mut found = false;
                for path in paths {
                    found = true;
                    match path {
                        Ok(path) => self.add_named(&path),
                        Err(error) => self.failures.push(Failure::io(&id(error.path()), error.error())),
                    }
                }
                if !found {
                    self.fail(
                        argument,
                        "no file matches this pattern",
                        "check the spelling and the folder you are in",
                    );
                }
            }
        }
    }
}

fn hidden(name: &std::ffi::OsStr) -> bool {
    name.to_string_lossy().starts_with('.')
}

/// Lists what paths, globs and `-` stand for, without opening a file.
///
/// Folders are searched to their depths for known endings, hidden files left out. A file that is named itself
/// is taken whatever its ending. A name with `*`, `?` or `[` is a pattern where no file has that very name.
pub fn plan<P: AsRef<Path>>(inputs: &[P]) -> Plan {
    let mut plan = Plan::default();
    for input in inputs {
        let path = input.as_ref();
        if path == Path::new("-") {
            plan.stdin = true;
            continue;
        }
        match path.to_str() {
            Some(pattern) if pattern.contains(['*', '?', '[']) && !path.exists() => {
                plan.add_glob(path, pattern)
            }
            _ => plan.add_named(path),
        }
    }
    plan.files.sort();
    plan.files.dedup_by(|a, b| a.path == b.path);
    plan.failures.sort();
    plan.failures.dedup();
    plan
}
