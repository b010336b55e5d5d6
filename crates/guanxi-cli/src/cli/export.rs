//! `guanxi export`: a graph in another format, or a part of it.

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::Args;
use guanxi::export::{self, Format};
use guanxi::graph::Graph;

use super::Done;
use super::choice::choice;
use super::complaint::{Complaint, say};
use super::computed::Computed;
use super::graph_file::GraphFile;
use super::output::Outputs;
use super::prune::Prune;

const AFTER: &str = "\
Examples:
  guanxi export graphs/graph.json -o graph.gexf
  guanxi export graphs/graph.json -o backbone.graphml --backbone 0.05
  guanxi export -o works.nodes.csv --between official,project --since 2023
  guanxi export -o - --format turtle | rapper -i turtle -c - graph:

The ending tells the format: .json .dot .pretty.dot .graphml .gexf .nodes.csv
.edges.csv .neo4j.nodes.csv .neo4j.edges.csv .node-link.json .cypher .ttl
.ftm.jsonl. docs/formats.md says what each carries.";

/// Write a graph in another format, or a part of it
#[derive(Debug, Args)]
#[command(after_help = AFTER)]
pub(super) struct Export {
    #[command(flatten)]
    graph: GraphFile,

    /// The file to write; - for standard output
    #[arg(short, long, value_name = "FILE")]
    out: PathBuf,

    /// The format, where the ending of the file does not tell it
    #[arg(short, long, value_parser = choice(&Format::ALL, Format::name))]
    format: Option<Format>,

    #[command(flatten)]
    computed: Computed,

    #[command(flatten)]
    prune: Prune,
}

impl Export {
    pub(super) fn run(&self) -> Result<Done> {
        let format = self.format.map_or_else(|| format_of(&self.out), Ok)?;
        let graph = self.computed.of(self.prune.of(self.graph.read(self.prune.days)?)?);
        write(&graph, format, &self.out)?;
        Ok(Done::Whole)
    }
}

/// Writes one file whole or not at all; `-` is standard output.
fn write(graph: &Graph, format: Format, path: &Path) -> Result<()> {
    if path == Path::new("-") {
        let mut out = BufWriter::new(io::stdout().lock());
        export::write(graph, format, &mut out)?;
        return Ok(out.flush()?);
    }
    let path = Outputs::one(path, |file| export::write(graph, format, &mut &mut *file))?;
    say("wrote", &path.display().to_string());
    Ok(())
}

/// The format whose ending the file has: the longest, since `.nodes.csv` is no `.csv`.
fn format_of(path: &Path) -> Result<Format> {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    let ends = |format: &Format| {
        name.strip_suffix(format.extension()).is_some_and(|start| start.is_empty() || start.ends_with('.'))
    };
    let found = Format::ALL.into_iter().filter(ends).max_by_key(|format| format.extension().len());
    found.or(name.ends_with(".gv").then_some(Format::Dot)).ok_or_else(|| {
        let cure = match name.ends_with(".csv") {
            true => "call it .nodes.csv or .edges.csv, or add --format csv-nodes or csv-edges",
            false => "end the name in .graphml, .gexf, .dot, .json …, or add --format",
        };
        Complaint::new("the name does not tell a format", path.display(), cure).into()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_tell_the_format() {
        for format in Format::ALL {
            let name = format!("a.b/x.{}", format.extension());
            assert_eq!(format_of(Path::new(&name)).expect("a format"), format);
        }
        assert_eq!(format_of(Path::new("X.GV")).expect("a format"), Format::Dot);
        for (name, cure) in
            [("x.csv", ".nodes.csv"), ("x", "--format"), ("xjson", "--format"), ("-", "--format")]
        {
            let error = format_of(Path::new(name)).expect_err("no format").to_string();
            assert!(error.contains(cure), "{error}");
        }
    }
}
