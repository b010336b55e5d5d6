//! The command line: arguments in, one call, words out. Nothing else prints, exits or reads the environment.

mod annotate;
mod archive;
mod ask;
mod build;
mod choice;
mod colour;
mod complaint;
mod completions;
mod computed;
mod days;
mod decide;
mod decisions;
mod deriving;
mod desk;
mod dictionary;
mod doctor;
mod doubtful;
mod draw;
mod explain;
mod export;
mod found;
mod graph_file;
mod import;
mod input;
mod learn;
mod made;
mod measure;
mod memory;
mod mentions;
mod merge;
mod output;
mod progress;
mod prune;
mod report;
mod score;
mod search;
mod serve;
mod shelf;
mod status;
mod sum;
mod train;
mod update;
mod wording;

use std::env;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

const AFTER: &str = "\
Examples:
  guanxi build pages/ --dictionaries my-district/ -o graphs
  guanxi ask with 李明 -g graphs/graph.json
  guanxi mentions page.txt --format terminal

Inputs: texts in UTF-8, UTF-16, GB18030 or Big5; PDF with a text layer, .docx,
.html, .md, .epub; .jsonl with one record a line (id, title, date, source, url,
text); .zip, .gz and .zst of them.
Exit codes: 0 all done, 1 something failed or was skipped, 2 wrong usage.";

/// Read Chinese local-government news; see who appears with whom.
///
/// guanxi finds officials, bodies, places and projects in news texts, links those that are mentioned together,
/// and writes the network for Gephi, Graphviz and other tools, or answers questions about it.
#[derive(Debug, Parser)]
#[command(name = "guanxi", version, propagate_version = true, after_help = AFTER, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Build(build::Build),
    Mentions(mentions::Mentions),
    Annotate(annotate::Annotate),
    Merge(merge::Merge),
    Import(import::Import),
    Score(score::Score),
    Ask(ask::Ask),
    Search(search::Search),
    Status(status::Status),
    Measure(measure::Measures),
    Draw(draw::Draw),
    Export(export::Export),
    Doctor(doctor::Doctor),
    Doubtful(doubtful::Doubtful),
    Dictionary(dictionary::Dictionary),
    Decide(decide::Decide),
    Learn(learn::Learn),
    Train(train::Train),
    Serve(serve::Serve),
    Completions(completions::Completions),
}

/// How a command ended that came to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Done {
    /// Everything was done.
    Whole,
    /// Something was named and skipped.
    Partly,
}

/// Runs the program as it was called; the exit code says how it went.
pub fn run() -> ExitCode {
    run_with(env::args_os(), env::current_exe().ok()).into()
}

/// Runs the program with arguments, of which the first is its name, and returns its exit code.
///
/// `file` is what holds the program: graphs are built anew where it is another than that of the last build.
pub fn run_with(arguments: impl IntoIterator<Item = OsString>, file: Option<PathBuf>) -> u8 {
    silence_readers();
    archive::set_program(file);
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        // A usage error has exit code 2, help and version have 0.
        Err(usage) => return shown(&usage),
    };
    let done = match cli.command {
        Command::Build(command) => command.run(),
        Command::Mentions(command) => command.run(),
        Command::Annotate(command) => command.run(),
        Command::Merge(command) => command.run(),
        Command::Import(command) => command.run(),
        Command::Score(command) => command.run(),
        Command::Ask(command) => command.run(),
        Command::Search(command) => command.run(),
        Command::Status(command) => command.run(),
        Command::Measure(command) => command.run(),
        Command::Draw(command) => command.run(),
        Command::Export(command) => command.run(),
        Command::Doctor(command) => command.run(),
        Command::Doubtful(command) => command.run(),
        Command::Dictionary(command) => command.run(),
        Command::Decide(command) => command.run(),
        Command::Learn(command) => command.run(),
        Command::Train(command) => command.run(),
        Command::Serve(command) => command.run(),
        Command::Completions(command) => command.run(),
    };
    match done {
        Ok(Done::Whole) => 0,
        Ok(Done::Partly) => 1,
        // `| head` has seen enough: that is no failure.
        Err(error) if complaint::is_dead_pipe(&error) => 0,
        Err(error) => {
            if let Some(usage) = error.downcast_ref::<clap::Error>() {
                return shown(usage);
            }
            complaint::report(&error);
            1
        }
    }
}

/// Prints what the arguments lack, or the help they ask for; returns the exit code.
fn shown(usage: &clap::Error) -> u8 {
    // Nobody is left to tell where that fails.
    let _ = usage.print();
    u8::try_from(usage.exit_code()).unwrap_or(2)
}

/// A reader that breaks on a document is told of as a failure of that document, not as a panic.
fn silence_readers() {
    let told = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if !guanxi_read::is_contained() {
            told(panic);
        }
    }));
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_arguments_hold_together() {
        super::Cli::command().debug_assert();
    }
}
