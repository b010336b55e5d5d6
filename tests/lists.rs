//! The built-in lists, held: form, order, classes, and what one list says against another.
//!
//! What can be mended without thinking (order, blanks, line ends, rows that stand twice) is mended by
//! `GUANXI_REPAIR=1 cargo test --test lists`; the rest needs a person.

mod forms;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::LazyLock;
use std::{env, fs};

use guanxi::dictionary::Dictionaries;
use guanxi::internal::dictionary::{Places, skeleton};

use forms::FORMS;

use crate::bench::{files, root, say, text};

/// Lists in which one word may stand once for each class.
const TWICE: [&str; 1] = ["build-verbs"];

/// One list as it stands in its file.
struct List {
    name: String,
    path: PathBuf,
    text: String,
    /// The remarks at the top, the header among them.
    head: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl List {
    fn read(path: PathBuf) -> List {
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let mut list = List { name, text: text(&path), path, head: Vec::new(), rows: Vec::new() };
        let mut header = false;
        for line in list.text.trim_start_matches('\u{FEFF}').lines().filter(|line| !line.trim().is_empty()) {
            if line.starts_with('#') || !header {
                header |= !line.starts_with('#');
                list.head.push(line.to_string());
            } else {
                list.rows.push(line.split('\t').map(str::to_string).collect());
            }
        }
        list
    }

    fn words(&self) -> BTreeSet<&str> {
        self.rows.iter().map(|row| row[0].as_str()).collect()
    }

    /// The words of rows that a test holds for.
    fn words_where(&self, holds: impl Fn(&[String]) -> bool) -> BTreeSet<&str> {
        self.rows.iter().filter(|row| holds(row)).map(|row| row[0].as_str()).collect()
    }

    /// The file as it should be.
    fn mended(&self) -> String {
        let columns = self.head.last().map_or(1, |header| header.split('\t').count());
        let mut rows: Vec<String> = self
            .rows
            .iter()
            .map(|row| {
                let mut row: Vec<&str> = row.iter().map(|field| field.trim()).collect();
                while row.len() > columns && row.last() == Some(&"") {
                    row.pop();
                }
                row.resize(row.len().max(columns), "");
                row.join("\t")
            })
            .collect();
        rows.sort();
        rows.dedup();
        let head = self.head.iter().map(|line| line.trim_end());
        head.chain(rows.iter().map(String::as_str)).flat_map(|line| [line, "\n"]).collect()
    }
}

/// Every list; mended first where that is asked for, before any test looks.
static LISTS: LazyLock<BTreeMap<String, List>> = LazyLock::new(|| {
    let folder = root().join("dictionaries/built-in");
    if env::var_os("GUANXI_REPAIR").is_some() {
        for list in files(&folder, "tsv").into_iter().map(List::read) {
            if list.mended() != list.text {
                fs::write(&list.path, list.mended()).expect("written");
                say(&format!("mended {}", list.path.display()));
            }
        }
    }
    files(&folder, "tsv").into_iter().map(List::read).map(|list| (list.name.clone(), list)).collect()
});

fn none(what: &str, found: Vec<String>) {
    assert!(found.is_empty(), "{what}:\n{}", found.join("\n"));
}

#[test]
fn lists_are_sorted_and_clean() {
    let mut found = Vec::new();
    for list in LISTS.values() {
        let mended = list.mended();
        if mended != list.text {
            let same = mended.lines().zip(list.text.lines()).take_while(|(a, b)| a == b).count();
            found.push(format!("{}:{}", list.path.display(), same + 1));
        }
    }
    none(
        "unsorted, a blank at a line's end, or a row twice; mend with GUANXI_REPAIR=1 cargo test --test lists",
        found,
    );
}

#[test]
fn lists_have_their_form() {
    let lists = &*LISTS;
    let mut found = Vec::new();
    let known: BTreeSet<&str> = FORMS.iter().map(|form| form.name).collect();
    let there: BTreeSet<&str> = lists.keys().map(String::as_str).collect();
    assert_eq!(known, there, "every list has a form in tests/lists.rs");
    for form in FORMS {
        let list = &lists[form.name];
        let header = list.head.last().map_or("", String::as_str);
        if header != form.header.replace(' ', "\t") {
            found.push(format!("{}: the header is `{header}`", list.name));
        }
        if list.head.len() < 2 {
            found.push(format!("{}: no remark says what belongs into the list", list.name));
        }
        let remarks = list.head.join(" ");
        let known = form
            .classes
            .iter()
            .chain(form.notes)
            .filter(|word| !word.is_empty() && !word.starts_with("also "));
        for word in known.filter(|word| !remarks.contains(**word)) {
            found.push(format!("{}: the remarks at the top do not tell what `{word}` is", list.name));
        }
        let columns = header.split('\t').count();
        for row in &list.rows {
            let row: Vec<&str> = row.iter().map(|field| field.trim()).collect();
            let mut say = |what: &str| found.push(format!("{}: {}: {what}", list.name, row.join(" | ")));
            if row.len() != columns {
                say("not as many fields as the header");
                continue;
            }
            if !form.classes.is_empty() && !form.classes.contains(&row[1]) {
                say("unknown class");
            }
            if form.notes.is_empty() {
                continue;
            }
            // What stands after a colon is for people.
            for note in row[columns - 1]
                .split(';')
                .flat_map(|note| note.split(':').next().unwrap_or_default().split(','))
            {
                let note = note.trim();
                if !note.is_empty() && !form.notes.contains(&note) {
                    say("unknown note");
                }
            }
        }
    }
    none("lists against their form", found);
}

/// The matcher sees folded words: what it cannot see must not stand in a list, and nothing stands there twice.
#[test]
fn words_are_normalised_and_stand_once() {
    let mut found = Vec::new();
    for list in LISTS.values() {
        let mut seen: BTreeMap<(String, &str), &str> = BTreeMap::new();
        for row in &list.rows {
            let word = row[0].trim();
            let stray = |c: char| c.is_whitespace() || c.is_control() || "“”\"'·".contains(c);
            let wide = |c: char| matches!(c, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '／' | '：' | '\u{200B}'..='\u{200F}');
            if word.is_empty() || word.contains(stray) || word.contains(wide) {
                // A name may carry quotation marks; a word that rules look for may not.
                if list.name != "places-after-2016" || word.is_empty() {
                    found.push(format!(
                        "{}: `{word}` is empty, or holds what is never seen folded",
                        list.name
                    ));
                }
            }
            let class = if TWICE.contains(&list.name.as_str()) { row[1].trim() } else { "" };
            // Several radicals look like one character: folding them is what that list is for.
            let form = if list.name == "radicals" { word.to_string() } else { skeleton(word) };
            if let Some(before) = seen.insert((form, class), word) {
                found.push(format!("{}: `{word}` stands twice (`{before}`)", list.name));
            }
        }
    }
    none("words against their form", found);
}

#[test]
fn names_have_all_their_parts() {
    let lists = &*LISTS;
    let mut found = Vec::new();
    let single = |word: &str| word.chars().count() == 1;
    for row in &lists["surnames"].rows {
        if single(&row[0]) == (row[1] == "compound") {
            found.push(format!("surnames: {} is {}", row[0], row[1]));
        }
    }
    // The surnames eight in ten people bear.
    const USUAL: &str = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文";
    let common = lists["surnames"].words_where(|row| row[1] == "common");
    found.extend(
        USUAL
            .chars()
            .filter(|c| !common.contains(c.to_string().as_str()))
            .map(|c| format!("surnames: {c} is missing")),
    );
    found.extend(
        lists["given-characters"]
            .words()
            .into_iter()
            .filter(|word| !single(word))
            .map(|word| format!("given-characters: {word}")),
    );
    let foreign = lists["transliteration"].words_where(|row| row[1] == "foreign");
    found.extend(
        foreign
            .into_iter()
            .filter(|word| !single(word))
            .map(|word| format!("transliteration: {word} is foreign")),
    );
    // A verb that begins like a given name needs more proof.
    let strong = lists["given-characters"].words_where(|row| row[1] == "strong");
    for row in &lists["name-ends"].rows {
        let first: String = row[0].chars().take(1).collect();
        if strong.contains(first.as_str()) && !row[2].contains("weak") {
            found.push(format!("name-ends: {} begins like a given name and is not weak", row[0]));
        }
    }
    none("names", found);
}

/// What can never be a mention is not on a list of mentions, and the like: `(words, words, what it would mean)`.
#[test]
fn lists_do_not_contradict_each_other() {
    let lists = &*LISTS;
    let mut found = Vec::new();
    let mut apart = |a: &BTreeSet<&str>, b: &BTreeSet<&str>, allowed: &[&str], what: &str| {
        let both = a.intersection(b).filter(|word| !allowed.contains(word));
        found.extend(both.map(|word| format!("{word}: {what}")));
    };
    let never = lists["generic"].words_where(|row| row[1] == "noun");
    let proven = |row: &[String]| !row[2].contains("weak") && !row[2].contains("brand");
    let national = lists["national-bodies"].words_where(proven);
    apart(&never, &national, &[], "never a mention, and a national body");
    let places = Dictionaries::built_in();
    let places: BTreeSet<&str> = places.places().iter().map(|(_, place)| place.name.as_str()).collect();
    // Names that are common expressions too: recognise looks at what stands around them (`代县|长`).
    let common = ["郊区", "代县", "任县", "兴县"];
    apart(&never, &places, &common, "never a mention, and a place of the tree");
    let posts = lists["titles"].words_where(|row| !matches!(row[1].as_str(), "folk" | "group" | "after"));
    apart(&never, &posts, &[], "never a mention, and a post");
    let levels = ["省", "市", "州", "盟", "县", "区", "旗", "镇", "乡"];
    let organs = lists["organs"].words();
    let led: Vec<String> =
        levels.iter().flat_map(|level| organs.iter().map(move |organ| format!("{level}{organ}"))).collect();
    // Of two levels at once, so of no one body.
    apart(
        &never,
        &led.iter().map(String::as_str).collect(),
        &["乡镇政府", "乡镇卫生院"],
        "never a mention, and an organ with its level",
    );
    apart(&posts, &organs, &["编委"], "a post, and an organ");
    apart(&posts, &lists["project-heads"].words(), &[], "a post, and a head of projects");
    apart(&posts, &lists["place-suffixes"].words(), &[], "a post, and an ending of places");
    apart(&posts, &lists["body-suffixes"].words(), &[], "a post, and an ending of bodies");
    let compound = lists["surnames"].words_where(|row| row[1] == "compound");
    apart(&compound, &lists["stops"].words(), &[], "a surname, and a stop");
    apart(&compound, &lists["name-ends"].words(), &[], "a surname, and an end of names");
    let hard = lists["stops"].words_where(|row| !row[2].contains("weak") && row[0].chars().count() > 1);
    apart(&hard, &national, &[], "never in a name, and a national body");
    apart(&hard, &places, &[], "never in a name, and a place");
    none("lists contradict each other", found);
}

#[test]
fn national_bodies_know_the_names_they_lead_to() {
    let lists = &*LISTS;
    let list = &lists["national-bodies"];
    let words = list.words();
    let mut found = Vec::new();
    for row in &list.rows {
        let alias = row[2]
            .split("alias of ")
            .nth(1)
            .map(|name| name.split([';', ',']).next().unwrap_or_default().trim());
        for name in [Some(row[1].as_str()).filter(|name| !name.is_empty()), alias].into_iter().flatten() {
            if !words.contains(name) {
                found.push(format!("{} leads to {name}, which is not in the list", row[0]));
            }
        }
    }
    none("national bodies", found);
}

#[test]
fn later_places_hang_in_the_tree() {
    let lists = &*LISTS;
    let dictionaries = Dictionaries::built_in();
    let places: &Places = dictionaries.places();
    let chain = |id: u32| -> String {
        let mut names: Vec<&str> = places.chain(id).skip(1).map(|id| places.get(id).name.as_str()).collect();
        names.reverse();
        names.concat()
    };
    let mut found = Vec::new();
    let mut codes = BTreeSet::new();
    for row in &lists["places-after-2016"].rows {
        let [name, code, parent, note] = &row[..] else { continue };
        if !places.named(name).iter().any(|&id| chain(id) == *parent) {
            found.push(format!("{name}: does not hang under `{parent}`"));
        }
        let well_formed = code.len() == 6 && code.bytes().all(|byte| byte.is_ascii_digit());
        if !code.is_empty() && (!well_formed || !codes.insert(code)) {
            found.push(format!("{name}: the code {code} is malformed or stands twice"));
        }
        if !code.is_empty() && note.contains("zone") {
            found.push(format!("{name}: a zone has no code"));
        }
    }
    // Of an autonomous unit the nations fall away, so all of them have to be known.
    for (_, place) in places.iter().filter(|(_, place)| place.name.contains("自治")) {
        if place.plain.contains('族') {
            found.push(format!("{}: a nation of it is missing in nations.tsv: {}", place.name, place.plain));
        }
    }
    none("places", found);
}
