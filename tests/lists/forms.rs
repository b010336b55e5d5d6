//! What the built-in lists may hold.

/// What a list may hold: its header, the words its class column knows, and those of its note column.
/// An empty set of notes leaves the notes free; `also …` may name another class.
pub(crate) struct Form {
    pub(crate) name: &'static str,
    pub(crate) header: &'static str,
    pub(crate) classes: &'static [&'static str],
    pub(crate) notes: &'static [&'static str],
}

pub(crate) const FORMS: &[Form] = &[
    Form {
        name: "body-suffixes",
        header: "word sort note",
        classes: &[
            "association",
            "company",
            "court",
            "culture",
            "finance",
            "government",
            "health",
            "media",
            "other",
            "party",
            "police",
            "research",
            "school",
            "team",
        ],
        notes: &[
            "weak",
            "place too",
            "also association",
            "also court",
            "also culture",
            "also government",
            "also health",
            "also other",
            "also party",
            "also police",
            "also team",
        ],
    },
    Form { name: "build-verbs", header: "word side", classes: &["before", "after", "push"], notes: &[] },
    Form {
        name: "generic",
        header: "word class",
        classes: &["modifier", "noun", "quantity", "vague"],
        notes: &[],
    },
    Form { name: "given-characters", header: "word class", classes: &["strong", "usual"], notes: &[] },
    Form {
        name: "layout",
        header: "word sort note",
        classes: &["dateline", "reporter", "section"],
        notes: &["before", "behind", "both", "weak", "also section", "also reporter"],
    },
    Form {
        name: "name-ends",
        header: "word class note",
        classes: &["verb", "adverb", "noun", "particle"],
        notes: &["speech", "weak"],
    },
    Form {
        name: "landmarks",
        header: "word sort",
        classes: &["land", "mountain", "river", "sight", "water"],
        notes: &[],
    },
    Form { name: "national-bodies", header: "word canonical note", classes: &[], notes: &[] },
    Form { name: "nations", header: "word note", classes: &[], notes: &[] },
    Form { name: "ordinary", header: "word note", classes: &["", "body", "name", "place"], notes: &[] },
    Form {
        name: "organs",
        header: "word under note",
        classes: &["committee", "congress", "core", "cppcc", "discipline", "government", "justice", "mass"],
        notes: &[],
    },
    Form {
        name: "place-suffixes",
        header: "word sort note",
        classes: &["admin", "nature", "road", "site", "zone"],
        notes: &["listed", "memorial", "weak", "body too", "also nature", "also site", "also zone"],
    },
    Form { name: "places-after-2016", header: "name code parent note", classes: &[], notes: &[] },
    Form {
        name: "project-heads",
        header: "word sort canonical note",
        classes: &["campaign", "facility", "work"],
        notes: &["weak", "place too", "body too", "also campaign"],
    },
    Form {
        name: "stops",
        header: "word class note",
        classes: &["adverb", "conjunction", "measure", "particle", "preposition", "pronoun", "time", "verb"],
        notes: &["counted", "plain", "weak"],
    },
    Form {
        name: "surnames",
        header: "word class note",
        classes: &["common", "compound", "rare"],
        notes: &["word"],
    },
    Form { name: "title-prefixes", header: "word note", classes: &[], notes: &[] },
    Form {
        name: "titles",
        header: "word sort note",
        classes: &["after", "folk", "group", "head", "organhead", "post", "rank"],
        notes: &[],
    },
    Form {
        name: "transliteration",
        header: "word class",
        classes: &["foreign", "hui", "kazakh", "mongol", "other", "tibetan", "uyghur", "yi"],
        notes: &[],
    },
];
