//! `guanxi decide`: adds a line to a decisions file and shows what it will change.

use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::{Args, Subcommand};
use guanxi::decisions::{Action, Decision, Decisions};
use guanxi::dictionary::DictionaryError;
use guanxi::graph::{Graph, Node, Relation};
use guanxi::kind::Kind;

use super::Done;
use super::archive;
use super::choice::choice;
use super::complaint::{Complaint, say};
use super::decisions::{self, NAME};
use super::graph_file;
use super::search::archive_beside;
use super::wording::count;

const AFTER: &str = "\
Examples:
  guanxi decide merge 王小明 王晓明 --note 'a misprint of 5 May'
  guanxi decide split 王伟 '王伟（教育局）' --where 'post=教育局'
  guanxi decide retype 新区二期 project
  guanxi decide block 耿直 --kind official

Names are written as the graph shows them; where a name is of several kinds, say
which with --kind. A guanxi.db obeys at once; graph.json and the other exports in
the next `guanxi build`, which reads no text again for it. To undo a decision delete
its line and build.";

/// Decide who is who: merge, split, retype, rename, block or keep a name
#[derive(Debug, Args)]
#[command(after_help = AFTER)]
pub(super) struct Decide {
    #[command(subcommand)]
    what: What,

    /// The decisions file; made where it is missing
    #[arg(long, global = true, value_name = "FILE", default_value = NAME)]
    decisions: PathBuf,

    /// The graph the names are looked up in, to show what changes
    #[arg(short, long, global = true, value_name = "FILE", default_value = "graphs/graph.json")]
    graph: PathBuf,

    /// Kind of the name, where the graph has it in several
    #[arg(short, long, global = true, value_parser = choice(&Kind::ALL, Kind::name))]
    kind: Option<Kind>,

    /// Why it was decided so, for the reader of the file
    #[arg(long, global = true, value_name = "TEXT", default_value = "", hide_default_value = true)]
    note: String,

    /// Only show what would change
    #[arg(long, global = true)]
    dry_run: bool,
}

/// Where a decision holds.
#[derive(Debug, Args)]
struct Where {
    /// Where it holds: document=, passage= (its first offset), source=, place=, post=, from=, to=, with ; between
    #[arg(long = "where", value_name = "WHERE", default_value = "", hide_default_value = true)]
    condition: String,
}

#[derive(Debug, Subcommand)]
enum What {
    /// The first name is the second one's: both become one
    Merge {
        /// The name that goes
        name: String,
        /// The name that stays
        into: String,
        #[command(flatten)]
        place: Where,
    },
    /// Some mentions of a name are somebody or something else
    Split {
        /// The name that stands for several
        name: String,
        /// The name of the other one, with --where; without it each county has its own
        other: Option<String>,
        #[command(flatten)]
        place: Where,
    },
    /// A name is of another kind
    Retype {
        /// The name
        name: String,
        /// What it is
        #[arg(value_parser = choice(&Kind::ALL, Kind::name))]
        to: Kind,
        #[command(flatten)]
        place: Where,
    },
    /// A name is shown as another
    Rename {
        /// The name as it is
        name: String,
        /// The name as it should be
        to: String,
        #[command(flatten)]
        place: Where,
    },
    /// A name is no entity at all
    Block {
        /// The name
        name: String,
        #[command(flatten)]
        place: Where,
    },
    /// A name is right as it is: no later line changes it
    Keep {
        /// The name
        name: String,
        #[command(flatten)]
        place: Where,
    },
}

impl What {
    /// Action, name, value, condition.
    fn parts(&self) -> (Action, &str, &str, &str) {
        match self {
            What::Merge { name, into, place } => (Action::Merge, name, into, &place.condition),
            What::Split { name, other, place } => {
                (Action::Split, name, other.as_deref().unwrap_or_default(), &place.condition)
            }
            What::Retype { name, to, place } => (Action::Retype, name, to.name(), &place.condition),
            What::Rename { name, to, place } => (Action::Rename, name, to, &place.condition),
            What::Block { name, place } => (Action::Block, name, "", &place.condition),
            What::Keep { name, place } => (Action::Keep, name, "", &place.condition),
        }
    }
}

impl Decide {
    pub(super) fn run(&self) -> Result<Done> {
        let (action, name, value, condition) = self.what.parts();
        let graph = self.graph.is_file().then(|| graph_file::read(&self.graph)).transpose()?;
        let kind = self.kind_of(graph.as_ref(), name)?;
        let decision = Decision::new(action, kind, [name, value, condition, &self.note])
            .map_err(|(what, cure)| Complaint::new(what, "guanxi decide", cure))?;
        match &graph {
            Some(graph) => {
                only_one(graph, &decision, &self.graph)?;
                tell(graph, &decision);
            }
            None => {
                say("warning", &format!("no graph at {}: what changes is not counted", self.graph.display()))
            }
        }
        if self.dry_run {
            return Ok(Done::Whole);
        }
        let file = self.decisions.display().to_string();
        let path = archive_beside(&self.graph);
        let (line, noted) = append(&self.decisions, &decision, |line| note(&path, &decision, (&file, line)))?;
        let when = if noted {
            format!("{} obeys; build again for the exports", path.display())
        } else {
            "build again to see it".to_string()
        };
        say("decided", &format!("{decision} ({file}:{line}); {when}"));
        Ok(Done::Whole)
    }

    /// The kind told, or the only one the graph knows the name by.
    fn kind_of(&self, graph: Option<&Graph>, name: &str) -> Result<Kind> {
        let place = self.graph.display();
        let Some(graph) = graph else {
            let cure = "build it first, or say what the name is with --kind";
            return Ok(self
                .kind
                .ok_or_else(|| Complaint::new("no graph to look the name up in", place, cure))?);
        };
        let mut kinds: Vec<Kind> =
            Kind::NODES.into_iter().filter(|kind| !nodes(graph, *kind, name).is_empty()).collect();
        if let Some(kind) = self.kind {
            kinds.retain(|known| *known == kind);
            if kinds.is_empty() && kind == Kind::Byline {
                return Ok(kind);
            }
        }
        match kinds[..] {
            [kind] => Ok(kind),
            [] => {
                let of_kind = self.kind.map_or(String::new(), |kind| format!(" as {kind}"));
                let what = format!("`{name}` is not in the graph{of_kind}");
                let cure = format!(
                    "write it as the graph shows it; `guanxi ask about {name}` looks for names like it"
                );
                Err(Complaint::new(what, place, cure).into())
            }
            _ => {
                let kinds: Vec<&str> = kinds.into_iter().map(Kind::name).collect();
                let what = format!("`{name}` is in the graph as {}", kinds.join(" and as "));
                Err(Complaint::new(what, place, "say which with --kind").into())
            }
        }
    }
}

/// The nodes of a kind that bear a name, or the one with that label.
fn nodes(graph: &Graph, kind: Kind, name: &str) -> Vec<usize> {
    let label = name.replace('(', "（").replace(')', "）");
    let bears = |(at, node): (usize, &Node)| {
        (node.key.kind == kind && (node.key.name == name || node.label == label)).then_some(at)
    };
    graph.nodes().enumerate().filter_map(bears).collect()
}

/// Refuses to decide on several namesakes at once where one is meant.
pub(super) fn only_one(graph: &Graph, decision: &Decision, path: &Path) -> Result<()> {
    let found = nodes(graph, decision.kind, &decision.name);
    let all = matches!(decision.action, Action::Split | Action::Keep) || !decision.condition.is_empty();
    if found.len() < 2 || all {
        return Ok(());
    }
    let labels: Vec<&str> = found.iter().filter_map(|at| graph.node(*at)).map(|node| &*node.label).collect();
    let what = format!("`{}` is the name of {}: {}", decision.name, labels.len(), labels.join(", "));
    Err(Complaint::new(what, path.display(), "name one of them so, or say which with --where").into())
}

/// Adds a decision to the archive, if there is one; whether there is.
pub(super) fn note(path: &Path, decision: &Decision, (file, line): (&str, usize)) -> Result<bool> {
    if !archive::is_one(path) {
        return Ok(false);
    }
    let mut archive = archive::open(path)?;
    let update = archive::update(&mut archive, path)?;
    let mut list = update.corrections().map_err(|error| archive::refused(path, &error))?;
    list.push(Decision { file: file.to_string(), line, ..decision.clone() });
    let kept = update.set_corrections(&list).and_then(|()| update.commit());
    kept.map_err(|error| archive::refused(path, &error))?;
    Ok(true)
}

/// Says what a decision is about and how much hangs on it.
fn tell(graph: &Graph, decision: &Decision) {
    let size = |at: &usize| {
        let mentions = graph.node(*at).map_or(0, |node| node.mentions);
        let links =
            graph.links_of(*at).into_iter().filter(|(_, link)| link.relation == Relation::CoMention).count();
        (u64::from(mentions), links as u64)
    };
    let sizes = |kind: Kind, name: &str| {
        let all = nodes(graph, kind, name);
        let (mentions, links) = all.iter().map(size).fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
        (all.len(), format!("{}, {}", count(mentions, "mention"), count(links, "link")))
    };
    let (kind, name, value) = (decision.kind, &decision.name, &decision.value);
    let (_, here) = sizes(kind, name);
    let part = if decision.condition.is_empty() { "" } else { "some of " };
    let told = match decision.action {
        Action::Block => format!("{part}{here} go"),
        Action::Keep => format!("{here} stay"),
        Action::Retype => format!("{part}{here} become {value}"),
        Action::Split if value.is_empty() => format!("{here} are told apart by county"),
        Action::Merge | Action::Rename | Action::Split => {
            let (nodes, there) = sizes(kind, value);
            let joined =
                if nodes > 0 { format!(", which has {there}") } else { ", which is new".to_string() };
            format!("{part}{here} go to `{value}`{joined}")
        }
    };
    say("changes", &format!("`{name}` ({kind}): {told}"));
}

/// Adds the line to the end of the file and does with it what else there is to do; the number of the line.
///
/// Nobody else adds one meanwhile. Where the line cannot be written to the disk, or the rest cannot be done, it is taken
/// out again.
pub(super) fn append<T>(
    path: &Path,
    decision: &Decision,
    then: impl FnOnce(usize) -> Result<T>,
) -> Result<(usize, T)> {
    let then = |text: &str| {
        let line = text.lines().count();
        then(line).map(|done| (line, done))
    };
    amend(path, |before| grown(path, before, decision), then)
}

/// Changes the text of a decisions file, which is made where it is missing, and does with it what else there is to do.
///
/// Nobody else changes it meanwhile: the file itself is locked and stays the same one. Where the new text cannot be written
/// to the disk, or the rest cannot be done, the old one is put back.
pub(super) fn amend<T>(
    path: &Path,
    change: impl FnOnce(&str) -> Result<String>,
    then: impl FnOnce(&str) -> Result<T>,
) -> Result<T> {
    let refused = |error: io::Error| refused(path, &error);
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::create_dir_all(folder).map_err(refused)?;
    }
    let mut options = File::options();
    let mut file = options.read(true).write(true).create(true).truncate(false).open(path).map_err(refused)?;
    // Held until the file is shut.
    file.lock().map_err(refused)?;
    let mut before = Vec::new();
    file.read_to_end(&mut before).map_err(refused)?;
    let before = decisions::decoded(path, before)?;
    let text = change(&before)?;
    let same = before.bytes().zip(text.bytes()).take_while(|(old, new)| old == new).count();
    let mut put = |text: &str| {
        file.seek(SeekFrom::Start(same as u64))?;
        file.write_all(&text.as_bytes()[same..])?;
        file.set_len(text.len() as u64)?;
        file.sync_all()
    };
    match put(&text).map_err(|error| refused(error).into()).and_then(|()| then(&text)) {
        Ok(done) => Ok(done),
        Err(error) => {
            put(&before).map_err(refused)?;
            Err(error)
        }
    }
}

/// The text of a file with one more line at its end.
fn grown(path: &Path, before: &str, decision: &Decision) -> Result<String> {
    // What cannot be read back is not added to.
    let (mut known, faults) = Decision::read(&path.display().to_string(), before);
    if !faults.is_empty() && !before.trim().is_empty() {
        return Err(DictionaryError::Faults { faults }.into());
    }
    let same = |known: &&Decision| {
        let key = |decision: &Decision| (decision.action, decision.kind, decision.condition.clone());
        key(known) == key(decision) && known.name == decision.name && known.value == decision.value
    };
    if let Some(known) = known.iter().find(same) {
        let place = format!("{}:{}", known.file, known.line);
        return Err(
            Complaint::new("this is decided already", place, "nothing to do; build again to see it").into()
        );
    }
    known.push(decision.clone());
    if let Some(other) = Decisions::circle(&known).and_then(|(_, other)| known.get(other)) {
        let place = format!("{}:{}", other.file, other.line);
        let cure = "delete that line if this one is meant";
        return Err(Complaint::new(format!("`{decision}` undoes `{other}`"), place, cure).into());
    }
    Ok(decision.appended(before))
}

fn refused(path: &Path, error: &io::Error) -> Complaint {
    let what = format!("cannot keep the decision: {error}");
    Complaint::new(
        what,
        path.display(),
        "see that there is room on the disk and that the file may be written to",
    )
}
