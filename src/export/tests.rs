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
        named.roles = vec![crate::resolve::StatedRole::held(format!("{name}主任|甲"))];
        story.mentions.push(named.clone());
    }
    story.passages[0].text = names.join("、");
    story.info.url = Some("https://example.org/?a=1&b=\"2\"".to_owned());
    graph(Options::default(), [story])
}

/// `tests/interop/` hands the hostile graph to other programs' readers; the small one is what other crates test with.
#[test]
fn the_graphs_of_the_readers_are_these() {
    for (name, graph) in [("hostile", hostile()), ("small", corpus())] {
        let path = format!("{}/tests/interop/{name}.json", env!("CARGO_MANIFEST_DIR"));
        let written = written(&graph, Format::Json);
        if std::env::var_os("GUANXI_REPAIR").is_some() {
            std::fs::write(&path, &written).expect("a file");
        }
        let committed = std::fs::read_to_string(path).expect("a file");
        assert!(committed == written, "mend with GUANXI_REPAIR=1 cargo test --lib the_graphs_of_the_readers");
    }
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

/// Rows of a CSV file by RFC 4180.
fn rows(csv: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut word) = (Vec::new(), Vec::new(), String::new());
    let (mut quoted, mut letters) = (false, csv.trim_start_matches('\u{feff}').chars().peekable());
    while let Some(c) = letters.next() {
        match c {
            '"' if quoted && letters.peek() == Some(&'"') => word.extend(letters.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut word)),
            '\r' if !quoted => {}
            '\n' if !quoted => {
                row.push(std::mem::take(&mut word));
                rows.push(std::mem::take(&mut row));
            }
            c => word.push(c),
        }
    }
    rows
}

#[cfg(feature = "turtle")]
fn triples(graph: &Graph) -> Vec<oxrdf::Triple> {
    let turtle = written(graph, Format::Turtle);
    oxttl::TurtleParser::new().for_slice(&turtle).map(|triple| triple.expect("a triple")).collect()
}

/// What holds for every file of every graph.
fn assert_files(graph: &Graph) {
    assert_eq!(&read(written(graph, Format::Json).as_bytes()).expect("a graph"), graph);
    assert_parses(&written(graph, Format::GraphMl));
    assert_parses(&written(graph, Format::Gexf));
    let (nodes, links) = (graph.net.node_count(), graph.net.edge_count());
    for (format, count) in [
        (Format::CsvNodes, nodes),
        (Format::Neo4jNodes, nodes),
        (Format::CsvEdges, links),
        (Format::Neo4jEdges, links),
    ] {
        let rows = rows(&written(graph, format));
        assert_eq!(rows.len(), count + 1, "{format}");
        assert!(rows.iter().all(|row| row.len() == rows[0].len()), "{format}");
        let words = rows.iter().flatten();
        assert!(words.filter(|word| word.starts_with(['=', '+', '@'])).count() == 0, "{format}");
    }
    let node_link: serde_json::Value = serde_json::from_str(&written(graph, Format::NodeLink)).expect("JSON");
    assert_eq!(node_link["nodes"].as_array().map(Vec::len), Some(nodes));
    assert_eq!(node_link["links"].as_array().map(Vec::len), Some(links));
    for line in written(graph, Format::FollowTheMoney).lines() {
        let entity: serde_json::Value = serde_json::from_str(line).expect("JSON");
        assert!(entity["id"].is_string() && entity["schema"].is_string());
    }
    #[cfg(feature = "turtle")]
    let _ = triples(graph);
    for format in Format::ALL {
        assert!(!written(graph, format).is_empty() || nodes == 0, "{format}");
    }
}

#[test]
fn every_format_takes_every_graph() {
    let mut placed = corpus().with_measures(&crate::graph::Measure::ALL);
    for (at, node) in placed.net.node_weights_mut().enumerate() {
        node.attributes.insert("x".to_owned(), Value::Number(at as f64));
        node.attributes.insert("y".to_owned(), Value::Number(-0.5));
        node.attributes.insert("Size of <it>".to_owned(), Value::Text("大".to_owned()));
    }
    for graph in [corpus(), hostile(), placed, Graph::default()] {
        assert_files(&graph);
    }
}

#[test]
fn gexf_carries_days_and_looks() {
    let xml = written(&corpus(), Format::Gexf);
    assert!(xml.contains("mode=\"dynamic\" timeformat=\"date\" timerepresentation=\"interval\""));
    assert!(xml.contains("<spell start=\"2024-01-05\" end=\"2024-01-05\"/>"));
    assert!(xml.contains("for=\"weight\" value=\"0.25\" start=\"2024-01-05\" end=\"2024-01-05\"/>"));
    assert!(xml.contains("kind=\"post\""));
    assert!(xml.contains("<viz:color r=\"213\" g=\"94\" b=\"0\"/>"));
    let undated = graph(Options::default(), [page("a", "", "P:甲 B:乙")]);
    assert!(written(&undated, Format::Gexf).contains("mode=\"static\""));
}

#[test]
fn formulas_are_defused() {
    let rows = rows(&written(&hostile(), Format::CsvNodes));
    assert!(rows.iter().any(|row| row[1] == "'=cmd|calc"));
    assert!(rows.iter().any(|row| row[1] == "换\n行"));
    assert_eq!(rows[0][..4], ["Id", "Label", "kind", "mentions"]);
}

#[cfg(feature = "turtle")]
#[test]
fn turtle_tells_posts_and_evidence() {
    let triples = triples(&corpus());
    let with = |ending: &str| triples.iter().filter(|quad| quad.predicate.as_str().ends_with(ending)).count();
    // Three memberships; each of 14 co-mentions between two.
    assert_eq!(with("org#organization"), 3);
    assert_eq!(with("#between"), 28);
    assert_eq!(with("#wasQuotedFrom"), corpus().passages.len());
    let membership = "urn:guanxi:membership:official:王建国/东山区委书记";
    assert!(triples.iter().any(|quad| quad.subject.to_string() == format!("<{membership}>")));
}

#[test]
fn followthemoney_refers_to_what_is_there() {
    let text = written(&corpus(), Format::FollowTheMoney);
    let entities: Vec<serde_json::Value> =
        text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let ids: Vec<&str> = entities.iter().filter_map(|entity| entity["id"].as_str()).collect();
    for entity in &entities {
        for property in ["subject", "object", "holder", "post", "organization", "proof"] {
            for value in entity["properties"][property].as_array().into_iter().flatten() {
                assert!(ids.contains(&value.as_str().expect("an id")), "{property}");
            }
        }
    }
    assert_eq!(entities.iter().filter(|entity| entity["schema"] == "Occupancy").count(), 3);
}

#[test]
fn words_stand_for_one_or_two_files() {
    assert_eq!(Format::parse("csv"), [Format::CsvNodes, Format::CsvEdges]);
    #[cfg(feature = "turtle")]
    assert_eq!(Format::parse("ttl"), [Format::Turtle]);
    let mut ends: Vec<&str> = Format::ALL.iter().map(|format| format.extension()).collect();
    ends.sort_unstable();
    ends.dedup();
    assert_eq!(ends.len(), Format::ALL.len());
}

proptest! {
    // Each case writes and reads a dozen files.
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn any_graph_is_written_right(pages in pages()) {
        assert_files(&graph(Options::default(), pages));
    }
}
