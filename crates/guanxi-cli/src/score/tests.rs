//! The markup there and back, the figures by hand, and against the referee itself.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use proptest::prelude::*;

use super::*;
use guanxi::kind::Kind;

fn tagged(start: usize, end: usize, kind: Kind, canonical: &str, roles: &[&str]) -> Tagged {
    let roles = roles.iter().map(|role| role.to_string()).collect();
    Tagged { start, end, kind: Some(kind), canonical: canonical.to_string(), roles }
}

const PAGE: &str = "题\n[[A]]本报讯 [[B:县委|安县县委]]书记[[P:王\n小明|王小明|安县县委书记;安县县长]]到[[L:安县]]看\
                    [[J:“暖冬”活动|暖冬]]、[[?:某会]]。\n[[A]][[R:李四]]";

#[test]
fn tags_are_read() {
    let gold = parse(PAGE);
    assert_eq!(gold.raw, "题\n本报讯 县委书记王\n小明到安县看“暖冬”活动、某会。\n李四");
    assert_eq!(gold.articles, [2, 29]);
    assert_eq!(gold.spans[0], tagged(6, 8, Kind::Body, "安县县委", &[]));
    assert_eq!(gold.spans[1], tagged(10, 14, Kind::Official, "王小明", &["安县县委书记", "安县县长"]));
    assert_eq!(gold.surface(&gold.spans[1]), "王\n小明");
    assert_eq!((gold.spans[4].kind, gold.spans[4].canonical.as_str()), (None, "某会"));
    assert_eq!((gold.article(0), gold.article(6), gold.article(29)), (0, 1, 2));
    assert!(gold.loose_brackets().is_empty());
    assert_eq!(annotate(&gold.raw, &gold.spans, &gold.articles), PAGE);
}

#[test]
fn what_is_no_tag_stays_text() {
    for text in
        ["[[Q:x]]", "[[P:never closed", "[[", "[[A", "[ [P:x]]", "]]", "[[P]]", "[[[", "[[A:x]]", "[[国:x]]"]
    {
        let gold = parse(text);
        assert_eq!((gold.raw.as_str(), gold.spans.len()), (text, 0));
    }
    let gold = parse("a[[[P:x]]]");
    assert_eq!((gold.raw.as_str(), gold.spans[0].start), ("a[x]", 2));
    assert_eq!(parse("[[P:a[[A]]b]]").raw, "a[[Ab]]");
    assert_eq!(parse("[[P:a[[A]]b]]").loose_brackets(), [1, 5]);
}

#[test]
fn what_the_markup_cannot_hold_is_left_plain() {
    let mention = |start, end| tagged(start, end, Kind::Body, "x", &[]);
    assert_eq!(annotate("a|b", &[mention(0, 3)], &[]), "a|b");
    assert_eq!(annotate("a]]", &[mention(0, 3)], &[]), "a]]");
    assert_eq!(annotate("ab", &[mention(0, 3)], &[]), "ab");
    assert_eq!(annotate("ab", &[mention(5, 9)], &[7]), "ab[[A]]");
    assert_eq!(annotate("ab", &[tagged(0, 2, Kind::Body, "x|y", &["r;s"])], &[1]), "[[A]][[B:ab]]");
    assert_eq!(annotate("abc", &[mention(0, 2), mention(1, 3)], &[]), "[[B:ab|x]]c");
    assert_eq!(annotate("abc", &[mention(2, 1), mention(1, 1)], &[]), "abc");
}

fn predicted(
    doc: &str,
    article: usize,
    span: (usize, usize),
    kind: Kind,
    entity: &str,
    roles: &[&str],
) -> Predicted {
    Predicted {
        doc: doc.to_string(),
        article,
        start: span.0,
        end: span.1,
        kind,
        text: entity.to_string(),
        entity: entity.to_string(),
        roles: roles.iter().map(|role| role.to_string()).collect(),
        former_roles: Vec::new(),
        proposed_roles: Vec::new(),
    }
}

#[test]
fn figures_by_hand() {
    let golds = [("p1".to_string(), parse(PAGE))];
    let found = vec![
        predicted("a/p1_x.txt", 4, (6, 8), Kind::Body, "安县县委", &[]),
        predicted("a/p1_x.txt", 4, (11, 14), Kind::Official, "王 小明", &["安县县长"]),
        predicted("a/p1_x.txt", 4, (25, 27), Kind::Project, "某会", &[]),
        predicted("a/p1_x.txt", 5, (29, 31), Kind::Byline, "李四", &[]),
        predicted("a/p2.txt", 0, (0, 2), Kind::Body, "县委", &[]),
    ];
    let scores = compare(&golds, found);
    let of = |measure, label: &str| {
        let figures = scores.get(measure, label);
        (figures.correct, figures.predicted, figures.gold)
    };
    assert_eq!(of(Measure::Exact, "micro"), (1, 2, 4));
    assert_eq!(of(Measure::Overlap, "micro"), (2, 2, 4));
    assert_eq!(of(Measure::Exact, "byline"), (1, 1, 1));
    assert_eq!(of(Measure::Entities, "all"), (2, 2, 4));
    assert_eq!(of(Measure::Pairs, "all"), (1, 1, 6));
    assert_eq!(of(Measure::Roles, "all"), (1, 1, 2));
    let mistakes: Vec<String> = scores.mistakes.iter().map(ToString::to_string).collect();
    assert_eq!(mistakes[0], r"p1 missed   official  '王\n小明' at 10");
    assert_eq!(mistakes[1], "p1 spurious official  '王 小明' at 11");
    let table = scores.to_string();
    assert!(
        table.starts_with("exact    body       P 1.000  R 1.000  F1 1.000   (1 of 1 predicted, 1 gold)\n"),
        "{table}"
    );
    assert_eq!(compare(&golds, []).get(Measure::Pairs, "all").f1(), 0.0);
}

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides.max(1)
    }
}

/// The kinds the markup tells apart.
const MARKED: [Kind; 5] = [Kind::Official, Kind::Body, Kind::Place, Kind::Project, Kind::Byline];

/// Predictions that are right, shifted, retyped, renamed, doubled or left out.
fn perturbed(stem: &str, gold: &Gold, dice: &mut Dice) -> Vec<Predicted> {
    let mut found = Vec::new();
    for span in &gold.spans {
        let mut kind = span.kind.unwrap_or(MARKED[dice.roll(5)]);
        let (mut start, mut end, mut canonical, mut roles) =
            (span.start, span.end, span.canonical.clone(), span.roles.clone());
        let mut article = gold.article(start);
        match dice.roll(12) {
            0 => continue,
            1 => end += 1,
            2 => start = start.saturating_sub(1),
            3 => kind = MARKED[dice.roll(5)],
            4 => canonical.push('县'),
            5 => roles.push("(某)县 “县长”".to_string()),
            6 => article += 1,
            7 => (start, end) = (start + 3, end + 3),
            8 => canonical.clear(),
            9 => roles.clear(),
            _ => {}
        }
        let mut one = predicted(&format!("x/{stem}_page.txt"), article, (start, end), kind, &canonical, &[]);
        one.roles = roles;
        one.text = gold.surface(span);
        if dice.roll(10) == 0 {
            found.push(one.clone());
        }
        found.push(one);
    }
    found
}

/// A page of made-up characters with tags at random places.
fn made_up(dice: &mut Dice) -> String {
    let letters: Vec<char> = "县委书记王李张明路桥(“”'\\ \n\u{3000}".chars().collect();
    let mut out = String::new();
    for _ in 0..dice.roll(200) {
        let word: String = (0..1 + dice.roll(4)).map(|_| letters[dice.roll(letters.len())]).collect();
        out.push_str(&match dice.roll(12) {
            0 => "[[A]]".to_string(),
            1 => format!("[[P:{word}|{word}|{};{word}]]", letters[dice.roll(5)]),
            2 => format!("[[B:{word}|县{}]]", letters[dice.roll(5)]),
            3 => format!("[[{}:{word}]]", ['L', 'J', 'R', '?', 'P'][dice.roll(5)]),
            _ => word,
        });
    }
    out
}

fn shared(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared").join(path)
}

/// Runs the referee and compares its JSON, its table and its list of mistakes with ours.
fn check_with_referee(golds: &[(String, Gold)], folder: &Path, found: Vec<Predicted>) -> Result<(), String> {
    let lines: Vec<String> = found.iter().map(|m| serde_json::to_string(m).expect("JSON")).collect();
    let file = tempfile::NamedTempFile::new().expect("a temporary file");
    fs::write(file.path(), lines.join("\n")).expect("a written file");
    let run = |arguments: &[&str]| {
        let mut python = Command::new("python3");
        python.arg(shared("tools/score.py")).args(arguments).arg(folder).arg(file.path());
        let output = python.env("PYTHONIOENCODING", "utf-8").output().map_err(|error| error.to_string())?;
        if !output.status.success() {
            return Err(String::from_utf8_lossy(&output.stderr).into_owned());
        }
        String::from_utf8(output.stdout).map_err(|error| error.to_string())
    };
    let scores = compare(golds, found);
    let json: serde_json::Value = serde_json::from_str(&run(&["--json"])?).expect("JSON");
    let ours = serde_json::to_string(&scores).expect("JSON");
    assert_eq!(serde_json::from_str::<serde_json::Value>(&ours).expect("JSON"), json);
    let mistakes: String = scores.mistakes.iter().map(|mistake| format!("{mistake}\n")).collect();
    assert_eq!(format!("{scores}{mistakes}"), run(&["--errors", "100000"])?);
    Ok(())
}

#[test]
#[allow(clippy::print_stderr)]
fn the_referee_gives_the_same_figures() {
    let python = Command::new("python3").arg("--version").output();
    if !shared("tools/score.py").exists() || !python.is_ok_and(|output| output.status.success()) {
        eprintln!("SKIPPED: no python3, or no {}", shared("tools/score.py").display());
        return;
    }
    let mut dice = Dice(7);
    for _ in 0..4 {
        let folder = tempfile::TempDir::new().expect("a temporary folder");
        let mut golds = Vec::new();
        let mut found = Vec::new();
        for number in 0..4 {
            let (stem, page) = (format!("{number:03}"), made_up(&mut dice));
            fs::write(folder.path().join(format!("{stem}.ann")), &page).expect("a written file");
            let gold = parse(&page);
            found.extend(perturbed(&stem, &gold, &mut dice));
            golds.push((stem, gold));
        }
        check_with_referee(&golds, folder.path(), found).expect("the referee runs");
    }
    let mut golds = Vec::new();
    let Ok(items) = fs::read_dir(shared("gold")) else {
        eprintln!("SKIPPED: {} is not there", shared("gold").display());
        return;
    };
    let mut paths: Vec<PathBuf> = items.filter_map(|item| Some(item.ok()?.path())).collect();
    paths.sort();
    for path in paths.iter().filter(|path| path.extension().is_some_and(|ending| ending == "ann")) {
        let text = fs::read_to_string(path).expect("a readable file");
        let gold = parse(&text);
        assert!(parse(&annotate(&gold.raw, &gold.spans, &gold.articles)) == gold, "{}", path.display());
        assert!(gold.loose_brackets().is_empty(), "{}", path.display());
        golds.push((path.file_stem().unwrap_or_default().to_string_lossy().into_owned(), gold));
    }
    for _ in 0..3 {
        let found = golds.iter().flat_map(|(stem, gold)| perturbed(stem, gold, &mut dice)).collect();
        check_with_referee(&golds, &shared("gold"), found).expect("the referee runs");
    }
}

proptest! {
    #[test]
    fn any_text_is_read(text in "(\\[\\[|\\]\\]|[PRBLJA?:|;\\[\\]]|[区 长\n]){0,60}") {
        let gold = parse(&text);
        let length = gold.raw.chars().count();
        let mut end = 0;
        for span in &gold.spans {
            prop_assert!(end <= span.start && span.start <= span.end && span.end <= length);
            end = span.end;
        }
        prop_assert!(gold.articles.is_sorted() && gold.articles.iter().all(|&start| start <= length));
    }

    #[test]
    fn what_is_written_reads_back(
        raw in "[区长 \n“”a]{0,80}",
        parts in prop::collection::vec((0_usize..8, 1_usize..6, 0_usize..6, "[县长 (a“]{1,5}", prop::collection::vec("[县长a]{1,4}", 0..3)), 0..12),
        starts in prop::collection::btree_set(0_usize..80, 0..5),
    ) {
        let length = raw.chars().count();
        let mut at = 0;
        let mut spans = Vec::new();
        for (gap, size, kind, canonical, roles) in parts {
            let (start, end) = (at + gap, at + gap + size);
            if end <= length {
                spans.push(Tagged { start, end, kind: MARKED.get(kind).copied(), canonical, roles });
                at = end;
            }
        }
        let articles: Vec<usize> = starts.into_iter().filter(|&start| start <= length && !spans.iter().any(|span| span.start < start && start < span.end)).collect();
        let text = annotate(&raw, &spans, &articles);
        prop_assert_eq!(parse(&text), Gold { raw, spans, articles });
    }
}
