//! `deduct`: the maximum less so many points for each event.

use crate::points::Number;

/// The maximum less the events.
#[derive(Clone, Debug, PartialEq)]
pub struct Deduct {
    /// The events.
    pub events: Vec<Event>,
    /// The lowest value; 0 unless given, may lie below 0.
    pub min: Number,
}

/// One kind of event.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// Which input counts it (index into the leaf's inputs).
    pub input: usize,
    /// Points lost for each; above 0.
    pub points: Number,
}
