//! What resolution hands to the graph: one document's entities, in passages.

use serde::{Deserialize, Serialize};

use super::Home;
use crate::kind::Kind;
use crate::text::Date;

/// What is known of a document, without its text.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct DocumentInfo {
    /// Unique id: a path or a record's id.
    pub id: String,
    /// Title, if the record or the page tells one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Date of publication.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// Newspaper or website.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Where it can be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// A sentence that holds mentions, with its place in the raw document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Index of its article within the document.
    pub article: usize,
    /// Index of its paragraph within the document.
    pub paragraph: usize,
    /// First offset in the raw document, in Unicode scalars.
    pub start: usize,
    /// Offset after the last, in Unicode scalars.
    pub end: usize,
    /// The sentence as people read it, line wraps undone.
    pub text: String,
}

/// One mention with the entity it names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// First offset in the raw document, in Unicode scalars.
    pub start: usize,
    /// Offset after the last, in Unicode scalars.
    pub end: usize,
    /// Index into the document's passages.
    pub passage: usize,
    /// Kind of the entity.
    pub kind: Kind,
    /// Canonical name of the entity.
    pub entity: String,
    /// The name as written here, white space removed.
    pub surface: String,
    /// Canonical roles stated at this mention.
    pub roles: Vec<String>,
    /// Where it belongs, so that namesakes are told apart.
    pub home: Home,
    /// The rule that made the mention.
    pub rule: crate::recognise::Rule,
}

/// One story of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ArticleInfo {
    /// The day it tells of, or that of its document.
    pub date: Option<Date>,
    /// Its headline, if one was found.
    pub headline: Option<String>,
    /// The jurisdiction it speaks for: `鼓楼区`.
    pub jurisdiction: Option<String>,
}

/// A document with everything resolved inside it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Resolved {
    /// Id, title, date, source, url.
    pub info: DocumentInfo,
    /// Its stories, in order.
    pub articles: Vec<ArticleInfo>,
    /// Sentences that hold mentions, in order.
    pub passages: Vec<Passage>,
    /// Mentions in order of offset, bylines among them.
    pub mentions: Vec<Named>,
}
