//! Finds and reads dictionary files.

use std::fs;
use std::path::{Path, PathBuf};

use twox_hash::XxHash3_128;

use super::form::{Form, decoded};
use super::{Dictionaries, Entry, Fault, Tenures, entry, options, tenures};

/// The file of a dictionary folder that tells who held which post when.
const TENURES: &str = "tenures.tsv";

/// The file of a dictionary folder that says how its texts are read.
const OPTIONS: &str = "options.tsv";

/// The file of a dictionary folder that the decisions room reads.
const DECISIONS: &str = "decisions.tsv";

/// Why dictionaries could not be loaded.
#[derive(Debug, thiserror::Error)]
pub enum DictionaryError {
    /// A file or folder cannot be read.
    #[error("{path}: {reason}; name a dictionary file or a folder of .tsv, .csv, .txt or .dict files")]
    Unreadable {
        /// What was to be read.
        path: String,
        /// Why it could not be.
        reason: String,
    },
    /// Lines that make no sense.
    #[error("{}", faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    Faults {
        /// Every fault of every file.
        faults: Vec<Fault>,
    },
}

impl Dictionaries {
    /// Reads files and folders of words over the built-in lists; of two entries for one word the later counts.
    ///
    /// # Errors
    /// Names every file that cannot be read, and every line that makes no sense.
    pub fn load<P: AsRef<Path>>(paths: &[P]) -> Result<Dictionaries, DictionaryError> {
        Ok(load_telling(paths)?.0)
    }
}

/// How a file of words was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListRead {
    /// The file, as it was named.
    pub file: String,
    /// The name of its encoding.
    pub encoding: &'static str,
    /// How its lines are laid out.
    pub form: Form,
    /// Its entries.
    pub entries: usize,
}

/// Does the same, and tells how each list of words was read.
pub fn load_telling<P: AsRef<Path>>(paths: &[P]) -> Result<(Dictionaries, Vec<ListRead>), DictionaryError> {
    let mut lists = Vec::new();
    let mut entries: Vec<Entry> = Vec::new();
    let mut held = Tenures::default();
    let mut home = None;
    let mut faults = Vec::new();
    let mut hash = 0;
    for path in paths {
        for file in files(path.as_ref())? {
            let bytes = fs::read(&file).map_err(|error| unreadable(&file, &error.to_string()))?;
            hash = XxHash3_128::oneshot(
                &[u128::to_le_bytes(hash), XxHash3_128::oneshot(&bytes).to_le_bytes()].concat(),
            );
            let Some((text, encoding)) = decoded(&bytes) else {
                let at = std::str::from_utf8(&bytes).map_or_else(|error| error.valid_up_to(), str::len);
                let reason = format!("neither UTF-8, UTF-16, GB18030 nor Big5: not UTF-8 at byte {at}");
                return Err(unreadable(&file, &reason));
            };
            let name = file.display().to_string();
            if file.ends_with(TENURES) {
                let (more, bad) = tenures::read(&name, &text);
                held.extend(more);
                faults.extend(bad);
            } else if file.ends_with(OPTIONS) {
                let (told, bad) = options::read(&name, &text);
                home = told.or(home);
                faults.extend(bad);
            } else {
                let list = entry::read(&name, &text);
                let read = list.entries.len();
                lists.push(ListRead { file: name, encoding, form: list.form, entries: read });
                entries.extend(list.entries);
                faults.extend(list.faults);
            }
        }
    }
    if faults.is_empty() {
        let mut dictionaries = Dictionaries::with_entries(entries);
        dictionaries.tenures = held.into();
        if let Some((home, fault)) = home {
            if let Err(error) = dictionaries.places.home(&home) {
                return Err(DictionaryError::Faults {
                    faults: vec![Fault { what: error.to_string(), ..fault }],
                });
            }
            dictionaries.home = Some(home);
        }
        dictionaries.hash = hash;
        Ok((dictionaries, lists))
    } else {
        Err(DictionaryError::Faults { faults })
    }
}

fn unreadable(path: &Path, reason: &str) -> DictionaryError {
    DictionaryError::Unreadable { path: path.display().to_string(), reason: reason.to_string() }
}

/// The dictionary files a path stands for, in the order of their names.
fn files(path: &Path) -> Result<Vec<PathBuf>, DictionaryError> {
    let meta = fs::metadata(path).map_err(|error| unreadable(path, &error.to_string()))?;
    if meta.is_file() {
        return Ok(vec![path.to_path_buf()]);
    }
    let read = fs::read_dir(path).map_err(|error| unreadable(path, &error.to_string()))?;
    let mut found: Vec<PathBuf> = read.filter_map(|item| item.ok().map(|item| item.path())).collect();
    found.retain(|file| {
        let ending = file.extension().unwrap_or_default().to_string_lossy().to_lowercase();
        matches!(ending.as_str(), "tsv" | "csv" | "txt" | "dict") && !file.ends_with(DECISIONS)
    });
    if found.is_empty() {
        return Err(unreadable(path, "no dictionary file in this folder"));
    }
    found.sort();
    Ok(found)
}
