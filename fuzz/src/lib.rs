//! What the targets share: which panics count, what must hold for everything that is read, and files built of parts.

pub mod bytes;
pub mod form;
pub mod invariants;
pub mod parts;

use std::panic;

/// Panics inside other people's readers cost one file and are caught; one in our code ends the run with a crash.
///
/// A panic that nobody catches ends it too, wherever it comes from.
pub fn only_our_panics_abort() {
    panic::set_hook(Box::new(|info| {
        let place = info.location().map(|place| place.file()).unwrap_or_default();
        // Our sources are compiled from the root of the package; those of others have a path to the registry.
        if place.starts_with("src/") || place.contains("/parindex/src/") {
            eprintln!("{info}\n{}", std::backtrace::Backtrace::force_capture());
            std::process::abort();
        }
    }));
}
