//! `guanxi serve`: the explorer in a browser on this machine, and decisions from it.

use std::collections::BTreeSet;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;

use crate::serve::{Desk, Server, Shelf};
use anyhow::Result;
use clap::Args;
use guanxi::dictionary::Dictionaries;
use guanxi::graph::Graph;
use guanxi::internal::export::is_embedded;

use super::complaint::{Complaint, say};
use super::desk::{Builder, Corrector, Deriver, Way};
use super::search::archive_beside;
use super::shelf::Reader;
use super::wording::count;
use super::{Done, archive, decisions, graph_file};

const AFTER: &str = "\
Examples:
  guanxi serve
  guanxi serve -g graphs/graph.json --port 8080
  guanxi serve --pages archive/ -d my-district/

Of a guanxi.db, the page can merge, rename, retype and block: each decision becomes a
line of decisions.tsv, and the page shows what changed. Of a graph.json it can with
--pages, and everything is built again. For that the page needs the token printed at
start; the address has it.";

/// Texts that are looked at to see whether they are those of the graph.
const LOOKED_AT: usize = 200;

/// Look at a graph in the browser; for graphs of any size
#[derive(Debug, Args)]
#[command(after_help = AFTER)]
pub(super) struct Serve {
    /// The graph to look at
    #[arg(short, long, value_name = "FILE", default_value = "graphs/graph.json")]
    graph: PathBuf,

    /// Port; 0 for any that is free
    #[arg(short, long, default_value_t = 4270)]
    port: u16,

    /// Address to listen at; any but this machine's own lets others in
    #[arg(long, value_name = "IP", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    host: IpAddr,

    /// The texts the graph is built from, to build it again after a decision
    #[arg(long, value_name = "INPUT", num_args = 1..)]
    pages: Vec<PathBuf>,

    /// Dictionary file, or folder of them, as for `guanxi build`; may be given again
    #[arg(short, long, value_name = "DIR")]
    dictionaries: Vec<PathBuf>,

    /// The decisions file, which a build must be given, too; made where it is missing [default: decisions.tsv, beside
    /// those of the dictionary folders]
    #[arg(long, value_name = "FILE")]
    decisions: Option<PathBuf>,
}

impl Serve {
    pub(super) fn run(&self) -> Result<Done> {
        let graph = graph_file::read(&self.graph)?;
        let desk: Option<Box<dyn Desk>> = if archive::is_one(&self.graph) {
            Some(Box::new(self.corrector(Deriver { graph: self.graph.clone() })))
        } else if self.pages.is_empty() {
            None
        } else {
            Some(Box::new(self.corrector(self.builder(&graph)?)))
        };
        if !is_embedded() {
            say(
                "warning",
                "built without the explorer: a plain page is served; `make` builds the program with it",
            );
        }
        if !self.host.is_loopback() {
            say("warning", &format!("{} can be reached from other machines", self.host));
        }
        let size = [count(graph.nodes().len() as u64, "entity"), count(graph.links().len() as u64, "link")];
        let wanted = SocketAddr::new(self.host, self.port);
        let server = Server::bind(graph, wanted, (desk, self.shelf())).map_err(|error| {
            let cure = "another program has it: choose another with --port, or --port 0 for any";
            Complaint::new(format!("cannot listen: {error}"), wanted, cure)
        })?;
        let token = server.token().map_or(String::new(), |token| format!("#token={token}"));
        say("serving", &format!("{} of {}", size.join(", "), self.graph.display()));
        say("open", &format!("http://{}/{token}", server.address()));
        if let (Some(file), Some(_)) = (&self.decisions, server.token()) {
            let file = file.display();
            say("decisions", &format!("go to {file}: `guanxi build --decisions {file}` applies them"));
        }
        say("", "Ctrl-C ends it");
        server.run()?;
        Ok(Done::Whole)
    }

    /// Where decisions go.
    fn file(&self) -> PathBuf {
        self.decisions.clone().unwrap_or_else(|| decisions::NAME.into())
    }

    /// The archive that is served, or the one beside the graph.
    fn shelf(&self) -> Option<Box<dyn Shelf>> {
        let path = archive_beside(&self.graph);
        archive::is_one(&path).then(|| Box::new(Reader { path }) as Box<dyn Shelf>)
    }

    /// Refuses texts of another graph: the first decision would put theirs in its place.
    fn belongs(&self, plan: &guanxi_read::Plan, graph: &Graph) -> Result<()> {
        let last = |id: &str| id.rsplit('/').next().unwrap_or(id).to_owned();
        let known: BTreeSet<String> =
            (0..graph.documents.len()).map(|at| last(graph.documents.id(at))).collect();
        let mut some = plan.read().flatten().take(LOOKED_AT);
        if known.is_empty() || some.any(|document| known.contains(&last(&document.id))) {
            return Ok(());
        }
        let what = format!("none of these texts is in {}", self.graph.display());
        let place = self.pages.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(" ");
        Err(Complaint::new(what, place, "name the texts it was built from, or build it of these").into())
    }

    fn corrector<W: Way>(&self, way: W) -> Corrector<W> {
        Corrector { decisions: self.file(), graph: self.graph.clone(), way }
    }

    fn builder(&self, graph: &Graph) -> Result<Builder> {
        // What is missing is found before the first decision, not after it.
        let plan = guanxi_read::plan(&self.pages);
        if plan.is_empty() {
            let place =
                self.pages.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(" ");
            return Err(
                Complaint::new("nothing to read", place, "name the texts the graph was built from").into()
            );
        }
        self.belongs(&plan, graph)?;
        Ok(Builder {
            pages: self.pages.clone(),
            dictionaries: Dictionaries::load(&self.dictionaries)?,
            paths: self.dictionaries.clone(),
            named: self.decisions.clone(),
            graph: self.graph.clone(),
        })
    }
}
