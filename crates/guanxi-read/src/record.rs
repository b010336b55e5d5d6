//! A record: fields by name, whatever file or program they come from, made a document.

use serde_json::{Map, Value};

use super::fields::{Fields, Part};
use super::{Document, Failure, date};

/// Where a record comes from, for what it does not say itself.
pub struct Origin<'a> {
    /// What failures name: a file and line, or a row.
    pub place: &'a str,
    /// Its id where it has none.
    pub id: String,
    /// A file's name, which may tell a date.
    pub file: Option<&'a str>,
}

/// The document of a record: its text, and as far as they are there id, title, date, source, address and home, each
/// under a usual name such as `text`, `content` or `正文`.
///
/// Other fields become attributes.
pub fn record(fields: Map<String, Value>, origin: Origin) -> Result<Document, Failure> {
    record_as(fields, origin, &Fields::default())
}

/// The same, with the names a user gave to fields.
pub(super) fn record_as(
    mut fields: Map<String, Value>,
    origin: Origin,
    names: &Fields,
) -> Result<Document, Failure> {
    let key = names.find(Part::Text, &fields).map(str::to_string);
    let text = match key.as_ref().and_then(|key| fields.remove(key)).map(text) {
        Some(Some(text)) => text,
        other => {
            let key = key.as_deref().unwrap_or("text");
            let reason = match other {
                Some(_) => format!("field `{key}` is not a string"),
                None => "no field with a text".to_string(),
            };
            return Err(Failure::new(origin.place, reason, text_cure(fields.keys())));
        }
    };
    let mut taken = |part: Part| {
        let key = names.find(part, &fields)?.to_string();
        take(&mut fields, &key)
    };
    let (id, url) = (taken(Part::Id).unwrap_or(origin.id), taken(Part::Url));
    let (title, source, home) = (taken(Part::Title), taken(Part::Source), taken(Part::Home));
    let mut remarks = Vec::new();
    let field = names.find(Part::Date, &fields).map(str::to_string).and_then(|key| {
        let value = fields.get(&key)?;
        let day = date::in_field(value);
        match (day, value) {
            (Some(_), _) => _ = fields.remove(&key),
            (None, Value::String(said)) => {
                remarks.push(format!("its date `{}` is no day", said.chars().take(40).collect::<String>()));
            }
            (None, Value::Number(said)) => remarks.push(format!("its date `{said}` is no day")),
            (None, _) => {}
        }
        day
    });
    fields.retain(|key, value| !(value.is_null() && Part::ALL.iter().any(|part| part.name() == key)));
    let elsewhere =
        || [Some(id.as_str()), url.as_deref(), origin.file].into_iter().flatten().find_map(date::in_path);
    Ok(Document {
        date: field.or_else(elsewhere),
        title,
        source,
        home,
        attributes: fields.into_iter().collect(),
        id,
        url,
        text,
        remarks,
    })
}

/// What to do where no field of a record, or column of a table, is known to hold the text.
pub(super) fn text_cure(names: impl Iterator<Item = impl AsRef<str>>) -> String {
    let names: Vec<String> = names.map(|name| name.as_ref().trim().to_string()).take(24).collect();
    match names.iter().find(|name| !name.is_empty()) {
        Some(first) => {
            let named = names.iter().filter(|name| !name.is_empty()).map(String::as_str);
            let all = named.collect::<Vec<_>>().join(", ");
            format!("say which holds the text: --fields text={first} (there are: {all})")
        }
        None => "give it a field `text`: it has none at all".to_string(),
    }
}

/// A text in one string, or in one for each paragraph.
fn text(value: Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text),
        Value::Null => Some(String::new()),
        Value::Array(parts) => {
            let parts: Option<Vec<&str>> = parts.iter().map(Value::as_str).collect();
            Some(parts?.join("\n"))
        }
        _ => None,
    }
}

/// Takes a field out where it is a filled string or a number; `null` and blanks go, other values stay.
fn take(fields: &mut Map<String, Value>, name: &str) -> Option<String> {
    let value = match fields.get(name)? {
        Value::String(text) => Some(text.trim().to_string()).filter(|text| !text.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        Value::Null => None,
        _ => return None,
    };
    fields.remove(name);
    value
}
