//! The program is killed, interrupted and stopped while it is at work: no file is ever half written, the archive holds the
//! last complete state, and the next run completes what was begun and clears what was left.
//!
//! A few times in every `cargo test`; `GUANXI_KILLS=50` stops fifty runs by each signal.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use guanxi::archive::{Archive, ArchiveError};
use tempfile::TempDir;

use crate::bench::{golds, root, say};

/// How many runs, met at work, each signal stops.
fn kills() -> u32 {
    std::env::var("GUANXI_KILLS").ok().and_then(|number| number.parse().ok()).unwrap_or(2)
}

/// SIGKILL, after which nothing in the program can clean up behind it, and what Ctrl-C and `kill` send.
const SIGNALS: [(&str, i32); 3] = [("KILL", 9), ("INT", 2), ("TERM", 15)];

const FILES: [&str; 4] = ["graph.json", "graph.dot", "graph.graphml", "graph.html"];

/// Shares of one, the same at every run.
struct Shares(u64);

impl Shares {
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as f64 / f64::from(1_u32 << 31)
    }
}

fn guanxi(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_guanxi"));
    command.current_dir(folder).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
    command
}

fn build(folder: &Path, pages: &str) -> Command {
    let mut command = guanxi(folder);
    command.args(["build", pages, "-o", "out", "--jobs", "1"]);
    command
}

fn done(command: &mut Command) -> Output {
    let output = command.output().expect("the program runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    output
}

/// Two folders of pages whose graphs differ.
fn pages(folder: &Path) {
    for (at, (name, gold)) in golds(&root().join("tests/pages")).into_iter().take(6).enumerate() {
        let half = folder.join(if at % 2 == 0 { "even" } else { "odd" });
        fs::create_dir_all(&half).expect("a folder");
        fs::write(half.join(format!("{name}.txt")), gold.raw).expect("a page");
    }
}

fn files(folder: &Path) -> Vec<Vec<u8>> {
    FILES.iter().map(|name| fs::read(folder.join("out").join(name)).expect("a file")).collect()
}

fn names(folder: &Path) -> Vec<String> {
    let items = fs::read_dir(folder.join("out")).expect("a folder");
    items.flatten().map(|item| item.file_name().to_string_lossy().into_owned()).collect()
}

/// The documents an archive holds.
fn held(folder: &Path) -> BTreeSet<String> {
    let archive = Archive::open(&folder.join("out/guanxi.db")).expect("an archive");
    let mut out = BTreeSet::new();
    let each = archive.each::<ArchiveError>(&mut |stored, _| {
        out.insert(stored.resolved.info.id);
        Ok(())
    });
    each.expect("whole");
    out
}

/// Sends a signal; whether it met the run at work.
fn stopped(mut child: Child, (signal, number): (&str, i32)) -> bool {
    Command::new("kill").args(["-s", signal, &child.id().to_string()]).status().expect("sent or over");
    child.wait().expect("an end").signal() == Some(number)
}

/// Waits until a run begins to write into its folder, or ends.
fn writes(folder: &Path, child: &mut Child) {
    let at_work = |name: &String| name.starts_with(".guanxi-") || name.ends_with("-journal");
    let before: BTreeSet<String> = names(folder).into_iter().collect();
    while child.try_wait().expect("a state").is_none() {
        if names(folder).iter().any(|name| at_work(name) && !before.contains(name)) {
            return;
        }
        std::thread::sleep(Duration::from_micros(300));
    }
}

#[test]
fn a_build_stopped_at_any_moment_leaves_whole_files() {
    let place = TempDir::new().expect("a temporary folder");
    let folder = place.path();
    pages(folder);
    let state = |pages: &str| {
        let began = Instant::now();
        done(&mut build(folder, pages));
        (files(folder), held(folder), began.elapsed())
    };
    let (even, in_even, _) = state("even");
    let (odd, in_odd, whole) = state("odd");
    assert!(even.iter().zip(&odd).all(|(a, b)| a != b) && in_even.is_disjoint(&in_odd));
    let mut shares = Shares(0x2545_F491_4F6C_DD1D);
    let (mut tried, mut writing) = (0, 0);
    for signal in SIGNALS {
        let mut met = 0;
        let most = tried + 10 * kills();
        while met < kills() {
            assert!(tried < most, "{met} of {} runs were met at work by {}", kills(), signal.0);
            let pages = if held(folder) == in_odd { "even" } else { "odd" };
            let mut child = build(folder, pages).stderr(Stdio::null()).spawn().expect("the program runs");
            // Every other one while it writes, the others at any moment.
            let wait = whole.as_secs_f64() * shares.next();
            if tried % 2 == 0 {
                writes(folder, &mut child);
                std::thread::sleep(Duration::from_secs_f64(wait / 10.0));
            } else {
                std::thread::sleep(Duration::from_secs_f64(wait));
            }
            let at_work = stopped(child, signal);
            met += u32::from(at_work);
            writing += u32::from(at_work && tried % 2 == 0);
            tried += 1;
            for ((now, even), odd) in files(folder).iter().zip(&even).zip(&odd) {
                assert!(now == even || now == odd, "run {tried}: half a file");
            }
            let known = |name: &String| {
                FILES.contains(&name.as_str())
                    || ["report.json", "guanxi.db", "guanxi.db-journal"].contains(&name.as_str())
                    || name.starts_with(".guanxi-")
            };
            assert!(names(folder).iter().all(known), "run {tried}: {:?}", names(folder));
            let now = held(folder);
            assert!(now == in_even || now == in_odd, "run {tried}: no complete state: {now:?}");
        }
    }
    say(&format!(
        "stopped {} builds at work of {tried}, {writing} of them as they began to write",
        3 * kills()
    ));
    done(&mut build(folder, "even"));
    assert!(files(folder) == even && held(folder) == in_even);
    // What they left under passing names is gone.
    let left: Vec<String> = names(folder)
        .into_iter()
        .filter(|name| name.starts_with('.') || name.ends_with("-journal"))
        .collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn a_decision_stopped_at_any_moment_is_kept_or_is_none() {
    let place = TempDir::new().expect("a temporary folder");
    let folder = place.path();
    pages(folder);
    let mut command = guanxi(folder);
    done(command.args(["build", "even", "-o", "graphs", "-f", "json", "--jobs", "1"]));
    let graph = fs::read_to_string(folder.join("graphs/graph.json")).expect("a graph");
    let graph: serde_json::Value = serde_json::from_str(&graph).expect("JSON");
    let nodes = graph["nodes"].as_array().expect("nodes").iter();
    let all: Vec<&str> =
        nodes.filter(|node| node["kind"] == "place").filter_map(|node| node["name"].as_str()).collect();
    let decide = |name: &str| {
        let mut command = guanxi(folder);
        command.args(["decide", "keep", name, "--kind", "place"]);
        command
    };
    let lines = || -> Vec<String> {
        let text = fs::read_to_string(folder.join("decisions.tsv")).unwrap_or_default();
        assert!(text.is_empty() || text.ends_with('\n'), "half a line: {text}");
        text.lines().skip(1).map(str::to_string).collect()
    };
    let began = Instant::now();
    done(&mut decide(all[0]));
    let whole = began.elapsed();
    let mut shares = Shares(0x9E37_79B9_7F4A_7C15);
    let (mut met, mut tried, mut kept) = (0, 0_u32, 1);
    while met < kills() {
        tried += 1;
        assert!(tried < 10 * kills() + 10, "{met} of {} were met at work", kills());
        let child = decide(all[tried as usize % all.len()]).spawn().expect("the program runs");
        std::thread::sleep(Duration::from_secs_f64(whole.as_secs_f64() * shares.next()));
        let at_work = stopped(child, SIGNALS[tried as usize % 3]);
        met += u32::from(at_work);
        // A line is there or not; never half of one, and what was there before stays.
        let now = lines();
        assert!(now.len() == kept || now.len() == kept + 1, "{kept} {now:?}");
        assert!(at_work || now.len() >= kept, "{now:?}");
        assert!(now.iter().all(|line| line.starts_with("keep\tplace\t")), "{now:?}");
        kept = now.len();
    }
    say(&format!("stopped {met} decisions at work of {tried}; {kept} lines are whole"));
    let mut again = guanxi(folder);
    done(again.args(["build", "even", "-o", "graphs", "-f", "json", "--jobs", "1"]));
}

/// How often two builds are started at once until one has met the other.
const TRIES: usize = 8;

#[test]
fn of_two_builds_into_one_folder_one_waits() {
    let place = TempDir::new().expect("a temporary folder");
    let folder = place.path();
    pages(folder);
    let alone: Vec<_> = ["even", "odd"]
        .map(|pages| {
            done(&mut build(folder, pages));
            (files(folder), held(folder))
        })
        .into();
    // On a busy machine one may have ended before the other begins.
    let waited = (0..TRIES).any(|_| {
        let children = ["even", "odd"].map(|pages| build(folder, pages).spawn().expect("the program runs"));
        let said = children.map(|child| {
            let output = child.wait_with_output().expect("an end");
            let err = String::from_utf8_lossy(&output.stderr).into_owned();
            assert!(output.status.success(), "{err}");
            err
        });
        // All files are of one of them, and so is the archive.
        let now = (files(folder), held(folder));
        assert!(alone.contains(&now), "a mixture: {said:?}");
        said.iter().any(|err| err.contains("waiting"))
    });
    assert!(waited, "none of {TRIES} waited");
}
