//! Decisions room: what people decided about entities, kept as lines of text and applied on every build.
//!
//! A decisions file is a table with tabs (`action kind name value where note`), one decision a line, `#` before
//! remarks. It is applied to resolved mentions before they are counted, from the top to the bottom; a decision
//! is undone by deleting its line. A line that no longer matches anything is told, not forgotten.

mod apply;
mod condition;
mod read;
#[cfg(test)]
mod tests;
mod write;

use std::fmt;

use rustc_hash::FxHashMap;

use crate::kind::{Kind, words};

pub use apply::Uses;
pub use condition::Condition;

/// What is done to the mentions of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Action {
    /// The name is another one's: both become one entity.
    Merge,
    /// Some mentions of the name are another entity.
    Split,
    /// The name is of another kind.
    Retype,
    /// The entity is shown under another name.
    Rename,
    /// The name is no entity at all.
    Block,
    /// The name is one entity as it stands: no later line and no rule changes it.
    Keep,
}

words!(Action: Merge "merge", Split "split", Retype "retype", Rename "rename", Block "block", Keep "keep");

/// One line of a decisions file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// What is done.
    pub action: Action,
    /// Kind of the entity it is done to.
    pub kind: Kind,
    /// Canonical name of the entity, or its label: `王伟（莘县）`.
    pub name: String,
    /// The other name or kind; empty where the action needs none.
    pub value: String,
    /// Where it holds; everywhere if nothing is told.
    pub condition: Condition,
    /// Free remark.
    pub note: String,
    /// File it came from.
    pub file: String,
    /// Line in that file.
    pub line: usize,
}

impl fmt::Display for Decision {
    /// `merge official 王卫 王伟`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {}", self.action.name(), self.kind, self.name)?;
        if !self.value.is_empty() {
            write!(f, " {}", self.value)?;
        }
        if !self.condition.is_empty() {
            write!(f, " where {}", self.condition)?;
        }
        Ok(())
    }
}

/// Every decision in the order it is applied, found by the name it is about.
#[derive(Clone, Debug, Default)]
pub struct Decisions {
    list: Vec<Decision>,
    by_name: [FxHashMap<String, Vec<u32>>; Kind::ALL.len()],
}

impl Decisions {
    /// Puts decisions in their order.
    pub fn new(list: Vec<Decision>) -> Decisions {
        let mut decisions = Decisions { list, ..Decisions::default() };
        for (at, decision) in decisions.list.iter().enumerate() {
            let names = &mut decisions.by_name[decision.kind as usize];
            names.entry(decision.name.clone()).or_default().push(at as u32);
            if let Some((name, _)) = labelled(decision.kind, &decision.name) {
                names.entry(name.to_string()).or_default().push(at as u32);
            }
        }
        decisions
    }

    /// The decisions, in the order they are applied.
    pub fn list(&self) -> &[Decision] {
        &self.list
    }

    /// Whether nothing was decided.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Returns the first merge that leads back to a name that was merged away above it, and the line above; by their positions.
    ///
    /// Merges that hold only somewhere are left out: what one of them sends away another may well bring back.
    pub fn circle(list: &[Decision]) -> Option<(usize, usize)> {
        let mut into: FxHashMap<(Kind, &str), (&str, usize)> = FxHashMap::default();
        for (at, merge) in list.iter().enumerate() {
            if merge.action != Action::Merge || !merge.condition.is_empty() {
                continue;
            }
            let name = merge.name.as_str();
            // Whoever follows the second name must not come to the first; chains have no circles, so they end.
            let mut end = merge.value.as_str();
            while let Some(&(next, line)) = into.get(&(merge.kind, end)) {
                if next == name {
                    return Some((at, line));
                }
                end = next;
            }
            into.entry((merge.kind, name)).or_insert((&merge.value, at));
        }
        None
    }
}

/// Name and home of a label: `王伟（莘县）`.
fn labelled(kind: Kind, name: &str) -> Option<(&str, &str)> {
    let inner = name.strip_suffix(['）', ')']).filter(|_| kind == Kind::Official)?;
    let at = inner.rfind(['（', '('])?;
    let (name, home) = (&inner[..at], inner[at..].trim_start_matches(['（', '(']));
    (!name.is_empty() && !home.is_empty()).then_some((name, home))
}
