//! All integration tests, in one program: `cargo test --test main guard` runs those of one file.

mod bench;
mod kinds;
mod place;

mod archive;
#[cfg(unix)]
mod attacks;
mod cli;
mod corpus;
mod decide;
#[cfg(unix)]
mod desk;
mod doctor;
mod folder;
mod formats;
mod guard;
mod home;
mod identity;
#[cfg(unix)]
mod kills;
mod learn;
mod lists;
mod merge;
mod parquet;
mod plan;
mod properties;
mod readers;
#[cfg(unix)]
mod robust;
mod roles;
mod seeds;
mod shapes;
mod smaller;
mod stream;
mod tenure;
mod traditional;
mod wraps;
