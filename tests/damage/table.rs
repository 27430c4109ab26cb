//! Tables of several units: a matrix, or the same turned, and what happens to them.

use parindex::criteria::CriteriaSet;
use parindex::message::Scorer;
use parindex::points::{Number, Precision, Rounding};
use parindex::rule::Rule;
use parindex::sheet::Date;
use rust_decimal::Decimal;

use super::grid::{Cell, Dice};

/// A table: the heads are codes, each row is a unit.
#[derive(Clone, Debug)]
pub struct Table {
    pub rows: Vec<Vec<Cell>>,
    /// Of each code its maximum.
    maxima: Vec<Cell>,
}

/// One kind of damage.
pub type Harm = (&'static str, fn(&mut Table, &mut Dice));

impl Table {
    /// A correct table with random points that the rules can give.
    pub fn of(set: &CriteriaSet, units: &[&str], dice: &mut Dice) -> Table {
        let leaves: Vec<usize> = set
            .leaf_nodes()
            .enumerate()
            .filter(|(_, (_, leaf))| leaf.scored_by == Scorer::Unit && leaf.rule != Rule::Info)
            .map(|(n, _)| n)
            .collect();
        let number = |points: &Number| {
            let precision = Precision { decimals: 4, rounding: Rounding::HalfUp };
            Cell::Number(points.published(precision).normalize())
        };
        let mut rows = vec![vec![Cell::text("Đơn vị")]];
        rows[0].extend(leaves.iter().map(|n| Cell::text(&*set.leaf(*n).0.code)));
        for unit in units {
            let mut row = vec![Cell::text(*unit)];
            for n in &leaves {
                let (node, leaf) = set.leaf(*n);
                let sound: Vec<Number> = ["0", "0.25", "0.5", "1"]
                    .map(|share| &node.max * &Number::from_plain(share).unwrap())
                    .into_iter()
                    .filter(|points| leaf.rule.check_claim(&set.frame(*n), points).is_ok())
                    .collect();
                row.push(number(dice.pick(&sound)));
            }
            rows.push(row);
        }
        let maxima = leaves.iter().map(|n| number(&set.leaf(*n).0.max)).collect();
        Table { rows, maxima }
    }

    /// Every row as wide as the widest.
    pub fn square(&mut self) {
        let width = self.rows.iter().map(Vec::len).max().unwrap_or_default();
        self.rows.iter_mut().for_each(|row| row.resize(width, Cell::Blank));
    }

    /// Rows become columns.
    pub fn turned(&self) -> Vec<Vec<Cell>> {
        let width = self.rows.first().map_or(0, Vec::len);
        let mut rows: Vec<Vec<Cell>> =
            (0..width).map(|column| self.rows.iter().map(|row| row[column].clone()).collect()).collect();
        if let Some(corner) = rows.first_mut().and_then(|row| row.first_mut()) {
            *corner = Cell::text("Mã tiêu chí");
        }
        rows
    }
}

/// All kinds.
pub const HARMS: &[Harm] = &[
    ("heads become numbers", |table, _| {
        for cell in &mut table.rows[0][1..] {
            let code = cell.typed();
            if let (1, Ok(number)) = (code.matches('.').count(), code.parse::<Decimal>()) {
                *cell = Cell::Number(number.normalize());
            }
        }
    }),
    ("heads become dates", |table, _| {
        for cell in &mut table.rows[0][1..] {
            let code = cell.typed();
            let parts: Vec<u16> = code.split('.').filter_map(|part| part.parse().ok()).collect();
            if let [day @ 1..=28, month @ 1..=12] = parts[..] {
                *cell = Cell::Date(Date { year: 2025, month: month as u8, day: day as u8 });
            }
        }
    }),
    ("heads with marks", |table, dice| {
        for cell in &mut table.rows[0][1..] {
            let code = cell.typed();
            let marked = match dice.below(5) {
                0 => format!("TC {code}"),
                1 => format!("{code}."),
                2 => format!("'{code}"),
                3 => code.replace('.', ","),
                _ => continue,
            };
            *cell = Cell::Text(marked);
        }
    }),
    ("columns change places", |table, dice| {
        let width = table.rows[0].len();
        let mut order: Vec<usize> = (1..width).collect();
        dice.shuffle(&mut order);
        order.insert(0, 0);
        for row in &mut table.rows {
            *row = order.iter().map(|from| row.get(*from).cloned().unwrap_or(Cell::Blank)).collect();
        }
    }),
    ("units change places", |table, dice| dice.shuffle(&mut table.rows[1..])),
    ("a blank column", |table, dice| {
        let at = 1 + dice.below(table.rows[0].len());
        table.rows.iter_mut().for_each(|row| row.insert(at.min(row.len()), Cell::Blank));
    }),
    ("a column of notes", |table, dice| insert(table, dice, "Ghi chú", &Cell::text("đã kiểm tra"))),
    ("a column of unknown numbers", |table, dice| {
        insert(table, dice, "Năm 2024", &Cell::Number(Decimal::new(5, 1)));
    }),
    ("a column of sums", |table, _| {
        for (at, row) in table.rows.iter_mut().enumerate() {
            let numbers = row.iter().filter_map(|cell| match cell {
                Cell::Number(number) => Some(*number),
                _ => None,
            });
            let sum: Decimal = numbers.sum();
            row.push(if at == 0 { Cell::text("Tổng cộng") } else { Cell::Number(sum) });
        }
    }),
    ("a code stands twice", |table, dice| {
        let from = 1 + dice.below(table.rows[0].len() - 1);
        table.rows.iter_mut().for_each(|row| row.push(row[from].clone()));
    }),
    ("a column is deleted", |table, dice| {
        let at = dice.below(table.rows[0].len());
        table.rows.iter_mut().for_each(|row| {
            row.remove(at);
        });
    }),
    ("blank rows", |table, dice| {
        let at = 1 + dice.below(table.rows.len());
        table.rows.insert(at, vec![Cell::Blank]);
    }),
    ("the head again", |table, dice| {
        let head = table.rows[0].clone();
        let at = 1 + dice.below(table.rows.len());
        table.rows.insert(at, head);
    }),
    ("a row of sums", |table, _| {
        let mut sums = vec![Cell::text("Tổng cộng")];
        sums.extend(table.rows[0][1..].iter().map(|_| Cell::Number(Decimal::TEN)));
        table.rows.push(sums);
    }),
    ("a row of maxima", |table, _| {
        let mut maxima = vec![Cell::text("Điểm tối đa")];
        maxima.extend(table.maxima.iter().cloned());
        maxima.truncate(table.rows[0].len());
        table.rows.insert(1, maxima);
    }),
    ("means below", |table, dice| {
        let mut means = vec![Cell::text(*dice.pick(&["Trung bình", "Bình quân", "Cao nhất"]))];
        means.extend(table.rows[0][1..].iter().map(|_| Cell::Number(Decimal::new(5, 1))));
        table.rows.push(means);
    }),
    ("the name of a unit is gone", |table, dice| {
        let at = 1 + dice.below(table.rows.len() - 1);
        table.rows[at][0] = Cell::Blank;
    }),
    ("a unit stands twice", |table, dice| {
        let mut again = dice.pick(&table.rows[1..]).clone();
        if dice.one_in(2) {
            again[1..].iter_mut().for_each(|cell| *cell = Cell::Number(Decimal::ZERO));
        }
        table.rows.push(again);
    }),
    ("units in other words", |table, dice| {
        for row in &mut table.rows[1..] {
            let name = row[0].typed();
            let other = match dice.below(3) {
                0 => format!("UBND {}", name.to_lowercase()),
                1 => name.to_uppercase(),
                _ => parindex::sheet::fold(&name),
            };
            row[0] = Cell::Text(other);
        }
    }),
    ("a row stands aside", |table, dice| {
        let at = 1 + dice.below(table.rows.len() - 1);
        table.rows[at].insert(1, Cell::Blank);
    }),
    ("a title above", |table, _| {
        table.rows.insert(0, vec![Cell::text("TỔNG HỢP ĐIỂM CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM 2025")]);
    }),
    ("a word for points", |table, dice| {
        let (row, column) = (1 + dice.below(table.rows.len() - 1), 1 + dice.below(table.rows[0].len() - 1));
        if let Some(cell) = table.rows[row].get_mut(column) {
            *cell = Cell::text(*dice.pick(&["x", "0,5/1", "#N/A", "Đạt"]));
        }
    }),
    ("points as text", |table, _| {
        for cell in table.rows[1..].iter_mut().flatten() {
            if let Cell::Number(number) = cell {
                *cell = Cell::Text(number.to_string().replace('.', ","));
            }
        }
    }),
];

fn insert(table: &mut Table, dice: &mut Dice, head: &str, cell: &Cell) {
    let at = 1 + dice.below(table.rows[0].len());
    for (n, row) in table.rows.iter_mut().enumerate() {
        let at = at.min(row.len());
        row.insert(at, if n == 0 { Cell::text(head) } else { cell.clone() });
    }
}
