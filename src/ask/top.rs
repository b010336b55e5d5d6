//! Who and what is named most.

use std::cmp::Reverse;

use serde::Serialize;

use super::question::Detail;
use super::shown::Entity;
use crate::graph::Graph;
use crate::kind::Kind;

/// Entities by the number of articles that name them.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Top {
    /// The kind asked for.
    pub kind: Option<Kind>,
    /// Entities, most named first.
    pub rows: Vec<Entity>,
    /// Entities left out.
    pub more: usize,
}

pub(super) fn top(graph: &Graph, kind: Option<Kind>, detail: Detail) -> Top {
    let nodes = graph.nodes().enumerate().filter(|(_, node)| kind.is_none_or(|kind| kind == node.key.kind));
    let mut ranked: Vec<_> =
        nodes.map(|(at, node)| (Reverse((node.counts.articles, node.mentions)), at)).collect();
    ranked.sort_unstable();
    let more = ranked.len().saturating_sub(detail.limit);
    let rows = ranked.into_iter().take(detail.limit).filter_map(|(_, at)| Entity::at(graph, at)).collect();
    Top { kind, rows, more }
}
