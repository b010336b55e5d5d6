//! Every way in and every fault, on small files written here.

use guanxi::document::Date;
use std::fs;
use std::io::Cursor;
use std::path::PathBuf;

use serde_json::json;
use tempfile::TempDir;

use super::*;

pub(super) struct Folder(TempDir);

impl Folder {
    pub(super) fn new(files: &[(&str, &[u8])]) -> Folder {
        let folder = TempDir::new().expect("a temporary folder");
        for (name, bytes) in files {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
            fs::write(path, bytes).expect("a file");
        }
        Folder(folder)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Documents and failures of some arguments, ids and places without the folder.
    pub(super) fn read(&self, names: &[&str]) -> (Vec<Document>, Vec<Failure>) {
        self.read_with(names, Fields::default())
    }

    pub(super) fn plan(&self, names: &[&str]) -> Plan {
        plan(&names.iter().map(|name| self.path(name)).collect::<Vec<PathBuf>>())
    }

    pub(super) fn read_with(&self, names: &[&str], fields: Fields) -> (Vec<Document>, Vec<Failure>) {
        let cut = format!("{}/", id_of(&self.0));
        let (mut documents, mut failures) = (Vec::new(), Vec::new());
        for found in self.plan(names).with_fields(fields).read() {
            match found {
                Ok(document) => documents.push(Document { id: document.id.replace(&cut, ""), ..document }),
                Err(failure) => failures.push(Failure { what: failure.what.replace(&cut, ""), ..failure }),
            }
        }
        (documents, failures)
    }
}

fn id_of(folder: &TempDir) -> String {
    names::id(folder.path())
}

pub(super) fn ids(documents: &[Document]) -> Vec<&str> {
    documents.iter().map(|document| document.id.as_str()).collect()
}

fn stream(bytes: &'static [u8]) -> (Vec<Document>, Vec<Failure>) {
    split(read_from("stdin", Cursor::new(bytes)))
}

pub(super) fn split(all: Documents) -> (Vec<Document>, Vec<Failure>) {
    let (mut documents, mut failures) = (Vec::new(), Vec::new());
    all.for_each(|found| match found {
        Ok(document) => documents.push(document),
        Err(failure) => failures.push(failure),
    });
    (documents, failures)
}

#[test]
fn a_mark_goes_and_line_breaks_stay() {
    let folder =
        Folder::new(&[("a.txt", "\u{FEFF}区长\r\n张三".as_bytes()), ("b.txt", b""), ("c.TXT", b"c\r")]);
    let (documents, failures) = folder.read(&["."]);
    assert_eq!(ids(&documents), ["a.txt", "b.txt", "c.TXT"]);
    assert_eq!(documents[0].text, "区长\r\n张三");
    assert_eq!(documents[1].text, "");
    assert_eq!(documents[2].text, "c\r");
    assert!(failures.is_empty());
}

#[test]
fn folders_are_read_in_order_of_path() {
    let folder = Folder::new(&[
        ("b/2.txt", b"2"),
        ("b/1.txt", b"1"),
        ("a.txt", b"a"),
        ("b-c/3.txt", b"3"),
        ("b/.hidden.txt", b"x"),
        (".git/4.txt", b"x"),
        ("b/notes.rst", b"x"),
        ("b/README.md", b"x"),
        ("b/d/5.jsonl", b"{\"text\":\"5\"}\n"),
    ]);
    let (documents, _) = folder.read(&["."]);
    assert_eq!(ids(&documents), ["a.txt", "b/1.txt", "b/2.txt", "5#1", "b-c/3.txt"]);
    let (turned, _) = folder.read(&["b/d/5.jsonl", "b-c", "b", "a.txt", "b/./2.txt"]);
    assert_eq!(turned, documents);
}

#[test]
fn globs_stand_for_files_and_folders() {
    let folder = Folder::new(&[("b/1.txt", b"1"), ("b/2.txt", b"2"), ("c/3.txt", b"3"), ("[x].txt", b"x")]);
    assert_eq!(ids(&folder.read(&["b/*.txt"]).0), ["b/1.txt", "b/2.txt"]);
    assert_eq!(ids(&folder.read(&["?"]).0), ["b/1.txt", "b/2.txt", "c/3.txt"]);
    assert_eq!(ids(&folder.read(&["**/3.txt"]).0), ["c/3.txt"]);
    assert_eq!(ids(&folder.read(&["[x].txt"]).0), ["[x].txt"]);
    let (_, failures) = folder.read(&["*.nothing", "a***"]);
    assert_eq!(
        failures[0].to_string(),
        "*.nothing: no file matches this pattern; check the spelling and the folder you are in"
    );
    assert!(failures[1].reason.starts_with("not a pattern"), "{:?}", failures[1]);
}

#[test]
fn what_cannot_be_read_is_named_and_the_rest_goes_on() {
    let folder = Folder::new(&[
        ("a.txt", b"\xC7\xF8\xB3\xA4\xFF"),
        ("b.txt", b"fine"),
        ("c.txt", b"\x89PNG\r\n\x1a\n"),
        ("d.jsonl", b"\xFF\xFE{\0}\0\n\0"),
        ("empty/notes", b""),
        ("e.txt", b"\xE5\x8C\xBA\xE9\x95\xBF\xE5\xBC"),
        ("f.csv", b"when,what\n1,2\n"),
        ("g.txt", b"\xFF\xFE\x3A"),
        ("h.doc", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"),
        ("i.txt", b"\x01\x00\xFF\x00\x02"),
    ]);
    let names = [
        "b.txt",
        "missing.txt",
        "a.txt",
        "c.txt",
        "d.jsonl",
        "empty",
        "e.txt",
        "f.csv",
        "g.txt",
        "h.doc",
        "i.txt",
    ];
    let (documents, failures) = folder.read(&names);
    assert_eq!(ids(&documents), ["b.txt"]);
    let said: Vec<String> =
        failures.iter().map(|failure| format!("{}: {}", failure.what, failure.reason)).collect();
    assert_eq!(
        said,
        [
            "empty: no file of a kind that is read in this folder: it holds 1 file without an ending",
            "missing.txt: no such file or folder",
            "a.txt: neither UTF-8, UTF-16, GB18030 nor Big5: not UTF-8 at byte 0",
            "c.txt: is a picture",
            "d.jsonl:1: no field with a text",
            "e.txt: not whole UTF-8: broken at byte 6",
            "f.csv: no column is known to hold the texts",
            "g.txt: not whole UTF-16LE: broken at byte 0",
            "h.doc: is an old Word document",
            "i.txt: holds zero bytes: no text in any encoding known here",
        ]
    );
    assert!(failures[2].cure.contains("--encoding") && failures[5].cure.contains("--encoding utf-8"));
}

#[test]
fn records_keep_what_they_know() {
    let (documents, failures) = stream(
        "\u{FEFF}{\"id\":\"r1\",\"title\":\"标题\",\"date\":\"2023年4月4日\",\"source\":\"日报\",\"url\":\"http://a.cn/1\",\"text\":\"甲\\r\\n乙\",\"page\":3}\r\n\n\
         {\"text\":\"丙\",\"date\":\"某日\",\"title\":null,\"source\":[1]}\n{\"id\":7,\"text\":\"丁\",\"url\":\"http://a.cn/2023-04/05/c_1.htm\"}"
            .as_bytes(),
    );
    assert!(failures.is_empty(), "{failures:?}");
    let first = &documents[0];
    assert_eq!(
        (first.id.as_str(), first.title.as_deref(), first.source.as_deref()),
        ("r1", Some("标题"), Some("日报"))
    );
    assert_eq!((first.date, first.url.as_deref()), (Date::new(2023, 4, 4).ok(), Some("http://a.cn/1")));
    assert_eq!(
        (first.text.as_str(), &first.attributes),
        ("甲\r\n乙", &[("page".to_string(), json!(3))].into())
    );
    assert_eq!((documents[1].id.as_str(), documents[1].date, &documents[1].title), ("stdin#3", None, &None));
    assert_eq!(
        documents[1].attributes,
        [("date".to_string(), json!("某日")), ("source".to_string(), json!([1]))].into()
    );
    assert_eq!((documents[2].id.as_str(), documents[2].date), ("7", Date::new(2023, 4, 5).ok()));
}

#[test]
fn a_bad_line_does_not_stop_the_good_ones() {
    let (documents, failures) = stream(
        b"{\"id\":\"a\",\"text\":\"1\"}\n{\"id\":\"b\",\"text\":\n[1]\n{\"id\":\"c\",\"content\":{}}\n{\"id\":\"d\",\"text\":5}\n{\"text\":\"\xC7\"}\n42\n{\"id\":\"e\",\"text\":\"2\"}\n",
    );
    assert_eq!(ids(&documents), ["a", "e"]);
    let said: Vec<String> =
        failures.iter().map(|failure| format!("{}: {}", failure.what, failure.reason)).collect();
    assert_eq!(
        said,
        [
            "stdin:2:17: not a JSON object: EOF while parsing a value",
            "stdin:3: a JSON list, not an object",
            "stdin:4: field `content` is not a string",
            "stdin:5: field `text` is not a string",
            "stdin:6: neither UTF-8, UTF-16, GB18030 nor Big5: not UTF-8 at byte 97",
            "stdin:7:2: not a JSON object: invalid type: integer `42`, expected a map",
        ]
    );
    assert!(failures[2].cure.contains("there are: id"), "{}", failures[2].cure);
}

#[test]
fn json_over_several_lines_is_read_value_by_value() {
    let (documents, failures) = stream(b"{\n  \"text\": \"a\",\n  \"id\": 1\n}\n{\n \"text\": \"b\"}");
    assert_eq!((ids(&documents), failures.len()), (vec!["1", "stdin#2"], 0));
    let (documents, failures) = stream(b"{\n  \"text\": \"a\",\n  \"id\": 1");
    assert_eq!((documents.len(), failures[0].reason.as_str()), (0, "the JSON ends before it is closed"));
}

#[test]
fn no_two_documents_share_an_id() {
    let folder = Folder::new(&[
        ("a.jsonl", b"{\"id\":\"x\",\"text\":\"1\"}\n{\"id\":\"x\",\"text\":\"2\"}\n{\"text\":\"3\"}\n"),
        ("b/a.jsonl", b"\n\n{\"text\":\"4\"}\n{\"id\":\"x\",\"text\":\"5\"}\n"),
    ]);
    assert_eq!(ids(&folder.read(&["."]).0), ["x", "x#2", "a#3", "a#3#2", "x#3"]);
}

#[test]
fn a_record_over_the_limit_is_skipped() {
    let long = format!("{{\"text\":\"{}\"}}\n{{\"id\":\"b\",\"text\":\"fine\"}}\n", "长".repeat(50_000));
    let bytes = long.len() as u64;
    let mut all = read_from("stdin", Cursor::new(long)).with_limit(1000);
    let failure = all.next().expect("an item").expect_err("too large");
    assert_eq!((failure.what.as_str(), failure.reason.as_str()), ("stdin:1", "larger than 1000 bytes"));
    assert_eq!(all.next().expect("an item").expect("a document").text, "fine");
    assert!(all.next().is_none() && all.next().is_none());
    assert_eq!(all.bytes(), bytes);
    let (_, failures) = split(read_from("page", Cursor::new("字".repeat(400))).with_limit(1000));
    assert_eq!(failures[0].reason, "larger than 1000 bytes");
}

#[test]
fn a_stream_is_text_unless_it_opens_with_a_brace() {
    let (documents, _) = stream("  \n 区长".as_bytes());
    assert_eq!((documents[0].id.as_str(), documents[0].text.as_str()), ("stdin", "  \n 区长"));
    assert_eq!(stream(b" \n \n{\"text\":\"a\"}").0[0].text, "a");
    assert_eq!(stream(b"").0[0].text, "");
    assert_eq!(stream("\u{FEFF} x".as_bytes()).0[0].text, " x");
}

#[test]
fn a_plan_counts_before_it_reads() {
    let folder = Folder::new(&[
        ("a.txt", b"1234"),
        ("b.txt", b"\xFF"),
        ("c.jsonl", b"{\"text\":\"12\"}\n"),
        ("n", b"ok"),
    ]);
    let plan = plan(&[folder.path("."), folder.path("n"), folder.path("gone")]);
    assert_eq!((plan.files(), plan.bytes(), plan.failures().len()), (4, Some(21), 1));
    assert!(!plan.is_empty() && plan.repeatable());
    let mut all = plan.read();
    assert_eq!(all.by_ref().filter(Result::is_ok).count(), 3);
    assert_eq!(all.bytes(), 21);
    assert_eq!(plan.read().filter(Result::is_ok).count(), 3);
    let piped = super::plan(&["-"]);
    assert_eq!((piped.bytes(), piped.repeatable(), piped.is_empty()), (None, false, false));
}

#[cfg(unix)]
#[test]
fn links_are_followed_and_loops_are_named() {
    let folder = Folder::new(&[("a/1.txt", b"1")]);
    std::os::unix::fs::symlink(folder.path("a"), folder.path("a/round")).expect("a link");
    std::os::unix::fs::symlink(folder.path("a/1.txt"), folder.path("2.txt")).expect("a link");
    let (documents, failures) = folder.read(&["."]);
    assert_eq!(ids(&documents), ["2.txt", "a/1.txt"]);
    assert_eq!((failures.len(), failures[0].what.as_str()), (1, "a/round"));
}
