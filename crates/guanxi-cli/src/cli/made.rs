//! The decisions that were made, for a page that lists them and takes them back.

use std::path::Path;

use anyhow::Result;
use guanxi::decisions::Decision;

use super::complaint::Complaint;
use super::decide::amend;
use super::decisions;
use crate::serve::Made;

/// The decisions of a file, as the page lists them.
pub(super) fn listed(path: &Path) -> Result<Vec<Made>> {
    if !path.exists() {
        return Ok(Vec::new());
    }
    let (list, _) = Decision::read(&path.display().to_string(), &decisions::text(path)?);
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

/// Takes a line out of the file, if that still holds the decision, and does with it what else there is to do.
pub(super) fn take_back(path: &Path, wanted: &Made, then: impl FnOnce() -> Result<()>) -> Result<()> {
    let without = |before: &str| {
        let (list, _) = Decision::read(&path.display().to_string(), before);
        if !list.iter().map(made).any(|made| made == *wanted) {
            let what = format!("line {} holds another decision by now", wanted.line);
            return Err(Complaint::new(what, path.display(), "look at the list again").into());
        }
        let lines = before.split_inclusive('\n').zip(1..);
        Ok(lines.filter(|(_, number)| *number != wanted.line).map(|(line, _)| line).collect())
    };
    amend(path, without, |_| then())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use guanxi::decisions::Action;
    use guanxi::kind::Kind;

    use super::super::decide::append;
    use super::*;

    fn block(path: &Path, name: &str) {
        let decision = Decision::new(Action::Block, Kind::Official, [name, "", "", ""]).expect("a decision");
        append(path, &decision, |_| Ok(())).expect("kept");
    }

    #[test]
    fn what_is_decided_meanwhile_is_not_lost() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("decisions.tsv");
        for round in 0..10 {
            block(&path, &format!("甲{round}"));
            let first = listed(&path).expect("read").pop().expect("one");
            std::thread::scope(|threads| {
                for number in 0..4 {
                    let path = &path;
                    threads.spawn(move || block(path, &format!("乙{round}{number}")));
                }
                take_back(&path, &first, || Ok(())).expect("taken back");
            });
        }
        let list = listed(&path).expect("read");
        assert_eq!(list.len(), 40);
        assert!(list.iter().all(|made| made.name.starts_with('乙')));
    }

    #[test]
    fn what_cannot_be_done_leaves_the_file_as_it_was() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("decisions.tsv");
        ["甲", "乙", "丙"].iter().for_each(|name| block(&path, name));
        let before = fs::read(&path).expect("read");
        let all = listed(&path).expect("read");
        assert!(take_back(&path, &all[1], || anyhow::bail!("no room")).is_err());
        assert_eq!(fs::read(&path).expect("read"), before);
        take_back(&path, &all[1], || Ok(())).expect("taken back");
        let names: Vec<String> = listed(&path).expect("read").into_iter().map(|made| made.name).collect();
        assert_eq!(names, ["甲", "丙"]);
        // The line holds another by now.
        assert!(take_back(&path, &all[1], || Ok(())).is_err());
    }
}
