//! Serve room: the explorer and what it asks for, over HTTP, for a browser on this machine.
//!
//! Graphs too large for a page are served in parts, each written as our own JSON. Nothing is read from disk for a
//! request. What may be asked, and by whom, is in `guard.rs`; who may write holds the token.

use std::io;
use std::net::{SocketAddr, TcpListener};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};

use guanxi::export::page::{Asking, asking};
use guanxi::graph::Graph;

mod answers;
mod change;
mod connections;
mod guard;
mod parts;
#[cfg(test)]
mod tests;
mod way;

pub use change::Wish;
use connections::Connections;

/// Bytes of a request's body: a decision is a few names.
const MOST_BODY: usize = 16 * 1024;

/// Where decisions are made: checks one, builds everything again with it, and keeps it.
pub trait Desk: Send + Sync {
    /// The file decisions go to, as people know it.
    fn file(&self) -> String;
    /// The graph with the decision, and its line in the file; or what is wrong, in words.
    fn decide(&self, wish: &Wish, now: &Graph) -> Result<(Graph, usize), String>;
}

/// What every request may use.
struct Shared {
    graph: RwLock<Arc<Graph>>,
    desk: Option<Box<dyn Desk>>,
    /// One decision at a time.
    deciding: Mutex<()>,
    token: String,
    port: u16,
}

impl Shared {
    fn graph(&self) -> Arc<Graph> {
        // A graph is only ever replaced whole, so a writer that failed left nothing half done.
        Arc::clone(&self.graph.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn page(&self) -> Option<String> {
        let file = self.desk.as_ref().map(|desk| desk.file());
        asking(&Asking { whole: (&*self.graph()).into(), api: "/api", decisions: file.as_deref() })
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
    pub fn bind(graph: Graph, address: SocketAddr, desk: Option<Box<dyn Desk>>) -> io::Result<Server> {
        let listener = TcpListener::bind(address)?;
        let address = listener.local_addr()?;
        let shared = Shared {
            graph: RwLock::new(Arc::new(graph)),
            desk,
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
        .route("/api/decide", post(answers::decide))
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
