//! The kinds of things a mention can name: the one type every room knows.

use std::fmt;

use serde::{Deserialize, Serialize};

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

impl Kind {
    /// Every kind, in the order tables and legends use.
    pub const ALL: [Kind; 6] =
        [Kind::Official, Kind::Person, Kind::Body, Kind::Place, Kind::Project, Kind::Byline];

    /// The kinds that become nodes of the graph.
    pub const NODES: [Kind; 5] = [Kind::Official, Kind::Person, Kind::Body, Kind::Place, Kind::Project];

    /// The kinds that are shown where none is asked for: people without a public post are not.
    pub const SHOWN: [Kind; 4] = [Kind::Official, Kind::Body, Kind::Place, Kind::Project];

    /// The word users type and files carry.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Official => "official",
            Kind::Person => "person",
            Kind::Body => "body",
            Kind::Place => "place",
            Kind::Project => "project",
            Kind::Byline => "byline",
        }
    }

    /// The kind a word stands for, if it names one.
    pub fn parse(word: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.name() == word)
    }

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

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
