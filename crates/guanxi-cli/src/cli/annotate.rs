//! `guanxi annotate`: pages as markup to mend by hand, with what is doubtful named.

use std::io::{self, Write};

use anyhow::Result;
use clap::Args;
use guanxi::pipeline::{Page, Pipeline};

use super::Done;
use super::colour::harmless;
use super::found::{markup, predicted};
use super::input::Input;
use super::mentions::probability;
use super::progress::Progress;
use super::wording::count;

const AFTER: &str = "\
Examples:
  guanxi annotate page.txt > page.ann
  guanxi annotate page.txt --doubtful 0.8 > page.ann 2> look-here.txt

The page is printed with tags in it: [[P:name|canonical|roles]], B for bodies, L for
places, J for projects, R for bylines, and [[A]] where an article starts. Each
doubtful mention is told on standard error, the least probable first, as
  page.txt:LINE:COLUMN: TEXT, KIND, PROBABILITY
with the column in characters. Mend the tags, then learn from the page:
  guanxi train page.ann --from built-in -o my-weights.tsv";

/// Print a page as markup to mend by hand, and name what is doubtful
#[derive(Debug, Args)]
#[command(after_help = AFTER)]
pub(super) struct Annotate {
    #[command(flatten)]
    input: Input,

    /// Name the mentions less probable than this, from 0 to 1
    #[arg(long, value_name = "P", default_value_t = 0.9, value_parser = probability)]
    doubtful: f64,
}

/// A mention to look at: how probable it is, in thousandths, and the line that tells of it.
type Doubt = (u16, String);

impl Annotate {
    pub(super) fn run(&self) -> Result<Done> {
        let plan = self.input.plan()?;
        let dictionaries = self.input.dictionaries()?;
        let settings = self.input.settings();
        let mut progress = Progress::new(&plan, settings);
        let mut doubts: Vec<Doubt> = Vec::new();
        let least = (self.doubtful * 1000.0).round() as u16;
        let pipeline = Pipeline::new(&dictionaries, settings);
        pipeline.pages(&plan, &mut progress, &mut |page: Page| -> Result<()> {
            doubts.extend(doubtful(&page, least));
            Ok(io::stdout().lock().write_all(markup(&page).as_bytes())?)
        })?;
        let done = self.input.done(&progress.finish());
        doubts.sort();
        let mut out = io::stderr().lock();
        for (_, line) in &doubts {
            writeln!(out, "{line}")?;
        }
        writeln!(out, "{} to look at", count(doubts.len() as u64, "mention"))?;
        Ok(done)
    }
}

/// The mentions of a page that are less probable than `least`, in thousandths.
fn doubtful(page: &Page, least: u16) -> Vec<Doubt> {
    let mut rest = page.document.text.chars();
    let (mut at, mut line, mut column) = (0, 1, 1);
    let mut out = Vec::new();
    for (mention, named) in predicted(page).zip(&page.resolved.mentions) {
        for c in rest.by_ref().take(mention.start.saturating_sub(at)) {
            (line, column) = if c == '\n' { (line + 1, 1) } else { (line, column + 1) };
        }
        at = at.max(mention.start);
        if named.probability < least {
            let told: String = mention.text.split_whitespace().collect();
            let (place, told) = (harmless(&page.document.id), harmless(&told));
            let probability = f64::from(named.probability) / 1000.0;
            let kind = mention.kind.name();
            out.push((
                named.probability,
                format!("{place}:{line}:{column}: {told}, {kind}, {probability:.2}"),
            ));
        }
    }
    out
}
