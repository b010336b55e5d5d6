//! What was passed over, or read only in part, without being a failure: nothing is left out in silence.

use std::collections::BTreeMap;

/// Examples kept of each sort, and remarks kept in all.
const MOST_NAMED: usize = 5;
const MOST_KEPT: usize = 1000;

/// What was left out of one sort: files of an ending, rows without a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Passed {
    /// How many.
    pub count: u64,
    /// The first of them, by path or by file and row.
    pub first: Vec<String>,
}

/// A document that was read, and what of it was not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Its id or path.
    pub what: String,
    /// What is wrong with it.
    pub reason: String,
}

/// Everything that was passed over, or read only in part.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notes {
    passed: BTreeMap<String, Passed>,
    notes: Vec<Note>,
    count: u64,
}

impl Notes {
    /// Counts one thing that is not read, by its sort: `.doc`, `row without a text`.
    pub fn pass(&mut self, sort: &str, what: impl FnOnce() -> String) {
        // A sort is written anew only the first time it is met.
        if !self.passed.contains_key(sort) {
            self.passed.insert(sort.to_string(), Passed::default());
        }
        if let Some(passed) = self.passed.get_mut(sort) {
            passed.count += 1;
            if passed.first.len() < MOST_NAMED {
                passed.first.push(what());
            }
        }
    }

    /// Takes in what others noted.
    pub fn merge(&mut self, other: Notes) {
        for (sort, passed) in other.passed {
            let all = self.passed.entry(sort).or_default();
            all.count += passed.count;
            let room = MOST_NAMED.saturating_sub(all.first.len());
            all.first.extend(passed.first.into_iter().take(room));
        }
        self.count += other.count;
        let room = MOST_KEPT.saturating_sub(self.notes.len());
        self.notes.extend(other.notes.into_iter().take(room));
    }

    /// Notes what was wrong with a document that was read all the same.
    pub fn note(&mut self, what: &str, reason: String) {
        self.count += 1;
        if self.notes.len() < MOST_KEPT {
            self.notes.push(Note { what: what.to_string(), reason });
        }
    }

    /// What was passed over, by sort.
    pub fn passed(&self) -> &BTreeMap<String, Passed> {
        &self.passed
    }

    /// The first remarks on documents that were read, in the order they came.
    pub fn remarks(&self) -> &[Note] {
        &self.notes
    }

    /// How many remarks there are in all.
    pub fn remarked(&self) -> u64 {
        self.count
    }

    /// Whether everything there was has been read whole.
    pub fn is_empty(&self) -> bool {
        self.passed.is_empty() && self.count == 0
    }

    /// What was passed over in one line, the most frequent sort first: `12 .jpg, 3 .doc`; empty where nothing was.
    pub fn summary(&self) -> String {
        let mut sorts: Vec<(&String, u64)> =
            self.passed.iter().map(|(sort, passed)| (sort, passed.count)).collect();
        sorts.sort_by_key(|&(sort, count)| (std::cmp::Reverse(count), sort));
        let all: Vec<String> = sorts
            .into_iter()
            .map(|(sort, count)| {
                // `2 rows without a text`, `3 .doc`.
                let many = count > 1 && !sort.starts_with('.');
                match sort.split_once(' ') {
                    Some((noun, rest)) if many => format!("{count} {noun}s {rest}"),
                    None if many => format!("{count} {sort}s"),
                    _ => format!("{count} {sort}"),
                }
            })
            .collect();
        all.join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sorts_are_counted_and_named() {
        let mut notes = Notes::default();
        assert!(notes.is_empty());
        for at in 0..7 {
            notes.pass(".jpg", || format!("{at}.jpg"));
        }
        notes.pass(".doc", || "a.doc".into());
        notes.pass("row without a text", || "a.csv, row 2".into());
        notes.pass("row without a text", || "a.csv, row 3".into());
        notes.pass("pipe", || "p".into());
        assert_eq!(notes.summary(), "7 .jpg, 2 rows without a text, 1 .doc, 1 pipe");
        assert_eq!(notes.passed()[".jpg"].first.len(), MOST_NAMED);
    }
}
