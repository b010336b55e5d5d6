//! The guard, the parts and the addresses, asked as a browser and as an enemy would.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::thread;

use super::*;
use crate::testing::corpus;
use guanxi::graph::Graph;

/// Blocks whatever it is told to, and writes nowhere.
struct Blocker;

impl Desk for Blocker {
    fn file(&self) -> String {
        "decisions.tsv".to_owned()
    }

    fn decide(&self, wish: &Wish, now: &Graph) -> Result<(Graph, usize), String> {
        let at = now.nodes().position(|node| node.label == wish.name).ok_or("no such name")?;
        let rest: Vec<usize> = (0..now.nodes().len()).filter(|other| *other != at).collect();
        Ok((now.part(&rest, &[]), 2))
    }

    fn made(&self) -> Result<Vec<Made>, String> {
        let [action, kind, name] = ["block", "official", "王建国"].map(str::to_owned);
        let none = String::new;
        Ok(vec![Made { line: 2, action, kind, name, value: none(), condition: none(), note: none() }])
    }

    fn undo(&self, _: &Made, _: &Graph) -> Result<Graph, String> {
        Ok(corpus())
    }
}

/// A running server; it ends with the tests.
fn server() -> (SocketAddr, String) {
    let address = "127.0.0.1:0".parse().expect("an address");
    let server = Server::bind(corpus(), address, (Some(Box::new(Blocker)), None)).expect("a free port");
    let (address, token) = (server.address(), server.token().expect("a token").to_owned());
    thread::spawn(move || server.run());
    (address, token)
}

/// Sends what is written; the status and the body of the answer.
fn send(address: SocketAddr, head: &str, headers: &[&str], body: &str) -> (u16, String) {
    let mut stream = TcpStream::connect(address).expect("a connection");
    let mut text = format!("{head} HTTP/1.1\r\nConnection: close\r\nContent-Length: {}\r\n", body.len());
    headers.iter().for_each(|header| text += &format!("{header}\r\n"));
    stream.write_all(format!("{text}\r\n{body}").as_bytes()).expect("sent");
    let mut answer = String::new();
    // What is refused half-way may close the connection early.
    let _ = stream.read_to_string(&mut answer);
    let status = answer.get(9..12).and_then(|digits| digits.parse().ok()).unwrap_or(0);
    (status, answer.split_once("\r\n\r\n").map_or(String::new(), |(_, body)| body.to_owned()))
}

#[test]
fn parts_of_the_graph_are_graphs() {
    let (address, _) = server();
    let host = format!("Host: {address}");
    let get = |path: &str| send(address, &format!("GET {path}"), &[&host], "");
    let graph = |body: &str| guanxi::export::read(body.as_bytes()).expect("a graph");
    let (status, body) = get("/api/graph");
    assert_eq!((status, graph(&body)), (200, corpus()));
    let (_, body) = get("/api/search?q=%E7%8E%8B%E5%BB%BA%E5%9B%BD");
    assert_eq!(graph(&body).nodes().len(), 1);
    let (_, body) = get("/api/entity?id=official:%E7%8E%8B%E5%BB%BA%E5%9B%BD");
    assert!(graph(&body).links().len() > 1);
    assert_eq!(get("/api/entity?id=official:nobody").0, 404);
    let (status, body) = get("/api/kinds?rows=project&columns=official");
    assert_eq!((status, graph(&body).links().len()), (200, 4));
    assert_eq!(get("/api/kinds?rows=dragon&columns=official").0, 400);
    assert_eq!(get("/api/search").0, 400);
    let (status, body) = get("/api/ask?q=%E7%8E%8B%E5%BB%BA%E5%9B%BD%E6%98%AF%E8%B0%81");
    assert!(status == 200 && body.contains("王建国"), "{body}");
    let (status, body) = get("/api/doubts");
    assert!(
        status == 200 && body.contains("\"names\":[]") && body.contains("\"posts\":{\"rows\":["),
        "{body}"
    );
    let (status, body) = get("/");
    assert!(status == 200 && body.starts_with("<!doctype html>"));
}

#[test]
fn a_way_is_asked_for_as_it_is_filtered() {
    let (address, _) = server();
    let host = format!("Host: {address}");
    let ends = "from=official:%E8%B5%B5%E6%B5%B7&to=project:%E5%8D%97%E9%97%A8%E6%94%B9%E9%80%A0";
    let way = |filters: &str| {
        let (status, body) = send(address, &format!("GET /api/path?{ends}{filters}"), &[&host], "");
        assert_eq!(status, 200, "{body}");
        guanxi::export::read(body.as_bytes()).expect("a graph").links().len()
    };
    let all = way("");
    // 南门改造 is known to 李明 alone, and he is not in one story with 赵海.
    assert!(all >= 3, "{all}");
    assert_eq!(way("&kinds=official,project&weight=0"), 3);
    assert_eq!(way("&hide=official:%E6%9D%8E%E6%98%8E"), 0);
    assert_eq!(way("&relations=post"), 0);
    assert_eq!(way("&since=2030-01-01"), 0);
    assert_eq!(way("&weight=99"), 0);
    assert_eq!(send(address, "GET /api/path?from=official:x&to=project:y", &[&host], "").0, 404);
}

#[test]
fn strangers_get_nothing() {
    let (address, _) = server();
    let host = format!("Host: {address}");
    let port = address.port();
    let get = |path: &str, headers: &[&str]| send(address, &format!("GET {path}"), headers, "").0;
    for bad in ["Host: evil.example", "Host: evil.example:80", "Host: 127.0.0.1:1", "Host: ", "X: y"] {
        assert!(matches!(get("/api/graph", &[bad]), 400 | 403), "{bad}");
    }
    let rebound = format!("Host: evil.example:{port}");
    assert_eq!(get("/", &[&rebound]), 403);
    assert_eq!(get("/", &[&format!("Host: localhost:{port}")]), 200);
    assert_eq!(get("/", &[&host, &host]), 403);
    for origin in ["http://evil.example", "null", "http://127.0.0.1"] {
        assert_eq!(get("/api/graph", &[&host, &format!("Origin: {origin}")]), 403, "{origin}");
    }
    assert_eq!(get("/api/graph", &[&host, &format!("Origin: http://{address}")]), 200);
    assert_eq!(get("/api/graph", &[&host, "Sec-Fetch-Site: cross-site"]), 403);
    let link = ["Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate"];
    assert_eq!(get("/", &[&host, link[0], link[1]]), 200);
    assert_eq!(get("/api/graph", &[&host, link[0], link[1]]), 403);
}

#[test]
fn no_path_leads_out_and_nothing_is_too_large() {
    let (address, token) = server();
    let host = format!("Host: {address}");
    for path in
        ["/../Cargo.toml", "/%2e%2e/Cargo.toml", "/..%2f..%2fetc/passwd", "//etc/passwd", "/api/../../x"]
    {
        assert_eq!(send(address, &format!("GET {path}"), &[&host], "").0, 404, "{path}");
    }
    let long = "x".repeat(5000);
    assert_eq!(send(address, &format!("GET /api/search?q={long}"), &[&host], "").0, 414);
    assert_eq!(send(address, &format!("GET /api/search?q={}", &long[..300]), &[&host], "").0, 414);
    assert_eq!(send(address, "POST /api/graph", &[&host], "").0, 405);
    let bearer = format!("Authorization: Bearer {token}");
    let headers = [host.as_str(), bearer.as_str(), "Content-Type: application/json"];
    assert_eq!(send(address, "POST /api/decide", &headers, &"x".repeat(40_000)).0, 413);
    assert_eq!(send(address, "POST /api/decide", &headers, "{}").0, 422);
}

#[test]
fn only_the_token_decides() {
    let (address, token) = server();
    let host = format!("Host: {address}");
    let wish = r#"{"action":"block","kind":"official","name":"王建国"}"#;
    let json = "Content-Type: application/json";
    let decide = |headers: &[&str]| send(address, "POST /api/decide", headers, wish);
    assert_eq!(decide(&[&host, json]).0, 401);
    assert_eq!(decide(&[&host, json, "Authorization: Bearer 0123456789abcdef0123456789abcdef"]).0, 401);
    let bearer = format!("Authorization: Bearer {token}");
    assert_eq!(decide(&[&host, &bearer, "Content-Type: text/plain"]).0, 415);
    assert_eq!(decide(&[&host, &bearer, json, "Origin: http://evil.example"]).0, 403);
    let (status, body) = decide(&[&host, &bearer, json]);
    assert!(status == 200 && body.contains(r#""gone":["王建国"]"#), "{body}");
    assert_eq!(decide(&[&host, &bearer, json]).0, 422, "he is gone");
    let list = |headers: &[&str]| send(address, "GET /api/decisions", headers, "");
    assert_eq!(list(&[&host]).0, 401);
    let (status, body) = list(&[&host, &bearer]);
    assert!(status == 200 && body.contains(r#""line":2"#), "{body}");
    let made = body.trim_start_matches('[').trim_end_matches(']').to_owned();
    assert_eq!(send(address, "POST /api/undo", &[&host, json], &made).0, 401);
    let (status, body) = send(address, "POST /api/undo", &[&host, &bearer, json], &made);
    assert!(status == 200 && body.contains(r#""fresh":["王建国"]"#), "{body}");
    assert_eq!(send(address, "GET /api/passages?a=official:x", &[&host], "").0, 404, "no archive is served");
}

#[test]
fn half_requests_keep_nobody_waiting_for_long() {
    let (address, _) = server();
    let half: Vec<TcpStream> = (0..300)
        .map(|_| {
            let mut stream = TcpStream::connect(address).expect("a connection");
            stream.write_all(b"GET / HTTP/1.1\r\nHost: ").expect("sent");
            stream
        })
        .collect();
    let began = std::time::Instant::now();
    assert_eq!(send(address, "GET /", &[&format!("Host: {address}")], "").0, 200);
    assert!(began.elapsed() < 8 * connections::PATIENCE, "{:?}", began.elapsed());
    // Each of them was shut, none answered.
    let mut shut = half;
    for stream in &mut shut {
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        assert!(answer.is_empty(), "{}", String::from_utf8_lossy(&answer));
    }
}
