//! How fast each room is, and the whole flow, on pages of the corpus with other names: `cargo bench --bench flow`.

mod corpus;

use std::sync::LazyLock;

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use guanxi::dictionary::Dictionaries;
use guanxi::document::Document;
use guanxi::export::{Format, write};
use guanxi::graph::{Graph, Options};
use guanxi::internal::article::articles;
use guanxi::internal::recognise::{Recognised, lessons, recognise};
use guanxi::internal::text::Text;
use guanxi::pipeline::{Learned, Lessons, page};
use guanxi::resolve::Resolved;

use corpus::Corpus;

/// Text every bench works on.
const BYTES: usize = 200_000;

static DICTIONARIES: LazyLock<Dictionaries> = LazyLock::new(Dictionaries::built_in);
static PAGES: LazyLock<Vec<String>> = LazyLock::new(|| Corpus::new(&DICTIONARIES).pages(BYTES));
static TEXTS: LazyLock<Vec<Text>> = LazyLock::new(|| PAGES.iter().map(|page| text(page)).collect());
static FOUND: LazyLock<Vec<Recognised>> =
    LazyLock::new(|| TEXTS.iter().map(|text| recognise(text, &DICTIONARIES, &Learned::default())).collect());

fn main() {
    divan::main();
}

fn text(page: &str) -> Text {
    Text::new(page, DICTIONARIES.layout())
}

fn document(page: &str) -> Document {
    Document { text: page.to_string(), ..Document::default() }
}

fn resolved(learned: &Learned) -> Vec<Resolved> {
    PAGES.iter().map(|text| page(document(text), &DICTIONARIES, learned).resolved).collect()
}

fn graph(pages: Vec<Resolved>) -> Graph {
    Graph::of(Options::default(), pages)
}

fn bytes() -> BytesCount {
    BytesCount::new(PAGES.iter().map(String::len).sum::<usize>())
}

#[divan::bench]
fn a_dictionaries_built() -> Dictionaries {
    Dictionaries::built_in()
}

#[divan::bench]
fn b_text(bencher: Bencher) {
    bencher.counter(bytes()).bench(|| PAGES.iter().map(|page| text(page).len()).sum::<usize>());
}

#[divan::bench]
fn c_recognise(bencher: Bencher) {
    let none = Learned::default();
    let work = |text: &Text| recognise(text, &DICTIONARIES, &none).mentions.len();
    bencher.counter(bytes()).bench(|| TEXTS.iter().map(work).sum::<usize>());
}

#[divan::bench]
fn d_lessons(bencher: Bencher) {
    let work = || TEXTS.iter().map(|text| lessons(text, &DICTIONARIES)).collect::<Vec<Lessons>>();
    bencher.counter(bytes()).bench(work);
}

#[divan::bench]
fn e_articles(bencher: Bencher) {
    let pages = || TEXTS.iter().zip(&*FOUND);
    let work =
        || pages().map(|(text, found)| articles(text, &found.mentions, DICTIONARIES.layout(), None).len());
    bencher.counter(bytes()).bench(|| work().sum::<usize>());
}

#[divan::bench]
fn f_page_one_pass(bencher: Bencher) {
    let none = Learned::default();
    bencher.counter(bytes()).bench(|| resolved(&none));
}

#[divan::bench]
fn g_page_second_pass(bencher: Bencher) {
    let mut learned = Learned::default();
    TEXTS.iter().for_each(|text| learned.add(lessons(text, &DICTIONARIES)));
    learned.freeze();
    bencher.counter(bytes()).bench(|| resolved(&learned));
}

#[divan::bench]
fn h_graph(bencher: Bencher) {
    let pages = resolved(&Learned::default());
    bencher.counter(bytes()).with_inputs(|| pages.clone()).bench_values(graph);
}

#[divan::bench]
fn i_json(bencher: Bencher) {
    let graph = graph(resolved(&Learned::default()));
    bencher.counter(bytes()).bench(|| {
        let mut out = Vec::new();
        write(black_box(&graph), Format::Json, &mut out).expect("memory takes all");
        out
    });
}

#[divan::bench]
fn j_whole_flow(bencher: Bencher) {
    bencher.counter(bytes()).bench(|| {
        let mut learned = Learned::default();
        PAGES.iter().for_each(|page| learned.add(lessons(&text(page), &DICTIONARIES)));
        learned.freeze();
        graph(resolved(&learned))
    });
}
