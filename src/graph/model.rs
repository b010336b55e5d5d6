//! The graph itself: documents, passages, nodes and links.

use std::collections::BTreeMap;

use petgraph::graph::{NodeIndex, UnGraph};
use petgraph::visit::EdgeRef;
use serde::{Deserialize, Serialize};

use super::{Counts, Document, Documents, Key, Link, Node, Passage, Scope};
use crate::kind::Kind;
use crate::text::Date;

/// The network.
pub(crate) type Net = UnGraph<Node, Link>;

/// Who appears with whom, and the passages that show it.
///
/// Nodes stand by kind, then by name in code-point order; links by their ends, co-mentions before posts. A
/// link's first end stands before its second, so a post runs from the official to the body.
#[derive(Clone, Debug, Default)]
pub struct Graph {
    /// What was counted, and how.
    pub meta: Meta,
    /// Every document, in order of id.
    pub documents: Documents,
    /// The sentences evidence refers to, in order.
    pub passages: Vec<Passage>,
    /// Nodes and links: petgraph's undirected graph over ours.
    pub net: UnGraph<Node, Link>,
}

/// What was counted, and how.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meta {
    /// The stretch of text whose shared units make the weight.
    pub scope: Scope,
    /// Whether long lists were damped.
    pub damping: bool,
    /// Number of mentions by kind, bylines among them.
    #[serde(default)]
    pub mentions: BTreeMap<Kind, u64>,
    /// Sentences, paragraphs and articles that name an entity.
    #[serde(flatten)]
    pub units: Counts,
    /// The same numbers by day, in order, where known.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub days: Vec<UnitDay>,
}

/// Units that name an entity on one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "(Date, u32, u32, u32)", into = "(Date, u32, u32, u32)")]
pub struct UnitDay {
    /// The day articles tell of.
    pub date: Date,
    /// Sentences, paragraphs and articles.
    pub counts: Counts,
}

type UnitDayRow = (Date, u32, u32, u32);

impl From<UnitDayRow> for UnitDay {
    fn from((date, sentences, paragraphs, articles): UnitDayRow) -> Self {
        UnitDay { date, counts: Counts { sentences, paragraphs, articles } }
    }
}

impl From<UnitDay> for UnitDayRow {
    fn from(day: UnitDay) -> Self {
        (day.date, day.counts.sentences, day.counts.paragraphs, day.counts.articles)
    }
}

impl Graph {
    /// All nodes, in order.
    pub fn nodes(&self) -> impl ExactSizeIterator<Item = &Node> {
        self.net.raw_nodes().iter().map(|node| &node.weight)
    }

    /// All links with the positions of their ends, in order.
    pub fn links(&self) -> impl ExactSizeIterator<Item = (usize, usize, &Link)> {
        let edges = self.net.raw_edges().iter();
        edges.map(|edge| (edge.source().index(), edge.target().index(), &edge.weight))
    }

    /// The node at a position, if there is one.
    pub fn node(&self, at: usize) -> Option<&Node> {
        self.net.node_weight(NodeIndex::new(at))
    }

    /// The position of an entity.
    pub fn find(&self, key: &Key) -> Option<usize> {
        self.nodes().position(|node| node.key == *key)
    }

    /// The links of a node with the positions of their other ends, in order of position.
    pub fn links_of(&self, at: usize) -> Vec<(usize, &Link)> {
        let here = NodeIndex::new(at);
        if self.net.node_weight(here).is_none() {
            return Vec::new();
        }
        let edges = self.net.edges(here);
        let mut links: Vec<_> = edges.map(|edge| (edge.target().index(), edge.weight())).collect();
        links.sort_by_key(|(other, link)| (*other, link.relation));
        links
    }

    /// The passage at a position, with its document.
    pub fn passage(&self, at: u32) -> Option<(&Passage, Document)> {
        let passage = self.passages.get(at as usize)?;
        Some((passage, self.documents.get(passage.document as usize)?))
    }
}

impl PartialEq for Graph {
    fn eq(&self, other: &Self) -> bool {
        self.meta == other.meta
            && self.documents == other.documents
            && self.passages == other.passages
            && self.nodes().eq(other.nodes())
            && self.links().eq(other.links())
    }
}
