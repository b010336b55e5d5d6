//! One function for each address.

use std::sync::{Arc, PoisonError};

use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{FromRequest, Query, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use tokio::task::JoinError;

use super::change::{Change, Made, Wish};
use super::connections::PATIENCE;
use super::way::{Asked, way};
use super::{Desk, Shared, parts};
use guanxi::ask::{Detail, ask_chinese};
use guanxi::export::{Format, write};
use guanxi::graph::Graph;
use guanxi::kind::Kind;

/// Letters of what is searched or asked.
const MOST_TYPED: usize = 200;

#[derive(Deserialize)]
pub(super) struct Typed {
    q: String,
}

#[derive(Deserialize)]
pub(super) struct One {
    id: String,
}

#[derive(Deserialize)]
pub(super) struct Kinds {
    rows: String,
    columns: String,
}

#[derive(Deserialize)]
pub(super) struct Two {
    a: String,
    b: String,
}

fn file(graph: &Graph, format: Format) -> Response {
    let mut out = Vec::new();
    match write(graph, format, &mut out) {
        Ok(()) => ([(header::CONTENT_TYPE, format.media_type())], out).into_response(),
        Err(error) => (StatusCode::INTERNAL_SERVER_ERROR, format!("{error}\n")).into_response(),
    }
}

pub(super) fn refused(status: StatusCode, reason: impl Into<String>) -> Response {
    (status, reason.into() + "\n").into_response()
}

/// A part of the graph, or that there is no such entity.
fn part(found: Option<Graph>) -> Response {
    match found {
        Some(graph) => file(&graph, Format::Json),
        None => refused(StatusCode::NOT_FOUND, "the graph has no such entity"),
    }
}

pub(super) async fn page(State(shared): State<Arc<Shared>>) -> Response {
    match shared.page() {
        Some(page) => Html(page).into_response(),
        // Without the explorer, the plain page: it is HTML, not of our JSON's media type.
        None => file(&shared.graph(), Format::Html),
    }
}

pub(super) async fn graph(State(shared): State<Arc<Shared>>) -> Response {
    file(&parts::overview(&shared.graph()), Format::Json)
}

pub(super) async fn search(State(shared): State<Arc<Shared>>, Query(typed): Query<Typed>) -> Response {
    match short(&typed.q) {
        Ok(text) => file(&parts::found(&shared.graph(), text), Format::Json),
        Err(response) => *response,
    }
}

pub(super) async fn entity(State(shared): State<Arc<Shared>>, Query(one): Query<One>) -> Response {
    part(parts::around(&shared.graph(), &one.id))
}

pub(super) async fn kinds(State(shared): State<Arc<Shared>>, Query(two): Query<Kinds>) -> Response {
    match (Kind::parse(&two.rows), Kind::parse(&two.columns)) {
        (Some(rows), Some(columns)) => file(&parts::kinds(&shared.graph(), rows, columns), Format::Json),
        _ => refused(StatusCode::BAD_REQUEST, "no such kind"),
    }
}

pub(super) async fn path(State(shared): State<Arc<Shared>>, Query(asked): Query<Asked>) -> Response {
    part(way(&shared.graph(), &asked))
}

pub(super) async fn link(State(shared): State<Arc<Shared>>, Query(two): Query<Two>) -> Response {
    part(parts::between(&shared.graph(), &two.a, &two.b))
}

/// A question in plain Chinese; the answer as `guanxi ask question --json` prints it.
pub(super) async fn ask(State(shared): State<Arc<Shared>>, Query(typed): Query<Typed>) -> Response {
    match short(&typed.q) {
        Ok(text) => Json(ask_chinese(&shared.graph(), text, Detail::default())).into_response(),
        Err(response) => *response,
    }
}

pub(super) fn short(text: &str) -> Result<&str, Box<Response>> {
    if text.chars().count() <= MOST_TYPED {
        return Ok(text);
    }
    let reason = format!("at most {MOST_TYPED} letters can be asked");
    Err(Box::new(refused(StatusCode::URI_TOO_LONG, reason)))
}

/// The decisions of the file; for whoever holds the token.
pub(super) async fn decisions(State(shared): State<Arc<Shared>>, headers: HeaderMap) -> Response {
    if let Some(refusal) = unwelcome(&shared, &headers) {
        return refusal;
    }
    let made =
        tokio::task::spawn_blocking(move || shared.desk.as_ref().map_or(Ok(Vec::new()), |desk| desk.made()));
    answer(made.await)
}

/// Makes a decision, for whoever holds the token.
pub(super) async fn decide(
    State(shared): State<Arc<Shared>>,
    headers: HeaderMap,
    request: Request,
) -> Response {
    wished(shared, headers, request, decided).await
}

/// Takes a decision back, for whoever holds the token.
pub(super) async fn undo(
    State(shared): State<Arc<Shared>>,
    headers: HeaderMap,
    request: Request,
) -> Response {
    wished(shared, headers, request, undone).await
}

/// Why somebody may not write.
fn unwelcome(shared: &Shared, headers: &HeaderMap) -> Option<Response> {
    if shared.desk.is_none() {
        let reason = "no pages were named to build again: serve with --pages";
        return Some(refused(StatusCode::NOT_FOUND, reason));
    }
    let told = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let known =
        told.and_then(|told| told.strip_prefix("Bearer ")).is_some_and(|told| same(told, &shared.token));
    (!known).then(|| refused(StatusCode::UNAUTHORIZED, "the token printed at start is needed"))
}

/// Reads what is wished for and does it.
async fn wished<T: DeserializeOwned + Send + 'static>(
    shared: Arc<Shared>,
    headers: HeaderMap,
    request: Request,
    run: fn(&Shared, &T) -> Result<Change, String>,
) -> Response {
    if let Some(refusal) = unwelcome(&shared, &headers) {
        return refusal;
    }
    let wish: Result<Json<T>, JsonRejection> =
        match tokio::time::timeout(PATIENCE, Json::from_request(request, &())).await {
            Ok(wish) => wish,
            Err(_) => return refused(StatusCode::REQUEST_TIMEOUT, "the request did not come to its end"),
        };
    let wish = match wish {
        Ok(Json(wish)) => wish,
        Err(rejection) => return refused(rejection.status(), rejection.body_text()),
    };
    // Building takes its time; other requests are answered meanwhile.
    answer(tokio::task::spawn_blocking(move || run(&shared, &wish)).await)
}

fn answer<T: Serialize>(done: Result<Result<T, String>, JoinError>) -> Response {
    match done {
        Ok(Ok(done)) => Json(done).into_response(),
        Ok(Err(reason)) => refused(StatusCode::UNPROCESSABLE_ENTITY, reason),
        Err(error) => refused(StatusCode::INTERNAL_SERVER_ERROR, error.to_string()),
    }
}

fn decided(shared: &Shared, wish: &Wish) -> Result<Change, String> {
    changed(shared, |desk, before| desk.decide(wish, before))
}

fn undone(shared: &Shared, made: &Made) -> Result<Change, String> {
    changed(shared, |desk, before| Ok((desk.undo(made, before)?, made.line)))
}

/// Puts a new graph in the place of the one before; what changed by it.
fn changed(
    shared: &Shared,
    make: impl FnOnce(&dyn Desk, &Graph) -> Result<(Graph, usize), String>,
) -> Result<Change, String> {
    let _turn = shared.deciding.lock().unwrap_or_else(PoisonError::into_inner);
    let desk = shared.desk.as_ref().ok_or("nothing can be decided here")?;
    let before = shared.graph();
    let (after, line) = make(&**desk, &before)?;
    let change = Change::between(&before, &after, desk.file(), line);
    shared.put(after);
    Ok(change)
}

/// Compares without telling by its time how much was right.
fn same(a: &str, b: &str) -> bool {
    let differences = a.bytes().zip(b.bytes()).fold(0, |sum, (a, b)| sum | (a ^ b));
    a.len() == b.len() && differences == 0
}
