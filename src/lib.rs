//! guanxi reads Chinese local-government news and shows who appears with whom.

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
pub mod learn;
pub mod paint;
pub mod pipeline;
pub mod recognise;
pub mod resolve;
pub mod score;
pub mod text;
pub mod train;
