//! Roles: posts with their bodies written out.

use std::borrow::Cow;

use crate::article::{Article, article_at};
use crate::dictionary::{Classes, Dictionaries};
use crate::kind::Kind;
use crate::recognise::{LEVELS, Post, Recognised, Rule, is_word};
use crate::text::Text;

use super::alias::headed;
use super::canonical::seated;
use super::generic::is_generic;
use super::house::{self, House, ours};
use super::jurisdiction::Jurisdictions;
use super::{Basis, StatedRole};

/// A page, as far as its roles depend on it.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    pub(super) text: &'a Text,
    pub(super) articles: &'a [Article],
    pub(super) dictionaries: &'a Dictionaries,
    pub(super) jurisdictions: &'a Jurisdictions<'a>,
    /// The institution whose own page it is.
    pub(super) house: Option<&'a House>,
    /// Whether it is an institution's own page and does not tell which: its library is not the county's.
    pub(super) indoors: bool,
}

/// The canonical roles stated at each mention; empty for all but officials.
pub(super) fn roles(context: &Context, found: &Recognised, names: &[String]) -> Vec<Vec<StatedRole>> {
    let mut roles: Vec<Vec<StatedRole>> = vec![Vec::new(); found.mentions.len()];
    for post in &found.posts {
        let Some((name, placed)) = role(context, found, names, post) else { continue };
        let basis = match placed {
            true if found.mentions[post.holder].probability < UNLIKELY => Basis::Nowhere,
            true if found.mentions[post.holder].probability < DOUBTFUL => Basis::Name,
            true => basis(context, found, names, post),
            false => Basis::Nowhere,
        };
        let held = &mut roles[post.holder];
        match held.iter_mut().find(|role| role.name == name) {
            // `局长某某被免去局长职务`: what is over is not held.
            Some(role) => {
                role.state = role.state.max(post.state);
                role.basis = role.basis.min(basis);
            }
            None => held.push(StatedRole { name, state: post.state, basis }),
        }
    }
    roles
}

/// The probability, in thousandths, below which a name is doubtful: of the posts of such names on pages never learnt from, one
/// in four is wrong.
const DOUBTFUL: u16 = 800;

/// The probability, in thousandths, below which a name bears no post: it may be no name at all.
const UNLIKELY: u16 = 650;

/// How it is known of which body a post is.
fn basis(context: &Context, found: &Recognised, names: &[String], post: &Post) -> Basis {
    let Context { text, articles, jurisdictions, .. } = *context;
    if found.mentions[post.holder].rule == Rule::Tenure {
        return Basis::Tenure;
    }
    let owner = post.owner.map(|owner| found.mentions[owner]);
    let span = owner.map_or(post.title, |owner| owner.span);
    let chars = &text.chars()[span.range()];
    // `河东产业集聚区管委会`, a firm, a university: its name is its own.
    let own = post.owner.is_some_and(|owner| {
        !chars.first().is_some_and(|first| LEVELS.contains(first))
            && names[owner].chars().eq(chars.iter().copied())
    });
    if own || jurisdictions.unknown(span.start).is_some() || owner.is_some() && jurisdictions.is_whole(chars)
    {
        return Basis::Stated;
    }
    let article = article_at(articles, span.start);
    let level = match owner {
        Some(_) => chars.first().copied().filter(|c| LEVELS.contains(c)),
        None if post.head => chars.iter().rev().nth(1).copied(),
        None => None,
    };
    match jurisdictions.basis(article, span.start, level) {
        // Which town is meant tells only the one named near.
        Basis::Story if matches!(level, Some('镇' | '乡' | '村')) => {
            if jurisdictions.is_near(span.start, level) { Basis::Story } else { Basis::Page }
        }
        basis => basis,
    }
}

/// A post with its body written out, and whether its place is known: `县长` of a page that names no county is not
/// placed. `None` where nobody can tell of what body it is: a bare 书记 says nothing.
pub(super) fn role(
    context: &Context,
    found: &Recognised,
    names: &[String],
    post: &Post,
) -> Option<(String, bool)> {
    let Context { text, articles, dictionaries, jurisdictions, house, .. } = *context;
    let title = written(&text.slice(post.title));
    let article = article_at(articles, post.title.start);
    let at = post.title.start;
    let of_village = match title.as_str() {
        "村支书" | "支书" | "村党支部书记" => Some("党支部书记"),
        "村主任" => Some("村委会主任"),
        _ => None,
    };
    // `我院院长`: of the house that speaks, whatever was named before.
    if ours(&title).is_some() {
        return house.and_then(|house| house.post(&title)).map(|role| (role, true));
    }
    // `院长` of a hospital's own page, where only another sentence named one.
    let far = |owner: usize| {
        let body = found.mentions[owner].span;
        body.end <= at && text.sentence_at(body.start) != text.sentence_at(at)
    };
    if post.owner.is_some_and(far)
        && let Some(role) = house.and_then(|house| house.own_post(&title))
    {
        return Some((role, true));
    }
    if let Some(owner) = post.owner {
        let name = &names[owner];
        let right_before = found.mentions[owner].span.end == post.title.start;
        // A post after a party group's is one of the organ itself: `发改委党组书记、主任`.
        let name =
            if right_before { Cow::Borrowed(name.as_str()) } else { without_party_group(name, &title) };
        let name = name.as_ref();
        // Divisions go by their plain names: `长阳土家族自治县|县长`.
        let place = found.mentions[owner].kind == Kind::Place;
        let plain = if place { jurisdictions.plain(name) } else { None };
        let name = plain.unwrap_or(name);
        // A head of government is the jurisdiction's: `板桥镇人民政府镇长`.
        let name = match name.strip_suffix("人民政府").or_else(|| name.strip_suffix("政府")) {
            // So are the chairmen of an autonomous region.
            Some(place) if post.head || place.ends_with("自治区") && title.ends_with("主席") => place,
            _ => name,
        };
        let name = match name.strip_suffix("公所") {
            Some(place) if post.head && title.ends_with("区长") => place,
            _ => name,
        };
        if let Some(post) = of_village.filter(|_| place && name.ends_with('村')) {
            return Some((name.to_string() + post, true));
        }
        // Whose body it is nobody can tell: `县旅游局局长` of a page that names no county.
        // `大队党支部`, `发展规划部`: no word of it names anything.
        let names_nothing = |name: &str| {
            is_generic(name, dictionaries)
                && !dictionaries.classes(name).any(Classes::NATIONAL)
                && !jurisdictions.is_whole(&name.chars().collect::<Vec<char>>())
        };
        let written = &text.chars()[found.mentions[owner].span.range()];
        let bare =
            !written.first().is_some_and(|first| LEVELS.contains(first)) && !jurisdictions.is_whole(written);
        let another = context.indoors && bare && !written.iter().copied().eq(name.chars());
        let placed = place || !another && !is_loose(name, dictionaries) && !names_nothing(name);
        if found.mentions[owner].kind == Kind::Place && !post.head && title.starts_with("委") {
            return Some((title, false));
        }
        return Some(([name, &title].concat(), placed));
    }
    // `村支书`, `村主任`: of the village the page spoke of last.
    if let Some(post) = of_village {
        let lead = jurisdictions.level(article, at, '村');
        return lead.map(|lead| (lead + post, true));
    }
    if post.head {
        if let Some((place, _)) = jurisdictions.unknown(post.title.start) {
            return Some(([place, &title].concat(), true));
        }
        let level = title.chars().rev().nth(1).unwrap_or_default();
        // `我市副市长`: the level is told twice.
        let ours = title.strip_prefix(['我', '本', '该', '全']).and_then(|title| title.strip_prefix(level));
        let title = ours.filter(|title| title.contains(level)).map_or(title.clone(), str::to_string);
        let lead = jurisdictions.level(article, post.title.start, level);
        return Some(lead.map_or_else(|| (title.clone(), false), |lead| (lead + &title, true)));
    }
    // `驻村第一书记`: of the village the page spoke of last.
    if text.slice(post.title).starts_with("驻村") {
        return jurisdictions.level(article, post.title.start, '村').map(|lead| (lead + &title, true));
    }
    // `白沙镇党委委员、武装部部长`
    if post.organ
        && let Some(town) = town_before(found, names, post)
    {
        return Some(([town, organ_title(&title).trim_start_matches('委')].concat(), true));
    }
    // A bare 部长 or 局长 does not say of what.
    if post.organ
        && title.chars().count() > 2
        && let Some(lead) = jurisdictions.ground(article, post.title.start)
    {
        return Some((seated(&lead, &organ_title(&title)), true));
    }
    house.and_then(|house| house.post(&title)).map(|role| (role, true))
}

/// Most posts of one person that are looked through.
const MOST_POSTS: usize = 32;

/// The town or street of whose party committee somebody is named right before a post.
fn town_before<'a>(found: &Recognised, names: &'a [String], post: &Post) -> Option<&'a str> {
    let from = found.posts.partition_point(|other| other.holder < post.holder);
    let held = found.posts[from..].iter().take(MOST_POSTS).take_while(|other| other.holder == post.holder);
    let before =
        held.filter(|other| (other.title.end..=other.title.end + 1).contains(&post.title.start)).last()?;
    let town = names[before.owner?].strip_suffix('委')?.strip_suffix(['党', '工'])?.trim_end_matches('党');
    town.ends_with(['镇', '乡', '道']).then_some(town)
}

/// A title as posts are named: `代理县长` is 代县长.
fn written(title: &str) -> String {
    let title = ["分管", "挂职", "新任"].iter().find_map(|word| title.strip_prefix(word)).unwrap_or(title);
    if title.starts_with("代理") && title.ends_with('长') {
        title.replacen("代理", "代", 1)
    } else if title.starts_with("驻村") && title.ends_with("书记") {
        title.replacen("驻村", "", 1)
    } else {
        title.to_string()
    }
}

/// Whether a body's name still begins with a bare level word: `县旅游局`, not `镇海区委`.
fn is_loose(name: &str, dictionaries: &Dictionaries) -> bool {
    let name = name.strip_prefix('原').unwrap_or(name);
    let classes = dictionaries.classes(name);
    if classes.any(Classes::ANYBODYS)
        || name.starts_with("街道")
        || headed(name).is_some()
        || is_unit(name, dictionaries)
    {
        return true;
    }
    // `开发有限公司`: the end of a name whose beginning was not seen.
    let firm = ["股份有限公司", "有限责任公司", "有限公司"].iter().find_map(|form| name.strip_suffix(form));
    if firm.is_some_and(|stem| stem.chars().count() <= 2 && is_word(stem)) {
        return true;
    }
    // `市乡镇企业局`: two level words that name nothing.
    let plain = name.replace("乡镇", "");
    let mut chars = plain.chars();
    let level = chars
        .next()
        .is_some_and(|c| matches!(c, '省' | '市' | '县' | '区' | '州' | '旗' | '盟' | '镇' | '乡'));
    level && !name.ends_with("公司") && !chars.any(|c| LEVELS.contains(&c) && !matches!(c, '团' | '地'))
}

/// Whether a body is a part of something the page does not tell: `心内科`, and not 组织部.
fn is_unit(name: &str, dictionaries: &Dictionaries) -> bool {
    let organ =
        Classes::ORGAN | Classes::UNDER_COMMITTEE | Classes::LOCAL | Classes::NATIONAL | Classes::USER;
    house::is_unit(name)
        && !dictionaries.classes(name).any(organ)
        && !name.contains(['省', '市', '县', '区', '州', '旗', '镇', '乡', '村', '委', '党'])
}

/// The organ itself, where the party group's post only came before: `公安局党委书记、局长`.
fn without_party_group<'a>(name: &'a str, title: &str) -> Cow<'a, str> {
    if ["书记", "委员", "成员"].iter().any(|word| title.ends_with(word)) {
        return Cow::Borrowed(name);
    }
    // `某街道党工委书记、主任`: of the street's office.
    let street = ["党工委", "工委"].iter().find_map(|organ| name.strip_suffix(organ));
    if let Some(street) = street.filter(|street| street.ends_with("街道") && title.ends_with("主任")) {
        return Cow::Owned([street, "办事处"].concat());
    }
    let organ = ["党组", "党委", "党总支"].iter().find_map(|group| name.strip_suffix(group));
    Cow::Borrowed(organ.filter(|organ| !organ.ends_with(['镇', '乡', '村', '道', '区'])).unwrap_or(name))
}

/// `宣传部长` → `委宣传部部长`: the organ written out.
fn organ_title(title: &str) -> String {
    match title.strip_suffix("部长") {
        Some(stem) => format!("委{stem}部部长"),
        None => match title.strip_suffix("局长") {
            Some(stem) => format!("{stem}局局长"),
            None => title.to_string(),
        },
    }
}
