//! The passages that show why a node or a link is there.

use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};

use super::Scope;
use crate::kind::Kind;
use crate::resolve::{ArticleInfo, DocumentInfo, Resolved};
use crate::text::Date;

/// A document the graph was built from, without its text.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Document {
    /// Id, title, date, source and address.
    #[serde(flatten)]
    pub info: DocumentInfo,
    /// Reporters and photographers of its bylines, as met.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reporters: Vec<String>,
    /// Its stories, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub articles: Vec<Article>,
}

/// What is known of one story.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Article {
    /// The day it tells of, or that of its document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// Its headline, if one was found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub headline: Option<String>,
    /// The jurisdiction it speaks for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub jurisdiction: Option<String>,
}

impl From<Resolved> for Document {
    fn from(found: Resolved) -> Self {
        let Resolved { info, articles, mentions, .. } = found;
        let mut reporters: Vec<String> = Vec::new();
        let mut known: FxHashSet<&str> = FxHashSet::default();
        let bylines = mentions.iter().filter(|named| named.kind == Kind::Byline);
        reporters.extend(bylines.map(|byline| &byline.entity).filter(|name| known.insert(name)).cloned());
        let article =
            |ArticleInfo { date, headline, jurisdiction, .. }| Article { date, headline, jurisdiction };
        Document { info, reporters, articles: articles.into_iter().map(article).collect() }
    }
}

/// A sentence kept because some evidence refers to it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Passage {
    /// Position of its document in the graph's table.
    pub document: u32,
    /// Position of its article within the document.
    pub article: u32,
    /// First offset in the raw document, in Unicode scalars.
    pub start: u32,
    /// Offset after the last, in Unicode scalars.
    pub end: u32,
    /// The sentence as people read it.
    pub text: String,
}

/// One sentence, or two, that show two entities together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(from = "Written", into = "Written")]
pub struct Evidence {
    /// The closest stretch of text that holds both.
    pub scope: Scope,
    /// Position of the passage in the graph's table.
    pub first: u32,
    /// The later passage, where one does not hold both.
    pub second: Option<u32>,
}

impl Evidence {
    /// Positions of its one or two passages, in text order.
    pub fn passages(&self) -> impl Iterator<Item = u32> + use<> {
        [Some(self.first), self.second].into_iter().flatten()
    }
}

/// Evidence as it stands in files: `["sentence",3]` or `["article",3,9]`.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Written {
    Two(Scope, u32, u32),
    One(Scope, u32),
}

impl From<Written> for Evidence {
    fn from(written: Written) -> Self {
        match written {
            Written::One(scope, first) => Evidence { scope, first, second: None },
            Written::Two(scope, first, second) => Evidence { scope, first, second: Some(second) },
        }
    }
}

impl From<Evidence> for Written {
    fn from(evidence: Evidence) -> Self {
        match evidence.second {
            None => Written::One(evidence.scope, evidence.first),
            Some(second) => Written::Two(evidence.scope, evidence.first, second),
        }
    }
}
