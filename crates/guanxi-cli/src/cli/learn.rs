//! `guanxi learn`: what texts teach, as a dictionary to be read over.

use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::Args;
use guanxi::internal::learn::{self, Gathered};
use guanxi::kind::Kind;
use guanxi::pipeline::Pipeline;

use super::Done;
use super::complaint::{Complaint, say};
use super::input::Input;
use super::output::Outputs;
use super::progress::Progress;
use super::wording::count;

const AFTER: &str = "\
Examples:
  guanxi learn archive/ -o candidates.tsv
  guanxi learn archive/ -d my-district/ --min-confidence 0.8 -o more.tsv
  guanxi build archive/ -d candidates.tsv

The file is a dictionary (name, kind, aliases, in, note) with columns that say
why: mentions, documents, confidence from 0 to 1, reasons (the rules that found
the name, or `statistics`), and two sentences with their documents. Read it
over in a spreadsheet, strike out what is wrong, and name it with -d.";

/// Propose dictionary entries for names that are in no list yet
#[derive(Debug, Args)]
#[command(after_help = AFTER)]
pub(super) struct Learn {
    #[command(flatten)]
    input: Input,

    /// File for the proposals, tab-separated
    #[arg(short, long, value_name = "FILE", default_value = "candidates.tsv")]
    out: PathBuf,

    /// Leave out names mentioned less often
    #[arg(long, value_name = "N", default_value_t = learn::Settings::default().min_count)]
    min_count: u64,

    /// Leave out names less sure than this, from 0 to 1
    #[arg(long, value_name = "P", default_value_t = learn::Settings::default().min_confidence)]
    min_confidence: f64,
}

impl Learn {
    pub(super) fn run(&self) -> Result<Done> {
        let plan = self.input.plan()?;
        let dictionaries = self.input.dictionaries()?;
        let (folder, name) = self.target()?;
        let mut out = Outputs::in_folder(&folder)?;
        let settings = self.input.settings();
        let mut progress = Progress::new(&plan, settings);
        let mut gathered = Gathered::default();
        let mut documents = 0_u64;
        let pipeline = Pipeline::new(&dictionaries, settings);
        pipeline.pages(&plan, &mut progress, &mut |page| -> Result<()> {
            documents += 1;
            gathered.add(&page, &dictionaries);
            Ok(())
        })?;
        let failures = progress.finish();
        if documents == 0 {
            return Err(self.input.nothing().into());
        }
        let least = learn::Settings { min_count: self.min_count, min_confidence: self.min_confidence };
        let proposals = gathered.proposals(&dictionaries, least);
        out.write(&name, |file| learn::write(&proposals, &mut &mut *file))?;
        out.keep()?;
        let of_kind = |kind: Kind| proposals.iter().filter(|proposal| proposal.kind == kind).count() as u64;
        let kinds = Kind::ALL.into_iter().filter(|&kind| kind != Kind::Byline);
        let by_kind: Vec<String> = kinds.map(|kind| count(of_kind(kind), kind.name())).collect();
        say("read", &count(documents, "document"));
        say("proposed", &by_kind.join(", "));
        say("wrote", &self.out.display().to_string());
        Ok(self.input.done(&failures))
    }

    /// The folder and name of the file to write.
    fn target(&self) -> Result<(PathBuf, String)> {
        let name = self.out.file_name().map(|name| name.to_string_lossy().into_owned());
        let name = name.ok_or_else(|| {
            Complaint::new("no name for a file", self.out.display(), "name one, as in -o candidates.tsv")
        })?;
        let folder = self.out.parent().filter(|folder| !folder.as_os_str().is_empty());
        Ok((folder.map_or_else(|| PathBuf::from("."), Path::to_path_buf), name))
    }
}
