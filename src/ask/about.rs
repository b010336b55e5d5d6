//! What is known of one entity.

use serde::Serialize;

use super::question::Detail;
use super::shown::{Entity, Post, Shown};
use super::with::{Companion, with};
use crate::graph::{Alias, Graph, Node, Role, Value};
use crate::kind::Kind;

/// Everything about an entity: names, posts, companions of each kind, passages.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct About {
    /// The entity asked about.
    pub entity: Option<Entity>,
    /// Number of documents that name it.
    pub documents: u32,
    /// Other ways it was written.
    pub aliases: Vec<Alias>,
    /// Its posts in the order they were first stated, those without a day last.
    pub posts: Vec<Post>,
    /// Its strongest companions of each kind.
    pub companions: Vec<(Kind, Vec<Companion>)>,
    /// Computed attributes.
    pub attributes: Vec<(String, Value)>,
    /// The best passages that name it.
    pub evidence: Vec<Shown>,
}

/// Companions shown of each kind.
const COMPANIONS: usize = 5;

pub(super) fn about(graph: &Graph, at: usize, detail: Detail) -> About {
    let few = Detail { limit: COMPANIONS.min(detail.limit), evidence: 0 };
    let companions = Kind::NODES.map(|kind| (kind, with(graph, at, Some(kind), few).rows));
    let Some(node) = graph.node(at) else {
        return About {
            entity: None,
            documents: 0,
            aliases: Vec::new(),
            posts: Vec::new(),
            companions: Vec::new(),
            attributes: Vec::new(),
            evidence: Vec::new(),
        };
    };
    About {
        entity: Entity::at(graph, at),
        documents: node.documents,
        aliases: node.aliases.clone(),
        posts: timeline(&node.roles).into_iter().map(|role| Post::of(graph, role)).collect(),
        companions: companions.into_iter().filter(|(_, rows)| !rows.is_empty()).collect(),
        attributes: computed(node),
        evidence: Shown::best(graph, &node.evidence, detail.evidence.max(1)),
    }
}

/// Measures and the like; a place in a picture says nothing.
fn computed(node: &Node) -> Vec<(String, Value)> {
    let told = node.attributes.iter().filter(|(name, _)| !matches!(name.as_str(), "x" | "y"));
    told.map(|(name, value)| (name.clone(), value.clone())).collect()
}

/// Posts as a career: the first day they were stated decides, then the last.
fn timeline(roles: &[Role]) -> Vec<&Role> {
    let mut roles: Vec<&Role> = roles.iter().collect();
    roles.sort_by_key(|role| (role.first.is_none(), role.first, role.last));
    roles
}
