//! From the appendix of a decision to the draft of a criteria file.

pub mod scoring;
