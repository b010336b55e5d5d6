//! A node: one entity with its names, roles and days.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Basis, Counts, Evidence, Key, PostState};
use crate::text::Date;

/// One entity of the graph.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Node {
    /// Kind and canonical name.
    #[serde(flatten)]
    pub key: Key,
    /// What is shown: the name, or the name told apart.
    pub label: String,
    /// Other ways it was written, most frequent first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<Alias>,
    /// Number of mentions.
    pub mentions: u32,
    /// Number of documents that name it.
    pub documents: u32,
    /// Sentences, paragraphs and articles that name it.
    #[serde(flatten)]
    pub counts: Counts,
    /// The same numbers by day, in order, where the day is known.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub days: Vec<NodeDay>,
    /// Posts it was seen to hold, most frequent first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<Role>,
    /// The best passages that name it, best first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Evidence>,
    /// Measures and whatever else was computed, by name.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub attributes: BTreeMap<String, Value>,
}

impl Node {
    /// The first day it was seen.
    pub fn first(&self) -> Option<Date> {
        self.days.first().map(|day| day.date)
    }

    /// The last day it was seen.
    pub fn last(&self) -> Option<Date> {
        self.days.last().map(|day| day.date)
    }
}

/// Another way an entity was written.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Alias {
    /// The name as written.
    pub name: String,
    /// Number of mentions written so.
    pub count: u32,
}

/// A post an official was seen to hold, to have held, or to be proposed for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Role {
    /// The post, body written out.
    pub text: String,
    /// Whether it is held; left out of JSON where it is.
    #[serde(default, skip_serializing_if = "PostState::is_held")]
    pub state: PostState,
    /// How it is known whose post it is, the surest way met; left out of JSON where the text states it.
    #[serde(default, skip_serializing_if = "Basis::is_stated")]
    pub basis: Basis,
    /// Number of mentions that state it.
    pub count: u32,
    /// The first day it was stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first: Option<Date>,
    /// The last day it was stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last: Option<Date>,
    /// The best passage that states it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Evidence>,
}

impl Role {
    /// The post with a mark where it is not held: `原莘县教育局局长`.
    pub fn label(&self) -> Cow<'_, str> {
        match self.state {
            PostState::Held => Cow::Borrowed(&self.text),
            state => Cow::Owned([state.mark(), &self.text].concat()),
        }
    }
}

/// What was counted for an entity on one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(from = "(Date, u32, u32, u32, u32, u32)", into = "(Date, u32, u32, u32, u32, u32)")]
pub struct NodeDay {
    /// The day articles tell of.
    pub date: Date,
    /// Number of mentions.
    pub mentions: u32,
    /// Number of documents.
    pub documents: u32,
    /// Sentences, paragraphs and articles.
    pub counts: Counts,
}

type NodeDayRow = (Date, u32, u32, u32, u32, u32);

impl From<NodeDayRow> for NodeDay {
    fn from((date, mentions, documents, sentences, paragraphs, articles): NodeDayRow) -> Self {
        NodeDay { date, mentions, documents, counts: Counts { sentences, paragraphs, articles } }
    }
}

impl From<NodeDay> for NodeDayRow {
    fn from(day: NodeDay) -> Self {
        let Counts { sentences, paragraphs, articles } = day.counts;
        (day.date, day.mentions, day.documents, sentences, paragraphs, articles)
    }
}

/// The value of a computed attribute; numbers are finite.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Value {
    /// A count or a group's number.
    Integer(i64),
    /// A measure.
    Number(f64),
    /// Words.
    Text(String),
}

impl Value {
    /// The value as a number, unless it is words.
    pub fn number(&self) -> Option<f64> {
        match self {
            Value::Integer(value) => Some(*value as f64),
            Value::Number(value) => Some(*value),
            Value::Text(_) => None,
        }
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Integer(value) => write!(f, "{value}"),
            Value::Number(value) => write!(f, "{value}"),
            Value::Text(value) => f.write_str(value),
        }
    }
}
