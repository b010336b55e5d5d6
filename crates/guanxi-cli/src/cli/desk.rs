//! Decisions made from the page of `guanxi serve`: checked, tried, kept in the decisions file, and taken back.
//!
//! What is the same for every graph is in [`Corrector`]; a [`Way`] knows how one comes to be anew: derived from its archive, or
//! built again from the texts.

use std::path::{Path, PathBuf};

use anyhow::Result;
use guanxi::decisions::{Action, Decision, Decisions, Uses};
use guanxi::dictionary::Dictionaries;
use guanxi::document::Failure;
use guanxi::export::{self, Format};
use guanxi::graph::{Graph, Options};
use guanxi::kind::Kind;
use guanxi::pipeline::{Pipeline, Settings, Watch, Window};

use super::complaint::{Complaint, say};
use super::decide::{append, note, only_one};
use super::made::{listed, made, take_back};
use super::output::Outputs;
use super::{archive, decisions};
use crate::serve::{Desk, Made, Wish};

/// How a graph comes to be anew. `file` is the decisions file as people know it.
pub(super) trait Way: Send + Sync {
    /// The graph with one more decision, and how many mentions that matched.
    fn with(&self, decision: &Decision, now: &Graph) -> Result<(Graph, u64)>;
    /// Does with a decision that is in the file what else there is to do.
    fn keep(&self, graph: &Graph, decision: &Decision, at: (&str, usize)) -> Result<()>;
    /// Takes a line out of the decisions file; the graph without it.
    fn without(&self, wanted: &Made, decisions: &Path, now: &Graph) -> Result<Graph>;
}

/// Makes decisions and takes them back.
pub(super) struct Corrector<W> {
    /// Where decisions go.
    pub(super) decisions: PathBuf,
    /// The graph they are about.
    pub(super) graph: PathBuf,
    pub(super) way: W,
}

impl<W: Way> Corrector<W> {
    fn made_now(&self, wish: &Wish, now: &Graph) -> Result<(Graph, usize)> {
        let (decision, file) = (wished(wish)?, self.file());
        only_one(now, &decision, &self.graph)?;
        let (graph, uses) = self.way.with(&decision, now)?;
        if uses == 0 {
            let cure = "write the name as the graph shows it";
            return Err(Complaint::new(format!("`{decision}` matches nothing"), file, cure).into());
        }
        // Kept only now that it is known to work.
        let kept = |line| self.way.keep(&graph, &decision, (&file, line));
        let (line, ()) = append(&self.decisions, &decision, kept)?;
        say("decided", &format!("{decision} ({file}:{line})"));
        Ok((graph, line))
    }
}

impl<W: Way> Desk for Corrector<W> {
    fn file(&self) -> String {
        self.decisions.display().to_string()
    }

    fn decide(&self, wish: &Wish, now: &Graph) -> Result<(Graph, usize), String> {
        self.made_now(wish, now).map_err(|error| error.to_string())
    }

    fn made(&self) -> Result<Vec<Made>, String> {
        listed(&self.decisions).map_err(|error| error.to_string())
    }

    fn undo(&self, made: &Made, now: &Graph) -> Result<Graph, String> {
        let graph = self.way.without(made, &self.decisions, now).map_err(|error| error.to_string())?;
        say("undone", &format!("{} {} ({}:{})", made.action, made.name, self.file(), made.line));
        Ok(graph)
    }
}

/// The decision that somebody wishes for.
fn wished(wish: &Wish) -> Result<Decision> {
    let unknown = |what: &str, word: &str| Complaint::new(format!("no such {what}: `{word}`"), "decide", "");
    let action = Action::parse(&wish.action).ok_or_else(|| unknown("action", &wish.action))?;
    let kind = Kind::parse(&wish.kind).ok_or_else(|| unknown("kind", &wish.kind))?;
    let decision = Decision::new(action, kind, [&wish.name, &wish.value, &wish.condition, &wish.note])
        .map_err(|(what, cure)| Complaint::new(what, "decide", cure))?;
    Ok(decision)
}

/// Derives the graph of an archive again.
pub(super) struct Deriver {
    pub(super) graph: PathBuf,
}

impl Deriver {
    fn derived(&self, now: &Graph, more: &[Decision]) -> Result<(Graph, Uses)> {
        archive::derived(&self.graph, (Some(now.meta.scope), Window::default()), more)
    }
}

impl Way for Deriver {
    fn with(&self, decision: &Decision, now: &Graph) -> Result<(Graph, u64)> {
        let before = archive::open(&self.graph)?.corrections()?.len();
        let (graph, uses) = self.derived(now, std::slice::from_ref(decision))?;
        Ok((graph, uses.of(before)))
    }

    fn keep(&self, _: &Graph, decision: &Decision, at: (&str, usize)) -> Result<()> {
        note(&self.graph, decision, at).map(drop)
    }

    fn without(&self, wanted: &Made, decisions: &Path, now: &Graph) -> Result<Graph> {
        let file = decisions.display().to_string();
        take_back(decisions, wanted, || {
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
        Ok(self.derived(now, &[])?.0)
    }
}

/// Builds the graph again from its texts.
pub(super) struct Builder {
    pub(super) pages: Vec<PathBuf>,
    pub(super) dictionaries: Dictionaries,
    pub(super) paths: Vec<PathBuf>,
    /// The decisions file that was named, which then is the only one, as for a build.
    pub(super) named: Option<PathBuf>,
    pub(super) graph: PathBuf,
}

impl Way for Builder {
    fn with(&self, decision: &Decision, now: &Graph) -> Result<(Graph, u64)> {
        let mut list = self.applied()?;
        list.push(decision.clone());
        let last = list.len() - 1;
        let (graph, uses) = self.built(list, now)?;
        Ok((graph, uses.of(last)))
    }

    /// Writes the graph where it was read from.
    fn keep(&self, graph: &Graph, _: &Decision, _: (&str, usize)) -> Result<()> {
        self.write(graph)
    }

    fn without(&self, wanted: &Made, decisions: &Path, now: &Graph) -> Result<Graph> {
        let own = decisions.display().to_string();
        let mut list = self.applied()?;
        list.retain(|decision| decision.file != own || made(decision) != *wanted);
        let (graph, _) = self.built(list, now)?;
        take_back(decisions, wanted, || self.write(&graph))?;
        Ok(graph)
    }
}

impl Builder {
    /// The decisions of the files a build applies. One that was named may not be there yet.
    fn applied(&self) -> Result<Vec<Decision>> {
        Ok(match &self.named {
            Some(file) if !file.exists() => Vec::new(),
            named => decisions::load(named.as_deref(), &self.paths)?.list().to_vec(),
        })
    }

    fn built(&self, list: Vec<Decision>, now: &Graph) -> Result<(Graph, Uses)> {
        let list = Decisions::new(list);
        let options = Options { scope: now.meta.scope, damping: now.meta.damping, ..Options::default() };
        let plan = guanxi_read::plan(&self.pages);
        let pipeline = Pipeline::new(&self.dictionaries, Settings::default());
        let (graph, summary) = pipeline.graph(&plan, &list, options, &mut Told)?;
        Ok((graph, summary.uses))
    }

    fn write(&self, graph: &Graph) -> Result<()> {
        let folder = self.graph.parent().filter(|folder| !folder.as_os_str().is_empty());
        let name = self.graph.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let mut out = Outputs::in_folder(folder.unwrap_or(Path::new(".")))?;
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
