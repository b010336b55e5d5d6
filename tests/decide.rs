//! Decisions from outside: a line is added, the next build obeys it, and says which lines match nothing.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

const PAGE: &str =
    "本报讯 4月 4日上午，区长李明主持召开新区二期项目推进会，副区长王芳、副区长王方参加会议。\n";

struct Place(TempDir);

impl Place {
    fn new() -> Place {
        let place = Place(TempDir::new().expect("a temporary folder"));
        place.write("pages/a.txt", PAGE);
        place.write(
            "words/words.tsv",
            "name\tkind\n新区二期\tproject\n李明\tofficial\n王芳\tofficial\n王方\tofficial\n",
        );
        place
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).expect("a file")
    }

    /// Exit code and stderr.
    fn run(&self, arguments: &[&str]) -> (i32, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_guanxi"));
        command.current_dir(self.0.path()).args(arguments).stdin(Stdio::null());
        let output = command.output().expect("the program runs");
        (output.status.code().expect("a code"), String::from_utf8(output.stderr).expect("UTF-8"))
    }

    fn build(&self) -> (Vec<String>, String) {
        let (code, err) = self.run(&["build", "pages", "-d", "words", "-f", "json"]);
        assert_eq!(code, 0, "{err}");
        let graph: Value = serde_json::from_str(&self.read("graphs/graph.json")).expect("JSON");
        let nodes = graph["nodes"].as_array().expect("nodes");
        let name = |node: &Value| format!("{}:{}", node["kind"], node["name"]).replace('"', "");
        (nodes.iter().map(name).collect(), err)
    }
}

#[test]
fn a_decision_is_a_line_that_every_build_obeys() {
    let place = Place::new();
    let (before, err) = place.build();
    assert!(before.contains(&"official:王方".to_string()) && !err.contains("decision"), "{before:?} {err}");

    let (code, err) = place.run(&["decide", "merge", "王方", "王芳", "--note", "a misprint"]);
    assert_eq!(code, 0, "{err}");
    assert!(err.contains("1 mention") && err.contains("decisions.tsv:2"), "{err}");
    let expected = "action\tkind\tname\tvalue\twhere\tnote\nmerge\tofficial\t王方\t王芳\t\ta misprint\n";
    assert_eq!(place.read("decisions.tsv"), expected);
    let (after, err) = place.build();
    assert!(!after.contains(&"official:王方".to_string()) && after.contains(&"official:王芳".to_string()));
    assert!(err.contains("1 decision of decisions.tsv") && !err.contains("warning"), "{err}");

    for (arguments, lines) in [
        (&["block", "李明"][..], 3),
        (&["retype", "新区二期", "place"], 4),
        (&["rename", "王芳", "王小芳", "--where", "document=a.txt; from=2000-01-01"], 5),
    ] {
        let (code, err) = place.run(&[&["decide"], arguments].concat());
        assert_eq!((code, place.read("decisions.tsv").lines().count()), (0, lines), "{err}");
    }
    let (after, err) = place.build();
    assert!(!after.iter().any(|name| name.contains("李明")), "{after:?}");
    assert!(after.contains(&"place:新区二期".to_string()), "{after:?}");
    // The page has no year: its day is not known, so the last line holds nowhere.
    assert!(err.contains("warning: decisions.tsv:5: `rename official 王芳 王小芳 where"), "{err}");

    // Undoing is deleting the line.
    place.write("decisions.tsv", &expected.replace("merge", "# merge"));
    assert_eq!(place.build().0, before);
}

#[test]
fn the_decisions_of_dictionary_folders_are_found() {
    let place = Place::new();
    place.write("words/decisions.tsv", "action\tkind\tname\nblock\tofficial\t王方\n");
    let (names, err) = place.build();
    assert!(!names.contains(&"official:王方".to_string()));
    assert!(err.contains("words/decisions.tsv") || err.contains("words\\decisions.tsv"), "{err}");
    place.write("mine.tsv", "action\tkind\tname\nblock\tofficial\t李明\n");
    let (code, _) = place.run(&["build", "pages", "-d", "words", "--decisions", "mine.tsv", "-o", "out"]);
    let graph = place.read("out/graph.json");
    assert!(code == 0 && graph.contains("王方") && !graph.contains("official\",\"name\":\"李明"));
}

#[test]
fn what_cannot_be_decided_changes_nothing() {
    let place = Place::new();
    let (code, err) = place.run(&["decide", "block", "李明"]);
    assert!(code == 1 && err.contains("no graph") && err.contains("--kind"), "{err}");
    place.build();
    for (arguments, parts) in [
        (&["block", "无此名"][..], ["`无此名` is not in the graph", "ask about"]),
        (&["block", "李明", "--kind", "place"], ["as place", "graph"]),
        (&["split", "李明", "李小明"], ["takes every mention", "document="]),
        (&["merge", "李明", "李明"], ["same name", "other name"]),
        (&["merge", "李明", "李\t明"], ["tab", "without"]),
        (&["block", "李明", "--where", "year=3"], ["unknown condition `year`", "document, passage"]),
    ] {
        let (code, err) = place.run(&[&["decide"], arguments].concat());
        assert!(code == 1 && parts.iter().all(|part| err.contains(part)), "{arguments:?}: {err}");
    }
    let (code, err) = place.run(&["decide", "block", "李明", "--dry-run"]);
    assert!(code == 0 && err.contains("1 mention"), "{err}");
    assert!(!place.path("decisions.tsv").exists());

    assert_eq!(place.run(&["decide", "block", "李明"]).0, 0);
    let (code, err) = place.run(&["decide", "block", "李明"]);
    assert!(code == 1 && err.contains("decided already") && err.contains("decisions.tsv:2"), "{err}");
    place.write("decisions.tsv", "action\tkind\tname\nblok\tofficial\t李明\n");
    for arguments in [&["build", "pages"][..], &["decide", "block", "王芳"]] {
        let (code, err) = place.run(arguments);
        assert!(
            code == 1 && err.contains("unknown action `blok`") && err.contains("decisions.tsv:2:1"),
            "{err}"
        );
    }
}
