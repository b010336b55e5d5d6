//! Smaller graphs from a graph: each function gives a new one and changes nothing.
//!
//! Counts, weights and measures of what stays are those of the whole graph, except in [`Graph::window`], which counts
//! anew. Functions that drop links also drop the nodes that lose their last link by it; those that had
//! none before stay. Post links are not counted, so no count or weight drops them.

use super::fixed::six_decimals;
use super::{Counts, Day, Graph, Link, Node, NodeDay, Relation, Role, Weight, finish, post};
use crate::kind::Kind;
use crate::text::Date;

mod around;
mod keep;
mod part;
mod shown;
#[cfg(test)]
mod tests;

use keep::{Lonely, keep};
pub(crate) use part::foremost;
pub(crate) use shown::shown;

/// Every way to prune, applied in the order of the fields.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pruning {
    /// The first day to count.
    pub since: Option<Date>,
    /// The last day to count.
    pub until: Option<Date>,
    /// Relations to keep; empty keeps all.
    pub relations: Vec<Relation>,
    /// Kinds to keep; empty keeps all.
    pub kinds: Vec<Kind>,
    /// Two kinds between which links are kept.
    pub between: Option<(Kind, Kind)>,
    /// The least count of a co-mention; 0 keeps all.
    pub min_count: u32,
    /// Least weights of a co-mention.
    pub min_weights: Vec<(Weight, f64)>,
    /// The significance level of the backbone.
    pub backbone: Option<f64>,
    /// The number of strongest nodes to keep.
    pub top: Option<usize>,
}

impl Pruning {
    /// The graph with everything asked for left out.
    pub fn apply(&self, graph: &Graph) -> Graph {
        let mut pruned = graph.window(self.since, self.until);
        if !self.relations.is_empty() {
            pruned = relations(&pruned, &self.relations);
        }
        if !self.kinds.is_empty() {
            pruned = kinds(&pruned, &self.kinds);
        }
        if let Some((a, b)) = self.between {
            pruned = between(&pruned, a, b);
        }
        if self.min_count > 0 {
            pruned = min_count(&pruned, self.min_count);
        }
        for &(weight, least) in &self.min_weights {
            pruned = min_weight(&pruned, weight, least);
        }
        if let Some(alpha) = self.backbone {
            pruned = backbone(&pruned, alpha);
        }
        match self.top {
            Some(most) => pruned.top(most),
            None => pruned,
        }
    }
}

/// Co-mentions of at least so many units, at the graph's scope.
fn min_count(graph: &Graph, least: u32) -> Graph {
    co_mentions(graph, |link| link.counts.at(graph.meta.scope) >= least)
}

/// Co-mentions of at least a weight; of at most it for p-values, where less is more.
fn min_weight(graph: &Graph, weight: Weight, least: f64) -> Graph {
    co_mentions(graph, |link| {
        let value = weight.of(link, graph.meta.scope);
        if weight == Weight::P { value <= least } else { value >= least }
    })
}

/// The backbone: co-mentions whose disparity-filter p-value is below `alpha`.
fn backbone(graph: &Graph, alpha: f64) -> Graph {
    co_mentions(graph, |link| link.association.p < alpha)
}

fn co_mentions(graph: &Graph, wanted: impl Fn(&Link) -> bool) -> Graph {
    let link =
        |_, _, link: &Link| (link.relation != Relation::CoMention || wanted(link)).then(|| link.clone());
    keep(graph, |_, node| Some(node.clone()), link, Lonely::Drop)
}

/// Links of some relations.
fn relations(graph: &Graph, wanted: &[Relation]) -> Graph {
    let link = |_, _, link: &Link| wanted.contains(&link.relation).then(|| link.clone());
    keep(graph, |_, node| Some(node.clone()), link, Lonely::Drop)
}

/// Nodes of some kinds, and the links among them.
fn kinds(graph: &Graph, wanted: &[Kind]) -> Graph {
    let node = |_, node: &Node| wanted.contains(&node.key.kind).then(|| node.clone());
    keep(graph, node, |_, _, link| Some(link.clone()), Lonely::Stay)
}

/// Links between two kinds: the two-mode network, say of officials and projects.
fn between(graph: &Graph, a: Kind, b: Kind) -> Graph {
    let kind = |at: usize| graph.node(at).map(|node| node.key.kind);
    let node = |_, node: &Node| [a, b].contains(&node.key.kind).then(|| node.clone());
    let link = |from, to, link: &Link| {
        let ends = (kind(from), kind(to));
        (ends == (Some(a), Some(b)) || ends == (Some(b), Some(a))).then(|| link.clone())
    };
    keep(graph, node, link, Lonely::Drop)
}

impl Graph {
    /// Returns the strongest nodes and the links among them: by summed weight of co-mentions, then by mentions, then by order.
    pub fn top(&self, most: usize) -> Graph {
        let mut strengths = vec![0.0; self.net.node_count()];
        for (a, b, link) in self.links().filter(|(_, _, link)| link.relation == Relation::CoMention) {
            strengths[a] += link.weight;
            strengths[b] += link.weight;
        }
        let mentions: Vec<u32> = self.nodes().map(|node| node.mentions).collect();
        let mut order: Vec<usize> = (0..strengths.len()).collect();
        order.sort_by(|&a, &b| {
            strengths[b].total_cmp(&strengths[a]).then(mentions[b].cmp(&mentions[a])).then(a.cmp(&b))
        });
        let mut wanted = vec![false; order.len()];
        order.into_iter().take(most).for_each(|at| wanted[at] = true);
        let node = |at: usize, node: &Node| wanted[at].then(|| node.clone());
        keep(self, node, |_, _, link| Some(link.clone()), Lonely::Stay)
    }

    /// Returns what was counted from `since` to `until`, both included; without either, the graph as it is.
    ///
    /// Counts, weights and measures are those of the days between. What has no date is left out, since nobody
    /// knows whether it belongs there. Posts stay if the days they were stated reach into the window; passages
    /// stay if their day lies in it, so that a link may be left with fewer than it had, or none.
    pub fn window(&self, since: Option<Date>, until: Option<Date>) -> Graph {
        if since.is_none() && until.is_none() {
            return self.clone();
        }
        let window = Window { graph: self, since, until };
        let node = |_, node: &Node| window.node(node);
        let link = |_, _, link: &Link| window.link(link);
        let mut pruned = keep(self, node, link, Lonely::Stay);
        let days = self.meta.days.iter().filter(|day| window.holds(day.date));
        pruned.meta.days = days.copied().collect();
        pruned.meta.units = Counts::default();
        for day in &pruned.meta.days {
            pruned.meta.units += day.counts;
        }
        pruned.meta.mentions.clear();
        for node in pruned.net.node_weights() {
            *pruned.meta.mentions.entry(node.key.kind).or_default() += u64::from(node.mentions);
        }
        finish::associate(&mut pruned.net, &pruned.meta);
        pruned
    }
}

struct Window<'a> {
    graph: &'a Graph,
    since: Option<Date>,
    until: Option<Date>,
}

impl Window<'_> {
    fn holds(&self, date: Date) -> bool {
        self.since.is_none_or(|since| since <= date) && self.until.is_none_or(|until| date <= until)
    }

    fn node(&self, node: &Node) -> Option<Node> {
        let mut node = node.clone();
        let all = node.documents;
        node.days.retain(|day| self.holds(day.date));
        let sum = |of: fn(&NodeDay) -> u32| node.days.iter().map(of).fold(0, u32::saturating_add);
        // A document whose articles tell of several days is counted on each of them.
        (node.mentions, node.documents) = (sum(|day| day.mentions), sum(|day| day.documents).min(all));
        node.counts = Counts::default();
        for day in &node.days {
            node.counts += day.counts;
        }
        self.evidence(&mut node.evidence);
        self.roles(&mut node.roles);
        (!node.days.is_empty()).then_some(node)
    }

    fn link(&self, link: &Link) -> Option<Link> {
        let mut link = link.clone();
        self.roles(&mut link.roles);
        if link.relation == Relation::Post {
            return (!link.roles.is_empty()).then(|| post::post(link.roles));
        }
        link.days.retain(|day| self.holds(day.date));
        link.counts = Counts::default();
        for day in &link.days {
            link.counts += day.counts;
        }
        link.weight = six_decimals(link.days.iter().map(|day: &Day| day.weight).sum());
        self.evidence(&mut link.evidence);
        (link.counts.at(self.graph.meta.scope) > 0).then_some(link)
    }

    fn roles(&self, roles: &mut Vec<Role>) {
        roles.retain_mut(|role| {
            role.evidence = role.evidence.filter(|evidence| self.shows(evidence));
            let (Some(first), Some(last)) = (role.first, role.last) else { return false };
            self.since.is_none_or(|since| since <= last) && self.until.is_none_or(|until| first <= until)
        });
    }

    fn evidence(&self, evidence: &mut Vec<super::Evidence>) {
        evidence.retain(|evidence| self.shows(evidence));
    }

    fn shows(&self, evidence: &super::Evidence) -> bool {
        let date = self.graph.passage(evidence.first).and_then(|(passage, document)| {
            let article = document.articles.get(passage.article as usize);
            article.and_then(|article| article.date).or(document.info.date)
        });
        date.is_some_and(|date| self.holds(date))
    }
}
