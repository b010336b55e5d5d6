//! Who and what appears with both of two entities.

use serde::Serialize;

use super::question::Detail;
use super::shown::Entity;
use crate::graph::{Graph, Relation};
use crate::kind::Kind;

/// The companions two entities share.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Common {
    /// The one entity.
    pub a: Option<Entity>,
    /// The other entity.
    pub b: Option<Entity>,
    /// Shared companions; first those whose weaker link is strongest.
    pub rows: Vec<CommonRow>,
    /// Companions left out.
    pub more: usize,
}

/// One shared companion.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CommonRow {
    /// Who or what it is.
    #[serde(flatten)]
    pub entity: Entity,
    /// Units it shares with the one.
    pub count_a: u32,
    /// Units it shares with the other.
    pub count_b: u32,
    /// The weight of the weaker of the two links.
    pub weight: f64,
}

pub(super) fn common(graph: &Graph, (a, b): (usize, usize), kind: Option<Kind>, detail: Detail) -> Common {
    let of = |at: usize| {
        let links = graph.links_of(at).into_iter();
        links.filter(|(_, link)| link.relation == Relation::CoMention).collect::<Vec<_>>()
    };
    let (of_a, of_b) = (of(a), of(b));
    let mut shared: Vec<(usize, u32, u32, f64)> = Vec::new();
    for (at, link) in of_a {
        let Ok(other) = of_b.binary_search_by_key(&at, |(other, _)| *other) else { continue };
        let fits = graph.node(at).is_some_and(|node| kind.is_none_or(|kind| kind == node.key.kind));
        if fits {
            let (scope, other) = (graph.meta.scope, of_b[other].1);
            shared.push((at, link.count(scope), other.count(scope), link.weight.min(other.weight)));
        }
    }
    shared
        .sort_by(|x, y| y.3.total_cmp(&x.3).then_with(|| (y.1 + y.2).cmp(&(x.1 + x.2))).then(x.0.cmp(&y.0)));
    let more = shared.len().saturating_sub(detail.limit);
    let rows = shared.into_iter().take(detail.limit).filter_map(|(at, count_a, count_b, weight)| {
        Some(CommonRow { entity: Entity::at(graph, at)?, count_a, count_b, weight })
    });
    Common { a: Entity::at(graph, a), b: Entity::at(graph, b), rows: rows.collect(), more }
}
