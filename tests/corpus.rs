//! The corpus holds what its datasheet says: every page parses, names and roles have their forms, and no county is in two
//! of its parts.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use guanxi::kind::Kind;
use guanxi_cli::score::{Gold, parse};

use crate::bench::root;

const PARTS: [&str; 4] = ["train", "dev", "test", "unseen"];

fn pages(part: &str) -> Vec<(String, String, Gold)> {
    let folder = root().join("tests/corpus").join(part);
    let mut out = Vec::new();
    for item in fs::read_dir(folder).expect("the corpus is part of the sources") {
        let path = item.expect("a file").path();
        if path.extension().is_some_and(|ending| ending == "ann") {
            let text = fs::read_to_string(&path).expect("UTF-8");
            let gold = parse(&text);
            out.push((path.file_name().unwrap_or_default().to_string_lossy().into_owned(), text, gold));
        }
    }
    out.sort_by(|a, b| a.0.cmp(&b.0));
    out
}

/// Brackets and quotation marks that nothing closes, or that close nothing.
fn unpaired(name: &str) -> bool {
    let mut open = Vec::new();
    for c in name.chars() {
        match c {
            '（' | '(' | '〔' | '[' | '《' | '“' | '【' => open.push(c),
            '）' | ')' | '〕' | ']' | '》' | '”' | '】' => {
                let pair = open.pop().is_some_and(|before| {
                    ["（）", "()", "〔〕", "[]", "《》", "“”", "【】"]
                        .contains(&[before, c].iter().collect::<String>().as_str())
                });
                if !pair {
                    return true;
                }
            }
            _ => {}
        }
    }
    !open.is_empty()
}

#[test]
fn every_page_has_the_forms_of_the_guide() {
    let mut wrong = Vec::new();
    for (name, text, gold) in PARTS.iter().flat_map(|part| pages(part)) {
        let mut complain = |what: String| wrong.push(format!("{name}: {what}"));
        if !gold.loose_brackets().is_empty() {
            complain("a broken tag".to_string());
        }
        if gold.articles.is_empty() {
            complain("no article".to_string());
        }
        let tags = text.matches("[[").count() - gold.articles.len();
        if tags != gold.spans.len() {
            complain(format!("{tags} tags, {} spans", gold.spans.len()));
        }
        let mut kinds: BTreeMap<String, Kind> = BTreeMap::new();
        for pair in gold.spans.windows(2).filter(|pair| pair[0].end > pair[1].start) {
            complain(format!("spans overlap at {}", pair[1].start));
        }
        for span in &gold.spans {
            let Some(kind) = span.kind else { continue };
            let surface = gold.surface(span);
            let ends = surface.chars().next().into_iter().chain(surface.chars().last());
            if ends.clone().count() == 0
                || ends.clone().any(|c| c.is_whitespace() || "，。、；：！？".contains(c))
            {
                complain(format!("`{surface}` begins or ends with a space or a mark"));
            }
            if unpaired(&surface) || unpaired(&span.canonical) {
                complain(format!("`{surface}` holds an unpaired bracket"));
            }
            if kind != Kind::Byline && *kinds.entry(span.canonical.clone()).or_insert(kind) != kind {
                complain(format!("`{}` is of two kinds", span.canonical));
            }
            if !span.roles.is_empty() && kind != Kind::Official {
                complain(format!("`{surface}` has roles and is no person"));
            }
            for role in &span.roles {
                let bare = role.trim_start_matches("原:").trim_start_matches("拟:");
                let level = ["县委", "区委", "市委", "县长", "区长", "市长", "副县长", "副区长", "副市长"];
                if bare.chars().count() < 3
                    || level.iter().any(|level| bare.starts_with(level))
                    || role.contains(char::is_whitespace)
                {
                    complain(format!("role `{role}` wants its place or body"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_county_is_in_two_parts_and_every_page_is_in_the_index() {
    let index = root().join("tests/corpus/index.tsv");
    let index = fs::read_to_string(index).expect("the index is part of the corpus");
    let mut parts: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut listed = BTreeSet::new();
    for row in index.lines().skip(1) {
        let fields: Vec<&str> = row.split('\t').collect();
        parts.entry(fields[2]).or_default().insert(fields[0]);
        listed.insert((fields[0].to_string(), fields[1].to_string()));
    }
    let torn: Vec<_> = parts.iter().filter(|(_, parts)| parts.len() > 1).collect();
    assert!(torn.is_empty(), "{torn:?}");
    let there: BTreeSet<(String, String)> = PARTS
        .iter()
        .flat_map(|part| pages(part).into_iter().map(|page| (part.to_string(), page.0)))
        .collect();
    assert_eq!(there, listed);
    assert!(there.len() >= 400, "{} pages", there.len());
    let counties = index.lines().skip(1).filter(|row| row.split('\t').nth(4) == Some("county"));
    let counties: BTreeSet<&str> = counties.filter_map(|row| row.split('\t').nth(2)).collect();
    assert!(counties.len() >= 200, "{} counties", counties.len());
}
