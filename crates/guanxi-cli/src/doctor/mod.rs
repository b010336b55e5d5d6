//! Doctor room: what other programs will make of a graph file, ours or anyone's.
//!
//! [`examine`] reads DOT, GraphML or GEXF and gives every place at which Gephi, Gephi Lite, networkx, igraph or
//! Graphviz warns, drops something or refuses the file, each with its line and a cure. What the readers do was
//! read in their sources and tried with them; `rules.rs` is the table of it.

mod dot;
mod gexf;
mod graphml;
mod look;
mod report;
mod rules;
#[cfg(test)]
mod tests;
mod token;
mod xml;

pub use report::{Effect, Finding, Reader, Report, Verdict};

/// The languages that can be examined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// Graphviz's.
    Dot,
    /// XML of many programs.
    GraphMl,
    /// XML of Gephi.
    Gexf,
}

impl Language {
    /// Every language.
    pub const ALL: [Language; 3] = [Language::Dot, Language::GraphMl, Language::Gexf];

    /// The word users type.
    pub fn name(self) -> &'static str {
        match self {
            Language::Dot => "dot",
            Language::GraphMl => "graphml",
            Language::Gexf => "gexf",
        }
    }

    /// The language a file name's ending stands for.
    pub fn of_ending(ending: &str) -> Option<Language> {
        match ending.to_ascii_lowercase().as_str() {
            "dot" | "gv" => Some(Language::Dot),
            "graphml" => Some(Language::GraphMl),
            "gexf" => Some(Language::Gexf),
            _ => None,
        }
    }

    /// The programs that open files in it.
    pub fn readers(self) -> &'static [Reader] {
        match self {
            Language::Dot => &[Reader::Gephi, Reader::Graphviz],
            Language::GraphMl => &[Reader::Gephi, Reader::GephiLite, Reader::Networkx, Reader::Igraph],
            Language::Gexf => &[Reader::Gephi, Reader::GephiLite, Reader::Networkx],
        }
    }
}

/// Reads a file as every program would, and tells what each makes of it.
pub fn examine(bytes: &[u8], language: Language) -> Report {
    let mut report = Report::new(language);
    let text = look::at_bytes(bytes, &mut report);
    match language {
        Language::Dot => dot::examine(&text, &mut report),
        Language::GraphMl => graphml::examine(&text, &mut report),
        Language::Gexf => gexf::examine(&text, &mut report),
    }
    report.finish();
    report
}
