//! What the evidence cells of a unit say.

use crate::evidence::{Document, Reader, Remark, remark};
use crate::sheet::Value;

/// What an evidence cell holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// Nothing.
    Nothing,
    /// A word that names no document.
    Word(Remark),
    /// Something else.
    Evidence,
}

/// What the evidence cells of a unit say, each with its leaf, in the order of the rows. Of the texts no more is kept than
/// the checks need: a round has hundreds of thousands.
#[derive(Debug, Default)]
pub struct Proofs {
    /// Words that name no document, as typed.
    pub words: Vec<(u32, Box<str>)>,
    /// The documents that are named.
    pub documents: Vec<(u32, Document)>,
    /// Of each text with the number of a document a digest.
    pub digests: Vec<(u32, u64)>,
}

impl Proofs {
    /// Takes what the cell of a leaf says; its documents only with a reader.
    pub fn take(&mut self, leaf: usize, value: Option<&Value>, reader: Option<&mut Reader>) -> Holds {
        let (Some(value), Ok(leaf)) = (value, u32::try_from(leaf)) else { return Holds::Nothing };
        match value {
            Value::Text(text) => {
                if let Some(word) = remark(text) {
                    self.words.push((leaf, Box::from(*text)));
                    return Holds::Word(word);
                }
                let Some(reader) = reader else { return Holds::Evidence };
                let documents = reader.read(text);
                if documents.iter().any(|document| document.symbol.is_some()) {
                    self.digests.push((leaf, reader.digest()));
                }
                self.documents.extend(documents.into_iter().map(|document| (leaf, document)));
            }
            Value::Date(day) if reader.is_some() => self.documents.push((leaf, Document::of_day(*day))),
            _ => {}
        }
        Holds::Evidence
    }

    /// Takes what another table says of the leaves that are still open.
    pub fn add(&mut self, other: Proofs, open: impl Fn(usize) -> bool) {
        let open = |leaf: u32| open(leaf as usize);
        self.words.extend(other.words.into_iter().filter(|(leaf, _)| open(*leaf)));
        self.documents.extend(other.documents.into_iter().filter(|(leaf, _)| open(*leaf)));
        self.digests.extend(other.digests.into_iter().filter(|(leaf, _)| open(*leaf)));
    }

    /// The word in the cell of a leaf.
    pub fn word(&self, leaf: usize) -> String {
        let word = self.words.iter().find(|(of, _)| *of as usize == leaf);
        word.map(|(_, word)| word.to_string()).unwrap_or_default()
    }
}
