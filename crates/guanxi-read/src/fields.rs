//! Which field of a record, or column of a table, holds what: known by its usual names, or by the user's.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde_json::{Map, Value};

/// What a field of a record holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// The text that is read.
    Text,
    /// Its headline.
    Title,
    /// The day it was published.
    Date,
    /// Newspaper or website.
    Source,
    /// Where it can be read on the web.
    Url,
    /// Its id.
    Id,
    /// The place it speaks for.
    Home,
}

impl Part {
    /// Every part, in the order messages use.
    pub const ALL: [Part; 7] =
        [Part::Text, Part::Title, Part::Date, Part::Source, Part::Url, Part::Id, Part::Home];

    /// The word for it in options.
    pub fn name(self) -> &'static str {
        match self {
            Part::Text => "text",
            Part::Title => "title",
            Part::Date => "date",
            Part::Source => "source",
            Part::Url => "url",
            Part::Id => "id",
            Part::Home => "home",
        }
    }

    fn parse(word: &str) -> Option<Part> {
        Part::ALL.into_iter().find(|part| part.name() == word)
    }
}

/// What a known name says of its column, and how surely: 0 the most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Known {
    Record(Part, u8),
    Thing,
}

static KNOWN: LazyLock<BTreeMap<&'static str, Known>> = LazyLock::new(|| {
    let rows = guanxi::internal::dictionary::COLUMNS.lines().filter_map(|line| {
        let mut fields = line.split('\t');
        let (word, sort, note) = (fields.next()?, fields.next()?, fields.next().unwrap_or_default());
        let rank = match note {
            "second" => 1,
            "third" => 2,
            _ => 0,
        };
        Some(match Part::parse(sort) {
            Some(part) => (word, Known::Record(part, rank)),
            None if matches!(sort, "project" | "body" | "place" | "person" | "post") => (word, Known::Thing),
            None => return None,
        })
    });
    rows.collect()
});

/// A field's name as names are compared: small, without blanks, hyphens, underscores and remarks in brackets.
fn plain(name: &str) -> String {
    let name = name.trim_start_matches('\u{FEFF}');
    let bare = name.split(['(', '（']).next().filter(|bare| !bare.trim().is_empty()).unwrap_or(name);
    let kept = bare.chars().filter(|c| !c.is_whitespace() && !matches!(c, '_' | '-' | '*' | ':' | '：'));
    kept.flat_map(char::to_lowercase).collect()
}

/// Names of fields that a user gave, beside the usual ones.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fields {
    named: BTreeMap<Part, String>,
}

impl Fields {
    /// Reads `text=正文,date=发布时间`; says what is wrong with it.
    pub fn parse(option: &str) -> Result<Fields, String> {
        let mut named = BTreeMap::new();
        for pair in option.split([',', '，']).filter(|pair| !pair.trim().is_empty()) {
            let known = || Part::ALL.map(Part::name).join(", ");
            let Some((part, name)) = pair.split_once(['=', '＝']) else {
                return Err(format!("`{pair}` has no `=`: write text=NAME, with commas between"));
            };
            let Some(part) = Part::parse(part.trim()) else {
                return Err(format!("`{}` is no part of a document: {}", part.trim(), known()));
            };
            if name.trim().is_empty() {
                return Err(format!("`{pair}` names no field"));
            }
            named.insert(part, name.trim().to_string());
        }
        Ok(Fields { named })
    }

    /// The field that holds a part: the user's, else the surest known name that is filled.
    pub(super) fn find<'a>(&self, part: Part, fields: &'a Map<String, Value>) -> Option<&'a str> {
        if let Some(name) = self.named.get(&part) {
            let same = || fields.keys().find(|key| plain(key) == plain(name));
            return fields.get_key_value(name).map(|(key, _)| key).or_else(same).map(String::as_str);
        }
        // The usual names themselves first: no other field is looked at then.
        if let Some((key, value)) = fields.get_key_value(part.name())
            && (part == Part::Text || !is_blank(value))
        {
            return Some(key);
        }
        let ranked = fields.iter().filter_map(|(key, value)| {
            let rank = self.rank(part, key)?;
            (!is_blank(value)).then_some((rank, key.as_str()))
        });
        // Of fields with equal names the first in the record's own order counts; maps are sorted, so the first there.
        ranked.min_by_key(|(rank, _)| *rank).map(|(_, key)| key)
    }

    /// The column that holds the texts, if the heads tell it.
    pub(super) fn text_column(&self, heads: &[String]) -> Option<usize> {
        if let Some(name) = self.named.get(&Part::Text) {
            let exact = heads.iter().position(|head| head.trim() == name);
            return exact.or_else(|| heads.iter().position(|head| plain(head) == plain(name)));
        }
        let ranked =
            heads.iter().enumerate().filter_map(|(at, head)| Some((self.rank(Part::Text, head)?, at)));
        let (rank, at) = ranked.min()?;
        // `内容` beside `项目名称` and `责任人` is a column of a table of things.
        (rank == 0 || things(heads) < 2).then_some(at)
    }

    /// How surely a name not taken by the user for something else means a part.
    fn rank(&self, part: Part, name: &str) -> Option<u8> {
        if self.named.values().any(|taken| taken == name) {
            return None;
        }
        match KNOWN.get(plain(name).as_str()) {
            Some(Known::Record(of, rank)) if *of == part => Some(*rank),
            _ => None,
        }
    }

    /// Whether the user said which field holds the texts.
    pub(super) fn names_text(&self) -> bool {
        self.named.contains_key(&Part::Text)
    }
}

/// How many heads tell of things: projects, bodies, places, persons, posts.
pub(super) fn things(heads: &[String]) -> usize {
    heads.iter().filter(|head| KNOWN.get(plain(head).as_str()) == Some(&Known::Thing)).count()
}

fn is_blank(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(all) => all.is_empty(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn found(part: Part, record: Value) -> Option<String> {
        let Value::Object(fields) = record else { panic!("an object") };
        Fields::default().find(part, &fields).map(str::to_string)
    }

    #[test]
    fn usual_names_are_known() {
        assert_eq!(found(Part::Text, json!({"正文": "文", "内容": "x"})).as_deref(), Some("正文"));
        assert_eq!(found(Part::Text, json!({"摘要": "文", "Content ": "x"})).as_deref(), Some("Content "));
        assert_eq!(
            found(Part::Date, json!({"Publish_Time": 1, "crawl_time": 2})).as_deref(),
            Some("Publish_Time")
        );
        assert_eq!(found(Part::Source, json!({"报纸": "", "网站": "海岛网"})).as_deref(), Some("网站"));
        assert_eq!(found(Part::Text, json!({"备注": "文"})), None);
    }

    #[test]
    fn a_user_names_others() {
        let fields = Fields::parse("text=备注，date=何时").expect("good");
        let record = json!({"备注": "文", "正文": "x", "日期": 1});
        let Value::Object(record) = record else { panic!("an object") };
        assert_eq!(fields.find(Part::Text, &record), Some("备注"));
        assert_eq!(fields.find(Part::Date, &record), None);
        assert!(Fields::parse("body=正文").expect_err("no part").contains("text, title"));
        assert!(Fields::parse("正文").is_err());
    }

    #[test]
    fn tables_of_things_have_no_text() {
        let heads = |line: &str| line.split(' ').map(str::to_string).collect::<Vec<_>>();
        let fields = Fields::default();
        assert_eq!(fields.text_column(&heads("标题 日期 正文")), Some(2));
        assert_eq!(fields.text_column(&heads("编号 内容")), Some(1));
        assert_eq!(fields.text_column(&heads("项目名称 责任人 内容")), None);
        assert_eq!(things(&heads("序号 项目名称 责任单位（盖章） 联系人")), 3);
    }
}
