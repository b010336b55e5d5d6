//! `guanxi draw`: a graph as a picture.

use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::Args;
use guanxi::ask;
use guanxi::draw;
use guanxi::graph::Graph;
use guanxi::kind::Kind;

use super::Done;
use super::complaint::{Complaint, say};
use super::graph_file::GraphFile;
use super::output::Outputs;
use super::prune::{Prune, between};
use crate::png::{Fonts, PngError, png};

const AFTER: &str = "\
Examples:
  guanxi draw graphs/graph.json -o graph.svg
  guanxi draw -o officials.png --between official,project --backbone 0.2
  guanxi draw -o liming.png --ego 李明 --depth 2
  guanxi draw -o matrix.svg --matrix

Without --top the 60 nodes with the strongest links are drawn, so that every
name can be read. The same graph gives the same SVG on every machine.";

/// Nodes of a picture in which every name can be read.
const NODES: usize = 60;

/// Rows and columns of a matrix.
const ROWS: usize = 40;

/// Draw a graph as SVG or PNG, without any other program
#[derive(Debug, Args)]
#[command(after_help = AFTER)]
pub(super) struct Draw {
    #[command(flatten)]
    graph: GraphFile,

    /// The picture to write: .svg or .png
    #[arg(short, long, value_name = "FILE")]
    out: PathBuf,

    /// Only what is around a name
    #[arg(long, value_name = "NAME", conflicts_with = "matrix")]
    ego: Option<String>,

    /// How many links away from the name
    #[arg(long, value_name = "N", default_value_t = 1, requires = "ego")]
    depth: usize,

    /// A matrix of two kinds instead of a network [default of the kinds: official,project]
    #[arg(long, value_name = "KIND,KIND", num_args = 0..=1, require_equals = true,
          default_missing_value = "official,project", value_parser = between)]
    matrix: Option<(Kind, Kind)>,

    /// Draw the N strongest links of every node, 0 for all; posts are always drawn
    #[arg(long, value_name = "N", default_value_t = 3)]
    links: usize,

    /// Words below the picture [default: what is shown]
    #[arg(long, value_name = "TEXT")]
    caption: Option<String>,

    /// How much larger a PNG is than the SVG
    #[arg(long, value_name = "X", default_value_t = 2.0, value_parser = scale)]
    scale: f32,

    #[command(flatten)]
    prune: Prune,
}

impl Draw {
    pub(super) fn run(&self) -> Result<Done> {
        let png = match self.out.extension().and_then(|ending| ending.to_str()) {
            Some("svg") => false,
            Some("png") => true,
            _ => {
                let cure = "end the name in .svg or .png";
                return Err(Complaint::new("not a picture this draws", self.out.display(), cure).into());
            }
        };
        let whole = self.prune.but_top(self.graph.read(self.prune.days)?)?;
        let svg = match self.matrix {
            Some(kinds) => {
                draw::matrix(&whole, kinds, self.prune.top().unwrap_or(ROWS), &self.matrix_caption(kinds))
            }
            None => {
                let (part, about) = self.part(&whole)?;
                draw::network(&part, self.links, about, &self.network_caption(&part, &whole))
            }
        };
        let bytes = if png { self.image(&svg)? } else { svg.into_bytes() };
        let path = Outputs::one(&self.out, |file| file.write_all(&bytes))?;
        say("wrote", &path.display().to_string());
        Ok(Done::Whole)
    }

    /// The nodes to draw, and which of them the picture is about.
    fn part(&self, whole: &Graph) -> Result<(Graph, Option<usize>)> {
        let most = self.prune.top().unwrap_or(NODES);
        let Some(name) = &self.ego else {
            // What the explorer shows first, unless somebody says which kinds are wanted.
            let part = if self.prune.names_kinds() { whole.top(most) } else { whole.subject(most) };
            return Ok((part, None));
        };
        match ask::find(whole, name) {
            Ok(at) => {
                let part = whole.around(at, self.depth, most);
                let about = whole.node(at).and_then(|node| part.find(&node.key));
                Ok((part, about))
            }
            Err(unclear) => {
                let cure = "type more of the name, or its id; what was left out cannot be drawn";
                Err(Complaint::new(unclear.to_string().trim_end(), name, cure).into())
            }
        }
    }

    fn network_caption(&self, part: &Graph, whole: &Graph) -> String {
        let (shown, all) = (part.nodes().len(), whole.nodes().len());
        let first = part.nodes().filter_map(|node| node.first()).min();
        let last = part.nodes().filter_map(|node| node.last()).max();
        let days = first.zip(last).map_or(String::new(), |(first, last)| format!(", {first} – {last}"));
        let links = if self.links == 0 {
            String::new()
        } else {
            format!(
                ", the {} strongest links of each{}",
                self.links,
                self.ego.as_ref().map_or("", |_| " other")
            )
        };
        let words = match &self.ego {
            Some(name) => format!("{name}: {shown} of {all} names{links}{days}"),
            None => format!("{shown} of {all} names{links}{days}"),
        };
        self.caption.clone().unwrap_or(words)
    }

    fn matrix_caption(&self, (rows, columns): (Kind, Kind)) -> String {
        let words = || format!("{rows} × {columns}: how often they are named together");
        self.caption.clone().unwrap_or_else(words)
    }

    fn image(&self, svg: &str) -> Result<Vec<u8>> {
        Ok(png(svg, self.scale, &Fonts::of_system()).map_err(|error| refused(&self.out, &error))?)
    }
}

fn refused(path: &Path, error: &PngError) -> Complaint {
    let cure = match error {
        PngError::NoFont(_) => {
            "install a Chinese font (Debian, Ubuntu: apt install fonts-noto-cjk; Fedora: google-noto-sans-cjk-fonts; \
             Arch: noto-fonts-cjk), or draw an .svg"
        }
        PngError::TooLarge(..) => "draw fewer names with --top, or smaller with --scale",
        PngError::Svg(_) => "draw an .svg, and report this",
    };
    Complaint::new(error.to_string(), path.display(), cure)
}

fn scale(word: &str) -> Result<f32, String> {
    let value = word.parse().ok().filter(|value| *value >= 0.1 && *value <= 10.0);
    value.ok_or_else(|| "write a number from 0.1 to 10".to_owned())
}
