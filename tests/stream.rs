//! `guanxi mentions -` as a filter among others: records in, mentions out, as they come and whatever comes.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{ChildStdin, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use crate::place::Place;
use serde_json::{Value, json};

/// More than one batch of the pipeline.
const RECORDS: usize = 200;

fn record(id: usize) -> String {
    json!({"id": format!("r{id}"), "text": "本报讯 4月4日，区长李明到新区二期走访。"}).to_string() + "\n"
}

fn piped(place: &Place, arguments: &[&str], input: &[u8]) -> (i32, Vec<Value>, String) {
    let mut command = place.command(arguments);
    let command = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program runs");
    child.stdin.take().expect("a pipe").write_all(input).expect("written");
    let output = child.wait_with_output().expect("an end");
    let rows = String::from_utf8(output.stdout).expect("UTF-8");
    let rows = rows.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    (output.status.code().expect("a code"), rows, String::from_utf8(output.stderr).expect("UTF-8"))
}

#[test]
fn mentions_come_before_the_stream_ends() {
    let place = Place::built();
    let mut command = place.command(&["mentions", "-", "--records", "-d", "words.tsv"]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("the program runs");
    let mut stdin: ChildStdin = child.stdin.take().expect("a pipe");
    for id in 0..RECORDS {
        stdin.write_all(record(id).as_bytes()).expect("written");
    }
    stdin.flush().expect("written");
    let (send, first) = mpsc::channel();
    let mut stdout = BufReader::new(child.stdout.take().expect("a pipe"));
    let reader = std::thread::spawn(move || {
        let mut line = String::new();
        stdout.read_line(&mut line).expect("read");
        send.send(line).expect("waited for");
        let mut rest = String::new();
        stdout.read_to_string(&mut rest).expect("read");
        rest.lines().count()
    });
    // The pipe into the program is still open.
    let line = first.recv_timeout(Duration::from_secs(60)).expect("a line before the end");
    let row: Value = serde_json::from_str(&line).expect("JSON");
    assert_eq!(row["doc"], "r0");
    drop(stdin);
    assert!(reader.join().expect("read") >= RECORDS);
    assert!(child.wait().expect("an end").success());
}

#[test]
fn broken_lines_are_told_and_the_rest_goes_on() {
    let place = Place::built();
    let mut input: Vec<u8> = b"not a record\n{\n".to_vec();
    input.extend(record(1).as_bytes());
    input.extend(b"{\"id\":\"null\",\"text\":null}\n\xff\xfe\x00\n[1]\n\n");
    input.extend(record(2).as_bytes());
    // An id that comes again is left as it is: nothing is kept of a stream.
    input.extend(record(2).as_bytes());
    let arguments = ["mentions", "-", "--records", "-d", "words.tsv"];
    let (code, rows, err) = piped(&place, &arguments, &input);
    assert_eq!(code, 1, "{err}");
    let mut docs: Vec<&str> = rows.iter().map(|row| row["doc"].as_str().expect("an id")).collect();
    let all = docs.len();
    docs.dedup();
    assert_eq!((docs, all % 3), (vec!["r1", "r2"], 0), "{rows:?}");
    for line in ["stdin:1:", "stdin:2:", "stdin:5", "stdin:6\n", "passed over: 1 record without a text"] {
        assert!(err.contains(line), "{line}: {err}");
    }
    assert_eq!(err.matches("error:").count(), 4, "{err}");
    let keep_going: Vec<&str> = arguments.into_iter().chain(["--keep-going"]).collect();
    assert_eq!(piped(&place, &keep_going, &input).0, 0);
    // A partition without records is nothing out of order.
    assert_eq!(piped(&place, &arguments, b""), (0, Vec::new(), String::new()));
}
