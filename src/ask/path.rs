//! How two entities are connected: directly, and by the strongest path.

use std::ops::Add;

use petgraph::algo::astar;
use petgraph::graph::NodeIndex;
use serde::Serialize;

use super::question::Detail;
use super::shown::{Entity, Shown, between};
use crate::graph::{Graph, Link, Relation};

/// The connection of two entities.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Path {
    /// Where the path begins.
    pub from: Option<Entity>,
    /// Where it ends.
    pub to: Option<Entity>,
    /// Their own links, where they are linked.
    pub direct: Vec<Step>,
    /// The strongest path: the steps whose 1/weight add up to least; empty if none leads there.
    pub steps: Vec<Step>,
    /// The sum of 1/weight along it.
    pub distance: f64,
}

/// One link on the way.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Step {
    /// Where the step begins.
    pub from: Entity,
    /// Where it leads.
    pub to: Entity,
    /// What the link says.
    pub relation: Relation,
    /// Units that hold both, or mentions that state the post.
    pub count: u32,
    /// The weight of the link.
    pub weight: f64,
    /// The posts, on a link that says so.
    pub posts: Vec<String>,
    /// The passages that show it.
    pub evidence: Vec<Shown>,
}

/// Length of a path: by weight, then by steps.
///
/// A link is as long as 1/weight, by Newman, Phys. Rev. E 64, 016132 (2001): many strong steps may be
/// shorter than one weak one.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
struct Length(f64, u32);

impl Add for Length {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Length(self.0 + other.0, self.1 + other.1)
    }
}

pub(super) fn path(graph: &Graph, a: usize, b: usize, detail: Detail) -> Path {
    let (start, goal) = (NodeIndex::new(a), NodeIndex::new(b));
    let length = |link: &Link| if link.weight > 0.0 { 1.0 / link.weight } else { f64::MAX };
    let found = astar(
        &graph.net,
        start,
        |at| at == goal,
        |edge| Length(length(edge.weight()), 1),
        |_| Length::default(),
    );
    let (distance, nodes) = found.map_or((0.0, Vec::new()), |(length, nodes)| (length.0, nodes));
    let steps = nodes.windows(2).filter_map(|ends| {
        let (a, b) = (ends[0].index(), ends[1].index());
        let (together, post) = between(graph, a, b);
        let strongest = match (together, post) {
            (Some(together), Some(post)) if post.weight > together.weight => post,
            (together, post) => together.or(post)?,
        };
        step(graph, a, b, strongest, detail)
    });
    let steps = steps.collect();
    let (together, post) = if a == b { (None, None) } else { between(graph, a, b) };
    let direct = [together, post].into_iter().flatten().filter_map(|link| step(graph, a, b, link, detail));
    Path { from: Entity::at(graph, a), to: Entity::at(graph, b), direct: direct.collect(), steps, distance }
}

fn step(graph: &Graph, a: usize, b: usize, link: &Link, detail: Detail) -> Option<Step> {
    Some(Step {
        from: Entity::at(graph, a)?,
        to: Entity::at(graph, b)?,
        relation: link.relation,
        count: link.count(graph.meta.scope),
        weight: link.weight,
        posts: link.roles.iter().map(|role| role.label().into_owned()).collect(),
        evidence: Shown::best(graph, &link.evidence, detail.evidence),
    })
}
