//! Ask room: questions to a graph, answered with rows and the passages behind them.
//!
//! [`ask`] cannot fail: a name nobody bears, or several do, is an [`Answer`] too. Answers are data; they
//! serialise, print as text, and give a [`Table`]. [`ask_chinese`] takes the question as a sentence.

mod about;
mod answer;
pub(crate) mod chinese;
mod common;
mod doubtful;
mod holders;
mod matrix;
mod name;
mod path;
mod question;
mod ranking;
mod shown;
mod table;
#[cfg(test)]
mod tests;
mod text;
mod timeline;
mod top;
mod with;

pub use about::About;
pub use answer::Answer;
pub use chinese::ask_chinese;
pub use common::{Common, CommonRow};
pub use doubtful::{Doubtful, Doubts};
pub use holders::{Holder, Holders};
pub use matrix::{Cell, Matrix};
pub use path::{Path, Step};
pub use question::{Detail, Figure, Question};
pub use ranking::{Ranked, RankedNode, Ranking};
pub use shown::{Entity, Post, Quote, Shown};
pub use table::Table;
pub use timeline::{Moment, Timeline};
pub use top::Top;
pub use with::{Companion, With};

use crate::graph::Graph;
use name::{Found, Names};

/// Answers one question.
pub fn ask(graph: &Graph, question: &Question, detail: Detail) -> Answer {
    ask_by_name(graph, &Names::of(graph), question, detail)
}

/// Returns the position of the one entity a typed name means, or the answer that tells why it is not one.
pub fn find(graph: &Graph, typed: &str) -> Result<usize, Box<Answer>> {
    one(graph, &Names::of(graph), typed)
}

fn ask_by_name(graph: &Graph, names: &Names, question: &Question, detail: Detail) -> Answer {
    answer(graph, names, question, detail).unwrap_or_else(|unclear| *unclear)
}

/// The answer, or why a name in the question names no one entity.
fn answer(graph: &Graph, names: &Names, question: &Question, detail: Detail) -> Result<Answer, Box<Answer>> {
    let one = |typed: &str| one(graph, names, typed);
    Ok(match question {
        Question::With { name, kind } => Answer::With(with::with(graph, one(name)?, *kind, detail)),
        Question::About { name } => match names.looseness(name) {
            0 => Answer::About(about::about(graph, one(name)?, detail)),
            _ => match holders::holders(graph, name) {
                Some(holders) => Answer::Holders(holders),
                None => Answer::About(about::about(graph, one(name)?, detail)),
            },
        },
        Question::Path { a, b } => Answer::Path(path::path(graph, one(a)?, one(b)?, detail)),
        Question::Common { a, b, kind } => {
            Answer::Common(common::common(graph, (one(a)?, one(b)?), *kind, detail))
        }
        Question::Matrix { rows, columns, figure } => {
            Answer::Matrix(matrix::matrix(graph, (*rows, *columns), *figure, detail))
        }
        Question::Timeline { name, other } => {
            let other = other.as_deref().map(one).transpose()?;
            Answer::Timeline(timeline::timeline(graph, one(name)?, other, detail))
        }
        Question::Top { kind } => Answer::Top(top::top(graph, *kind, detail)),
    })
}

fn one(graph: &Graph, names: &Names, typed: &str) -> Result<usize, Box<Answer>> {
    let entities = |found: Vec<usize>| found.into_iter().filter_map(|at| Entity::at(graph, at)).collect();
    match names.find(typed) {
        Found::One(at) => Ok(at),
        Found::Many(found) => {
            Err(Box::new(Answer::Ambiguous { typed: typed.to_owned(), matches: entities(found) }))
        }
        Found::None(near) => Err(Box::new(Answer::Unknown { typed: typed.to_owned(), near: entities(near) })),
    }
}
