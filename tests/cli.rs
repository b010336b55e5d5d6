//! The program from outside: arguments, exit codes, files, pipes and messages.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use guanxi_cli::score::parse;
use serde_json::Value;
use tempfile::TempDir;

const PAGE: &str = "本报讯 4月 4日上午，区长李明主持召开新区二期\n项目推进会，副区长王芳参加会议。\n";

/// A folder with a page, a dictionary, and whatever else a test writes into it.
struct Place(TempDir);

impl Place {
    fn new() -> Place {
        let place = Place(TempDir::new().expect("a temporary folder"));
        place.write("pages/a.txt", PAGE.as_bytes());
        place
            .write("words.tsv", "name\tkind\n新区二期\tproject\n李明\tofficial\n王芳\tofficial\n".as_bytes());
        place
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, bytes: &[u8]) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, bytes).expect("a file");
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_guanxi"));
        command.current_dir(self.0.path()).args(arguments).env_remove("NO_COLOR");
        command
    }

    /// Runs to the end; exit code, stdout, stderr.
    fn run(&self, arguments: &[&str]) -> (i32, String, String) {
        told(self.command(arguments).stdin(Stdio::null()).output().expect("the program runs"))
    }

    fn piped(&self, arguments: &[&str], input: &[u8]) -> (i32, String, String) {
        let mut command = self.command(arguments);
        let command = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program runs");
        child.stdin.take().expect("a pipe").write_all(input).expect("written");
        told(child.wait_with_output().expect("an end"))
    }

    fn build(&self) {
        let (code, _, err) = self.run(&["build", "pages", "-d", "words.tsv", "-o", "out"]);
        assert_eq!(code, 0, "{err}");
    }
}

fn told(output: Output) -> (i32, String, String) {
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (output.status.code().expect("a code"), text(output.stdout), text(output.stderr))
}

fn rows(jsonl: &str) -> Vec<Value> {
    jsonl.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

fn names(folder: &Path) -> Vec<String> {
    let Ok(items) = fs::read_dir(folder) else { return Vec::new() };
    let mut names: Vec<String> =
        items.map(|item| item.expect("an item").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn help_and_version_everywhere() {
    let place = Place::new();
    for path in [
        &[][..],
        &["build"],
        &["mentions"],
        &["score"],
        &["ask"],
        &["ask", "with"],
        &["ask", "about"],
        &["ask", "path"],
        &["ask", "matrix"],
        &["ask", "question"],
        &["dictionary"],
        &["dictionary", "check"],
        &["dictionary", "explain"],
        &["completions"],
    ] {
        for flag in ["--help", "-h", "--version"] {
            let (code, out, err) = place.run(&[path, &[flag]].concat());
            assert_eq!((code, err.as_str()), (0, ""), "{path:?} {flag}");
            assert!(out.contains(if flag == "--version" { env!("CARGO_PKG_VERSION") } else { "Usage" }));
            assert!(out.lines().all(|line| line.chars().count() <= 100), "{path:?}: {out}");
        }
    }
}

#[test]
fn wrong_usage_ends_with_2() {
    let place = Place::new();
    for arguments in [
        &[][..],
        &["build"],
        &["fly"],
        &["build", "pages", "--scope", "page"],
        &["build", "pages", "--format", "json,pdf"],
        &["build", "pages", "--passes", "3"],
        &["mentions", "pages", "--format", "xml"],
        &["score", "gold"],
        &["ask", "with"],
        &["ask", "with", "x", "--kind", "byline"],
        &["completions", "nosuch"],
    ] {
        let (code, out, err) = place.run(arguments);
        assert_eq!((code, out.as_str()), (2, ""), "{arguments:?} {err}");
        assert!(!err.is_empty());
    }
}

#[test]
fn build_writes_every_format_and_a_summary() {
    let place = Place::new();
    let (code, out, err) = place.run(&["build", "pages", "-d", "words.tsv", "--out", "new/graphs"]);
    assert_eq!((code, out.as_str()), (0, ""), "{err}");
    assert_eq!(
        names(&place.path("new/graphs")),
        ["graph.dot", "graph.graphml", "graph.html", "graph.json", "guanxi.db", "report.json"]
    );
    for part in ["1 document", "1 article", "officials", "MB/s", "graph.json"] {
        assert!(err.contains(part), "{part}: {err}");
    }
    let text = fs::read_to_string(place.path("new/graphs/graph.json")).expect("a file");
    assert!(serde_json::from_str::<Value>(&text).is_ok());
    assert_eq!(place.run(&["build", "pages", "-o", "one", "--format", "dot"]).0, 0);
    assert_eq!(names(&place.path("one")), ["graph.dot", "guanxi.db", "report.json"]);
}

#[test]
fn what_cannot_be_read_is_skipped_and_told() {
    let place = Place::new();
    place.write("pages/b.txt", b"\xC7\xF8\xB3\xA4\xFF");
    place.write("pages/c.jsonl", b"{\"id\":\"c1\",\"text\":\"\xE6\x9D\x8E\"}\n{broken\n");
    let (code, _, err) = place.run(&["build", "pages", "gone.txt", "-o", "out"]);
    assert_eq!(code, 1);
    for part in [
        "pages/b.txt",
        "not UTF-8 at byte 0",
        "--encoding",
        "pages/c.jsonl:2",
        "gone.txt",
        "2 documents",
        "3 inputs skipped",
    ] {
        assert!(err.contains(part), "{part}: {err}");
    }
    assert_eq!(names(&place.path("out")).len(), 6);
    assert_eq!(place.run(&["build", "pages", "-o", "out", "--keep-going"]).0, 0);
    assert_eq!(place.run(&["mentions", "pages"]).0, 1);
    assert_eq!(place.run(&["mentions", "pages", "--keep-going"]).0, 0);
}

#[test]
fn nothing_is_written_where_nothing_was_read() {
    let place = Place::new();
    place.build();
    let before = fs::read(place.path("out/graph.json")).expect("a file");
    place.write("bad.txt", b"\xFF");
    for inputs in [&["gone"][..], &["bad.txt"], &["*.none"]] {
        let (code, _, err) = place.run(&[&["build", "-o", "out"], inputs].concat());
        assert_eq!(code, 1, "{inputs:?} {err}");
        assert!(err.starts_with("error: ") && err.lines().count() >= 3, "{err}");
    }
    assert_eq!(fs::read(place.path("out/graph.json")).expect("a file"), before);
    assert_eq!(
        names(&place.path("out")),
        ["graph.dot", "graph.graphml", "graph.html", "graph.json", "guanxi.db", "report.json"]
    );
}

#[test]
fn errors_say_what_where_and_what_to_do() {
    let place = Place::new();
    place.write("taken", b"");
    place.write("bad.tsv", "name\tkind\n新区\tcastle\n".as_bytes());
    fs::create_dir_all(place.path("blocked/graph.dot")).expect("a folder");
    for (arguments, parts) in [
        (&["build", "pages", "-o", "taken"][..], ["cannot write", "taken", "-o"]),
        (&["build", "pages", "-o", "blocked"], ["cannot write", "graph.dot", "move it away"]),
        (&["build", "pages", "-d", "gone.tsv"], ["error: ", "gone.tsv", "dictionary"]),
        (&["mentions", "pages", "-d", "bad.tsv"], ["castle", "bad.tsv:2", "official"]),
        (&["score", "pages", "pages"], ["no .ann file", "pages", "folder"]),
        (&["score", "gone", "pages"], ["error: ", "gone", "folder"]),
        (&["ask", "with", "李明"], ["no such graph", "graphs/graph.json", "guanxi build"]),
        (&["ask", "-g", "words.tsv", "with", "李明"], ["not a graph", "words.tsv", "guanxi build"]),
        (&["mentions", "-", "--passes", "2"], ["cannot be read twice", "-", "file"]),
    ] {
        let (code, out, err) = place.run(arguments);
        assert_eq!((code, out.as_str()), (1, ""), "{arguments:?}: {err}");
        assert!(parts.iter().all(|part| err.contains(part)), "{arguments:?}: {err}");
        assert_eq!(err.lines().count(), 3, "{arguments:?}: {err}");
    }
    assert_eq!(names(&place.path("blocked")), ["graph.dot", "guanxi.db"]);
}

#[test]
fn mentions_are_rows_whose_offsets_hold() {
    let place = Place::new();
    place.write("pages/b.txt", format!("\u{FEFF}{}", PAGE.replace('\n', "\r\n")).as_bytes());
    let (code, out, err) = place.run(&["mentions", "./pages", "--dictionaries", "words.tsv"]);
    assert_eq!((code, err.as_str()), (0, ""));
    let keys = ["doc", "article", "start", "end", "type", "text", "entity", "roles", "rule"];
    for line in out.lines() {
        let places: Vec<usize> =
            keys.iter().map(|key| line.find(&format!("\"{key}\":")).expect("a key")).collect();
        assert!(places.is_sorted(), "{line}");
    }
    let rows = rows(&out);
    for (doc, text) in [("pages/a.txt", PAGE.to_string()), ("pages/b.txt", PAGE.replace('\n', "\r\n"))] {
        let chars: Vec<char> = text.chars().collect();
        let of_doc: Vec<&Value> = rows.iter().filter(|row| row["doc"] == doc).collect();
        assert!(of_doc.iter().any(|row| row["entity"] == "新区二期" && row["type"] == "project"), "{out}");
        assert!(of_doc.iter().any(|row| row["entity"] == "李明" && row["type"] == "official"));
        for row in of_doc {
            let range = row["start"].as_u64().expect("a number") as usize
                ..row["end"].as_u64().expect("a number") as usize;
            assert_eq!(row["text"], chars[range].iter().collect::<String>(), "{row}");
        }
    }
}

#[test]
fn standard_input_is_text_or_records() {
    let place = Place::new();
    let (code, out, _) = place.piped(&["mentions", "-", "-d", "words.tsv"], PAGE.as_bytes());
    assert!(code == 0 && rows(&out).iter().all(|row| row["doc"] == "stdin"), "{out}");
    let record = format!("{}\n", serde_json::json!({"id": "r/1", "text": PAGE}));
    let (code, out, _) = place.piped(&["mentions", "-", "-d", "words.tsv"], record.as_bytes());
    assert!(code == 0 && !out.is_empty() && rows(&out).iter().all(|row| row["doc"] == "r/1"), "{out}");
    assert_eq!(place.piped(&["build", "-", "-o", "out"], b"").0, 0);
}

#[test]
fn the_markup_gives_the_text_back() {
    let place = Place::new();
    let (code, out, _) = place.run(&["mentions", "pages/a.txt", "-d", "words.tsv", "-f", "ann"]);
    let gold = parse(&out);
    assert_eq!((code, gold.raw.as_str()), (0, PAGE));
    assert!(!gold.articles.is_empty() && gold.spans.iter().any(|span| span.canonical == "李明"));
    place.write("pages/b.txt", b"b");
    let (_, out, _) = place.run(&["mentions", "pages", "-f", "ann"]);
    assert!(out.starts_with("==> pages/a.txt <==\n") && out.contains("\n\n==> pages/b.txt <==\n"), "{out}");
}

#[test]
fn a_page_cannot_command_the_terminal() {
    let place = Place::new();
    place.write("pages/a.txt", "区长\x1b[2J李明\x1b]0;x\x07主持\u{202E}会议".as_bytes());
    let arguments = ["mentions", "pages", "-d", "words.tsv", "-f", "terminal"];
    let (code, out, _) = place.run(&arguments);
    assert!(code == 0 && out.contains("\x1b[1;31m李明\x1b[0m主持会议"), "{out:?}");
    assert!(!out.contains("\x1b[2J") && !out.contains("\x1b]"));
    let plain = place.command(&arguments).env("NO_COLOR", "1").output().expect("the program runs");
    assert_eq!(told(plain).1, "区长[official 李明]主持会议\n");
}

#[cfg(unix)]
#[test]
fn a_dead_pipe_ends_quietly() {
    let place = Place::new();
    for number in 0..200 {
        place.write(&format!("pages/{number}.txt"), PAGE.repeat(20).as_bytes());
    }
    for format in ["jsonl", "ann", "terminal"] {
        let mut command = place.command(&["mentions", "pages", "-d", "words.tsv", "-f", format]);
        let mut child =
            command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program runs");
        drop(child.stdout.take());
        let (code, _, err) = told(child.wait_with_output().expect("an end"));
        assert_eq!((code, err.as_str()), (0, ""), "{format}");
    }
}

#[test]
fn score_prints_the_table_of_the_referee() {
    let place = Place::new();
    let (_, out, _) = place.run(&["mentions", "pages/a.txt", "-d", "words.tsv", "-f", "ann"]);
    place.write("gold/a.ann", out.as_bytes());
    let arguments = ["score", "gold", "pages", "-d", "words.tsv"];
    let (code, out, err) = place.run(&arguments);
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(out.contains("exact    micro      P 1.000  R 1.000  F1 1.000   ("), "{out}");
    let (_, json, _) = place.run(&[&arguments[..], &["--json"]].concat());
    assert_eq!(rows(&json)[0]["pairs"]["all"]["f1"], 1.0);
    place.write("gold/zz.ann", "[[A]][[P:赵一]][[X:y]]".as_bytes());
    let (code, out, err) = place.run(&[&arguments[..], &["--errors", "5"]].concat());
    assert!(code == 0 && out.ends_with("zz missed   official  '赵一' at 0\n"), "{out}");
    assert!(err.contains("starts with zz") && err.contains("brackets at offset 2"), "{err}");
}

#[test]
fn a_graph_answers() {
    let place = Place::new();
    place.build();
    let (code, out, err) =
        place.run(&["ask", "-g", "out/graph.json", "with", "新区二期", "--kind", "official"]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(out.contains("李明") && out.contains("王芳") && out.contains("pages/a.txt"), "{out}");
    for arguments in [&["about", "李明"][..], &["path", "李明", "新区二期"], &["matrix"]] {
        let (code, out, _) = place.run(&[&["ask"], arguments, &["-g", "out/graph.json"]].concat());
        assert!(code == 0 && out.contains("李明"), "{arguments:?}: {out}");
        let (code, out, _) = place.run(&[&["ask", "--json"], arguments, &["-g", "out/graph.json"]].concat());
        assert!(code == 0 && serde_json::from_str::<Value>(&out).is_ok(), "{arguments:?}: {out}");
    }
    for (arguments, part) in [
        (&["question", "谁和新区二期一起出现？"][..], "王芳"),
        (&["common", "李明", "王芳"], "新区二期"),
        (&["timeline", "李明"], "李明"),
        (&["top", "--kind", "project"], "新区二期"),
        (&["with", "李明", "--csv"], "kind,name,"),
    ] {
        let (code, out, err) = place.run(&[&["ask"], arguments, &["-g", "out/graph.json"]].concat());
        assert!(code == 0 && out.contains(part), "{arguments:?}: {out}{err}");
    }
    let (code, out, _) = place.run(&["ask", "with", "无此名", "-g", "out/graph.json"]);
    assert!(code == 0 && out.contains("无此名"), "nothing found is an answer: {out}");
}

#[test]
fn dictionaries_are_checked_and_explained() {
    let place = Place::new();
    place.write("twice.tsv", "name\tkind\n新区二期\tproject\n新区二期\tplace\n".as_bytes());
    let (code, out, err) = place.run(&["dictionary", "check", "twice.tsv"]);
    assert!(code == 0 && out.contains("twice.tsv:3") && err.contains("remark"), "{out}{err}");
    assert!(err.contains("read: twice.tsv: a table with tabs, UTF-8, 2 entries"), "{err}");
    place.write("page.txt", "区长李明主持召开会议。".as_bytes());
    let (code, out, _) = place.run(&["dictionary", "explain", "page.txt"]);
    assert!(code == 0 && out.contains("李明"), "{out}");
    let (code, _, err) = place.run(&["dictionary", "explain", "gone.txt"]);
    assert!(code == 1 && err.contains("no such file"), "{err}");
    // `周远舟 3 nr` in GBK.
    place.write("gbk.txt", b"\xd6\xdc\xd4\xb6\xd6\xdb 3 nr\n");
    let (code, _, err) = place.run(&["dictionary", "check", "gbk.txt"]);
    assert!(code == 0 && err.contains("gb18030, 1 entry"), "{err}");
    place.write("list.txt", "周远舟|县长\n".as_bytes());
    let (code, _, err) = place.run(&["mentions", "page.txt", "-d", "list.txt"]);
    assert!(code == 1 && err.contains("周远舟|县长") && err.contains("one word a line"), "{err}");
    // A list without heads whose kind is misspelt is read, and told.
    place.write("misspelt.tsv", "甲乙丙\tofficail\n李明\tofficial\n".as_bytes());
    let (code, _, err) = place.run(&["mentions", "page.txt", "-d", "misspelt.tsv"]);
    assert_eq!(code, 0, "{err}");
    assert!(
        err.contains("guessed: 1 word without a kind we know") && err.contains("甲乙丙 at misspelt.tsv:1"),
        "{err}"
    );
    let (code, out, _) = place.run(&["dictionary", "explain", "区长李明主持召开会议。", "-d", "words.tsv"]);
    assert!(code == 0 && out.contains("+ 2–4") && out.contains("dictionary"), "{out}");
    let (code, out, _) =
        place.piped(&["dictionary", "explain", "-", "--json"], "区长李明主持召开会议。".as_bytes());
    assert!(code == 0 && rows(&out).iter().any(|row| row["text"] == "李明"), "{out}");
}

#[test]
fn shells_get_their_completions() {
    let place = Place::new();
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let (code, out, _) = place.run(&["completions", shell]);
        assert!(code == 0 && out.contains("keep-going"), "{shell}");
    }
}

#[test]
fn only_the_words_of_the_dictionaries() {
    let place = Place::new();
    place.write(
        "page.txt",
        "石泉县水利局局长李明到汉阴县调研新区二期，汉阴县县长方远陪同，王芳参加。李明说，新区二期要快。"
            .as_bytes(),
    );
    let found = |more: &[&str]| {
        let (code, out, err) = place.run(&[&["mentions", "page.txt", "-d", "words.tsv"], more].concat());
        assert_eq!(code, 0, "{err}");
        rows(&out).iter().map(|row| row["text"].as_str().expect("a text").to_string()).collect::<Vec<_>>()
    };
    assert_eq!(found(&["--only-dictionaries"]), ["李明", "新区二期", "王芳", "李明", "新区二期"]);
    assert!(found(&[]).contains(&"方远".to_string()), "without it more is found");
    let (code, _, err) = place.run(&["mentions", "page.txt", "--only-dictionaries"]);
    assert_eq!(code, 2, "a dictionary is wanted: {err}");
}
