//! `guanxi build`: texts in, a graph out in every format asked for.

use std::path::PathBuf;
use std::time::Instant;

use anyhow::Result;
use clap::Args;
use guanxi::archive::Archive;
use guanxi::graph::{Options, Scope};
use guanxi::kind::Kind;
use guanxi::pipeline::{Summary, Window};

use super::Done;
use super::archive;
use super::choice::choice;
use super::complaint::say;
use super::decisions;
use super::deriving::{Deriving, Report, Written};
use super::input::Input;
use super::output::Outputs;
use super::progress::Progress;
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
    deriving: Deriving,
}

impl Build {
    pub(super) fn run(&self) -> Result<Done> {
        self.deriving.check()?;
        self.input.limit_threads();
        let plan = self.input.plan()?;
        let dictionaries = self.input.dictionaries()?;
        let decisions = decisions::load(self.decisions.as_deref(), self.input.dictionary_paths())?;
        // Before the work, not after it: an hour's reading is not thrown away for a folder.
        let out = Outputs::in_folder(&self.deriving.out)?;
        let settings = self.input.settings();
        let mut progress = Progress::new(&plan, settings);
        let options =
            Options { scope: self.scope, damping: !self.no_damping, crowd: self.crowd, ..Options::default() };
        let path = self.deriving.out.join(archive::NAME);
        let mut archive = if self.no_db { Archive::passing() } else { Archive::create(&path) }
            .map_err(|error| archive::refused(&path, &error))?;
        archive.limit_cache(self.deriving.memory.cache()).map_err(|error| archive::refused(&path, &error))?;
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
        let (reading, began) = (progress.seconds(), Instant::now());
        let seconds = || reading + began.elapsed().as_secs_f64();
        let failures = progress.finish();
        let report: Report = &|size, crowds, summary, file| {
            report::write(size, (crowds, self.crowd), (summary, &failures), seconds(), file)
        };
        let counted = (options, Window { sure: self.sure, ..Window::default() });
        let written = self.deriving.write((&archive, &path), &decisions, counted, out, Some(report))?;
        let Written { linked, crowds, summary, mut paths } = written;
        // The report is there to be looked up, not to be told of.
        paths.pop();
        decisions::warn_of_unused(&decisions, &summary.uses);
        changed.tell_reused();
        tell(linked, &summary, seconds(), failures.count());
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
