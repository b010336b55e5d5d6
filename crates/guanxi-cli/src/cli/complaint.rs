//! Errors as users see them: what is wrong, where, and what to do about it.

use std::io::{self, Write};

use anyhow::Error;
use guanxi::dictionary::{DictionaryError, Fault};
use guanxi::document::{Failure, Note, Notes};

use super::colour;

/// Most failures that are told one by one; a broken record file may have thousands.
const MOST_TOLD: usize = 20;

/// An error with its place and its cure.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{what}\n  {place}\n  {cure}")]
pub(super) struct Complaint {
    pub(super) what: String,
    pub(super) place: String,
    pub(super) cure: String,
}

impl Complaint {
    pub(super) fn new(what: impl Into<String>, place: impl ToString, cure: impl Into<String>) -> Complaint {
        Complaint { what: what.into(), place: place.to_string(), cure: cure.into() }
    }
}

impl From<&Failure> for Complaint {
    fn from(failure: &Failure) -> Complaint {
        Complaint::new(&failure.reason, &failure.what, &failure.cure)
    }
}

impl From<&Fault> for Complaint {
    fn from(fault: &Fault) -> Complaint {
        let numbers = [fault.line, fault.column];
        let place = numbers
            .iter()
            .take_while(|&&n| n > 0)
            .fold(fault.file.clone(), |place, n| format!("{place}:{n}"));
        Complaint::new(&fault.what, place, &fault.cure)
    }
}

/// Every complaint an error holds; one for any that is none of ours.
fn complaints(error: &Error) -> Vec<String> {
    if let Some(DictionaryError::Faults { faults }) = error.downcast_ref() {
        return faults.iter().map(|fault| Complaint::from(fault).to_string()).collect();
    }
    if let Some(DictionaryError::Unreadable { path, reason }) = error.downcast_ref() {
        let cure = "name a dictionary file, or a folder of .tsv, .txt or .dict files";
        return vec![Complaint::new(reason, path, cure).to_string()];
    }
    vec![format!("{error:#}")]
}

/// Prints an error on stderr.
pub(super) fn report(error: &Error) {
    let all = complaints(error);
    for complaint in all.iter().take(MOST_TOLD) {
        say("error", complaint);
    }
    if all.len() > MOST_TOLD {
        say("error", &format!("{} more like these", all.len() - MOST_TOLD));
    }
}

/// Prints a line with a leading word on stderr; a stderr that is gone is no reason to stop.
pub(super) fn say(word: &str, text: &str) {
    let text = colour::harmless(text);
    let line = match (word, colour::on_stderr()) {
        ("", _) => format!("{text}\n"),
        ("error", true) => format!("\x1b[1;31merror\x1b[0m: {text}\n"),
        (word, true) => format!("\x1b[1m{word}\x1b[0m: {text}\n"),
        (word, false) => format!("{word}: {text}\n"),
    };
    let _ = io::stderr().write_all(line.as_bytes());
}

/// Whether an error only says that nobody reads our output any more.
pub(super) fn is_dead_pipe(error: &Error) -> bool {
    error.chain().any(|cause| {
        let io = cause.downcast_ref::<io::Error>().map(io::Error::kind);
        let json = cause.downcast_ref::<serde_json::Error>().and_then(serde_json::Error::io_error_kind);
        io.or(json) == Some(io::ErrorKind::BrokenPipe)
    })
}

/// Most failures the report of a build lists.
const MOST_KEPT: usize = 10_000;

/// What was skipped so far, told as it comes and counted.
#[derive(Debug, Default)]
pub(super) struct Failures {
    count: usize,
    kept: Vec<Failure>,
    notes: Notes,
}

impl Failures {
    /// Takes one more; gives the text to print, if it is to be printed.
    pub(super) fn note(&mut self, failure: &Failure) -> Option<String> {
        self.count += 1;
        if self.kept.len() < MOST_KEPT {
            self.kept.push(failure.clone());
        }
        (self.count <= MOST_TOLD).then(|| Complaint::from(failure).to_string())
    }

    /// The first of them, for the report.
    pub(super) fn kept(&self) -> &[Failure] {
        &self.kept
    }

    /// Number of failures.
    pub(super) fn count(&self) -> usize {
        self.count
    }

    /// Takes what was passed over or read only in part.
    pub(super) fn leave(&mut self, notes: Notes) {
        self.notes = notes;
    }

    /// What was passed over or read only in part.
    pub(super) fn notes(&self) -> &Notes {
        &self.notes
    }

    /// Says how many were not told one by one, and what was passed over.
    pub(super) fn close(&self) {
        for Note { what, reason } in self.notes.remarks().iter().take(MOST_TOLD) {
            say("warning", &format!("{what} {reason}"));
        }
        let untold = self.notes.remarked().saturating_sub(MOST_TOLD as u64);
        if untold > 0 {
            say("warning", &format!("{untold} more like these"));
        }
        let passed = self.notes.summary();
        if !passed.is_empty() {
            say("passed over", &passed);
        }
        if self.count > MOST_TOLD {
            say("error", &format!("{} more inputs could not be read", self.count - MOST_TOLD));
        }
    }
}
