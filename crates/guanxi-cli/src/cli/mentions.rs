//! `guanxi mentions`: what was found, as JSON Lines, as markup, or in colours.

use std::io::{self, BufWriter, Write};

use crate::score::Predicted;
use anyhow::Result;
use clap::Args;
use guanxi::kind::Kind;
use guanxi::pipeline::{Page, Pipeline};
use guanxi::resolve::{PostState, Rule};
use serde::Serialize;

use super::Done;
use super::choice::choice;
use super::colour::{harmless, paint, unwanted};
use super::found::{markup, predicted};
use super::input::Input;
use super::progress::Progress;

const AFTER: &str = "\
Examples:
  guanxi mentions page.txt --format terminal
  guanxi mentions pages/ --dictionaries my-district/ > mentions.jsonl
  cat page.txt | guanxi mentions - --format ann
  producer | guanxi mentions - --records --keep-going > mentions.jsonl

Formats:
  jsonl     one object a mention: doc, article, start, end, type, text, entity,
            roles, former_roles, proposed_roles, rule, probability; bases (how the
            place of each of `roles` is known: stated, chain, story, page, source,
            home, tenure, name: the name is doubtful); kind (person: no public
            post); offsets count Unicode scalars of the raw text
  ann       the text with tags in it: [[P:name|canonical|roles]], and [[A]]
            where an article starts
  terminal  the text in colours (in brackets where NO_COLOR is set)";

/// Print every mention of officials, bodies, places and projects
#[derive(Debug, Args)]
#[command(after_help = AFTER)]
pub(super) struct Mentions {
    #[command(flatten)]
    input: Input,

    /// How to print them
    #[arg(short, long, default_value = "jsonl", value_parser = choice(&Format::ALL, Format::name))]
    format: Format,

    /// Leave out mentions less probable than this, from 0 to 1
    #[arg(long, value_name = "P", default_value_t = 0.0, hide_default_value = true, value_parser = probability)]
    min_confidence: f64,

    /// Leave out roles whose place neither their own words, nor their chain of posts, nor their story tells
    #[arg(long)]
    sure: bool,
}

/// Reads a probability off the command line.
pub(super) fn probability(word: &str) -> Result<f64, String> {
    let number = word.parse().ok().filter(|number| (0.0..=1.0).contains(number));
    number.ok_or_else(|| "a number from 0 to 1 is wanted".to_string())
}

/// A form mentions are printed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Jsonl,
    Ann,
    Terminal,
}

impl Format {
    const ALL: [Format; 3] = [Format::Jsonl, Format::Ann, Format::Terminal];

    fn name(self) -> &'static str {
        match self {
            Format::Jsonl => "jsonl",
            Format::Ann => "ann",
            Format::Terminal => "terminal",
        }
    }
}

/// One line of the JSON Lines output.
#[derive(Serialize)]
struct Row {
    #[serde(flatten)]
    mention: Predicted,
    rule: Rule,
    /// `person` for people without a public post.
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<Kind>,
    /// How probable the mention is under the model, from 0 to 1.
    probability: f64,
    /// How the place of each of `roles` is known, in their order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    bases: Vec<&'static str>,
}

impl Mentions {
    pub(super) fn run(&self) -> Result<Done> {
        let plan = self.input.plan()?;
        // A stream may be without end: nothing of it is kept, its ids neither.
        let plan = if plan.repeatable() { plan } else { plan.with_own_ids() };
        let dictionaries = self.input.dictionaries()?;
        let settings = self.input.settings();
        let mut progress = Progress::new(&plan, settings);
        let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
        // Several texts are told apart as `head` and `tail` do it.
        let mut printed = 0;
        let several = plan.files() > 1;
        let pipeline = Pipeline::new(&dictionaries, settings);
        pipeline.pages(&plan, &mut progress, &mut |mut page: Page| -> Result<()> {
            let least = (self.min_confidence * 1000.0).round() as u16;
            page.resolved.mentions.retain(|named| named.probability >= least);
            if self.sure {
                let all = page.resolved.mentions.iter_mut();
                all.for_each(|named| named.roles.retain(|role| role.basis.is_sure()));
            }
            if several && self.format != Format::Jsonl {
                let gap = if printed > 0 { "\n" } else { "" };
                writeln!(out, "{gap}==> {} <==", harmless(&page.document.id))?;
            }
            printed += 1;
            match self.format {
                Format::Jsonl => jsonl(&page, &mut out)?,
                Format::Ann => out.write_all(markup(&page).as_bytes())?,
                Format::Terminal => terminal(&page, !unwanted(), &mut out)?,
            }
            // A reader at the other end of a pipe sees each page as soon as it is done.
            Ok(out.flush()?)
        })?;
        if self.format == Format::Terminal && !unwanted() {
            let legend: Vec<String> =
                Kind::ALL.into_iter().map(|kind| paint(kind, kind.name(), true)).collect();
            writeln!(out, "\n{}", legend.join(" "))?;
        }
        out.flush()?;
        Ok(self.input.done(&progress.finish()))
    }
}

fn jsonl(page: &Page, out: &mut impl Write) -> Result<()> {
    for (mention, named) in predicted(page).zip(&page.resolved.mentions) {
        let kind = Some(named.kind).filter(|kind| *kind == Kind::Person);
        let held = named.told(PostState::Held).map(|role| role.basis.name());
        let row = Row {
            mention,
            rule: named.rule,
            kind,
            probability: f64::from(named.probability) / 1000.0,
            bases: held.collect(),
        };
        serde_json::to_writer(&mut *out, &row)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

fn terminal(page: &Page, colours: bool, out: &mut impl Write) -> Result<()> {
    let mut rest = page.document.text.chars();
    let mut at = 0;
    let mut text = String::new();
    for mention in predicted(page) {
        let before: String = rest.by_ref().take(mention.start.saturating_sub(at)).collect();
        text.push_str(&harmless(&before));
        let name: String = rest.by_ref().take(mention.end.saturating_sub(mention.start.max(at))).collect();
        text.push_str(&paint(mention.kind, &harmless(&name), colours));
        at = mention.end;
    }
    text.push_str(&harmless(rest.as_str()));
    Ok(writeln!(out, "{}", text.trim_end_matches('\n'))?)
}
