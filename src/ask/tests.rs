//! Tests of questions and answers on a corpus small enough to work out by hand.

use proptest::prelude::*;

use super::chinese::read_chinese;
use super::{Answer, Detail, Question, ask, ask_chinese};
use crate::graph::testing::{corpus, graph, page, pages};
use crate::graph::{Graph, Options, Relation};
use crate::kind::Kind;

fn answer(question: Question) -> Answer {
    ask(&corpus(), &question, Detail::default())
}

fn with(name: &str, kind: Option<Kind>) -> Answer {
    answer(Question::With { name: name.to_owned(), kind })
}

#[test]
fn with_lists_the_strongest_first() {
    let Answer::With(with) = with("北湖二期", Some(Kind::Official)) else { panic!("an answer") };
    let names: Vec<&str> = with.rows.iter().map(|row| row.entity.name.as_str()).collect();
    // Weights: 李明 1/4 + 1/2, 王建国 1/4 + 1/3, 赵海 1/3.
    assert_eq!(names, ["李明", "王建国", "赵海"]);
    assert_eq!(with.rows[1].entity.roles, ["东山区委书记"]);
    assert_eq!(with.rows[1].evidence[0].quotes[0].text, "王建国北湖二期。");
    assert_eq!(with.rows[1].evidence[0].quotes[0].document, "a");
}

#[test]
fn other_stories_of_a_page_stay_out() {
    let Answer::With(with) = with("南门改造", None) else { panic!("an answer") };
    assert_eq!(with.rows.len(), 1);
    assert_eq!(with.rows[0].entity.name, "李明");
}

#[test]
fn posts_stand_beside_companions() {
    let Answer::With(with) = with("东山区委", Some(Kind::Official)) else { panic!("an answer") };
    assert_eq!(with.rows.len(), 2);
    assert_eq!(with.rows[0].posts, ["东山区委常委"]);
    assert_eq!(with.rows[1].posts, ["东山区委书记"]);
}

#[test]
fn the_limit_counts_what_it_leaves_out() {
    let detail = Detail { limit: 1, evidence: 0 };
    let question = Question::With { name: "北湖二期".to_owned(), kind: None };
    let Answer::With(with) = ask(&corpus(), &question, detail) else { panic!("an answer") };
    assert_eq!((with.rows.len(), with.more), (1, 4));
    assert!(with.rows[0].evidence.is_empty());
}

#[test]
fn names_may_be_short_but_are_not_guessed() {
    for typed in ["王建国", "王书记", "official:王建国", "建国", "王 建国", "“王建国”", "区委书记王建国"]
    {
        let Answer::About(about) = answer(Question::About { name: typed.to_owned() }) else {
            panic!("{typed}")
        };
        assert_eq!(about.entity.expect("an entity").name, "王建国", "{typed}");
    }
    let Answer::Ambiguous { matches, .. } = answer(Question::About { name: "东山".to_owned() }) else {
        panic!("several")
    };
    let ids: Vec<&str> = matches.iter().map(|entity| entity.id.as_str()).collect();
    assert_eq!(ids, ["body:东山区委", "place:东山区"]);
    let Answer::About(_) = answer(Question::About { name: "body:东山".to_owned() }) else { panic!("one") };
    let Answer::Unknown { near, .. } = answer(Question::About { name: "王建园".to_owned() }) else {
        panic!("unknown")
    };
    assert_eq!(near[0].name, "王建国");
    assert!(matches!(answer(Question::About { name: " ".to_owned() }), Answer::Unknown { .. }));
}

#[test]
fn the_strongest_path_may_be_longer() {
    // 甲–乙 once among ten names; 甲–丙 and 丙–乙 often, alone: 1/3 + 1/3 < 9.
    let crowd = "P:甲 P:乙 L:一 L:二 L:三 L:四 L:五 L:六 L:七 L:八";
    let mut sketches = vec![crowd];
    sketches.extend(["P:甲 B:丙"; 3]);
    sketches.extend(["P:乙 B:丙"; 3]);
    let graph = graph(
        Options::default(),
        sketches.iter().enumerate().map(|(at, sketch)| page(&at.to_string(), "", sketch)),
    );
    let question = Question::Path { a: "甲".to_owned(), b: "乙".to_owned() };
    let Answer::Path(path) = ask(&graph, &question, Detail::default()) else { panic!("a path") };
    assert_eq!(path.steps.len(), 2);
    assert_eq!(path.steps[0].to.name, "丙");
    assert!((path.distance - 2.0 / 3.0).abs() < 1e-9);
    assert_eq!(path.direct.len(), 1);
    assert_eq!(path.direct[0].relation, Relation::CoMention);
}

#[test]
fn no_path_is_an_answer() {
    let graph = graph(Options::default(), [page("a", "", "P:甲 B:乙#P:丙 B:丁")]);
    let question = Question::Path { a: "甲".to_owned(), b: "丙".to_owned() };
    let answer = ask(&graph, &question, Detail::default());
    assert!(answer.to_string().contains("no path leads from 甲 to 丙"));
    let same = ask(&graph, &Question::Path { a: "甲".to_owned(), b: "甲".to_owned() }, Detail::default());
    assert!(same.to_string().contains("one and the same"));
}

#[test]
fn the_matrix_by_hand() {
    let Answer::Matrix(matrix) = answer(Question::matrix()) else { panic!("a matrix") };
    let rows: Vec<&str> = matrix.rows.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(rows, ["李明", "王建国", "赵海"]);
    let first = matrix.cells[0];
    // 李明 and 北湖二期: 2 of 4 articles, each in 3: 2·4/(3·3); 2 of the 5 pairs of 北湖二期.
    assert_eq!((first.row, first.column, first.count), (0, 0, 2));
    assert_eq!((first.lift, first.exclusivity), (0.889, 0.4));
}

#[test]
fn timelines_count_undated_articles_apart() {
    let question = Question::Timeline { name: "李明".to_owned(), other: Some("北湖二期".to_owned()) };
    let Answer::Timeline(timeline) = answer(question) else { panic!("a timeline") };
    assert_eq!(timeline.rows.len(), 1);
    assert_eq!(timeline.rows[0].date.to_string(), "2024-01-05");
    assert_eq!(timeline.undated, 1);
}

#[test]
fn common_companions() {
    let question =
        Question::Common { a: "王建国".to_owned(), b: "李明".to_owned(), kind: Some(Kind::Project) };
    let Answer::Common(common) = answer(question) else { panic!("an answer") };
    assert_eq!(common.rows.len(), 1);
    assert_eq!((common.rows[0].count_a, common.rows[0].count_b), (2, 2));
}

#[test]
fn chinese_is_read() {
    let first = |sentence| read_chinese(sentence).into_iter().next().expect("a reading");
    let with = |name: &str, kind| Question::With { name: name.to_owned(), kind };
    let officials = Some(Kind::Official);
    assert_eq!(first("谁和北湖二期一起出现？"), with("北湖二期", officials));
    assert_eq!(first("请问，谁跟北湖二期同时出现过?"), with("北湖二期", officials));
    assert_eq!(first("王建国去过哪些项目？"), with("王建国", Some(Kind::Project)));
    assert_eq!(first("哪些部门与王建国有联系"), with("王建国", Some(Kind::Body)));
    assert_eq!(first("谁去过北湖二期"), with("北湖二期", officials));
    assert_eq!(first("什么和王建国一起出现"), with("王建国", None));
    let path = Question::Path { a: "王建国".to_owned(), b: "李明".to_owned() };
    assert_eq!(first("王建国和李明有什么关系？"), path);
    assert_eq!(first("王建国与李明之间是怎么联系的"), path);
    assert_eq!(first("哪些项目出现得最多？"), Question::Top { kind: Some(Kind::Project) });
    assert_eq!(first("谁出现最多"), Question::Top { kind: officials });
    assert_eq!(first("官员和项目的矩阵"), Question::matrix());
    assert_eq!(first("王建国是谁"), Question::About { name: "王建国".to_owned() });
    assert_eq!(first("王建国的项目"), with("王建国", Some(Kind::Project)));
    assert_eq!(first("王建国的项目有哪些？"), with("王建国", Some(Kind::Project)));
    assert!(read_chinese("今天天气怎么样？").is_empty());
    assert!(read_chinese("").is_empty());
}

#[test]
fn a_post_is_asked_for_by_its_holders() {
    for sentence in ["东山区委书记是谁", "谁是东山区委书记？"] {
        let Answer::Holders(holders) = ask_chinese(&corpus(), sentence, Detail::default()) else {
            panic!("{sentence}");
        };
        assert!(holders.rows.iter().all(|row| row.post.text == "东山区委书记"));
        assert!(holders.rows.iter().any(|row| row.entity.name == "王建国"));
    }
    // What is nobody's post is looked for among names.
    let answer = ask_chinese(&corpus(), "谁是天山市委书记", Detail::default());
    assert!(!matches!(answer, Answer::Holders(_)));
}

#[test]
fn every_example_is_answered() {
    for example in Question::EXAMPLES {
        assert!(ask_chinese(&corpus(), example, Detail::default()).is_answered(), "{example}");
    }
    let answer = ask_chinese(&corpus(), "今天天气怎么样？", Detail::default());
    assert!(!answer.is_answered());
    assert!(answer.to_string().contains(Question::EXAMPLES[0]));
}

#[test]
fn names_with_and_in_them_are_told_apart_by_the_graph() {
    let graph = graph(Options::default(), [page("a", "", "B:东山区发展和改革委员会 P:李明")]);
    let answer = ask_chinese(&graph, "东山区发展和改革委员会和李明有什么关系？", Detail::default());
    let Answer::Path(path) = answer else { panic!("a path") };
    assert_eq!(path.from.expect("an entity").name, "东山区发展和改革委员会");
}

#[test]
fn answers_print_and_serialise() {
    let text = with("北湖二期", None).to_string();
    assert!(
        text.starts_with("北湖二期 (project): 3 mentions, 3 articles, 2024-01-05 to 2024-02-10\n"),
        "{text}"
    );
    assert!(text.contains("official  王建国        2    0.58   0.42  [2]       东山区委书记\n"), "{text}");
    assert!(text.contains("[2] “王建国北湖二期。” a, 2024-01-05, 0–8\n"), "{text}");
    // 东山区 stands in the next sentence: both are named.
    assert!(text.contains("[3+4]"), "{text}");
    let json = serde_json::to_value(with("北湖二期", None)).expect("JSON");
    assert_eq!(json["answer"], "with");
    assert_eq!(json["rows"][0]["name"], "李明");
}

fn every_question(a: &str, b: &str) -> Vec<Question> {
    let (a, b) = (a.to_owned(), b.to_owned());
    vec![
        Question::With { name: a.clone(), kind: None },
        Question::About { name: a.clone() },
        Question::Path { a: a.clone(), b: b.clone() },
        Question::Common { a: a.clone(), b: b.clone(), kind: None },
        Question::Timeline { name: a, other: Some(b) },
        Question::matrix(),
        Question::Top { kind: None },
    ]
}

fn ask_all(graph: &Graph, a: &str, b: &str) {
    for question in every_question(a, b) {
        let answer = ask(graph, &question, Detail::default());
        let _ = (answer.to_string(), answer.to_table().to_csv(), answer.to_table().to_string());
    }
}

proptest! {
    #[test]
    fn any_string_is_answered(a in "\\PC*", b in "[甲乙丙丁和谁、哪些项目 ]{0,12}") {
        ask_all(&corpus(), &a, &b);
        let _ = ask_chinese(&corpus(), &a, Detail::default());
        let _ = ask_chinese(&corpus(), &b, Detail::default());
    }

    #[test]
    fn any_graph_is_asked(pages in pages()) {
        let graph = graph(Options::default(), pages);
        ask_all(&graph, "甲", "乙");
        ask_all(&graph, "official:甲", "body:乙");
    }
}

#[test]
fn a_page_is_no_question() {
    assert!(!read_chinese("王建国和李明有什么关系").is_empty());
    let page = "王建国和李明".repeat(2000) + "有什么关系";
    assert!(read_chinese(&page).is_empty());
}
