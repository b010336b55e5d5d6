//! Entities and evidence as answers show them.

use serde::Serialize;

use crate::graph::{Evidence, Graph, Link, PostState, Relation, Role, Scope};
use crate::kind::Kind;
use crate::text::Date;

/// An entity in an answer.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Entity {
    /// Its id in files: `official:王建国`.
    pub id: String,
    /// Its kind.
    pub kind: Kind,
    /// Its name, told apart from namesakes.
    pub name: String,
    /// Number of mentions.
    pub mentions: u32,
    /// Number of articles that name it.
    pub articles: u32,
    /// The first day it was seen.
    pub first: Option<Date>,
    /// The last day it was seen.
    pub last: Option<Date>,
    /// Its posts, most often stated first.
    pub roles: Vec<String>,
}

impl Entity {
    pub(super) fn at(graph: &Graph, at: usize) -> Option<Self> {
        let node = graph.node(at)?;
        Some(Entity {
            id: node.key.id(),
            kind: node.key.kind,
            name: node.label.clone(),
            mentions: node.mentions,
            articles: node.counts.articles,
            first: node.first(),
            last: node.last(),
            roles: node.roles.iter().map(|role| role.label().into_owned()).collect(),
        })
    }
}

/// A post with the days it was seen and the passage that states it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Post {
    /// The post, body written out.
    pub text: String,
    /// Whether it is held; left out of JSON where it is.
    #[serde(skip_serializing_if = "PostState::is_held")]
    pub state: PostState,
    /// Number of mentions that state it.
    pub count: u32,
    /// The first day it was stated.
    pub first: Option<Date>,
    /// The last day it was stated.
    pub last: Option<Date>,
    /// The passage that states it.
    pub evidence: Option<Shown>,
}

impl Post {
    pub(super) fn of(graph: &Graph, role: &Role) -> Self {
        Post {
            text: role.label().into_owned(),
            state: role.state,
            count: role.count,
            first: role.first,
            last: role.last,
            evidence: role.evidence.and_then(|evidence| Shown::of(graph, &evidence)),
        }
    }
}

/// Evidence with its words.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Shown {
    /// The closest stretch of text that holds both.
    pub scope: Scope,
    /// One passage, or two where one does not hold both.
    pub quotes: Vec<Quote>,
}

/// A passage with its place.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Quote {
    /// The sentence.
    pub text: String,
    /// Id of its document.
    pub document: String,
    /// Title of its document.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Headline of its article.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub headline: Option<String>,
    /// The day its article tells of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// Where the document can be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// First offset in the raw document, in Unicode scalars.
    pub start: u32,
    /// Offset after the last, in Unicode scalars.
    pub end: u32,
}

impl Shown {
    pub(super) fn of(graph: &Graph, evidence: &Evidence) -> Option<Self> {
        let quotes: Vec<Quote> = evidence.passages().filter_map(|at| quote(graph, at)).collect();
        (!quotes.is_empty()).then_some(Shown { scope: evidence.scope, quotes })
    }

    /// The best few of a list.
    pub(super) fn best(graph: &Graph, evidence: &[Evidence], most: usize) -> Vec<Self> {
        evidence.iter().take(most).filter_map(|evidence| Shown::of(graph, evidence)).collect()
    }
}

fn quote(graph: &Graph, at: u32) -> Option<Quote> {
    let (passage, document) = graph.passage(at)?;
    let article = document.articles.get(passage.article as usize);
    Some(Quote {
        text: passage.text.clone(),
        document: document.info.id.clone(),
        title: document.info.title.clone(),
        headline: article.and_then(|article| article.headline.clone()),
        date: article.and_then(|article| article.date).or(document.info.date),
        url: document.info.url.clone(),
        start: passage.start,
        end: passage.end,
    })
}

/// The co-mention and the post that link two nodes, where there are.
pub(super) fn between(graph: &Graph, a: usize, b: usize) -> (Option<&Link>, Option<&Link>) {
    let links = graph.links_of(a);
    let mut found = links.into_iter().filter(|(other, _)| *other == b).map(|(_, link)| link);
    let mut pair = (None, None);
    for link in &mut found {
        match link.relation {
            Relation::CoMention => pair.0 = Some(link),
            Relation::Post => pair.1 = Some(link),
        }
    }
    pair
}
