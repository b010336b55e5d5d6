//! Every reader against bytes it was never meant for: documents or failures come out, never a panic.
//!
//! `cargo test` tries a few hundred; for a long run, each reader for so many seconds:
//! `GUANXI_SECONDS=600 cargo test --release --test readers -- --ignored --nocapture`

use crate::kinds;

use std::io::{Cursor, Read, Write};
use std::path::PathBuf;
use std::time::{Duration, Instant};
use std::{env, fs};

use guanxi_read::read_from;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::strategy::ValueTree;

use crate::bench::{root, say};

/// A whole file of every reader.
const SEEDS: [&str; 19] = [
    "columns.pdf",
    "office.pdf",
    "page.docx",
    "page.epub",
    "government.html",
    "page.md",
    "gb18030.txt",
    "utf-16.txt",
    "page.txt.gz",
    "table.csv",
    "table.xlsx",
    "table.xls",
    "table.ods",
    "table.json",
    "table.jsonl",
    "page.mhtml",
    "page.rtf",
    "page.odt",
    "page.html",
];

/// What each format begins with, for bytes that get past the first look.
const STARTS: [&[u8]; 16] = [
    b"",
    b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\n",
    b"PK\x03\x04",
    b"<!DOCTYPE html><body>",
    b"\x1F\x8B\x08\0\0\0\0\0\0\x03",
    b"\x28\xB5\x2F\xFD",
    b"\xFF\xFE",
    b"{\"text\":\"",
    b"---\ntitle: ",
    b"\xEF\xBB\xBF",
    b"{\\rtf1\\ansi\\ansicpg936 ",
    b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"b\"\r\n\r\n--b\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n",
    b"title,text\r\n1,\"",
    b"id\ttitle\ttext\n1\t",
    b"{\"pages\":[{\"text\":\"",
    b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
];

/// Endings by which a reader is told.
const ENDINGS: [&str; 15] = [
    "", ".md", ".html", ".txt", ".jsonl", ".csv", ".tsv", ".json", ".xlsx", ".xls", ".ods", ".odt", ".rtf",
    ".mhtml", ".doc",
];

fn seed(name: &str) -> Vec<u8> {
    let people = ["陆青山", "方小禾"];
    match name {
        "table.csv" => return kinds::csv(&people),
        "table.xlsx" => return kinds::xlsx(&people),
        "table.ods" => return kinds::ods(&people),
        "table.json" => return kinds::json(&people),
        "table.jsonl" => return kinds::jsonl(&people),
        "page.mhtml" => return kinds::mhtml("陆青山"),
        "page.rtf" => return kinds::rtf("陆青山"),
        "page.odt" => return kinds::odt("陆青山"),
        "page.html" => return kinds::html("陆青山"),
        _ => {}
    }
    fs::read(root().join("tests/formats/small").join(name)).expect("a file")
}

/// Reads it all; a reader that breaks says so in its failure.
fn read(name: &str, bytes: Vec<u8>) -> usize {
    let mut count = 0;
    for found in read_from(name, Cursor::new(bytes)).take(1000) {
        count += 1;
        match found {
            Ok(document) => assert!(!document.id.is_empty()),
            Err(failure) => {
                assert!(!failure.reason.contains("broke on it"), "{failure}");
                assert!(!failure.reason.contains("longer than"), "{failure}");
                assert!(!failure.cure.is_empty());
            }
        }
    }
    count
}

/// One change to a file, of the sorts accidents and attackers make.
#[derive(Clone, Debug)]
enum Change {
    Byte(usize, u8),
    Cut(usize),
    Drop(usize, usize),
    Repeat(usize, usize),
    Insert(usize, Vec<u8>),
    Number(usize, u32),
}

fn change() -> impl Strategy<Value = Change> {
    let place = any::<usize>();
    prop_oneof![
        4 => (place, any::<u8>()).prop_map(|(at, byte)| Change::Byte(at, byte)),
        1 => place.prop_map(Change::Cut),
        1 => (place, 1_usize..64).prop_map(|(at, size)| Change::Drop(at, size)),
        1 => (place, 1_usize..256).prop_map(|(at, size)| Change::Repeat(at, size)),
        1 => (place, proptest::collection::vec(any::<u8>(), 1..16)).prop_map(|(at, new)| Change::Insert(at, new)),
        1 => (place, select(&[0, 1, u32::MAX, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF][..])).prop_map(|(at, n)| Change::Number(at, n)),
    ]
}

fn changed(mut bytes: Vec<u8>, changes: &[Change]) -> Vec<u8> {
    for change in changes {
        let size = bytes.len().max(1);
        let span =
            |at: usize, length: usize| (at % size).min(bytes.len())..(at % size + length).min(bytes.len());
        match change {
            Change::Byte(at, byte) => {
                let span = span(*at, 1);
                bytes[span].fill(*byte);
            }
            Change::Cut(at) => bytes.truncate(at % size),
            Change::Drop(at, length) => {
                let span = span(*at, *length);
                bytes.drain(span);
            }
            Change::Repeat(at, length) => {
                let span = span(*at, *length);
                let piece = bytes[span.clone()].to_vec();
                bytes.splice(span.start..span.start, piece);
            }
            Change::Insert(at, new) => {
                let span = span(*at, 0);
                bytes.splice(span, new.iter().copied());
            }
            Change::Number(at, number) => {
                let span = span(*at, 4);
                let length = span.len();
                bytes[span].copy_from_slice(&number.to_le_bytes()[..length]);
            }
        }
    }
    bytes
}

/// A package with one of its parts changed, and packed again, so that the change is read.
fn repacked(package: &[u8], part: usize, changes: &[Change]) -> Vec<u8> {
    let mut old = zip::ZipArchive::new(Cursor::new(package)).expect("a package");
    let mut new = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let count = old.len().max(1);
    for at in 0..old.len() {
        let mut entry = old.by_index(at).expect("a part");
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).expect("read");
        let bytes = if at == part % count { changed(bytes, changes) } else { bytes };
        new.start_file(entry.name().expect("a name"), zip::write::SimpleFileOptions::default())
            .expect("a part");
        new.write_all(&bytes).expect("written");
    }
    new.finish().expect("a package").into_inner()
}

/// The seeds that are packages of parts.
const PACKAGES: [&str; 5] = ["table.xlsx", "table.ods", "page.odt", "page.docx", "page.epub"];

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_break_a_reader(start in select(&STARTS[..]), bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        // The ending tells some readers, the first bytes others.
        for ending in ENDINGS {
            read(&format!("page{ending}"), [start, &bytes].concat());
        }
    }

    #[test]
    fn no_change_to_a_file_breaks_its_reader(name in select(&SEEDS[..]), changes in proptest::collection::vec(change(), 1..8)) {
        read(name, changed(seed(name), &changes));
    }

    #[test]
    fn no_change_inside_a_package_breaks_its_reader(name in select(&PACKAGES[..]), part in any::<usize>(), changes in proptest::collection::vec(change(), 1..8)) {
        read(name, repacked(&seed(name), part, &changes));
    }
}

/// Three thousand changed files, the same at every run: a document, a failure or a word on what was passed over comes of
/// each, and nothing breaks or goes on without end.
#[test]
fn of_three_thousand_mutants_none_is_lost() {
    let made = made();
    let seeds: Vec<(String, Vec<u8>)> = SEEDS
        .into_iter()
        .chain(["records.jsonl", "page.parquet", "records.parquet"])
        .map(|name| (name.to_string(), seed(name)))
        .chain(made.into_iter().map(|(name, text)| (name.to_string(), text.as_bytes().to_vec())))
        .collect();
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let strategy = proptest::collection::vec(change(), 1..8);
    let began = Instant::now();
    let (mut documents, mut failures, mut passed) = (0, 0, 0);
    for round in 0..3000 {
        let (name, whole) = &seeds[round % seeds.len()];
        let changes = strategy.new_tree(&mut runner).expect("changes").current();
        let bytes = changed(whole.clone(), &changes);
        // Nothing but blanks, or the separator of JSON text sequences.
        let empty = bytes.iter().all(|byte| byte.is_ascii_whitespace() || *byte == 0x1e);
        let shown = bytes.escape_ascii().take(300).map(char::from).collect::<String>();
        let mut all = read_from(name, Cursor::new(bytes));
        let mut found = 0;
        for item in all.by_ref().take(1000) {
            found += 1;
            match item {
                Ok(_) => documents += 1,
                Err(failure) => {
                    let reason = &failure.reason;
                    let ended = reason.contains("broke on it") && !name.ends_with("parquet");
                    assert!(!ended && !reason.contains("longer than"), "{round} {failure}");
                    failures += 1;
                }
            }
        }
        passed += usize::from(!all.notes().is_empty());
        assert!(
            found > 0 || !all.notes().is_empty() || empty,
            "{round}: {name} is lost without a word: {shown}"
        );
    }
    say(&format!(
        "3000 mutants of {} files in {:.0} s: {documents} documents, {failures} failures, {passed} told of in part",
        seeds.len(),
        began.elapsed().as_secs_f64()
    ));
}

/// Files of formats that are text, made here.
fn made() -> [(&'static str, &'static str); 5] {
    [
        (
            "a.csv",
            "标题,日期,正文\n一,2024-01-05,区长李明到新区走访。\n二,2024-01-06,\"副区长王芳,参加。\"\n",
        ),
        ("a.json", "[{\"id\":1,\"text\":\"区长李明\"},{\"id\":2,\"articles\":[{\"text\":\"王芳\"}]}]"),
        ("a.rtf", "{\\rtf1\\ansi\\ansicpg936{\\b \\'c7\\'f8\\'b3\\'a4}\\u26446?\\par \\u26126?}"),
        ("a.tsv", "项目名称\t责任单位\n新区二期\t区水利局\n北湖改造\t区教育局\n"),
        (
            "a.mhtml",
            "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\nContent-Type: text/html; \
             charset=utf-8\r\n\r\n<html><body><p>区长李明到新区走访，副区长王芳参加。</p></body></html>\r\n--x--\r\n",
        ),
    ]
}

/// Files on which a reader once broke.
#[test]
fn what_was_found_stays_mended() {
    let folder = root().join("tests/formats/found");
    let found: Vec<PathBuf> = fs::read_dir(&folder)
        .map(|items| items.map(|item| item.expect("an item").path()).collect())
        .unwrap_or_default();
    for path in found {
        read(&path.to_string_lossy(), fs::read(&path).expect("a file"));
    }
}

#[test]
fn a_cell_outside_of_any_sheet_is_refused() {
    let mut old = zip::ZipArchive::new(Cursor::new(kinds::xlsx(&["陆青山"]))).expect("a package");
    let mut new = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..old.len() {
        let mut entry = old.by_index(at).expect("a part");
        let mut text = String::new();
        entry.read_to_string(&mut text).expect("UTF-8");
        new.start_file(entry.name().expect("a name"), zip::write::SimpleFileOptions::default())
            .expect("a part");
        // Some three hundred million columns.
        new.write_all(text.replace("\"C2\"", "\"ZZZZZZ2\"").as_bytes()).expect("written");
    }
    let bytes = new.finish().expect("a package").into_inner();
    let failure = read_from("table.xlsx", Cursor::new(bytes)).find_map(Result::err).expect("a failure");
    assert!(failure.reason.contains("outside of any sheet"), "{failure}");
}

#[test]
#[ignore = "runs for minutes"]
fn readers_hold_for_long() {
    let seconds = env::var("GUANXI_SECONDS").ok().and_then(|text| text.parse().ok()).unwrap_or(600);
    let each = |name: &'static str| {
        move || {
            let whole = seed(name);
            let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig::default());
            let strategy = proptest::collection::vec(change(), 1..24);
            let until = Instant::now() + Duration::from_secs(seconds);
            let (mut runs, mut found) = (0_u64, 0_u64);
            while Instant::now() < until {
                let changes = strategy.new_tree(&mut runner).expect("changes").current();
                let bytes = if PACKAGES.contains(&name) && runs % 4 != 0 {
                    repacked(&whole, runs as usize, &changes)
                } else {
                    changed(whole.clone(), &changes)
                };
                let copy = bytes.clone();
                if std::panic::catch_unwind(|| read(name, copy)).is_err() {
                    found += 1;
                    let folder = root().join("target/found");
                    fs::create_dir_all(&folder).expect("a folder");
                    fs::write(folder.join(format!("{found}-{name}")), bytes).expect("written");
                }
                runs += 1;
            }
            say(&format!("{name}: {runs} files in {seconds} s, {found} findings"));
            found
        }
    };
    let threads: Vec<_> = SEEDS.into_iter().map(|name| std::thread::spawn(each(name))).collect();
    let found: u64 = threads.into_iter().map(|thread| thread.join().expect("a thread")).sum();
    assert_eq!(found, 0, "see target/found");
}
