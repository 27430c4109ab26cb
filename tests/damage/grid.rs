//! A form cell by cell, as a person sees it in a spreadsheet.

use parindex::criteria::CriteriaSet;
use parindex::diagnostic::CellRef;
use parindex::message::Scorer;
use parindex::points::{Number, Precision, Rounding};
use parindex::rule::Rule;
use parindex::sheet::{Date, Sheet, SheetBuilder, clean};
use rust_decimal::Decimal;

/// What a cell holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    Blank,
    Text(String),
    Number(Decimal),
    Date(Date),
}

impl Cell {
    pub fn text(text: impl Into<String>) -> Cell {
        Cell::Text(text.into())
    }

    pub fn is_blank(&self) -> bool {
        *self == Cell::Blank
    }

    /// The digits or the text.
    pub fn typed(&self) -> String {
        match self {
            Cell::Blank => String::new(),
            Cell::Text(text) => text.clone(),
            Cell::Number(number) => number.to_string(),
            Cell::Date(date) => format!("{:02}/{:02}/{}", date.day, date.month, date.year),
        }
    }
}

/// The random numbers of the damages: the same on every machine.
#[derive(Clone, Debug)]
pub struct Dice(pub u64);

impl Dice {
    fn next(&mut self) -> u64 {
        // SplitMix64.
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    pub fn one_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    pub fn pick<'t, T>(&mut self, of: &'t [T]) -> &'t T {
        &of[self.below(of.len())]
    }

    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for at in (1..items.len()).rev() {
            items.swap(at, self.below(at + 1));
        }
    }
}

/// A form: rows of cells, and what is known of it.
#[derive(Clone, Debug)]
pub struct Grid {
    pub rows: Vec<Vec<Cell>>,
    /// The row of the heads.
    pub head: usize,
    /// Where code, name, maximum and self score stand.
    pub code: usize,
    pub name: usize,
    pub max: usize,
    pub own: usize,
}

impl Grid {
    /// A correct form with random points that the rules can give.
    pub fn form(set: &CriteriaSet, dice: &mut Dice) -> Grid {
        let text = |text: &str| Cell::text(text);
        let mut rows = vec![
            vec![text("UBND TỈNH MẪU"), Cell::Blank, Cell::Blank, text("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")],
            vec![text("BẢNG TỰ CHẤM ĐIỂM CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM 2025")],
            vec![text("Đơn vị: UBND xã Mẫu 01")],
            vec![],
            ["STT", "Lĩnh vực/TC/TCTP", "Điểm tối đa", "Điểm tự chấm", "Tài liệu kiểm chứng", "Ghi chú"]
                .map(text)
                .to_vec(),
        ];
        let head = rows.len() - 1;
        let mut points: Vec<Option<Number>> = vec![None; set.nodes.len()];
        for (n, (node, leaf)) in set.leaf_nodes().enumerate() {
            let theirs = leaf.scored_by == Scorer::Unit && leaf.rule != Rule::Info;
            points[set.leaves[n]] = theirs.then(|| {
                let share = |text: &str| &node.max * &Number::from_plain(text).unwrap();
                let (half, quarter) = (share("0.5"), share("0.25"));
                let sound: Vec<Number> = [node.max.clone(), half, quarter, Number::ZERO]
                    .into_iter()
                    .filter(|points| leaf.rule.check_claim(&set.frame(n), points).is_ok())
                    .collect();
                dice.pick(&sound).clone()
            });
        }
        let number = |number: &Number| {
            let precision = Precision { decimals: 4, rounding: Rounding::HalfUp };
            Cell::Number(number.published(precision).normalize())
        };
        let sum = |from: usize, to: usize| points[from..to].iter().flatten().sum::<Number>();
        for (at, node) in set.nodes.iter().enumerate() {
            let own = if node.leaf.is_some() {
                points[at].as_ref().map_or(Cell::Blank, number)
            } else {
                number(&sum(at, node.end))
            };
            let evidence = if points[at].is_some() { text("Báo cáo số 12/BC-UBND") } else { Cell::Blank };
            rows.push(vec![text(&node.code), text(&node.name), number(&node.max), own, evidence]);
        }
        let whole = number(&sum(0, set.nodes.len()));
        rows.push(vec![Cell::Blank, text("Tổng cộng"), number(&set.scale), whole]);
        rows.push(vec![]);
        rows.push(vec![Cell::Blank, Cell::Blank, Cell::Blank, text("Mẫu, ngày 15 tháng 12 năm 2025")]);
        rows.push(vec![Cell::Blank, text("NGƯỜI LẬP BIỂU"), Cell::Blank, text("CHỦ TỊCH")]);
        let mut grid = Grid { rows, head, code: 0, name: 1, max: 2, own: 3 };
        grid.square();
        grid
    }

    /// Every row as wide as the widest.
    pub fn square(&mut self) {
        let width = self.rows.iter().map(Vec::len).max().unwrap_or_default();
        self.rows.iter_mut().for_each(|row| row.resize(width, Cell::Blank));
    }

    /// The rows of criteria.
    pub fn criteria(&self) -> Vec<usize> {
        let below = self.head + 1..self.rows.len();
        below.filter(|row| !self.rows[*row][self.max].is_blank() && !self.is_total(*row)).collect()
    }

    pub fn is_total(&self, row: usize) -> bool {
        self.rows[row][self.name].typed().contains("ổng cộng")
    }

    /// Another place for the columns.
    pub fn reorder(&mut self, order: &[usize]) {
        for row in &mut self.rows {
            *row = order.iter().map(|from| row.get(*from).cloned().unwrap_or(Cell::Blank)).collect();
        }
        let moved = |column: usize| order.iter().position(|from| *from == column).unwrap_or(usize::MAX);
        (self.code, self.name) = (moved(self.code), moved(self.name));
        (self.max, self.own) = (moved(self.max), moved(self.own));
    }
}

/// The sheet, as the reader of a workbook would give it.
pub fn sheet(rows: &[Vec<Cell>], name: &str) -> Sheet {
    let mut builder = SheetBuilder::default();
    for (row, cells) in (0_u32..).zip(rows) {
        for (column, cell) in (0_u32..).zip(cells) {
            match cell {
                Cell::Blank => {}
                Cell::Text(text) => builder.text(row, column, &clean(text), false),
                Cell::Number(number) => {
                    let mantissa = i64::try_from(number.mantissa()).unwrap();
                    builder.number(row, column, mantissa, u8::try_from(number.scale()).unwrap(), false);
                }
                Cell::Date(date) => builder.date(row, column, *date, false),
            }
        }
    }
    builder.finish(name)
}

/// The same as a text table.
pub fn csv(rows: &[Vec<Cell>]) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().delimiter(b';').flexible(true).from_writer(Vec::new());
    for row in rows {
        writer.write_record(row.iter().map(Cell::typed)).unwrap();
    }
    writer.into_inner().unwrap()
}

/// For a message: the rows around those that differ from another form.
pub fn shown(rows: &[Vec<Cell>]) -> String {
    let row = |(at, row): (usize, &Vec<Cell>)| {
        let cells: Vec<String> = row.iter().map(Cell::typed).collect();
        format!("{:>3} {}", CellRef { row: at as u32, column: 0 }, cells.join(" | "))
    };
    rows.iter().enumerate().map(row).collect::<Vec<_>>().join("\n")
}
