//! The built-in lists: reviewed data files, and the classes their rows give their words.
//!
//! `build.rs` reads them with this file and lays the words out for [`super::words`]; nothing of it is in the program.

use super::classes::Classes;
use super::places::{Place, Places, abbreviation, autonomous};
use super::rows::{Row, rows};
use super::skeleton::skeleton;

/// One list and the classes a row of it gives its word.
struct List {
    text: &'static str,
    classes: fn(&Row) -> Classes,
}

macro_rules! list {
    ($name:literal) => {
        include_str!(concat!("../../dictionaries/built-in/", $name))
    };
}

const LISTS: [List; 18] = [
    List { text: list!("titles.tsv"), classes: title },
    List { text: list!("title-prefixes.tsv"), classes: prefix },
    List { text: list!("organs.tsv"), classes: organ },
    List { text: list!("body-suffixes.tsv"), classes: body_suffix },
    List { text: list!("national-bodies.tsv"), classes: national },
    List { text: list!("place-suffixes.tsv"), classes: place_suffix },
    List { text: list!("project-heads.tsv"), classes: project_head },
    List { text: list!("build-verbs.tsv"), classes: build },
    List { text: list!("layout.tsv"), classes: layout },
    List { text: list!("surnames.tsv"), classes: surname },
    List { text: list!("given-characters.tsv"), classes: given },
    List { text: list!("name-ends.tsv"), classes: name_end },
    List { text: list!("post-links.tsv"), classes: post_link },
    List { text: list!("stops.tsv"), classes: stop },
    List { text: list!("generic.tsv"), classes: generic },
    List { text: list!("ordinary.tsv"), classes: ordinary },
    List { text: list!("transliteration.tsv"), classes: transliteration },
    List { text: list!("landmarks.tsv"), classes: |_| Classes::LANDMARK },
];

/// Every word of the lists and of the tree, in the form the matcher looks for, with classes; some more than once.
pub(super) fn words(places: &Places, mut each: impl FnMut(String, Classes)) {
    for list in &LISTS {
        for row in rows(list.text).skip(1) {
            each(skeleton(row.get(0)), (list.classes)(&row));
        }
    }
    // A former county of two characters is many other words too: 开县, 安县.
    let common = |place: &&Place| place.years.is_some() && place.name.chars().count() < 3;
    for (_, place) in places.iter().filter(|(_, place)| !common(place)) {
        each(skeleton(&place.name), Classes::PLACE);
        each(skeleton(&place.plain), Classes::PLACE);
        let briefs = [autonomous(&place.name, &place.plain), abbreviation(&place.name)];
        briefs.iter().flatten().for_each(|brief| each(skeleton(brief), Classes::PLACE));
        if let Some(short) = &place.short {
            each(skeleton(short), Classes::SHORT_PLACE);
        }
    }
}

fn title(row: &Row) -> Classes {
    let nation = if row.get(2).contains("nation") { Classes::NATION_TITLE } else { Classes::NONE };
    let folk = if row.get(2).contains("also folk") { Classes::FOLK } else { Classes::NONE };
    nation
        | folk
        | match row.get(1) {
            "head" => Classes::TITLE | Classes::HEAD,
            "organhead" => Classes::TITLE | Classes::ORGAN_TITLE,
            "rank" => Classes::TITLE | Classes::RANK,
            "after" => Classes::AFTER_NAME,
            "group" => Classes::GROUP,
            "folk" => Classes::FOLK,
            _ => Classes::TITLE,
        }
}

fn prefix(row: &Row) -> Classes {
    match row.get(1) {
        note if note.contains("past") => Classes::TITLE_PREFIX | Classes::PAST,
        note if note.contains("to come") => Classes::TITLE_PREFIX | Classes::TO_COME,
        _ => Classes::TITLE_PREFIX,
    }
}

fn post_link(row: &Row) -> Classes {
    match row.get(1) {
        "held" => Classes::POST_LINK | Classes::PAST,
        "proposed" => Classes::POST_LINK | Classes::TO_COME,
        _ => Classes::POST_LINK,
    }
}

fn organ(row: &Row) -> Classes {
    anybodys(row)
        | match row.get(1) {
            "committee" => Classes::ORGAN | Classes::UNDER_COMMITTEE,
            "core" | "cppcc" | "discipline" => Classes::ORGAN | Classes::CORE,
            _ => Classes::ORGAN,
        }
}

fn anybodys(row: &Row) -> Classes {
    if row.get(2).contains("anybody's") { Classes::ANYBODYS } else { Classes::NONE }
}

/// Brands and names that are also common words need proof no rule has: they are left out.
fn national(row: &Row) -> Classes {
    let doubtful = row.get(2).contains("weak") || row.get(2).contains("brand");
    if doubtful { Classes::NONE } else { Classes::NATIONAL }
}

fn body_suffix(row: &Row) -> Classes {
    let weak = if row.get(2).contains("weak") { Classes::WEAK_SUFFIX } else { Classes::NONE };
    Classes::BODY_SUFFIX
        | weak
        | anybodys(row)
        | match row.get(1) {
            "company" | "finance" if row.get(2).contains("weak") => Classes::COMPANY | Classes::TRADE,
            "company" => Classes::COMPANY,
            "party" | "government" => Classes::LOCAL,
            _ => Classes::NONE,
        }
}

fn place_suffix(row: &Row) -> Classes {
    if row.get(2).contains("listed") {
        return Classes::LISTED_SUFFIX;
    }
    let sort = match row.get(1) {
        "admin" => Classes::ADMIN_SUFFIX,
        "zone" => Classes::ZONE_SUFFIX,
        "road" => Classes::ROAD_SUFFIX,
        _ => Classes::NONE,
    };
    let sort = sort | if row.get(2).contains("memorial") { Classes::MEMORIAL } else { Classes::NONE };
    Classes::PLACE_SUFFIX | sort | if row.get(2).contains("weak") { Classes::WEAK } else { Classes::NONE }
}

fn project_head(row: &Row) -> Classes {
    let sort = match row.get(1) {
        "campaign" => Classes::CAMPAIGN,
        "facility" => Classes::FACILITY,
        _ => Classes::WORK,
    };
    let sort = sort | if row.get(3).contains("weak") { Classes::WEAK } else { Classes::NONE };
    sort | if row.get(2) == "drop" { Classes::DROP } else { Classes::NONE }
}

fn build(row: &Row) -> Classes {
    match row.get(1) {
        "before" => Classes::BUILDS,
        "push" => Classes::PUSH,
        _ => Classes::BUILT,
    }
}

fn layout(row: &Row) -> Classes {
    match row.get(1) {
        "dateline" => Classes::DATELINE,
        "reporter" if row.get(2).contains("weak") => Classes::REPORTER | Classes::COMMON_WORD,
        "reporter" => Classes::REPORTER,
        _ => Classes::SECTION,
    }
}

fn surname(row: &Row) -> Classes {
    Classes::SURNAME | if row.get(2).contains("word") { Classes::COMMON_WORD } else { Classes::NONE }
}

fn given(row: &Row) -> Classes {
    if row.get(1) == "strong" { Classes::GIVEN | Classes::GIVEN_STRONG } else { Classes::GIVEN }
}

fn name_end(row: &Row) -> Classes {
    let weak = if row.get(2).contains("weak") { Classes::WEAK_END } else { Classes::NONE };
    let speech = if row.get(2).contains("speech") { Classes::VERB } else { Classes::NONE };
    weak | speech | if row.get(1) == "verb" { Classes::AFTER_VERB } else { Classes::AFTER_OTHER }
}

fn stop(row: &Row) -> Classes {
    let plain = if row.get(2).contains("plain") { Classes::PLAIN_STOP } else { Classes::NONE };
    let plain = plain | if row.get(2).contains("counted") { Classes::MEASURE } else { Classes::NONE };
    plain | if row.get(2).contains("weak") { Classes::WEAK_STOP } else { Classes::STOP }
}

fn generic(row: &Row) -> Classes {
    match row.get(1) {
        "quantity" => Classes::QUANTITY,
        "noun" => Classes::NEVER,
        "vague" => Classes::GENERIC | Classes::VAGUE,
        _ => Classes::GENERIC,
    }
}

/// Chunks of three characters and words for places only tell what is no person.
fn ordinary(row: &Row) -> Classes {
    let whole = matches!(row.get(0).chars().count(), 2 | 4) && !matches!(row.get(1), "place" | "body");
    let general = if whole { Classes::ORDINARY } else { Classes::NONE };
    let name = if row.get(1) == "name" { Classes::NAME_WORD } else { Classes::NONE };
    Classes::NO_PERSON | general | name
}

fn transliteration(row: &Row) -> Classes {
    if row.get(1) == "foreign" { Classes::FOREIGN } else { Classes::MINORITY }
}
