//! Serve room: the explorer and what it asks for, over HTTP, for a browser on this machine.
//!
//! Graphs too large for a page are served in parts, each written as our own JSON. Only the archive is read for a request,
//! where the graph is of one (`shelf.rs`). What may be asked, and by whom, is in `guard.rs`; who may write holds the token.

use std::io;
use std::net::{SocketAddr, TcpListener};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};

use guanxi::graph::Graph;
use guanxi::internal::export::{Asking, asking, places};

mod answers;
mod change;
mod connections;
mod guard;
mod parts;
mod shelf;
#[cfg(test)]
mod tests;
mod way;

pub use change::{Made, Wish};
use connections::Connections;
pub use shelf::{Found, Name, Shelf};

/// Bytes of a request's body: a decision is a few names.
const MOST_BODY: usize = 16 * 1024;

/// Where decisions are made: checks one, builds everything again with it, and keeps it.
pub trait Desk: Send + Sync {
    /// The file decisions go to, as people know it.
    fn file(&self) -> String;
    /// The graph with the decision, and its line in the file; or what is wrong, in words.
    fn decide(&self, wish: &Wish, now: &Graph) -> Result<(Graph, usize), String>;
    /// The decisions of the file, in their order; or why it cannot be read.
    fn made(&self) -> Result<Vec<Made>, String>;
    /// Takes a line out of the file, if it still holds this decision; the graph without it.
    fn undo(&self, made: &Made, now: &Graph) -> Result<Graph, String>;
}

/// What stands behind a graph, where anything does: who decides, and the archive it is of.
pub type Behind = (Option<Box<dyn Desk>>, Option<Box<dyn Shelf>>);

/// A graph, and where those stand that the page draws at first.
struct Held {
    graph: Arc<Graph>,
    places: Vec<(usize, f64, f64)>,
}

impl Held {
    fn of(graph: Graph) -> Held {
        let places = places(&parts::overview(&graph));
        Held { graph: Arc::new(graph), places }
    }
}

/// What every request may use.
struct Shared {
    held: RwLock<Held>,
    desk: Option<Box<dyn Desk>>,
    shelf: Option<Box<dyn Shelf>>,
    /// One decision at a time.
    deciding: Mutex<()>,
    token: String,
    port: u16,
}

impl Shared {
    fn graph(&self) -> Arc<Graph> {
        // A graph is only ever replaced whole, so a writer that failed left nothing half done.
        Arc::clone(&self.held.read().unwrap_or_else(PoisonError::into_inner).graph)
    }

    fn put(&self, graph: Graph) {
        let held = Held::of(graph);
        *self.held.write().unwrap_or_else(PoisonError::into_inner) = held;
    }

    fn page(&self) -> Option<String> {
        let file = self.desk.as_ref().map(|desk| desk.file());
        let held = self.held.read().unwrap_or_else(PoisonError::into_inner);
        let (whole, archive) = ((&*held.graph).into(), self.shelf.is_some());
        asking(&Asking { whole, api: "/api", places: &held.places, archive, decisions: file.as_deref() })
    }
}

/// A graph at an address, ready to answer.
pub struct Server {
    listener: TcpListener,
    address: SocketAddr,
    shared: Arc<Shared>,
}

impl Server {
    /// Takes the address; port 0 for any that is free.
    pub fn bind(graph: Graph, address: SocketAddr, (desk, shelf): Behind) -> io::Result<Server> {
        let listener = TcpListener::bind(address)?;
        let address = listener.local_addr()?;
        let shared = Shared {
            held: RwLock::new(Held::of(graph)),
            desk,
            shelf,
            deciding: Mutex::new(()),
            token: token()?,
            port: address.port(),
        };
        Ok(Server { listener, address, shared: Arc::new(shared) })
    }

    /// Where it answers.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// What writes must carry; there is none where nothing can be written.
    pub fn token(&self) -> Option<&str> {
        self.shared.desk.as_ref().map(|_| self.shared.token.as_str())
    }

    /// Answers until the program ends.
    pub fn run(self) -> io::Result<()> {
        self.listener.set_nonblocking(true)?;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        runtime.block_on(async {
            let listener = tokio::net::TcpListener::from_std(self.listener)?;
            axum::serve(Connections::of(listener), router(self.shared)).await
        })
    }
}

fn router(shared: Arc<Shared>) -> Router {
    Router::new()
        .route("/", get(answers::page))
        .route("/api/graph", get(answers::graph))
        .route("/api/search", get(answers::search))
        .route("/api/entity", get(answers::entity))
        .route("/api/link", get(answers::link))
        .route("/api/kinds", get(answers::kinds))
        .route("/api/path", get(answers::path))
        .route("/api/ask", get(answers::ask))
        .route("/api/passages", get(shelf::passages))
        .route("/api/article", get(shelf::article))
        .route("/api/said", get(shelf::said))
        .route("/api/doubts", get(shelf::doubts))
        .route("/api/decisions", get(answers::decisions))
        .route("/api/decide", post(answers::decide))
        .route("/api/undo", post(answers::undo))
        .layer(DefaultBodyLimit::max(MOST_BODY))
        .layer(axum::middleware::from_fn_with_state(Arc::clone(&shared), guard::guard))
        .with_state(shared)
}

/// 128 bits nobody can guess, in hexadecimal.
fn token() -> io::Result<String> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(io::Error::other)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}
