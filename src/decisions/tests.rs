//! Tests of reading, writing and applying decisions.

use super::*;
use crate::graph::testing::page;
use crate::resolve::{PostState, Resolved};

const HEAD: &str = "action\tkind\tname\tvalue\twhere\tnote\n";

fn decisions(rows: &str) -> Decisions {
    let (list, faults) = Decision::read("d.tsv", &format!("{HEAD}{rows}"));
    assert_eq!(faults, []);
    Decisions::new(list)
}

fn names(page: &Resolved) -> Vec<String> {
    page.mentions.iter().map(|named| format!("{}:{}", named.kind.letter(), named.entity)).collect()
}

fn applied(rows: &str, sketch: &str) -> (Vec<String>, Uses, Resolved) {
    let mut page = page("pages/a.txt", "2024-01-05", sketch);
    let mut uses = Uses::default();
    decisions(rows).apply(&mut page, &mut uses);
    (names(&page), uses, page)
}

#[test]
fn lines_are_applied_from_the_top_to_the_bottom() {
    let rows = "merge\tofficial\t甲\t乙\n\
                # a remark\n\
                rename\tofficial\t乙\t丙\n\
                retype\tproject\t丁园\tplace\n\
                block\tbody\t戊\n\
                merge\tofficial\t甲\t己\n\
                keep\tplace\t丁园\n\
                block\tplace\t丁园\n";
    let (names, uses, _) = applied(rows, "P:甲 P:乙 J:丁园 B:戊 B:庚");
    assert_eq!(names, ["P:丙", "P:丙", "L:丁园", "B:庚"]);
    let uses: Vec<u64> = (0..7).map(|at| uses.of(at)).collect();
    assert_eq!(uses, [1, 2, 1, 1, 0, 1, 0]);
}

#[test]
fn a_split_takes_the_mentions_its_condition_holds_for() {
    let sketch = "P:王甲=东山区教育局局长 B:东山区教育局/P:王甲#P:王甲=北山县副县长";
    let (names, ..) = applied("split\tofficial\t王甲\t王甲二\tpost=教育局\n", sketch);
    assert_eq!(names, ["P:王甲二", "B:东山区教育局", "P:王甲二", "P:王甲"]);
    for (condition, holds) in [
        ("document=a.txt", true),
        ("document=pages/a.txt", true),
        ("document=s/a.txt", false),
        ("from=2024-01-05; to=2024-01-05", true),
        ("from=2024-01-06", false),
        ("to=2024-01-04", false),
        ("place=东山区", false),
        ("source=东山报", false),
    ] {
        let (names, ..) = applied(&format!("split\tofficial\t乙\t丙\t{condition}\n"), "P:乙");
        assert_eq!(names == ["P:丙"], holds, "{condition}");
    }
}

#[test]
fn a_decision_may_hold_in_one_passage_alone() {
    let mut page = page("pages/a.txt", "2024-01-05", "P:甲 B:乙/P:甲");
    page.passages[0].start = 7;
    page.passages[1].start = 90;
    let mut uses = Uses::default();
    decisions("block\tofficial\t甲\t\tdocument=a.txt; passage=90\n").apply(&mut page, &mut uses);
    assert_eq!(names(&page), ["P:甲", "B:乙"]);
    assert_eq!(uses.of(0), 1);
    for (condition, wrong) in [("passage=9", "of no document"), ("document=a.txt; passage=x", "no offset")] {
        let (list, faults) = Decision::read("d.tsv", &format!("{HEAD}block\tofficial\t甲\t\t{condition}\n"));
        assert!(list.is_empty() && format!("{faults:?}").contains(wrong), "{faults:?}");
    }
    let parsed = Condition::parse("passage=90; document=a.txt").expect("a condition");
    assert_eq!(parsed.to_string(), "document=a.txt; passage=90");
}

#[test]
fn posts_follow_their_body_to_its_new_name() {
    let rows = "merge\tbody\t东山区教体局\t东山区教育局\nrename\tbody\t东山区委\t东山委\n";
    let sketch = "P:甲=东山区教体局局长;东山区委宣传部部长 B:东山区教体局 B:东山区委宣传部 B:东山区委 P:乙=东山区委书记";
    let (_, _, page) = applied(rows, sketch);
    assert_eq!(
        page.mentions[0].roles_in(PostState::Held).collect::<Vec<_>>(),
        ["东山区教育局局长", "东山区委宣传部部长"]
    );
    assert_eq!(page.mentions[4].roles_in(PostState::Held).collect::<Vec<_>>(), ["东山委书记"]);
    let (_, _, page) = applied("retype\tofficial\t甲\tplace\n", sketch);
    assert!(page.mentions[0].roles.is_empty());
}

#[test]
fn faults_name_line_column_and_cure() {
    let faults = |text: &str| {
        let (_, faults) = Decision::read("d.tsv", text);
        faults.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert!(
        faults("merge\tofficial\t甲\t乙\n")[0]
            .starts_with("d.tsv:1: a decisions file without its header; begin")
    );
    let text = "name\tvalue\taction\tkind\twhere\n\
                甲\t乙\tmarry\tofficial\n甲\t\tmerge\tofficial\n甲\t乙\tmerge\tcastle\n\t乙\tmerge\tbody\n\
                甲\tofficial\tretype\tofficial\n甲\t乙\tblock\tbody\n甲\t乙\tsplit\tbody\n甲\t\tblock\tbody\tyear=1\n\
                甲\t\tblock\tbody\tfrom=1\n甲\t甲\tmerge\tbody\n甲\t乙\tmerge\tbody\n";
    let expected = [
        "d.tsv:2:3: unknown action `marry`; write merge,",
        "d.tsv:3:2: merge needs a second name; ",
        "d.tsv:4:4: unknown kind `castle`; ",
        "d.tsv:5:1: the name is empty; ",
        "d.tsv:6:2: `official` is not another kind; ",
        "d.tsv:7:2: block takes no value; ",
        "d.tsv:8:5: a split that takes every mention; ",
        "d.tsv:9:5: unknown condition `year`; ",
        "d.tsv:10:5: `1` is no date; write year-month-day",
        "d.tsv:11:2: `甲` is the same name again; ",
    ];
    let found = faults(text);
    assert_eq!(found.len(), expected.len(), "{found:?}");
    for (fault, start) in found.iter().zip(expected) {
        assert!(fault.starts_with(start), "{fault}");
    }
}

#[test]
fn what_is_written_reads_back() {
    let decision = Decision::new(
        Action::Split,
        Kind::Official,
        ["王甲", "王甲二", "post=局长; document=a.txt", "为什么"],
    );
    let decision = decision.expect("a decision");
    for before in
        ["", "# why\naction\tkind\tname\tvalue\twhere\tnote\n", "kind\taction\tname\twhere\tvalue\tnote\r\n"]
    {
        let text = decision.appended(before);
        assert!(text.starts_with(before));
        let (list, faults) = Decision::read("", &text);
        assert_eq!(faults, []);
        let lines = text.lines().count();
        assert_eq!(list, [Decision { line: lines, ..decision.clone() }], "{text:?}");
    }
    assert!(Decision::new(Action::Merge, Kind::Body, ["甲\t", "乙", "", ""]).is_err());
    assert!(Decision::new(Action::Merge, Kind::Body, ["甲", "", "", ""]).is_err());
}

#[test]
fn labels_name_one_of_several_namesakes() {
    let rows = "merge\tofficial\t王甲（莘县）\t王甲（昭觉县）\n\
                block\tofficial\t王甲(冠县)\n\
                split\tofficial\t李乙\nkeep\tofficial\t赵丙\n";
    let sketch =
        "P:王甲@鲁|聊城市|莘县! P:王甲@鲁|聊城市|冠县! P:王甲@川|凉山州|昭觉县 P:李乙@鲁 P:赵丙@鲁 P:王甲";
    let (names, uses, page) = applied(rows, sketch);
    assert_eq!(names, ["P:王甲", "P:王甲", "P:李乙", "P:赵丙", "P:王甲"]);
    let decided: Vec<Option<&str>> =
        page.mentions.iter().map(|named| named.home.decided.as_deref()).collect();
    assert_eq!(decided, [Some("昭觉县"), None, None, Some(""), None]);
    assert!(page.mentions[2].home.stated);
    assert_eq!((0..4).map(|at| uses.of(at)).collect::<Vec<_>>(), [1, 1, 1, 1]);
}
