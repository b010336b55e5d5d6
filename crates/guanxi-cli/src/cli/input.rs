//! The arguments of every command that reads texts.

use std::fs;
use std::io::{self, IsTerminal};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::Args;
use guanxi::dictionary::{Dictionaries, Entry, Weights};
use guanxi::internal::recognise::preload;
use guanxi::pipeline::{Settings, read_weights};
use guanxi_read::{Encoding, Fields, Plan};

use super::Done;
use super::complaint::{Complaint, Failures, say};

/// What to read, and how.
#[derive(Debug, Args)]
pub(super) struct Input {
    /// Texts: files, folders (searched to their depths), globs, or `-` for standard input
    ///
    /// Folders give their texts (.txt), tables and records (.csv, .xlsx, .xls, .ods, .json, .jsonl, .parquet), web
    /// pages (.html, .mhtml), PDF, Word (.docx), .odt, .rtf, EPUB and Markdown files and archives of them (.zip, .gz,
    /// .zst), in the order of their paths; what else they hold is counted and named. A file that is named itself,
    /// and standard input, is read by what it holds.
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<PathBuf>,

    /// Dictionary file, or folder of them, laid over the built-in lists; may be given again
    #[arg(short, long, value_name = "DIR")]
    dictionaries: Vec<PathBuf>,

    /// Weights of the recogniser, as `guanxi train` writes them [default: those of the program]
    #[arg(long, value_name = "FILE")]
    weights: Option<PathBuf>,

    /// Recognise the words of the dictionaries that are named, and nothing else
    #[arg(long, requires = "dictionaries", conflicts_with = "weights")]
    only_dictionaries: bool,

    /// Encoding of the texts, such as gb18030 or big5 [default: told by their bytes]
    ///
    /// Without this a text with a broken byte is skipped and named; with it, such bytes become �.
    #[arg(long, value_name = "NAME", value_parser = encoding)]
    encoding: Option<Encoding>,

    /// Take every input for JSON Lines, one record a line, even where it begins with a broken one
    #[arg(long)]
    records: bool,

    /// Which field or column holds what, where its name does not tell: text=正文,date=发布时间
    ///
    /// Parts are text, title, date, source, url, id and home. Usual names, Chinese and English, are known.
    #[arg(long, value_name = "PART=NAME,…", value_parser = Fields::parse)]
    fields: Option<Fields>,

    /// The place texts speak for where they do not say: 安溪县, 南京市鼓楼区
    ///
    /// What a text says itself goes before it, and so does a record's own field `home`. It may also stand in a
    /// dictionary folder's options.tsv, as the line home<TAB>安溪县.
    #[arg(long, value_name = "PLACE")]
    home: Option<String>,

    /// Fail where anything was passed over or read only in part: files of other kinds, rows without a text
    #[arg(long, conflicts_with = "keep_going")]
    strict: bool,

    /// End with exit code 0 although some inputs were skipped
    #[arg(long)]
    keep_going: bool,

    /// Threads to use [default: as many as the machine has]
    #[arg(short, long, value_name = "N")]
    jobs: Option<NonZeroUsize>,

    /// How often to read the texts: 2 lets every page teach its names to all others, 1 takes half the time
    /// [default: 2, standard input 1]
    #[arg(long, value_name = "1|2", value_parser = clap::value_parser!(u8).range(1..=2))]
    passes: Option<u8>,
}

fn encoding(name: &str) -> Result<Encoding, String> {
    Encoding::of_name(name).ok_or_else(|| "try utf-8, utf-16, gb18030, gbk or big5".to_string())
}

impl Input {
    /// Lists the inputs; fails where there is nothing to read or no way to read it twice.
    pub(super) fn plan(&self) -> Result<Plan> {
        let plan = guanxi_read::plan(&self.inputs).in_encoding(self.encoding).as_records(self.records);
        let plan = plan.with_fields(self.fields.clone().unwrap_or_default()).at_home(self.home.clone());
        if plan.is_empty() {
            let Some((last, others)) = plan.failures().split_last() else {
                return Err(self.nothing().into());
            };
            for failure in others {
                say("error", &Complaint::from(failure).to_string());
            }
            return Err(Complaint::from(last).into());
        }
        if self.passes == Some(2) && !plan.repeatable() {
            let cure = "save it to a file and name that, or leave out --passes 2";
            return Err(Complaint::new("standard input and pipes cannot be read twice", "-", cure).into());
        }
        for pipe in plan.pipes() {
            say("reading", &format!("{}, a pipe or device, for as long as it is written to", pipe.display()));
        }
        if plan.reads_stdin() && io::stdin().is_terminal() {
            say("reading", "what you type, up to Ctrl-D");
        }
        Ok(plan)
    }

    /// The error that nothing at all could be read.
    pub(super) fn nothing(&self) -> Complaint {
        let named: Vec<String> = self.inputs.iter().take(5).map(|path| path.display().to_string()).collect();
        let more = if self.inputs.len() > 5 { " …" } else { "" };
        Complaint::new(
            "nothing to read",
            named.join(" ") + more,
            "name texts, tables, PDF, Word or web pages, JSON, or folders of them",
        )
    }

    /// The built-in lists with the user's over them.
    pub(super) fn dictionaries(&self) -> Result<Dictionaries> {
        if !self.only_dictionaries {
            preload();
        }
        let dictionaries = Dictionaries::load(&self.dictionaries)?;
        say_guessed(&dictionaries);
        if let Some(Err(error)) = self.home.as_deref().map(|home| dictionaries.places().home(home)) {
            let cure = "give the full name, with what lies above it where several bear it: 南京市鼓楼区";
            return Err(Complaint::new(error.to_string(), "--home", cure).into());
        }
        if self.only_dictionaries {
            return Ok(dictionaries.with_weights(Weights::none()));
        }
        weighted(dictionaries, self.weights.as_deref())
    }

    /// The dictionary files and folders as they were named.
    pub(super) fn dictionary_paths(&self) -> &[PathBuf] {
        &self.dictionaries
    }

    /// How the documents are worked on.
    pub(super) fn settings(&self) -> Settings {
        let passes = self.passes.map_or(Settings::default().passes, usize::from);
        Settings { passes, jobs: self.jobs }
    }

    /// Has everything that is done side by side use as many threads as the user allows.
    pub(super) fn limit_threads(&self) {
        if let Some(jobs) = self.jobs {
            // Asked for twice, the first time holds.
            let _ = rayon::ThreadPoolBuilder::new().num_threads(jobs.get()).build_global();
        }
    }

    /// How the command ends: partly, where something was skipped and the user did not allow it.
    pub(super) fn done(&self, failures: &Failures) -> Done {
        let whole = failures.count() == 0 || self.keep_going;
        if whole && (failures.notes().is_empty() || !self.strict) { Done::Whole } else { Done::Partly }
    }
}

/// Says how many words were taken for projects because nothing told their kind.
fn say_guessed(dictionaries: &Dictionaries) {
    let mut guessed = dictionaries.entries().iter().filter(|entry| entry.guessed);
    if let Some(first) = guessed.next() {
        let words = match 1 + guessed.count() {
            1 => "1 word".to_string(),
            many => format!("{many} words"),
        };
        let Entry { name, file, line, .. } = first;
        say(
            "guessed",
            &format!(
                "{words} without a kind we know, taken as project: first {name} at {file}:{line} (see `guanxi dictionary check`)"
            ),
        );
    }
}

/// Dictionaries with the weights of a file, if one is named.
pub(super) fn weighted(dictionaries: Dictionaries, file: Option<&Path>) -> Result<Dictionaries> {
    let Some(path) = file else { return Ok(dictionaries) };
    let cure = "name a file that `guanxi train` of this version has written";
    let wrong = |what: String| Complaint::new(what, path.display(), cure);
    let file = fs::read_to_string(path).map_err(|error| wrong(error.to_string()))?;
    let weights = read_weights(&file).map_err(|error| wrong(error.to_string()))?;
    Ok(dictionaries.with_weights(weights))
}
