//! A corpus of one county: what its texts call just 县委 is that county's.
//!
//! A county's own paper seldom writes its name. Where all posts of a corpus that tell of a county tell of one and the
//! same, relative names and posts that no page could place are placed there. Decided once all is counted, so that no
//! order of documents counts.

use std::sync::Arc;

use super::tally::Tally;
use crate::kind::Kind;
use crate::resolve::Basis;

/// What a relative name goes on with where no full name of the same body is met.
const ORGANS: [&str; 7] = ["委", "政府", "人民", "人大", "政协", "纪委", "监委"];

impl Tally {
    /// Places what no page could place, in the one county the corpus speaks of; the new numbers of entities change
    /// with it.
    pub(super) fn place_relative(&mut self, county: &str, ids: &mut [u32]) {
        let Some(level) = county.chars().last() else { return };
        for entity in self.entities.iter_mut().filter(|entity| entity.kind == Kind::Official) {
            if !entity.roles.iter().any(|role| full_role(&role.text, county, level).is_some()) {
                continue;
            }
            for mut role in std::mem::take(&mut entity.roles) {
                if let Some(full) = full_role(&role.text, county, level) {
                    role.text = full.into();
                    // What nobody told is told now.
                    let known = if role.basis == Basis::Nowhere { Basis::Stated } else { role.basis };
                    role.basis = known.max(Basis::Home);
                }
                entity.add_role(role);
            }
        }
        for at in 0..self.entities.len() {
            let entity = &self.entities[at];
            if !matches!(entity.kind, Kind::Body | Kind::Project) {
                continue;
            }
            let Some(rest) = entity.name.strip_prefix(level) else { continue };
            let full: Arc<str> = placed(county, level, rest).into();
            let target = self.names.bearers_of(entity.kind, &full).next();
            let (name, mentions) = (entity.name.clone(), entity.sum.mentions);
            match target {
                Some(target) => ids[at] = ids[target as usize],
                None if ORGANS.iter().any(|organ| rest.starts_with(organ)) => {}
                None => continue,
            }
            self.entities[at].name = full;
            self.entities[at].add_surface(&name, mentions);
        }
        dense(ids);
    }

    /// The only county, district or banner that a post of the corpus tells of.
    pub(super) fn only_county(&self) -> Option<String> {
        let mut only: Option<&str> = None;
        for entity in self.entities.iter().filter(|entity| entity.home.stated) {
            for path in entity.home.at.iter().chain(&entity.home.also) {
                let lowest = path.rsplit('/').next().unwrap_or_default();
                let county = path.contains('/') && lowest.ends_with(['县', '区', '旗'])
                    || path.matches('/').count() > 1 && lowest.ends_with('市');
                if county && only.is_some_and(|only| *only != **path) {
                    return None;
                }
                if county {
                    only = Some(path);
                }
            }
        }
        only.and_then(|path| path.rsplit('/').next()).map(str::to_string)
    }
}

/// A relative post written out: `县委书记` and `副县长` of 安溪县.
fn full_role(role: &str, county: &str, level: char) -> Option<String> {
    let head: String = [level, '长'].iter().collect();
    if let Some(before) = role.strip_suffix(head.as_str()) {
        let words = ["", "副", "代", "常务副", "代理", "挂职副"];
        return words.contains(&before).then(|| [county, role].concat());
    }
    let rest = role.strip_prefix(level)?;
    ORGANS.iter().any(|organ| rest.starts_with(organ)).then(|| placed(county, level, rest))
}

/// An organ of the county; a committee of one whose name is one character says the level twice.
fn placed(county: &str, level: char, rest: &str) -> String {
    let mut full = county.to_string();
    if county.chars().count() == 2 && rest.starts_with('委') {
        full.push(level);
    }
    full + rest
}

/// Numbers without holes, in the same order.
fn dense(ids: &mut [u32]) {
    let mut used = ids.to_vec();
    used.sort_unstable();
    used.dedup();
    ids.iter_mut().for_each(|id| *id = used.partition_point(|other| other < id) as u32);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relative_posts_are_written_out() {
        let full = |role| full_role(role, "安溪县", '县');
        assert_eq!(full("县委书记").as_deref(), Some("安溪县委书记"));
        assert_eq!(full("常务副县长").as_deref(), Some("安溪县常务副县长"));
        assert_eq!(full("县人大常委会主任").as_deref(), Some("安溪县人大常委会主任"));
        // Those that name their place stay, and so do words that only begin so.
        assert_eq!(full("永春县县长"), None);
        assert_eq!(full("县域经济研究会会长"), None);
    }

    #[test]
    fn numbers_get_dense() {
        let mut ids = [0, 3, 3, 5];
        dense(&mut ids);
        assert_eq!(ids, [0, 1, 1, 2]);
    }
}
