//! What the papers tell, ready for their sentences: numbers as they are published, counts, names. Nothing is worded here.

mod block;
mod changes;
mod method;
mod notice;
mod round;
mod told;
mod words;

pub use block::{
    BlockFacts, ClassFacts, CutFacts, FieldFacts, JudgedFacts, LOST, LostFacts, NotApplicableFacts, TieFacts,
};
pub use changes::{Changes, Moved};
pub use method::{Adjusted, Appraiser, ClassEdge, Method, Part};
pub use notice::{Achieved, Against, Before, Codes, LeftOut, LossFacts, NoticeFacts, Remedy, Yardstick};
pub use round::{EvidenceFacts, Hearing, RoundFacts};
pub(super) use words::label;
pub use words::{Holders, Named, Names};
