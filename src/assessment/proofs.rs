//! What the evidence cells of a unit say.

use std::num::NonZeroU64;

use crate::evidence::{Dated, Document, Reader, Remark, digest, remark};
use crate::sheet::Value;

/// What an evidence cell holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Holds {
    /// Nothing.
    Nothing,
    /// A word that names no document.
    Word(Remark),
    /// Something else.
    Evidence,
}

/// A document that the evidence cell of a leaf names.
#[derive(Clone, Debug)]
pub struct Cited {
    /// The leaf.
    pub leaf: u32,
    /// Its number and symbol in [`Proofs`]: start and end.
    name: (u32, u32),
    /// The same for the same number and symbol; `None` of a document without.
    pub key: Option<NonZeroU64>,
    /// The same for the same text.
    pub text: u64,
    /// When it was issued.
    pub dated: Option<Dated>,
    /// First and last page.
    pub pages: Option<(u16, u16)>,
    /// A part of it is named in another way than by pages.
    pub part: bool,
}

/// What the evidence cells of a unit say, in the order of the rows. Of the texts no more is kept than the checks need: a
/// round has hundreds of thousands.
#[derive(Debug, Default)]
pub struct Proofs {
    /// Words that name no document, as typed, each with its leaf.
    words: Vec<(u32, Box<str>)>,
    /// The documents that are named.
    pub documents: Vec<Cited>,
    /// Their numbers and symbols, one behind the other.
    names: String,
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
                if !documents.is_empty() {
                    let digest = digest(text);
                    for document in documents {
                        self.cite(leaf, document, text, digest);
                    }
                }
            }
            Value::Date(day) if reader.is_some() => self.cite(leaf, &Document::of_day(*day), "", 0),
            _ => {}
        }
        Holds::Evidence
    }

    fn cite(&mut self, leaf: u32, document: &Document, text: &str, digest: u64) {
        let end = |names: &String| u32::try_from(names.len()).unwrap_or(u32::MAX);
        let start = end(&self.names);
        if let Some(symbol) = &document.symbol {
            symbol.write(text, &mut self.names);
        }
        self.documents.push(Cited {
            leaf,
            name: (start, end(&self.names)),
            key: document.symbol.and_then(|symbol| NonZeroU64::new(symbol.key)),
            text: digest,
            dated: document.dated,
            pages: document.pages,
            part: document.part,
        });
    }

    /// Takes what another table says of the leaves that are still open.
    pub fn add(&mut self, other: Proofs, open: impl Fn(usize) -> bool) {
        let open = |leaf: u32| open(leaf as usize);
        let moved = u32::try_from(self.names.len()).unwrap_or(u32::MAX);
        self.words.extend(other.words.into_iter().filter(|(leaf, _)| open(*leaf)));
        let taken = other.documents.into_iter().filter(|document| open(document.leaf));
        self.documents.extend(taken.map(|mut document| {
            let (start, end) = document.name;
            document.name = (start.saturating_add(moved), end.saturating_add(moved));
            document
        }));
        self.names.push_str(&other.names);
    }

    /// The word in the cell of a leaf.
    pub fn word(&self, leaf: usize) -> String {
        let word = self.words.iter().find(|(of, _)| *of as usize == leaf);
        word.map(|(_, word)| word.to_string()).unwrap_or_default()
    }

    /// A number for the text in the cell of a leaf, the same for the same text, where it has the number of a document.
    pub fn text(&self, leaf: usize) -> Option<u64> {
        let numbered = |document: &&Cited| document.leaf as usize == leaf && document.key.is_some();
        self.documents.iter().find(numbered).map(|document| document.text)
    }

    /// `123/KH-UBND (15/03/2025)`, or what is known of a document.
    pub fn shown(&self, document: &Cited) -> String {
        let (start, end) = document.name;
        let symbol = self.names.get(start as usize..end as usize).unwrap_or_default();
        // The year alone stands in the symbol already.
        let dated = document.dated.filter(|dated| !dated.is_year());
        match (symbol, dated) {
            ("", dated) => dated.map(|dated| dated.to_string()).unwrap_or_default(),
            (symbol, Some(dated)) => format!("{symbol} ({dated})"),
            (symbol, None) => symbol.to_owned(),
        }
    }
}
