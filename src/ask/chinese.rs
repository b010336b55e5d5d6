//! Questions in plain Chinese: a small grammar of sentence patterns, and no model.
//!
//! The patterns stand in `grammar.tsv`, from which the explorer reads them, too. One is a row of elements parted by
//! blanks. `X` and `Y` are names; `K` is a word for a kind (`项目`, `干部`, `部门`, `地方`…); `和` stands for any word
//! that joins two names; everything else is itself, with `|` between choices (one may be nothing). A sentence may fit in several ways, since names hold `和`
//! too; the reading whose names stand in the graph most nearly as typed is taken.

use super::answer::Answer;
use super::name::Names;
use super::question::{Detail, Question};
use crate::graph::Graph;
use crate::kind::Kind;

impl Question {
    /// One sentence for each thing that can be asked in Chinese.
    pub const EXAMPLES: [&str; 8] = [
        "谁和北湖二期一起出现？",
        "王建国去过哪些项目？",
        "哪些单位和王建国一起出现？",
        "王建国和李明有什么关系？",
        "谁和王建国、李明都一起出现？",
        "王建国是谁？",
        "王建国和李明什么时候一起出现？",
        "哪些项目出现得最多？",
    ];
}

/// What a pattern asks for.
#[derive(Clone, Copy)]
enum Asks {
    /// Companions of X: officials, or of the kind K.
    With,
    /// Companions of X, of any kind.
    WithAny,
    About,
    Path,
    /// Companions of X and Y: officials, or of the kind K.
    Common,
    Timeline,
    Top,
    Matrix,
}

/// The patterns and the words their elements stand for.
const GRAMMAR: &str = include_str!("grammar.tsv");

/// What the words before a tab of the grammar ask for.
const ASKS: [(&str, Asks); 8] = [
    ("with", Asks::With),
    ("with-any", Asks::WithAny),
    ("about", Asks::About),
    ("path", Asks::Path),
    ("common", Asks::Common),
    ("timeline", Asks::Timeline),
    ("top", Asks::Top),
    ("matrix", Asks::Matrix),
];

/// The lines of the grammar: what they begin with, and the rest.
fn grammar() -> impl Iterator<Item = (&'static str, &'static str)> {
    GRAMMAR.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'))
}

/// The words of a line of the grammar.
fn words(of: &str) -> impl Iterator<Item = &'static str> {
    grammar().filter(move |(first, _)| *first == of).flat_map(|(_, words)| words.split('|'))
}

/// Reads a sentence and answers it; says so where it cannot be read.
pub fn ask_chinese(graph: &Graph, sentence: &str, detail: Detail) -> Answer {
    let names = Names::of(graph);
    let looseness = |question: &Question| question.names().map(|name| names.looseness(name)).max();
    match read_chinese(sentence).iter().min_by_key(|question| looseness(question)) {
        Some(question) => super::ask_by_name(graph, &names, question, detail),
        None => Answer::NotUnderstood {
            typed: sentence.to_owned(),
            examples: Question::EXAMPLES.map(str::to_owned).to_vec(),
        },
    }
}

/// Characters of the longest question that is read: a whole page would be tried in millions of ways.
const LONGEST: usize = 200;

/// Every reading of a sentence, likeliest first; none if no pattern fits, or it is longer than 200 characters.
pub fn read_chinese(sentence: &str) -> Vec<Question> {
    if sentence.chars().nth(LONGEST).is_some() {
        return Vec::new();
    }
    let ends = |c: char| c.is_whitespace() || "？?。．.！!，,：:".contains(c);
    let sentence = sentence.trim_matches(ends);
    let sentence = words("polite")
        .find_map(|polite| sentence.strip_prefix(polite))
        .unwrap_or(sentence)
        .trim_matches(ends);
    let mut questions = Vec::new();
    for (first, pattern) in grammar() {
        let Some((_, asks)) = ASKS.iter().find(|(word, _)| *word == first) else { continue };
        let elements: Vec<&str> = pattern.split(' ').collect();
        let mut readings = Vec::new();
        fit(&elements, sentence, Slots::default(), &mut readings);
        for question in readings.into_iter().filter_map(|slots| slots.question(*asks)) {
            if !questions.contains(&question) {
                questions.push(question);
            }
        }
    }
    questions
}

/// What a fit has found so far.
#[derive(Clone, Copy, Default)]
struct Slots<'a> {
    x: Option<&'a str>,
    y: Option<&'a str>,
    kind: Option<Kind>,
}

impl Slots<'_> {
    fn question(self, asks: Asks) -> Option<Question> {
        let x = self.x.map(str::to_owned);
        let y = self.y.map(str::to_owned);
        let people = Some(self.kind.unwrap_or(Kind::Official));
        Some(match asks {
            Asks::With => Question::With { name: x?, kind: people },
            Asks::WithAny => Question::With { name: x?, kind: None },
            Asks::About => Question::About { name: x? },
            Asks::Path => Question::Path { a: x?, b: y? },
            Asks::Common => Question::Common { a: x?, b: y?, kind: people },
            Asks::Timeline => Question::Timeline { name: x?, other: y },
            Asks::Top => Question::Top { kind: people },
            Asks::Matrix => Question::matrix(),
        })
    }
}

/// Finds every way the elements take up the whole text.
fn fit<'a>(elements: &[&str], text: &'a str, slots: Slots<'a>, found: &mut Vec<Slots<'a>>) {
    // A sentence of hundreds of `和` would have a great many readings.
    if found.len() >= 64 {
        return;
    }
    let Some((element, rest)) = elements.split_first() else {
        if text.is_empty() {
            found.push(slots);
        }
        return;
    };
    match *element {
        "X" | "Y" => {
            for (end, _) in text.char_indices().skip(1).chain([(text.len(), ' ')]) {
                let name = text[..end].trim();
                if name.is_empty() || !is_name(name) {
                    continue;
                }
                let filled = match *element {
                    "X" => Slots { x: Some(name), ..slots },
                    _ => Slots { y: Some(name), ..slots },
                };
                fit(rest, &text[end..], filled, found);
            }
        }
        "K" => {
            for (first, listed) in grammar() {
                let Some(kind) = first.strip_prefix("kind:").and_then(Kind::parse) else { continue };
                for left in listed.split('|').filter_map(|word| text.strip_prefix(word)) {
                    fit(rest, left, Slots { kind: Some(kind), ..slots }, found);
                }
            }
        }
        "和" => words("and").for_each(|word| strip(rest, text, word, slots, found)),
        "WHO" => words("who").for_each(|word| strip(rest, text, word, slots, found)),
        choices => choices.split('|').for_each(|word| strip(rest, text, word, slots, found)),
    }
}

fn strip<'a>(rest: &[&str], text: &'a str, word: &str, slots: Slots<'a>, found: &mut Vec<Slots<'a>>) {
    if let Some(left) = text.trim_start().strip_prefix(word) {
        fit(rest, left, slots, found);
    }
}

/// A name is not a question word, and as long as names are: `同时` is not `同` and a name `时`.
fn is_name(name: &str) -> bool {
    let asked = ["谁", "什么", "哪些", "哪个", "哪几", "怎么", "如何"];
    !asked.iter().any(|word| name.contains(word)) && (2..=60).contains(&name.chars().count())
}
