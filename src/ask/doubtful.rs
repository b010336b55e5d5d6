//! Roles to look over: those whose place is only surmised, and those that two people are said to hold.

use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;

use super::question::Detail;
use super::shown::{Entity, Post};
use crate::graph::{Basis, Graph, Node, PostState, Role};
use crate::kind::Kind;

/// A role, who is said to hold it, and why that is doubtful.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Doubtful {
    /// Who is said to hold it.
    pub entity: Entity,
    /// The role, with the passage that states it.
    pub post: Post,
    /// How its place is known: `page`, `source`, `home`, `tenure`; `name` where its holder's name is doubtful; surer
    /// where others are said to hold it too.
    pub basis: &'static str,
    /// Who else is said to hold it on the same days, or on days that are not known.
    pub others: Vec<String>,
}

/// The roles of a graph to be looked over, those of the most mentioned people first.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Doubts {
    /// The roles.
    pub rows: Vec<Doubtful>,
    /// Roles left out.
    pub more: usize,
}

impl Doubts {
    /// Lists the doubtful roles of a graph, the most consequential first.
    pub fn of(graph: &Graph, detail: Detail) -> Doubts {
        let mut holders: BTreeMap<&str, Vec<(usize, &Node, &Role)>> = BTreeMap::new();
        for (at, node) in graph.nodes().enumerate().filter(|(_, node)| node.key.kind == Kind::Official) {
            for role in node.roles.iter().filter(|role| role.state == PostState::Held) {
                holders.entry(&role.text).or_default().push((at, node, role));
            }
        }
        let mut found: Vec<(u32, &str, &Role, usize, Vec<String>)> = Vec::new();
        for (post, all) in &holders {
            for &(at, node, role) in all {
                let others: Vec<String> = all
                    .iter()
                    .filter(|(other, _, theirs)| is_single(post) && *other != at && overlap(role, theirs))
                    .map(|(_, other, _)| other.label.clone())
                    .collect();
                if !role.basis.is_sure() || !others.is_empty() {
                    found.push((node.mentions, &node.label, role, at, others));
                }
            }
        }
        found.sort_by(|a, b| {
            (b.4.len().min(1), b.0, a.1, &a.2.text).cmp(&(a.4.len().min(1), a.0, b.1, &b.2.text))
        });
        let more = found.len().saturating_sub(detail.limit);
        let rows = found.into_iter().take(detail.limit).filter_map(|(_, _, role, at, others)| {
            let basis = role.basis.name();
            Some(Doubtful { entity: Entity::at(graph, at)?, post: Post::of(graph, role), basis, others })
        });
        Doubts { rows: rows.collect(), more }
    }
}

/// Whether one person at a time holds a post: the head or secretary of a division, no deputy.
fn is_single(post: &str) -> bool {
    let ends = [
        "委书记",
        "县长",
        "区长",
        "市长",
        "镇长",
        "乡长",
        "旗长",
        "州长",
        "省长",
        "人大常委会主任",
        "政协主席",
    ];
    ends.iter().any(|end| post.ends_with(end)) && !post.contains("副") && !post.ends_with("纪委书记")
}

/// Whether two roles are stated for days that overlap; those without a day may be of any.
fn overlap(a: &Role, b: &Role) -> bool {
    match (a.first, a.last, b.first, b.last) {
        (Some(from), Some(to), Some(other), Some(until)) => from <= until && other <= to,
        _ => true,
    }
}

impl fmt::Display for Doubts {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        if self.rows.is_empty() {
            return writeln!(f, "no doubtful role");
        }
        for row in &self.rows {
            let why = if row.others.is_empty() && row.basis == Basis::Name.name() {
                "the name itself is doubtful".to_string()
            } else if row.others.is_empty() {
                format!("place known by the {} alone", row.basis)
            } else {
                format!("also said of {}", row.others.join("、"))
            };
            writeln!(f, "{}  {}  ({why}; {} mentions)", row.entity.name, row.post.text, row.entity.mentions)?;
            for quote in row.post.evidence.iter().flat_map(|shown| &shown.quotes) {
                writeln!(f, "    {}: {}", quote.document, quote.text)?;
            }
        }
        if self.more > 0 {
            writeln!(f, "and {} more; --limit 0 prints all", self.more)?;
        }
        Ok(())
    }
}
