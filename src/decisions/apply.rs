//! Applies decisions to the mentions of a document.

use super::condition::Page;
use super::{Action, Decision, Decisions, labelled};
use crate::kind::Kind;
use crate::resolve::{Home, Named, Resolved};

/// How many mentions each decision was applied to, in the order of the decisions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Uses(Vec<u64>);

impl Uses {
    /// Mentions a decision changed, by its position.
    pub fn of(&self, decision: usize) -> u64 {
        self.0.get(decision).copied().unwrap_or(0)
    }

    fn note(&mut self, decision: usize) {
        if self.0.len() <= decision {
            self.0.resize(decision + 1, 0);
        }
        self.0[decision] += 1;
    }
}

impl Decisions {
    /// Changes a document as decided, and counts what each decision did.
    pub fn apply(&self, page: &mut Resolved, uses: &mut Uses) {
        if self.is_empty() {
            return;
        }
        let Resolved { info, articles, passages, mentions } = page;
        let mut told = Page::of(info, articles, passages);
        if self.list().iter().any(|decision| decision.condition.post.is_some()) {
            told.note_posts(mentions);
        }
        let mut bodies: Vec<(String, String)> = Vec::new();
        mentions.retain_mut(|named| {
            let before = (named.kind == Kind::Body).then(|| named.entity.clone());
            let stays = self.one(&told, named, uses);
            if let Some(before) = before.filter(|_| stays && named.kind == Kind::Body) {
                bodies.push((before, named.entity.clone()));
            }
            stays
        });
        rename_posts(mentions, bodies);
    }

    /// Changes one mention; false where it is to go.
    fn one(&self, page: &Page, named: &mut Named, uses: &mut Uses) -> bool {
        let mut from = 0;
        while let Some(at) = self.next(page, named, from) {
            let decision = &self.list[at as usize];
            uses.note(at as usize);
            match decision.action {
                Action::Merge | Action::Rename => rename(named, &decision.value),
                // Nobody else is named: every home has a bearer of its own.
                Action::Split if decision.value.is_empty() => {
                    named.home.stated = true;
                    named.home.also.clear();
                }
                Action::Split => rename(named, &decision.value),
                Action::Retype => retype(named, decision),
                Action::Block => return false,
                Action::Keep => {
                    named.home.decided.get_or_insert_with(|| "".into());
                    return true;
                }
            }
            from = at + 1;
        }
        true
    }

    /// The first decision at or after a line that is about a mention as it now stands.
    fn next(&self, page: &Page, named: &Named, from: u32) -> Option<u32> {
        let about = self.by_name[named.kind as usize].get(&named.entity)?;
        let later = &about[about.partition_point(|&at| at < from)..];
        let meant = |decision: &Decision| {
            decision.name == named.entity
                || labelled(decision.kind, &decision.name).is_some_and(|(_, home)| named.home.is_called(home))
        };
        let holds = |decision: &Decision| meant(decision) && decision.condition.holds(page, named);
        later.iter().copied().find(|&at| holds(&self.list[at as usize]))
    }
}

/// Gives a mention another name, and the home its label tells: `王伟（莘县）`.
fn rename(named: &mut Named, value: &str) {
    match labelled(named.kind, value) {
        Some((name, home)) => {
            named.entity = name.to_string();
            named.home.decided = Some(home.into());
        }
        None => named.entity = value.to_string(),
    }
}

fn retype(named: &mut Named, decision: &Decision) {
    if let Some(kind) = Kind::parse(&decision.value) {
        named.kind = kind;
        if kind != Kind::Official {
            named.roles.clear();
        }
        if !matches!(kind, Kind::Official | Kind::Person) {
            named.home = Home::default();
        }
    }
}

/// Posts follow their bodies to the new names; of two bodies a post begins with, the longer is its own.
fn rename_posts(mentions: &mut [Named], mut bodies: Vec<(String, String)>) {
    if bodies.iter().all(|(before, after)| before == after) {
        return;
    }
    bodies.sort_by_key(|(before, _)| std::cmp::Reverse(before.len()));
    for role in mentions.iter_mut().flat_map(|named| &mut named.roles) {
        let own =
            bodies.iter().find_map(|(before, after)| Some((role.name.strip_prefix(before.as_str())?, after)));
        if let Some((post, after)) = own.filter(|(post, _)| !post.is_empty()) {
            role.name = format!("{after}{post}");
        }
    }
}
