//! guanxi reads Chinese local-government news and shows who appears with whom.
//!
//! It finds officials, bodies, places and projects in pages, tells who is meant and which posts are stated, and derives a
//! graph whose links carry their sentences. Everything is in memory and in order: the same documents and dictionaries give
//! the same bytes.
//!
//! ```
//! use guanxi::ask::{Detail, Question, ask};
//! use guanxi::{decisions::Decisions, dictionary::Dictionaries, document::Document};
//! use guanxi::{graph::Options, pipeline::Pipeline};
//!
//! let text = "本报讯 4月4日，莘县县长林远舟到古云镇调研，副县长司马青禾参加。".to_string();
//! let documents = vec![Document { id: "page".into(), text, ..Document::default() }];
//! let pipeline = Pipeline::new(&Dictionaries::built_in(), Default::default());
//! let (graph, _) = pipeline.graph(&documents, &Decisions::default(), Options::default(), &mut ())?;
//! let who = Question::About { name: "林远舟".into() };
//! println!("{}", ask(&graph, &who, Detail::default()));
//! # assert!(ask(&graph, &who, Detail::default()).to_string().contains("莘县县长"));
//! # Ok::<(), guanxi::archive::ArchiveError>(())
//! ```
//!
//! # The flow
//!
//! A [`document::Document`] is a page or a record. It comes from a [`document::Corpus`]: a `Vec`, the files that the crate
//! `guanxi-read` reads, rows of a table. [`dictionary::Dictionaries`] are the words it is read with: the built-in lists and
//! divisions, with your own over them.
//!
//! [`pipeline::Pipeline`] takes the documents side by side and hands on their results in order. Of each it makes clean text,
//! in which names cut by line ends are whole; finds the spans that name somebody or something; tells the stories of a page
//! apart; and resolves who is meant and which posts are stated. [`pipeline::page`] does all that for one document, and
//! [`resolve::Resolved`] is what comes of it, every offset pointing into the raw document.
//!
//! [`archive::Archive`] stores results in one SQLite file, document by document, so that the next build reads only what is
//! new. [`decisions::Decisions`] are people's corrections: they apply whenever a graph is derived, and change nothing that
//! is stored.
//!
//! [`graph::Graph`] holds entities and links with their figures and passages; [`graph::Pruning`] and its own methods make
//! smaller ones. [`ask::ask`] answers questions with data that prints as text and tables, [`export::write`] writes files for
//! other programs (JSON, DOT, GraphML, GEXF, CSV, Cypher, a web page; RDF with the feature `turtle`), [`draw`] makes SVG.
//!
//! The rooms between the doors are private. What the other crates of the repository use of them stands in a hidden module,
//! `internal`, without any promise of stability.

pub mod archive;
mod article;
pub mod ask;
pub mod decisions;
pub mod dictionary;
pub mod document;
pub mod draw;
pub mod export;
pub mod graph;
#[doc(hidden)]
pub mod internal;
pub mod kind;
mod learn;
mod paint;
pub mod pipeline;
mod recognise;
pub mod resolve;
mod text;
