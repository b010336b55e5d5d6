//! Colours, sizes and words that files and pictures share.

use crate::graph::Node;
use crate::kind::Kind;

/// The colour of a kind as red, green and blue; told apart by colour-blind readers too (Okabe and Ito).
pub(crate) fn rgb(kind: Kind) -> [u8; 3] {
    match kind {
        Kind::Official => [0xD5, 0x5E, 0x00],
        Kind::Person => [0xE6, 0x9F, 0x00],
        Kind::Body => [0x00, 0x72, 0xB2],
        Kind::Place => [0x00, 0x9E, 0x73],
        Kind::Project => [0xCC, 0x79, 0xA7],
        Kind::Byline => [0x99, 0x99, 0x99],
    }
}

/// The same as `#rrggbb`.
pub(crate) fn hex(kind: Kind) -> String {
    let [r, g, b] = rgb(kind);
    format!("#{r:02x}{g:02x}{b:02x}")
}

/// The same, light enough for black letters: `share` of it in white.
pub(crate) fn light(kind: Kind, share: f64) -> String {
    let [r, g, b] = rgb(kind).map(|part| (255.0 - (255.0 - f64::from(part)) * share).round() as u8);
    format!("#{r:02x}{g:02x}{b:02x}")
}

/// The same hue, light enough for black letters, as DOT's `H S V`.
pub(crate) fn hsv(kind: Kind) -> &'static str {
    match kind {
        Kind::Official => "0.074 0.450 1.000",
        Kind::Person => "0.115 0.350 1.000",
        Kind::Body => "0.560 0.350 1.000",
        Kind::Place => "0.455 0.350 0.900",
        Kind::Project => "0.908 0.300 0.950",
        Kind::Byline => "0.000 0.000 0.850",
    }
}

/// The diameter of a node: it grows with the square root of its mentions.
pub(crate) fn size(node: &Node) -> f64 {
    let size = 6.0 + 4.0 * f64::from(node.mentions).sqrt();
    (size * 100.0).round() / 100.0
}

/// What a kind is called in a Chinese legend.
pub(crate) fn word(kind: Kind) -> &'static str {
    match kind {
        Kind::Official => "官员",
        Kind::Person => "群众",
        Kind::Body => "机构",
        Kind::Place => "地点",
        Kind::Project => "项目",
        Kind::Byline => "记者",
    }
}
