//! `guanxi dictionary`: looks word lists over, and says why a name was found or not.

use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::{Args, Subcommand};
use guanxi::dictionary::Dictionaries;
use guanxi::internal::dictionary::{ListRead, check, load_telling};
use guanxi::kind::Kind;
use serde::Serialize;

use super::Done;
use super::colour::harmless;
use super::complaint::{Complaint, say};
use super::explain::{Explained, explain};
use super::wording::{count, padded, widest};

const CHECK: &str = "\
Examples:
  guanxi dictionary check my-district/
  guanxi dictionary check officials.tsv projects.txt --json

Dictionaries are tables with tabs or commas (header: name kind aliases in note, or
名称,类别,别名,所属,备注; aliases with | between them), lists of jieba (word freq tag)
or HanLP (word tag freq), word/tag, or plain words, one a line. How each file was
read is told. Faults end with exit code 1, remarks do not.";

const EXPLAIN: &str = "\
Examples:
  guanxi dictionary explain '区长李明主持召开会议'
  guanxi dictionary explain -d my-district/ page.txt
  guanxi dictionary explain -d my-district/ - < page.txt";

/// Check dictionaries, or explain what they find
#[derive(Debug, Args)]
pub(super) struct Dictionary {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Look dictionaries over: duplicates, conflicts, shadowed and common words
    #[command(after_help = CHECK)]
    Check {
        /// Dictionary files, or folders of them
        #[arg(required = true, value_name = "DIR")]
        dictionaries: Vec<PathBuf>,
        /// Print the remarks as JSON
        #[arg(long)]
        json: bool,
    },
    /// Say what is found in a text, by which rule, and what lost to what
    #[command(after_help = EXPLAIN)]
    Explain {
        /// The text, a file that holds it, or `-` for standard input
        text: String,
        /// Dictionary file, or folder of them, laid over the built-in lists; may be given again
        #[arg(short, long, value_name = "DIR")]
        dictionaries: Vec<PathBuf>,
        /// Print the findings as JSON
        #[arg(long)]
        json: bool,
    },
}

impl Dictionary {
    pub(super) fn run(&self) -> Result<Done> {
        match &self.command {
            Command::Check { dictionaries, json } => look_over(dictionaries, *json),
            Command::Explain { text, dictionaries, json } => say_why(text, dictionaries, *json),
        }
    }
}

/// A remark as JSON carries it.
#[derive(Serialize)]
struct Row<'a> {
    file: &'a str,
    line: usize,
    what: &'a str,
    cure: &'a str,
}

fn look_over(paths: &[PathBuf], json: bool) -> Result<Done> {
    let (dictionaries, lists) = load_telling(paths)?;
    for ListRead { file, encoding, form, entries } in &lists {
        let entries = count(*entries as u64, "entry");
        say("read", &format!("{}: {form}, {encoding}, {entries}", harmless(file)));
    }
    let remarks = check(&dictionaries);
    let mut out = io::stdout().lock();
    for remark in &remarks {
        if json {
            let row = Row { file: &remark.file, line: remark.line, what: &remark.what, cure: &remark.cure };
            serde_json::to_writer(&mut out, &row)?;
            writeln!(out)?;
        } else {
            writeln!(out, "{}:{}: {}\n  {}", remark.file, remark.line, remark.what, remark.cure)?;
        }
    }
    let entries = count(dictionaries.entries().len() as u64, "entry");
    say("checked", &format!("{entries}, {}", count(remarks.len() as u64, "remark")));
    Ok(Done::Whole)
}

/// The texts of a file, of whatever kind it is, one after the other.
fn in_file(path: &str) -> Result<String> {
    let mut texts = Vec::new();
    for document in guanxi_read::read(&[path]) {
        texts.push(document.map_err(|failure| Complaint::from(&failure))?.text);
    }
    Ok(texts.join("\n\n"))
}

/// Whether a text is but the name of a file: `page.txt`.
fn is_path(text: &str) -> bool {
    let ending = text.rsplit_once('.').map(|(stem, ending)| (stem.len(), ending));
    let ending = ending.filter(|(stem, _)| *stem > 0).map_or("", |(_, ending)| ending);
    let plain = (1..=5).contains(&ending.len()) && ending.chars().all(|c| c.is_ascii_alphanumeric());
    plain && ending.chars().any(|c| c.is_ascii_alphabetic()) && !text.contains(char::is_whitespace)
}

fn say_why(text: &str, paths: &[PathBuf], json: bool) -> Result<Done> {
    let dictionaries = Dictionaries::load(paths)?;
    let mut read = String::new();
    let text = match text {
        "-" => {
            io::stdin().read_to_string(&mut read)?;
            &read
        }
        path if Path::new(path).is_file() => {
            read = in_file(path)?;
            &read
        }
        text if is_path(text) => {
            let cure = "check the name, or give the text itself in quotation marks";
            return Err(Complaint::new("no such file", text, cure).into());
        }
        text => text,
    };
    let findings = explain(text, &dictionaries);
    let mut out = io::stdout().lock();
    if json {
        for finding in &findings {
            serde_json::to_writer(&mut out, finding)?;
            writeln!(out)?;
        }
        return Ok(Done::Whole);
    }
    if findings.is_empty() {
        writeln!(out, "nothing found")?;
    }
    let width = widest(findings.iter().map(|finding| finding.text.as_str()));
    for finding in &findings {
        let Explained { start, end, kind, text, entity, roles, probability, rule, score, evidence, lost_to } =
            finding;
        let place = format!("{start}–{end}");
        let (mark, why) = match (kind, entity, lost_to) {
            (_, Some(entity), _) => ('+', format!("→ {entity}, {:.0} %", probability.unwrap_or(1.0) * 100.0)),
            (_, None, Some(winner)) => ('-', format!("lost to {winner}")),
            (None, None, None) => ('x', "shields what it covers".to_string()),
            (Some(_), None, None) => ('-', "too weak".to_string()),
        };
        let kind = kind.map_or("ignore", Kind::name);
        let name = padded(&harmless(text), width);
        writeln!(out, "{mark} {place:9} {kind:8} {name}  {} {score:.1}, {}", rule.name(), harmless(&why))?;
        for role in roles {
            let told = format!("{}{}, place told by the {}", role.state.mark(), role.role, basis(role.basis));
            writeln!(out, "  {:9} {}", "", harmless(&told))?;
        }
        let evidence: Vec<String> =
            evidence.iter().map(|(name, weight)| format!("{name} {weight:+.1}")).collect();
        if !evidence.is_empty() {
            writeln!(out, "  {:9} {}", "", harmless(&evidence.join("  ")))?;
        }
    }
    Ok(Done::Whole)
}

/// What tells a role's place, in words.
fn basis(name: &str) -> &str {
    match name {
        "stated" => "role itself",
        "chain" => "chain of posts",
        "home" => "user's own --home",
        "tenure" => "tenure table",
        other => other,
    }
}
