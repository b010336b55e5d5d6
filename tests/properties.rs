//! What holds of every text whatever: nothing panics, offsets lead back, order and threads change no byte,
//! a user's word is always found, and how a page breaks its lines changes nothing that is found.

mod fragments;

use std::cell::Cell;
use std::num::NonZeroUsize;
use std::sync::LazyLock;

use guanxi::ask::{Detail, Question, ask};
use guanxi::decisions::Decisions;
use guanxi::dictionary::{Dictionaries, Entry};
use guanxi::document::Document;
use guanxi::export::{Format, read, write};
use guanxi::graph::{Graph, Options};
use guanxi::internal::article::articles;
use guanxi::internal::dictionary::skeleton;
use guanxi::internal::recognise::{lessons, recognise};
use guanxi::internal::text::Text;
use guanxi::kind::Kind;
use guanxi::pipeline::{Learned, Page, Pipeline, Settings, page};
use guanxi::resolve::{Rule, StatedRole};
use guanxi_cli::score::{Predicted, Tagged, annotate, parse};
use guanxi_read::plan;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::TestRunner;

use crate::bench::{Strict, dictionaries, golds, predicted, root, written};
use fragments::{Disguise, anything, disguise, surroundings, word};

static BUILT_IN: LazyLock<Dictionaries> = LazyLock::new(|| dictionaries(false));
static ERQI: LazyLock<Dictionaries> = LazyLock::new(|| dictionaries(true));

/// How often a property is tried; `GUANXI_CASES=50` tries fifty times as often.
fn cases(number: u32) -> ProptestConfig {
    let times = std::env::var("GUANXI_CASES").ok().and_then(|times| times.parse().ok()).unwrap_or(1);
    ProptestConfig { cases: number * times, failure_persistence: None, ..ProptestConfig::default() }
}

fn document(id: &str, text: &str) -> Document {
    Document { id: id.into(), text: text.into(), ..Document::default() }
}

fn read_page(text: &str, dictionaries: &Dictionaries) -> Page {
    page(document("page.txt", text), dictionaries, &Learned::default())
}

/// The raw characters that carry text, folded: what remains when white space and the invisible are taken out.
fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Everything that must hold of a page, whatever was on it.
fn holds(page: &Page) {
    let raw: Vec<char> = page.document.text.chars().collect();
    let resolved = &page.resolved;
    let mut end = 0;
    for named in &resolved.mentions {
        assert!(
            named.start >= end && named.start < named.end && named.end <= raw.len(),
            "sorted, disjoint: {named:?}"
        );
        end = named.end;
        let surface: String = raw[named.start..named.end].iter().collect();
        assert_eq!(bare(&surface), named.surface, "offsets lead back");
        assert!(!named.entity.trim().is_empty(), "every entity has a name: {named:?}");
        assert!(
            !surface.starts_with(char::is_whitespace) && !surface.ends_with(char::is_whitespace),
            "{surface:?}"
        );
        let passage = &resolved.passages[named.passage];
        assert!(passage.start <= named.start && named.start < passage.end, "a mention starts in its passage");
        assert!(
            named.kind == Kind::Official || named.roles.is_empty(),
            "only officials hold posts: {named:?}"
        );
    }
    let mut end = 0;
    for passage in &resolved.passages {
        assert!(passage.start >= end && passage.end <= raw.len() && passage.start < passage.end);
        assert!(passage.article < resolved.articles.len());
        let words: String = raw[passage.start..passage.end].iter().collect();
        assert_eq!(bare(&passage.text).chars().count() > 0, bare(&words).chars().count() > 0);
        end = passage.end;
    }
    assert_eq!(page.starts.len(), resolved.articles.len());
    assert!(page.starts.is_sorted() && page.starts.iter().all(|&start| start <= raw.len()));
}

/// Sentences and paragraphs cover a text without holes, and so do its articles.
fn covers(raw: &str, dictionaries: &Dictionaries) {
    let text = Text::new(raw, dictionaries.layout());
    let mut end = 0;
    for sentence in text.sentences() {
        assert!(sentence.start == end && sentence.end > end, "sentences cover");
        assert!(text.unbroken(*sentence), "a sentence lies in one paragraph");
        end = sentence.end;
    }
    assert_eq!(end, text.len());
    let mut end = 0;
    for paragraph in text.paragraphs() {
        assert!(
            paragraph.span.start == end && paragraph.span.end > end && paragraph.lines > 0,
            "paragraphs cover"
        );
        end = paragraph.span.end;
    }
    assert_eq!(end, text.len());
    let found = recognise(&text, dictionaries, &Learned::default());
    let mut end = 0;
    for article in articles(&text, &found.mentions, dictionaries.layout(), None) {
        assert!(article.span.start == end && (article.span.end > end || text.is_empty()), "articles cover");
        end = article.span.end;
    }
    assert_eq!(end, text.len());
}

/// The markup written for a page reads back as the same page.
fn marked(page: &Page) {
    let raw = &page.document.text;
    if raw.contains("[[") || raw.contains("]]") || raw.contains('|') {
        return;
    }
    let spans: Vec<Tagged> = predicted(page)
        .into_iter()
        .map(|Predicted { start, end, kind, entity, roles, .. }| Tagged {
            start,
            end,
            kind: Some(kind),
            canonical: entity,
            roles,
        })
        .collect();
    let again = parse(&annotate(raw, &spans, &page.starts));
    assert_eq!(&again.raw, raw, "the markup keeps the text");
    assert_eq!(again.articles, page.starts);
    assert_eq!(again.spans.len(), spans.len());
}

/// The graph in every format, and as it is read back.
fn bytes(graph: &Graph) -> Vec<Vec<u8>> {
    let mut out = Vec::new();
    for format in Format::ALL {
        let mut file = Vec::new();
        write(graph, format, &mut file).expect("written");
        out.push(file);
    }
    out
}

fn tallied(pages: impl IntoIterator<Item = Page>) -> Graph {
    Graph::of(Options::default(), pages.into_iter().map(|page| page.resolved))
}

/// The whole flow over one text, questions included.
fn flows(raw: &str, dictionaries: &Dictionaries) {
    let page = read_page(raw, dictionaries);
    holds(&page);
    covers(raw, dictionaries);
    marked(&page);
    // Once more, with what the page itself teaches.
    let mut learned = Learned::default();
    learned.add(lessons(&Text::new(raw, dictionaries.layout()), dictionaries));
    learned.freeze();
    holds(&guanxi::pipeline::page(document("page.txt", raw), dictionaries, &learned));
    let graph = tallied([page]);
    let files = bytes(&graph);
    let again = read(&files[0]).expect("our own file reads back");
    assert_eq!(bytes(&again), files, "read back and written again");
    let names: Vec<String> = graph.nodes().take(3).map(|node| node.key.name.to_string()).collect();
    let [a, b] = [0, 1].map(|at| names.get(at).cloned().unwrap_or_else(|| raw.chars().take(4).collect()));
    for question in [
        Question::With { name: a.clone(), kind: None },
        Question::About { name: a.clone() },
        Question::Path { a: a.clone(), b: b.clone() },
        Question::Common { a: a.clone(), b: b.clone(), kind: Some(Kind::Official) },
        Question::Timeline { name: a, other: Some(b) },
        Question::matrix(),
        Question::Top { kind: None },
    ] {
        ask(&graph, &question, Detail::default()).to_table();
    }
}

proptest! {
    #![proptest_config(cases(192))]

    #[test]
    fn no_text_panics(raw in anything()) {
        flows(&raw, &BUILT_IN);
    }

    #[test]
    fn no_page_of_pieces_panics(raw in fragments::page(), erqi in any::<bool>()) {
        flows(&raw, if erqi { &ERQI } else { &BUILT_IN });
    }

    /// Whatever is in a file, reading it gives documents or failures.
    #[test]
    fn no_file_panics(start in select(&["", "{", "{\"text\": \"", "\u{FEFF}{\"id\": 1, ", "\n\n{}\n"][..]), bytes in any::<Vec<u8>>()) {
        let stream = std::io::Cursor::new([start.as_bytes(), &bytes].concat());
        for document in guanxi_read::read_from("file", stream).take(100).flatten() {
            prop_assert!(!document.id.is_empty());
        }
    }

    /// LF and CRLF and CR are line breaks alike.
    #[test]
    fn line_ends_change_nothing(raw in fragments::page()) {
        let raw = raw.replace("\r\n", "\n").replace('\r', "\n");
        same_with_crlf(&raw);
    }
}

/// What is found, without offsets.
fn found(page: &Page) -> Vec<(Kind, &str, &str, &[StatedRole], usize)> {
    let article = |named: usize| page.resolved.passages[named].article;
    let each = page.resolved.mentions.iter();
    each.map(|m| (m.kind, m.entity.as_str(), m.surface.as_str(), &m.roles[..], article(m.passage))).collect()
}

fn same_with_crlf(raw: &str) {
    let (unix, windows) = (read_page(raw, &BUILT_IN), read_page(&raw.replace('\n', "\r\n"), &BUILT_IN));
    assert_eq!(found(&unix), found(&windows));
    // Offsets differ by the line ends before them.
    let ends: Vec<usize> = raw.chars().enumerate().filter(|(_, c)| *c == '\n').map(|(at, _)| at).collect();
    for (a, b) in unix.resolved.mentions.iter().zip(&windows.resolved.mentions) {
        let moved = |at: usize| at + ends.partition_point(|&end| end < at);
        assert_eq!((moved(a.start), moved(a.end)), (b.start, b.end));
    }
}

#[test]
fn line_ends_change_nothing_on_whole_pages() {
    for (_, gold) in golds(&root().join("tests/pages")) {
        same_with_crlf(&gold.raw);
    }
}

/// An entry as a dictionary file gives it.
fn entry(name: &str, kind: Option<Kind>) -> Entry {
    Entry {
        name: name.into(),
        kind,
        aliases: Vec::new(),
        within: None,
        note: String::new(),
        file: "words.tsv".into(),
        line: 2,
        guessed: false,
    }
}

fn count_overlapping(text: &str, word: &str) -> usize {
    text.char_indices().filter(|(at, _)| text[*at..].starts_with(word)).count()
}

/// The user's words of a dictionary, found on a page in a disguise or inside a longer name; several words share one dictionary.
fn honoured(words: &[(String, Disguise, usize, String, String)], kind: Kind) -> Result<usize, TestCaseError> {
    let names: Vec<String> = words.iter().map(|(word, ..)| word.trim().to_string()).collect();
    let dictionaries = Dictionaries::with_entries(names.iter().map(|name| entry(name, Some(kind))).collect());
    let mut tried = 0;
    for ((word, disguise, at, before, after), name) in words.iter().zip(&names) {
        let wanted = skeleton(name);
        if wanted.is_empty() {
            continue;
        }
        let written = disguise.put_on(word.trim(), *at);
        let raw = format!("{before}{written}{after}");
        // Another of the words may stand there, or this one across the edge: then who wins is another matter.
        let whole = skeleton(&raw);
        let others = names.iter().map(|name| skeleton(name)).filter(|other| !other.is_empty());
        if others.map(|other| count_overlapping(&whole, &other)).sum::<usize>() > 1 {
            continue;
        }
        tried += 1;
        let page = read_page(&raw, &dictionaries);
        holds(&page);
        let start = before.chars().count();
        let end = start + written.chars().count();
        let at: Vec<_> = page.resolved.mentions.iter().filter(|m| m.start < end && start < m.end).collect();
        prop_assert_eq!(at.len(), 1, "{:?} as {:?} in {:?}: {:?}", name, disguise, raw, at);
        let hit = at[0];
        // A body may be built on a place or body of the user's, a project takes in its head noun.
        let longer = match (kind, hit.kind) {
            (Kind::Place | Kind::Body, Kind::Body) => true,
            (Kind::Project, Kind::Project) => hit.entity == *name,
            _ => false,
        };
        if hit.rule != Rule::Dictionary && longer && skeleton(&hit.surface).contains(&wanted) {
            continue;
        }
        prop_assert_eq!(hit.rule, Rule::Dictionary, "{:?} in {:?}: {:?}", name, raw, hit);
        prop_assert_eq!(skeleton(&hit.surface), wanted, "{:?} in {:?}", disguise, raw);
        prop_assert_eq!(hit.kind, kind);
        prop_assert_eq!(&hit.entity, name);
    }
    Ok(tried)
}

/// Every case builds an automaton over all lists: few cases, many words each.
#[test]
fn a_word_of_the_user_is_always_found() {
    let words = proptest::collection::vec(
        (word(), disguise(), any::<usize>(), surroundings(), surroundings()),
        1..90,
    );
    let mut runner = TestRunner::new(ProptestConfig { max_shrink_iters: 300, ..cases(12) });
    let (all, tried) = (Cell::new(0), Cell::new(0));
    let run = runner.run(&(words, select(&Kind::NODES[..])), |(words, kind)| {
        all.set(all.get() + words.len());
        tried.set(tried.get() + honoured(&words, kind)?);
        Ok(())
    });
    run.unwrap_or_else(|error| panic!("{error}"));
    assert!(tried.get() * 3 > all.get(), "only {} of {} words were tried", tried.get(), all.get());
}

/// A word of kind `ignore` is never a mention, nor is anything inside it.
#[test]
fn an_ignored_word_shields_what_it_covers() {
    let dictionaries = Dictionaries::with_entries(vec![entry("河南省图书馆", None)]);
    let page = read_page("昨日，记者来到河南省\n图书馆参观。", &dictionaries);
    assert!(
        page.resolved.mentions.iter().all(|m| !"河南省图书馆".contains(&m.surface)),
        "{:?}",
        page.resolved.mentions
    );
}

/// Texts of a small corpus that teach each other names.
fn corpus() -> Vec<(String, String)> {
    let folder = |name: &str| golds(&root().join("tests").join(name));
    let all = folder("seeds").into_iter().chain(folder("pages").into_iter().take(6));
    all.map(|(name, gold)| (format!("{name}.txt"), gold.raw)).collect()
}

#[test]
fn threads_change_no_byte() {
    let texts = corpus();
    let folder = written(texts.iter().map(|(name, text)| (name.clone(), text.as_str())));
    let plan = plan(&[folder.path()]);
    let graphs: Vec<Vec<Vec<u8>>> = [1, 2, 3]
        .map(|jobs| {
            let settings = Settings { jobs: NonZeroUsize::new(jobs), ..Settings::default() };
            let pipeline = Pipeline::new(&ERQI, settings);
            let built = pipeline.graph(&plan, &Decisions::default(), Options::default(), &mut Strict);
            bytes(&built.expect("a passing archive").0)
        })
        .into();
    assert!(graphs[0][0].len() > 10_000, "the graph holds something");
    assert!(graphs.iter().all(|graph| *graph == graphs[0]), "one, two and three threads");
}

/// The graph of texts that are learnt from and read in a given order.
fn graph_of(texts: &[(String, String)], order: &[usize]) -> Vec<Vec<u8>> {
    let dictionaries = &*BUILT_IN;
    let mut learned = Learned::default();
    for &at in order {
        let text = Text::new(&texts[at].1, dictionaries.layout());
        learned.add(lessons(&text, dictionaries));
    }
    learned.freeze();
    let read = order.iter().map(|&at| {
        let (name, text) = &texts[at];
        page(document(name, text), dictionaries, &learned)
    });
    bytes(&tallied(read))
}

proptest! {
    #![proptest_config(cases(6))]

    #[test]
    fn order_changes_no_byte(
        order in Just((0..8).collect::<Vec<usize>>()).prop_shuffle(),
        pieces in proptest::collection::vec(fragments::page(), 3),
    ) {
        let mut texts: Vec<(String, String)> = corpus().into_iter().take(5).collect();
        texts.extend(pieces.into_iter().enumerate().map(|(at, text)| (format!("piece-{at}.txt"), text)));
        let sorted: Vec<usize> = (0..8).collect();
        prop_assert!(graph_of(&texts, &order) == graph_of(&texts, &sorted));
    }
}
