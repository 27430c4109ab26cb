//! The papers of the year in words: what they tell, and the sentences that tell it.

pub mod facts;
