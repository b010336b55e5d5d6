//! JSON: a list of records, records one after another, or issues and pages that hold them; read value by value.

use std::io::{self, BufRead};
use std::sync::Arc;

use serde_json::{Map, Value};

use super::encoding::{Lines, MARK};
use super::fields::{Fields, Part};
use super::names::{STDIN, stem};
use super::packed::unpacked_name;
use super::record::{Origin, record_as};
use super::{Document, Failure, Stream};

/// How deep records may lie in what holds them: issue, page, column, article.
const DEEPEST: usize = 8;

/// The records of one file.
pub(super) struct Json {
    file: String,
    stream: Stream,
    buffer: Vec<u8>,
    lines: Lines,
    line: u64,
    bytes: u64,
    limit: u64,
    fields: Arc<Fields>,
    /// Whether the values stand in one list.
    listed: bool,
    begun: bool,
    done: bool,
    /// Records of the value read last.
    ready: std::vec::IntoIter<Map<String, Value>>,
    /// Where that value begins.
    place: String,
    count: u64,
}

impl Json {
    pub(super) fn new(file: &str, stream: Stream, limit: u64, fields: Arc<Fields>) -> Json {
        Json {
            file: file.to_string(),
            stream,
            buffer: Vec::new(),
            lines: Lines::default(),
            line: 1,
            bytes: 0,
            limit,
            fields,
            listed: false,
            begun: false,
            done: false,
            ready: Vec::new().into_iter(),
            place: String::new(),
            count: 0,
        }
    }

    pub(super) fn next(&mut self) -> Option<Result<Document, Failure>> {
        loop {
            if let Some(fields) = self.ready.next() {
                self.count += 1;
                let id = format!("{}#{}", stem(unpacked_name(&self.file)), self.count);
                let file = (self.file != STDIN).then_some(self.file.as_str());
                return Some(record_as(fields, Origin { place: &self.place, id, file }, &self.fields));
            }
            if self.done {
                return None;
            }
            match self.value() {
                Ok(true) => {
                    if let Err(failure) = self.expand() {
                        return Some(Err(failure));
                    }
                }
                Ok(false) => self.done = true,
                Err(failure) => {
                    self.done = true;
                    return Some(Err(failure));
                }
            }
        }
    }

    /// Reads the next value into the buffer; false at the end.
    fn value(&mut self) -> Result<bool, Failure> {
        self.buffer.clear();
        // Brackets open, and whether a string is, and whether its next character is escaped.
        let (mut depth, mut string, mut escaped, mut scalar) = (0_usize, false, false, false);
        loop {
            let some = match self.stream.fill_buf() {
                Ok(some) => some,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(Failure::io(&self.file, &error)),
            };
            if some.is_empty() {
                if self.buffer.is_empty() && (!self.listed || self.bytes == 0) {
                    return Ok(false);
                }
                if scalar && depth == 0 && !self.listed {
                    return Ok(true);
                }
                let cure = "fetch it again: a part of it is missing";
                return Err(Failure::new(&self.file, "the JSON ends before it is closed", cure));
            }
            let mut used = 0;
            let mut whole = false;
            for &byte in some {
                used += 1;
                self.line += u64::from(byte == b'\n');
                if string {
                    self.buffer.push(byte);
                    (string, escaped) = match byte {
                        _ if escaped => (true, false),
                        b'\\' => (true, true),
                        b'"' => (false, false),
                        _ => (true, false),
                    };
                    whole = !string && depth == 0;
                } else if self.buffer.is_empty() {
                    // Between values.
                    match byte {
                        b' ' | b'\t' | b'\n' | b'\r' | b',' | 0xEF | 0xBB | 0xBF | 0x1E => continue,
                        b'[' if !self.begun => {
                            (self.listed, self.begun) = (true, true);
                            continue;
                        }
                        b']' if self.listed => {
                            self.listed = false;
                            continue;
                        }
                        _ => {}
                    }
                    self.begun = true;
                    self.place = format!("{}:{}", self.file, self.line);
                    self.buffer.push(byte);
                    match byte {
                        b'{' | b'[' => depth = 1,
                        b'"' => string = true,
                        _ => scalar = true,
                    }
                } else {
                    match byte {
                        b',' | b']' | b' ' | b'\n' | b'\r' if scalar && depth == 0 => {
                            used -= 1;
                            self.line -= u64::from(byte == b'\n');
                            whole = true;
                        }
                        b'{' | b'[' => depth += 1,
                        b'}' | b']' => depth = depth.saturating_sub(1),
                        b'"' => string = true,
                        _ => {}
                    }
                    if !whole {
                        self.buffer.push(byte);
                        whole = depth == 0 && !scalar && !string;
                    }
                }
                if whole || self.buffer.len() as u64 > self.limit {
                    break;
                }
            }
            self.stream.consume(used);
            self.bytes += used as u64;
            if whole {
                return Ok(true);
            }
            if self.buffer.len() as u64 > self.limit {
                return Err(Failure::too_large(&self.place, self.limit));
            }
        }
    }

    /// Finds the records of the value in the buffer.
    fn expand(&mut self) -> Result<(), Failure> {
        let bytes = self.buffer.strip_prefix(MARK).unwrap_or(&self.buffer);
        let text = self.lines.decode(&self.place, bytes, self.bytes - bytes.len() as u64)?;
        let value: Value = serde_json::from_str(&quote_long_numbers(&text)).map_err(|error| {
            let said = error.to_string();
            let reason = said.split(" at line ").next().unwrap_or(&said).to_string();
            Failure::new(&self.place, format!("no whole JSON: {reason}"), "mend or delete this value")
        })?;
        let found = records(value, &self.fields);
        if found.is_empty() {
            return Err(Failure::new(
                &self.place,
                "holds no record: no object with fields",
                "name a list of objects {…}",
            ));
        }
        self.ready = found.into_iter();
        Ok(())
    }
}

/// The records in a value: an object with a text, else those in the lists it holds; what an issue or page says of
/// all its articles, such as its day, is said of each.
pub(super) fn records(value: Value, names: &Fields) -> Vec<Map<String, Value>> {
    let mut found = Vec::new();
    let mut bare = Vec::new();
    let mut open = vec![(Map::new(), value, 0_usize)];
    while let Some((above, value, depth)) = open.pop() {
        match value {
            Value::Array(all) => {
                let objects = all.into_iter().rev().filter(|one| one.is_object() || one.is_array());
                open.extend(objects.map(|one| (above.clone(), one, depth + 1)));
            }
            Value::Object(own) => {
                let inner = |value: &Value| match value {
                    Value::Array(all) => all.iter().any(Value::is_object),
                    Value::Object(_) => true,
                    _ => false,
                };
                let text = names.find(Part::Text, &own).is_some_and(|key| !inner(&own[key]));
                let mut rest = above;
                if text || depth >= DEEPEST || !own.values().any(inner) {
                    rest.extend(own);
                    if text {
                        found.push(rest)
                    } else {
                        bare.push(rest)
                    }
                    continue;
                }
                let mut below = Vec::new();
                for (key, value) in own {
                    match value {
                        value if inner(&value) => below.push(value),
                        // Its id, title and address are its own.
                        value => {
                            let part = |part| {
                                let mut one = Map::new();
                                one.insert(key.clone(), value.clone());
                                names.find(part, &one).is_some()
                            };
                            if ![Part::Id, Part::Title, Part::Url, Part::Text].into_iter().any(part) {
                                rest.insert(key, value);
                            }
                        }
                    }
                }
                open.extend(below.into_iter().rev().map(|value| (rest.clone(), value, depth + 1)));
            }
            _ => {}
        }
    }
    // Objects without a text are told of only where none has one: else they are facts beside the records.
    if found.is_empty() { bare } else { found }
}

/// Puts whole numbers that no 64 bits hold into quotation marks: ids stay what they are.
pub(super) fn quote_long_numbers(text: &str) -> std::borrow::Cow<'_, str> {
    let bytes = text.as_bytes();
    let mut out = String::new();
    let (mut from, mut at) = (0, 0);
    let (mut string, mut escaped) = (false, false);
    // Most lines hold no run of so many digits at all.
    let digits = |run: &[u8]| run.iter().all(u8::is_ascii_digit);
    if !bytes.chunks(9).any(digits) {
        return text.into();
    }
    while at < bytes.len() {
        match bytes[at] {
            _ if escaped => escaped = false,
            b'\\' if string => escaped = true,
            b'"' => string = !string,
            b'0'..=b'9' if !string => {
                let start = if at > 0 && bytes[at - 1] == b'-' { at - 1 } else { at };
                let run = bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
                let end = at + run;
                let whole = !matches!(bytes.get(end), Some(b'.' | b'e' | b'E' | b'+' | b'-'))
                    && !matches!(
                        at.checked_sub(1).map(|before| bytes[before]),
                        Some(b'.' | b'e' | b'E' | b'+')
                    );
                if run >= 19
                    && whole
                    && text[start..end].parse::<i64>().is_err()
                    && text[start..end].parse::<u64>().is_err()
                {
                    out.push_str(&text[from..start]);
                    out.push('"');
                    out.push_str(&text[start..end]);
                    out.push('"');
                    from = end;
                }
                at = end;
                continue;
            }
            _ => {}
        }
        at += 1;
    }
    if from == 0 {
        return text.into();
    }
    out.push_str(&text[from..]);
    out.into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn records_are_found_in_what_holds_them() {
        let issue = json!({"报纸": "海岛报", "date": "2023-04-17", "id": 7, "版面": [
            {"版名": "要闻", "文章": [{"标题": "甲", "正文": "一"}, {"标题": "乙", "正文": "二"}]},
            {"版名": "副刊", "文章": [{"标题": "丙", "正文": "三"}]},
        ]});
        let found = records(issue, &Fields::default());
        let titles: Vec<&str> = found.iter().filter_map(|fields| fields["标题"].as_str()).collect();
        assert_eq!(titles, ["甲", "乙", "丙"]);
        assert_eq!((&found[2]["版名"], &found[0]["报纸"]), (&json!("副刊"), &json!("海岛报")));
        assert!(!found[0].contains_key("id"));
    }

    #[test]
    fn long_numbers_stay_text() {
        let quoted = |text| quote_long_numbers(text).into_owned();
        assert_eq!(
            quoted(r#"{"id":12345678901234567890123,"b":1}"#),
            r#"{"id":"12345678901234567890123","b":1}"#
        );
        for same in [
            r#"{"id":1234567890123456789}"#,
            r#"{"text":"12345678901234567890123"}"#,
            r#"{"a":0.12345678901234567890123}"#,
            r#"{"a":12345678901234567890123.5}"#,
            r#"{"a\"":"\\","b":1}"#,
        ] {
            assert_eq!(quoted(same), same);
        }
        assert_eq!(quoted("[-99999999999999999999]"), "[\"-99999999999999999999\"]");
    }
}
