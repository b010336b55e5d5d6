//! The formats, and what is to be known of each.

use std::fmt;

/// One kind of file a graph is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// Our own: everything, and it reads back.
    Json,
    /// DOT that Gephi and Graphviz both read.
    Dot,
    /// DOT for Graphviz alone, with clusters and a legend.
    DotPretty,
    /// GraphML for Gephi, Gephi Lite, networkx, igraph, yEd.
    GraphMl,
    /// GEXF 1.3 for Gephi, with days and colours.
    Gexf,
    /// The nodes table of Gephi, or of a spreadsheet.
    CsvNodes,
    /// The edges table of Gephi, or of a spreadsheet.
    CsvEdges,
    /// Nodes for `neo4j-admin database import`.
    Neo4jNodes,
    /// Relationships for `neo4j-admin database import`.
    Neo4jEdges,
    /// Node-link JSON for networkx, d3, sigma.
    NodeLink,
    /// Cypher statements for Neo4j and Memgraph.
    Cypher,
    /// RDF in Turtle, evidence by PROV; with the feature `turtle`.
    #[cfg(feature = "turtle")]
    Turtle,
    /// FollowTheMoney entities for Aleph, one a line.
    FollowTheMoney,
    /// The explorer: one web page with the graph in it.
    Html,
}

/// Name, what stands after `graph.` in a file name, media type.
type Facts = (&'static str, &'static str, &'static str);

impl Format {
    /// Every format.
    pub const ALL: [Format; 13 + cfg!(feature = "turtle") as usize] = [
        Format::Json,
        Format::Dot,
        Format::DotPretty,
        Format::GraphMl,
        Format::Gexf,
        Format::CsvNodes,
        Format::CsvEdges,
        Format::Neo4jNodes,
        Format::Neo4jEdges,
        Format::NodeLink,
        Format::Cypher,
        #[cfg(feature = "turtle")]
        Format::Turtle,
        Format::FollowTheMoney,
        Format::Html,
    ];

    fn facts(self) -> Facts {
        match self {
            Format::Json => ("json", "json", "application/json"),
            Format::Dot => ("dot", "dot", "text/vnd.graphviz"),
            Format::DotPretty => ("dot-pretty", "pretty.dot", "text/vnd.graphviz"),
            Format::GraphMl => ("graphml", "graphml", "application/graphml+xml"),
            Format::Gexf => ("gexf", "gexf", "application/gexf+xml"),
            Format::CsvNodes => ("csv-nodes", "nodes.csv", "text/csv"),
            Format::CsvEdges => ("csv-edges", "edges.csv", "text/csv"),
            Format::Neo4jNodes => ("neo4j-nodes", "neo4j.nodes.csv", "text/csv"),
            Format::Neo4jEdges => ("neo4j-edges", "neo4j.edges.csv", "text/csv"),
            Format::NodeLink => ("node-link", "node-link.json", "application/json"),
            Format::Cypher => ("cypher", "cypher", "application/x-cypher-query"),
            #[cfg(feature = "turtle")]
            Format::Turtle => ("turtle", "ttl", "text/turtle"),
            Format::FollowTheMoney => ("followthemoney", "ftm.jsonl", "application/x-ndjson"),
            Format::Html => ("html", "html", "text/html"),
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

    /// The formats a word stands for: `dot` is one, `csv` and `neo4j` are two files each.
    ///
    /// A format answers to its name and to its extension; what names nothing gives nothing.
    pub fn parse(word: &str) -> Vec<Format> {
        let one = |format: &Format| format.name() == word || format.extension() == word;
        if let Some(format) = Format::ALL.into_iter().find(one) {
            return vec![format];
        }
        match word {
            "csv" => vec![Format::CsvNodes, Format::CsvEdges],
            "neo4j" => vec![Format::Neo4jNodes, Format::Neo4jEdges],
            "ftm" => vec![Format::FollowTheMoney],
            _ => Vec::new(),
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
