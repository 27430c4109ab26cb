//! The units of a round: their register, and how a name in a file finds its unit.

mod names;
mod register;

pub use names::{Match, Names, short};
pub use register::{Found, Register, Shares, Unit, read_register};
