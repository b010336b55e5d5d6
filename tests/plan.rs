//! The plan of rooms, held: what each room may see, what it may not do, and what no source file holds.

mod source;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use guanxi::dictionary::Dictionaries;
use guanxi::internal::dictionary::Level;

use crate::bench::{files, files_below, root, text};
use source::{Token, paths, tokens, without_tests};

/// What the flow joins.
const FLOW: [&str; 10] = [
    "kind",
    "text",
    "document",
    "dictionary",
    "recognise",
    "article",
    "resolve",
    "decisions",
    "archive",
    "graph",
];

/// What each room may see of the others; a room that is not here is not in the plan.
const PLAN: [(&str, &[&str]); 25] = [
    ("kind", &[]),
    ("text", &[]),
    ("document", &["text"]),
    ("dictionary", &["kind", "text"]),
    ("read", &["text", "document", "dictionary"]),
    ("recognise", &["kind", "text", "dictionary"]),
    ("article", &["kind", "text", "recognise"]),
    ("resolve", &["kind", "text", "dictionary", "recognise", "article"]),
    ("decisions", &["kind", "text", "dictionary", "resolve"]),
    ("archive", &["kind", "text", "document", "resolve", "decisions"]),
    ("graph", &["kind", "text", "resolve"]),
    ("paint", &["kind", "graph"]),
    ("draw", &["kind", "graph", "paint"]),
    ("export", &["kind", "graph", "paint", "draw"]),
    ("ask", &["kind", "graph"]),
    ("doctor", &[]),
    ("score", &["kind"]),
    ("serve", &["kind", "graph", "export", "ask", "archive"]),
    ("pipeline", &FLOW),
    ("learn", &["kind", "text", "dictionary", "recognise", "resolve", "pipeline"]),
    ("train", &["text", "dictionary", "kind", "recognise", "resolve", "score"]),
    ("png", &[]),
    ("sightings", &["archive"]),
    ("cli", &["*"]),
    ("main", &["cli"]),
];

/// What a room may see beyond the plan: single items, none of them a door.
const BESIDES: [(&str, &str); 4] = [
    ("export", "text::Date"),
    ("ask", "text::Date"),
    ("graph", "recognise::Rule"),
    ("serve", "document::Date"),
];

/// One source file with its tests taken out.
struct Source {
    /// Path from the `src/` of its crate, with `/`; of `guanxi-read`, which is one room, with `read/` before it.
    name: String,
    tokens: Vec<(usize, Token)>,
}

impl Source {
    /// The room a file belongs to: the first part of its path.
    fn room(&self) -> &str {
        self.name.split(['/', '.']).next().unwrap_or_default()
    }
}

/// The sources of each crate, and what stands before the names of its files.
const CRATES: [(&str, &str); 3] =
    [("src", ""), ("crates/guanxi-read/src", "read/"), ("crates/guanxi-cli/src", "")];

/// Every file of the crates, without those that are compiled for tests alone.
fn sources() -> Vec<Source> {
    let mut tests = BTreeSet::new();
    let mut all = Vec::new();
    let each = CRATES.into_iter().flat_map(|(folder, before)| {
        let src = root().join(folder);
        files_below(&src, "rs").into_iter().map(move |path| (src.clone(), before, path))
    });
    for (src, before, path) in each {
        let name = path.strip_prefix(&src).expect("below src").to_string_lossy().replace('\\', "/");
        let name = format!("{before}{name}");
        let (tokens, modules) = without_tests(&tokens(&text(&path)));
        let top = name.strip_suffix("mod.rs").or(name.strip_suffix("lib.rs"));
        let folder = top.unwrap_or_default().to_string();
        tests.extend(modules.iter().map(|module| format!("{folder}{module}.rs")));
        all.push(Source { name, tokens });
    }
    assert!(all.len() > 50, "the sources are found: {}", all.len());
    all.retain(|source| !tests.contains(&source.name));
    all
}

fn none(what: &str, found: Vec<String>) {
    assert!(found.is_empty(), "{what}:\n{}", found.join("\n"));
}

#[test]
fn rooms_see_what_the_plan_allows() {
    let plan: BTreeMap<&str, &[&str]> = PLAN.into_iter().collect();
    let mut found = Vec::new();
    for source in sources() {
        let room = source.room();
        if room == "lib" || room == "internal" {
            continue;
        }
        let Some(allowed) = plan.get(room) else {
            found.push(format!("{}: the room `{room}` is not in the plan of tests/plan.rs", source.name));
            continue;
        };
        for (line, path) in paths(&source.tokens) {
            let Some(rest) = path.strip_prefix("crate::").or(path.strip_prefix("guanxi::")) else { continue };
            // The door for the crates of this repository, beside the public ones of the same rooms.
            let rest = rest.strip_prefix("internal::").unwrap_or(rest);
            let seen = rest.split("::").next().unwrap_or_default();
            let besides = BESIDES.iter().any(|(by, item)| *by == room && rest == *item);
            // In a crate that is one room, an item at the top is of the room.
            let own = seen == room || room == "read" && !plan.contains_key(seen);
            if !own && !allowed.contains(&seen) && *allowed != ["*"] && !besides {
                found.push(format!("{}:{line}: {room} sees {rest}", source.name));
            }
        }
    }
    none("the plan does not allow", found);
}

#[test]
fn the_plan_has_no_circle() {
    let mut before: BTreeSet<&str> = BTreeSet::new();
    for (room, sees) in PLAN {
        for seen in sees.iter().filter(|seen| **seen != "*") {
            assert!(before.contains(seen), "{room} sees {seen}, which does not stand above it in the plan");
        }
        before.insert(room);
    }
    for (by, item) in BESIDES {
        let seen = item.split("::").next().unwrap_or_default();
        let place = |room: &str| PLAN.iter().position(|(name, _)| *name == room);
        assert!(place(seen) < place(by), "{by} sees {item} against the flow");
    }
}

#[test]
fn every_file_says_what_it_is_and_stays_short() {
    let mut found = Vec::new();
    for folder in ["src", "crates", "python/src", "tests", "benches"] {
        let folder = root().join(folder);
        if !folder.is_dir() {
            continue;
        }
        for path in files_below(&folder, "rs") {
            let text = text(&path);
            let lines = text.lines().count();
            if !text.starts_with("//! ") {
                found.push(format!("{}: does not open with //!", path.display()));
            }
            if lines > 400 {
                found.push(format!("{}: {lines} lines, 400 are the most", path.display()));
            }
        }
    }
    none("files against the plan", found);
}

/// Who may know what of the world outside; the lints of the workspace see to it that nobody prints.
#[test]
fn only_the_doors_touch_the_world() {
    const KNOWERS: [(&str, &[&str]); 7] = [
        ("std::fs", &["read/", "dictionary/load.rs", "cli/"]),
        ("std::path", &["read/", "dictionary/load.rs", "archive/", "cli/"]),
        ("std::env", &["cli/"]),
        ("std::process", &["cli/", "main.rs"]),
        ("std::net", &["serve/", "cli/serve.rs"]),
        (
            "std::io",
            &["document/failure.rs", "read/", "sightings.rs", "export/", "learn/write.rs", "serve/", "cli/"],
        ),
        (
            "std::time",
            &[
                "serve/connections.rs",
                "archive/mod.rs",
                "cli/",
                "document/guard.rs",
                "read/reader.rs",
                "pipeline.rs",
            ],
        ),
    ];
    const STREAMS: [&str; 3] = ["io::stdout", "io::stderr", "io::stdin"];
    let mut found = Vec::new();
    for source in sources() {
        let by = |allowed: &[&str]| allowed.iter().any(|door| source.name.starts_with(door));
        for (line, path) in paths(&source.tokens) {
            for (thing, allowed) in KNOWERS {
                if (path == thing || path.starts_with(&format!("{thing}::"))) && !by(allowed) {
                    found.push(format!("{}:{line}: knows {path}", source.name));
                }
            }
            let stream =
                STREAMS.iter().any(|stream| path == *stream || path.starts_with(&format!("std::{stream}")));
            if stream && !by(&["cli/", "read/reader.rs"]) {
                found.push(format!("{}:{line}: opens {path}", source.name));
            }
        }
    }
    none("only the doors may", found);
}

/// Nothing before `export` knows how a graph is written.
#[test]
fn nothing_before_export_knows_a_format() {
    const CRATES: [(&str, &[&str]); 4] = [
        ("rusqlite", &["archive"]),
        ("quick_xml", &["read", "export", "doctor"]),
        ("oxttl", &["export"]),
        ("serde_json", &["archive", "document", "read", "sightings", "export", "ask", "score", "cli"]),
    ];
    let mut found = Vec::new();
    for source in sources() {
        for (line, path) in paths(&source.tokens) {
            for (name, rooms) in CRATES {
                if path.starts_with(&format!("{name}::")) && !rooms.contains(&source.room()) {
                    found.push(format!("{}:{line}: knows {path}", source.name));
                }
            }
        }
    }
    none("formats out of their rooms", found);
}

/// Rooms that cannot fail hold no word that ends the program.
#[test]
fn pure_rooms_never_give_up() {
    const PURE: [&str; 8] = ["kind", "text", "recognise", "article", "resolve", "graph", "ask", "score"];
    const GIVES_UP: [&str; 8] =
        ["unwrap", "expect", "panic", "unreachable", "todo", "unimplemented", "assert", "assert_eq"];
    let mut found = Vec::new();
    for source in sources().iter().filter(|source| PURE.contains(&source.room())) {
        for pair in source.tokens.windows(2) {
            if let [(line, Token::Word(word)), (_, Token::Mark("!" | "("))] = pair
                && GIVES_UP.contains(&word.as_str())
            {
                found.push(format!("{}:{line}: {word}", source.name));
            }
        }
    }
    none("rooms that cannot fail hold", found);
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{20000}'..='\u{323AF}')
}

/// Most Chinese words that may stand in one file of a room, and in one list of it: single structural words
/// (level words, marks of time) belong to the rules, lists belong to `dictionaries/`.
const WORDS_A_FILE: usize = 24;
const WORDS_A_LIST: usize = 12;

/// Files that were looked through and may hold more, with the reason.
const REVIEWED: [(&str, usize, &str); 11] = [
    ("recognise/after.rs", 26, "words between a name and its post, and between one post and the next"),
    ("resolve/outside.rs", 40, "what newspapers and sites put around the name of their place"),
    ("dictionary/places.rs", 34, "the level words of divisions, which `gb2260` does not split off"),
    ("recognise/owner.rs", 95, "which bodies have which heads: one tail of a title, the tails of its bodies"),
    ("resolve/alias.rs", 36, "what has parts of its own, and how these end"),
    ("resolve/guests.rs", 36, "single offices, and words that make guests of a place"),
    ("recognise/roster.rs", 46, "bodies with lists of people, and what their people are called"),
    ("resolve/house.rs", 108, "sorts of institutions: their words for themselves, parts, titles and menus"),
    ("resolve/roles.rs", 60, "what roles add or drop, one case each"),
    ("resolve/canonical.rs", 54, "what canonical names add or drop, one case each"),
    ("resolve/town.rs", 37, "what follows the names of towns and villages in their own bodies"),
];

#[test]
fn word_lists_live_in_dictionaries() {
    let mut found = Vec::new();
    for source in sources() {
        let han = |token: &Token| matches!(token, Token::Text(text) if text.contains(is_han));
        let count = source.tokens.iter().filter(|(_, token)| han(token)).count();
        let limit =
            REVIEWED.iter().find(|(name, ..)| *name == source.name).map_or(WORDS_A_FILE, |found| found.1);
        if count > limit && !matches!(source.room(), "cli" | "ask") {
            found.push(format!("{}: {count} Chinese words, {limit} are the most", source.name));
        }
        // Words with only marks between them are a list, whatever brackets it stands in.
        let (mut run, mut from) = (0, 0);
        for (line, token) in source.tokens.iter().chain([&(0, Token::Mark(";"))]) {
            match token {
                token if han(token) => {
                    from = if run == 0 { *line } else { from };
                    run += 1;
                }
                Token::Mark("," | "|" | "&" | "(" | ")" | "[" | "]") | Token::Text(_) | Token::Letter(_) => {}
                _ => {
                    if run > WORDS_A_LIST && !REVIEWED.iter().any(|(name, ..)| *name == source.name) {
                        found.push(format!("{}:{from}: a list of {run} Chinese words", source.name));
                    }
                    run = 0;
                }
            }
        }
    }
    none(
        "Chinese word lists in src; move them to dictionaries/built-in, or have them reviewed in tests/plan.rs",
        found,
    );
}

/// Names in the dictionary of Erqi that the whole country knows, or that every city has.
const KNOWN: [&str; 11] = [
    "习近平",
    "中共中央",
    "党中央",
    "商务部",
    "文旅部",
    "文化和旅游部",
    "郑州大学第一附属医院",
    "郑大一附院",
    "郑州航空港经济综合实验区",
    "安居工程",
    "解放路",
];

/// What only the dictionary of Erqi may know: people, bodies, places and projects of the real pages.
fn local_names() -> BTreeSet<String> {
    let built_in = Dictionaries::load::<&Path>(&[]).expect("the built-in lists");
    let tree = |name: &str| {
        let high = |id: &u32| built_in.places().get(*id).level != Level::County;
        built_in.places().named(name).iter().any(high)
    };
    let mut names = BTreeSet::new();
    for path in files(&root().join("dictionaries/erqi"), "tsv") {
        if path.ends_with("ignore.tsv") || path.ends_with("tenures.tsv") {
            continue;
        }
        for line in
            text(&path).lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()).skip(1)
        {
            let mut fields = line.split('\t');
            let (name, kind) = (fields.next().unwrap_or_default(), fields.next().unwrap_or_default());
            let aliases = fields.next().unwrap_or_default().split('|');
            let short = if kind == "official" { 2 } else { 3 };
            let kept = std::iter::once(name).chain(aliases).filter(|name| name.chars().count() >= short);
            names.extend(kept.filter(|name| !tree(name) && !KNOWN.contains(name)).map(str::to_string));
        }
    }
    assert!(names.len() > 200, "the dictionary of Erqi is read: {}", names.len());
    names
}

#[test]
fn only_the_dictionary_of_erqi_knows_erqi() {
    let names = local_names();
    let mut found = Vec::new();
    let src: Vec<_> = CRATES.iter().flat_map(|(src, _)| files_below(&root().join(src), "rs")).collect();
    let lists = [files(&root().join("dictionaries/built-in"), "tsv")];
    for path in src.iter().chain(lists.iter().flatten()) {
        let list = path.extension().is_some_and(|ending| ending == "tsv");
        // A table of the whole country tells what became of a division; what it is for are the names it begins with.
        let country = path.ends_with("former-divisions.tsv");
        for (at, line) in text(path).lines().enumerate() {
            let line = if country { line.split('\t').next().unwrap_or_default() } else { line };
            for name in &names {
                // Names of two characters are parts of many words: only whole ones count.
                let whole = name.chars().count() > 2;
                let held = if whole {
                    line.contains(name.as_str())
                } else {
                    list && line.split('\t').any(|field| field == name)
                        || line.contains(&format!("\"{name}\""))
                };
                if held {
                    found.push(format!("{}:{}: {name}", path.display(), at + 1));
                }
            }
        }
    }
    none("names of one district outside its dictionary", found);
}
