//! Archives built apart and put together give the graph one build of all texts gives; so do links that are counted in
//! as many readings as a bound on memory asks for.

use crate::bench;

use std::io;

use guanxi::document::Document;
use guanxi::export::{Format, write, write_derived};
use guanxi::graph::{Graph, Options, Scope, Sightings, Tally};
use guanxi::pipeline::{Learned, page};
use guanxi::resolve::{Passage, Resolved};
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

/// What is found in some pages.
fn found<'a>(pages: impl Iterator<Item = &'a Page>) -> Vec<Resolved> {
    thread_local! {
        static DICTIONARIES: guanxi::dictionary::Dictionaries = bench::dictionaries(false);
    }
    DICTIONARIES.with(|dictionaries| {
        let read = |(id, of): (usize, &Page)| {
            let document = Document { id: format!("d{id:03}"), text: of.text(), ..Document::default() };
            page(document, dictionaries, &Learned::default()).stored(dictionaries).resolved
        };
        pages.enumerate().map(read).collect()
    })
}

fn json(graph: &Graph) -> String {
    let mut out = Vec::new();
    write(graph, Format::Json, &mut out).expect("written");
    String::from_utf8(out).expect("UTF-8")
}

/// Documents that are read as if they lay on a disk.
struct Kept(Vec<Resolved>);

impl Sightings for Kept {
    type Error = io::Error;

    fn each(&self, each: &mut dyn FnMut(Resolved) -> io::Result<()>) -> io::Result<()> {
        self.0.iter().cloned().try_for_each(each)
    }

    fn passage(&self, document: usize, passage: usize) -> io::Result<Passage> {
        Ok(self.0[document].passages[passage].clone())
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn ranges_add_up_to_the_whole(
        pages in proptest::collection::vec(any_page(), 1..24),
        scope in 0usize..3,
        damping in any::<bool>(),
        most in prop_oneof![Just(1usize), 1usize..8000],
    ) {
        let options = Options { scope: Scope::ALL[scope], damping, ..Options::default() };
        let documents = found(pages.iter());
        let whole = json(&Graph::of(options, documents.iter().rev().cloned()));
        let documents = Kept(documents);
        let derived = || {
            let mut tally = Tally::new(options);
            documents.0.iter().for_each(|document| tally.add(document));
            tally.derive(&documents, Some(most)).expect("read again")
        };
        prop_assert_eq!(json(&derived().graph().expect("read again")), &*whole);
        let mut out = Vec::new();
        write_derived(&derived(), &mut out).expect("written");
        prop_assert_eq!(String::from_utf8(out).expect("UTF-8"), whole);
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
    let graph = Graph::of(Options::default(), found(pages.iter()));
    let same = graph.nodes().filter(|node| node.key.name == PEOPLE[0]).count();
    assert_eq!(same, 3, "{:?}", graph.nodes().map(|node| &node.label).collect::<Vec<_>>());
    assert!(graph.links().len() > 6);
}

#[test]
fn the_command_adds_what_was_built_apart() {
    let place = Place::built();
    let build = |inputs: &[&str], out: &str| {
        let rest = ["-d", "words.tsv", "--passes", "1", "-o", out, "-f", "json"];
        place.ok(&[&["build"], inputs, &rest].concat());
    };
    build(&["pages/2023-04-04.txt", "pages/undated.txt"], "a");
    build(&["pages/2023-05-06.txt", "pages/2024-01-09.txt"], "b");
    build(&["pages"], "all");
    let (a, b) = ("a/guanxi.db", "b/guanxi.db");
    let (_, told) = place.ok(&["merge", b, a, "-o", "sum", "-f", "json,dot"]);
    assert!(told.contains("added: 2 files of 4 documents") && place.path("sum/graph.dot").exists(), "{told}");
    assert_eq!(place.read("sum/graph.json"), place.read("all/graph.json"));
    // What stands in several counts once, and the sum is an archive as any other.
    place.ok(&["merge", "sum/guanxi.db", "all/guanxi.db", "-o", "twice", "-f", "json"]);
    assert_eq!(place.read("twice/graph.json"), place.read("all/graph.json"));
    let (_, told) =
        place.ok(&["build", "pages", "-d", "words.tsv", "--passes", "1", "-o", "sum", "-f", "json"]);
    assert!(told.contains("4 documents as before, 0 read"), "{told}");
    assert_eq!(place.read("sum/graph.json"), place.read("all/graph.json"));

    place.ok(&["build", "pages/undated.txt", "--scope", "sentence", "-o", "c"]);
    place.ok(&["build", "pages/undated.txt", "-d", "words.tsv", "--home", "莘县", "-o", "d"]);
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
    assert_eq!(place.read("bound/graph.json"), place.read("all/graph.json"));
    for (size, words) in [("3", "in what"), ("2X", "no unit"), ("64M", "128M or more")] {
        let (code, _, err) = place.run(&["build", "pages", "--max-memory", size, "-o", "bad"]);
        assert!(code == 2 && err.contains(words), "{size}: {err}");
    }

    for (parts, words) in [
        ([a, "all/graph.json"], "only archives"),
        ([b, "c/guanxi.db"], "--scope"),
        ([a, "d/guanxi.db"], "with another text"),
        ([a, "none.db"], "no such archive"),
        (["bad/guanxi.db", b], "where the sum goes"),
    ] {
        if words == "where the sum goes" {
            place.ok(&["merge", a, "-o", "bad"]);
        }
        let (code, _, err) = place.run(&[&["merge", "-o", "bad"], &parts[..]].concat());
        assert!(code == 1 && err.contains(words), "{parts:?}: {err}");
        assert!(words == "where the sum goes" || !place.path("bad/guanxi.db").exists(), "{words}");
    }
}

#[test]
fn what_others_teach_is_looked_for_by_the_next_build() {
    let place = Place::built();
    let write = |name: &str, text: &str| std::fs::write(place.path(name), text).expect("a file");
    write("taught.txt", "本报讯 群众对柳拂晓印象很深。\n");
    write("teaches.txt", "本报讯 莘县县长柳拂晓主持召开会议。县长柳拂晓强调，要抓好落实。\n");
    let build =
        |inputs: &[&str], out: &str| place.ok(&[&["build"], inputs, &["-o", out, "-f", "json"]].concat()).1;
    build(&["taught.txt"], "a");
    build(&["teaches.txt"], "b");
    build(&["taught.txt", "teaches.txt"], "all");
    let (_, told) = place.ok(&["merge", "a/guanxi.db", "b/guanxi.db", "-o", "sum", "-f", "json"]);
    assert!(told.contains("1 document may hold names that another archive teaches"), "{told}");
    assert_ne!(place.read("sum/graph.json"), place.read("all/graph.json"));
    let told = build(&["taught.txt", "teaches.txt"], "sum");
    assert!(told.contains("1 document as before, 1 read"), "{told}");
    assert_eq!(place.read("sum/graph.json"), place.read("all/graph.json"));
}

#[test]
fn an_archive_with_rows_missing_or_too_many_is_refused() {
    let place = Place::built();
    for (at, damage) in [
        "DELETE FROM passages WHERE passage = 1",
        "DELETE FROM mentions WHERE mention = 1",
        "DELETE FROM entities WHERE entity = 1",
        "INSERT INTO passages SELECT 9999, document, article, paragraph, start, \"end\", text FROM passages LIMIT 1",
        "INSERT INTO articles VALUES (9999, 0, 0, NULL, NULL, NULL, 0)",
        "INSERT INTO roles VALUES (9999, 0, 1, 'held', 'stated')",
    ]
    .into_iter()
    .enumerate()
    {
        let out = format!("x{at}");
        place.ok(&["build", "pages", "-d", "words.tsv", "--db-only", "-o", &out]);
        let path = format!("{out}/guanxi.db");
        rusqlite::Connection::open(place.path(&path)).expect("open").execute(damage, []).expect("damaged");
        let (code, _, err) = place.run(&["merge", &path, "-o", "bad"]);
        assert!(code == 1 && err.contains("the archive is damaged"), "{damage}: {err}");
    }
}
