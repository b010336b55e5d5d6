//! `guanxi completions`: what a shell needs to complete our arguments.

use std::io::{self, Write};

use anyhow::Result;
use clap::{Args, CommandFactory};
use clap_complete::Shell;

use super::{Cli, Done};

const AFTER: &str = "\
Examples:
  guanxi completions bash > ~/.local/share/bash-completion/completions/guanxi
  guanxi completions zsh > ~/.zfunc/_guanxi
  guanxi completions fish > ~/.config/fish/completions/guanxi.fish";

/// Print a script that completes commands and options in your shell
#[derive(Debug, Args)]
#[command(after_help = AFTER)]
pub(super) struct Completions {
    /// The shell
    shell: Shell,
}

impl Completions {
    pub(super) fn run(&self) -> Result<Done> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut Cli::command(), "guanxi", &mut script);
        io::stdout().write_all(&script)?;
        Ok(Done::Whole)
    }
}
