//! The `guanxi` program: see `cli` for all it does.

mod cli;

fn main() -> std::process::ExitCode {
    cli::run()
}
