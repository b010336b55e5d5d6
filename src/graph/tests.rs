//! Tests of the fold: by hand, in any order, and against brute force.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::testing::{corpus, graph, page, pages};
use super::{Counts, Graph, Key, Options, Relation, Scope, Tally};
use crate::kind::Kind;
use crate::resolve::Resolved;

fn link<'a>(graph: &'a Graph, a: &str, b: &str) -> &'a super::Link {
    let at = |name: &str| graph.nodes().position(|node| node.key.name == name).expect("a node");
    let ends = (at(a).min(at(b)), at(a).max(at(b)));
    let mut found = graph.links().filter(|(_, _, link)| link.relation == Relation::CoMention);
    found.find(|&(a, b, _)| (a, b) == ends).expect("a link").2
}

#[test]
fn a_small_corpus_by_hand() {
    let graph = corpus();
    let names: Vec<String> = graph.nodes().map(|node| node.key.id()).collect();
    let expected = [
        "official:李明",
        "official:王建国",
        "official:赵海",
        "body:东山区委",
        "place:东山区",
        "project:北湖二期",
        "project:南门改造",
    ];
    assert_eq!(names, expected);
    assert_eq!(graph.meta.units, Counts { sentences: 7, paragraphs: 5, articles: 4 });
    assert_eq!(graph.meta.mentions[&Kind::Byline], 1);
    assert_eq!(graph.documents.get(2).expect("a document").reporters, ["记者甲"]);

    let wang = graph.node(1).expect("a node");
    assert_eq!((wang.mentions, wang.documents, wang.counts.articles), (2, 2, 2));
    assert_eq!(wang.aliases[0].name, "王书记");
    assert_eq!(wang.first().map(|date| date.to_string()).as_deref(), Some("2024-01-05"));
    assert_eq!(wang.last().map(|date| date.to_string()).as_deref(), Some("2024-02-10"));
    // The passage that states the role comes before the other, though both are one sentence.
    assert_eq!(graph.passage(wang.evidence[0].first).expect("a passage").1.info.id, "a");

    // Together in an article of five names and in one of four: 1/4 + 1/3.
    let link = link(&graph, "王建国", "北湖二期");
    assert_eq!(link.counts, Counts { sentences: 2, paragraphs: 2, articles: 2 });
    assert_eq!(link.weight, 0.583333);
    assert_eq!(link.days.len(), 2);
    // 2 of 4 articles hold both, 2 the one, 3 the other: ln(2·4/(2·3)) / ln(4/2); 2/3.
    assert_eq!(link.association.npmi, 0.415037);
    assert_eq!(link.association.jaccard, 0.666667);
    assert_eq!(link.evidence.len(), 2);
    assert!(link.evidence.iter().all(|evidence| evidence.scope == Scope::Sentence));
}

#[test]
fn evidence_is_the_closest_passages() {
    let graph = corpus();
    // 王建国 and 李明 share a paragraph of `a`, not a sentence: both sentences are kept.
    let apart = &link(&graph, "王建国", "李明").evidence;
    assert_eq!(apart.len(), 1);
    assert_eq!(apart[0].scope, Scope::Paragraph);
    let text = |at: u32| graph.passage(at).expect("a passage").0.text.clone();
    assert_eq!(text(apart[0].first), "王建国北湖二期。");
    assert_eq!(text(apart[0].second.expect("two")), "李明东山区委。");
    // 李明 and 东山区 share only the article.
    assert_eq!(link(&graph, "李明", "东山区").evidence[0].scope, Scope::Article);
    // The shorter sentence of `a` before the longer of `c`.
    let both = &link(&graph, "李明", "东山区委").evidence;
    assert_eq!(text(both[0].first), "李明东山区委。");
}

#[test]
fn posts_are_links_to_the_longest_body() {
    let graph = corpus();
    let posts: Vec<(String, String, String)> = graph
        .links()
        .filter(|(_, _, link)| link.relation == Relation::Post)
        .map(|(a, b, link)| {
            let name = |at: usize| graph.node(at).expect("a node").key.name.clone();
            (name(a), name(b), link.roles[0].text.clone())
        })
        .collect();
    let expected = [
        ("李明", "东山区委", "东山区委常委"),
        ("王建国", "东山区委", "东山区委书记"),
        ("赵海", "东山区", "东山区副区长"),
    ];
    let expected = expected.map(|(a, b, c)| (a.to_owned(), b.to_owned(), c.to_owned()));
    assert_eq!(posts, expected);
}

#[test]
fn hostile_positions_do_not_panic() {
    let mut wrong = page("x", "2024-01-01", "P:甲 B:乙/P:丙");
    wrong.mentions[0].passage = 99;
    wrong.passages[0].article = 7;
    wrong.passages[1].end = 0;
    let graph = graph(Options { evidence: 0, ..Options::default() }, [wrong]);
    assert_eq!(graph.nodes().count(), 2);
    assert_eq!(graph.passages.len(), 0);
    assert_eq!(graph.find(&Key::new(Kind::Body, "乙")), Some(1));
}

#[test]
fn equal_documents_fold_in_any_order() {
    let twice = [page("x", "", "P:甲 B:乙"), page("x", "", "P:甲/B:乙 L:丙"), page("x", "", "P:甲 B:乙")];
    let forth = graph(Options::default(), twice.clone());
    let back = graph(Options::default(), twice.into_iter().rev());
    assert_eq!(forth, back);
}

/// Units of a scope as sets of keys, by the plainest way there is.
fn units(pages: &[Resolved], scope: Scope) -> Vec<BTreeSet<Key>> {
    let mut units: BTreeMap<(usize, usize), BTreeSet<Key>> = BTreeMap::new();
    for (at, page) in pages.iter().enumerate() {
        for named in &page.mentions {
            let passage = &page.passages[named.passage];
            let unit = match scope {
                Scope::Sentence => named.passage,
                Scope::Paragraph => passage.paragraph,
                Scope::Article => passage.article,
            };
            units.entry((at, unit)).or_default().insert(Key::new(named.kind, &*named.entity));
        }
    }
    units.into_values().collect()
}

proptest! {
    #[test]
    fn order_and_ranges_change_nothing(pages in pages(), order in any::<u64>(), most in 0..2000usize) {
        let options = Options { scope: Scope::ALL[(order % 3) as usize], ..Options::default() };
        let straight = graph(options, pages.clone());
        let mut mixed = pages;
        let len = mixed.len().max(1) as u64;
        for at in 0..mixed.len() {
            mixed.swap(at, ((order >> at) % len) as usize);
        }
        prop_assert_eq!(&straight, &graph(options, mixed.clone()));
        mixed.sort_by(|a, b| a.info.cmp(&b.info));
        let mut tally = Tally::new(options);
        mixed.iter().for_each(|page| tally.add(page));
        let Ok(derived) = tally.derive(&mixed[..], Some(most)).and_then(|derived| derived.graph());
        prop_assert_eq!(straight, derived);
    }

    #[test]
    fn counts_equal_brute_force(pages in pages(), which in 0..3usize, damping in any::<bool>()) {
        let scope = Scope::ALL[which];
        let graph = graph(Options { scope, damping, ..Options::default() }, pages.clone());
        for other in Scope::ALL {
            let units = units(&pages, other);
            prop_assert_eq!(graph.meta.units.at(other) as usize, units.len());
            for node in graph.nodes() {
                let count = units.iter().filter(|unit| unit.contains(&node.key)).count();
                prop_assert_eq!(node.counts.at(other) as usize, count);
            }
        }
        let units = units(&pages, scope);
        let mut linked = 0;
        for (a, node) in graph.nodes().enumerate() {
            for (b, other) in graph.nodes().enumerate().skip(a + 1) {
                let shared = || {
                    units.iter().filter(|unit| unit.contains(&node.key) && unit.contains(&other.key))
                };
                let found = graph.links().find(|&(x, y, link)| (x, y) == (a, b) && link.relation == Relation::CoMention);
                let Some((_, _, link)) = found else {
                    prop_assert_eq!(shared().count(), 0);
                    continue;
                };
                linked += 1;
                prop_assert!(link.weight > 0.0);
                prop_assert_eq!(link.counts.at(scope) as usize, shared().count());
                let share = |unit: &BTreeSet<Key>| if damping { 1.0 / (unit.len() as f64 - 1.0) } else { 1.0 };
                let weight: f64 = shared().map(share).sum();
                prop_assert!((link.weight - weight).abs() < 1e-6);
                prop_assert!(!link.evidence.is_empty() && link.evidence.len() <= 3);
                for evidence in &link.evidence {
                    let (passage, document) = graph.passage(evidence.first).expect("a passage");
                    let page = pages.iter().find(|page| page.info == document.info).expect("its page");
                    prop_assert!(page.passages.iter().any(|other| other.text == passage.text));
                }
            }
        }
        let all = graph.links().filter(|(_, _, link)| link.relation == Relation::CoMention).count();
        prop_assert_eq!(all, linked);
    }

    #[test]
    fn a_further_document_loses_nothing(pages in pages()) {
        let mut fewer = pages.clone();
        fewer.pop();
        let (small, large) = (graph(Options::default(), fewer), graph(Options::default(), pages));
        let mut places = Vec::new();
        for node in small.nodes() {
            let at = large.find(&node.key);
            let more = at.and_then(|at| large.node(at)).expect("the node is still there");
            prop_assert!(more.mentions >= node.mentions && more.counts.articles >= node.counts.articles);
            prop_assert!(more.roles.len() >= node.roles.len() && more.aliases.len() >= node.aliases.len());
            places.push(at.unwrap_or_default());
        }
        for (a, b, link) in small.links().filter(|(_, _, link)| link.relation == Relation::CoMention) {
            let ends = (places[a].min(places[b]), places[a].max(places[b]));
            let kept = large.links().any(|(x, y, more)| {
                (x, y) == ends && more.counts.articles >= link.counts.articles && more.weight >= link.weight
            });
            prop_assert!(kept);
        }
    }
}
