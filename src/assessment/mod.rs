//! From cells to what each unit stated for each criterion, with every fault at its cell.

mod builder;
mod catalog;
mod check;
mod codes;
mod collect;
mod compute;
mod declared;
mod entry;
mod foreign;
mod forms;
mod header;
mod heads;
mod long;
mod matching;
mod matrix;
mod parts;
mod submission;
mod sums;
mod table;
mod throughout;
mod totals;
mod twice;
mod union;
mod unit_name;

pub use builder::ReadAs;
pub use catalog::Catalog;
pub use check::{Assessed, assess};
pub use collect::Assessment;
pub use compute::{Around, Bests, compute};
pub use entry::{Declared, Entry, Mark, SheetRef, Source, Stated, shown};
pub use foreign::mark_foreign;
pub use header::{Header, Layout, find};
pub use long::LongTable;
pub use submission::{AdjustmentEntry, Paper, PointsAre, StatedBlock, Submission};
pub use table::{FileReading, read_file};
