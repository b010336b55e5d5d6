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
//! | step | module | |
//! |---|---|---|
//! | documents | [`document`] | a page or record; [`document::Corpus`] is where they come from: a `Vec`, the files of the crate `guanxi-read`, rows of a table |
//! | words | [`dictionary`] | the built-in lists and divisions, with your own over them |
//! | all steps | [`pipeline`] | [`pipeline::Pipeline`] takes documents through the rooms below, side by side, in order |
//! | text | [`text`] | clean characters, and the way back to offsets of the raw document |
//! | mentions | [`recognise`] | spans that name an entity, and the posts stated of them |
//! | stories | [`article`] | a newspaper page holds several |
//! | who is meant | [`resolve`] | canonical names, jurisdictions, roles with their state |
//! | sightings | [`archive`] | one SQLite file of what was found, document by document |
//! | corrections | [`decisions`] | what people decided: it applies whenever a graph is derived |
//! | graph | [`graph`] | entities, links with figures and evidence; [`graph::prune`], [`graph::measure`] |
//! | answers | [`ask`] | questions and answers as data |
//! | files | [`export`], [`draw`] | JSON, DOT, GraphML, GEXF, CSV, Cypher, a web page; with the feature `turtle` RDF; SVG |
//!
//! What stands in hidden modules is for the crates `guanxi-read` and `guanxi-cli`, and may change at any time.

pub mod archive;
pub mod article;
pub mod ask;
pub mod decisions;
pub mod dictionary;
pub mod document;
pub mod draw;
pub mod export;
pub mod graph;
pub mod kind;
#[doc(hidden)]
pub mod learn;
#[doc(hidden)]
pub mod paint;
pub mod pipeline;
pub mod recognise;
pub mod resolve;
#[doc(hidden)]
pub mod score;
pub mod text;
#[doc(hidden)]
pub mod train;
