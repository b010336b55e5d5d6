//! Nodes and links as they stand in our JSON.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::graph::{
    Alias, Association, Counts, Day, Evidence, Key, Link, Node, NodeDay, Relation, Role, Value,
};
use crate::kind::Kind;
use crate::text::Date;

/// A node on its way out.
#[derive(Serialize)]
pub(super) struct NodeOut<'a> {
    #[serde(flatten)]
    node: &'a Node,
    #[serde(skip_serializing_if = "Option::is_none")]
    first: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    last: Option<Date>,
}

impl<'a> From<&'a Node> for NodeOut<'a> {
    fn from(node: &'a Node) -> Self {
        NodeOut { node, first: node.first(), last: node.last() }
    }
}

/// A link on its way out; a post has no counts and measures to show. What `line.rs` is held to.
#[cfg(test)]
#[derive(Serialize)]
pub(super) struct LinkOut<'a> {
    source: usize,
    target: usize,
    relation: Relation,
    #[serde(flatten)]
    counts: Option<Counts>,
    weight: f64,
    #[serde(flatten)]
    association: Option<Association>,
    #[serde(skip_serializing_if = "Option::is_none")]
    first: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    last: Option<Date>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    days: &'a [Day],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    evidence: &'a [Evidence],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    roles: &'a [Role],
}

#[cfg(test)]
impl<'a> From<(usize, usize, &'a Link)> for LinkOut<'a> {
    fn from((source, target, link): (usize, usize, &'a Link)) -> Self {
        let counted = link.relation == Relation::CoMention;
        LinkOut {
            source,
            target,
            relation: link.relation,
            counts: counted.then_some(link.counts),
            weight: link.weight,
            association: counted.then_some(link.association),
            first: link.first(),
            last: link.last(),
            days: &link.days,
            evidence: &link.evidence,
            roles: &link.roles,
        }
    }
}

/// A node on its way in: spelt out, since serde buffers what is flattened.
#[derive(Deserialize)]
pub(super) struct NodeIn {
    kind: Kind,
    name: String,
    #[serde(default)]
    home: Option<String>,
    label: String,
    #[serde(default)]
    aliases: Vec<Alias>,
    mentions: u32,
    documents: u32,
    sentences: u32,
    paragraphs: u32,
    articles: u32,
    #[serde(default)]
    days: Vec<NodeDay>,
    #[serde(default)]
    roles: Vec<Role>,
    #[serde(default)]
    evidence: Vec<Evidence>,
    #[serde(default)]
    attributes: BTreeMap<String, Value>,
}

impl NodeIn {
    pub(super) fn passages(&self) -> impl Iterator<Item = u32> {
        passages(&self.evidence, &self.roles)
    }
}

impl From<NodeIn> for Node {
    fn from(node: NodeIn) -> Self {
        let NodeIn { sentences, paragraphs, articles, .. } = node;
        Node {
            key: Key::new(node.kind, node.name).of(node.home),
            label: node.label,
            aliases: node.aliases,
            mentions: node.mentions,
            documents: node.documents,
            counts: Counts { sentences, paragraphs, articles },
            days: node.days,
            roles: node.roles,
            evidence: node.evidence,
            attributes: node.attributes,
        }
    }
}

/// A link on its way in: spelt out, since serde buffers what is flattened.
#[derive(Deserialize)]
pub(super) struct LinkIn {
    pub(super) source: u32,
    pub(super) target: u32,
    relation: Relation,
    #[serde(default)]
    sentences: u32,
    #[serde(default)]
    paragraphs: u32,
    #[serde(default)]
    articles: u32,
    weight: f64,
    #[serde(default)]
    npmi: f64,
    #[serde(default)]
    g2: f64,
    #[serde(default)]
    jaccard: f64,
    #[serde(default)]
    p: f64,
    #[serde(default)]
    days: Vec<Day>,
    #[serde(default)]
    evidence: Vec<Evidence>,
    #[serde(default)]
    roles: Vec<Role>,
}

impl LinkIn {
    pub(super) fn passages(&self) -> impl Iterator<Item = u32> {
        passages(&self.evidence, &self.roles)
    }
}

impl From<LinkIn> for Link {
    fn from(link: LinkIn) -> Self {
        let LinkIn { sentences, paragraphs, articles, npmi, g2, jaccard, p, .. } = link;
        Link {
            relation: link.relation,
            counts: Counts { sentences, paragraphs, articles },
            weight: link.weight,
            association: Association { npmi, g2, jaccard, p },
            days: link.days,
            evidence: link.evidence,
            roles: link.roles,
        }
    }
}

fn passages<'a>(evidence: &'a [Evidence], roles: &'a [Role]) -> impl Iterator<Item = u32> + 'a {
    let of_roles = roles.iter().filter_map(|role| role.evidence.as_ref());
    evidence.iter().chain(of_roles).flat_map(|evidence| evidence.passages())
}
