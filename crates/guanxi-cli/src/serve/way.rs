//! The strongest way between two entities, over the links that pass the filters of the page.

use std::collections::HashSet;

use petgraph::algo::astar;
use petgraph::graph::NodeIndex;
use petgraph::visit::{EdgeFiltered, EdgeRef};
use serde::Deserialize;

use super::parts::position;
use guanxi::document::Date;
use guanxi::graph::{Graph, Link, Node, Relation, Scope};
use guanxi::kind::Kind;

/// Two entities and the filters of the page, as it sends them. What is not sent does not filter.
#[derive(Debug, Deserialize)]
pub(super) struct Asked {
    from: String,
    to: String,
    /// Kinds and relations, each with commas between.
    kinds: Option<String>,
    relations: Option<String>,
    scope: Option<String>,
    weight: Option<f64>,
    count: Option<u32>,
    mentions: Option<u32>,
    since: Option<String>,
    until: Option<String>,
    /// Ids of entities, with line breaks between.
    hide: Option<String>,
}

/// The filters, read.
struct Filters<'a> {
    kinds: Vec<Kind>,
    relations: Vec<Relation>,
    scope: Scope,
    asked: &'a Asked,
    days: (Option<Date>, Option<Date>),
    hidden: HashSet<&'a str>,
}

/// The links of the strongest way with their ends, as a graph; without links where no way leads there.
pub(super) fn way(graph: &Graph, asked: &Asked) -> Option<Graph> {
    let (from, to) = (position(graph, &asked.from)?, position(graph, &asked.to)?);
    let filters = Filters::of(asked);
    let allowed: Vec<bool> = graph.nodes().map(|node| filters.allow(node)).collect();
    let passing = EdgeFiltered::from_fn(&graph.net, |edge| {
        let (a, b) = (edge.source().index(), edge.target().index());
        allowed[a] && allowed[b] && filters.weight(edge.weight()) > 0.0
    });
    let goal = NodeIndex::new(to);
    let length = |link: &Link| 1.0 / filters.weight(link);
    let found = astar(&passing, NodeIndex::new(from), |at| at == goal, |edge| length(edge.weight()), |_| 0.0);
    let mut links = Vec::new();
    for ends in found.map_or(Vec::new(), |(_, nodes)| nodes).windows(2) {
        links.extend(graph.net.edges_connecting(ends[0], ends[1]).map(|edge| edge.id().index()));
    }
    Some(graph.part(&[from, to], &links))
}

impl<'a> Filters<'a> {
    fn of(asked: &'a Asked) -> Self {
        let list = |text: &'a Option<String>| text.as_deref().map(|text| text.split(','));
        let day = |text: &Option<String>| text.as_deref().and_then(|text| text.parse().ok());
        Filters {
            kinds: list(&asked.kinds)
                .map_or(Kind::ALL.to_vec(), |list| list.filter_map(Kind::parse).collect()),
            relations: list(&asked.relations)
                .map_or(Relation::ALL.to_vec(), |list| list.filter_map(Relation::parse).collect()),
            scope: asked.scope.as_deref().and_then(Scope::parse).unwrap_or(Scope::Article),
            days: (day(&asked.since), day(&asked.until)),
            hidden: asked.hide.as_deref().unwrap_or_default().lines().collect(),
            asked,
        }
    }

    fn dated(&self) -> bool {
        self.days.0.is_some() || self.days.1.is_some()
    }

    fn within(&self, (first, last): (Date, Date)) -> bool {
        self.days.0.is_none_or(|since| since <= last) && self.days.1.is_none_or(|until| first <= until)
    }

    fn allow(&self, node: &Node) -> bool {
        let inside = node.days.iter().filter(|day| self.within((day.date, day.date)));
        let mentions = if self.dated() { inside.map(|day| day.mentions).sum() } else { node.mentions };
        self.kinds.contains(&node.key.kind)
            && mentions >= self.asked.mentions.unwrap_or(0)
            && !self.hidden.contains(node.key.id().as_str())
    }

    /// The weight of a link inside the days; 0 where it does not pass.
    fn weight(&self, link: &Link) -> f64 {
        if !self.relations.contains(&link.relation) {
            return 0.0;
        }
        let (mut weight, mut count) = (link.weight, link.count(self.scope));
        if self.dated() && link.relation == Relation::Post {
            let mut terms = link.roles.iter().filter_map(|role| role.first.zip(role.last));
            if !terms.any(|term| self.within(term)) {
                return 0.0;
            }
        } else if self.dated() {
            let days = || link.days.iter().filter(|day| self.within((day.date, day.date)));
            weight = days().map(|day| day.weight).sum();
            count = days().map(|day| day.counts.at(self.scope)).sum();
        }
        let passes = count >= self.asked.count.unwrap_or(1) && weight >= self.asked.weight.unwrap_or(0.0);
        if passes { weight } else { 0.0 }
    }
}
