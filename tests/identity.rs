//! A small corpus of several counties: namesakes stay apart, one person stays one, whatever the order.

use std::fs;
use std::num::NonZeroUsize;

use guanxi::ask::{Detail, Doubts};
use guanxi::decisions::{Decision, Decisions};
use guanxi::dictionary::Dictionaries;
use guanxi::document::Failure;
use guanxi::export::{Format, write};
use guanxi::graph::{Graph, Node, Options};
use guanxi::kind::Kind;
use guanxi::pipeline::{Pipeline, Settings, Watch};
use guanxi_read::plan;
use tempfile::TempDir;

/// Name and text of each page; every sentence is made up.
const PAGES: [(&str, &str); 10] = [
    (
        "a-shenxian.txt",
        "2023-03-01 莘县县委书记赵一鸣主持召开会议。莘县副县长王伟汇报了莘县春耕情况。王伟说，莘县各镇要抓紧浇水。\n",
    ),
    ("b-shenxian.txt", "2023-09-05 莘县教育局局长陈大鹏到莘县实验小学检查。王伟主持莘县的座谈。\n"),
    (
        "c-zhaojue.txt",
        "2023-04-11 昭觉县委常委、昭觉县纪委书记王伟到凉山彝族自治州昭觉县解放乡调研。王伟强调，昭觉县要把好关。\n",
    ),
    (
        "d-zhaojue.txt",
        "2023-05-20 凉山州昭觉县召开大会，刘小川参加会议并讲话。刘小川指出，昭觉县要加快建设。\n",
    ),
    // The provincial leader visits two counties; the second page calls him by his name alone.
    ("e-shandong.txt", "2023-06-02 山东省副省长孙长江到莘县调研。孙长江指出，莘县工作有新进展。\n"),
    ("f-guanxian.txt", "2023-06-09 冠县召开会议，传达孙长江在冠县调研时的讲话。会议要求冠县各单位落实。\n"),
    // The city's paper does not say what he is.
    ("g-liaocheng.txt", "2023-07-01 聊城市召开全市会议，赵一鸣参加会议并讲话。聊城市各部门参加会议。\n"),
    // Promoted: one page states both posts, another only the new one.
    (
        "h-liaocheng.txt",
        "2024-02-01 聊城市委常委、莘县县委书记赵一鸣在聊城市作报告。聊城市教育局局长参加会议。\n",
    ),
    (
        "i-liaocheng.txt",
        "2024-05-01 聊城市委常委赵一鸣在聊城市东昌府区调研。赵一鸣指出，聊城市要加快发展。\n",
    ),
    ("j-changyang.txt", "2024-06-01 湖北省长阳土家族自治县召开会议。会议要求长阳县各单位落实。\n"),
];

struct Nobody;

impl Watch for Nobody {
    fn bytes(&mut self, _: usize, _: u64) {}
    fn failure(&mut self, failure: &Failure) {
        panic!("{failure:?}");
    }
}

/// The graph of some pages under names that put them in some order, and its bytes.
fn graph<'a>(
    pages: impl IntoIterator<Item = &'a (&'a str, &'a str)>,
    jobs: usize,
    decisions: &str,
) -> (Graph, String) {
    let folder = TempDir::new().expect("a temporary folder");
    let mut files = Vec::new();
    for (name, text) in pages {
        let path = folder.path().join(name);
        fs::write(&path, text).expect("written");
        files.push(path);
    }
    let (list, faults) = Decision::read("d.tsv", &format!("action\tkind\tname\tvalue\twhere\n{decisions}"));
    assert_eq!(faults, []);
    let settings = Settings { passes: 2, jobs: NonZeroUsize::new(jobs) };
    let pipeline = Pipeline::new(&Dictionaries::built_in(), settings);
    let built = pipeline.graph(&plan(&files), &Decisions::new(list), Options::default(), &mut Nobody);
    let (graph, _) = built.expect("a passing archive");
    let mut bytes = Vec::new();
    write(&graph, Format::Json, &mut bytes).expect("written");
    let root = folder.path().display().to_string();
    (graph, String::from_utf8(bytes).expect("UTF-8").replace(&root, ""))
}

fn labels(graph: &Graph, name: &str) -> Vec<String> {
    graph.nodes().filter(|node| node.key.name == name).map(|node| node.label.clone()).collect()
}

fn node<'a>(graph: &'a Graph, label: &str) -> &'a Node {
    graph.nodes().find(|node| node.label == label).expect("a node")
}

#[test]
fn namesakes_of_two_counties_are_two() {
    let (graph, _) = graph(&PAGES, 1, "");
    assert_eq!(labels(&graph, "王伟"), ["王伟（昭觉县）", "王伟（莘县）"]);
    let here = node(&graph, "王伟（莘县）");
    assert_eq!((here.documents, here.key.id().as_str()), (2, "official:王伟@莘县"));
    assert!(here.roles.iter().all(|role| role.text.contains("莘县")), "{:?}", here.roles);
    let there = node(&graph, "王伟（昭觉县）");
    assert!(
        there.documents == 1 && there.roles.iter().all(|role| role.text.contains("昭觉")),
        "{:?}",
        there.roles
    );
}

#[test]
fn one_person_is_one_and_bears_no_home() {
    let (graph, _) = graph(&PAGES, 1, "");
    for name in ["孙长江", "赵一鸣", "刘小川", "陈大鹏"] {
        assert_eq!(labels(&graph, name), [name]);
    }
    assert_eq!(node(&graph, "孙长江").documents, 2);
    let zhao = node(&graph, "赵一鸣");
    assert_eq!(zhao.documents, 4);
    // A career: each post with the first and the last day it was stated.
    let of = |text: &str| zhao.roles.iter().find(|role| role.text == text).expect("a role");
    assert_eq!(of("莘县县委书记").first.map(|day| day.to_string()).as_deref(), Some("2023-03-01"));
    assert_eq!(of("莘县县委书记").last.map(|day| day.to_string()).as_deref(), Some("2024-02-01"));
    assert_eq!(of("聊城市委常委").first.map(|day| day.to_string()).as_deref(), Some("2024-02-01"));
    assert_eq!(of("聊城市委常委").last.map(|day| day.to_string()).as_deref(), Some("2024-05-01"));
}

#[test]
fn places_and_bodies_of_one_name_are_one() {
    let (graph, _) = graph(&PAGES, 1, "");
    let names: Vec<&str> = graph.nodes().map(|node| node.key.name.as_str()).collect();
    assert!(names.contains(&"凉山州") && !names.contains(&"凉山彝族自治州"), "{names:?}");
    assert!(names.contains(&"长阳县") && !names.contains(&"长阳土家族自治县"), "{names:?}");
    assert!(names.contains(&"莘县教育局") && names.contains(&"聊城市教育局"), "{names:?}");
}

#[test]
fn order_and_threads_change_nothing() {
    let (_, straight) = graph(&PAGES, 1, "");
    for jobs in [1, 2, 3] {
        let (_, back) = graph(PAGES.iter().rev(), jobs, "");
        assert_eq!(straight, back);
    }
}

#[test]
fn people_decide_who_is_who() {
    let merged = "merge\tofficial\t王伟（莘县）\t王伟（昭觉县）\t\n";
    assert_eq!(labels(&graph(&PAGES, 1, merged).0, "王伟"), ["王伟"]);
    assert_eq!(labels(&graph(&PAGES, 1, "keep\tofficial\t王伟\t\t\n").0, "王伟"), ["王伟"]);
    let split = "split\tofficial\t赵一鸣\t赵一鸣（市委）\tdocument=i-liaocheng.txt\n";
    assert_eq!(
        labels(&graph(&PAGES, 1, split).0, "赵一鸣"),
        ["赵一鸣（市委）", "赵一鸣（聊城市）", "赵一鸣（莘县）"]
    );
    let apart = "split\tofficial\t孙长江\t\t\n";
    assert_eq!(labels(&graph(&PAGES, 1, apart).0, "孙长江"), ["孙长江（冠县）", "孙长江（山东省）"]);
}

#[test]
fn a_graph_reads_back_with_its_namesakes() {
    let (graph, bytes) = graph(&PAGES, 2, "");
    let read = guanxi::export::read(bytes.as_bytes()).expect("a graph");
    assert_eq!(labels(&read, "王伟"), labels(&graph, "王伟"));
    let mut keys: Vec<_> = graph.nodes().map(|node| &node.key).collect();
    let len = keys.len();
    keys.dedup();
    assert_eq!(keys.len(), len);
    assert!(graph.nodes().all(|node| node.key.kind == Kind::Official || node.key.home.is_none()));
}

/// Pages of a county's own paper, which seldom writes its name; one of them names a region besides.
const OWN: [(&str, &str); 3] = [
    ("1.txt", "6月4日，县委书记石光明会见香港客人一行。副县长林海峰参加。县政协派人参加。\n"),
    ("2.txt", "本报讯 6月5日，莘县县委书记石光明主持召开会议，莘县政协主席陈大鹏参加。村民赵有田发言。\n"),
    ("3.txt", "6月6日，县委书记石光明到古云镇调研。村民赵有田介绍情况。\n"),
];

#[test]
fn the_texts_of_one_county_do_not_split_its_leaders() {
    let (graph, one) = graph(&OWN, 1, "");
    assert_eq!(labels(&graph, "石光明"), ["石光明"]);
    let roles = |name: &str| -> Vec<&str> {
        node(&graph, name).roles.iter().map(|role| role.text.as_str()).collect()
    };
    assert_eq!(roles("石光明"), ["莘县县委书记"]);
    assert_eq!(roles("林海峰"), ["莘县副县长"]);
    // Its organs are one, too, and villagers no officials.
    let bodies: Vec<&str> =
        graph.nodes().map(|node| node.label.as_str()).filter(|name| name.ends_with("政协")).collect();
    assert_eq!(bodies, ["莘县政协"]);
    assert_eq!(node(&graph, "赵有田").key.kind, Kind::Person);
    let back: Vec<(&str, &str)> = OWN.iter().rev().copied().collect();
    assert_eq!(self::graph(&back, 1, "").1, one, "the order counts");
}

#[test]
fn what_is_not_certain_is_listed_and_left_out() {
    // Two secretaries at a time; the days are not known.
    let two = [("1.txt", "安溪县委书记高振华讲话。\n"), ("2.txt", "安溪县委书记林远舟讲话。\n")];
    let (graph, _) = graph(&two, 1, "");
    let doubts = Doubts::of(&graph, Detail::default());
    let listed: Vec<_> =
        doubts.rows.iter().map(|row| (row.entity.name.as_str(), row.others.join("、"))).collect();
    assert_eq!(listed, [("林远舟", "高振华".to_string()), ("高振华", "林远舟".to_string())]);

    // The first text alone does not say whose 副县长 it speaks of: the others of the corpus do.
    let (mut graph, _) = self::graph(&OWN, 1, "");
    let doubts = Doubts::of(&graph, Detail::default());
    let surmised: Vec<_> = doubts.rows.iter().map(|row| (row.post.text.as_str(), row.basis)).collect();
    assert_eq!(surmised, [("莘县副县长", "home")]);
    graph.keep_sure();
    assert!(node(&graph, "林海峰").roles.is_empty());
    assert_eq!(node(&graph, "石光明").roles.len(), 1);
}
