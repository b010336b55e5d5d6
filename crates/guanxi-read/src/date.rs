//! The date of a record or file: from its field, its address, its folders, its name.

use jiff::{Timestamp, tz::Offset};
use serde_json::Value;

use guanxi::document::Date;
use guanxi::internal::text::{date_in_name, find_date, fold, is_space};

/// The date in a record's field: ISO, `2023年4月4日`, or a timestamp.
///
/// A moment in another time zone counts as the day it was in China: records of Chinese sites often hold
/// midnight there as 16:00 UTC of the day before.
pub(super) fn in_field(value: &Value) -> Option<Date> {
    match value {
        Value::Number(number) => number.as_i64().or_else(|| whole(number.as_f64()?)).and_then(in_number),
        Value::String(text) => in_string(text.trim()),
        _ => None,
    }
}

fn in_string(text: &str) -> Option<Date> {
    if !text.is_empty() && text.len() < 20 && text.bytes().all(|b| b.is_ascii_digit()) {
        return text.parse().ok().and_then(in_number);
    }
    if let Ok(moment) = text.parse::<Timestamp>() {
        return Some(in_china(moment));
    }
    let folded: Vec<char> = text.chars().filter_map(fold).collect();
    find_date(&folded).or_else(|| {
        let close: Vec<char> = folded.iter().copied().filter(|&c| !is_space(c)).collect();
        if close.contains(&'年') { find_date(&close) } else { date_in_name(text) }
    })
}

/// `20230404`, seconds, or milliseconds since 1970.
fn in_number(number: i64) -> Option<Date> {
    match number {
        19_000_101..=21_991_231 => date_in_name(&number.to_string()),
        100_000_000..=9_999_999_999 => Timestamp::from_second(number).ok().map(in_china),
        100_000_000_000..=9_999_999_999_999 => Timestamp::from_millisecond(number).ok().map(in_china),
        _ => None,
    }
}

fn whole(number: f64) -> Option<i64> {
    (number.is_finite() && number.abs() < 1e15).then_some(number as i64)
}

fn in_china(moment: Timestamp) -> Date {
    Offset::constant(8).to_datetime(moment).date()
}

/// The date in a path or address: in its last part, or in the folders right above that hold digits alone
/// (`html/2023-04/04/content_12.htm`).
pub(super) fn in_path(path: &str) -> Option<Date> {
    let path = path.split(['?', '#']).next().unwrap_or(path);
    let mut parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    if let Some(date) = date_in_name(parts.pop()?) {
        return Some(date);
    }
    let numeric = |part: &&str| part.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'-' | b'_' | b'.'));
    let first = parts.iter().rposition(|part| !numeric(part)).map_or(0, |at| at + 1);
    let folders = &parts[first..];
    date_in_name(&folders.join("-")).or_else(|| {
        let digits: String = folders.concat().chars().filter(char::is_ascii_digit).collect();
        (digits.len() == 8).then(|| date_in_name(&digits)).flatten()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn fields_of_every_form() {
        let day = Date::new(2023, 4, 4).ok();
        for value in [
            json!("2023-04-04"),
            json!("2023/4/4 08:30"),
            json!("2023.04.04"),
            json!(" 2023年4月4日 "),
            json!("２０２３年４月４日"),
            json!("2023 年 4 月 4 日"),
            json!("发布时间：2023年4月4日"),
            json!("2023-04-04T10:00:00"),
            json!("2023-04-03T16:00:00.000Z"),
            json!("2023-04-04T00:00:00+08:00"),
            json!(20230404),
            json!("20230404"),
            json!(1_680_537_600),
            json!(1_680_537_600.5),
            json!(1_680_537_600_000_i64),
            json!("1680537600"),
        ] {
            assert_eq!(in_field(&value), day, "{value}");
        }
    }

    #[test]
    fn what_is_no_date_is_none() {
        for value in [
            json!("四月四日"),
            json!("2023年4月"),
            json!(4),
            json!(-1),
            json!(1e300),
            json!(""),
            json!([2023]),
            json!("2023-13-40"),
        ] {
            assert_eq!(in_field(&value), None, "{value}");
        }
    }

    #[test]
    fn paths_and_addresses() {
        let day = Date::new(2023, 4, 4).ok();
        for path in [
            "a/page_2023-04-04.txt",
            "a/20230404.txt",
            "a/2023-04/04/node_2.txt",
            "a/2023/4/4/page.txt",
            "a/2023-04-04/page.txt",
            "a/202304/04/page.txt",
            "http://paper.example.cn/html/2023-04/04/content_12.htm?div=-1",
            "http://www.example.gov.cn/xw/202304/t20230404_88.html",
        ] {
            assert_eq!(in_path(path), day, "{path}");
        }
        for path in ["crawl-2023-04-04/page.txt", "page.txt", "", "/", "2023/page.txt", "12/34/56.txt"] {
            assert_eq!(in_path(path), None, "{path}");
        }
    }
}
