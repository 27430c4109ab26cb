//! Two criteria sets side by side: what changed from one to the other, and what that does to last year's results.

mod carry;
mod diff;
mod impact;
mod pairing;

pub use carry::Carried;
pub use diff::{Change, Diff, Entry, Field, Kind, SetKey, diff, tie_break};
pub use impact::{Clause, ClauseKind, Given, Impact, Part, UnitImpact, impact};
pub use pairing::{How, Link, Pairing, pair};
