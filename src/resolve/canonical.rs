//! Canonical names of bodies, places and projects.

use crate::dictionary::{Classes, Dictionaries, Level, Places};
use crate::recognise::LEVELS;

use super::generic::is_generic;
use super::grounds::{leading_level, prefix};
use super::house::House;
use super::jurisdiction::Jurisdictions;
use super::town::{is_local, lowest_place};

/// Where a name stands: what relative names need to know.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    pub(super) dictionaries: &'a Dictionaries,
    pub(super) jurisdictions: &'a Jurisdictions<'a>,
    /// The institution whose own page it is.
    pub(super) house: Option<&'a House>,
    pub(super) article: usize,
    /// Position of the name in clean characters.
    pub(super) at: usize,
}

/// A name as its letters and as its characters.
#[derive(Clone, Copy)]
pub(super) struct Name<'a> {
    pub(super) text: &'a str,
    pub(super) chars: &'a [char],
}

impl<'a> Name<'a> {
    /// What is left of it from a character on.
    fn after(self, at: usize) -> Name<'a> {
        let byte: usize = self.chars[..at].iter().map(|c| c.len_utf8()).sum();
        Name { text: &self.text[byte..], chars: &self.chars[at..] }
    }

    fn owned(self) -> String {
        self.text.to_string()
    }
}

/// A name without white space and quotation marks, brackets full width.
pub(super) fn squeeze(surface: &str) -> String {
    let mut out = String::with_capacity(surface.len() + 8);
    out.extend(
        surface
            .chars()
            .filter(|c| !c.is_whitespace() && !matches!(c, '“' | '”' | '"' | '‘' | '’' | '\'' | '「' | '」'))
            .map(|c| match c {
                '(' => '（',
                ')' => '）',
                c => c,
            }),
    );
    out
}

fn joined(lead: &str, rest: &str) -> String {
    [lead, rest].concat()
}

/// The jurisdiction's short name with its level word, and the organ: `区委` → `鼓楼区委`.
pub(super) fn body(name: Name, context: Context) -> String {
    if let Some(variant) = context.dictionaries.variant(name.text) {
        return variant.to_string();
    }
    if context.dictionaries.classes(name.text).any(Classes::NATIONAL) {
        return name.owned();
    }
    if let Some(part) = context.house.and_then(|house| house.part(name.text, context.dictionaries)) {
        return part;
    }
    let led = name.chars.first().is_some_and(|first| LEVELS.contains(first));
    if !led && ends_with_class(name, Classes::COMPANY, context.dictionaries) {
        return name.owned();
    }
    let party = name.chars.starts_with(&['中', '共']) && !name.chars[2..].starts_with(&['中', '央']);
    let name = if party { name.after(2) } else { name };
    let past = name.chars.first() == Some(&'原') && name.chars.len() > 3;
    let name = if past && starts_division(name.after(1), context) { name.after(1) } else { name };
    let full = unknown(name, context)
        .or_else(|| placed(name, context))
        .or_else(|| local(name).map(Name::owned))
        .or_else(|| relative(name, context))
        .unwrap_or_else(|| name.owned());
    government(without_session(street_office(full)))
}

/// `某街道办` is `某街道办事处`.
fn street_office(full: String) -> String {
    if full.ends_with("街道办") { full + "事处" } else { full }
}

/// `鄞县第十二届人大常委会` is the same in every session.
fn without_session(full: String) -> String {
    let organ = ["人大常委会", "人民代表大会", "人民代表大会常务委员会", "政协"]
        .iter()
        .any(|organ| full.ends_with(organ));
    let session = || {
        let (lead, rest) = full.split_once('第')?;
        let (number, organ) = rest.split_once('届')?;
        let numbers = "一二三四五六七八九十0123456789";
        (!lead.is_empty() && number.chars().all(|c| numbers.contains(c))).then(|| joined(lead, organ))
    };
    if organ { session().unwrap_or(full) } else { full }
}

/// The body of a place that no list knows: `云台|县委`, `河岗县|县委`.
fn unknown(name: Name, context: Context) -> Option<String> {
    let (place, whole) = context.jurisdictions.unknown(context.at)?;
    let rest = if whole { name } else { name.after(1) };
    Some(joined(place, rest.text))
}

/// `某县人民政府` is `某县政府`: papers write either for one body.
fn government(full: String) -> String {
    match full.strip_suffix("人民政府") {
        Some(lead) if lead.ends_with(|c| LEVELS.contains(&c) || c == '道') => [lead, "政府"].concat(),
        _ => full,
    }
}

fn starts_division(name: Name, context: Context) -> bool {
    context.dictionaries.places().beginning(name.chars, LONGEST).next().is_some()
}

/// Longest name of a division that leads a body's, in characters.
const LONGEST: usize = 11;

/// Whether a division lies in another, or did: counties of a prefecture that is no more lie in another today.
fn lies_in(places: &Places, id: u32, up: u32) -> bool {
    let of = places.get(up);
    let gone = of.level == Level::Prefecture && of.years.is_some() && places.get(id).level == Level::County;
    places.within(id, up) || gone && of.parent.is_some_and(|province| places.within(id, province))
}

/// A body whose name begins with a division: the last of the chain, then the organ.
fn placed(name: Name, context: Context) -> Option<String> {
    let places = context.dictionaries.places();
    // Few districts bear this for a name, and many are called so.
    if name.chars.starts_with(&['城', '区']) {
        return None;
    }
    let mut at = 0;
    let mut last: Option<u32> = None;
    loop {
        let rest = &name.chars[at..];
        // Something must follow the division.
        let most = rest.len().saturating_sub(1).min(LONGEST);
        let found = places.beginning(rest, most).find_map(|(length, ids)| {
            let id = ids.iter().copied().find(|&id| last.is_none_or(|up| lies_in(places, id, up)))?;
            Some((at + length, id))
        });
        let Some((end, id)) = found else { break };
        last = Some(id);
        at = end;
    }
    let id = last?;
    let mut rest = name.after(at);
    // `西藏大学`, `新疆农垦科学院`: their own names.
    let province = places.get(id).level == Level::Province && !LEVELS.contains(&name.chars[at - 1]);
    let own = ["大学", "学院", "农科院", "社科院", "公司", "集团", "银行"];
    if province && own.iter().any(|word| rest.text.contains(word)) {
        return Some(name.owned());
    }
    let lead = prefix(places, id);
    // `安溪县原教育局`: the word is the post's.
    if rest.chars.first() == Some(&'原')
        && context.dictionaries.classes(rest.after(1).text).any(Classes::ORGAN)
    {
        rest = rest.after(1);
    }
    // `遂平县县委` says the level twice; `莘县县委` is written so, as 莘县委 is not.
    let twice = rest.chars.len() >= 2 && lead.ends_with(rest.chars[0]) && LEVELS.contains(&rest.chars[0]);
    let kept = is_brief(&lead) || places.get(id).years.is_some();
    if twice && !(kept && rest.chars[1] == '委') {
        rest = rest.after(1);
    }
    // A town's or village's own body is known by the lowest place.
    if let Some(end) = lowest_place(rest.chars) {
        let start = (1..end).rev().find(|&at| is_local(&rest.chars[..at])).unwrap_or(0);
        if end < rest.chars.len() && end - start >= 2 {
            return Some(rest.after(start).owned());
        }
    }
    Some(if rest.chars.starts_with(&['委', '员']) {
        joined(&lead, rest.text)
    } else {
        seated(&lead, rest.text)
    })
}

/// Whether a county's name is one character with its level word.
fn is_brief(lead: &str) -> bool {
    lead.ends_with('县') && lead.chars().count() == 2
}

/// An organ of a jurisdiction: `遂平县` and `委`, but `莘县县` and `委`.
pub(super) fn seated(lead: &str, organ: &str) -> String {
    let again = if is_brief(lead) && organ.starts_with('委') { "县" } else { "" };
    [lead, again, organ].concat()
}

/// A town's or village's own body by its lowest place: `萨依巴格乡某某村党支部` → `某某村党支部`.
fn local(name: Name) -> Option<Name> {
    let end = lowest_place(name.chars)?;
    let start = (2..end).rev().find(|&at| is_local(&name.chars[..at]))?;
    (end - start >= 2).then(|| name.after(start))
}

/// Whether a name ends with a word of the classes, of two characters or more.
fn ends_with_class(name: Name, classes: Classes, dictionaries: &Dictionaries) -> bool {
    let starts = name.text.char_indices().map(|(at, _)| at);
    let several = name.chars.len().saturating_sub(1);
    starts.take(several).any(|at| dictionaries.classes(&name.text[at..]).any(classes))
}

/// A body named relative to its article's jurisdiction.
fn relative(name: Name, context: Context) -> Option<String> {
    let Name { text, chars } = name;
    let first = *chars.first()?;
    let at = |level: char| context.jurisdictions.level(context.article, context.at, level);
    // `镇宁供电局` of 镇宁县.
    if context.jurisdictions.is_short(chars, context.article) {
        return None;
    }
    for (word, level) in [
        ("街道", '街'),
        ("社区", '社'),
        ("城区党委", '区'),
        ("城区", '区'),
        ("自治区", '省'),
        ("自治州", '州'),
        ("自治县", '县'),
        ("自治旗", '旗'),
    ] {
        if let Some(rest) = text.strip_prefix(word) {
            let committee = if word == "城区党委" { "委" } else { "" };
            return at(level).map(|lead| [&lead, committee, rest].concat());
        }
    }
    if first == '团' && chars.len() >= 3 && LEVELS.contains(&chars[1]) {
        return at(chars[1]).map(|lead| ["共青团", &lead, name.after(2).text].concat());
    }
    let classes = context.dictionaries.classes(text);
    // `市场监管局` is a whole organ, `镇党委` one with its level.
    let rest = name.after(1).text;
    let whole = !(first == '村' && matches!(chars.get(1), Some('委' | '民')))
        && classes.any(Classes::ORGAN)
        && !context.dictionaries.classes(rest).any(Classes::ORGAN | Classes::BODY_SUFFIX);
    if text == "居委会" || text == "居民委员会" {
        return at('社').map(|lead| joined(&lead, text));
    }
    if leading_level(chars).is_some() && chars.len() >= 2 && !whole {
        // A village's own bodies keep the word: `村委会` → `耿王庄村村委会`.
        let keep = first == '村' && (chars[1] == '委' || chars[1] == '民');
        return at(first).map(|lead| {
            let lead = if first == '地' { lead.trim_end_matches('区') } else { &lead };
            if keep { joined(lead, text) } else { seated(lead, rest) }
        });
    }
    // `海滨街道党工委`: a street of common words has its own.
    if lowest_place(chars).is_some() {
        return None;
    }
    // Zones and streets have these, counties do not.
    if matches!(text, "管委会" | "管理委员会") {
        return at('管').map(|lead| joined(&lead, text));
    }
    if text.starts_with("党工委") {
        return at('园').map(|lead| joined(&lead, text));
    }
    if text.starts_with("集团") || text.starts_with("公司") {
        return None;
    }
    // `县委常委、办公室主任` is of the county's office; a bare 党委 or 工会 may be anybody's.
    let chained = || context.jurisdictions.chained(context.article, context.at, None).is_some();
    if classes.any(Classes::ANYBODYS) && !(classes.any(Classes::UNDER_COMMITTEE) && chained()) {
        return None;
    }
    // An administrative office is a prefecture's.
    if let Some(office) = text.find("行署").filter(|&at| matches!(&text[..at], "" | "地区")) {
        return at('地').or_else(|| at('盟')).map(|lead| joined(&lead, &text[office..]));
    }
    // `开发区管委会`, `科教创新区管委会`: of the zone whose name ends so.
    for end in (2..chars.len().min(LONGEST)).filter(|&end| matches!(chars[end - 1], '区' | '园')) {
        let word: String = chars[..end].iter().collect();
        if let Some(zone) = context.jurisdictions.zone(context.at, &word) {
            return Some(joined(&zone, name.after(end).text));
        }
        // A county has several parks.
        if word.ends_with("业园") && name.after(end).text == "管委会" {
            return None;
        }
    }
    let ground = context.jurisdictions.ground(context.article, context.at)?;
    // Provinces and ministries have 厅, counties and cities do not.
    let local = ground.ends_with(['县', '区', '旗', '市']) && !ground.ends_with("自治区");
    if local && text.ends_with('厅') {
        return None;
    }
    // Nor has a county 学院 or departments that are no committee's: they are a university's or a firm's.
    let foreign = text.ends_with("学院") || text.ends_with('部') && text != "武装部";
    if foreign && !classes.any(Classes::UNDER_COMMITTEE) {
        return None;
    }
    let lead = || ground.clone();
    if classes.any(Classes::UNDER_COMMITTEE) {
        return Some(seated(&lead(), &joined("委", text)));
    }
    if classes.any(Classes::ORGAN) || is_generic(text, context.dictionaries) {
        // Only a province has a 厅.
        let lead = || {
            let province = text.ends_with('厅').then(|| at('省')).flatten();
            province.unwrap_or_else(|| ground.clone())
        };
        // `高新区科技局` of `合肥高新区`: the zone is said once.
        let lead = lead();
        let zone = ["高新区", "经开区", "开发区", "新区"].iter().find(|zone| lead.ends_with(**zone));
        let rest = zone.and_then(|zone| text.strip_prefix(zone)).filter(|rest| !rest.is_empty());
        return Some(joined(&lead, rest.unwrap_or(text)));
    }
    None
}

/// A place by the name files carry: `河南` → `河南省`, others as written.
pub(super) fn place(name: &str, context: Context) -> String {
    let places = context.dictionaries.places();
    // `宁夏` is written for the whole name; other names stay as they are written.
    let province = places.named(name).iter().find(|&&id| places.get(id).level == Level::Province);
    if let Some(&id) = province {
        return places.get(id).name.clone();
    }
    let full = places.named(name).iter().any(|&id| places.get(id).name == name);
    let ids = if full { &[] } else { places.short(name) };
    if ids.is_empty() {
        return division(name, places);
    }
    let base = context.jurisdictions.base(context.article);
    // `邹平` of a page of 邹平县, which is 邹平市 today.
    let own = base.map(|base| places.get(base)).filter(|own| own.years.is_some());
    if let Some(own) = own.filter(|own| own.plain.strip_suffix(LEVELS) == Some(name)) {
        return division(&own.name, places);
    }
    let near = |id: u32| {
        let place = places.get(id);
        let related = base.is_some_and(|base| places.within(base, id) || places.within(id, base));
        let sibling = base.is_some_and(|base| places.get(base).parent == place.parent);
        (related, sibling, place.level == Level::Province, place.level == Level::Prefecture)
    };
    let best = ids.iter().copied().max_by_key(|&id| (near(id), u32::MAX - id));
    best.map_or_else(|| name.to_string(), |id| division(&places.get(id).name, places))
}

/// Prefectures go by their plain name, as in the names of their bodies: `凉山州`; others as written.
fn division(name: &str, places: &Places) -> String {
    plain(name, places, |level| level == Level::Prefecture).unwrap_or(name).to_string()
}

/// The plain name of a division that is written in full: `凉山州`.
fn plain<'a>(name: &str, places: &'a Places, wanted: impl Fn(Level) -> bool) -> Option<&'a str> {
    let whole = places.named(name).iter().map(|&id| places.get(id)).find(|place| place.name == name);
    whole.filter(|place| wanted(place.level)).map(|place| place.plain.as_str())
}

/// The name under which a graph shows a place: counties, too, by the plain name that leads their bodies and posts.
pub(crate) fn shown_place<'a>(name: &str, dictionaries: &'a Dictionaries) -> Option<&'a str> {
    let plain = plain(name, dictionaries.places(), |level| level != Level::Province)?;
    (plain != name).then_some(plain)
}

/// A project without `项目` or `活动` where the rest names it; `quoted` tells whether quotation marks led it.
pub(super) fn project(name: &str, quoted: bool, head: Option<&str>, context: Context) -> String {
    let mut name = joined(name, head.unwrap_or_default());
    for tail in ["项目", "活动"] {
        if let Some(rest) = name.strip_suffix(tail) {
            let length = rest.chars().count();
            if (quoted || length >= 4) && length >= 2 {
                name.truncate(rest.len());
            }
        }
    }
    let mut chars = name.chars();
    let level = chars.next().filter(|c| !quoted && matches!(c, '县' | '区' | '市' | '省' | '州' | '旗'));
    let Some(level) = level else { return name };
    let rest = chars.as_str();
    let lead: String = name.chars().take(2).collect();
    let word = Classes::ORDINARY | Classes::GENERIC | Classes::NEVER;
    if context.dictionaries.classes(&lead).any(word) {
        return name;
    }
    match context.jurisdictions.level(context.article, context.at, level) {
        Some(lead) => joined(&lead, rest),
        None => name,
    }
}
