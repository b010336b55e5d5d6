//! What makes an entity one and the same.

use std::fmt::Write;

use serde::{Deserialize, Serialize};

use crate::kind::Kind;

/// The identity of a node: two mentions with equal keys are one entity.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Key {
    /// What sort of thing it is.
    pub kind: Kind,
    /// Canonical name.
    pub name: String,
}

impl Key {
    /// The key of an entity.
    pub fn new(kind: Kind, name: impl Into<String>) -> Self {
        Key { kind, name: name.into() }
    }

    /// A name for files: `official:王建国`, the same in every build.
    ///
    /// White space, control characters and marks that are syntax somewhere are percent-encoded, so the id
    /// can stand in quotes, in an XML attribute or in a table, and no two keys share one.
    pub fn id(&self) -> String {
        let mut id = String::with_capacity(self.name.len() + 9);
        id.push_str(self.kind.name());
        id.push(':');
        for c in self.name.chars() {
            if is_plain(c) {
                id.push(c);
            } else {
                let mut bytes = [0; 4];
                for byte in c.encode_utf8(&mut bytes).bytes() {
                    // Writing to a String cannot fail.
                    let _ = write!(id, "%{byte:02X}");
                }
            }
        }
        id
    }
}

fn is_plain(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '(' | ')' | '+');
    }
    let noncharacter = matches!(c as u32, 0xFDD0..=0xFDEF) || (c as u32) & 0xFFFE == 0xFFFE;
    let invisible = matches!(c as u32, 0x200B..=0x200F | 0x2028..=0x202E | 0x2060..=0x206F | 0xFEFF);
    !(c.is_whitespace() || c.is_control() || noncharacter || invisible)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_plain_and_distinct() {
        assert_eq!(Key::new(Kind::Official, "王建国").id(), "official:王建国");
        assert_eq!(Key::new(Kind::Body, "A&B \"甲\"\n").id(), "body:A%26B%20%22甲%22%0A");
        assert_ne!(Key::new(Kind::Body, "a%20b").id(), Key::new(Kind::Body, "a b").id());
        assert_ne!(Key::new(Kind::Place, "a").id(), Key::new(Kind::Body, "a").id());
    }
}
