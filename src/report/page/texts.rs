//! Texts in both languages, and cells of neutral tables, as the script of the page reads them.

use serde::{Serialize, Serializer};

use crate::message::{Lang, printable};
use crate::report::table::{Align, Cell, Table};

/// A text in both languages; where they are the same, one string.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Both {
    vi: String,
    en: String,
}

impl Both {
    pub fn new(vi: &str, en: &str) -> Both {
        Both { vi: printable(vi), en: printable(en) }
    }

    pub fn of(text: impl Fn(Lang) -> String) -> Both {
        Both::new(&text(Lang::Vi), &text(Lang::En))
    }

    /// A name, which no language changes.
    pub fn same(text: impl AsRef<str>) -> Both {
        Both::new(text.as_ref(), text.as_ref())
    }

    pub fn get(&self, lang: Lang) -> &str {
        if lang == Lang::Vi { &self.vi } else { &self.en }
    }
}

impl Serialize for Both {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.vi == self.en {
            self.vi.serialize(serializer)
        } else {
            (&self.vi, &self.en).serialize(serializer)
        }
    }
}

/// A cell: nothing, a text, a count, or `[digits]` of a published number. The script shows digits and never computes them.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(super) enum CellData {
    Blank(()),
    Text(Both),
    Count(usize),
    Number([String; 1]),
}

impl CellData {
    pub fn of(vi: &Cell, en: &Cell) -> CellData {
        match (vi, en) {
            (Cell::Blank, _) => CellData::Blank(()),
            (Cell::Text(vi), Cell::Text(en)) => CellData::Text(Both::new(vi, en)),
            (Cell::Text(vi), _) => CellData::Text(Both::same(vi)),
            (Cell::Count(count), _) => CellData::Count(*count),
            (Cell::Number(number), _) => CellData::Number([number.to_string()]),
        }
    }
}

#[derive(Serialize)]
struct ColumnData {
    key: String,
    head: Both,
    right: bool,
}

/// A neutral table in both languages.
#[derive(Serialize)]
pub(super) struct TableData {
    title: Both,
    columns: Vec<ColumnData>,
    rows: Vec<Vec<CellData>>,
    notes: Vec<Both>,
}

impl TableData {
    /// The table that `make` builds in each language.
    pub fn of(make: impl Fn(Lang) -> Table) -> TableData {
        let (vi, en) = (make(Lang::Vi), make(Lang::En));
        let first = |table: &Table| table.heading.first().cloned().unwrap_or_default();
        let columns = vi.columns.iter().zip(&en.columns).map(|(vi, en)| ColumnData {
            key: vi.key.clone(),
            head: Both::new(&vi.head, &en.head),
            right: vi.align == Align::Right,
        });
        let cells = |(vi, en): (&Vec<Cell>, &Vec<Cell>)| {
            vi.iter().zip(en).map(|(vi, en)| CellData::of(vi, en)).collect()
        };
        TableData {
            title: Both::new(&first(&vi), &first(&en)),
            columns: columns.collect(),
            rows: vi.rows.iter().zip(&en.rows).map(cells).collect(),
            notes: vi.notes.iter().zip(&en.notes).map(|(vi, en)| Both::new(vi, en)).collect(),
        }
    }
}
