//! The units of a round: their register, and how a name in a file finds its unit.

mod names;
mod read;
mod register;

pub use names::{Match, Names, short};
pub use read::read_register;
pub use register::{Found, Register, Shares, Unit, block_of, exempt_by_set};
