//! Inputs made to end the program, to fill the memory or to be lost without a word: each costs itself alone and is named.

use std::fs::{self, File};
use std::io::{Cursor, Write};
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};

use parquet::basic::Compression;
use parquet::data_type::{ByteArray, ByteArrayType};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use serde_json::Value;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::place::Place;

/// Names no two of which are equal, far more than there are characters for in a sentence.
fn names(count: usize) -> Vec<String> {
    let given: Vec<char> =
        "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红建国志文斌宇浩凯俊".chars().collect();
    let surnames: Vec<char> = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗".chars().collect();
    let name = |at: usize| {
        let (first, rest) = (at % surnames.len(), at / surnames.len());
        [surnames[first], given[rest % given.len()], given[rest / given.len() % given.len()]].iter().collect()
    };
    (0..count).map(name).collect()
}

/// Runs the program with so many kilobytes of addresses; exit code and stderr.
fn bounded(place: &Place, kilobytes: u64, arguments: &str) -> (i32, String) {
    let program = env!("CARGO_BIN_EXE_guanxi");
    let script = format!("ulimit -v {kilobytes}; exec '{program}' {arguments}");
    let mut shell = Command::new("sh");
    let output = shell.current_dir(place.path("")).args(["-c", &script]).output().expect("a shell");
    let err = String::from_utf8_lossy(&output.stderr).into_owned();
    (output.status.code().unwrap_or_else(|| panic!("aborted: {err}")), err)
}

fn report(place: &Place, folder: &str) -> Value {
    serde_json::from_str(&place.read(&format!("{folder}/report.json"))).expect("JSON")
}

#[test]
fn a_list_of_fifteen_thousand_names_ends_nothing() {
    let place = Place::built();
    for copy in 0..3 {
        place.write(
            &format!("lists/{copy}.txt"),
            format!("会议补选{}为代表。", names(5000 * (copy + 1)).join("、")),
        );
    }
    let (_, err) = place.ok(&["build", "lists", "pages", "-o", "long", "-f", "json", "--passes", "1"]);
    assert!(err.contains("read: 7 documents"), "{err}");
}

/// A file of one column beside the texts, or of texts alone, whose one value stands in every row.
fn parquet(path: &Path, column: &str, value: &str, rows: usize) {
    let schema = "message rows { required binary text (UTF8); required binary other (UTF8); }";
    let schema = Arc::new(parse_message_type(schema).expect("a schema"));
    let properties = WriterProperties::builder()
        .set_compression(Compression::GZIP(Default::default()))
        .set_statistics_enabled(parquet::file::properties::EnabledStatistics::None)
        .set_dictionary_page_size_limit(1 << 30)
        .build();
    let file = File::create(path).expect("a file");
    let mut writer = SerializedFileWriter::new(file, schema, properties.into()).expect("a writer");
    let mut group = writer.next_row_group().expect("a group");
    for name in ["text", "other"] {
        let one = ByteArray::from(if name == column { value } else { "区长李明" });
        let mut column = group.next_column().expect("good").expect("a column");
        column.typed::<ByteArrayType>().write_batch(&vec![one; rows], None, None).expect("written");
        column.close().expect("closed");
    }
    group.close().expect("closed");
    writer.close().expect("closed");
}

#[test]
fn rows_of_parquet_are_bounded_before_they_are_made() {
    let place = Place::built();
    let long = format!("区长李明。{}", "\n".repeat(8 << 20));
    for column in ["text", "other"] {
        let name = format!("{column}.parquet");
        parquet(&place.path(&name), column, &long, 200);
        let size = fs::metadata(place.path(&name)).expect("a file").len();
        assert!(size < 100_000, "{size}");
        let began = Instant::now();
        let (code, err) =
            bounded(&place, 4_000_000, &format!("build {name} pages -o {column} -f json --jobs 1"));
        assert!(began.elapsed() < Duration::from_secs(100), "{:?}", began.elapsed());
        assert!(code == 1 && err.contains(&format!("{name}, from row")), "{err}");
        assert!(err.contains("more than 250 times its size"), "{err}");
        // What could be read before is, and so is the rest.
        assert!(report(&place, column)["read"]["documents"].as_u64() >= Some(4), "{err}");
    }
}

#[test]
fn one_budget_holds_for_a_whole_archive() {
    let place = Place::built();
    let zipped = |files: &[(String, Vec<u8>)]| {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in files {
            zip.start_file(name.as_str(), SimpleFileOptions::default()).expect("a file");
            zip.write_all(bytes).expect("written");
        }
        zip.finish().expect("an archive").into_inner()
    };
    let inner = zipped(&[("a.txt".to_string(), "李".repeat(5_000_000).into_bytes())]);
    let many: Vec<_> = (0..300).map(|at| (format!("{at}.zip"), inner.clone())).collect();
    fs::write(place.path("nested.zip"), zipped(&many)).expect("written");
    let began = Instant::now();
    let (code, err) = bounded(&place, 1_500_000, "build nested.zip pages -o nested -f json --jobs 1");
    assert!(began.elapsed() < Duration::from_secs(60), "{:?}", began.elapsed());
    // No text of it is worked on: each unpacks to far more than it can mean.
    assert!(code == 1 && err.contains("/a.txt\n") && err.contains("more than 250 times its size"), "{err}");
    assert!(err.contains("files of an archive that unpacks to too much"), "{err}");
    assert!(report(&place, "nested")["read"]["documents"].as_u64() >= Some(4), "{err}");
}

#[test]
fn what_can_be_read_once_only_is_read_once() {
    let place = Place::built();
    let program = env!("CARGO_BIN_EXE_guanxi");
    for (at, input) in ["/dev/stdin", "-", "pages/undated.txt /dev/stdin"].into_iter().enumerate() {
        let script =
            format!("cat pages/2023-04-04.txt | '{program}' build {input} -d words.tsv -o once{at} -f json");
        let output =
            Command::new("sh").current_dir(place.path("")).args(["-c", &script]).output().expect("a shell");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        assert!(place.read(&format!("once{at}/graph.json")).contains("李明"), "{input}");
    }
    // A pipe that nobody writes to is told of before it is waited for; one in a folder is passed over.
    assert!(Command::new("mkfifo").arg(place.path("pages/pipe.txt")).status().expect("mkfifo").success());
    let mut waiting = place.command(&["build", "pages/pipe.txt", "-o", "none"]);
    let mut child = waiting.stderr(std::process::Stdio::piped()).spawn().expect("the program runs");
    let mut told = [0; 64];
    let read = std::io::Read::read(child.stderr.as_mut().expect("piped"), &mut told).expect("a word");
    assert!(String::from_utf8_lossy(&told[..read]).contains("pipe or device") || read == 64);
    child.kill().expect("killed");
    child.wait().expect("an end");
    let (_, err) = place.ok(&["build", "pages", "-o", "folder", "-f", "json"]);
    assert!(err.contains("passed over: 1 special file"), "{err}");
    assert_eq!(report(&place, "folder")["passed_over"]["each"][0]["first"][0], "pages/pipe.txt");
}

#[test]
fn what_is_lost_of_a_document_is_told() {
    let place = Place::built();
    let zipped = |files: &[(&str, &str)]| {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in files {
            zip.start_file(*name, SimpleFileOptions::default()).expect("a file");
            zip.write_all(text.as_bytes()).expect("written");
        }
        zip.finish().expect("an archive").into_inner()
    };
    let word = "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>\
                <w:p><w:r><w:t>区长李明";
    let book = "<package><manifest><item id=\"a\" href=\"a.xhtml\" media-type=\"application/xhtml+xml\"/>\
                <item id=\"b\" href=\"b.xhtml\" media-type=\"application/xhtml+xml\"/></manifest>\
                <spine><itemref idref=\"a\"/><itemref idref=\"b\"/></spine></package>";
    let container = "<container><rootfiles><rootfile full-path=\"c.opf\"/></rootfiles></container>";
    let chapter = "<html><body><p>区长李明</p></body></html>";
    let epub = zipped(&[("META-INF/container.xml", container), ("c.opf", book), ("a.xhtml", chapter)]);
    let mut twice = zipped(&[("a.txt", "区长李明"), ("b.txt", "区长李明")]);
    // Both names, in the files' heads and in the list at the end.
    for at in 0..twice.len() - 5 {
        if &twice[at..at + 5] == b"b.txt" {
            twice[at] = b'a';
        }
    }
    // One frame, whole, and the beginning of another.
    let frame = [0x28, 0xB5, 0x2F, 0xFD, 0x20, 0x06, 0x31, 0, 0, 0xE5, 0x8C, 0xBA, 0xE9, 0x95, 0xBF];
    let cut = [&frame[..], &frame[..11]].concat();
    for (name, bytes, said) in [
        ("cut.docx", zipped(&[("word/document.xml", word)]), "is cut off: its last part is missing"),
        ("book.epub", epub, "its chapter `b.xhtml` is missing"),
        ("twice.zip", twice, "hidden by another of its name"),
        (
            "day.jsonl",
            b"{\"text\":\"\xE5\x8C\xBA\",\"date\":\"2023-02-31\"}".to_vec(),
            "its date `2023-02-31` is no day",
        ),
        (
            "number.jsonl",
            b"{\"text\":\"\xE5\x8C\xBA\",\"date\":20230231}".to_vec(),
            "its date `20230231` is no day",
        ),
        ("cut.txt.zst", cut, "the packed file"),
    ] {
        fs::write(place.path(name), bytes).expect("written");
        let (code, _, err) = place.run(&["build", name, "pages", "-o", "lost", "-f", "json"]);
        assert!(code == i32::from(name.ends_with("zst")) && err.contains(said), "{name}: {err}");
        assert!(place.read("lost/report.json").contains(said), "{name}");
        // Who asks for it gets a failure.
        assert_eq!(
            place.run(&["build", name, "pages", "-o", "lost", "-f", "json", "--strict"]).0,
            1,
            "{name}"
        );
    }
}

#[test]
fn fifty_decisions_at_a_time_are_all_kept() {
    let place = Place::built();
    place.write("many.txt", format!("会议补选{}为代表。", names(50).join("、")));
    place.ok(&["build", "many.txt", "-o", "graphs", "-f", "json"]);
    let mut children: Vec<std::process::Child> = names(50)
        .iter()
        .map(|name| {
            let mut command = place.command(&["decide", "block", name, "--kind", "official", "--note", "#x"]);
            command.stderr(std::process::Stdio::piped()).spawn().expect("the program runs")
        })
        .collect();
    let done = children.iter_mut().map(|child| child.try_wait()).filter(Result::is_ok).count();
    assert_eq!(done, 50);
    let (mut kept, mut refused) = (0, String::new());
    for child in children {
        let output = child.wait_with_output().expect("an end");
        kept += usize::from(output.status.success());
        if !output.status.success() {
            refused += &String::from_utf8_lossy(&output.stderr);
        }
    }
    let lines = place.read("decisions.tsv").lines().count();
    assert_eq!(lines, 1 + kept, "as many as said so: {refused}");
    assert!(kept == 50 || refused.contains("is not in the graph"), "{kept} {refused}");
}

#[test]
fn a_decision_that_cannot_be_kept_leaves_no_line() {
    let place = Place::built();
    fs::rename(place.path("out"), place.path("graphs")).expect("moved");
    let before = "action\tkind\tname\nkeep\tofficial\t李明\n";
    place.write("decisions.tsv", before);
    // No file may grow beyond a few blocks: the archive is larger.
    let program = env!("CARGO_BIN_EXE_guanxi");
    let script = format!("trap '' XFSZ; ulimit -f 8; exec '{program}' decide block 王芳");
    let output =
        Command::new("sh").current_dir(place.path("")).args(["-c", &script]).output().expect("a shell");
    assert!(!output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(place.read("decisions.tsv"), before);
}

#[test]
fn merges_in_a_circle_are_refused() {
    let place = Place::built();
    let decide = |from: &str, into: &str| place.run(&["decide", "merge", from, into, "-g", "out/graph.json"]);
    assert_eq!(decide("李明", "王芳").0, 0);
    assert_eq!(decide("王芳", "陈刚").0, 0);
    let (code, _, err) = decide("陈刚", "李明");
    assert!(code == 1 && err.contains("undoes") && err.contains("decisions.tsv:"), "{err}");
    assert_eq!(place.read("decisions.tsv").lines().count(), 3);
    place
        .write("circle.tsv", "action\tkind\tname\tvalue\nmerge\tofficial\t甲\t乙\nmerge\tofficial\t乙\t甲\n");
    let (code, _, err) = place.run(&["build", "pages", "-o", "none", "--decisions", "circle.tsv"]);
    assert!(code == 1 && err.contains("circle.tsv:3") && err.contains("circle.tsv:2"), "{err}");
}
