//! Which division a name means that somebody gives for the place texts speak for.

use super::places::{Level, Places};

/// Why a name means no one division.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HomeError {
    /// No list knows it.
    #[error("no province, city or county is called `{0}`")]
    Unknown(String),
    /// Several divisions bear it.
    #[error("several places are called `{name}`: {chains}")]
    Several {
        /// The name as it was given.
        name: String,
        /// The first of them, each with what lies above it.
        chains: String,
    },
}

/// Divisions shown of those that bear one name.
const SHOWN: usize = 4;

impl Places {
    /// The one division a name means: `安溪县`, `泉州市安溪县`, `安溪`.
    ///
    /// # Errors
    /// Where no division, or more than one, is called so.
    pub fn home(&self, name: &str) -> Result<u32, HomeError> {
        let name = name.trim();
        let ids = self.bearing(name);
        match ids[..] {
            [id] => Ok(id),
            [] => Err(HomeError::Unknown(name.to_string())),
            _ => {
                let shown: Vec<String> = ids.iter().take(SHOWN).map(|&id| self.whole(id)).collect();
                Err(HomeError::Several { name: name.to_string(), chains: shown.join(", ") })
            }
        }
    }

    /// The divisions a name means: by its full name, with or without those above it, else by its short name.
    ///
    /// Of those of one short name the counties count where there are any: a county is what is mostly left without
    /// its level word.
    pub(crate) fn bearing(&self, name: &str) -> Vec<u32> {
        let mut rest = name;
        let mut ids: Vec<u32> = Vec::new();
        while !rest.is_empty() {
            let chars: Vec<char> = rest.chars().collect();
            let Some((length, found)) = self.beginning(&chars, LONGEST).next() else {
                ids.clear();
                break;
            };
            let inside = |id: &u32| ids.is_empty() || ids.iter().any(|&up| self.within(*id, up));
            ids = found.iter().copied().filter(inside).collect();
            rest = &rest[chars[..length].iter().map(|c| c.len_utf8()).sum()..];
        }
        if ids.is_empty() {
            ids = self.short(name).to_vec();
            if ids.iter().any(|&id| self.get(id).level == Level::County) {
                ids.retain(|&id| self.get(id).level == Level::County);
            }
        }
        // Of a division that is and one that is no more the one that is.
        if ids.iter().any(|&id| self.get(id).years.is_none()) {
            ids.retain(|&id| self.get(id).years.is_none());
        }
        ids
    }

    /// A division's name with those above it: `福建省泉州市安溪县`.
    fn whole(&self, id: u32) -> String {
        let mut names: Vec<&str> = self.chain(id).map(|id| self.get(id).name.as_str()).collect();
        names.reverse();
        names.concat()
    }
}

/// Longest name of a division that is looked for, in characters.
const LONGEST: usize = 12;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_home_is_one_division() {
        let places = Places::built_in();
        let name = |home: &str| places.home(home).map(|id| places.whole(id));
        for home in ["泌阳县", "驻马店市泌阳县", "河南省驻马店市泌阳县", "泌阳", " 泌阳县 "]
        {
            assert_eq!(name(home).as_deref(), Ok("河南省驻马店市泌阳县"), "{home}");
        }
        assert_eq!(name("南京市鼓楼区").as_deref(), Ok("江苏省南京市鼓楼区"));
        assert!(matches!(name("鼓楼区"), Err(HomeError::Several { .. })));
        for home in ["", "无有县", "泌阳县无有"] {
            assert!(matches!(name(home), Err(HomeError::Unknown(_))), "{home}");
        }
    }
}
