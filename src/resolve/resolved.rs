//! What resolution hands to the graph: one document's entities, in passages.

use serde::{Deserialize, Serialize};

use super::Home;
use crate::kind::Kind;
use crate::recognise::PostState;
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
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Passage {
    /// Index of its article within the document.
    pub article: usize,
    /// Index of its paragraph within the document.
    pub paragraph: usize,
    /// First offset in the raw document, in Unicode scalars.
    pub start: usize,
    /// Offset after the last, in Unicode scalars.
    pub end: usize,
    /// The sentence as people read it, line wraps undone; a tab where another cell of a table's row begins.
    pub text: String,
}

impl Passage {
    /// Whether it is of a row of a table.
    pub(crate) fn is_row(&self) -> bool {
        self.text.contains('\t')
    }

    /// Returns the sentence without marks of cells.
    pub(crate) fn plain(text: String) -> String {
        if text.contains('\t') { text.trim_start().replace('\t', " ") } else { text }
    }
}

/// A post that a mention states, its body written out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatedRole {
    /// Canonical name: `莘县教育局局长`.
    pub name: String,
    /// Whether it is held, was held, or is proposed.
    pub state: PostState,
    /// How it is known of which body it is.
    pub basis: Basis,
}

/// How the place of a role is known, the surest first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Basis {
    /// The role names it.
    #[default]
    Stated,
    /// It is the last named in the same chain of posts and names.
    Chain,
    /// It is the one the story speaks of.
    Story,
    /// It is the one the page speaks of.
    Page,
    /// It is that of the source or title of the document.
    Source,
    /// It is the user's own, where the text tells of none.
    Home,
    /// A tenure table says who held the office.
    Tenure,
    /// The name of who holds it is itself doubtful.
    Name,
    /// Nobody tells; the role is left out of what is printed, unless a corpus of one county places it.
    Nowhere,
}

impl Basis {
    /// The word files and tables carry.
    pub fn name(self) -> &'static str {
        match self {
            Basis::Stated => "stated",
            Basis::Chain => "chain",
            Basis::Story => "story",
            Basis::Page => "page",
            Basis::Source => "source",
            Basis::Home => "home",
            Basis::Tenure => "tenure",
            Basis::Name => "name",
            Basis::Nowhere => "nowhere",
        }
    }

    /// Whether a role's place is known by its own words, its chain or its story, and by nothing weaker.
    pub fn is_sure(self) -> bool {
        self <= Basis::Story
    }

    /// Whether the role itself names its place; left out of JSON where it does.
    pub fn is_stated(&self) -> bool {
        *self == Basis::Stated
    }
}

impl StatedRole {
    /// Returns a role that is held.
    pub fn held(name: impl Into<String>) -> StatedRole {
        StatedRole { name: name.into(), state: PostState::Held, basis: Basis::Stated }
    }
}

impl Named {
    /// The names of the roles in one state whose places are known.
    pub fn roles_in(&self, state: PostState) -> impl Iterator<Item = &str> {
        self.told(state).map(|role| role.name.as_str())
    }

    /// The roles in one state whose places are known.
    pub fn told(&self, state: PostState) -> impl Iterator<Item = &StatedRole> {
        self.roles.iter().filter(move |role| role.state == state && role.basis != Basis::Nowhere)
    }
}

/// One mention with the entity it names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
    /// Roles stated at this mention.
    pub roles: Vec<StatedRole>,
    /// Where it belongs, so that namesakes are told apart.
    pub home: Home,
    /// The rule that made the mention.
    pub rule: crate::recognise::Rule,
    /// How probable the mention is under the model, in thousandths; 1000 for a user's word.
    pub probability: u16,
}

/// One story of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArticleInfo {
    /// The day it tells of, or that of its document.
    pub date: Option<Date>,
    /// Its headline, if one was found.
    pub headline: Option<String>,
    /// The jurisdiction it speaks for: `鼓楼区`.
    pub jurisdiction: Option<String>,
    /// Whether it is what stands around stories, and links nobody.
    pub furniture: bool,
}

/// A document with everything resolved inside it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
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
