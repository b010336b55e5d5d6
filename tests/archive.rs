//! `guanxi.db` from outside: a build reads only what changed and gives what one build of all gives; a decision is obeyed
//! without the texts; a build that is killed leaves the last state.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use guanxi::archive::{Archive, ArchiveError};
use guanxi::decisions::Decisions;
use guanxi::dictionary::Dictionaries;
use guanxi::document::Failure;
use guanxi::graph::{Options, Scope};
use guanxi::pipeline::{Pipeline, Seen, Settings, Watch, Window};
use rusqlite::Connection;
use rusqlite::types::Value;
use tempfile::TempDir;

use crate::bench::{files, root};

struct Place(TempDir);

impl Place {
    fn new() -> Place {
        let place = Place(TempDir::new().expect("a temporary folder"));
        fs::create_dir(place.path("pages")).expect("a folder");
        place
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).expect("a file");
    }

    fn read(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).expect("a file")
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_guanxi"));
        command.current_dir(self.0.path()).args(arguments).stdin(Stdio::null());
        command
    }

    /// Stdout and stderr of a command that ends well.
    fn run(&self, arguments: &[&str]) -> (String, String) {
        let output = self.command(arguments).output().expect("the program runs");
        let [out, err] = [output.stdout, output.stderr].map(|text| String::from_utf8(text).expect("UTF-8"));
        assert!(output.status.success(), "{arguments:?}: {err}");
        (out, err)
    }

    /// The error of a command that fails.
    fn fails(&self, arguments: &[&str]) -> String {
        let output = self.command(arguments).output().expect("the program runs");
        assert!(!output.status.success(), "{arguments:?}");
        String::from_utf8(output.stderr).expect("UTF-8")
    }

    fn start(&self, arguments: &[&str]) -> Child {
        let mut command = self.command(arguments);
        command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the program runs")
    }

    /// Every row of the tables, with paths and names for ids.
    fn rows(&self, name: &str) -> Vec<Vec<Value>> {
        let connection = Connection::open(self.path(name)).expect("an archive");
        let mut all = Vec::new();
        for sql in [
            "SELECT path, hash, title, date, source, url, bytes, undecoded FROM documents",
            "SELECT path, name, kind FROM lessons JOIN documents USING (document)",
            "SELECT path, number, start, headline, day, jurisdiction FROM articles JOIN documents USING (document)",
            "SELECT path, passage - first_passage, article, paragraph, start, \"end\", text
             FROM passages JOIN documents USING (document)",
            "SELECT d.path, mention - first_mention, m.passage - first_passage, kind, name, m.start, m.\"end\", surface,
                    l.path, stated, also, rule
             FROM mentions m JOIN entities USING (entity) LEFT JOIN localities l USING (locality)
             JOIN passages p USING (passage) JOIN documents d ON d.document = p.document",
            "SELECT path, mention - first_mention, number, name, state, basis
             FROM roles JOIN posts USING (post) JOIN mentions USING (mention)
             JOIN passages USING (passage) JOIN documents USING (document)",
            "SELECT name, kind FROM entities",
            "SELECT name FROM posts",
            "SELECT path, stated, also FROM localities",
            "SELECT term, doc FROM terms",
            "SELECT * FROM corrections",
            "SELECT * FROM skipped",
            "SELECT * FROM meta",
        ] {
            let mut select = connection.prepare(sql).expect(sql);
            let columns = select.column_count();
            let row = |row: &rusqlite::Row| (0..columns).map(|at| row.get(at)).collect();
            let rows = select.query_map([], row).expect(sql);
            let mut rows: Vec<Vec<Value>> = rows.map(|row| row.expect(sql)).collect();
            rows.sort_by_cached_key(|row| format!("{row:?}"));
            all.extend(rows);
        }
        all
    }
}

/// Pages that teach names to one another: the second half knows them by what the first states.
fn sources() -> Vec<String> {
    let seeds = files(&root().join("seeds"), "txt");
    let mut all: Vec<String> = seeds.iter().map(|path| fs::read_to_string(path).expect("a seed")).collect();
    for name in ["柳拂晓", "欧阳晨曦", "司马向东"] {
        all.push(format!("本报讯 4月4日，莘县县长{name}主持召开会议。县长{name}强调，要抓好落实。\n"));
        all.push(format!("本报讯 群众对{name}印象很深。\n"));
    }
    all
}

fn build(place: &Place, arguments: &[&str]) -> String {
    let all = [&["build", "pages", "-f", "json,graphml"], arguments].concat();
    place.run(&all).1
}

#[test]
fn a_build_after_any_changes_equals_one_build_of_all() {
    let place = Place::new();
    let sources = sources();
    let mut state = 20_u64;
    let mut below = |most: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % most
    };
    let mut reused = 0;
    for step in 0..12 {
        for _ in 0..1 + below(4) {
            let at = below(sources.len());
            let path = place.path(&format!("pages/{at:02}.txt"));
            match below(5) {
                0 if fs::read_dir(place.path("pages")).expect("a folder").count() > 2 => {
                    let _ = fs::remove_file(path);
                }
                1 => {
                    let cut = sources[at].chars().skip(below(200)).collect::<String>();
                    fs::write(path, cut + "莘县。").expect("a file");
                }
                _ => fs::write(path, &sources[at]).expect("a file"),
            }
        }
        let jobs = (1 + below(3)).to_string();
        let told = build(&place, &["-o", "a", "-j", &jobs]);
        reused += usize::from(told.contains("as before"));
        build(&place, &["-o", "b", "--rebuild"]);
        for name in ["graph.json", "graph.graphml"] {
            let (a, b) = (place.read(&format!("a/{name}")), place.read(&format!("b/{name}")));
            assert!(a == b, "step {step}: {name} differs after {told}");
        }
        assert!(
            place.rows("a/guanxi.db") == place.rows("b/guanxi.db"),
            "step {step}: rows differ after {told}"
        );
    }
    assert!(place.rows("a/guanxi.db").len() > 300);
    assert!(reused >= 6, "most builds take from the archive: {reused}");
}

#[test]
fn a_name_taught_later_is_found_on_pages_read_before() {
    let place = Place::new();
    place.write("pages/b.txt", "本报讯 群众对柳拂晓印象很深。\n");
    place.write("pages/c.txt", "本报讯 县里召开植树动员会。\n");
    let is_found = || {
        let (found, _) = place.run(&["search", "柳拂晓", "印象"]);
        found.contains("→ 柳拂晓")
    };
    build(&place, &[]);
    assert!(!is_found());
    place.write("pages/a.txt", "本报讯 莘县县长柳拂晓主持召开会议。县长柳拂晓强调，要抓好落实。\n");
    // The page that teaches and the page that names her; the third says nothing of her.
    let told = build(&place, &[]);
    assert!(told.contains("updated: 1 document as before, 2 read"), "{told}");
    assert!(is_found());
    fs::remove_file(place.path("pages/a.txt")).expect("it goes");
    let told = build(&place, &[]);
    assert!(told.contains("updated: 1 document as before, 1 read, 1 gone"), "{told}");
    assert!(!is_found());
    let told = build(&place, &[]);
    assert!(told.contains("updated: 2 documents as before, 0 read\n"), "{told}");
}

struct Nobody;

impl Watch for Nobody {
    fn bytes(&mut self, _: usize, _: u64) {}
    fn failure(&mut self, failure: &Failure) {
        panic!("{failure}");
    }
}

#[test]
fn a_derived_graph_equals_the_one_counted_while_reading() {
    let place = Place::new();
    place.run(&["build", &root().join("seeds").to_string_lossy(), "--db-only", "-o", "x"]);
    assert!(!place.path("x/graph.json").exists());
    let archive = Archive::open(&place.path("x/guanxi.db")).expect("an archive");
    let dictionaries = Dictionaries::built_in();
    let plan = guanxi_read::plan(&[root().join("seeds")]);
    for scope in Scope::ALL {
        let options = Options { scope, damping: scope != Scope::Paragraph, ..Options::default() };
        let decisions = Decisions::default();
        let pipeline = Pipeline::new(&dictionaries, Settings::default());
        let built = pipeline.graph(&plan, &decisions, options, &mut Nobody);
        let (graph, summary) = built.expect("a passing archive");
        let mut seen =
            Seen::<ArchiveError>::new(&archive, &decisions, Window::default()).expect("it can be read");
        let (tally, derived) = seen.tally(options).expect("it can be read");
        let again = tally.derive(&seen, Some(1 << 16)).and_then(|derived| derived.graph());
        assert!(again.expect("it can be read") == graph, "{scope}");
        assert_eq!(derived, summary);
    }
}

#[test]
fn questions_and_exports_take_the_archive() {
    let place = Place::new();
    let seeds = root().join("seeds");
    place.run(&["build", &seeds.to_string_lossy()]);
    let names = fs::read_dir(place.path("graphs")).expect("a folder").count();
    assert_eq!(names, 6, "four exports, the report and the archive");
    place.run(&["export", "graphs/guanxi.db", "-o", "again.graphml", "--compute", "all"]);
    place.run(&["export", "graphs/graph.json", "-o", "once.graphml", "--compute", "all"]);
    assert!(place.read("again.graphml") == place.read("once.graphml"));
    let ask = |graph: &str, more: &[&str]| {
        place.run(&[&["ask", "top", "--limit", "5", "--json", "-g", graph], more].concat()).0
    };
    assert_eq!(ask("graphs/guanxi.db", &[]), ask("graphs/graph.json", &[]));
    place.run(&["build", &seeds.to_string_lossy(), "-o", "s", "--scope", "sentence"]);
    assert_eq!(ask("graphs/guanxi.db", &["--scope", "sentence"]), ask("s/graph.json", &[]));
    assert!(place.fails(&["ask", "top", "--scope", "sentence"]).contains("only an archive"));
    let (found, _) = place.run(&["search", "二七"]);
    assert!(found.contains("二七区"), "{found}");
    let (who, _) = place.run(&["ask", "who", "书记", "--csv"]);
    assert!(who.lines().count() > 3 && who.starts_with("post,state,name"), "{who}");
    assert!(place.run(&["status"]).0.contains("up to date"));
    place.write("words.tsv", "name\tkind\n新区二期\tproject\n");
    assert!(place.run(&["status", "-d", "words.tsv"]).0.contains("out of date: dictionaries"));
    let told = place.run(&["build", &seeds.to_string_lossy(), "-d", "words.tsv"]).1;
    assert!(told.contains("everything again: the dictionaries changed"), "{told}");
    assert!(place.run(&["status", "-d", "words.tsv"]).0.contains("up to date"));
}

#[test]
fn a_decision_is_obeyed_without_the_texts() {
    let place = Place::new();
    place.write("pages/a.txt", "本报讯 4月4日，莘县县长欧阳建国、副县长司马向东参加会议。\n");
    build(&place, &[]);
    fs::remove_file(place.path("pages/a.txt")).expect("it goes");
    let about = |name: &str| place.run(&["ask", "about", name, "-g", "graphs/guanxi.db"]).0;
    assert!(about("欧阳建国").contains("莘县"));
    let (_, told) = place.run(&["decide", "rename", "欧阳建国", "欧阳建果"]);
    assert!(told.contains("obeys"), "{told}");
    assert!(about("欧阳建果").contains("莘县"));
    // The next build of the text gives the same.
    place.write("pages/a.txt", "本报讯 4月4日，莘县县长欧阳建国、副县长司马向东参加会议。\n");
    let told = build(&place, &[]);
    assert!(told.contains("1 document as before, 0 read"), "{told}");
    assert!(String::from_utf8_lossy(&place.read("graphs/graph.json")).contains("欧阳建果"));
}

#[test]
fn a_killed_build_leaves_the_last_state() {
    let place = Place::new();
    let seeds = files(&root().join("seeds"), "txt");
    let texts: Vec<String> = seeds.iter().map(|path| fs::read_to_string(path).expect("a seed")).collect();
    place.write("pages/0.txt", &texts[0]);
    build(&place, &[]);
    let mut state = place.rows("graphs/guanxi.db");
    for (round, wait) in [5, 20, 40, 80, 160, 300].into_iter().enumerate() {
        (0..30).for_each(|at| {
            place.write(&format!("pages/{round}-{at}.txt"), &texts[(round + at) % texts.len()])
        });
        let mut child = place.start(&["build", "pages", "-f", "json"]);
        sleep(Duration::from_millis(wait));
        child.kill().expect("it is killed");
        child.wait().expect("it ends");
        Archive::open(&place.path("graphs/guanxi.db")).expect("an archive");
        let now = place.rows("graphs/guanxi.db");
        let documents = now.iter().filter(|row| row.len() == 8).count();
        assert!(
            now == state || documents == 1 + 30 * (round + 1),
            "half a state after {wait} ms: {documents}"
        );
        state = now;
    }
    build(&place, &[]);
    let one = place.read("graphs/graph.json");
    build(&place, &["-o", "once"]);
    assert!(one == place.read("once/graph.json"));
    assert!(place.rows("graphs/guanxi.db") == place.rows("once/guanxi.db"));
}

#[test]
fn a_crowd_links_nobody() {
    let place = Place::new();
    let names =
        |from: usize| (from..from + 4).map(|at| format!("赵{}", word(at))).collect::<Vec<_>>().join("、");
    let list: String = (0..40).map(|row| format!("参加会议的有{}。\n\n", names(row * 4))).collect();
    place.write("pages/a.txt", &format!("本报讯 4月4日，表彰大会召开。\n\n{list}"));
    let told = build(&place, &["--crowd", "50"]);
    assert!(told.contains("crowds: 1 article of more than 50 names"), "{told}");
    let report = String::from_utf8(place.read("graphs/report.json")).expect("UTF-8");
    let report: serde_json::Value = serde_json::from_str(&report).expect("JSON");
    assert_eq!(report["crowds"]["articles"], 1);
    let links = report["graph"]["links"].as_u64().expect("a number");
    let entities = report["graph"]["entities"].as_u64().expect("a number");
    assert!(entities > 100, "{report}");
    assert!(links > 0 && links <= entities * 3, "only those of one row: {links}");
    build(&place, &["--crowd", "1000"]);
    let report: serde_json::Value = serde_json::from_slice(&place.read("graphs/report.json")).expect("JSON");
    assert!(report["graph"]["links"].as_u64().expect("a number") > 5_000);
    assert_eq!(report["crowds"]["articles"], 0);
}

/// A given name that no other number gives.
fn word(at: usize) -> String {
    let chars: Vec<char> = "建国明华军伟强志勇刚".chars().collect();
    let others: Vec<char> = "春夏秋冬东南西北山海林波涛峰".chars().collect();
    format!("{}{}", chars[at % 10], others[at / 10 % others.len()])
}

#[test]
fn an_archive_is_not_written_over_what_is_not_one() {
    let place = Place::new();
    place.write("pages/a.txt", "本报讯 莘县县长欧阳建国讲话。\n");
    fs::create_dir(place.path("graphs")).expect("a folder");
    place.write("graphs/guanxi.db", "my notes, which are long enough to be looked at by anybody");
    let error = place.fails(&["build", "pages"]);
    assert!(error.contains("not an archive") && error.contains("guanxi.db"), "{error}");
    assert!(place.read("graphs/guanxi.db").starts_with(b"my notes"));
    place.run(&["build", "pages", "--no-db"]);
    assert!(Path::new(&place.path("graphs/graph.json")).exists());
}
