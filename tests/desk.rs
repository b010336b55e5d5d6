//! Decisions through `guanxi serve`: many at a time are all kept, and one that cannot be kept leaves no line.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::thread;

use crate::place::Place;

/// A running server, which ends with its test.
struct Server {
    child: Child,
    address: String,
    token: String,
}

impl Server {
    /// Starts one in a folder whose files may have so many blocks.
    fn start(place: &Place, blocks: &str) -> Server {
        let program = env!("CARGO_BIN_EXE_guanxi");
        let script =
            format!("trap '' XFSZ; ulimit -f {blocks}; exec '{program}' serve -g graphs/guanxi.db --port 0");
        let mut shell = Command::new("sh");
        shell.current_dir(place.path("")).args(["-c", &script]).stdin(Stdio::null()).stderr(Stdio::piped());
        let mut child = shell.spawn().expect("a shell");
        let mut lines = BufReader::new(child.stderr.take().expect("what it says")).lines();
        let open = lines.by_ref().map(|line| line.expect("UTF-8")).find(|line| line.contains("#token="));
        let open = open.expect("an address");
        let (_, open) = open.split_once("http://").expect("an address");
        let (address, token) = open.split_once("/#token=").expect("a token");
        let server = Server { child, address: address.to_string(), token: token.trim().to_string() };
        // What it says later is read, so that it never waits for a reader.
        thread::spawn(move || lines.for_each(drop));
        server
    }

    /// Asks it to block a name: the status of its answer, and what it says.
    fn block(&self, name: &str) -> (String, String) {
        let wish = format!("{{\"action\":\"block\",\"kind\":\"official\",\"name\":\"{name}\"}}");
        let mut stream = TcpStream::connect(&self.address).expect("a connection");
        let head = format!(
            "POST /api/decide HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nAuthorization: Bearer {}\r\n\
             Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{wish}",
            self.address,
            self.token,
            wish.len()
        );
        stream.write_all(head.as_bytes()).expect("sent");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("an answer");
        (answer.get(9..12).unwrap_or_default().to_string(), answer)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Fifty officials of one page.
fn officials() -> Vec<String> {
    let given = ["志强", "秋月", "文清", "海峰", "丽华"];
    "王李张刘陈杨黄赵周徐"
        .chars()
        .flat_map(|surname| given.map(|given| format!("{surname}{given}")))
        .collect()
}

#[test]
fn fifty_decisions_by_the_server_are_all_kept() {
    let place = Place::built();
    let names = officials();
    let lines: String = names.iter().map(|name| format!("5月6日，副县长{name}到湖西镇调研。\n")).collect();
    place.write("many.txt", lines);
    place.write("words.tsv", format!("name\tkind\n{}\tofficial\n", names.join("\tofficial\n")));
    place.ok(&["build", "many.txt", "-d", "words.tsv", "-o", "graphs", "-f", "json"]);
    let server = Server::start(&place, "unlimited");
    let answers: Vec<(String, String)> = thread::scope(|scope| {
        let all: Vec<_> = names.iter().map(|name| scope.spawn(|| server.block(name))).collect();
        all.into_iter().map(|one| one.join().expect("a thread")).collect()
    });
    for (status, answer) in answers {
        assert_eq!(status, "200", "{answer}");
    }
    let table = place.read("decisions.tsv");
    assert!(names.iter().all(|name| table.matches(name.as_str()).count() == 1), "{table}");
    assert_eq!(table.lines().count(), 1 + names.len());
}

#[test]
fn a_server_on_a_full_disk_leaves_no_line() {
    let place = Place::built();
    fs::rename(place.path("out"), place.path("graphs")).expect("moved");
    let before = "action\tkind\tname\nkeep\tofficial\t李明\n";
    place.write("decisions.tsv", before);
    let archive = fs::read(place.path("graphs/guanxi.db")).expect("an archive");
    let server = Server::start(&place, "8");
    let (status, answer) = server.block("王芳");
    assert_eq!(status, "422", "{answer}");
    assert_eq!(place.read("decisions.tsv"), before);
    drop(server);
    assert!(fs::read(place.path("graphs/guanxi.db")).expect("an archive") == archive);
    // With room again it is kept.
    let (status, answer) = Server::start(&place, "unlimited").block("王芳");
    assert_eq!(status, "200", "{answer}");
    assert_eq!(place.read("decisions.tsv").lines().count(), 3);
}
