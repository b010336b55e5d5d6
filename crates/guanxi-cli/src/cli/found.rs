//! The mentions of a page in the form they are printed and scored in.

use crate::score::{Predicted, Tagged, annotate};
use guanxi::kind::Kind;
use guanxi::pipeline::Page;
use guanxi::resolve::{Named, PostState};

/// The mentions of a page with the raw text of each, in order of offset.
pub(super) fn predicted(page: &Page) -> impl Iterator<Item = Predicted> + '_ {
    let mut rest = page.document.text.chars();
    let mut at = 0;
    page.resolved.mentions.iter().map(move |named| {
        if named.start < at {
            rest = page.document.text.chars();
            at = 0;
        }
        let mut surface = rest.by_ref().skip(named.start - at);
        let text: String = surface.by_ref().take(named.end.saturating_sub(named.start)).collect();
        at = named.end.max(named.start);
        Predicted {
            doc: page.document.id.clone(),
            article: page.resolved.passages.get(named.passage).map_or(0, |passage| passage.article),
            start: named.start,
            end: named.end,
            // The markup and the referee know one kind of people.
            kind: if named.kind == Kind::Person { Kind::Official } else { named.kind },
            text,
            entity: named.entity.clone(),
            roles: roles(named, PostState::Held),
            former_roles: roles(named, PostState::Former),
            proposed_roles: roles(named, PostState::Proposed),
        }
    })
}

fn roles(named: &Named, state: PostState) -> Vec<String> {
    named.roles_in(state).map(str::to_string).collect()
}

/// The text of a page as markup: its mentions tagged, and where each article starts.
pub(super) fn markup(page: &Page) -> String {
    let tagged: Vec<Tagged> = predicted(page)
        .map(|mention| {
            let roles = mention.marked_roles().collect();
            let Predicted { start, end, kind, entity, .. } = mention;
            Tagged { start, end, kind: Some(kind), canonical: entity, roles }
        })
        .collect();
    annotate(&page.document.text, &tagged, &page.starts)
}
