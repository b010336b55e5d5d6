//! The kinds of things a mention can name: the one type every room knows.

use serde::{Deserialize, Serialize};

/// Gives the variants of an enum their words, in the order of lists: `ALL`, `name`, `parse` and `Display`.
macro_rules! words {
    ($enum:ident: $($variant:ident $word:literal),+) => {
        impl $enum {
            /// Every one, in the order of lists and legends.
            pub const ALL: [$enum; [$($word),+].len()] = [$($enum::$variant),+];

            /// Returns the word that users type and files carry.
            pub fn name(self) -> &'static str {
                match self {
                    $($enum::$variant => $word),+
                }
            }

            /// Returns what a word stands for, if it names one.
            pub fn parse(word: &str) -> Option<$enum> {
                $enum::ALL.into_iter().find(|each| each.name() == word)
            }
        }

        impl std::fmt::Display for $enum {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.name())
            }
        }
    };
}
pub(crate) use words;

/// What sort of thing a mention or an entity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A person who acts in the news and holds a public post, or may hold one.
    Official,
    /// A person without a public post: a villager, a worker, a shopkeeper, a pupil.
    Person,
    /// A party or government organ, company, school or hospital.
    Body,
    /// An administrative unit, zone, road, square or scenic site.
    Place,
    /// A construction project, or a named programme or campaign.
    Project,
    /// A reporter or photographer: document metadata, never a node.
    Byline,
}

words!(
    Kind: Official "official", Person "person", Body "body", Place "place", Project "project", Byline "byline"
);

impl Kind {
    /// The kinds that become nodes of the graph.
    pub const NODES: [Kind; 5] = [Kind::Official, Kind::Person, Kind::Body, Kind::Place, Kind::Project];

    /// The kinds that are shown where none is asked for: people without a public post are not.
    pub const SHOWN: [Kind; 4] = [Kind::Official, Kind::Body, Kind::Place, Kind::Project];

    /// The letter of the annotation markup (`[[P:…]]`), which does not tell people apart by their posts.
    pub fn letter(self) -> char {
        match self {
            Kind::Official | Kind::Person => 'P',
            Kind::Body => 'B',
            Kind::Place => 'L',
            Kind::Project => 'J',
            Kind::Byline => 'R',
        }
    }
}
