//! The slip of an earlier round, in a form that comes back a second time.
//!
//! Its hidden columns hold two blank cells for each marked cell, in the style that the cell had and in the style that it
//! got. The spreadsheet that saved the form since numbers its styles anew, those of the blank cells with the others.

use std::collections::BTreeMap;

use super::cells::Pair;
use crate::sheet::cell_place;
use crate::sheet::xml::{Odd, Scan, Xml};

/// Columns of the two cells, from 0.
const BEFORE: u32 = 8;
const AFTER: u32 = 9;

/// Which style a coloured cell had.
#[derive(Default)]
pub(super) struct Earlier(BTreeMap<u32, u32>);

impl Earlier {
    /// Reads what an earlier slip kept; a sheet that only has its name is refused.
    pub(super) fn read(slip: &str) -> Scan<Earlier> {
        let mut xml = Xml { text: slip, at: 0 };
        let mut rows: BTreeMap<u32, Pair> = BTreeMap::new();
        let mut ours = false;
        while let Some(tag) = xml.tag()? {
            let number = |name: &str| tag.get(name).and_then(|number| number.parse::<u32>().ok());
            match (tag.local(), tag.closing) {
                ("col", false) => {
                    let hidden = matches!(tag.get("hidden"), Some("1" | "true"));
                    let kept = number("min") <= Some(BEFORE + 1) && number("max") >= Some(AFTER + 1);
                    ours |= hidden && kept;
                }
                ("c", false) => {
                    let at = tag.get("r").and_then(cell_place).ok_or(Odd)?;
                    let style = number("s").unwrap_or(0);
                    match at.column {
                        BEFORE => rows.entry(at.row).or_default().0 = style,
                        AFTER => rows.entry(at.row).or_default().1 = style,
                        _ => {}
                    }
                }
                // The list of all formulas would name one that is gone.
                ("f", false) => return Err(Odd),
                _ => {}
            }
        }
        if !ours {
            return Err(Odd);
        }
        let mut styles = BTreeMap::new();
        for (before, after) in rows.into_values().filter(|(_, after)| *after != 0) {
            styles.entry(after).or_insert(before);
        }
        Ok(Earlier(styles))
    }

    /// The style that a cell had before it got this one from us.
    pub(super) fn style(&self, now: u32) -> Option<u32> {
        self.0.get(&now).copied()
    }

    /// Styles before and after.
    pub(super) fn pairs(&self) -> impl Iterator<Item = Pair> + '_ {
        self.0.iter().map(|(after, before)| (*before, *after))
    }

    /// No cell was marked.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn styles_are_known_by_the_blank_cells() {
        let slip = "<worksheet><cols><col min='9' max='10' hidden='1'/></cols><sheetData><row r='8'><c r='A8' s='4'/><c r='I8' s='2'/><c r='J8' s='7'/></row><row r='9'><c r='J9' s='8'/></row></sheetData></worksheet>";
        let earlier = Earlier::read(slip).unwrap();
        assert_eq!([7, 8, 2, 4].map(|style| earlier.style(style)), [Some(2), Some(0), None, None]);
        assert!(Earlier::read(&slip.replace("hidden='1'", "")).is_err());
    }
}
