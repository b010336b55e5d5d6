//! The numbers of entities, by kind, name and home.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::kind::Kind;
use crate::resolve::Home;

/// Who bears which name: those of one name are told apart by their homes as documents tell them.
#[derive(Debug, Default)]
pub(super) struct Names {
    first: [FxHashMap<Arc<str>, u32>; Kind::ALL.len()],
    bearers: Vec<Bearer>,
}

#[derive(Debug)]
struct Bearer {
    at: Option<Arc<str>>,
    decided: Option<Arc<str>>,
    /// The next of the same name.
    next: Option<u32>,
}

impl Names {
    /// The number of an entity, if it has one.
    pub(super) fn find(&self, kind: Kind, name: &str, home: &Home) -> Option<u32> {
        self.bearers_of(kind, name).find(|&number| {
            let bearer = &self.bearers[number as usize];
            bearer.at == home.at && bearer.decided == home.decided
        })
    }

    /// All that bear a name.
    pub(super) fn bearers_of(&self, kind: Kind, name: &str) -> impl Iterator<Item = u32> {
        let first = self.first[kind as usize].get(name).copied();
        std::iter::successors(first, |&number| self.bearers[number as usize].next)
    }

    /// Gives a new entity the next number; the name, held once for all that bear it.
    pub(super) fn insert(&mut self, kind: Kind, name: &str, home: &Home) -> Arc<str> {
        let number = self.bearers.len() as u32;
        let names = &mut self.first[kind as usize];
        let known = names.get_key_value(name).map(|(name, first)| (name.clone(), *first));
        let (name, next) = match known {
            Some((name, first)) => (name, self.bearers[first as usize].next.replace(number)),
            None => {
                let name = Arc::<str>::from(name);
                names.insert(name.clone(), number);
                (name, None)
            }
        };
        self.bearers.push(Bearer { at: home.at.clone(), decided: home.decided.clone(), next });
        name
    }
}
