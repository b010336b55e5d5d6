//! Numbers by day, kept in order.

use std::ops::AddAssign;

use crate::text::Date;

/// A short sorted list: most entities and links are seen on few days.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Days<T>(pub(super) Vec<(Date, T)>);

impl<T: AddAssign> Days<T> {
    pub(super) fn add(&mut self, date: Date, value: T) {
        // Nearly always the day it was seen on last.
        if let Some((_, last)) = self.0.last_mut().filter(|(day, _)| *day == date) {
            *last += value;
            return;
        }
        match self.0.binary_search_by_key(&date, |&(day, _)| day) {
            Ok(at) => self.0[at].1 += value,
            Err(at) => {
                if self.0.is_empty() {
                    self.0.reserve_exact(1);
                }
                self.0.insert(at, (date, value));
            }
        }
    }

    pub(super) fn merge(&mut self, other: Self) {
        if self.0.is_empty() {
            *self = other;
            return;
        }
        for (date, value) in other.0 {
            self.add(date, value);
        }
    }
}
