//! A folder to run the program in, with a few pages of a small district.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// Name of the page and its text; the days differ, one page has none.
const PAGES: [(&str, &str); 4] = [
    ("2023-04-04.txt", "本报讯 4月4日，区长李明主持召开新区二期项目推进会，副区长王芳参加。\n"),
    ("2023-05-06.txt", "本报讯 5月6日，区长李明到新区二期走访，察看北湖改造。\n"),
    ("2024-01-09.txt", "本报讯 1月9日，副区长王芳到北湖改造走访，陈刚一同前往。\n"),
    ("undated.txt", "本报讯 日前，陈刚到新区二期走访。\n"),
];

const WORDS: &str =
    "name\tkind\n新区二期\tproject\n北湖改造\tproject\n李明\tofficial\n王芳\tofficial\n陈刚\tofficial\n";

/// A folder that goes away with the test.
pub(crate) struct Place(TempDir);

impl Place {
    /// An empty folder.
    pub(crate) fn empty() -> Place {
        Place(TempDir::new().expect("a temporary folder"))
    }

    /// The pages, and `out/graph.json` made of them.
    pub(crate) fn built() -> Place {
        let place = Place::empty();
        for (name, text) in PAGES {
            place.write(&format!("pages/{name}"), text);
        }
        place.write("words.tsv", WORDS);
        place.ok(&["build", "pages", "-d", "words.tsv", "-o", "out", "-f", "json"]);
        place
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).expect("a file")
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_guanxi"));
        command.current_dir(self.0.path()).args(arguments).env("NO_COLOR", "1").stdin(Stdio::null());
        command
    }

    /// Runs to the end; exit code, stdout, stderr.
    pub(crate) fn run(&self, arguments: &[&str]) -> (i32, String, String) {
        let Output { status, stdout, stderr } = self.command(arguments).output().expect("the program runs");
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        (status.code().expect("a code"), text(stdout), text(stderr))
    }

    /// Runs to a good end; stdout and stderr.
    pub(crate) fn ok(&self, arguments: &[&str]) -> (String, String) {
        let (code, out, err) = self.run(arguments);
        assert_eq!(code, 0, "{arguments:?}: {err}");
        (out, err)
    }

    /// Names of the nodes and `a-b` for the links of a graph.json, sorted.
    pub(crate) fn graph(&self, name: &str) -> (Vec<String>, Vec<String>) {
        let graph: Value = serde_json::from_str(&self.read(name)).expect("JSON");
        let list = |name: &str| graph[name].as_array().expect("a list").clone();
        let names: Vec<String> =
            list("nodes").iter().map(|node| node["label"].as_str().expect("a label").to_owned()).collect();
        let end = |link: &Value, end: &str| names[link[end].as_u64().expect("a position") as usize].clone();
        let links = list("links")
            .iter()
            .map(|link| format!("{}-{}", end(link, "source"), end(link, "target")))
            .collect();
        let sorted = |mut words: Vec<String>| {
            words.sort();
            words
        };
        (sorted(names.clone()), sorted(links))
    }
}
