//! GraphML, as its readers see it.

use rustc_hash::FxHashMap;

use super::look::{Container, colour, is_gephis_own, weight};
use super::report::Report;
use super::xml::{Attributes, Met, walk};
use super::{Language, rules};

/// Types that every program knows.
const TYPES: [&str; 6] = ["string", "int", "long", "float", "double", "boolean"];

/// Types that Gephi knows beside them.
const OF_GEPHI: [&str; 7] = ["bool", "integer", "bigdecimal", "biginteger", "byte", "char", "short"];

/// Names that Gephi makes something of.
const SPECIAL: [&str; 10] = ["label", "weight", "size", "color", "x", "y", "z", "r", "g", "b"];

/// A declared column.
struct Key {
    name: String,
    kind: String,
    /// Whether the column means something to Gephi.
    special: bool,
}

#[derive(Default)]
struct Seen {
    keys: FxHashMap<String, Key>,
    lower: FxHashMap<String, String>,
    names: FxHashMap<(String, String), usize>,
    container: Container,
    /// Links with their lines, told of when their data are read: ends and kind.
    ends: Vec<(usize, String, String)>,
    graphs: usize,
    /// The key of the data being read.
    data: Option<(usize, String)>,
    /// Whether the key declared last means something to Gephi.
    special: bool,
    words_on_links: bool,
    typed: Option<(usize, String)>,
}

pub(super) fn examine(text: &str, report: &mut Report) {
    let mut seen = Seen::default();
    walk(text, report, &mut |report, line, met| match met {
        Met::Start(path, attributes) => seen.start(report, line, path, attributes),
        Met::End(path, words) => seen.end(report, line, path, words),
    });
    if seen.graphs == 0 {
        report.note(&rules::NO_GRAPH, 1, "");
    }
    for (line, from, to) in std::mem::take(&mut seen.ends) {
        for end in [&from, &to] {
            if let Some(id) = seen.container.unknown(end) {
                report.note(&rules::END_UNKNOWN, line, id);
            }
        }
    }
    if let (false, Some((line, kind))) = (seen.words_on_links, seen.typed) {
        report.note(&rules::EDGE_LABEL, line, &kind);
    }
}

impl Seen {
    fn start(&mut self, report: &mut Report, line: usize, path: &[String], attributes: &Attributes) {
        let Some(name) = path.last() else { return };
        match name.as_str() {
            "graphml" if attributes.get("xmlns").is_none() => report.note(&rules::NO_NAMESPACE, line, ""),
            "key" => self.key(report, line, attributes),
            "graph" => {
                self.graphs += 1;
                if path.iter().any(|name| name == "node") {
                    report.note(&rules::NESTED, line, attributes.text("id"));
                }
            }
            "node" => self.container.node(report, line, attributes.text("id")),
            "edge" => {
                let (from, to) = (attributes.text("source"), attributes.text("target"));
                let kind = attributes.text("label");
                if !kind.is_empty() && self.typed.is_none() {
                    self.typed = Some((line, kind.to_owned()));
                }
                self.container.link(report, line, (from, to), kind, attributes.text("id"));
                self.ends.push((line, from.to_owned(), to.to_owned()));
            }
            "hyperedge" | "port" => report.note(&rules::HYPEREDGE, line, ""),
            "data" => {
                let key = attributes.text("key");
                if path.len() >= 2 && path[path.len() - 2] == "graph" {
                    report.note(&rules::GRAPH_DATA, line, key);
                }
                if !self.keys.contains_key(key) {
                    report.note(&rules::KEY_UNKNOWN, line, key);
                }
                self.data = Some((line, key.to_owned()));
            }
            _ => {}
        }
    }

    fn key(&mut self, report: &mut Report, line: usize, attributes: &Attributes) {
        let (id, of) = (attributes.text("id"), attributes.get("for").unwrap_or("all"));
        let name = attributes.get("attr.name").unwrap_or(id);
        if self.graphs > 0 {
            report.note(&rules::KEY_TOO_LATE, line, id);
        }
        match of {
            "all" => report.note(&rules::KEY_FOR_ALL, line, id),
            "graph" => report.note(&rules::GRAPH_DATA, line, id),
            _ => {}
        }
        // What programs keep for drawings of their own, such as yEd's, is no column.
        let foreign = attributes.get("attr.name").is_none() && attributes.get("attr.type").is_none();
        let kind = attributes.get("attr.type").unwrap_or_default();
        let plain = kind.strip_prefix("list").unwrap_or(kind);
        let known = TYPES.contains(&plain) || OF_GEPHI.contains(&plain);
        if !foreign {
            match kind {
                "" => report.note(&rules::NO_TYPE, line, name),
                _ if kind.starts_with("list") && known => report.note(&rules::LIST_TYPE, line, name),
                _ if !known => report.note(&rules::UNKNOWN_TYPE, line, &format!("{name}: {kind}")),
                _ if OF_GEPHI.contains(&kind) => {
                    report.note(&rules::GEPHIS_TYPE, line, &format!("{name}: {kind}"))
                }
                _ => {}
            }
        }
        let lower = id.to_lowercase();
        if let Some(first) = self.lower.insert(lower, id.to_owned())
            && first != id
        {
            report.note(&rules::KEY_IN_TWO_CASES, line, &format!("{first} and {id}"));
        }
        for sort in ["node", "edge"].into_iter().filter(|&sort| of == sort || of == "all") {
            if self.names.insert((sort.to_owned(), name.to_owned()), line).is_some() {
                report.note(&rules::KEY_NAME_TWICE, line, name);
            }
        }
        let small = name.to_lowercase();
        let special = of != "all" && (SPECIAL.contains(&id) || SPECIAL.contains(&name));
        if !special && ["label", "weight", "size", "color"].contains(&small.as_str()) && name != small {
            report.note(&rules::KEY_LARGE_LETTERS, line, name);
        }
        if is_gephis_own(name, Language::GraphMl) {
            report.note(&rules::GEPHIS_OWN, line, name);
        }
        self.words_on_links |= of == "edge" && (name == "label" || id == "label");
        self.special = special;
        let key = Key { name: name.to_owned(), kind: kind.to_owned(), special };
        self.keys.insert(id.to_owned(), key);
    }

    fn end(&mut self, report: &mut Report, line: usize, path: &[String], words: &str) {
        match path.last().map(String::as_str) {
            Some("default") if self.special => report.note(&rules::DEFAULT_IGNORED, line, words.trim()),
            Some("data") => {
                let Some((line, id)) = self.data.take() else { return };
                let Some(key) = self.keys.get(&id) else { return };
                let word = words.trim();
                match key.name.as_str() {
                    "weight" if key.special => weight(report, line, word),
                    "color" if key.special => colour(report, line, word),
                    "r" | "g" | "b" if key.special && word.parse::<u8>().is_err() => {
                        report.note(&rules::RGB_NO_INTEGER, line, word);
                    }
                    _ => cell(report, line, &key.kind, word),
                }
            }
            _ => {}
        }
    }
}

/// A value against the type of its column.
fn cell(report: &mut Report, line: usize, kind: &str, word: &str) {
    let fits = match kind {
        "int" | "long" | "integer" => word.parse::<i64>().is_ok(),
        "float" | "double" => word.parse::<f64>().is_ok(),
        _ => true,
    };
    if !fits && !word.is_empty() {
        report.note(&rules::CELL_NO_NUMBER, line, word);
    }
}
