//! Ctrl-C: the progress bar goes, and a file that is being written is written to its end first.

use std::sync::{Mutex, MutexGuard, PoisonError};

use indicatif::ProgressBar;

/// Held while a result goes to its file.
static WRITING: Mutex<()> = Mutex::new(());
/// The bar on the terminal.
static BAR: Mutex<Option<ProgressBar>> = Mutex::new(None);

/// Makes ready for the end: the terminal is as it was, and no file is half written or will be begun.
///
/// The program ends right after; what else it holds is in memory only.
pub fn interrupt() {
    show(None);
    std::mem::forget(lock(&WRITING));
}

/// While this is held the program is not interrupted.
pub fn writing() -> MutexGuard<'static, ()> {
    lock(&WRITING)
}

/// Says which bar is on the terminal; the one before is cleared.
pub fn show(bar: Option<ProgressBar>) {
    let before = std::mem::replace(&mut *lock(&BAR), bar);
    if let Some(before) = before {
        before.finish_and_clear();
    }
}

fn lock<T>(mutex: &'static Mutex<T>) -> MutexGuard<'static, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
