//! The formats, and what is to be known of each.

use std::fmt;

/// One kind of file a graph is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// Our own: everything, and it reads back.
    Json,
    /// DOT that Gephi and Graphviz both read.
    Dot,
    /// GraphML for Gephi, Gephi Lite, networkx, igraph, yEd.
    GraphMl,
}

/// Name, what stands after `graph.` in a file name, media type.
type Facts = (&'static str, &'static str, &'static str);

impl Format {
    /// Every format.
    pub const ALL: [Format; 3] = [Format::Json, Format::Dot, Format::GraphMl];

    fn facts(self) -> Facts {
        match self {
            Format::Json => ("json", "json", "application/json"),
            Format::Dot => ("dot", "dot", "text/vnd.graphviz"),
            Format::GraphMl => ("graphml", "graphml", "application/graphml+xml"),
        }
    }

    /// The word users type.
    pub fn name(self) -> &'static str {
        self.facts().0
    }

    /// What a file name ends with, after its first dot.
    pub fn extension(self) -> &'static str {
        self.facts().1
    }

    /// The media type of the file.
    pub fn media_type(self) -> &'static str {
        self.facts().2
    }

    /// The formats a word stands for; none if it names nothing.
    pub fn parse(word: &str) -> Vec<Format> {
        let group =
            |format: &Format| format.name().strip_prefix(word).is_some_and(|rest| rest.starts_with('-'));
        match Format::ALL.into_iter().find(|format| format.name() == word) {
            Some(format) => vec![format],
            None => Format::ALL.into_iter().filter(group).collect(),
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
