//! Reads decisions files and names the place of every fault.

use super::{Action, Condition, Decision};
use crate::dictionary::{Fault, rows};
use crate::kind::Kind;

/// Columns of the table, in the order they are written.
pub(super) const COLUMNS: [&str; 6] = ["action", "kind", "name", "value", "where", "note"];

impl Decision {
    /// Reads the decisions of one file; faults do not stop the rest.
    pub fn read(file: &str, text: &str) -> (Vec<Decision>, Vec<Fault>) {
        let mut decisions = Vec::new();
        let mut faults = Vec::new();
        let mut order: Option<[Option<usize>; COLUMNS.len()]> = None;
        for row in rows(text) {
            let fault = |column: usize, what: String, cure: &str| Fault {
                file: file.to_string(),
                line: row.line,
                column,
                what,
                cure: cure.to_string(),
            };
            let Some(order) = &order else {
                let find = |name: &str| (0..row.len()).find(|&at| row.get(at) == name);
                let found = COLUMNS.map(find);
                if found[..3].iter().any(Option::is_none) {
                    let cure = "begin with the line `action<TAB>kind<TAB>name<TAB>value<TAB>where<TAB>note`";
                    faults.push(fault(0, "a decisions file without its header".into(), cure));
                    return (decisions, faults);
                }
                order = Some(found);
                continue;
            };
            let fields = order.map(|at| at.map_or("", |at| row.get(at)));
            match decision(fields) {
                Ok(decision) => {
                    decisions.push(Decision { file: file.to_string(), line: row.line, ..decision })
                }
                Err((field, what, cure)) => {
                    faults.push(fault(order[field].map_or(0, |at| at + 1), what, &cure));
                }
            }
        }
        (decisions, faults)
    }
}

/// The decision a row's fields make; the error names the field, what is wrong and what to write.
pub(super) fn decision(fields: [&str; COLUMNS.len()]) -> Result<Decision, (usize, String, String)> {
    let [action, kind, name, value, condition, note] = fields;
    let fault = |field: usize, what: String, cure: &str| Err((field, what, cure.to_string()));
    let Some(action) = Action::parse(action) else {
        return fault(0, unknown("action", action), "write merge, split, retype, rename, block or keep");
    };
    let Some(kind) = Kind::parse(kind) else {
        return fault(1, unknown("kind", kind), "write official, body, place, project or byline");
    };
    if name.is_empty() {
        return fault(2, "the name is empty".into(), "write the name as the graph shows it");
    }
    if name == value {
        return fault(3, format!("`{value}` is the same name again"), "write the other name");
    }
    let condition = match Condition::parse(condition) {
        Ok(condition) => condition,
        Err((what, cure)) => return Err((4, what, cure)),
    };
    match action {
        Action::Merge | Action::Rename if value.is_empty() => {
            return fault(
                3,
                format!("{} needs a second name", action.name()),
                "write it in the column `value`",
            );
        }
        Action::Retype if Kind::parse(value).is_none_or(|other| other == kind) => {
            let what = format!("`{value}` is not another kind");
            return fault(3, what, "write official, body, place, project or byline in the column `value`");
        }
        Action::Split if !value.is_empty() && condition.is_empty() => {
            let cure =
                "say which mentions are the other one (document=, post=, place=, …), or leave the value out";
            return fault(4, "a split that takes every mention".into(), cure);
        }
        Action::Block | Action::Keep if !value.is_empty() => {
            return fault(3, format!("{} takes no value", action.name()), "leave the column `value` empty");
        }
        _ => {}
    }
    let owned = |text: &str| text.to_string();
    Ok(Decision {
        action,
        kind,
        name: owned(name),
        value: owned(value),
        condition,
        note: owned(note),
        file: String::new(),
        line: 0,
    })
}

fn unknown(what: &str, word: &str) -> String {
    if word.is_empty() { format!("the {what} is missing") } else { format!("unknown {what} `{word}`") }
}
