//! `guanxi build`: texts in, a graph out in every format asked for.

use std::fs::File;
use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::{Error, Result};
use clap::Args;
use guanxi::archive::Archive;
use guanxi::export::{self, Format};
use guanxi::graph::{Graph, Options, Prepared, Row, Scope};
use guanxi::kind::Kind;
use guanxi::pipeline::{self, Summary, Window};
use guanxi::spill::{Spilled, Stored};

use super::Done;
use super::archive;
use super::choice::choice;
use super::complaint::say;
use super::computed::Computed;
use super::decisions;
use super::input::Input;
use super::memory::{self, MaxMemory};
use super::output::Outputs;
use super::progress::Progress;
use super::prune::Prune;
use super::report;
use super::update::Updating;
use super::wording::{count, grouped};

const AFTER: &str = "\
Examples:
  guanxi build pages/ -o graphs
  guanxi build pages/ --dictionaries my-district/ --scope sentence
  guanxi build 'archive/2023-*/*.txt' records.jsonl -f json,graphml --keep-going
  guanxi build pages/ --min-count 2 --backbone 0.05 --since 2023

Writes graph.json (for `guanxi ask`), graph.dot (Graphviz), graph.graphml (Gephi
and others) and graph.html (to look at): all of them whole, or none. report.json
beside them lists what was read, and what was not and why.

guanxi.db keeps all that was found: the next build reads only what is new or
changed, drops what is gone, and gives what one build of all gives.";

/// Read texts and write the network of who appears with whom
#[derive(Debug, Args)]
#[command(after_help = AFTER)]
pub(super) struct Build {
    #[command(flatten)]
    input: Input,

    /// Folder for the graph files; made where it is missing
    #[arg(short, long, value_name = "DIR", default_value = "graphs")]
    out: PathBuf,

    /// The stretch of text two names must share to be linked
    #[arg(short, long, default_value = Scope::default().name(), value_parser = choice(&Scope::ALL, Scope::name))]
    scope: Scope,

    /// Give every name in a long list its full weight
    ///
    /// Without this, each pair of n names that stand together gets 1/(n−1): a list of thirty who attended says
    /// less about any two of them.
    #[arg(long)]
    no_damping: bool,

    /// What was decided about names [default: decisions.tsv of the dictionary folders and of this folder]
    #[arg(long, value_name = "FILE")]
    decisions: Option<PathBuf>,

    /// Formats to write, with commas between
    #[arg(short, long, value_delimiter = ',', default_value = "json,dot,graphml,html",
          value_parser = choice(&Format::ALL, Format::name))]
    format: Vec<Format>,

    /// Keep in graph.json what `guanxi merge` needs to add it to others exactly; makes it about twice as large
    #[arg(long)]
    mergeable: bool,

    /// Most names of an article that are all linked; of a longer list only those of one short paragraph or sentence
    #[arg(long, value_name = "N", default_value_t = Options::default().crowd)]
    crowd: usize,

    /// Leave out roles whose place neither their own words, nor their chain of posts, nor their story tells
    ///
    /// guanxi.db keeps them.
    #[arg(long)]
    sure: bool,

    /// Write no guanxi.db, so that the next build reads everything again
    #[arg(long, conflicts_with_all = ["rebuild", "db_only"])]
    no_db: bool,

    /// Write guanxi.db and no graph; `guanxi export guanxi.db` makes one
    #[arg(long, conflicts_with = "format")]
    db_only: bool,

    /// Read everything again, whatever guanxi.db holds
    #[arg(long)]
    rebuild: bool,

    #[command(flatten)]
    memory: MaxMemory,

    #[command(flatten)]
    computed: Computed,

    #[command(flatten)]
    prune: Prune,
}

/// A graph in memory, one whose links are made as they are written, or one in passing files.
enum Counted {
    Here(Box<Graph>),
    Prepared(Box<Prepared>, Stored<File>),
    Away(Box<Spilled<File>>, Stored<File>),
}

impl Counted {
    /// Nodes and links.
    fn size(&self) -> (u64, u64) {
        match self {
            Counted::Here(graph) => (graph.nodes().len() as u64, graph.links().len() as u64),
            Counted::Prepared(prepared, _) => {
                let rest = prepared.rest();
                (rest.nodes().len() as u64, (rest.links().len() + prepared.co_mentions()) as u64)
            }
            Counted::Away(spilled, _) => (spilled.graph().nodes().len() as u64, spilled.links()),
        }
    }
}

impl Build {
    pub(super) fn run(&self) -> Result<Done> {
        self.prune.days.check()?;
        self.input.limit_threads();
        let plan = self.input.plan()?;
        let dictionaries = self.input.dictionaries()?;
        let decisions = decisions::load(self.decisions.as_deref(), self.input.dictionary_paths())?;
        // Before the work, not after it: an hour's reading is not thrown away for a folder.
        let out = Outputs::in_folder(&self.out)?;
        let settings = self.input.settings();
        let mut progress = Progress::new(&plan, settings);
        let options =
            Options { scope: self.scope, damping: !self.no_damping, crowd: self.crowd, ..Options::default() };
        let path = self.out.join(archive::NAME);
        let mut archive = if self.no_db { Archive::passing() } else { Archive::create(&path) }
            .map_err(|error| archive::refused(&path, &error))?;
        archive.limit_cache(self.memory.cache()).map_err(|error| archive::refused(&path, &error))?;
        let update = Updating {
            path: &path,
            reading: (&plan, &dictionaries, settings),
            options,
            decisions: &decisions,
            rebuild: self.rebuild,
        };
        let changed = match update.run(&mut archive, &mut progress) {
            Ok(Some(changed)) => changed,
            other => {
                drop(archive);
                archive::sweep(&path);
                other.map_err(archive::explained(&path))?;
                return Err(self.input.nothing().into());
            }
        };
        if self.db_only {
            let failures = progress.finish();
            changed.tell(failures.count());
            say("wrote", &path.display().to_string());
            return Ok(self.input.done(&failures));
        }
        let mut bound = self.memory.bound(&self.out);
        let (tally, summary) = pipeline::derive(
            &archive,
            &decisions,
            (options, Window { sure: self.sure, ..Window::default() }),
            // Rows tell the texts with them.
            &mut |tally| if self.mergeable { Ok(()) } else { bound.look(tally).map_err(Error::from) },
        )
        .map_err(archive::explained(&path))?;
        drop(archive);
        let crowds = tally.crowds();
        let rows = self.mergeable.then(|| tally.rows());
        let (spill, attic) = bound.parts();
        let fault = |error| memory::fault(&self.out, &error);
        let away = attic.done().map_err(fault)?;
        let counted = match spill {
            None => Counted::Prepared(tally.prepare().into(), away),
            Some(spill) => {
                let spilled = spill.finish(tally).map_err(fault)?;
                Counted::Away(spilled.into(), away)
            }
        };
        let counted = self.whole_where_asked(counted)?;
        let seconds = progress.seconds();
        let failures = progress.finish();
        let linked = counted.size();
        let report = |size: (u64, u64)| {
            let (summary, failures) = (&summary, &failures);
            let crowds = (crowds, self.crowd);
            move |file: &mut dyn Write| report::write(size, crowds, (summary, failures), seconds, file)
        };
        let mut paths = match counted {
            Counted::Here(graph) => {
                let graph = self.computed.of(self.prune.of(*graph)?);
                let size = (graph.nodes().len() as u64, graph.links().len() as u64);
                let paths = self.write((&graph, rows.as_deref()), out, report(size))?;
                // The process ends soon: millions of small pieces are not given back one by one.
                std::mem::forget(graph);
                paths
            }
            Counted::Prepared(prepared, away) => {
                self.computed.tell(linked.0 as usize, linked.1 as usize);
                let json = |mut file: &mut dyn Write| export::write_prepared(&prepared, &away, &mut file);
                let paths = Self::write_json(out, json, report(linked))?;
                std::mem::forget(prepared);
                paths
            }
            Counted::Away(spilled, away) => {
                self.computed.tell(linked.0 as usize, linked.1 as usize);
                let json = |mut file: &mut dyn Write| export::write_parts(spilled.parts()?, &away, &mut file);
                Self::write_json(out, json, report(linked))?
            }
        };
        // The report is there to be looked up, not to be told of.
        paths.pop();
        decisions::warn_of_unused(&decisions, &summary.uses);
        changed.tell_reused();
        tell(linked, &summary, seconds, failures.count());
        if crowds > 0 {
            let crowds = count(crowds, "article");
            let what = format!(
                "{crowds} of more than {} names: only names of one short passage are linked",
                self.crowd
            );
            say("crowds", &format!("{what}; --crowd N links longer lists"));
        }
        for path in paths.into_iter().chain((!self.no_db).then_some(path)) {
            say("wrote", &path.display().to_string());
        }
        Ok(self.input.done(&failures))
    }

    /// The graph as it was counted, where no more is asked for than our own file of it; else the graph in memory.
    fn whole_where_asked(&self, counted: Counted) -> Result<Counted> {
        let (nodes, links) = counted.size();
        let computed = !self.computed.is_none(nodes as usize, links as usize);
        if self.format == [Format::Json] && self.prune.is_none() && !computed && !self.mergeable {
            return Ok(counted);
        }
        let graph = match counted {
            Counted::Here(graph) => return Ok(Counted::Here(graph)),
            Counted::Prepared(prepared, away) => prepared.graph(&away),
            Counted::Away(spilled, away) => spilled.whole(&away),
        };
        let graph = graph.map_err(|error| memory::fault(&self.out, &error))?;
        Ok(Counted::Here(graph.into()))
    }

    /// Our own file alone, and the report last.
    fn write_json(
        mut out: Outputs,
        json: impl FnOnce(&mut dyn Write) -> io::Result<()>,
        report: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<Vec<PathBuf>> {
        let name = format!("graph.{}", Format::Json.extension());
        out.write(&name, json)?;
        out.write(report::NAME, report)?;
        out.keep()
    }

    /// The graph in every format, and the report last.
    fn write(
        &self,
        graph: (&Graph, Option<&[Row]>),
        mut out: Outputs,
        report: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<Vec<PathBuf>> {
        write_formats(graph, &self.format, &mut out)?;
        out.write(report::NAME, report)?;
        out.keep()
    }
}

/// The graph in every format, with its tally in our own.
pub(super) fn write_formats(
    (graph, rows): (&Graph, Option<&[Row]>),
    formats: &[Format],
    out: &mut Outputs,
) -> Result<()> {
    let mut formats = formats.to_vec();
    formats.sort();
    formats.dedup();
    for format in formats {
        out.write(&format!("graph.{}", format.extension()), |file| match (format, rows) {
            (Format::Json, Some(rows)) => export::write_with_tally(graph, rows, &mut &mut *file),
            _ => export::write(graph, format, &mut &mut *file),
        })?;
    }
    Ok(())
}

/// The summary on stderr; nodes and links as they were found, before any pruning.
fn tell((nodes, links): (u64, u64), summary: &Summary, seconds: f64, skipped: usize) {
    let by_kind: Vec<String> = Kind::ALL
        .into_iter()
        .zip(summary.mentions)
        .map(|(kind, number)| count(number, kind.name()))
        .collect();
    let read = [count(summary.documents, "document"), count(summary.articles, "article")];
    let skipped =
        if skipped > 0 { format!(", {} skipped", count(skipped as u64, "input")) } else { String::new() };
    say("read", &format!("{}{skipped}", read.join(", ")));
    if summary.undecoded > 0 {
        say(
            "warning",
            &format!("{} could not be decoded and stand as \u{FFFD}", count(summary.undecoded, "character")),
        );
    }
    say("found", &format!("{}: {}", count(summary.mentions.iter().sum(), "mention"), by_kind.join(", ")));
    say("linked", &format!("{}, {}", count(nodes, "entity"), count(links, "link")));
    let megabytes = summary.bytes as f64 / 1e6;
    let speed = if seconds > 0.0 { megabytes / seconds } else { 0.0 };
    say("took", &format!("{seconds:.2} s for {} kB, {speed:.1} MB/s", grouped(summary.bytes / 1000)));
}
