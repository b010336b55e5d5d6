//! The arguments that choose a stretch of time.

use anyhow::Result;
use clap::Args;
use guanxi::document::Date;
use guanxi::graph::Graph;

use super::complaint::Complaint;

/// The days that count.
#[derive(Clone, Copy, Debug, Default, Args)]
pub(super) struct Days {
    /// Count only what was seen on this day or later: 2023-04-16, 2023-04 or 2023
    ///
    /// What has no date is left out, since nobody knows whether it belongs there.
    #[arg(long, value_name = "DAY", value_parser = since, global = true)]
    pub(super) since: Option<Date>,

    /// Count only what was seen on this day or before: 2023-04-16, 2023-04 or 2023
    #[arg(long, value_name = "DAY", value_parser = until, global = true)]
    pub(super) until: Option<Date>,
}

impl Days {
    /// Fails where the end stands before the beginning.
    pub(super) fn check(self) -> Result<()> {
        match (self.since, self.until) {
            (Some(since), Some(until)) if until < since => {
                let place = format!("--since {since} --until {until}");
                let cure = "write the earlier day after --since";
                Err(Complaint::new("no day lies between these", place, cure).into())
            }
            _ => Ok(()),
        }
    }

    /// Whether any limit is set.
    pub(super) fn are_given(self) -> bool {
        self.since.is_some() || self.until.is_some()
    }

    /// The graph of these days; as it is where none are given.
    pub(super) fn of(self, graph: Graph) -> Result<Graph> {
        self.check()?;
        match (self.since, self.until) {
            (None, None) => Ok(graph),
            (since, until) => Ok(graph.window(since, until)),
        }
    }
}

fn since(word: &str) -> Result<Date, String> {
    day(word, false)
}

fn until(word: &str) -> Result<Date, String> {
    day(word, true)
}

/// A day; for a month or a year, its first day or its last.
fn day(word: &str, last: bool) -> Result<Date, String> {
    let digits = |part: &str, count: usize| part.len() == count && part.bytes().all(|b| b.is_ascii_digit());
    let parts: Vec<&str> = word.split('-').collect();
    let counts = [4, 2, 2];
    let whole = parts.len() <= 3 && parts.iter().zip(counts).all(|(part, count)| digits(part, count));
    let first = match (whole, parts.len()) {
        (true, 1) => format!("{word}-01-01"),
        (true, 2) => format!("{word}-01"),
        (true, _) => word.to_owned(),
        _ => String::new(),
    };
    let Ok(first) = first.parse::<Date>() else {
        return Err("write a day as 2023-04-16, or a month 2023-04, or a year 2023".to_owned());
    };
    Ok(match (last, parts.len()) {
        (true, 1) => first.last_of_year(),
        (true, 2) => first.last_of_month(),
        _ => first,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_months_and_years() {
        for (word, first, last) in [
            ("2023-04-16", "2023-04-16", "2023-04-16"),
            ("2024-02", "2024-02-01", "2024-02-29"),
            ("2023", "2023-01-01", "2023-12-31"),
        ] {
            assert_eq!(since(word).map(|day| day.to_string()).as_deref(), Ok(first));
            assert_eq!(until(word).map(|day| day.to_string()).as_deref(), Ok(last));
        }
        for word in ["", "23", "2023-4-1", "2023-02-30", "2023-13", "2023-04-16-01", "四月", "2023-04-16T10"]
        {
            assert!(since(word).is_err(), "{word}");
        }
    }
}
