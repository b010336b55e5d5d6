//! Tests of pictures: no name on another, and the same bytes.

use proptest::prelude::*;
use quick_xml::Reader;
use quick_xml::events::Event;

use super::boxes::{Rect, separate};
use super::{matrix, network};
use crate::graph::testing::{corpus, graph, page, pages};
use crate::graph::{Graph, Key, Options as Counting};
use crate::kind::Kind;
use crate::resolve::{PostState, StatedRole};

/// A district with 60 names of all lengths: stories of a few names each, some of them in many.
fn sixty() -> Graph {
    let name = |at: usize| {
        let letter = ["P", "B", "L", "J"][at % 4];
        format!(
            "{letter}:{}{}",
            "甲乙丙丁戊己庚辛壬癸".chars().nth(at / 6).unwrap_or('子'),
            "名".repeat(1 + at * 7 % 13)
        ) + &at.to_string()
    };
    let stories = (0..24usize).map(|story| {
        let names: Vec<String> = (0..5).map(|at| name((story * 11 + at * at * 7 + story / 3) % 60)).collect();
        page(&format!("d{story}"), "2024-01-05", &names.join(" "))
    });
    let rest = page("all", "2024-02-01", &(0..60).map(name).collect::<Vec<_>>().join("#"));
    graph(Counting::default(), stories.chain([rest]))
}

/// Where the boxes of names lie in a picture: left, top, right, bottom.
fn frames(svg: &str) -> Vec<[f64; 4]> {
    let mut reader = Reader::from_str(svg);
    let (mut inside, mut frames) = (false, Vec::new());
    loop {
        match reader.read_event().expect("well-formed XML") {
            Event::Start(start) if start.name().as_ref() == "g" => {
                inside = start.attributes().flatten().any(|a| a.value == "node");
            }
            Event::Empty(rect) if inside && rect.name().as_ref() == "rect" => {
                let of = |name: &str| {
                    let found = rect.try_get_attribute(name).expect("an attribute").expect("there");
                    found.value.parse::<f64>().expect("a number")
                };
                let (x, y) = (of("x"), of("y"));
                frames.push([x, y, x + of("width"), y + of("height")]);
            }
            Event::Eof => break,
            _ => {}
        }
    }
    frames
}

fn apart(boxes: &[[f64; 4]]) {
    for (at, a) in boxes.iter().enumerate() {
        for b in &boxes[at + 1..] {
            let apart = a[2] <= b[0] || b[2] <= a[0] || a[3] <= b[1] || b[3] <= a[1];
            assert!(apart, "{a:?} lies on {b:?}");
        }
    }
}

#[test]
fn no_name_lies_on_another_at_sixty() {
    let graph = sixty();
    assert_eq!(graph.nodes().len(), 60);
    for links in [1, 3, 0] {
        let svg = network(&graph, links, None, "60 names");
        // The white rims may touch, the boxes in them not even that.
        let frames: Vec<_> = frames(&svg).into_iter().skip(1).step_by(2).collect();
        assert_eq!(frames.len(), 60);
        apart(&frames);
    }
}

#[test]
fn a_picture_about_one_name_has_all_its_links() {
    let graph = corpus();
    for (at, _) in graph.nodes().enumerate() {
        let own = graph.links().filter(|&(a, b, _)| a == at || b == at).count();
        let few = network(&graph, 1, None, "").matches(r#"class="link""#).count();
        let about = network(&graph, 1, Some(at), "").matches(r#"class="link""#).count();
        assert!(about >= own && about >= few, "{own} {few} {about}");
    }
    let king = graph.find(&Key::new(Kind::Official, "王建国")).expect("a node");
    let links = |about| network(&graph, 1, about, "").matches(r#"class="link""#).count();
    assert!(links(Some(king)) > links(None));
}

#[test]
fn the_same_graph_is_the_same_picture() {
    for graph in [sixty(), corpus(), Graph::default()] {
        assert_eq!(network(&graph, 3, None, ""), network(&graph.clone(), 3, None, ""));
        let kinds = (Kind::Official, Kind::Project);
        assert_eq!(matrix(&graph, kinds, 9, ""), matrix(&graph.clone(), kinds, 9, ""));
    }
    // A change of one bit in the arithmetic would show here.
    let svg = network(&corpus(), 3, None, "");
    assert_eq!(frames(&svg).len(), 14);
    let placed = corpus().with_places();
    assert!(
        placed.nodes().all(|node| node.attributes.contains_key("x") && node.attributes.contains_key("y"))
    );
}

#[test]
fn a_matrix_shows_every_pair() {
    let graph = corpus();
    let svg = matrix(&graph, (Kind::Official, Kind::Project), 9, "official × project");
    let kind = |at: usize| graph.node(at).map(|node| node.key.kind);
    let pairs =
        graph.links().filter(|&(a, b, _)| (kind(a), kind(b)) == (Some(Kind::Official), Some(Kind::Project)));
    assert_eq!(svg.matches("class=\"cell\"").count(), pairs.count());
    assert!(matrix(&corpus(), (Kind::Project, Kind::Body), 0, "").ends_with("</svg>\n"));
}

proptest! {
    #[test]
    fn any_graph_can_be_drawn(pages in pages(), links in 0..4usize) {
        let graph = graph(Counting::default(), pages);
        let svg = network(&graph, links, None, "<&\"\u{1}>");
        prop_assert_eq!(frames(&svg).len(), 2 * graph.nodes().len());
        frames(&matrix(&graph, (Kind::Official, Kind::Official), 5, "<>"));
    }

    #[test]
    fn boxes_come_apart(places in prop::collection::vec((0.0..50.0f64, 0.0..50.0f64, 1.0..90.0f64), 0..30)) {
        let mut boxes: Vec<Rect> =
            places.into_iter().map(|(x, y, width)| Rect { x, y, width, height: 20.0 }).collect();
        separate(&mut boxes, 5.0);
        for (at, a) in boxes.iter().enumerate() {
            for b in &boxes[at + 1..] {
                let far = (a.x - b.x).abs() >= (a.width + b.width) / 2.0 + 5.0;
                prop_assert!(far || (a.y - b.y).abs() >= 25.0);
            }
        }
    }
}

#[test]
fn a_post_that_is_over_looks_unlike_one_that_is_held() {
    let picture = |state: PostState| {
        let mut story = page("d", "", "P:甲 B:某县教育局");
        story.mentions[0].roles = vec![StatedRole { state, ..StatedRole::held("某县教育局局长") }];
        network(&graph(Counting::default(), [story]), 3, None, "")
    };
    let (held, over) = (picture(PostState::Held), picture(PostState::Former));
    assert!(held.contains("任职 post") && !held.contains("原任或拟任"));
    assert!(over.contains("原任或拟任") && !over.contains("任职 post"));
    assert!(picture(PostState::Proposed).contains("原任或拟任"));
}
