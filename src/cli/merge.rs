//! `guanxi merge`: graphs built apart, added up to the one that one build would have given.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::Args;
use guanxi::export::{Format, Skipped};
use guanxi::graph::{Graph, Row, Tally};

use super::Done;
use super::build::write_formats;
use super::choice::choice;
use super::complaint::{Complaint, say};
use super::computed::Computed;
use super::graph_file::read_tally;
use super::output::Outputs;
use super::prune::Prune;
use super::wording::count;

const AFTER: &str = "\
Examples:
  guanxi build 2022/ --mergeable --passes 1 -o a
  guanxi build 2023/ --mergeable --passes 1 -o b
  guanxi merge a/graph.json b/graph.json -o graphs

With --passes 1 the sum is, to the byte, what one build of all texts gives:
counts, weights, evidence, and who of one name is who. With two passes each
build has only looked for the names its own texts teach.";

/// Add graphs built apart to one
#[derive(Debug, Args)]
#[command(after_help = AFTER)]
pub(super) struct Merge {
    /// Graphs to add: graph.json files of `guanxi build --mergeable`
    #[arg(required = true, value_name = "GRAPH")]
    graphs: Vec<PathBuf>,

    #[command(flatten)]
    sum: Sum,
}

/// What becomes of a sum.
#[derive(Debug, Args)]
pub(super) struct Sum {
    /// Folder for the graph files; made where it is missing
    #[arg(short, long, value_name = "DIR", default_value = "graphs")]
    out: PathBuf,

    /// Formats to write, with commas between
    #[arg(short, long, value_delimiter = ',', default_value = "json,dot,graphml,html",
          value_parser = choice(&Format::ALL, Format::name))]
    format: Vec<Format>,

    /// Keep in graph.json what is needed to add it to others
    #[arg(long)]
    mergeable: bool,

    #[command(flatten)]
    computed: Computed,

    #[command(flatten)]
    prune: Prune,
}

impl Merge {
    pub(super) fn run(&self) -> Result<Done> {
        self.sum.check()?;
        let out = Outputs::in_folder(self.sum.folder())?;
        let mut adding = Adding::default();
        let mut documents: BTreeMap<String, &Path> = BTreeMap::new();
        for path in &self.graphs {
            let rows = read_tally(path)?;
            let ids: Vec<String> = rows.iter().filter_map(id).collect();
            if let Some((id, before)) = ids.iter().find_map(|id| documents.get_key_value(id)) {
                let what =
                    format!("document {id} stands in {} too and would be counted twice", before.display());
                let cure = "leave one of the two out, or build them from texts they do not share";
                return Err(Complaint::new(what, path.display(), cure).into());
            }
            documents.extend(ids.into_iter().map(|id| (id, path.as_path())));
            rows.into_iter().try_for_each(|row| adding.take(path, row))?;
        }
        self.sum.write(adding, self.graphs.len(), out)?;
        Ok(Done::Whole)
    }
}

fn id(row: &Row) -> Option<String> {
    match row {
        Row::Document(document) => Some(document.info.id.clone()),
        _ => None,
    }
}

/// A sum in the making; the first head it is given says how it is counted.
#[derive(Default)]
pub(super) struct Adding {
    tally: Option<Tally>,
    documents: u64,
    skipped: Vec<Skipped>,
}

impl Adding {
    /// Adds one row of a file; the first of all is a head.
    pub(super) fn take(&mut self, path: &Path, row: Row) -> Result<()> {
        if let (Row::Head(head), None) = (&row, &self.tally) {
            self.tally = Some(Tally::new(head.options));
        }
        let Some(tally) = &mut self.tally else {
            let cure = "name all files of the job, or build the graph again with --mergeable";
            return Err(Complaint::new("rows of a tally without its head", path.display(), cure).into());
        };
        self.documents += u64::from(matches!(row, Row::Document(_)));
        tally.take(row).map_err(|unequal| {
            let cure = "build all of them with the same --scope and --no-damping";
            Complaint::new(unequal.to_string(), path.display(), cure).into()
        })
    }

    /// Notes a document that was skipped where it was counted.
    pub(super) fn skip(&mut self, skipped: Skipped) {
        self.skipped.push(skipped);
    }

    /// What was skipped.
    pub(super) fn skipped(&self) -> &[Skipped] {
        &self.skipped
    }
}

impl Sum {
    /// Sees to what can be seen before the work.
    pub(super) fn check(&self) -> Result<()> {
        self.prune.days.check()
    }

    /// Where the files go.
    pub(super) fn folder(&self) -> &Path {
        &self.out
    }

    /// Finishes a sum of so many files and writes it in every format.
    pub(super) fn write(&self, adding: Adding, files: usize, mut out: Outputs) -> Result<()> {
        let tally = adding.tally.unwrap_or_default();
        let rows = self.mergeable.then(|| tally.rows());
        let graph: Graph = tally.finish();
        let (nodes, links) = (graph.nodes().len() as u64, graph.links().len() as u64);
        let graph = self.computed.of(self.prune.of(graph)?);
        write_formats((&graph, rows.as_deref()), &self.format, &mut out)?;
        let paths = out.keep()?;
        let documents = count(adding.documents, "document");
        say("added", &format!("{} of {documents}", count(files as u64, "file")));
        say("linked", &format!("{}, {}", count(nodes, "entity"), count(links, "link")));
        for path in paths {
            say("wrote", &path.display().to_string());
        }
        Ok(())
    }
}
