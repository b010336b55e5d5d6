//! `guanxi serve`: the explorer in a browser on this machine, and decisions from it.

use std::collections::BTreeSet;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;

use crate::serve::{Desk, Made, Server, Shelf, Wish};
use anyhow::Result;
use clap::Args;
use guanxi::decisions::{Action, Decision, Decisions, Uses, row};
use guanxi::dictionary::{self, Dictionaries};
use guanxi::document::Failure;
use guanxi::export::{self, Format, page};
use guanxi::graph::{Graph, Options};
use guanxi::kind::Kind;
use guanxi::pipeline::{Pipeline, Settings, Watch, Window};

use super::complaint::{Complaint, say};
use super::decide::{append, note, only_one};
use super::made::{listed, made, take_back};
use super::output::Outputs;
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
            Some(Box::new(Deriver { graph: self.graph.clone(), decisions: self.file() }))
        } else if self.pages.is_empty() {
            None
        } else {
            Some(Box::new(self.desk(&graph)?))
        };
        if !page::is_embedded() {
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

    fn desk(&self, graph: &Graph) -> Result<Builder> {
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
            dictionaries: dictionary::load(&self.dictionaries)?,
            paths: self.dictionaries.clone(),
            named: self.decisions.clone(),
            decisions: self.file(),
            graph: self.graph.clone(),
        })
    }
}

/// Derives the graph again with one more decision.
struct Deriver {
    graph: PathBuf,
    decisions: PathBuf,
}

impl Desk for Deriver {
    fn file(&self) -> String {
        self.decisions.display().to_string()
    }

    fn decide(&self, wish: &Wish, now: &Graph) -> Result<(Graph, usize), String> {
        self.derived(wish, now).map_err(|error| error.to_string())
    }

    fn made(&self) -> Result<Vec<Made>, String> {
        listed(&self.decisions).map_err(|error| error.to_string())
    }

    fn undo(&self, made: &Made, now: &Graph) -> Result<Graph, String> {
        self.undone(made, now).map_err(|error| error.to_string())
    }
}

impl Deriver {
    fn undone(&self, wanted: &Made, now: &Graph) -> Result<Graph> {
        let file = self.file();
        take_back(&self.decisions, wanted, || {
            let mut archive = archive::open(&self.graph)?;
            let update = archive::update(&mut archive, &self.graph)?;
            let refused = |error| archive::refused(&self.graph, &error);
            let mut list = update.corrections().map_err(refused)?;
            list.retain(|decision| Made { line: wanted.line, ..made(decision) } != *wanted);
            // Lines below it move up.
            let below = list.iter_mut().filter(|one| one.file == file && one.line > wanted.line);
            below.for_each(|one| one.line -= 1);
            update.set_corrections(&list).and_then(|()| update.commit()).map_err(refused)?;
            Ok(())
        })?;
        say("undone", &format!("{} {} ({file}:{})", wanted.action, wanted.name, wanted.line));
        Ok(archive::derived(&self.graph, (Some(now.meta.scope), Window::default()), &[])?.0)
    }

    fn derived(&self, wish: &Wish, now: &Graph) -> Result<(Graph, usize)> {
        let decision = wished(wish)?;
        only_one(now, &decision, &self.graph)?;
        let before = archive::open(&self.graph)?.corrections()?.len();
        let asked = (Some(now.meta.scope), Window::default());
        let (graph, uses) = archive::derived(&self.graph, asked, std::slice::from_ref(&decision))?;
        if uses.of(before) == 0 {
            let cure = "write the name as the graph shows it";
            return Err(Complaint::new(format!("`{decision}` matches nothing"), self.file(), cure).into());
        }
        let noted = |line| note(&self.graph, &decision, (&self.file(), line));
        let (line, _) = append(&self.decisions, &decision, noted)?;
        say("decided", &format!("{decision} ({}:{line})", self.file()));
        Ok((graph, line))
    }
}

/// The decision that somebody wishes for.
fn wished(wish: &Wish) -> Result<Decision> {
    let unknown = |what: &str, word: &str| Complaint::new(format!("no such {what}: `{word}`"), "decide", "");
    let action = Action::parse(&wish.action).ok_or_else(|| unknown("action", &wish.action))?;
    let kind = Kind::parse(&wish.kind).ok_or_else(|| unknown("kind", &wish.kind))?;
    let decision = row(action, kind, [&wish.name, &wish.value, &wish.condition, &wish.note])
        .map_err(|(what, cure)| Complaint::new(what, "decide", cure))?;
    Ok(decision)
}

/// Builds the graph again with one more decision.
struct Builder {
    pages: Vec<PathBuf>,
    dictionaries: Dictionaries,
    paths: Vec<PathBuf>,
    /// The decisions file that was named, which then is the only one, as for a build.
    named: Option<PathBuf>,
    /// Where decisions go.
    decisions: PathBuf,
    graph: PathBuf,
}

impl Desk for Builder {
    fn file(&self) -> String {
        self.decisions.display().to_string()
    }

    fn decide(&self, wish: &Wish, now: &Graph) -> Result<(Graph, usize), String> {
        self.built(wish, now).map_err(|error| error.to_string())
    }

    fn made(&self) -> Result<Vec<Made>, String> {
        listed(&self.decisions).map_err(|error| error.to_string())
    }

    fn undo(&self, made: &Made, now: &Graph) -> Result<Graph, String> {
        self.undone(made, now).map_err(|error| error.to_string())
    }
}

impl Builder {
    fn built(&self, wish: &Wish, now: &Graph) -> Result<(Graph, usize)> {
        let decision = wished(wish)?;
        only_one(now, &decision, &self.graph)?;
        let own = self.decisions.display().to_string();
        let mut list = self.applied()?;
        list.push(decision.clone());
        let last = list.len() - 1;
        let (graph, uses) = self.with(list, now)?;
        if uses.of(last) == 0 {
            let cure = "write the name as the graph shows it";
            return Err(Complaint::new(format!("`{decision}` matches nothing"), own, cure).into());
        }
        // Kept only now that it is known to work.
        let (line, ()) = append(&self.decisions, &decision, |_| self.keep(&graph))?;
        say("decided", &format!("{decision} ({own}:{line})"));
        Ok((graph, line))
    }

    fn undone(&self, wanted: &Made, now: &Graph) -> Result<Graph> {
        let own = self.decisions.display().to_string();
        let mut list = self.applied()?;
        list.retain(|decision| decision.file != own || made(decision) != *wanted);
        let (graph, _) = self.with(list, now)?;
        take_back(&self.decisions, wanted, || self.keep(&graph))?;
        say("undone", &format!("{} {} ({own}:{})", wanted.action, wanted.name, wanted.line));
        Ok(graph)
    }

    /// The decisions of the files a build applies. One that was named may not be there yet.
    fn applied(&self) -> Result<Vec<Decision>> {
        Ok(match &self.named {
            Some(file) if !file.exists() => Vec::new(),
            named => decisions::load(named.as_deref(), &self.paths)?.list().to_vec(),
        })
    }

    /// Builds everything with these decisions.
    fn with(&self, list: Vec<Decision>, now: &Graph) -> Result<(Graph, Uses)> {
        let list = Decisions::new(list);
        let options = Options { scope: now.meta.scope, damping: now.meta.damping, ..Options::default() };
        let plan = guanxi_read::plan(&self.pages);
        let pipeline = Pipeline::new(&self.dictionaries, Settings::default());
        let (graph, summary) = pipeline.graph(&plan, &list, options, &mut Told)?;
        Ok((graph, summary.uses))
    }

    /// Writes the graph where it was read from.
    fn keep(&self, graph: &Graph) -> Result<()> {
        let folder = self.graph.parent().filter(|folder| !folder.as_os_str().is_empty());
        let name = self.graph.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let mut out = Outputs::in_folder(folder.unwrap_or(std::path::Path::new(".")))?;
        out.write(&name, |file| export::write(graph, Format::Json, &mut &mut *file))?;
        out.keep()?;
        Ok(())
    }
}

/// Tells what is skipped and shows no bar: nobody looks at the terminal.
struct Told;

impl Watch for Told {
    fn bytes(&mut self, _: usize, _: u64) {}

    fn failure(&mut self, failure: &Failure) {
        say("error", &Complaint::from(failure).to_string());
    }
}
