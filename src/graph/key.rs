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
    /// What tells it apart from others of its kind and name: the home of an official, `莘县`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub home: Option<String>,
}

impl Key {
    /// The key of an entity whose name nobody shares.
    pub fn new(kind: Kind, name: impl Into<String>) -> Self {
        Key { kind, name: name.into(), home: None }
    }

    /// The same name, told apart by a home.
    pub fn of(self, home: Option<String>) -> Self {
        Key { home, ..self }
    }

    /// What is shown: `王伟`, or `王伟（莘县）` where others bear the name.
    pub fn label(&self) -> String {
        match &self.home {
            Some(home) => format!("{}（{home}）", self.name),
            None => self.name.clone(),
        }
    }

    /// A name for files: `official:王建国`, or `official:王伟@莘县`; the same in every build.
    ///
    /// White space, control characters and marks that are syntax somewhere are percent-encoded, so the id
    /// can stand in quotes, in an XML attribute or in a table, and no two keys share one.
    pub fn id(&self) -> String {
        let mut id = String::with_capacity(self.name.len() + 9);
        id.push_str(self.kind.name());
        id.push(':');
        plain(&self.name, &mut id);
        if let Some(home) = &self.home {
            id.push('@');
            plain(home, &mut id);
        }
        id
    }
}

fn plain(name: &str, id: &mut String) {
    for c in name.chars() {
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
        let home = Key::new(Kind::Official, "王明").of(Some("莘县".into()));
        assert_eq!((home.id(), home.label()), ("official:王明@莘县".into(), "王明（莘县）".into()));
        assert_ne!(home.id(), Key::new(Kind::Official, "王明@莘县").id());
        assert_ne!(Key::new(Kind::Place, "a").id(), Key::new(Kind::Body, "a").id());
    }
}
