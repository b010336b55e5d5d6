//! Who and what appears with an entity, strongest first.

use std::cmp::Reverse;

use serde::Serialize;

use super::question::Detail;
use super::shown::{Entity, Shown};
use crate::graph::{Graph, Link, Relation};
use crate::kind::Kind;
use crate::text::Date;

/// The companions of an entity.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct With {
    /// The entity asked about.
    pub entity: Option<Entity>,
    /// Its companions, strongest first.
    pub rows: Vec<Companion>,
    /// Companions left out.
    pub more: usize,
}

/// One companion.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Companion {
    /// Who or what it is.
    #[serde(flatten)]
    pub entity: Entity,
    /// Units (articles, unless the graph says otherwise) that hold both.
    pub count: u32,
    /// The damped count.
    pub weight: f64,
    /// Normalised pointwise mutual information.
    pub npmi: f64,
    /// The first day they were together.
    pub together_first: Option<Date>,
    /// The last day they were together.
    pub together_last: Option<Date>,
    /// Posts the one holds in the other.
    pub posts: Vec<String>,
    /// The passages that show it.
    pub evidence: Vec<Shown>,
}

pub(super) fn with(graph: &Graph, at: usize, kind: Option<Kind>, detail: Detail) -> With {
    let mut links: Vec<(usize, Option<&Link>, Option<&Link>)> = Vec::new();
    for (other, link) in graph.links_of(at) {
        let kept = graph.node(other).is_some_and(|node| match kind {
            Some(kind) => kind == node.key.kind,
            None => Kind::SHOWN.contains(&node.key.kind),
        });
        if !kept {
            continue;
        }
        if links.last().is_none_or(|last| last.0 != other) {
            links.push((other, None, None));
        }
        if let Some(last) = links.last_mut() {
            match link.relation {
                Relation::CoMention => last.1 = Some(link),
                Relation::Post => last.2 = Some(link),
            }
        }
    }
    links.sort_by(|a, b| strength(b).total_cmp(&strength(a)).then_with(|| closeness(b).cmp(&closeness(a))));
    let more = links.len().saturating_sub(detail.limit);
    let rows = links.into_iter().take(detail.limit);
    let row = |(other, link, post): (usize, Option<&Link>, Option<&Link>)| {
        let either = link.or(post)?;
        Some(Companion {
            entity: Entity::at(graph, other)?,
            count: either.count(graph.meta.scope),
            weight: either.weight,
            npmi: either.association.npmi,
            together_first: either.first(),
            together_last: either.last(),
            posts: post.iter().flat_map(|post| &post.roles).map(|role| role.label().into_owned()).collect(),
            evidence: Shown::best(graph, &either.evidence, detail.evidence),
        })
    };
    With { entity: Entity::at(graph, at), rows: rows.filter_map(row).collect(), more }
}

fn strength((_, link, post): &(usize, Option<&Link>, Option<&Link>)) -> f64 {
    link.or(*post).map_or(0.0, |link| link.weight)
}

/// What breaks ties: the closer together, the stronger; then node order.
fn closeness((at, link, _): &(usize, Option<&Link>, Option<&Link>)) -> (u32, u32, u32, Reverse<usize>) {
    let counts = link.map(|link| link.counts).unwrap_or_default();
    (counts.sentences, counts.paragraphs, counts.articles, Reverse(*at))
}
