//! guanxi reads Chinese local-government news and shows who appears with whom.

pub mod article;
pub mod dictionary;
pub mod kind;
pub mod recognise;
pub mod resolve;
pub mod text;
