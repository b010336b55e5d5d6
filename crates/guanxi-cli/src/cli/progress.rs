//! The progress bar: bytes read, speed, time left; only on a terminal, only for work that takes a while.

use std::io::{self, IsTerminal};
use std::time::{Duration, Instant};

use guanxi::document::{Failure, Notes};
use guanxi::pipeline::{Settings, Watch};
use guanxi_read::Plan;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::colour;
use super::complaint::{Failures, say};

/// Shorter work shows no bar.
const PATIENCE: Duration = Duration::from_millis(600);

/// Watches documents being read: moves the bar, tells what is skipped.
pub(super) struct Progress {
    bar: ProgressBar,
    terminal: bool,
    started: Instant,
    shown: bool,
    /// Bytes of one pass, where known.
    total: Option<u64>,
    failures: Failures,
}

impl Progress {
    pub(super) fn new(plan: &Plan, settings: Settings) -> Progress {
        let passes = if plan.repeatable() { settings.passes } else { 1 };
        let total = plan.bytes();
        let bar = ProgressBar::with_draw_target(
            total.map(|bytes| bytes * passes as u64),
            ProgressDrawTarget::hidden(),
        );
        let (bar_part, left) =
            if total.is_some() { ("{bar:30} ", ", {eta} left") } else { ("{spinner} ", "") };
        let size = if total.is_some() { "{binary_bytes} of {binary_total_bytes}" } else { "{binary_bytes}" };
        let dim = if colour::unwanted() { "" } else { "{elapsed_precise:.dim} " };
        let template = format!("{dim}{bar_part}{size}, {{binary_bytes_per_sec}}{left}");
        if let Ok(style) = ProgressStyle::with_template(&template) {
            bar.set_style(style.progress_chars("━━─"));
        }
        let terminal = io::stderr().is_terminal();
        Progress {
            bar,
            terminal,
            started: Instant::now(),
            shown: false,
            total,
            failures: Failures::default(),
        }
    }

    /// Seconds since the start.
    pub(super) fn seconds(&self) -> f64 {
        self.started.elapsed().as_secs_f64()
    }

    /// What was skipped so far.
    pub(super) fn failures(&self) -> &Failures {
        &self.failures
    }

    /// Takes the bar away, says what was passed over, and gives what was skipped.
    pub(super) fn finish(self) -> Failures {
        self.bar.finish_and_clear();
        self.failures.close();
        self.failures
    }
}

impl Watch for Progress {
    fn bytes(&mut self, pass: usize, read: u64) {
        if !self.terminal {
            return;
        }
        if !self.shown && self.started.elapsed() > PATIENCE {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
            self.shown = true;
        }
        self.bar.set_position(self.total.unwrap_or(0) * pass as u64 + read);
    }

    fn failure(&mut self, failure: &Failure) {
        if let Some(text) = self.failures.note(failure) {
            self.bar.suspend(|| say("error", &text));
        }
    }

    fn notes(&mut self, notes: &Notes) {
        self.failures.leave(notes.clone());
    }
}
