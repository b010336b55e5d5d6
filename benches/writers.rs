//! How fast a graph of 100,000 nodes and 1,000,000 links is written, and our own file read back.
//!
//! `cargo bench --bench writers [-- DIR]`: one line for each format with processor seconds and megabytes. With a
//! folder, the files stay there, for `benches/readers.py` to time other programs on them in the same run.

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use guanxi::document::Date;
use guanxi::export::{Format, read, write};
use guanxi::graph::{
    Article, Association, Counts, Day, Document, Evidence, Graph, Key, Link, Meta, Node, NodeDay, Passage,
    Relation, Scope, UnitDay,
};
use guanxi::kind::Kind;
use guanxi::resolve::DocumentInfo;
use petgraph::graph::{NodeIndex, UnGraph};

/// Those that others write and read too.
const FORMATS: [Format; 5] = [Format::Json, Format::GraphMl, Format::Gexf, Format::Dot, Format::CsvEdges];
const NODES: usize = 100_000;
const LINKS: usize = 1_000_000;
const DOCUMENTS: usize = 20_000;

fn main() -> io::Result<()> {
    let folder = std::env::args().skip(1).find(|word| !word.starts_with('-')).map(PathBuf::from);
    let graph = graph();
    measure("full", &graph, folder.as_deref())?;
    measure("bare", &bare(graph), folder.as_deref())
}

fn measure(name: &str, graph: &Graph, folder: Option<&Path>) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "{name}: {} nodes, {} links", graph.net.node_count(), graph.net.edge_count())?;
    let mut json = Vec::new();
    for format in FORMATS {
        let start = cpu_seconds();
        let mut bytes = Vec::new();
        let size = match folder {
            // Into the file, as a build does it.
            Some(folder) => {
                let file = std::fs::File::create(folder.join(format!("{name}.{}", format.extension())))?;
                let mut file = BufWriter::with_capacity(1 << 16, file);
                write(graph, format, &mut file)?;
                file.flush()?;
                file.get_ref().metadata()?.len()
            }
            None => {
                write(graph, format, &mut bytes)?;
                bytes.len() as u64
            }
        };
        let seconds = cpu_seconds() - start;
        if folder.is_some() && format == Format::Json {
            write(graph, format, &mut bytes)?;
        }
        writeln!(out, "  write {:<18} {seconds:6.2} s  {:7.1} MB", format.name(), size as f64 / 1e6)?;
        if format == Format::Json {
            json = bytes;
        }
    }
    let start = cpu_seconds();
    let back = read(&json).map_err(io::Error::other)?;
    writeln!(out, "  read  {:<18} {:6.2} s", "json", cpu_seconds() - start)?;
    if back != *graph {
        return Err(io::Error::other("what was read is not what was written"));
    }
    Ok(())
}

/// Processor time of this process, where the system tells it (Linux, in hundredths); else the clock's.
fn cpu_seconds() -> f64 {
    let ticks = std::fs::read_to_string("/proc/self/stat").ok().and_then(|stat| {
        // Fields 14 and 15, counted after the name, which is in parentheses and may hold blanks.
        let fields: Vec<&str> = stat.rsplit(')').next()?.split_whitespace().collect();
        Some(fields.get(11)?.parse::<f64>().ok()? + fields.get(12)?.parse::<f64>().ok()?)
    });
    match ticks {
        Some(ticks) => ticks / 100.0,
        None => SystemTime::now().duration_since(UNIX_EPOCH).map_or(0.0, |time| time.as_secs_f64()),
    }
}

/// The same nodes and links with neither days nor evidence.
fn bare(mut graph: Graph) -> Graph {
    graph.passages.clear();
    for node in graph.net.node_weights_mut() {
        node.days.clear();
        node.evidence.clear();
    }
    for link in graph.net.edge_weights_mut() {
        link.days.clear();
        link.evidence.clear();
    }
    graph
}

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % sides
    }

    fn word(&mut self, letters: usize) -> String {
        (0..letters).filter_map(|_| char::from_u32(0x4e00 + self.roll(5000) as u32)).collect()
    }
}

fn graph() -> Graph {
    let mut dice = Dice(1);
    let date = |dice: &mut Dice| -> Date {
        jiff::civil::date(2015 + dice.roll(10) as i16, 1 + dice.roll(12) as i8, 1 + dice.roll(28) as i8)
    };
    let dates: Vec<Date> = (0..DOCUMENTS).map(|_| date(&mut dice)).collect();
    let documents: Vec<Document> = (0..DOCUMENTS)
        .map(|at| Document {
            info: DocumentInfo {
                id: format!("pages/{at:06}.txt"),
                date: Some(dates[at]),
                ..DocumentInfo::default()
            },
            reporters: Vec::new(),
            articles: vec![Article { date: Some(dates[at]), ..Article::default() }],
        })
        .collect();
    let passages: Vec<Passage> = (0..4 * DOCUMENTS)
        .map(|at| {
            let (document, start) = (at as u32 / 4, at as u32 % 4 * 50);
            Passage { document, article: 0, start, end: start + 42, text: dice.word(40) + "。" }
        })
        .collect();
    let counts = Counts { sentences: 1, paragraphs: 1, articles: 1 };
    let mut net = UnGraph::with_capacity(NODES, LINKS);
    for at in 0..NODES {
        let kind = Kind::NODES[at * 4 / NODES];
        let name = format!("{}{at}", dice.word(4));
        let passage = dice.roll(passages.len()) as u32;
        let date = dates[passages[passage as usize].document as usize];
        net.add_node(Node {
            key: Key::new(kind, name.clone()),
            label: name,
            aliases: Vec::new(),
            mentions: 20,
            documents: 1,
            counts,
            days: vec![NodeDay { date, mentions: 20, documents: 1, counts }],
            roles: Vec::new(),
            evidence: vec![Evidence { scope: Scope::Sentence, first: passage, second: None }],
            attributes: Default::default(),
        });
    }
    for _ in 0..LINKS {
        let a = dice.roll(NODES - 1);
        let b = a + 1 + dice.roll(NODES - 1 - a);
        let passage = dice.roll(passages.len()) as u32;
        let date = dates[passages[passage as usize].document as usize];
        let weight = 1.0 / (1 + dice.roll(30)) as f64;
        let link = Link {
            relation: Relation::CoMention,
            counts,
            weight: (weight * 1e6).round() / 1e6,
            association: Association {
                npmi: dice.roll(1_000_000) as f64 / 1e6,
                g2: 12.3456,
                jaccard: 0.25,
                p: dice.roll(1_000_000) as f64 / 1e6,
            },
            days: vec![Day { date, counts, weight: (weight * 1e9).round() / 1e9 }],
            evidence: vec![Evidence { scope: Scope::Sentence, first: passage, second: None }],
            roles: Vec::new(),
        };
        net.add_edge(NodeIndex::new(a), NodeIndex::new(b), link);
    }
    let mut days: Vec<Date> = dates;
    days.sort_unstable();
    days.dedup();
    let meta = Meta {
        scope: Scope::Article,
        damping: true,
        mentions: Kind::ALL.into_iter().map(|kind| (kind, 500_000)).collect(),
        units: Counts { sentences: 80_000, paragraphs: 40_000, articles: 20_000 },
        days: days.into_iter().map(|date| UnitDay { date, counts }).collect(),
    };
    Graph { meta, documents: documents.into_iter().collect(), passages, net }
}
