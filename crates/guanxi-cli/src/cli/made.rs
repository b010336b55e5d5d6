//! The decisions that were made, for a page that lists them and takes them back.

use std::path::Path;

use anyhow::Result;
use guanxi::decisions::{Decision, read};

use super::complaint::Complaint;
use super::decisions;
use crate::serve::Made;

/// The decisions of a file, as the page lists them.
pub(super) fn listed(path: &Path) -> Result<Vec<Made>> {
    if !path.exists() {
        return Ok(Vec::new());
    }
    let (list, _) = read(&path.display().to_string(), &decisions::text(path)?);
    Ok(list.iter().map(made).collect())
}

pub(super) fn made(decision: &Decision) -> Made {
    Made {
        line: decision.line,
        action: decision.action.name().to_owned(),
        kind: decision.kind.name().to_owned(),
        name: decision.name.clone(),
        value: decision.value.clone(),
        condition: decision.condition.to_string(),
        note: decision.note.clone(),
    }
}

/// The file without a line, if that still holds the decision.
pub(super) fn without(path: &Path, wanted: &Made) -> Result<String> {
    if !listed(path)?.contains(wanted) {
        let what = format!("line {} holds another decision by now", wanted.line);
        return Err(Complaint::new(what, path.display(), "look at the list again").into());
    }
    let text = decisions::text(path)?;
    Ok(text
        .split_inclusive('\n')
        .enumerate()
        .filter(|(at, _)| at + 1 != wanted.line)
        .map(|(_, line)| line)
        .collect())
}
