//! Tests of the writers: what is written reads back, whatever the names are.

use proptest::prelude::*;
use quick_xml::Reader;
use quick_xml::events::Event;

use super::{Format, ReadError, read, write};
use crate::graph::testing::{corpus, graph, page, pages};
use crate::graph::{Graph, Options, Value};

pub(super) fn written(graph: &Graph, format: Format) -> String {
    let mut out = Vec::new();
    write(graph, format, &mut out).expect("writing to memory");
    String::from_utf8(out).expect("UTF-8")
}

/// Names that break careless writers.
pub(super) fn hostile() -> Graph {
    let names = [
        "引\"号",
        "<甲>&amp;",
        "换\n行",
        "控\u{1}制\u{fffe}",
        "表😀情",
        "-->",
        "]]>",
        "=cmd|calc",
        "Name",
        "name",
        "反\\斜",
        "竖|线",
        "${x}",
        "{甲}",
    ];
    let mut story = page("怪 \"页\"&", "2024-01-01", "P:甲");
    let mut named = story.mentions[0].clone();
    for name in names.into_iter().map(str::to_owned).chain([" 长".repeat(2500)]) {
        named.entity = name.clone();
        named.surface = format!("{name}同志");
        named.roles = vec![format!("{name}主任|甲")];
        story.mentions.push(named.clone());
    }
    story.passages[0].text = names.join("、");
    story.info.url = Some("https://example.org/?a=1&b=\"2\"".to_owned());
    graph(Options::default(), [story])
}

fn assert_parses(xml: &str) {
    let mut reader = Reader::from_str(xml);
    let mut depth = 0;
    loop {
        match reader.read_event().expect("well-formed XML") {
            Event::Start(start) => {
                depth += 1;
                start.attributes().for_each(|attribute| drop(attribute.expect("an attribute")));
            }
            Event::End(_) => depth -= 1,
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(depth, 0);
    assert!(!xml.contains(|c: char| c.is_control() && c != '\n'));
}

#[test]
fn json_reads_back() {
    for graph in [corpus(), hostile(), Graph::default()] {
        assert_eq!(read(written(&graph, Format::Json).as_bytes()).expect("a graph"), graph);
    }
}

#[test]
fn json_keeps_attributes() {
    let mut graph = corpus();
    let values = [Value::Integer(3), Value::Number(2.0), Value::Number(0.1 + 0.2), Value::Text("甲".into())];
    for (value, node) in values.into_iter().zip(graph.net.node_weights_mut()) {
        node.attributes.insert("measure".to_owned(), value);
    }
    assert_eq!(read(written(&graph, Format::Json).as_bytes()).expect("a graph"), graph);
}

#[test]
fn wrong_files_are_told_apart() {
    assert!(matches!(read(b"[1]"), Err(ReadError::Syntax(_))));
    assert!(matches!(read(b"{}"), Err(ReadError::Format)));
    assert!(matches!(read(br#"{"format":"guanxi","version":99,"new":[]}"#), Err(ReadError::Version(99))));
    assert!(matches!(read(br#"{"format":"guanxi","version":1}"#), Err(ReadError::Syntax(_))));
    let json = written(&corpus(), Format::Json);
    let dangling = json.replace("\"source\":0", "\"source\":77");
    assert!(matches!(read(dangling.as_bytes()), Err(ReadError::Dangling("link", _, "nodes"))));
    let dangling = json.replace("[\"sentence\",0]", "[\"sentence\",99]");
    assert!(matches!(read(dangling.as_bytes()), Err(ReadError::Dangling("node", _, "passages"))));
    assert!(read(&json.as_bytes()[..json.len() / 2]).is_err());
}

#[test]
fn formats_are_found_by_name() {
    for format in Format::ALL {
        assert_eq!(Format::parse(format.name()), [format]);
    }
    assert!(Format::parse("word").is_empty());
    assert!(Format::parse("").is_empty());
}

#[test]
fn graphml_carries_the_facts() {
    let xml = written(&corpus(), Format::GraphMl);
    assert_parses(&xml);
    assert_eq!(xml.matches("<node ").count(), 7);
    assert!(xml.contains("<data key=\"label\">王建国</data>"));
    assert!(xml.contains("<data key=\"e_weight\">0.583333</data>"));
    assert!(xml.contains("label=\"post\""));
    assert!(xml.contains("<data key=\"e_document\">a</data>"));
    assert_parses(&written(&hostile(), Format::GraphMl));
}

#[test]
fn dot_keeps_to_what_both_readers_know() {
    for graph in [corpus(), hostile()] {
        let dot = written(&graph, Format::Dot);
        assert!(dot.starts_with("// 人"));
        for line in dot.lines().skip(2) {
            assert!(line == "}" || (line.starts_with('"') && line.ends_with("];")), "{line}");
        }
    }
    assert!(
        written(&corpus(), Format::Dot).contains("\"official:王建国\" -- \"project:北湖二期\" [weight=2, ")
    );
}

proptest! {
    #[test]
    fn any_graph_reads_back_and_parses(pages in pages()) {
        let graph = graph(Options::default(), pages);
        prop_assert_eq!(&read(written(&graph, Format::Json).as_bytes()).expect("a graph"), &graph);
        assert_parses(&written(&graph, Format::GraphMl));
    }
}
