//! How far the reading of many files has come, on a terminal.

use std::fmt::Write;
use std::sync::Once;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};

use super::interrupt;
use super::outcome::Context;
use crate::message::Lang;

/// What is done sooner needs no bar.
const DELAY: Duration = Duration::from_millis(500);

/// The progress of one batch; its bar goes with it.
pub struct Progress {
    bar: ProgressBar,
    begun: Instant,
    wanted: bool,
    shown: Once,
}

impl Progress {
    /// Nothing is shown where nobody looks, or for one file alone.
    pub fn new(files: usize, context: &Context) -> Progress {
        let template = match context.lang {
            Lang::Vi => "{bar:40} {pos}/{len} tệp, {rate} tệp/giây, còn {eta}",
            Lang::En => "{bar:40} {pos}/{len} files, {rate} files/s, {eta} left",
        };
        let rate =
            |state: &ProgressState, text: &mut dyn Write| _ = write!(text, "{:.0}", state.per_sec().round());
        let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
        let bar = ProgressBar::with_draw_target(Some(files as u64), ProgressDrawTarget::hidden());
        Progress {
            bar: bar.with_style(style.with_key("rate", rate)),
            begun: Instant::now(),
            wanted: context.progress && !context.quiet && files > 1,
            shown: Once::new(),
        }
    }

    /// One more file is read.
    pub fn one_more(&self) {
        self.bar.inc(1);
        if self.wanted && self.begun.elapsed() > DELAY {
            self.shown.call_once(|| {
                self.bar.set_draw_target(ProgressDrawTarget::stderr_with_hz(5));
                self.bar.tick();
                interrupt::show(Some(self.bar.clone()));
            });
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        interrupt::show(None);
    }
}
