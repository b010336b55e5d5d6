//! The table of rules: what is at fault, what each program makes of it, and the cure.
//!
//! Read in the importers of Gephi 0.11, in graphology-graphml 0.5 and graphology-gexf 0.13 (Gephi Lite), networkx
//! 3.6, igraph 1.0 and Graphviz 2.43, and most of it tried with them.

use super::report::{Effect, Reader, Rule};

/// The rules by their constants, and all of them for tests.
macro_rules! rules {
    ($($constant:ident: $what:literal, [$($reader:ident $effect:ident),+], $cure:literal;)+) => {
        $(pub(super) static $constant: Rule = Rule {
            name: stringify!($constant),
            what: $what,
            effects: &[$((Reader::$reader, Effect::$effect)),+],
            cure: $cure,
        };)+
        #[cfg(test)]
        pub(super) static ALL: &[&Rule] = &[$(&$constant),+];
    };
}

rules! {
    BYTE_ORDER_MARK: "a byte-order mark begins the file",
        [Graphviz Refuses],
        "save it as UTF-8 without a mark (BOM)";
    OTHER_CHARSET: "the file is not in UTF-8, though it names its charset",
        [GephiLite Warns, Networkx Refuses, Igraph Warns],
        "save it as UTF-8; not every program knows other charsets";
    NO_CHARSET: "the file is not in UTF-8 and does not say in what",
        [Gephi Warns, GephiLite Warns, Networkx Refuses, Igraph Refuses, Graphviz Warns],
        "save it as UTF-8";
    NODE_TWICE: "two nodes have one id",
        [Gephi Warns, GephiLite Refuses],
        "give every node an id of its own";
    EMPTY_END: "a link begins or ends nowhere",
        [Gephi Refuses, GephiLite Refuses],
        "fill in the source and the target";
    END_UNKNOWN: "a link leads to a node that is not there",
        [Gephi Warns, GephiLite Refuses, Networkx Warns, Igraph Warns],
        "write the node, or take the link out: Gephi and networkx make up a node without a label";
    LINK_ID_TWICE: "two links have one id",
        [Gephi Drops, GephiLite Refuses, Networkx Warns],
        "give every link an id of its own, or none";
    PARALLEL: "two links of one kind join the same nodes",
        [Gephi Warns],
        "Gephi makes one of them and adds up their weights; GraphML and GEXF can give them kinds, which keeps them apart";
    BLANK_IN_ID: "an id begins or ends with a blank, or holds a line break",
        [Gephi Warns],
        "write ids without blanks; names belong into the label";
    WEIGHT_ZERO: "a weight is 0",
        [Gephi Drops],
        "Gephi removes such links: write a small number, or another column";
    WEIGHT_NEGATIVE: "a weight is below 0",
        [Gephi Warns, Igraph Warns],
        "layouts and measures want weights above 0: use another column";
    WEIGHT_NO_NUMBER: "a weight is no number",
        [Gephi Warns, Networkx Refuses, Igraph Refuses, Graphviz Warns],
        "write a number with a point, such as 0.5";
    COLOUR_UNREAD: "a colour Gephi does not read",
        [Gephi Drops],
        "write #rrggbb with six digits, or a plain name";
    COLOUR_SHORT: "a colour of three digits, which Gephi takes for a number",
        [Gephi Warns],
        "write all six digits: #aabbcc for #abc";
    GEPHIS_OWN: "a column has a name Gephi keeps for itself",
        [Gephi Drops],
        "call it otherwise: not id, timeset, label or weight";
    CELL_NO_NUMBER: "a number's column holds something else",
        [Gephi Drops, Networkx Refuses, Igraph Refuses],
        "write a number, leave it out, or make it a text column";
    NO_XML: "this is no well-formed XML",
        [Gephi Refuses, GephiLite Refuses, Networkx Refuses, Igraph Refuses],
        "write it with an XML library, which closes elements and escapes & and <";
    ILLEGAL_LETTER: "a letter that XML 1.0 cannot hold",
        [Gephi Refuses, GephiLite Refuses, Networkx Refuses, Igraph Refuses],
        "take control characters out of the texts before they are written";
    NO_GRAPH: "there is no graph in it",
        [Gephi Refuses, GephiLite Refuses, Networkx Refuses, Igraph Refuses, Graphviz Refuses],
        "see whether it is another format with a wrong ending";
    NO_NAMESPACE: "the root element names no namespace",
        [Networkx Refuses],
        "write xmlns=\"http://graphml.graphdrawing.org/xmlns\", or for GEXF xmlns=\"http://gexf.net/1.3\"";
    LIST_TYPE: "a column is of a list type",
        [Networkx Refuses, Igraph Refuses],
        "make it a string, with | between the words";
    UNKNOWN_TYPE: "a column is of a type not every program knows",
        [Gephi Drops, Networkx Refuses, Igraph Refuses],
        "use string, int, long, double or boolean; write dates as strings";
    GEPHIS_TYPE: "a column is of a type only Gephi knows",
        [Networkx Refuses, Igraph Refuses],
        "use string, int, long, double or boolean";
    NO_TYPE: "a column has no type",
        [Gephi Warns, Networkx Warns, Igraph Warns],
        "add attr.type=\"string\", or another type";
    NESTED: "a graph inside a node",
        [Gephi Drops, Networkx Drops, Igraph Drops],
        "write one graph; put the group into a column";
    KEY_FOR_ALL: "a key is for nodes and links at once (for=\"all\", or no for)",
        [Gephi Drops, GephiLite Refuses],
        "write it twice: for=\"node\" and for=\"edge\", with two ids";
    KEY_TOO_LATE: "a key stands after the graph begins",
        [Gephi Drops, Networkx Warns],
        "write all keys before <graph>";
    KEY_IN_TWO_CASES: "two keys differ only in small and large letters",
        [Gephi Drops],
        "Gephi puts the values of both into one column: give them other ids";
    KEY_NAME_TWICE: "two keys for the same elements have one attr.name",
        [Igraph Refuses, Networkx Warns, GephiLite Drops],
        "give every column a name of its own";
    KEY_UNKNOWN: "data refers to a key that is not declared",
        [Gephi Drops, GephiLite Drops, Networkx Refuses, Igraph Drops],
        "declare it: <key id=… for=… attr.name=… attr.type=…/>";
    KEY_LARGE_LETTERS: "a name Gephi knows only in small letters",
        [Gephi Drops],
        "write label, weight, size, color, x, y in small letters";
    DEFAULT_IGNORED: "a default for a column that Gephi makes something of",
        [Gephi Drops],
        "write the value with every node or link";
    GRAPH_DATA: "data of the graph itself",
        [Gephi Drops, GephiLite Drops],
        "put it into a column, or beside the file";
    RGB_NO_INTEGER: "r, g and b are not whole numbers",
        [Gephi Drops],
        "write 0 to 255, or one color=#rrggbb";
    EDGE_LABEL: "edges have label= as an XML attribute: to Gephi that is their type",
        [Gephi Warns],
        "for words on links declare a key named label";
    HYPEREDGE: "a hyperedge or a port",
        [Gephi Drops, GephiLite Drops, Networkx Refuses, Igraph Drops],
        "write links between two nodes";
    VERSION: "a version Gephi does not know",
        [Gephi Warns],
        "write version=\"1.3\" (1.0 to 1.3 are known)";
    COLOUR_HEX_ALPHA: "a colour with hex= and a=",
        [Gephi Refuses, Networkx Refuses],
        "write r, g, b and a, or hex alone";
    SIZE_VALUE_LATER: "viz:size does not begin with value",
        [Gephi Drops],
        "write value first: <viz:size value=\"12\"/>";
    NODE_NO_LABEL: "a node without a label",
        [Gephi Warns],
        "Gephi shows nothing, not the id: write label=";
    PARENT: "a node with pid",
        [Gephi Drops],
        "put the group into a column";
    EDGE_LOOK: "a link with thickness or shape",
        [Gephi Drops],
        "Gephi makes links as thick as their weight";
    CLASS_MISSING: "columns that are not said to be for node or edge",
        [Gephi Warns, Networkx Refuses],
        "write class=\"node\" or class=\"edge\"";
    ATTRIBUTES_TOO_LATE: "columns are declared after the nodes",
        [Gephi Drops],
        "write all attributes before <nodes>";
    ATTRIBUTE_UNKNOWN: "a value for a column that is not declared",
        [Gephi Drops, GephiLite Refuses, Networkx Refuses],
        "declare it in <attributes>";
    DIRECTION: "a link's type contradicts that of the graph",
        [Gephi Drops, Networkx Refuses],
        "Gephi opens graphs of both sorts only from GraphML: use one, or write GraphML";
    MUTUAL: "links or graphs of type mutual",
        [Gephi Warns],
        "write two directed links";
    SPELLS_OVERLAP: "spells of one element overlap",
        [Gephi Drops],
        "join them; ends may touch";
    TIME_MIXED: "a point in time where spans are expected, or the other way round",
        [Gephi Drops],
        "say timerepresentation=\"timestamp\" or \"interval\", and write only such";
    DATE_NOT_A_DAY: "a date without month or day",
        [Gephi Drops],
        "write 2023-04-16";
    TIME_OPEN: "startopen or endopen",
        [Gephi Warns],
        "write start and end";
    WEIGHT_COMMA: "a weight with a comma",
        [Gephi Drops, GephiLite Warns, Networkx Refuses],
        "write a point: 0.5";
    WEIGHT_BY_DAY: "a weight that changes, without a name of its own",
        [GephiLite Warns],
        "Gephi Lite takes the last for the whole weight: give each attvalue an id that no other column has, as guanxi does";
    DOT_SYNTAX: "this is not the language of Graphviz",
        [Graphviz Refuses],
        "quote what is not a word or a number, close quotes and brackets";
    DOT_DIRECTION: "-> in a graph, or -- in a digraph",
        [Graphviz Refuses],
        "write graph and --, or digraph and ->";
    DOT_DEFAULTS: "a statement that begins with graph, node, edge or subgraph",
        [Gephi Drops],
        "Gephi skips to the next { or the end: write attributes with every node and link, or use GraphML";
    DOT_STRICT: "strict",
        [Gephi Warns],
        "leave strict out, and double links too";
    DOT_BARE_VALUE: "name=value on a line of its own: two nodes to Gephi",
        [Gephi Warns],
        "leave it out, or use GraphML";
    DOT_TIGHT_LINK: "a link without blanks round -- or ->",
        [Gephi Drops],
        "write blanks round it, or quote both ids";
    DOT_HASH: "a line that begins with #: nodes to Gephi",
        [Gephi Warns],
        "begin remarks with //";
    DOT_HTML: "a label in HTML",
        [Gephi Drops],
        "write it in quotes";
    DOT_TWO_LISTS: "two lists of attributes: [a][b]",
        [Gephi Drops],
        "write one list: [a, b]";
    DOT_PORT: "a port: part of the id to Gephi",
        [Gephi Warns],
        "leave ports out";
    DOT_PINNED: "pos with !",
        [Gephi Drops],
        "leave the ! out";
    DOT_COLOUR_INVISIBLE: "a quoted \"#rrggbb\": to Gephi wholly transparent",
        [Gephi Drops],
        "write a name, or \"0.074 0.450 1.000\" (hue, saturation, value)";
    DOT_COLOUR_REFUSED: "a quoted \"#rrggbbaa\" that begins with 8 to f",
        [Gephi Refuses],
        "write a name, or \"0.074 0.450 1.000\" (hue, saturation, value)";
    DOT_CHAIN: "a -- b -- c, or braces as an end",
        [Gephi Drops],
        "Gephi gives the attributes to the last link alone and does not fan braces: write every link";
    DOT_WEIGHT_FRACTION: "a weight that is no whole number",
        [Graphviz Warns],
        "dot wants whole weights: keep fractions in another column";
    DOT_LATE_CHINESE: "the first 4096 bytes are ASCII, what follows is not",
        [Gephi Warns],
        "Gephi guesses the charset from them: begin the file with a comment such as // 中文";
}
