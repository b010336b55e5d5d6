//! A record: fields by name, whatever file or program they come from, made a document.

use serde_json::{Map, Value};

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

/// The document of a record: `text`, and as far as they are there `id`, `title`, `date`, `source`, `url`.
///
/// Other fields become attributes.
pub fn record(mut fields: Map<String, Value>, origin: Origin) -> Result<Document, Failure> {
    let text = match fields.remove("text") {
        Some(Value::String(text)) => text,
        other => {
            let reason = if other.is_some() { "field `text` is not a string" } else { "no field `text`" };
            let names: Vec<&str> = fields.keys().map(String::as_str).take(12).collect();
            let others = if names.is_empty() { "none".to_string() } else { names.join(", ") };
            let cure = format!("give every record a string `text` (its other fields: {others})");
            return Err(Failure::new(origin.place, reason, cure));
        }
    };
    let id = take(&mut fields, "id").unwrap_or(origin.id);
    let url = take(&mut fields, "url");
    let field = fields.get("date").and_then(date::in_field);
    if field.is_some() || fields.get("date").is_some_and(Value::is_null) {
        fields.remove("date");
    }
    let elsewhere =
        || [Some(id.as_str()), url.as_deref(), origin.file].into_iter().flatten().find_map(date::in_path);
    Ok(Document {
        date: field.or_else(elsewhere),
        title: take(&mut fields, "title"),
        source: take(&mut fields, "source"),
        attributes: fields.into_iter().collect(),
        id,
        url,
        text,
    })
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
