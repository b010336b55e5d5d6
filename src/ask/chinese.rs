//! Questions in plain Chinese: a small grammar of sentence patterns, and no model.
//!
//! A pattern is a row of elements parted by blanks. `X` and `Y` are names; `K` is a word for a kind
//! (`项目`, `干部`, `部门`, `地方`…); `和` stands for any word that joins two names; everything else is itself,
//! with `|` between choices (one may be nothing). A sentence may fit in several ways, since names hold `和`
//! too; the reading whose names stand in the graph most nearly as typed is taken.

use super::answer::Answer;
use super::name::Names;
use super::question::{Detail, Question};
use crate::graph::Graph;
use crate::kind::Kind;

/// One sentence for each thing that can be asked.
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

const WHO: &str = "谁|哪些人|什么人|哪几个人|有谁|有哪些人";

/// The grammar; `WHO` stands for the words above, and what comes first is tried first.
const PATTERNS: &[(Asks, &str)] = &[
    (Asks::Matrix, "官员|干部|领导|人物 和 项目|工程 的| 矩阵|对照表|表"),
    (
        Asks::Top,
        "哪些|哪个|什么|最常出现的|出现最多的|被提到最多的 K 是|有| 出现|被提到|露面|被报道| 得|的| 最多|最频繁|",
    ),
    (Asks::Top, "WHO 出现|被提到|露面|被报道 得|的| 最多|最频繁"),
    (
        Asks::Timeline,
        "X 和 Y 是| 什么时候|何时|哪天|哪几天|哪些天|哪些日子 一起|同时|共同| 出现|被提到|露面|见面|活动 过| 的|",
    ),
    (Asks::Timeline, "X 和 Y 的| 时间线|时间轴|时间表"),
    (Asks::Timeline, "X 是| 什么时候|何时|哪天|哪几天|哪些天|哪些日子 出现|被提到|露面|活动 过| 的|"),
    (Asks::Timeline, "X 的| 时间线|时间轴|时间表"),
    (Asks::Path, "X 和 Y 之间| 有| 什么|何种|怎样的|哪些|啥 关系|联系|关联|往来"),
    (Asks::Path, "X 和 Y 之间| 是| 怎么|如何 联系|关联|连|连接 起来|在一起|到一起|上| 的|"),
    (Asks::Path, "X 和 Y 的 关系|联系|关联 是| 什么|怎样|"),
    (Asks::Common, "WHO 都| 和 X 和 Y 都| 一起|同时|共同| 出现|露面|有关|有关系|有联系 过|"),
    (Asks::Common, "哪些|什么 K 都| 和 X 和 Y 都| 一起|同时|共同| 出现|露面|有关|有关系|有联系 过|"),
    (Asks::Common, "X 和 Y 都|共同 和 WHO 一起|同时|共同| 出现|露面|有关|有关系|有联系 过|"),
    (Asks::Common, "X 和 Y 有| 哪些|什么 共同的|共同 K"),
    (Asks::With, "WHO 会|常|经常|曾| 和 X 一起|同时|共同| 出现|露面|被提到|有关|有关系|有联系|打交道 过|"),
    (Asks::With, "X 会|常|经常|曾| 和 WHO 一起|同时|共同| 出现|露面|被提到|有关|有关系|有联系|打交道 过|"),
    (
        Asks::With,
        "哪些|什么|哪个 K 会|常|经常|曾| 和 X 一起|同时|共同| 出现|露面|被提到|有关|有关系|有联系 过|",
    ),
    (
        Asks::With,
        "X 会|常|经常|曾| 和 哪些|什么|哪个 K 一起|同时|共同| 出现|露面|被提到|有关|有关系|有联系 过|",
    ),
    (Asks::With, "WHO 去|到|来|调研|视察|检查|参与|负责|关心|推进|督导 过|了| X"),
    (Asks::With, "哪些|什么|哪个 K 去|到|来|调研|视察|检查|参与|负责|关心|推进|督导|涉及 过|了| X"),
    (
        Asks::With,
        "X 都| 去|到|来|调研|视察|检查|参与|参加|负责|关心|推进|督导|涉及|提到 过|了| 哪些|什么|哪个|的| K",
    ),
    (Asks::WithAny, "什么|哪些|什么东西 会|常|经常| 和 X 一起|同时|共同| 出现|被提到|有关 过|"),
    (Asks::WithAny, "X 会|常|经常| 和 什么|哪些 一起|同时|共同| 出现|被提到|有关 过|"),
    (Asks::About, "X 是|任|担任|做|当 谁|什么|什么人|什么职务|哪些职务|什么官|哪里的官 过|"),
    (Asks::About, "谁 是 X"),
    (Asks::About, "介绍|说说|查|查查|关于 一下| X"),
    (Asks::About, "X 的 职务|简介|资料|情况|信息 是| 什么|"),
];

const AND: &[&str] = &["以及", "和", "与", "跟", "同", "及", "、"];

const KINDS: &[(Kind, &[&str])] = &[
    (Kind::Official, &["官员", "干部", "领导干部", "领导", "人物", "人"]),
    (Kind::Person, &["群众", "村民", "居民", "老百姓"]),
    (Kind::Body, &["单位", "部门", "机构", "机关", "企业", "公司", "组织"]),
    (Kind::Place, &["地方", "地点", "地区", "场所", "街道", "地"]),
    (Kind::Project, &["项目", "工程", "活动", "行动"]),
];

/// Reads a sentence and answers it; says so where it cannot be read.
pub fn ask_chinese(graph: &Graph, sentence: &str, detail: Detail) -> Answer {
    let names = Names::of(graph);
    let looseness = |question: &Question| question.names().map(|name| names.looseness(name)).max();
    match read_chinese(sentence).iter().min_by_key(|question| looseness(question)) {
        Some(question) => super::ask_by_name(graph, &names, question, detail),
        None => Answer::NotUnderstood {
            typed: sentence.to_owned(),
            examples: EXAMPLES.map(str::to_owned).to_vec(),
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
    let sentence = ["请问", "你知道", "帮我查一下", "我想知道"]
        .into_iter()
        .find_map(|polite| sentence.strip_prefix(polite))
        .unwrap_or(sentence)
        .trim_matches(ends);
    let mut questions = Vec::new();
    for (asks, pattern) in PATTERNS {
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
            for (kind, words) in KINDS {
                for left in words.iter().filter_map(|word| text.strip_prefix(word)) {
                    fit(rest, left, Slots { kind: Some(*kind), ..slots }, found);
                }
            }
        }
        "和" => AND.iter().for_each(|word| strip(rest, text, word, slots, found)),
        "WHO" => WHO.split('|').for_each(|word| strip(rest, text, word, slots, found)),
        words => words.split('|').for_each(|word| strip(rest, text, word, slots, found)),
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
