//! Joins what was counted apart: the homes of one name that are one person's.

use std::sync::Arc;

use super::days::Days;
use super::entity::Entity;
use super::identity::{Grain, persons};
use super::tally::Tally;
use crate::kind::Kind;
use crate::resolve::Home;
use crate::text::Date;

impl Entity {
    /// What nodes are ordered by; no two have it in common once namesakes are told apart.
    pub(super) fn place(&self) -> (Kind, &str, Option<&str>) {
        (self.kind, &self.name, self.home.decided.as_deref())
    }

    /// Adds what another mention tells of the home.
    pub(super) fn note_home(&mut self, home: &Home) {
        self.home.stated |= home.stated;
        for path in &home.also {
            if let Err(at) = self.home.also.binary_search(path) {
                self.home.also.insert(at, path.clone());
            }
        }
    }
}

impl Tally {
    /// Notes a document that names one name in several homes, from its sorted entities and days.
    pub(super) fn note_shared(&mut self, dated: &[(u32, Option<Date>)]) {
        let mut of_name: Vec<(*const u8, u32, Option<Date>)> = Vec::new();
        for &(id, date) in dated {
            let entity = &self.entities[id as usize];
            if entity.kind == Kind::Official {
                of_name.push((Arc::as_ptr(&entity.name).cast(), id, date));
            }
        }
        of_name.sort_unstable();
        let mut sets: Vec<(Vec<u32>, u32, Days<u32>)> = Vec::new();
        for same in of_name.chunk_by(|a, b| a.0 == b.0).filter(|same| same[0].1 != same[same.len() - 1].1) {
            let mut all: Vec<u32> = same.iter().map(|seen| seen.1).collect();
            all.dedup();
            sets.push((all, 1, Days::default()));
            let mut dates: Vec<Date> = same.iter().filter_map(|seen| seen.2).collect();
            dates.sort_unstable();
            dates.dedup();
            for date in dates {
                let set: Vec<u32> =
                    same.iter().filter(|seen| seen.2 == Some(date)).map(|seen| seen.1).collect();
                if set.len() > 1 {
                    sets.push((set, 0, Days(vec![(date, 1)])));
                }
            }
        }
        sets.into_iter().for_each(|(set, count, days)| self.share(set, count, days));
    }

    /// Adds documents, in all and by day, that a set of entities of one name shares.
    pub(super) fn share(&mut self, mut set: Vec<u32>, count: u32, days: Days<u32>) {
        set.sort_unstable();
        let held = self.shared.entry(set.into()).or_default();
        held.0 += count;
        held.1.merge(days);
    }

    /// Every person once: homes of one name are joined or told apart, and labelled. The new number of each entity,
    /// by which the ends of pairs are still to be named.
    pub(super) fn unite(&mut self) -> Vec<u32> {
        let ids = self.united();
        for entity in &mut self.entities {
            if entity.kind == Kind::Official && entity.folk > 0 && entity.roles.is_empty() {
                entity.kind = Kind::Person;
            }
        }
        ids
    }

    fn united(&mut self) -> Vec<u32> {
        let county = self.only_county();
        let mut ids = self.tell_apart();
        if let Some(county) = county {
            self.place_relative(&county, &mut ids);
        }
        let last = ids.iter().max().map_or(0, |last| *last as usize + 1);
        if last < self.entities.len() {
            self.join(&ids, last);
            return ids;
        }
        (0..self.entities.len() as u32).collect()
    }

    /// The new number of every entity; each gets its person's path and label as its home.
    fn tell_apart(&mut self) -> Vec<u32> {
        let provinces = self.provinces();
        let mut ids: Vec<Option<u32>> = vec![None; self.entities.len()];
        let mut next = 0;
        for at in 0..self.entities.len() {
            if ids[at].is_some() {
                continue;
            }
            // All homes of the name, in an order that no order of documents changes.
            let entity = &self.entities[at];
            let chain = self.names.bearers_of(entity.kind, &entity.name);
            let mut chain: Vec<usize> = chain.map(|id| id as usize).collect();
            chain.sort_by(|&a, &b| self.entities[a].home.cmp(&self.entities[b].home));
            let grain = |&id: &usize| {
                let entity = &self.entities[id];
                Grain { home: entity.home.clone(), mentions: entity.sum.mentions }
            };
            let persons = persons(&chain.iter().map(grain).collect::<Vec<_>>(), provinces);
            for (&id, person) in chain.iter().zip(&persons.of) {
                ids[id] = Some(next + *person as u32);
                let who = &persons.who[*person];
                let label = who.label.as_deref().map(Arc::from);
                self.entities[id].home = Home { at: who.path.clone(), decided: label, ..Home::default() };
            }
            next += persons.who.len() as u32;
        }
        ids.into_iter().map(Option::unwrap_or_default).collect()
    }

    /// Provinces the corpus speaks of.
    fn provinces(&self) -> usize {
        let paths = self.entities.iter().filter_map(|entity| entity.home.at.as_deref());
        let mut provinces: Vec<&str> = paths.filter_map(|path| path.split('/').next()).collect();
        provinces.retain(|province| !province.is_empty());
        provinces.sort_unstable();
        provinces.dedup();
        provinces.len()
    }

    /// Adds up entities that have one new number.
    fn join(&mut self, ids: &[u32], count: usize) {
        let most = self.options.evidence;
        let mut entities: Vec<Option<Entity>> = Vec::with_capacity(count);
        entities.resize_with(count, || None);
        for (entity, &id) in std::mem::take(&mut self.entities).into_iter().zip(ids) {
            match &mut entities[id as usize] {
                Some(into) => into.absorb(entity, most),
                empty => *empty = Some(entity),
            }
        }
        self.entities = entities.into_iter().flatten().collect();
        let shared: Vec<_> = std::mem::take(&mut self.shared).into_iter().collect();
        for (set, (count, days)) in shared {
            let mut persons: Vec<u32> = set.iter().map(|&id| ids[id as usize]).collect();
            persons.sort_unstable();
            // A document was counted once for each home; once for the person is enough.
            for same in persons.chunk_by(|a, b| a == b).filter(|same| same.len() > 1) {
                let more = same.len() as u32 - 1;
                let entity = &mut self.entities[same[0] as usize];
                entity.sum.documents = entity.sum.documents.saturating_sub(more * count);
                for (date, sum) in &mut entity.days.0 {
                    if let Ok(at) = days.0.binary_search_by_key(date, |&(day, _)| day) {
                        sum.documents = sum.documents.saturating_sub(more * days.0[at].1);
                    }
                }
            }
        }
    }
}
