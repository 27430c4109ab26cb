//! Two criteria sets side by side: what changed from one to the other, and what that does to last year's results. And a
//! round as a whole: how far it is, and whether the council treated the units alike.

mod carry;
mod consistency;
mod diff;
mod impact;
mod measured;
mod pairing;
mod standing;

pub use carry::Carried;
pub use consistency::consistency;
pub use diff::{Change, Diff, Entry, Field, Kind, SetKey, diff, tie_break};
pub use impact::{Clause, ClauseKind, Given, Impact, Part, UnitImpact, impact};
pub use measured::measured_otherwise;
pub use pairing::{How, Link, Pairing, pair};
pub use standing::{
    BlockStanding, Counts, Lack, Lacking, Received, Share, Standing, Totals, UnitStanding, standing,
};
