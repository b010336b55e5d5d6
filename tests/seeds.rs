//! The question the program was made for: who appears with a project, on the real pages and on ours.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use guanxi::ask::{Answer, Detail, Question, With, ask};
use guanxi::export::{Format, write};
use guanxi::graph::Graph;
use guanxi::graph::Measure;
use guanxi::kind::Kind;

use crate::bench::{dictionaries, files, graph, root, say, shared};

/// Who took part in the round of building sites that the project belongs to.
const PRESENT: [&str; 4] = ["陈红民", "袁斌", "王传胜", "高岩"];

/// Who stands in other stories of the same page only.
const ELSEWHERE: [&str; 3] = ["汤晓义", "李卓瑜", "苏建设"];

/// The officials that appear with a project, each with a passage.
fn with(graph: &Graph, name: &str) -> With {
    let question = Question::With { name: name.into(), kind: Some(Kind::Official) };
    match ask(graph, &question, Detail { limit: 100, evidence: 3 }) {
        Answer::With(with) => with,
        other => panic!("{name}: {other:?}"),
    }
}

fn holds(graph: &Graph) {
    let answer = with(graph, "华润二期");
    let names: BTreeSet<&str> = answer.rows.iter().map(|row| row.entity.name.as_str()).collect();
    for name in PRESENT {
        assert!(names.contains(name), "{name} is missing: {names:?}");
    }
    for name in ELSEWHERE {
        assert!(!names.contains(name), "{name} is of another story: {names:?}");
    }
    for row in &answer.rows {
        let quotes: Vec<&str> =
            row.evidence.iter().flat_map(|shown| &shown.quotes).map(|quote| &*quote.text).collect();
        assert!(!quotes.is_empty(), "no passage for {}", row.entity.name);
        let words = quotes.concat();
        assert!(
            words.contains("华润二期"),
            "{}: the project stands in no passage: {quotes:?}",
            row.entity.name
        );
        assert!(
            words.contains(&row.entity.name),
            "{}: the name stands in no passage: {quotes:?}",
            row.entity.name
        );
    }
}

#[test]
fn the_real_pages_answer() {
    let Some(folder) = shared("seeds") else { return };
    holds(&graph(&files(&folder, "txt"), &dictionaries(true)));
}

#[test]
fn the_seeds_answer() {
    holds(&graph(&[root().join("seeds")], &dictionaries(true)));
}

/// The files of `graphs/` are what `guanxi build seeds --dictionaries dictionaries/erqi` writes today.
#[test]
fn the_graphs_are_up_to_date() {
    let folder = root().join("graphs");
    if !folder.is_dir() {
        say("SKIPPED: no graphs/ yet");
        return;
    }
    // Ids are paths as they were named: from the folder of the repository.
    std::env::set_current_dir(root()).expect("the folder of the repository");
    let graph = graph(&[PathBuf::from("seeds")], &dictionaries(true));
    // As `build` does in a graph of this size.
    let graph = graph.with_measures(&Measure::ALL).with_places();
    // The page is not committed: it holds the explorer as it was last built.
    for format in Format::ALL.into_iter().filter(|format| *format != Format::Html) {
        let path = folder.join(format!("graph.{}", format.extension()));
        if path.exists() {
            same(&graph, format, &path);
        } else {
            say(&format!("SKIPPED: {} is not there", path.display()));
        }
    }
}

fn same(graph: &Graph, format: Format, path: &Path) {
    let mut now = Vec::new();
    write(graph, format, &mut now).expect("written");
    let before = std::fs::read(path).expect("read");
    if now == before {
        return;
    }
    let (now, before) = (String::from_utf8_lossy(&now), String::from_utf8_lossy(&before));
    let pairs = now.lines().zip(before.lines()).enumerate();
    let first = pairs.filter(|(_, (now, before))| now != before).map(|(at, (now, before))| {
        let cut = |line: &str| line.chars().take(200).collect::<String>();
        format!("line {}:\n  file: {}\n  now:  {}", at + 1, cut(before), cut(now))
    });
    panic!(
        "{} is old; write it anew with: cargo run --release -- build seeds --dictionaries dictionaries/erqi --out graphs\n{}",
        path.display(),
        first.take(3).collect::<Vec<_>>().join("\n")
    );
}
