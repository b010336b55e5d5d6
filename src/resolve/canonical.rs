//! Canonical names of bodies, places and projects.

use crate::dictionary::{Classes, Dictionaries, Level, Places};
use crate::recognise::LEVELS;

use super::jurisdiction::{Jurisdictions, prefix};

/// Where a name stands: what relative names need to know.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    pub(super) dictionaries: &'a Dictionaries,
    pub(super) jurisdictions: &'a Jurisdictions<'a>,
    pub(super) article: usize,
    /// Position of the name in clean characters.
    pub(super) at: usize,
}

/// A name without white space and quotation marks, brackets full width.
pub(super) fn squeeze(surface: &str) -> String {
    surface
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '“' | '”' | '"' | '‘' | '’' | '\'' | '「' | '」'))
        .map(|c| match c {
            '(' => '（',
            ')' => '）',
            c => c,
        })
        .collect()
}

/// The jurisdiction's short name with its level word, and the organ: `区委` → `鼓楼区委`.
pub(super) fn body(surface: &str, context: Context) -> String {
    let name = squeeze(surface);
    if let Some(variant) = context.dictionaries.variant(&name) {
        return variant.to_string();
    }
    if context.dictionaries.classes(&name).any(Classes::NATIONAL) {
        return name;
    }
    let led = name.starts_with(LEVELS);
    if !led && ends_with_class(&name, Classes::COMPANY, context.dictionaries) {
        return name;
    }
    let name =
        name.strip_prefix("中共").filter(|rest| !rest.starts_with("中央")).unwrap_or(&name).to_string();
    if let Some(full) = placed(&name, context) {
        return full;
    }
    if let Some(own) = local(&name) {
        return own;
    }
    relative(&name, context).unwrap_or(name)
}

/// Longest name of a division that leads a body's, in characters.
const LONGEST: usize = 11;

/// A body whose name begins with a division: the last of the chain, then the organ.
fn placed(name: &str, context: Context) -> Option<String> {
    let places = context.dictionaries.places();
    let chars: Vec<char> = name.chars().collect();
    let mut at = 0;
    let mut last: Option<u32> = None;
    loop {
        let rest = &chars[at..];
        // Something must follow the division.
        let most = rest.len().saturating_sub(1).min(LONGEST);
        let found = places.beginning(rest, most).find_map(|(length, ids)| {
            let id = ids.iter().copied().find(|&id| last.is_none_or(|up| places.within(id, up)))?;
            Some((at + length, id))
        });
        let Some((end, id)) = found else { break };
        last = Some(id);
        at = end;
    }
    let id = last?;
    let mut rest = &chars[at..];
    let lead = prefix(places, id);
    // `莘县县委` says the level twice.
    if rest.len() >= 2 && lead.ends_with(rest[0]) && LEVELS.contains(&rest[0]) {
        rest = &rest[1..];
    }
    // A town's or village's own body is known by the lowest place.
    if let Some(end) = lowest_place(rest) {
        let start = (1..end).rev().find(|&at| is_local(&rest[..at])).unwrap_or(0);
        if end < rest.len() && end - start >= 2 {
            return Some(rest[start..].iter().collect());
        }
    }
    let rest: String = rest.iter().collect();
    Some(format!("{lead}{rest}"))
}

/// A town's or village's own body by its lowest place: `萨依巴格乡某某村党支部` → `某某村党支部`.
fn local(name: &str) -> Option<String> {
    let chars: Vec<char> = name.chars().collect();
    let end = lowest_place(&chars)?;
    let start = (2..end).rev().find(|&at| is_local(&chars[..at]))?;
    (end - start >= 2).then(|| chars[start..].iter().collect())
}

/// Whether a name ends with a word of the classes, of two characters or more.
fn ends_with_class(name: &str, classes: Classes, dictionaries: &Dictionaries) -> bool {
    let starts = name.char_indices().map(|(at, _)| at);
    starts
        .filter(|&at| name[at..].chars().count() >= 2)
        .any(|at| dictionaries.classes(&name[at..]).any(classes))
}

/// Where the last town, village or community name in a body's name ends, if its own organ follows.
pub(super) fn lowest_place(chars: &[char]) -> Option<usize> {
    (2..chars.len()).rev().filter(|&end| is_local(&chars[..end])).find(|&end| {
        let organ: String = chars[end..].iter().collect();
        let village = chars[end - 1] == '村';
        let organs: &[&str] = if village {
            &["党", "村委", "委会", "村民委", "支部", "支委", "妇联", "团支", "民兵"]
        } else {
            &["党", "居", "政府", "人大", "人民政府", "纪委", "办事处", "妇联", "团委"]
        };
        let word = chars[..end].ends_with(&['农', '村']) || chars[..end].ends_with(&['乡', '村']);
        !word && organs.iter().any(|c| organ.starts_with(c))
    })
}

pub(super) fn is_local(chars: &[char]) -> bool {
    chars.len() >= 2
        && (matches!(chars[chars.len() - 1], '镇' | '乡' | '村')
            || chars.ends_with(&['街', '道'])
            || chars.ends_with(&['社', '区']))
}

/// A body named relative to its article's jurisdiction.
fn relative(name: &str, context: Context) -> Option<String> {
    let chars: Vec<char> = name.chars().collect();
    let first = *chars.first()?;
    let at = |level: char| context.jurisdictions.level(context.article, context.at, level);
    for (word, level) in [
        ("街道", '街'),
        ("社区", '社'),
        ("自治区", '省'),
        ("自治州", '州'),
        ("自治县", '县'),
        ("自治旗", '旗'),
    ] {
        if let Some(rest) = name.strip_prefix(word) {
            return at(level).map(|lead| format!("{lead}{rest}"));
        }
    }
    if first == '团' && chars.len() >= 3 && LEVELS.contains(&chars[1]) {
        return at(chars[1]).map(|lead| format!("共青团{lead}{}", chars[2..].iter().collect::<String>()));
    }
    let classes = context.dictionaries.classes(name);
    // `市场监管局` is a whole organ, `镇党委` one with its level.
    let rest: String = chars[1..].iter().collect();
    let whole = classes.any(Classes::ORGAN)
        && !context.dictionaries.classes(&rest).any(Classes::ORGAN | Classes::BODY_SUFFIX);
    if name == "居委会" || name == "居民委员会" {
        return at('社').map(|lead| format!("{lead}{name}"));
    }
    if LEVELS.contains(&first) && chars.len() >= 2 && !whole {
        // A village's own bodies keep the word: `村委会` → `耿王庄村村委会`.
        let keep = first == '村' && (chars[1] == '委' || chars[1] == '民');
        return at(first).map(|lead| {
            let lead = if first == '地' { lead.trim_end_matches('区').to_string() } else { lead };
            let rest: String = chars[usize::from(!keep)..].iter().collect();
            format!("{lead}{rest}")
        });
    }
    let base = context.jurisdictions.base(context.article)?;
    let lead = prefix(context.dictionaries.places(), base);
    if classes.any(Classes::UNDER_COMMITTEE) {
        return Some(format!("{lead}委{name}"));
    }
    if classes.any(Classes::ORGAN) || generic_stem(name, context.dictionaries) {
        return Some(format!("{lead}{name}"));
    }
    None
}

/// Whether nothing but generic words stands before the organ: `特色产业区管委会`.
fn generic_stem(name: &str, dictionaries: &Dictionaries) -> bool {
    let chars: Vec<char> = name.chars().collect();
    let words =
        Classes::GENERIC | Classes::NEVER | Classes::ORGAN | Classes::BODY_SUFFIX | Classes::PLACE_SUFFIX;
    let mut reach = vec![false; chars.len() + 1];
    reach[0] = true;
    for from in 0..chars.len() {
        if !reach[from] {
            continue;
        }
        for to in from + 1..=chars.len().min(from + 8) {
            let part: String = chars[from..to].iter().collect();
            if dictionaries.classes(&part).any(words) && (to - from > 1 || to == chars.len()) {
                reach[to] = true;
            }
        }
    }
    reach[chars.len()]
}

/// A place by the name files carry: `河南` → `河南省`, others as written.
pub(super) fn place(surface: &str, short: bool, context: Context) -> String {
    let name = squeeze(surface);
    let places = context.dictionaries.places();
    // `宁夏` is written for the whole name; other names stay as they are written.
    let province = places.named(&name).iter().find(|&&id| places.get(id).level == Level::Province);
    if let Some(&id) = province {
        return places.get(id).name.clone();
    }
    if !short || places.short(&name).is_empty() {
        return division(name, places);
    }
    let base = context.jurisdictions.base(context.article);
    let ids = places.short(&name);
    let near = |id: u32| {
        let place = places.get(id);
        let related = base.is_some_and(|base| places.within(base, id) || places.within(id, base));
        let sibling = base.is_some_and(|base| places.get(base).parent == place.parent);
        (related, sibling, place.level == Level::Province, place.level == Level::Prefecture)
    };
    let best = ids.iter().copied().max_by_key(|&id| (near(id), u32::MAX - id));
    best.map_or(name, |id| division(places.get(id).name.clone(), places))
}

/// Prefectures go by their plain name, as in the names of their bodies: `凉山州`; others as written.
fn division(name: String, places: &Places) -> String {
    plain(&name, places, |level| level == Level::Prefecture).map_or(name, str::to_string)
}

/// The plain name of a division that is written in full: `凉山州`.
fn plain<'a>(name: &str, places: &'a Places, wanted: impl Fn(Level) -> bool) -> Option<&'a str> {
    let whole = places.named(name).iter().map(|&id| places.get(id)).find(|place| place.name == name);
    whole.filter(|place| wanted(place.level)).map(|place| place.plain.as_str())
}

/// The name under which a graph shows a place: counties, too, by the plain name that leads their bodies and posts.
pub fn shown_place<'a>(name: &str, dictionaries: &'a Dictionaries) -> Option<&'a str> {
    let plain = plain(name, dictionaries.places(), |level| level != Level::Province)?;
    (plain != name).then_some(plain)
}

/// A project without quotation marks, and without `项目` or `活动` where the rest names it.
pub(super) fn project(surface: &str, head: Option<&str>, context: Context) -> String {
    let quoted = surface.trim_start().starts_with(['“', '"', '「']);
    let mut name = squeeze(surface);
    if let Some(head) = head {
        name.push_str(head);
    }
    for tail in ["项目", "活动"] {
        if let Some(rest) = name.strip_suffix(tail) {
            let length = rest.chars().count();
            if (quoted || length >= 4) && length >= 2 {
                name = rest.to_string();
            }
        }
    }
    let mut chars = name.chars();
    let level = chars.next().filter(|c| matches!(c, '县' | '区' | '市' | '省' | '州' | '旗'));
    if let Some(lead) =
        level.and_then(|level| context.jurisdictions.level(context.article, context.at, level))
    {
        let rest = chars.as_str();
        if !quoted
            && !context
                .dictionaries
                .classes(&name.chars().take(2).collect::<String>())
                .any(Classes::ORDINARY | Classes::GENERIC | Classes::NEVER)
        {
            return format!("{lead}{rest}");
        }
    }
    name
}
