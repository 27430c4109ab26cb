//! How many mutants of a criteria file are found by reading it.

use std::sync::Arc;

use parindex::criteria::load;
use parindex::diagnostic::Finding;

use crate::mutate::{Kind, Mutant};

/// What became of the mutants of one kind.
#[derive(Clone, Debug, Default)]
pub struct Count {
    pub all: usize,
    /// An error tells of it.
    pub errors: usize,
    /// Only a warning does.
    pub warnings: usize,
}

impl Count {
    pub fn caught(&self) -> usize {
        self.errors + self.warnings
    }

    /// At least 95 of 100 are caught.
    pub fn suffices(&self) -> bool {
        self.caught() * 100 >= self.all * 95
    }

    pub fn add(&mut self, other: &Count) {
        self.all += other.all;
        self.errors += other.errors;
        self.warnings += other.warnings;
    }
}

/// What became of the mutants of a file.
#[derive(Debug, Default)]
pub struct Measured {
    /// Per kind, in the order of [`Kind::ALL`].
    pub counts: [Count; Kind::ALL.len()],
    /// `line: what stands there → what is written instead`.
    pub survivors: Vec<String>,
}

impl Measured {
    /// All kinds but the codes in examples, which are caught so easily that they would flatter the sum.
    pub fn law(&self) -> Count {
        let mut sum = Count::default();
        for (kind, count) in Kind::ALL.iter().zip(&self.counts) {
            if *kind != Kind::Example {
                sum.add(count);
            }
        }
        sum
    }
}

/// Reads these mutants of a file.
pub fn measure(id: &str, text: &str, mutants: impl IntoIterator<Item = Mutant>) -> Measured {
    let file: Arc<str> = format!("{id}.toml").into();
    let (_, before) = load(&file, text);
    let mut measured = Measured::default();
    for mutant in mutants {
        let (_, after) = load(&file, &mutant.text(text));
        let new = news(&before, &after);
        let kind = Kind::ALL.iter().position(|kind| *kind == mutant.kind).unwrap_or_default();
        let count = &mut measured.counts[kind];
        count.all += 1;
        if new.iter().any(|finding| finding.is_error()) {
            count.errors += 1;
        } else if new.is_empty() {
            measured.survivors.push(shown(text, &mutant));
        } else {
            count.warnings += 1;
        }
    }
    measured
}

/// The findings that were not there before, each as often as it is new.
fn news<'f>(before: &[Finding], after: &'f [Finding]) -> Vec<&'f Finding> {
    let mut known: Vec<&Finding> = before.iter().collect();
    let is_new = |finding: &&Finding| {
        let same = known.iter().position(|known| known.detail == finding.detail);
        same.map(|at| known.remove(at)).is_none()
    };
    after.iter().filter(is_new).collect()
}

fn shown(text: &str, mutant: &Mutant) -> String {
    let line = text[..mutant.at.start].matches('\n').count() + 1;
    let start = text[..mutant.at.start].rfind('\n').map_or(0, |at| at + 1);
    let end = text[mutant.at.end..].find('\n').map_or(text.len(), |at| mutant.at.end + at);
    let (before, after) = (&text[start..mutant.at.start], &text[mutant.at.end..end]);
    format!("{line}: {before}[{} → {}]{after}", &text[mutant.at.clone()], mutant.instead)
}
