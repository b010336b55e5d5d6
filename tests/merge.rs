//! Graphs built apart and added are the graph one build of all texts gives, however they are parted; so is one that
//! was put away in files while it was counted.

use crate::bench;

use std::io::Cursor;

use guanxi::decisions::Decisions;
use guanxi::document::Document;
use guanxi::export::{Format, read_tally, write, write_parts, write_prepared, write_with_tally};
use guanxi::graph::{Graph, Options, Row, Scope, Tally};
use guanxi::pipeline::{Summary, count, page};
use guanxi::recognise::Learned;
use guanxi::spill::{Attic, Spill};
use proptest::prelude::*;

use crate::place::Place;

/// Counties of three provinces, so that one name is borne by several people.
const COUNTIES: [&str; 4] = ["莘县", "昭觉县", "睢宁县", "兰考县"];
const PEOPLE: [&str; 5] = ["王建国", "李明轩", "张秀英", "陈志强", "刘德胜"];
const POSTS: [&str; 4] = ["县委书记", "县长", "副县长", "教育局局长"];
const WORKS: [&str; 3] = ["滨河路改造工程", "新区二期项目", "产业园区建设项目"];

/// One page: a county, people with or without their posts, works, a day or none.
#[derive(Clone, Debug)]
struct Page {
    county: usize,
    people: Vec<(usize, Option<usize>)>,
    works: Vec<usize>,
    day: Option<u8>,
    apart: bool,
}

impl Page {
    fn text(&self) -> String {
        let county = COUNTIES[self.county];
        let mut text = format!("本报讯（{county}融媒体中心）");
        if let Some(day) = self.day {
            text.push_str(&format!("2023年5月{day}日，"));
        }
        for (at, (person, post)) in self.people.iter().enumerate() {
            let post = post.map_or(String::new(), |post| format!("{county}{}", POSTS[post]));
            text.push_str(&format!("{post}{}", PEOPLE[*person]));
            text.push_str(if self.apart && at % 2 == 1 { "讲话。\n\n随后，" } else { "、" });
        }
        text.push_str(&format!("{county}有关部门负责人到现场调研"));
        for work in &self.works {
            text.push_str(&format!("，察看{}", WORKS[*work]));
        }
        text + "。\n"
    }
}

fn any_page() -> impl Strategy<Value = Page> {
    let person = (0..PEOPLE.len(), proptest::option::of(0..POSTS.len()));
    let people = proptest::collection::vec(person, 1..5);
    let works = proptest::collection::vec(0..WORKS.len(), 0..3);
    (0..COUNTIES.len(), people, works, proptest::option::of(1u8..6), any::<bool>())
        .prop_map(|(county, people, works, day, apart)| Page { county, people, works, day, apart })
}

fn counted<'a>(pages: impl Iterator<Item = (usize, &'a Page)>, options: Options) -> Tally {
    counted_while(pages, options, |_| ())
}

fn counted_while<'a>(
    pages: impl Iterator<Item = (usize, &'a Page)>,
    options: Options,
    mut look: impl FnMut(&mut Tally),
) -> Tally {
    thread_local! {
        static DICTIONARIES: guanxi::dictionary::Dictionaries = bench::dictionaries(false);
    }
    let mut tally = Tally::new(options);
    let mut summary = Summary::default();
    DICTIONARIES.with(|dictionaries| {
        for (id, of) in pages {
            let document = Document { id: format!("d{id:03}"), text: of.text(), ..Document::default() };
            let page = page(document, dictionaries, &Learned::default());
            count(page, (dictionaries, &Decisions::default()), &mut tally, &mut summary);
            look(&mut tally);
        }
    });
    tally
}

fn json(graph: &Graph) -> String {
    let mut out = Vec::new();
    write(graph, Format::Json, &mut out).expect("written");
    String::from_utf8(out).expect("UTF-8")
}

/// The rows of a tally on their way through a file.
fn through_a_file(tally: Tally) -> Vec<Row> {
    let rows = tally.rows();
    let mut file = Vec::new();
    write_with_tally(&tally.finish(), &rows, &mut file).expect("written");
    read_tally(&file).expect("a tally")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn parts_add_up_to_the_whole(
        pages in proptest::collection::vec((any_page(), 0usize..3), 1..14),
        scope in 0usize..3,
        damping in any::<bool>(),
    ) {
        let options = Options { scope: Scope::ALL[scope], damping, ..Options::default() };
        let whole = counted(pages.iter().map(|(page, _)| page).enumerate(), options);
        let part = |of: usize| {
            let of = move |&(_, (_, part)): &(usize, &(Page, usize))| *part == of;
            let pages = pages.iter().enumerate().filter(of);
            counted(pages.map(|(id, (page, _))| (id, page)), options)
        };
        let mut sum = Tally::new(options);
        // Backwards, and the rows of each part backwards as well: no order counts.
        for rows in [2, 0, 1].map(|of| through_a_file(part(of))) {
            rows.into_iter().rev().try_for_each(|row| sum.take(row)).expect("counted alike");
        }
        let rows = sum.rows();
        prop_assert_eq!(&rows, &whole.rows());
        let whole = whole.finish();
        prop_assert_eq!(json(&sum.finish()), json(&whole));
        let mut again = Tally::new(options);
        rows.into_iter().try_for_each(|row| again.take(row)).expect("counted alike");
        prop_assert_eq!(json(&again.finish()), json(&whole));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn what_was_put_away_comes_back(
        pages in proptest::collection::vec((any_page(), any::<bool>()), 1..24),
        scope in 0usize..3,
        damping in any::<bool>(),
    ) {
        let options = Options { scope: Scope::ALL[scope], damping, ..Options::default() };
        let whole = json(&counted(pages.iter().map(|(page, _)| page).enumerate(), options).finish());
        let spilled = || {
            let mut spill = Spill::new(|| Ok(Cursor::new(Vec::new())));
            let mut attic = Attic::new(|| Ok(Cursor::new(Vec::new()))).documents_alone();
            let mut away = pages.iter().map(|(_, away)| *away);
            let tally = counted_while(pages.iter().map(|(page, _)| page).enumerate(), options, |tally| {
                if away.next() == Some(true) {
                    spill.take(tally).expect("put away");
                    attic.take(tally).expect("put away");
                }
            });
            (spill.finish(tally).expect("finished"), attic.done().expect("written"))
        };
        let (graph, away) = spilled();
        let links = graph.links();
        let graph = graph.whole(&away).expect("read back");
        prop_assert_eq!(graph.links().len() as u64, links);
        prop_assert_eq!(json(&graph), &*whole);
        let mut parts = Vec::new();
        write_parts(spilled().0.parts().expect("read back"), &away, &mut parts).expect("written");
        prop_assert_eq!(String::from_utf8(parts).expect("UTF-8"), &*whole);
        let prepared = || {
            let mut attic = Attic::new(|| Ok(Cursor::new(Vec::new())));
            let mut away = pages.iter().map(|(_, away)| *away);
            let tally = counted_while(pages.iter().map(|(page, _)| page).enumerate(), options, |tally| {
                if away.next() == Some(true) {
                    attic.take(tally).expect("put away");
                }
            });
            (tally.prepare(), attic.done().expect("written"))
        };
        let (graph, away) = prepared();
        let mut out = Vec::new();
        write_prepared(&graph, &away, &mut out).expect("written");
        prop_assert_eq!(String::from_utf8(out).expect("UTF-8"), &*whole);
        prop_assert_eq!(json(&graph.graph(&away).expect("read back")), whole);
    }
}

#[test]
fn the_pages_make_namesakes_and_links() {
    let post = |county, post| Page {
        county,
        people: vec![(0, Some(post)), (1, None)],
        works: vec![0],
        day: Some(1),
        apart: false,
    };
    let pages = [post(0, 1), post(1, 1), post(2, 0)];
    let graph = counted(pages.iter().enumerate(), Options::default()).finish();
    let same = graph.nodes().filter(|node| node.key.name == PEOPLE[0]).count();
    assert_eq!(same, 3, "{:?}", graph.nodes().map(|node| &node.label).collect::<Vec<_>>());
    assert!(graph.links().len() > 6);
}

#[test]
fn the_command_adds_what_was_built_apart() {
    let place = Place::built();
    let build = |inputs: &[&str], out: &str| {
        let rest = ["-d", "words.tsv", "--passes", "1", "--mergeable", "-o", out, "-f", "json"];
        place.ok(&[&["build"], inputs, &rest].concat());
    };
    build(&["pages/2023-04-04.txt", "pages/undated.txt"], "a");
    build(&["pages/2023-05-06.txt", "pages/2024-01-09.txt"], "b");
    build(&["pages"], "all");
    let (a, b) = ("a/graph.json", "b/graph.json");
    let (_, told) = place.ok(&["merge", a, b, "--mergeable", "-o", "sum", "-f", "json,dot"]);
    assert!(told.contains("added: 2 files of 4 documents") && place.path("sum/graph.dot").exists(), "{told}");
    assert_eq!(place.read("sum/graph.json"), place.read("all/graph.json"));
    place.ok(&["merge", b, a, "-o", "plain", "-f", "json"]);
    place.ok(&["build", "pages", "-d", "words.tsv", "--passes", "1", "-o", "one", "-f", "json"]);
    assert_eq!(place.read("plain/graph.json"), place.read("one/graph.json"));

    place.ok(&["build", "pages/undated.txt", "--mergeable", "--scope", "sentence", "-o", "c"]);
    place.ok(&[
        "build",
        "pages",
        "-d",
        "words.tsv",
        "--passes",
        "1",
        "--max-memory",
        "1G",
        "-o",
        "bound",
        "-f",
        "json",
    ]);
    assert_eq!(place.read("bound/graph.json"), place.read("one/graph.json"));
    for (size, words) in [("3", "in what"), ("2X", "no unit"), ("64M", "128M or more")] {
        let (code, _, err) = place.run(&["build", "pages", "--max-memory", size, "-o", "bad"]);
        assert!(code == 2 && err.contains(words), "{size}: {err}");
    }

    for (graphs, words) in [
        ([a, a], "counted twice"),
        ([a, "one/graph.json"], "--mergeable"),
        ([b, "c/graph.json"], "--scope"),
        ([a, "none.json"], "no such graph"),
    ] {
        let (code, _, err) = place.run(&[&["merge", "-o", "bad"], &graphs[..]].concat());
        assert!(code == 1 && err.contains(words), "{graphs:?}: {err}");
    }
    assert!(!place.path("bad/graph.json").exists());
}
