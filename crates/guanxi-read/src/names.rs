//! The ids of documents: paths in one form, and no id twice.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Component, Path, PathBuf};

/// The id of a text that comes in on standard input.
pub(super) const STDIN: &str = "stdin";

/// A path without `.` parts and doubled slashes; `..` stays, as links may lie before it.
pub(super) fn tidy(path: &Path) -> PathBuf {
    let tidy: PathBuf = path.components().filter(|part| !matches!(part, Component::CurDir)).collect();
    if tidy.as_os_str().is_empty() { PathBuf::from(".") } else { tidy }
}

/// A tidy path as an id: parts joined by `/` on every system.
pub(super) fn id(path: &Path) -> String {
    let text = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '/' {
        text.into_owned()
    } else {
        text.replace(std::path::MAIN_SEPARATOR, "/")
    }
}

/// The last part of a path without its ending.
pub(super) fn stem(id: &str) -> &str {
    let name = id.rsplit('/').next().unwrap_or(id);
    match name.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem,
        _ => name,
    }
}

/// Ids given out so far, as hashes: memory stays small for millions of records.
#[derive(Debug, Default)]
pub(super) struct Seen {
    counts: BTreeMap<u64, u32>,
}

impl Seen {
    /// The id itself the first time, then with `#2`, `#3` and so on.
    pub(super) fn unique(&mut self, id: String) -> String {
        let Some(mut count) = self.note(&id) else { return id };
        loop {
            count += 1;
            let next = format!("{id}#{count}");
            if self.note(&next).is_none() {
                self.counts.insert(hash(&id), count);
                return next;
            }
        }
    }

    /// Marks an id as given out; how often it was asked for before, if ever.
    fn note(&mut self, id: &str) -> Option<u32> {
        let key = hash(id);
        let before = self.counts.get(&key).copied();
        self.counts.entry(key).or_insert(1);
        before
    }
}

/// Always the same for the same id: the keys of this hasher are fixed.
fn hash(id: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    id.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_in_one_form() {
        for (path, expected) in [
            ("./a/b.txt", "a/b.txt"),
            ("a//b.txt", "a/b.txt"),
            ("a/./b.txt", "a/b.txt"),
            ("../a/b.txt", "../a/b.txt"),
            ("/a/b.txt", "/a/b.txt"),
            (".", "."),
        ] {
            assert_eq!(id(&tidy(Path::new(path))), expected);
        }
        assert_eq!(stem("a/b.c.txt"), "b.c");
        assert_eq!(stem(".hidden"), ".hidden");
        assert_eq!(stem("stdin"), "stdin");
    }

    #[test]
    fn no_id_twice() {
        let mut seen = Seen::default();
        let ids: Vec<String> =
            ["a", "a#2", "a", "b", "a", "a#2"].into_iter().map(|id| seen.unique(id.to_string())).collect();
        assert_eq!(ids, ["a", "a#2", "a#3", "b", "a#4", "a#2#2"]);
    }
}
