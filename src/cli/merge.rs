//! `guanxi merge`: graphs built apart, added up to the one that one build would have given.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::Args;
use guanxi::export::Format;
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
        self.sum.prune.days.check()?;
        let out = Outputs::in_folder(&self.sum.out)?;
        let mut adding = Adding::default();
        for path in &self.graphs {
            adding.add(path, read_tally(path)?)?;
        }
        self.sum.write(adding, out)?;
        Ok(Done::Whole)
    }
}

/// A sum in the making: the tally, and which file each document came from.
#[derive(Default)]
pub(super) struct Adding {
    tally: Option<Tally>,
    files: Vec<PathBuf>,
    documents: BTreeMap<String, usize>,
}

impl Adding {
    /// Adds the rows of one file.
    pub(super) fn add(&mut self, path: &Path, rows: Vec<Row>) -> Result<()> {
        let options = rows.iter().find_map(|row| match row {
            Row::Head(head) => Some(head.options),
            _ => None,
        });
        let Some(options) = options else {
            let cure = "build it again with `guanxi build --mergeable`";
            return Err(Complaint::new("a tally without its head", path.display(), cure).into());
        };
        let tally = self.tally.get_or_insert_with(|| Tally::new(options));
        let own = self.files.len();
        self.files.push(path.to_path_buf());
        for row in rows {
            if let Row::Document(document) = &row {
                let before = *self.documents.entry(document.info.id.clone()).or_insert(own);
                if before != own {
                    let what = format!(
                        "document {} stands in {} too and would be counted twice",
                        document.info.id,
                        self.files[before].display()
                    );
                    let cure = "leave one of the two out, or build them from texts they do not share";
                    return Err(Complaint::new(what, path.display(), cure).into());
                }
            }
            if let Err(unequal) = tally.take(row) {
                let cure = "build all of them with the same --scope and --no-damping";
                return Err(Complaint::new(unequal.to_string(), path.display(), cure).into());
            }
        }
        Ok(())
    }
}

impl Sum {
    /// Finishes a sum and writes it in every format.
    pub(super) fn write(&self, adding: Adding, mut out: Outputs) -> Result<()> {
        let tally = adding.tally.unwrap_or_default();
        let rows = self.mergeable.then(|| tally.rows());
        let graph: Graph = tally.finish();
        let (nodes, links) = (graph.nodes().len() as u64, graph.links().len() as u64);
        let graph = self.computed.of(self.prune.of(graph)?);
        write_formats((&graph, rows.as_deref()), &self.format, &mut out)?;
        let paths = out.keep()?;
        let documents = count(adding.documents.len() as u64, "document");
        say("added", &format!("{} of {documents}", count(adding.files.len() as u64, "graph")));
        say("linked", &format!("{}, {}", count(nodes, "entity"), count(links, "link")));
        for path in paths {
            say("wrote", &path.display().to_string());
        }
        Ok(())
    }
}
