//! Who held a post.

use serde::Serialize;

use super::shown::{Entity, Post};
use crate::graph::Graph;

/// Who held a post, by the first day it is stated.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Holders {
    /// The post as typed.
    pub post: String,
    /// Who held it.
    pub rows: Vec<Holder>,
}

/// One who held a post.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Holder {
    /// The official.
    #[serde(flatten)]
    pub entity: Entity,
    /// The post with its days.
    pub post: Post,
}

/// Who held a post of just this name; none where no role has it.
pub(super) fn holders(graph: &Graph, post: &str) -> Option<Holders> {
    let post = post.trim();
    let mut rows = Vec::new();
    for (at, node) in graph.nodes().enumerate() {
        let held = node.roles.iter().filter(|role| role.text == post);
        rows.extend(
            held.filter_map(|role| {
                Some(Holder { entity: Entity::at(graph, at)?, post: Post::of(graph, role) })
            }),
        );
    }
    rows.sort_by_key(|row| (row.post.first.is_none(), row.post.first, row.post.last));
    (!rows.is_empty()).then(|| Holders { post: post.to_owned(), rows })
}
