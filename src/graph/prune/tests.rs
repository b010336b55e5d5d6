//! Tests of pruning: by hand, and by building the smaller graph anew.

use proptest::prelude::*;

use super::*;
use crate::graph::testing::{corpus, graph, page, pages};
use crate::graph::{Key, Options, Scope};

fn names(graph: &Graph) -> Vec<&str> {
    graph.nodes().map(|node| node.key.name.as_str()).collect()
}

fn ends(graph: &Graph, relation: Relation) -> Vec<(String, String)> {
    let name = |at: usize| graph.node(at).map(|node| node.key.name.clone()).unwrap_or_default();
    let links = graph.links().filter(|(_, _, link)| link.relation == relation);
    links.map(|(a, b, _)| (name(a), name(b))).collect()
}

#[test]
fn counts_and_weights() {
    let pruned = min_count(&corpus(), 2);
    assert_eq!(ends(&pruned, Relation::CoMention).len(), 6);
    // 南门改造 lost its only link; 赵海 keeps the post.
    assert_eq!(names(&pruned), ["李明", "王建国", "赵海", "东山区委", "东山区", "北湖二期"]);
    let pruned = min_weight(&corpus(), Weight::Npmi, 0.9);
    assert_eq!(ends(&pruned, Relation::CoMention), [("王建国".to_owned(), "东山区".to_owned())]);
    let pruned = min_weight(&corpus(), Weight::P, 0.2);
    assert_eq!(ends(&pruned, Relation::CoMention), [("李明".to_owned(), "南门改造".to_owned())]);
    assert_eq!(ends(&backbone(&corpus(), 0.2), Relation::CoMention).len(), 1);
    assert_eq!(
        backbone(&corpus(), 0.0).links().filter(|link| link.2.relation == Relation::CoMention).count(),
        0
    );
}

#[test]
fn kinds_and_pairs_of_kinds() {
    let pruned = kinds(&corpus(), &[Kind::Official, Kind::Project]);
    assert_eq!(pruned.net.node_count(), 5);
    assert!(pruned.passages.len() < corpus().passages.len());
    let pruned = between(&corpus(), Kind::Project, Kind::Official);
    assert_eq!(ends(&pruned, Relation::CoMention).len(), 4);
    assert!(ends(&pruned, Relation::Post).is_empty());
    let posts = relations(&corpus(), &[Relation::Post]);
    assert_eq!(names(&posts), ["李明", "王建国", "赵海", "东山区委", "东山区"]);
}

#[test]
fn the_strongest_nodes_stay() {
    // Strengths: 李明 3, 北湖二期 3, 王建国 2; the post falls with its body.
    let pruned = corpus().top(2);
    assert_eq!(names(&pruned), ["李明", "北湖二期"]);
    assert_eq!(pruned.links().count(), 1);
    assert_eq!(corpus().top(99), corpus());
}

#[test]
fn a_window_counts_anew() {
    let corpus = corpus();
    let day = |text: &str| text.parse().ok();
    let pruned = corpus.window(day("2024-02-01"), None);
    assert_eq!(names(&pruned), ["王建国", "赵海", "东山区", "北湖二期"]);
    assert_eq!(pruned.meta.units.articles, 1);
    assert!(pruned.links().all(|(_, _, link)| link.relation == Relation::Post || link.weight == 0.333333));
    // The post of 王建国 was stated before; that of 赵海 in the window.
    assert_eq!(ends(&pruned, Relation::Post), [("赵海".to_owned(), "东山区".to_owned())]);
    assert_eq!(corpus.window(None, None), corpus);
    assert_eq!(corpus.window(day("2030-01-01"), None).net.node_count(), 0);
}

#[test]
fn pruning_applies_everything() {
    let pruning = Pruning { min_count: 2, kinds: vec![Kind::Official, Kind::Project], ..Pruning::default() };
    let pruned = pruning.apply(&corpus());
    assert_eq!(names(&pruned), ["李明", "王建国", "北湖二期"]);
    assert_eq!(Pruning::default().apply(&corpus()), corpus());
}

proptest! {
    #[test]
    fn a_window_equals_a_new_build(pages in pages()) {
        let since: Option<Date> = "2024-01-05".parse().ok();
        let all = graph(Options { scope: Scope::Paragraph, ..Options::default() }, pages.clone());
        let inside = pages.into_iter().filter(|page| page.info.date >= since);
        let fresh = graph(Options { scope: Scope::Paragraph, ..Options::default() }, inside);
        let pruned = all.window(since, None);
        prop_assert_eq!(names(&pruned), names(&fresh));
        prop_assert_eq!(pruned.meta.units, fresh.meta.units);
        for (old, new) in pruned.nodes().zip(fresh.nodes()) {
            prop_assert_eq!(old.counts, new.counts);
            prop_assert_eq!((old.mentions, old.documents), (new.mentions, new.documents));
            let before = all.nodes().find(|node| node.key == old.key).map_or(0, |node| node.evidence.len());
            if before < Options::default().evidence {
                prop_assert_eq!(old.evidence.len(), new.evidence.len());
            } else {
                // Better passages of days before may have kept some of these out.
                prop_assert!(old.evidence.len() <= new.evidence.len());
            }
        }
        let co_mentions = |graph: &Graph| {
            let links = graph.links().filter(|(_, _, link)| link.relation == Relation::CoMention);
            links.map(|(a, b, link)| (a, b, link.counts, link.association, link.days.clone())).collect::<Vec<_>>()
        };
        prop_assert_eq!(co_mentions(&pruned), co_mentions(&fresh));
    }

    #[test]
    fn nothing_dangles(pages in pages(), least in 0..4u32) {
        let pruned = min_count(&graph(Options::default(), pages), least);
        for (_, _, link) in pruned.links() {
            for at in link.evidence.iter().flat_map(|evidence| evidence.passages()) {
                prop_assert!(pruned.passage(at).is_some());
            }
        }
    }
}

#[test]
fn a_lone_node_stays() {
    let graph = graph(Options::default(), [page("a", "", "P:甲"), page("b", "", "P:乙 P:丙")]);
    assert_eq!(names(&min_count(&graph, 5)), ["甲"]);
}

#[test]
fn a_part_has_only_its_documents_and_passages() {
    let graph = corpus();
    assert_eq!(graph.part(&[], &[]), Graph { meta: graph.meta.clone(), ..Graph::default() });
    let all: Vec<usize> = (0..graph.links().len()).collect();
    let nodes: Vec<usize> = (0..graph.nodes().len()).collect();
    let whole = graph.part(&nodes, &all);
    assert!(whole.nodes().eq(graph.nodes()) && whole.links().len() == graph.links().len());
    let one = graph.part(&[], &[0]);
    assert_eq!((one.nodes().len(), one.links().len()), (2, 1));
    let mut alone = (0..graph.nodes().len()).map(|at| graph.part(&[at], &[]));
    assert!(alone.any(|part| part.documents.len() < graph.documents.len()));
    for passage in &one.passages {
        assert!((passage.document as usize) < one.documents.len());
    }
}

#[test]
fn around_a_node_by_depth_and_strength() {
    let graph = corpus();
    let zhao = graph.find(&Key::new(Kind::Official, "赵海")).expect("a node");
    assert_eq!(names(&graph.around(zhao, 0, 9)), ["赵海"]);
    // 赵海 shares one article with 王建国, 北湖二期 and 东山区, and holds a post in the last.
    assert_eq!(names(&graph.around(zhao, 1, 9)), ["王建国", "赵海", "东山区", "北湖二期"]);
    assert_eq!(names(&graph.around(zhao, 1, 2)), ["赵海", "东山区"]);
    // 南门改造 shares a story with 李明 alone, who is two links away.
    assert_eq!(graph.around(zhao, 2, 99).nodes().len(), 6);
    assert_eq!(graph.around(zhao, 3, 99).nodes().len(), 7);
    assert_eq!(graph.around(99, 1, 9).nodes().len(), 0);
}

#[test]
fn officials_projects_and_posts_stay_however_few_links_may() {
    let graph = corpus();
    let count = |graph: &Graph, wanted: fn(&Graph, usize, usize, &Link) -> bool| {
        graph.links().filter(|&(a, b, link)| wanted(graph, a, b, link)).count()
    };
    let kind = |graph: &Graph, at: usize| graph.node(at).map(|node| node.key.kind);
    let subject = |node: &Node| matches!(node.key.kind, Kind::Official | Kind::Project);
    let none = foremost(&graph, 0);
    assert_eq!(
        none.nodes().filter(|node| subject(node)).count(),
        graph.nodes().filter(|node| subject(node)).count()
    );
    let posts = |_: &Graph, _, _, link: &Link| link.relation == Relation::Post;
    assert!(count(&graph, posts) > 0 && count(&none, posts) == count(&graph, posts));
    let pairs = |graph: &Graph| {
        let ends = graph.links().map(|(a, b, _)| (kind(graph, a), kind(graph, b)));
        ends.filter(|ends| *ends == (Some(Kind::Official), Some(Kind::Project))).count()
    };
    assert!(pairs(&graph) > 0 && pairs(&none) == pairs(&graph));
    assert_eq!(none.links().len(), count(&graph, posts) + pairs(&graph), "and nothing else");
    let more = foremost(&graph, none.links().len() + 2);
    assert_eq!(more.links().len(), none.links().len() + 2);
    let weakest = |graph: &Graph| graph.links().map(|(.., link)| link.weight).fold(f64::MAX, f64::min);
    assert!(weakest(&more) >= weakest(&graph));
    let all = foremost(&graph, graph.links().len());
    assert!(all.nodes().eq(graph.nodes()) && all.links().len() == graph.links().len());
}

#[test]
fn a_picture_shows_officials_and_projects_first() {
    let graph = corpus();
    let kinds: Vec<Kind> = graph.nodes().map(|node| node.key.kind).collect();
    let shown = shown(&graph);
    assert!(!shown.is_empty());
    for (at, (a, b, _)) in graph.links().enumerate() {
        let both = [a, b].iter().all(|end| matches!(kinds[*end], Kind::Official | Kind::Project));
        assert!(both || !shown.contains(&at));
    }
    let few = graph.subject(2);
    assert_eq!(few.nodes().len(), 2);
    assert!(few.links().len() > 0, "those of the strongest link");
    assert!(graph.subject(100).nodes().all(|node| !matches!(node.key.kind, Kind::Body | Kind::Place)));
}

proptest! {
    #[test]
    fn what_is_shown_is_in_the_graph(pages in pages()) {
        let graph = graph(Options::default(), pages);
        let shown = shown(&graph);
        prop_assert!(shown.len() <= shown::SHOWN && shown.iter().all(|at| *at < graph.links().len()));
        prop_assert!(shown.is_sorted());
        prop_assert!(graph.subject(3).nodes().len() <= 3);
    }
}
