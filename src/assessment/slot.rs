//! Which points a column holds, and where they belong.

use super::entry::{Entry, Mark};
use super::submission::PointsAre;
use crate::message::Scorer;

/// Which points a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slot {
    Own,
    /// Of this round.
    Appraised(u8),
    Survey,
    /// A head that does not say which: survey points of leaves that a survey scores, else these.
    Plain(PointsAre),
}

impl Slot {
    /// Which points the column holds for a leaf, or for a row that is none.
    pub fn of(self, scorer: Scorer) -> Slot {
        match self {
            Slot::Plain(_) if scorer == Scorer::Survey => Slot::Survey,
            Slot::Plain(PointsAre::Own) => Slot::Own,
            Slot::Plain(PointsAre::Appraised) => Slot::Appraised(1),
            known => known,
        }
    }

    /// Where the points of a leaf belong.
    pub fn mark_of(self, entry: &mut Entry, scorer: Scorer) -> &mut Mark {
        match (self.of(scorer), scorer) {
            (Slot::Own, _) => &mut entry.own,
            (Slot::Survey, _) | (Slot::Appraised(_), Scorer::Survey) => &mut entry.survey,
            (Slot::Appraised(_) | Slot::Plain(_), _) => &mut entry.appraised,
        }
    }
}
