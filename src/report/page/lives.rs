//! The lives of the scores of several units as few bytes: what looks alike stands side by side, in the order leaf by leaf
//! and unit by unit, so that packing finds it. The script reads it back in the same order (`lives` in `assets/unit.js`).

use std::collections::HashMap;

use serde::Serialize;

use super::texts::Both;
use crate::life::Life;
use crate::message::Lang;
use crate::report::life::life_lines;

/// By these the English text often follows from the Vietnamese one.
pub(super) const SWAPS: [(&str, &str); 6] = [
    (",", "."),
    (" %", "%"),
    (" điểm", " points"),
    ("thẩm định lần", "appraisal, round"),
    ("điều tra xã hội học", "survey"),
    ("thay bằng lần", "replaced by round"),
];

/// The lines of all lives.
#[derive(Default, Serialize)]
pub(super) struct Lives {
    /// The labels.
    labels: Vec<Both>,
    /// The sheets that cells lie in, as `file!sheet!`.
    sheets: Vec<String>,
    /// Per leaf and unit its lines: four times the label, plus the depth.
    shapes: Vec<Vec<usize>>,
    /// The texts, one queue for each kind of line.
    texts: Vec<Vec<Said>>,
    /// The cells: sheet, column, and how many rows further than the last cell of this unit in this sheet.
    cells: Vec<String>,
    #[serde(skip)]
    queues: HashMap<(usize, usize), usize>,
    #[serde(skip)]
    rows: HashMap<(usize, usize), i64>,
}

/// A text: one for both languages, with U+0001 before it where the English one follows from it, or both.
#[derive(Serialize)]
#[serde(untagged)]
enum Said {
    One(String),
    Two(Both),
}

impl Said {
    fn of(vi: &str, en: &str) -> Said {
        let both = Both::new(vi, en);
        let swapped =
            || SWAPS.iter().fold(both.get(Lang::Vi).to_owned(), |text, (vi, en)| text.replace(vi, en));
        if both.get(Lang::Vi) == both.get(Lang::En) {
            Said::One(both.get(Lang::Vi).to_owned())
        } else if swapped() == both.get(Lang::En) {
            Said::One(format!("\u{1}{}", both.get(Lang::Vi)))
        } else {
            Said::Two(both)
        }
    }
}

impl Lives {
    /// Adds a life; `root` is the folder from which paths are told.
    pub fn add(&mut self, unit: usize, life: &Life, root: &str) {
        let (vi, en) = (life_lines(life, Lang::Vi), life_lines(life, Lang::En));
        let mut shape = Vec::new();
        let mut nths: HashMap<usize, usize> = HashMap::new();
        for (vi, en) in vi.iter().zip(&en) {
            let label = place(&mut self.labels, Both::new(&vi.label, &en.label));
            let kind = label * 4 + vi.depth.min(3);
            shape.push(kind);
            // Lines without a label are inputs and steps: the first of each leaf are like the first of another unit.
            let nth = nths.entry(kind).or_default();
            let queue = (kind, if vi.label.is_empty() { *nth } else { 0 });
            *nth += 1;
            let next = self.queues.len();
            let queue = *self.queues.entry(queue).or_insert(next);
            if queue == self.texts.len() {
                self.texts.push(Vec::new());
            }
            self.texts[queue].push(Said::of(&vi.text, &en.text));
            let cell = vi.at.as_deref().unwrap_or_default();
            let cell = self.cell(unit, cell.strip_prefix(root).unwrap_or(cell));
            self.cells.push(cell);
        }
        self.shapes.push(shape);
    }

    /// No life here.
    pub fn skip(&mut self) {
        self.shapes.push(Vec::new());
    }

    fn cell(&mut self, unit: usize, cell: &str) -> String {
        let parts = cell.rsplit_once('!').and_then(|(sheet, cell)| {
            let digits = cell.find(|c: char| c.is_ascii_digit())?;
            let (column, row) = cell.split_at(digits);
            let is_column = !column.is_empty() && column.bytes().all(|c| c.is_ascii_uppercase());
            Some((sheet, column, row.parse::<u32>().ok().filter(|_| is_column)?))
        });
        let Some((sheet, column, row)) = parts else {
            return if cell.is_empty() {
                String::new()
            } else {
                format!("?{}", crate::message::one_line(cell))
            };
        };
        let sheet = place(&mut self.sheets, crate::message::one_line(&format!("{sheet}!")));
        let row = i64::from(row);
        let further = row - self.rows.insert((unit, sheet), row).unwrap_or(0);
        format!("{sheet}{column}{further}")
    }
}

fn place<T: PartialEq>(known: &mut Vec<T>, value: T) -> usize {
    known.iter().position(|one| *one == value).unwrap_or_else(|| {
        known.push(value);
        known.len() - 1
    })
}
