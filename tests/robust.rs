//! What goes wrong around the program: the disk is full, a folder may not be written to, a file changes.
//! Whatever it is, no file is ever half written, and what was there stays.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use guanxi_read::plan;
use serde_json::Value;
use tempfile::TempDir;

use crate::bench::{golds, root, say};

fn guanxi() -> Command {
    Command::new(env!("CARGO_BIN_EXE_guanxi"))
}

/// Two folders of pages whose graphs differ.
fn pages(folder: &Path) {
    for (at, (name, gold)) in golds(&root().join("tests/pages")).into_iter().enumerate() {
        let half = folder.join(if at % 2 == 0 { "even" } else { "odd" });
        fs::create_dir_all(&half).expect("a folder");
        fs::write(half.join(format!("{name}.txt")), gold.raw).expect("a page");
    }
}

fn build(folder: &Path, pages: &str) -> Command {
    let mut command = guanxi();
    command.current_dir(folder).args(["build", pages, "-o", "out", "--jobs", "1"]);
    command
}

fn done(command: &mut Command) -> Output {
    let output = command.output().expect("the program runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    output
}

const FILES: [&str; 4] = ["graph.json", "graph.dot", "graph.graphml", "graph.html"];

fn files(folder: &Path) -> Vec<Vec<u8>> {
    FILES.iter().map(|name| fs::read(folder.join("out").join(name)).expect("a file")).collect()
}

#[test]
fn a_full_disk_leaves_what_was_there() {
    let place = TempDir::new().expect("a temporary folder");
    let folder = place.path();
    pages(folder);
    done(&mut build(folder, "even"));
    let before = files(folder);
    // Files may have eight blocks: the graph has more.
    let program = env!("CARGO_BIN_EXE_guanxi");
    let script = format!("trap '' XFSZ; ulimit -f 8; exec '{program}' build odd -o out --jobs 1");
    let output = Command::new("sh").current_dir(folder).args(["-c", &script]).output().expect("a shell");
    let err = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{err}");
    assert!(err.contains("cannot write here"), "{err}");
    assert!(files(folder) == before);

    // A disk of its own, where one may be mounted.
    let disk = folder.join("disk");
    fs::create_dir(&disk).expect("a folder");
    let mount = Command::new("mount").args(["-t", "tmpfs", "-o", "size=64k", "tmpfs"]).arg(&disk).output();
    if !mount.is_ok_and(|output| output.status.success()) {
        return say("SKIPPED: no disk may be mounted here, a full one is not tried");
    }
    let tried = |mode: &str| {
        let _ = Command::new("mount").args(["-o", &format!("remount,{mode}")]).arg(&disk).status();
        guanxi().current_dir(folder).args(["build", "odd", "-o", "disk"]).output().expect("the program runs")
    };
    let (full, locked) = (tried("rw"), tried("ro"));
    let left = fs::read_dir(&disk).expect("a folder").count();
    let _ = Command::new("umount").arg(&disk).status();
    for (output, said) in [(full, "make room on the disk"), (locked, "read-only")] {
        let err = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.code() == Some(1) && err.contains(said), "{err}");
    }
    assert_eq!(left, 0, "nothing is left on the full disk");
}

#[test]
fn a_folder_that_may_not_be_written_to_is_named() {
    let place = TempDir::new().expect("a temporary folder");
    pages(place.path());
    // Not even root may write there.
    let output = guanxi().current_dir(place.path()).args(["build", "odd", "-o", "/proc/out"]).output();
    let output = output.expect("the program runs");
    let err = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.code() == Some(1) && err.contains("/proc/out"), "{err}");
}

#[test]
fn a_file_that_changes_while_it_is_read_is_a_failure() {
    let place = TempDir::new().expect("a temporary folder");
    let path = place.path().join("a.jsonl");
    let line = "{\"text\":\"区长\"}\n";
    fs::write(&path, line.repeat(20_000)).expect("written");
    let mut all = plan(&[&path]).read();
    assert!(all.next().expect("an item").is_ok());
    fs::write(&path, line).expect("written");
    let last = all.last().expect("an item").expect_err("changed");
    assert!(last.reason.contains("changed while it was being read"), "{last}");
}

#[test]
fn the_report_tells_what_was_read_and_what_not() {
    let place = TempDir::new().expect("a temporary folder");
    let folder = place.path();
    pages(folder);
    fs::write(folder.join("odd/broken.txt"), b"\xE5\x8C\xBA\xE9\x95").expect("written");
    fs::write(folder.join("odd/broken.pdf"), b"%PDF-1.7 \x1B[31m").expect("written");
    let output = build(folder, "odd").output().expect("the program runs");
    assert_eq!(output.status.code(), Some(1));
    assert!(!output.stderr.contains(&0x1B), "no escape sequence reaches the terminal");
    let report = fs::read(folder.join("out/report.json")).expect("a report");
    let report: Value = serde_json::from_slice(&report).expect("JSON");
    assert_eq!(
        (report["read"]["documents"].as_u64(), report["failed"]["count"].as_u64()),
        (Some(9), Some(2))
    );
    let each = report["failed"]["each"].as_array().expect("a list");
    for (failed, part) in each.iter().zip(["broken.pdf", "broken.txt"]) {
        assert!(failed["what"].as_str().is_some_and(|what| what.ends_with(part)), "{failed}");
        assert!(
            ["reason", "cure"].iter().all(|key| failed[key].as_str().is_some_and(|text| !text.is_empty()))
        );
    }
    assert!(report["graph"]["links"].as_u64().is_some_and(|links| links > 0));
    assert!(report["seconds"].as_f64().is_some_and(|seconds| seconds > 0.0));
}
