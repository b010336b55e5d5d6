//! Documents for tests, written as a few words, and random ones.

use proptest::prelude::*;

use super::{Graph, Options};
use crate::kind::Kind;
use crate::recognise::Rule;
use crate::resolve::{ArticleInfo, DocumentInfo, Home, Named, Passage, Resolved, StatedRole};
use crate::text::Date;

/// A document from a sketch: articles are parted by `#`, paragraphs by `\n`, sentences by `/`, mentions by
/// blanks. A mention is `P:name`, with `~surface` and `=role;role` where they differ or are stated, and `@鲁|聊城`
/// or `@鲁|聊城!` for a home it was seen in or that a post states.
pub(crate) fn page(id: &str, date: &str, sketch: &str) -> Resolved {
    let date: Option<Date> = date.parse().ok();
    let info = DocumentInfo { id: id.to_owned(), date, ..DocumentInfo::default() };
    let mut resolved = Resolved { info, ..Resolved::default() };
    let (mut paragraph, mut offset) = (0, 0);
    for (article, story) in sketch.split('#').enumerate() {
        resolved.articles.push(ArticleInfo { date, ..ArticleInfo::default() });
        for lines in story.split('\n') {
            for sentence in lines.split('/') {
                let start = offset;
                let passage = resolved.passages.len();
                let mut text = String::new();
                for word in sentence.split_whitespace() {
                    let named = mention(word, passage, offset);
                    text.push_str(&named.surface);
                    offset = named.end;
                    resolved.mentions.push(named);
                }
                text.push('。');
                offset += 1;
                resolved.passages.push(Passage { article, paragraph, start, end: offset, text });
            }
            paragraph += 1;
        }
    }
    resolved
}

fn read_home(home: &str) -> Home {
    let stated = home.ends_with('!');
    Home { at: Some(home.trim_end_matches('!').replace('|', "/").into()), stated, ..Home::default() }
}

fn mention(word: &str, passage: usize, start: usize) -> Named {
    let (letter, rest) = word.split_once(':').expect("a kind's letter");
    let (rest, home) = rest.split_once('@').map_or((rest, None), |(rest, home)| (rest, Some(home)));
    let (names, roles) = rest.split_once('=').unwrap_or((rest, ""));
    let (entity, surface) = names.split_once('~').unwrap_or((names, names));
    let kind = Kind::ALL.into_iter().find(|kind| letter.starts_with(kind.letter())).expect("a kind");
    Named {
        start,
        end: start + surface.chars().count(),
        passage,
        kind,
        entity: entity.to_owned(),
        surface: surface.to_owned(),
        roles: roles.split(';').filter(|role| !role.is_empty()).map(StatedRole::held).collect(),
        home: home.map_or_else(Home::default, read_home),
        rule: Rule::Dictionary,
        probability: 1000,
    }
}

/// The graph of some documents.
pub(crate) fn graph(options: Options, pages: impl IntoIterator<Item = Resolved>) -> Graph {
    Graph::of(options, pages)
}

/// A small corpus the answers of which can be worked out by hand.
pub(crate) fn corpus() -> Graph {
    graph(
        Options::default(),
        [
            page(
                "a",
                "2024-01-05",
                "P:王建国=东山区委书记 J:北湖二期/P:李明 B:东山区委\nL:东山区#P:李明 J:南门改造",
            ),
            page("b", "2024-02-10", "P:王建国~王书记 J:北湖二期 P:赵海=东山区副区长/L:东山区"),
            page("c", "", "P:李明=东山区委常委 J:北湖二期 B:东山区委~区委 R:记者甲"),
        ],
    )
}

/// Random documents with few names, so that they meet.
pub(crate) fn pages() -> impl Strategy<Value = Vec<Resolved>> {
    let mention = (0..4usize, 0..4u8, 0..3u8, 0..6u8).prop_map(|(kind, name, surface, role)| {
        let letter = Kind::NODES[kind].letter();
        let name = ["甲", "乙", "丙<&\"", "丁\u{1}"][name as usize];
        let surface = ["", "~简", "~全称"][surface as usize];
        let role = ["=甲书记", "=乙主任;甲书记", "", "", "", ""][role as usize];
        format!("{letter}:{name}{surface}{role}")
    });
    let mark = prop_oneof![4 => Just(" "), 3 => Just("/"), 2 => Just("\n"), 1 => Just("#")];
    let sketch = prop::collection::vec((mention, mark), 0..14)
        .prop_map(|words| words.into_iter().map(|(word, mark)| word + mark).collect::<String>());
    let date = prop_oneof![Just(""), Just("2024-01-05"), Just("2024-01-06"), Just("2023-12-31")];
    prop::collection::vec((date, sketch), 0..6).prop_map(|sketches| {
        let documents = sketches.into_iter().enumerate();
        documents.map(|(at, (date, sketch))| page(&format!("d{at}"), date, &sketch)).collect()
    })
}
