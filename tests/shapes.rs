//! Saved pages of every shape give the mentions of the plain story, and none of what stands around it.

use crate::bench;
mod pages;

use std::collections::BTreeMap;
use std::io::Cursor;

use guanxi::dictionary::Dictionaries;
use guanxi::document::Document;
use guanxi::pipeline::{Learned, page};
use guanxi_read::read_from;

use crate::bench::dictionaries;
use pages::{SHAPES, Shape};

const HEAD: &str = "罗一鸣到白沙镇调研茶叶产业";

/// Names that stand around stories and in none.
const AROUND: [&str; 12] = [
    "聂承东",
    "常大同",
    "尚志高",
    "梅占魁",
    "乐为民",
    "凤山镇",
    "大数据",
    "北方云",
    "白鹤大桥",
    "龙湖水库",
    "政府办公室",
    "人民路",
];

/// A story of so many sentences, in paragraphs of three.
fn story(sentences: usize) -> Vec<String> {
    let people = ["方小禾", "陆青山", "江帆", "卓文清", "章秋实", "施展", "夏雨田", "袁朗"];
    let bodies = ["县农业农村局", "县财政局", "县交通运输局", "县文化和旅游局", "县水利局", "县教育局"];
    let places = ["白沙镇", "青石镇", "柳湾镇", "石桥镇", "云岭镇"];
    let works = ["茶叶加工园二期", "岭头水库除险加固工程", "县第三实验小学", "环城北路改造工程"];
    let sentence = |at: usize| {
        let (person, body) = (people[at % people.len()], bodies[at % bodies.len()]);
        let (place, work) = (places[at % places.len()], works[at % works.len()]);
        match at % 5 {
            _ if at == 0 => "5月5日，清水县县长罗一鸣到白沙镇调研茶叶产业，副县长方小禾陪同。".to_string(),
            1 => format!("{body}局长{person}汇报了{work}的进展。"),
            2 => format!("罗一鸣要求，{body}要会同{place}抓好{work}。"),
            3 => format!("在{place}，{person}察看了春耕备耕情况。"),
            4 => format!("{place}党委书记{person}表示，{work}年底前完工。"),
            _ => format!("{body}、{place}负责人参加。"),
        }
    };
    let all: Vec<String> = (0..sentences).map(sentence).collect();
    all.chunks(3).map(|some| some.concat()).collect()
}

type Found = BTreeMap<(String, String, String), usize>;

/// Every mention of a document, counted, with its entity and roles.
fn found(document: Document, dictionaries: &Dictionaries) -> Found {
    let mut all = Found::new();
    for m in page(document, dictionaries, &Learned::default()).resolved.mentions {
        let roles: Vec<String> = m.roles.iter().map(|role| role.name.to_string()).collect();
        *all.entry((format!("{:?} {}", m.kind, m.surface), m.entity, roles.join(";"))).or_default() += 1;
    }
    all
}

fn read(name: &str, bytes: Vec<u8>) -> Document {
    read_from(name, Cursor::new(bytes))
        .next()
        .expect("a page")
        .unwrap_or_else(|failure| panic!("{name}: {failure}"))
}

/// Both counts and what they share.
fn shared(wanted: &Found, found: &Found) -> [usize; 3] {
    let both = wanted.iter().map(|(key, &n)| n.min(found.get(key).copied().unwrap_or(0))).sum();
    [wanted.values().sum(), found.values().sum(), both]
}

/// Sums over pages that are compared with one story; names those that differ.
struct Tally<'a> {
    dictionaries: &'a Dictionaries,
    sums: [usize; 3],
    wrong: Vec<String>,
}

impl Tally<'_> {
    fn compare(&mut self, name: &str, document: Document, wanted: &Found) {
        for around in AROUND {
            if document.text.contains(around) {
                self.wrong.push(format!("{name}: holds {around}: {}", document.text));
            }
        }
        let found = found(document, self.dictionaries);
        let counts = shared(wanted, &found);
        if counts[0] != counts[2] || counts[1] != counts[2] {
            let missing: Vec<_> = wanted.iter().filter(|(key, n)| found.get(key) < Some(n)).collect();
            let more: Vec<_> = found.iter().filter(|(key, n)| wanted.get(key) < Some(n)).collect();
            self.wrong.push(format!("{name}: {counts:?}, missing {missing:?}, more {more:?}"));
        }
        self.sums.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
    }

    /// That all pages together have the mentions of their stories, and nothing of what stands around them.
    fn close(self) {
        let [wanted, found, both] = self.sums;
        self.wrong.iter().for_each(|line| bench::say(line));
        let f1 = 2.0 * both as f64 / (wanted + found) as f64;
        assert!(wanted > 100 && f1 >= 0.99, "F1 {f1:.4}\n{}", self.wrong.join("\n"));
        let around: Vec<&String> = self.wrong.iter().filter(|line| line.contains(": holds ")).collect();
        assert!(around.is_empty(), "{around:?}");
    }
}

/// The mentions of the plain story.
fn plain(sentences: usize, dictionaries: &Dictionaries) -> (Vec<String>, Found) {
    let story = story(sentences);
    let text = format!("{HEAD}\n\n{}\n", story.join("\n"));
    let found = found(Document { id: "plain.txt".into(), text, ..Document::default() }, dictionaries);
    assert!(found.values().sum::<usize>() >= 5, "{found:?}");
    (story, found)
}

#[test]
fn every_shape_gives_the_mentions_of_its_story() {
    let dictionaries = dictionaries(false);
    let mut tally = Tally { dictionaries: &dictionaries, sums: [0; 3], wrong: Vec::new() };
    for sentences in [1, 100] {
        let (story, wanted) = plain(sentences, &dictionaries);
        for shape in &SHAPES {
            let document = read("page.html", shape.page(HEAD, &story).into_bytes());
            tally.compare(&format!("{} ({sentences})", shape.name), document, &wanted);
        }
    }
    tally.close();
}

#[test]
fn pages_of_any_encoding_declared_or_not_are_read() {
    let dictionaries = dictionaries(false);
    let mut tally = Tally { dictionaries: &dictionaries, sums: [0; 3], wrong: Vec::new() };
    let gbk = |page: &str| encoding_rs::GBK.encode(page).0.into_owned();
    for sentences in [1, 100] {
        let (story, wanted) = plain(sentences, &dictionaries);
        let shapes: Vec<&Shape> = SHAPES.iter().step_by(if sentences == 1 { 4 } else { 16 }).collect();
        for shape in shapes {
            let page = shape.page(HEAD, &story);
            let declared = |charset: &str| {
                page.replace("charset=utf-8", &format!("charset={charset}"))
                    .replace("charset=\"utf-8\"", &format!("charset=\"{charset}\""))
            };
            let utf16: Vec<u8> =
                [0xFF, 0xFE].into_iter().chain(page.encode_utf16().flat_map(u16::to_le_bytes)).collect();
            for (what, bytes) in [
                ("GBK", gbk(&declared("gb2312"))),
                ("GBK that says UTF-8", gbk(&page)),
                ("GBK that says nothing", gbk(&declared(""))),
                ("UTF-8 that says GBK", declared("gb2312").into_bytes()),
                ("UTF-8 that says nothing", declared("").into_bytes()),
                ("UTF-16", utf16),
            ] {
                let name = format!("{} ({sentences}, {what})", shape.name);
                tally.compare(&name, read("page.html", bytes), &wanted);
            }
        }
    }
    tally.close();
}

#[test]
fn a_page_of_headlines_links_nobody() {
    let dictionaries = dictionaries(false);
    let list = "<ul><li><a href=\"1\">罗一鸣到白沙镇调研茶叶产业</a> 2024-05-06</li><li><a href=\"2\">方小禾会见香港客商</a> 2024-05-05</li>\
                <li><a href=\"3\">陆青山检查安全生产工作</a> 2024-05-04</li></ul>";
    for body in [
        format!("<div class=\"list\">{list}</div>"),
        format!("<table><tr><td>第01版</td><td>{list}</td></tr></table>"),
        format!("<nav>{list}</nav><div>{list}</div>"),
    ] {
        let source = format!(
            "<html><head><meta charset=\"utf-8\"><title>清水要闻</title></head><body><h1>清水要闻</h1>{body}</body></html>"
        );
        let resolved =
            page(read("page.html", source.into_bytes()), &dictionaries, &Learned::default()).resolved;
        let graph = guanxi::graph::Graph::of(guanxi::graph::Options::default(), [resolved]);
        let name = |at: usize| graph.node(at).expect("a node").key.name.clone();
        let people = ["罗一鸣", "方小禾", "陆青山"];
        let links: Vec<[String; 2]> = graph.links().map(|(a, b, _)| [name(a), name(b)]).collect();
        assert!(!links.is_empty());
        assert!(links.iter().all(|ends| !ends.iter().all(|end| people.contains(&end.as_str()))), "{links:?}");
    }
}
