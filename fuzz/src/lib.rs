//! What the targets share: which panics count, what must hold for everything that is read, and files built of parts.

pub mod bytes;
pub mod cells;
pub mod form;
pub mod invariants;
pub mod parts;

use std::panic;

/// The folder of the package, and a slash: its files are compiled with whole paths from here.
const ROOT: &str = env!("CARGO_MANIFEST_DIR").split_at(env!("CARGO_MANIFEST_DIR").len() - "fuzz".len()).0;

/// Panics inside other people's readers cost one file and are caught; one in our code ends the run with a crash.
///
/// A panic that nobody catches ends it too, wherever it comes from.
pub fn only_our_panics_abort() {
    panic::set_hook(Box::new(|info| {
        let place = info.location().map(|place| place.file()).unwrap_or_default();
        // What is compiled from this folder has paths from here, the library whole ones.
        if place.starts_with(ROOT) || !place.starts_with('/') {
            eprintln!("{info}\n{}", std::backtrace::Backtrace::force_capture());
            std::process::abort();
        }
    }));
}
