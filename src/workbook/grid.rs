//! A sheet to fill, before any writer: what stands in each cell, which cells are open, and how each looks.

use crate::points::Number;
use crate::sorting::Order as _;

/// A sheet to fill: a heading, a head row, rows, and where to sign.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Grid {
    /// Name of the sheet.
    pub name: String,
    /// What stands above the table.
    pub heading: Heading,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows below the head; each has one cell per column.
    pub rows: Vec<Row>,
    /// What formulas give where data are wrong.
    pub alarm: String,
    /// Place, date and who signs, below the table.
    pub signatures: Vec<Signature>,
}

/// What stands above the table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heading {
    /// The agency on the left: the one above, and the unit itself.
    pub agency: [String; 2],
    /// The name of the state and its motto.
    pub state: [String; 2],
    /// The title, and what stands below it.
    pub title: String,
    /// Lines below the title.
    pub lines: Vec<Line>,
}

/// A line below the title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its text.
    pub text: String,
    /// Bold; else in italics.
    pub bold: bool,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its head.
    pub head: String,
    /// Its width in letters.
    pub width: u32,
}

/// Two texts beside each other below the table: on the left and on the right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// On the left and on the right.
    pub texts: [String; 2],
    /// Bold; else in italics.
    pub bold: bool,
    /// People write over it.
    pub open: bool,
}

/// A row and what it is of.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// What it is of.
    pub part: Part,
    /// One cell per column.
    pub cells: Vec<Cell>,
}

/// What a row is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// A field or criterion with others below it (index of the node).
    Group(usize),
    /// A leaf (index among the leaves).
    Leaf(usize),
    /// An input of a leaf (indices).
    Input(usize, usize),
    /// An item of the check list of a leaf (indices).
    Item(usize, usize),
    /// A bonus or a penalty (index).
    Adjustment(usize),
    /// The sum of everything.
    Total,
}

/// A cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cell {
    /// What stands in it.
    pub value: Value,
    /// Whether people fill it.
    pub open: bool,
    /// What may be typed, and what is said of it.
    pub check: Option<Check>,
    /// How it looks.
    pub style: Style,
}

/// What stands in a cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Value {
    /// Nothing.
    #[default]
    Blank,
    /// A text.
    Text(String),
    /// A number.
    Number(Number),
    /// A formula without its `=`, and the text of its value before anything is filled.
    Formula(String, String),
}

/// What may be typed into a cell, and what is said of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// What may be typed.
    pub allowed: Allowed,
    /// Head of the message beside the cell.
    pub title: String,
    /// The message: what to enter.
    pub text: String,
    /// What is said of anything else.
    pub refusal: String,
}

/// What may be typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Allowed {
    /// Anything.
    Any,
    /// What stands in a range.
    List(String),
    /// Where a formula holds.
    Where(String),
}

/// How a cell looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Style {
    /// What lies behind it.
    pub ground: Ground,
    /// Bold.
    pub bold: bool,
    /// In italics.
    pub italic: bool,
    /// In the middle; else texts on the left.
    pub centred: bool,
    /// How far it begins from the left.
    pub indent: u8,
    /// How numbers are shown.
    pub digits: Digits,
}

/// What lies behind a cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Ground {
    /// Paper.
    #[default]
    Plain,
    /// The head and the sum of everything.
    Head,
    /// A field.
    Field,
    /// To fill.
    Fill,
    /// Not to fill.
    Grey,
    /// To look at.
    Marked,
}

/// How numbers are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Digits {
    /// As they are.
    #[default]
    General,
    /// Whatever is typed stays a text.
    Text,
    /// Whole numbers in groups of three.
    Whole,
    /// So many decimals.
    Decimals(u8),
}

impl Grid {
    /// The row of the heads, from 0.
    pub fn head_row(&self) -> u32 {
        // State and agency, a gap, the title.
        small(4 + self.heading.lines.len())
    }

    /// The n-th row below the heads, from 0.
    pub fn row(&self, n: usize) -> u32 {
        self.head_row() + 1 + small(n)
    }

    /// All cells below the heads: row and column from 0, what the row is of, and the cell.
    pub fn cells(&self) -> impl Iterator<Item = (u32, u16, Part, &Cell)> {
        self.rows.iter().enumerate().flat_map(|(n, row)| {
            let at = self.row(n);
            (0..).zip(&row.cells).map(move |(column, cell)| (at, column, row.part, cell))
        })
    }

    /// The cells that are wanted, as ranges: those below each other are one.
    pub fn areas(&self, wanted: impl Fn(&Cell) -> bool) -> Vec<String> {
        let mut areas: Vec<(u16, u32, u32)> = Vec::new();
        let mut cells: Vec<(u16, u32)> =
            self.cells().filter(|(.., cell)| wanted(cell)).map(|(row, column, ..)| (column, row)).collect();
        cells.order();
        for (column, row) in cells {
            match areas.last_mut() {
                Some((of, _, last)) if *of == column && *last + 1 == row => *last = row,
                _ => areas.push((column, row, row)),
            }
        }
        let area = |(column, first, last): (u16, u32, u32)| match name(first, column) {
            cell if first == last => cell,
            cell => format!("{cell}:{}", name(last, column)),
        };
        areas.into_iter().map(area).collect()
    }
}

/// A cell as formulas name it, row and column from 0: `D12`.
pub fn name(row: u32, column: u16) -> String {
    let letter = char::from(b'A' + u8::try_from(column).unwrap_or(25).min(25));
    format!("{letter}{}", row + 1)
}

fn small(size: usize) -> u32 {
    u32::try_from(size).unwrap_or(u32::MAX)
}
