//! GEXF, as its readers see it.

use rustc_hash::FxHashMap;

use super::look::{Container, colour, is_gephis_own, weight};
use super::report::Report;
use super::xml::{Attributes, Met, walk};
use super::{Language, rules};

/// Types of columns that all readers know.
const TYPES: [&str; 6] = ["string", "integer", "long", "float", "double", "boolean"];

/// Types that Gephi alone knows.
const OF_GEPHI: [&str; 7] = ["bigdecimal", "biginteger", "byte", "char", "character", "short", "int"];

#[derive(Default)]
struct Seen {
    container: Container,
    graphs: usize,
    /// What the block of columns being read is for, and whether its values change.
    block: (String, bool),
    /// Type of each column by what it is for and its id.
    columns: FxHashMap<(String, String), String>,
    nodes_begun: bool,
    directed: bool,
    points: bool,
    dates: bool,
    /// Ends of links with their lines.
    ends: Vec<(usize, String)>,
    /// Spells of the element being read.
    spells: Vec<(String, String)>,
    weight_by_day: bool,
}

pub(super) fn examine(text: &str, report: &mut Report) {
    let mut seen = Seen::default();
    walk(text, report, &mut |report, line, met| match met {
        Met::Start(path, attributes) => seen.start(report, line, path, attributes),
        Met::End(path, _) => seen.end(report, line, path),
    });
    if seen.graphs == 0 {
        report.note(&rules::NO_GRAPH, 1, "");
    }
    for (line, end) in &seen.ends {
        if let Some(id) = seen.container.unknown(end) {
            report.note(&rules::END_UNKNOWN, *line, id);
        }
    }
}

impl Seen {
    fn start(&mut self, report: &mut Report, line: usize, path: &[String], attributes: &Attributes) {
        let Some(name) = path.last() else { return };
        match name.as_str() {
            "gexf" => {
                if attributes.get("xmlns").is_none() {
                    report.note(&rules::NO_NAMESPACE, line, "");
                }
                let version = attributes.text("version");
                if !["1.0", "1.1", "1.2", "1.3", "1.2draft", "1.1draft"].contains(&version) {
                    report.note(&rules::VERSION, line, version);
                }
            }
            "graph" => self.graph(report, line, attributes),
            "attributes" => {
                let class = attributes.text("class");
                if class != "node" && class != "edge" {
                    report.note(&rules::CLASS_MISSING, line, class);
                }
                if self.nodes_begun {
                    report.note(&rules::ATTRIBUTES_TOO_LATE, line, class);
                }
                let mode = attributes.get("mode").or(attributes.get("type")).unwrap_or_default();
                self.block = (class.to_owned(), mode == "dynamic");
            }
            "attribute" => self.column(report, line, attributes),
            "nodes" => self.nodes_begun = true,
            "node" => self.node(report, line, attributes),
            "edge" => self.edge(report, line, attributes),
            "attvalue" => self.value(report, line, path, attributes),
            "spell" | "slice" => {
                let (start, end) = (attributes.text("start"), attributes.text("end"));
                self.time(report, line, attributes);
                self.spells.push((start.to_owned(), end.to_owned()));
            }
            "color" => match attributes.get("hex") {
                Some(_) if attributes.get("a").is_some() => report.note(&rules::COLOUR_HEX_ALPHA, line, ""),
                Some(hex) => colour(report, line, hex),
                None => {}
            },
            "size" if attributes.first() != Some("value") => {
                report.note(&rules::SIZE_VALUE_LATER, line, attributes.first().unwrap_or_default());
            }
            "thickness" | "shape" if path.iter().any(|name| name == "edge") => {
                report.note(&rules::EDGE_LOOK, line, name);
            }
            _ => {}
        }
    }

    fn graph(&mut self, report: &mut Report, line: usize, attributes: &Attributes) {
        self.graphs += 1;
        let kind = attributes.text("defaultedgetype");
        if kind == "mutual" {
            report.note(&rules::MUTUAL, line, "");
        }
        self.directed = kind == "directed" || kind == "mutual";
        self.points = attributes.text("timerepresentation") == "timestamp";
        let format = attributes.get("timeformat").or(attributes.get("timetype")).unwrap_or_default();
        self.dates = format.starts_with("date");
    }

    fn column(&mut self, report: &mut Report, line: usize, attributes: &Attributes) {
        let (id, kind) = (attributes.text("id"), attributes.text("type"));
        let title = attributes.get("title").unwrap_or(id);
        let plain = kind.strip_prefix("list").unwrap_or(kind);
        if kind.is_empty() {
            report.note(&rules::NO_TYPE, line, title);
        } else if kind.starts_with("list") {
            report.note(&rules::LIST_TYPE, line, title);
        } else if OF_GEPHI.contains(&plain) {
            report.note(&rules::GEPHIS_TYPE, line, &format!("{title}: {kind}"));
        } else if !TYPES.contains(&plain) {
            report.note(&rules::UNKNOWN_TYPE, line, &format!("{title}: {kind}"));
        }
        // A changing edge column with this id is how Gephi takes a weight by day.
        let by_day = id == "weight" && self.block == ("edge".to_owned(), true);
        if !by_day && is_gephis_own(id, Language::Gexf) {
            report.note(&rules::GEPHIS_OWN, line, id);
        }
        self.columns.insert((self.block.0.clone(), id.to_owned()), kind.to_owned());
    }

    fn node(&mut self, report: &mut Report, line: usize, attributes: &Attributes) {
        let id = attributes.text("id");
        self.container.node(report, line, id);
        if attributes.text("label").is_empty() {
            report.note(&rules::NODE_NO_LABEL, line, id);
        }
        if attributes.get("pid").is_some() {
            report.note(&rules::PARENT, line, id);
        }
        self.spells.clear();
        self.time(report, line, attributes);
    }

    fn edge(&mut self, report: &mut Report, line: usize, attributes: &Attributes) {
        let ends = (attributes.text("source"), attributes.text("target"));
        self.container.link(report, line, ends, attributes.text("kind"), attributes.text("id"));
        self.ends.extend([(line, ends.0.to_owned()), (line, ends.1.to_owned())]);
        match attributes.get("type") {
            Some("mutual") => report.note(&rules::MUTUAL, line, ""),
            Some(kind) if (kind == "directed") != self.directed => report.note(&rules::DIRECTION, line, kind),
            _ => {}
        }
        match attributes.get("weight") {
            Some(word) if word.contains(',') => report.note(&rules::WEIGHT_COMMA, line, word),
            Some(word) => weight(report, line, word),
            None => {}
        }
        self.spells.clear();
        self.time(report, line, attributes);
    }

    fn value(&mut self, report: &mut Report, line: usize, path: &[String], attributes: &Attributes) {
        let class = if path.iter().any(|name| name == "edge") { "edge" } else { "node" };
        let id = attributes.get("for").or(attributes.get("id")).unwrap_or_default();
        let word = attributes.text("value");
        self.time(report, line, attributes);
        let Some(kind) = self.columns.get(&(class.to_owned(), id.to_owned())) else {
            report.note(&rules::ATTRIBUTE_UNKNOWN, line, id);
            return;
        };
        let fits = match kind.as_str() {
            "integer" | "long" | "int" => word.parse::<i64>().is_ok(),
            "float" | "double" => word.parse::<f64>().is_ok(),
            _ => true,
        };
        if !fits && !word.is_empty() {
            report.note(&rules::CELL_NO_NUMBER, line, &format!("{id}: {word}"));
        }
        if class == "edge" && id == "weight" && attributes.get("id").is_none() && !self.weight_by_day {
            self.weight_by_day = true;
            report.note(&rules::WEIGHT_BY_DAY, line, word);
        }
    }

    /// The days an element carries.
    fn time(&self, report: &mut Report, line: usize, attributes: &Attributes) {
        let spans = ["start", "end"].into_iter().filter_map(|name| attributes.get(name));
        let points = ["timestamp", "timestamps"].into_iter().filter_map(|name| attributes.get(name));
        let (spans, points): (Vec<&str>, Vec<&str>) = (spans.collect(), points.collect());
        if (self.points && !spans.is_empty()) || (!self.points && !points.is_empty()) {
            report.note(&rules::TIME_MIXED, line, spans.first().or(points.first()).unwrap_or(&""));
        }
        if attributes.get("startopen").or(attributes.get("endopen")).is_some() {
            report.note(&rules::TIME_OPEN, line, "");
        }
        let short = |word: &&&str| {
            let digits = word.bytes().filter(u8::is_ascii_digit).count();
            !word.is_empty() && digits < 8 && !word.contains("Infinity")
        };
        if let Some(word) = spans.iter().chain(&points).find(short).filter(|_| self.dates) {
            report.note(&rules::DATE_NOT_A_DAY, line, word);
        }
    }

    fn end(&mut self, report: &mut Report, line: usize, path: &[String]) {
        if path.last().is_some_and(|name| name == "spells") {
            let mut spells = std::mem::take(&mut self.spells);
            spells.sort();
            // Days in ISO form stand in the order of time; numbers are compared as such.
            let before = |a: &str, b: &str| match (a.parse::<f64>(), b.parse::<f64>()) {
                (Ok(a), Ok(b)) => a < b,
                _ => a < b,
            };
            let overlap = spells.windows(2).find(|two| !two[1].0.is_empty() && before(&two[1].0, &two[0].1));
            if let Some(two) = overlap {
                report.note(&rules::SPELLS_OVERLAP, line, &format!("{} – {}", two[1].0, two[0].1));
            }
        }
    }
}
