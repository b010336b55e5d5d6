//! Finds and reads the decisions a build applies.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::Result;
use guanxi::decisions::{Decision, Decisions, Uses};
use guanxi::dictionary::DictionaryError;

use super::complaint::{Complaint, say};
use super::wording::count;

/// The name a decisions file has where it is not named.
pub(super) const NAME: &str = "decisions.tsv";

/// Reads the file named, or every `decisions.tsv` of the dictionary folders and the working folder.
pub(super) fn load(named: Option<&Path>, dictionaries: &[PathBuf]) -> Result<Decisions> {
    let files = match named {
        Some(file) => vec![file.to_path_buf()],
        None => found(dictionaries),
    };
    let mut list = Vec::new();
    let mut faults = Vec::new();
    for file in files {
        let text = text(&file)?;
        let (decisions, bad) = Decision::read(&file.display().to_string(), &text);
        say("applying", &format!("{} of {}", count(decisions.len() as u64, "decision"), file.display()));
        list.extend(decisions);
        faults.extend(bad);
    }
    if !faults.is_empty() {
        return Err(DictionaryError::Faults { faults }.into());
    }
    if let Some((at, other)) = Decisions::circle(&list) {
        let place = format!("{}:{}", list[at].file, list[at].line);
        let what =
            format!("`{}` undoes `{}` of {}:{}", list[at], list[other], list[other].file, list[other].line);
        return Err(Complaint::new(what, place, "delete one of the two lines").into());
    }
    Ok(Decisions::new(list))
}

/// The text of a decisions file, which must be there.
pub(super) fn text(file: &Path) -> Result<String> {
    let refused = |what: String, cure: &str| Complaint::new(what, file.display(), cure);
    let bytes = fs::read(file).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => refused(
            "no such decisions file".into(),
            "make one with `guanxi decide`, or leave out --decisions",
        ),
        _ => refused(format!("cannot read the decisions: {error}"), "name a text file with --decisions"),
    })?;
    decoded(file, bytes)
}

/// The text of a decisions file, of its bytes.
pub(super) fn decoded(file: &Path, bytes: Vec<u8>) -> Result<String> {
    let text = String::from_utf8(bytes).map_err(|error| {
        let what = format!("not UTF-8 at byte {}", error.utf8_error().valid_up_to());
        Complaint::new(what, file.display(), "save it as UTF-8 text with tabs")
    })?;
    Ok(text)
}

/// The files by their usual name, each once.
fn found(dictionaries: &[PathBuf]) -> Vec<PathBuf> {
    let folders = dictionaries.iter().map(|folder| folder.join(NAME));
    let mut files: Vec<PathBuf> = Vec::new();
    let mut known = Vec::new();
    for file in folders.chain([PathBuf::from(NAME)]).filter(|file| file.is_file()) {
        let whole = file.canonicalize().unwrap_or_else(|_| file.clone());
        if !known.contains(&whole) {
            known.push(whole);
            files.push(file);
        }
    }
    files
}

/// Warns of every decision that matched nothing.
pub(super) fn warn_of_unused(decisions: &Decisions, uses: &Uses) {
    for (at, decision) in decisions.list().iter().enumerate() {
        if uses.of(at) == 0 {
            say(
                "warning",
                &format!(
                    "{}:{}: `{decision}` matches nothing; delete the line, or write the name as the graph has it",
                    decision.file, decision.line
                ),
            );
        }
    }
}
