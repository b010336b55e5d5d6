//! Offices spoken of without a name: a tenure table says who held them on the article's day.

use std::borrow::Cow;

use crate::article::article_at;
use crate::kind::Kind;
use crate::recognise::{Mention, Office, Recognised, Rule};

use super::roles::{self, Context};

/// What was found and its names, with a mention for every office whose holder a table tells.
pub(super) fn filled<'a>(
    found: &'a Recognised,
    names: Vec<String>,
    context: &Context,
) -> (Cow<'a, Recognised>, Vec<String>) {
    let held: Vec<(Office, String)> = found
        .offices
        .iter()
        .filter_map(|office| Some((*office, holder(found, &names, office, context)?)))
        .collect();
    if held.is_empty() {
        return (Cow::Borrowed(found), names);
    }
    let mut mentions = Vec::with_capacity(found.mentions.len() + held.len());
    let mut all = Vec::with_capacity(mentions.capacity());
    // Where every mention stands once the offices are among them.
    let mut moved = Vec::with_capacity(found.mentions.len());
    let mut offices = Vec::with_capacity(held.len());
    let mut waiting = held.into_iter().peekable();
    for (mention, name) in found.mentions.iter().zip(names) {
        while let Some((office, person)) = waiting.next_if(|(office, _)| office.title < mention.span) {
            offices.push(office.held_by(mentions.len()));
            mentions.push(of_office(office));
            all.push(person);
        }
        moved.push(mentions.len());
        mentions.push(*mention);
        all.push(name);
    }
    for (office, person) in waiting {
        offices.push(office.held_by(mentions.len()));
        mentions.push(of_office(office));
        all.push(person);
    }
    let mut posts = found.posts.clone();
    posts.iter_mut().for_each(|post| post.holder = moved[post.holder]);
    posts.extend(offices);
    posts.iter_mut().for_each(|post| post.owner = post.owner.map(|owner| moved[owner]));
    posts.sort_by_key(|post| (post.holder, post.title));
    (Cow::Owned(Recognised { mentions, posts, offices: Vec::new() }), all)
}

fn of_office(office: Office) -> Mention {
    Mention {
        span: office.title,
        kind: Kind::Official,
        rule: Rule::Tenure,
        entry: None,
        head: None,
        probability: 1000,
    }
}

/// Who held an office on the day of the story that speaks of it.
fn holder(found: &Recognised, names: &[String], office: &Office, context: &Context) -> Option<String> {
    let day = context.articles[article_at(context.articles, office.title.start)].date?;
    let post = office.held_by(0);
    let (role, _) = roles::role(context, found, names, &post)?;
    let tenures = context.dictionaries.tenures();
    // Tables may write 莘县委, as people do.
    let holder = tenures.holder(&role, day).or_else(|| tenures.holder(&role.replace("县县委", "县委"), day));
    holder.map(str::to_string)
}
