//! What a reader wishes to change, and what came of it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use guanxi::graph::Graph;

/// A decision as the page sends it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wish {
    /// `merge`, `split`, `retype`, `rename`, `block` or `keep`.
    pub action: String,
    /// Kind of the entity.
    pub kind: String,
    /// Its name, or its label.
    pub name: String,
    /// The other name, or the kind.
    #[serde(default)]
    pub value: String,
    /// Where it holds: `document=a.txt`; everywhere if empty.
    #[serde(default)]
    pub condition: String,
    /// Why it was decided so.
    #[serde(default)]
    pub note: String,
}

/// A decision that was made, with its line in the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Made {
    /// The number of its line, from 1.
    pub line: usize,
    /// `merge`, `split`, `retype`, `rename`, `block` or `keep`.
    pub action: String,
    /// Kind of the name.
    pub kind: String,
    /// The name.
    pub name: String,
    /// The other name, or the kind.
    pub value: String,
    /// Where it holds.
    pub condition: String,
    /// Why it was decided so.
    pub note: String,
}

/// Names told of each sort; a merge may touch thousands.
const TOLD: usize = 200;

/// What a decision changed, as labels of entities.
#[derive(Debug, Serialize)]
pub(super) struct Change {
    pub(super) file: String,
    pub(super) line: usize,
    gone: Vec<String>,
    fresh: Vec<String>,
    altered: Vec<String>,
}

impl Change {
    pub(super) fn between(before: &Graph, after: &Graph, file: String, line: usize) -> Change {
        let (before, after) = (sizes(before), sizes(after));
        let missing = |from: &BTreeMap<String, Size>, other: &BTreeMap<String, Size>| {
            let keys = from.iter().filter(|(id, _)| !other.contains_key(*id));
            keys.map(|(_, size)| size.label.clone()).take(TOLD).collect()
        };
        let altered = after.iter().filter(|(id, size)| before.get(*id).is_some_and(|old| old != *size));
        Change {
            file,
            line,
            gone: missing(&before, &after),
            fresh: missing(&after, &before),
            altered: altered.map(|(_, size)| size.label.clone()).take(TOLD).collect(),
        }
    }
}

/// What is compared of an entity.
#[derive(PartialEq)]
struct Size {
    label: String,
    mentions: u32,
    links: usize,
}

fn sizes(graph: &Graph) -> BTreeMap<String, Size> {
    let mut links = vec![0; graph.nodes().len()];
    for (a, b, _) in graph.links() {
        links[a] += 1;
        links[b] += 1;
    }
    let nodes = graph.nodes().zip(links);
    nodes
        .map(|(node, links)| {
            (node.key.id(), Size { label: node.label.clone(), mentions: node.mentions, links })
        })
        .collect()
}
