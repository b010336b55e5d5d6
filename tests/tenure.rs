//! Offices without a name, and the table that tells who held them.

use std::fs;

use guanxi::dictionary::Dictionaries;
use guanxi::document::Document;
use guanxi::kind::Kind;
use guanxi::pipeline::{Learned, page};
use guanxi::resolve::{PostState, Rule};

const TABLE: &str = "person\tbody\tpost\tfrom\tto\n\
    李国庆\t莘县县委\t书记\t2023-01-01\t\n\
    王大山\t莘县\t县长\t2020-01-01\t2022-12-31\n\
    陈小川\t莘县\t县长\t2023-01-01\t\n";

/// Every mention a tenure told in a text: the words it stands on, the person, the role.
fn told(text: &str) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("tenures.tsv"), TABLE).expect("written");
    fs::write(folder.path().join("bodies.tsv"), "name\tkind\n莘县惠农服务社\tbody\n").expect("written");
    let dictionaries = Dictionaries::load(&[folder.path()]).expect("dictionaries");
    let document = Document { text: text.to_string(), ..Document::default() };
    let mentions = page(document, &dictionaries, &Learned::default()).resolved.mentions;
    for pair in mentions.windows(2) {
        assert!(pair[0].end <= pair[1].start, "disjoint and in order: {pair:?}");
    }
    let of_tenure = |mention: &&guanxi::resolve::Named| mention.rule == Rule::Tenure;
    let row = |mention: &guanxi::resolve::Named| {
        assert_eq!(mention.kind, Kind::Official);
        format!(
            "{} {} {}",
            mention.surface,
            mention.entity,
            mention.roles_in(PostState::Held).collect::<Vec<_>>().join(" ")
        )
    };
    mentions.iter().filter(of_tenure).map(row).collect()
}

#[test]
fn an_office_is_its_holder_on_the_day() {
    let story = "日 莘县召开春耕会议。县委书记来到古云镇调研。该县县长强调，要抓好落实。\n";
    assert_eq!(told(&format!("2023年5月6{story}")), ["书记 李国庆 莘县县委书记", "县长 陈小川 莘县县长"]);
    assert_eq!(told(&format!("2021年5月6{story}")), ["县长 王大山 莘县县长"]);
    assert_eq!(told(&format!("2019年5月6{story}")), [""; 0]);
}

#[test]
fn without_a_date_nobody_is_meant() {
    assert_eq!(told("莘县召开春耕会议。该县县长强调，要抓好落实。\n"), [""; 0]);
}

#[test]
fn a_named_holder_several_and_other_words_are_no_office() {
    for words in [
        "县委书记、县长赵小明参加会议。",
        "各镇区县长热线开通。",
        "县长办公会研究了工作。",
        "原县长强调，要抓好落实。",
        "邻近各县县长强调，要抓好落实。",
        "两位副县长强调，要抓好落实。",
    ] {
        assert_eq!(told(&format!("2023年5月6日 莘县召开春耕会议。{words}\n")), [""; 0], "{words}");
    }
}

#[test]
fn posts_of_others_keep_their_holders() {
    let text = "2023年5月6日 莘县召开春耕会议。该县县长强调落实。莘县教育局局长刘明到会。\n";
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("tenures.tsv"), TABLE).expect("written");
    let dictionaries = Dictionaries::load(&[folder.path().join("tenures.tsv")]).expect("dictionaries");
    let document = Document { text: text.to_string(), ..Document::default() };
    let mentions = page(document, &dictionaries, &Learned::default()).resolved.mentions;
    let roles = |name: &str| {
        let mention = mentions.iter().find(|mention| mention.entity == name).expect(name);
        mention.roles_in(PostState::Held).map(str::to_string).collect::<Vec<_>>()
    };
    assert_eq!(roles("陈小川"), ["莘县县长"]);
    assert_eq!(roles("刘明"), ["莘县教育局局长"]);
}
