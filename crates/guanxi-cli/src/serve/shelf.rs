//! What is asked of the archive itself: every passage of a name or of two, an article, words.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use guanxi::archive::{DoubtfulName, FoundPassage};
use guanxi::ask::{Detail, Doubts};
use guanxi::graph::Graph;
use serde::{Deserialize, Serialize};
use tokio::task::JoinError;

use super::Shared;
use super::answers::{refused, short};
use super::parts::position;

/// Passages of one answer.
pub(super) const MOST: usize = 50;

/// A name as the archive may have it: its kind, and all it goes by.
pub type Name = (String, Vec<String>);

/// Passages, and how many there are.
#[derive(Debug, Serialize)]
pub struct Found {
    /// Some of the passages.
    pub passages: Vec<FoundPassage>,
    /// All there are.
    pub all: usize,
}

/// Where an archive is read; errors are in words.
pub trait Shelf: Send + Sync {
    /// The passages of a name, or those of the articles that name two.
    fn naming(&self, name: &Name, with: Option<&Name>, from: usize, most: usize) -> Result<Found, String>;
    /// The passages of the article in which one starts.
    fn article(&self, document: &str, start: usize) -> Result<Found, String>;
    /// The passages that hold all words.
    fn said(&self, words: &str, most: usize) -> Result<Found, String>;
    /// Names and mentions that are not certain, the most consequential first.
    fn doubts(&self, most: usize) -> Result<Vec<DoubtfulName>, String>;
}

#[derive(Deserialize)]
pub(super) struct Naming {
    a: String,
    b: Option<String>,
    #[serde(default)]
    from: usize,
}

#[derive(Deserialize)]
pub(super) struct Place {
    document: String,
    start: usize,
}

#[derive(Deserialize)]
pub(super) struct Words {
    q: String,
}

/// Doubtful roles, and doubtful names, of one answer.
const MOST_DOUBTS: usize = 200;

/// What a reviewer looks over.
#[derive(Serialize)]
struct Doubtful {
    /// Roles of the graph.
    posts: Doubts,
    /// Names and mentions of the archive; none where there is no archive.
    names: Vec<DoubtfulName>,
}

pub(super) async fn doubts(State(shared): State<Arc<Shared>>) -> Response {
    let done = tokio::task::spawn_blocking(move || {
        let names = shared.shelf.as_ref().map_or(Ok(Vec::new()), |shelf| shelf.doubts(MOST_DOUBTS))?;
        let posts = Doubts::of(&shared.graph(), Detail { limit: MOST_DOUBTS, ..Detail::default() });
        Ok(Doubtful { posts, names })
    });
    answer(done.await)
}

/// What an entity may be called in the archive, which knows no decisions: its name, label and aliases.
fn name(graph: &Graph, id: &str) -> Option<Name> {
    let node = graph.node(position(graph, id)?)?;
    let mut names = vec![node.key.name.clone()];
    names.extend(node.aliases.iter().map(|alias| alias.name.clone()));
    Some((node.key.kind.name().to_owned(), names))
}

/// Asks the archive on a thread that may wait for the disk.
async fn asked(
    shared: Arc<Shared>,
    ask: impl FnOnce(&dyn Shelf) -> Result<Found, String> + Send + 'static,
) -> Response {
    if shared.shelf.is_none() {
        return refused(StatusCode::NOT_FOUND, "no archive is served: serve a guanxi.db");
    }
    let done = tokio::task::spawn_blocking(move || match &shared.shelf {
        Some(shelf) => ask(&**shelf),
        None => Err("no archive".to_owned()),
    });
    answer(done.await)
}

fn answer<T: Serialize>(done: Result<Result<T, String>, JoinError>) -> Response {
    match done {
        Ok(Ok(found)) => Json(found).into_response(),
        Ok(Err(reason)) => refused(StatusCode::INTERNAL_SERVER_ERROR, reason),
        Err(error) => refused(StatusCode::INTERNAL_SERVER_ERROR, error.to_string()),
    }
}

pub(super) async fn passages(State(shared): State<Arc<Shared>>, Query(of): Query<Naming>) -> Response {
    let graph = shared.graph();
    let first = name(&graph, &of.a);
    let second = of.b.as_deref().map(|id| name(&graph, id));
    match (first, second) {
        (Some(first), None) => asked(shared, move |shelf| shelf.naming(&first, None, of.from, MOST)).await,
        (Some(first), Some(Some(second))) => {
            asked(shared, move |shelf| shelf.naming(&first, Some(&second), of.from, MOST)).await
        }
        _ => refused(StatusCode::NOT_FOUND, "the graph has no such entity"),
    }
}

pub(super) async fn article(State(shared): State<Arc<Shared>>, Query(place): Query<Place>) -> Response {
    asked(shared, move |shelf| shelf.article(&place.document, place.start)).await
}

pub(super) async fn said(State(shared): State<Arc<Shared>>, Query(words): Query<Words>) -> Response {
    match short(&words.q).map(str::to_owned) {
        Ok(words) => asked(shared, move |shelf| shelf.said(&words, MOST)).await,
        Err(response) => *response,
    }
}
