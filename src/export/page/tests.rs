//! The page holds what the graph holds, and no text of it becomes markup.

use super::super::tests::hostile;
use super::*;
use crate::graph::testing::corpus;

fn page(graph: &Graph) -> String {
    let mut out = Vec::new();
    write(graph, &mut out).expect("written");
    String::from_utf8(out).expect("UTF-8")
}

#[test]
fn no_text_becomes_markup() {
    for graph in [corpus(), hostile(), Graph::default()] {
        let mut plain = Vec::new();
        plain::write(&graph, &mut plain).expect("written");
        let plain = String::from_utf8(plain).expect("UTF-8");
        assert!(!plain.contains("<script") && !plain.contains("<img") && !plain.contains("]]>"), "{plain}");
        let page = page(&graph);
        if let Some((before, after)) = TEMPLATE.split_once(PLACE) {
            let data = &page[before.len()..page.len() - after.len()];
            assert!(!data.contains('<'));
            let data: serde_json::Value = serde_json::from_str(data).expect("JSON");
            let graph_again = json::read(data["graph"].to_string().as_bytes()).expect("a graph");
            assert_eq!(graph_again, graph);
        } else {
            assert_eq!(page, plain);
        }
    }
}

#[test]
fn the_page_that_asks_may_only_ask_its_server() {
    let whole = Whole::from(&corpus());
    let page = asking(&Asking {
        whole,
        api: "/api",
        places: &[(0, 1.0, 2.0)],
        archive: true,
        decisions: Some("</script><b>.tsv"),
    });
    assert_eq!(page.is_some(), is_embedded());
    if let Some(page) = page {
        assert!(page.contains("connect-src 'self'") && !page.contains("connect-src 'none'"));
        assert!(page.contains("\\u003c/script>") && !page.contains("</script><b>"));
    }
}
