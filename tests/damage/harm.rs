//! What happens to a form between the department that sends it out and the commune that sends it back.

use parindex::sheet::Date;
use rust_decimal::Decimal;

use super::grid::{Cell, Dice, Grid};

/// One kind of damage: its name, and what it does.
pub type Harm = (&'static str, fn(&mut Grid, &mut Dice));

/// All kinds.
pub const HARMS: &[Harm] = &[
    ("codes become numbers", codes_become_numbers),
    ("codes become dates", codes_become_dates),
    ("codes with marks", codes_with_marks),
    ("a code is gone", a_code_is_gone),
    ("all codes are gone", all_codes_are_gone),
    ("fields in Roman numerals", fields_in_roman),
    ("codes begin anew under each field", codes_begin_anew),
    ("letters and dashes for leaves", letters_and_dashes),
    ("code and name in one cell", code_and_name_in_one),
    ("a code is another's", a_code_is_anothers),
    ("a name is reworded", a_name_is_reworded),
    ("names in capitals or without marks", names_without_marks),
    ("a name is another's", a_name_is_anothers),
    ("a name is gone", a_name_is_gone),
    ("all names are gone", all_names_are_gone),
    ("last year's codes", last_years_codes),
    ("blank rows", blank_rows),
    ("a row of notes", a_row_of_notes),
    ("a row is inserted", a_row_is_inserted),
    ("a row is deleted", a_row_is_deleted),
    ("a row stands twice", a_row_stands_twice),
    ("rows change places", rows_change_places),
    ("rows are shuffled", rows_are_shuffled),
    ("sub-totals", sub_totals),
    ("heads on each page", heads_on_each_page),
    ("numbered columns", numbered_columns),
    ("letterhead on each page", letterhead_on_each_page),
    ("two tables", two_tables),
    ("a summary before the table", a_summary_before),
    ("a list of papers behind the table", a_list_behind),
    ("a blank column", a_blank_column),
    ("a column of notes", a_column_of_notes),
    ("a column of unknown numbers", a_column_of_numbers),
    ("columns change places", columns_change_places),
    ("a column is deleted", a_column_is_deleted),
    ("the heads stand aside", the_heads_stand_aside),
    ("a row stands aside", a_row_stands_aside),
    ("two heads change places", two_heads_change_places),
    ("heads in other words", heads_in_other_words),
    ("the head of the points is unknown", an_unknown_head),
    ("points as text", points_as_text),
    ("points of maximum", points_of_maximum),
    ("points with noise", points_with_noise),
    ("words for points", words_for_points),
    ("a maximum is changed", a_maximum_is_changed),
    ("two units in one sheet", two_units),
    ("the same form twice in one sheet", twice_in_one_sheet),
];

fn row(grid: &Grid, dice: &mut Dice) -> usize {
    *dice.pick(&grid.criteria())
}

fn text(text: &str) -> Cell {
    Cell::text(text)
}

/// A row with these cells by column.
fn made(grid: &Grid, cells: &[(usize, Cell)]) -> Vec<Cell> {
    let mut row = vec![Cell::Blank; grid.rows[grid.head].len()];
    for (column, cell) in cells {
        if let Some(place) = row.get_mut(*column) {
            *place = cell.clone();
        }
    }
    row
}

fn is_dotted(code: &str) -> bool {
    !code.is_empty() && code.bytes().all(|b| b.is_ascii_digit() || b == b'.')
}

fn codes_become_numbers(grid: &mut Grid, _: &mut Dice) {
    for row in grid.criteria() {
        let code = grid.rows[row][grid.code].typed();
        if is_dotted(&code) && code.matches('.').count() < 2 {
            grid.rows[row][grid.code] = Cell::Number(code.parse::<Decimal>().unwrap().normalize());
        }
    }
}

fn codes_become_dates(grid: &mut Grid, dice: &mut Dice) {
    let english = dice.one_in(2);
    for row in grid.criteria() {
        let code = grid.rows[row][grid.code].typed();
        let parts: Vec<u16> = code.split('.').filter_map(|part| part.parse().ok()).collect();
        let date = match parts.as_slice() {
            [a, b] => (*a, *b, 2025),
            [a, b, c] => (*a, *b, 2000 + *c),
            _ => continue,
        };
        let (day, month, year) = if english { (date.1, date.0, date.2) } else { date };
        if (1..=12).contains(&month) && (1..=28).contains(&day) {
            grid.rows[row][grid.code] = Cell::Date(Date { year, month: month as u8, day: day as u8 });
        }
    }
}

fn codes_with_marks(grid: &mut Grid, dice: &mut Dice) {
    for row in grid.criteria() {
        let code = grid.rows[row][grid.code].typed();
        let marked = match dice.below(8) {
            0 => format!("'{code}"),
            1 => format!("{code}."),
            2 => format!(" {code} "),
            3 => code.replace('.', ","),
            4 => code.replace('.', ". "),
            5 => format!("{code}/"),
            6 => format!("TC {code}"),
            _ => continue,
        };
        grid.rows[row][grid.code] = Cell::Text(marked);
    }
}

fn a_code_is_gone(grid: &mut Grid, dice: &mut Dice) {
    let row = row(grid, dice);
    grid.rows[row][grid.code] = if dice.one_in(2) { Cell::Blank } else { text("-") };
}

fn all_codes_are_gone(grid: &mut Grid, _: &mut Dice) {
    for row in grid.criteria() {
        grid.rows[row][grid.code] = Cell::Blank;
    }
}

const ROMAN: [&str; 10] = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"];

fn fields_in_roman(grid: &mut Grid, dice: &mut Dice) {
    let letters = dice.one_in(3);
    for row in grid.criteria() {
        if let Ok(number) = grid.rows[row][grid.code].typed().parse::<usize>()
            && (1..=10).contains(&number)
        {
            let letter = char::from(b'A' + (number - 1) as u8).to_string();
            grid.rows[row][grid.code] = if letters { Cell::Text(letter) } else { text(ROMAN[number - 1]) };
        }
    }
}

fn codes_begin_anew(grid: &mut Grid, dice: &mut Dice) {
    let numbers = dice.one_in(2);
    fields_in_roman(grid, dice);
    for row in grid.criteria() {
        let code = grid.rows[row][grid.code].typed();
        if let Some((_, rest)) = code.split_once('.').filter(|_| is_dotted(&code)) {
            let number = rest.parse::<Decimal>().ok().filter(|_| numbers);
            grid.rows[row][grid.code] = number.map_or_else(|| text(rest), |n| Cell::Number(n.normalize()));
        }
    }
}

fn letters_and_dashes(grid: &mut Grid, dice: &mut Dice) {
    let dashes = dice.one_in(2);
    let mut letter = b'a';
    for row in grid.criteria() {
        if grid.rows[row][grid.code].typed().matches('.').count() < 2 {
            letter = b'a';
            continue;
        }
        let mark = if dashes { "-".to_owned() } else { format!("{})", char::from(letter)) };
        grid.rows[row][grid.code] = Cell::Text(mark);
        letter = if letter == b'z' { b'a' } else { letter + 1 };
    }
}

fn code_and_name_in_one(grid: &mut Grid, dice: &mut Dice) {
    let point = *dice.pick(&[". ", ") ", ": ", " - "]);
    for row in grid.criteria() {
        let code = std::mem::replace(&mut grid.rows[row][grid.code], Cell::Blank).typed();
        let name = grid.rows[row][grid.name].typed();
        grid.rows[row][grid.name] = Cell::Text(format!("{code}{point}{name}"));
    }
}

fn a_code_is_anothers(grid: &mut Grid, dice: &mut Dice) {
    let (from, to) = (row(grid, dice), row(grid, dice));
    grid.rows[to][grid.code] = grid.rows[from][grid.code].clone();
}

fn a_name_is_reworded(grid: &mut Grid, dice: &mut Dice) {
    let row = row(grid, dice);
    let name = grid.rows[row][grid.name].typed();
    let words: Vec<&str> = name.split(' ').collect();
    let reworded = match dice.below(5) {
        0 => words[..words.len() - words.len() / 3].join(" "),
        1 => format!("{name} theo quy định"),
        2 => name.replacen("cải cách hành chính", "CCHC", 1),
        3 => words.iter().rev().copied().collect::<Vec<_>>().join(" "),
        _ => "Nội dung khác hẳn, không có trong bộ tiêu chí".to_owned(),
    };
    grid.rows[row][grid.name] = Cell::Text(reworded);
}

fn names_without_marks(grid: &mut Grid, dice: &mut Dice) {
    let capitals = dice.one_in(2);
    for row in grid.criteria() {
        let name = grid.rows[row][grid.name].typed();
        let name = if capitals { name.to_uppercase() } else { parindex::sheet::fold(&name) };
        grid.rows[row][grid.name] = Cell::Text(name);
    }
}

fn a_name_is_anothers(grid: &mut Grid, dice: &mut Dice) {
    let (from, to) = (row(grid, dice), row(grid, dice));
    grid.rows[to][grid.name] = grid.rows[from][grid.name].clone();
}

fn a_name_is_gone(grid: &mut Grid, dice: &mut Dice) {
    let row = row(grid, dice);
    grid.rows[row][grid.name] = Cell::Blank;
}

fn all_names_are_gone(grid: &mut Grid, _: &mut Dice) {
    for row in grid.criteria() {
        grid.rows[row][grid.name] = Cell::Blank;
    }
}

/// From one row on each criterion has the code of the one behind it, as where last year's set had one more.
fn last_years_codes(grid: &mut Grid, dice: &mut Dice) {
    let rows = grid.criteria();
    let from = dice.below(rows.len() - 1);
    for pair in rows[from..].windows(2) {
        grid.rows[pair[0]][grid.code] = grid.rows[pair[1]][grid.code].clone();
        if dice.one_in(4) {
            let name = grid.rows[pair[0]][grid.name].typed();
            grid.rows[pair[0]][grid.name] = Cell::Text(format!("{name} trong năm"));
        }
    }
}

fn blank_rows(grid: &mut Grid, dice: &mut Dice) {
    for _ in 0..=dice.below(5) {
        let at = row(grid, dice);
        grid.rows.insert(at, made(grid, &[]));
    }
}

fn a_row_of_notes(grid: &mut Grid, dice: &mut Dice) {
    let at = row(grid, dice);
    let note = *dice.pick(&[
        "Ghi chú: số liệu tính đến 30/11/2025",
        "(Kèm theo báo cáo số 15/BC-UBND ngày 10/12/2025)",
        "Trong đó:",
        "- Kế hoạch",
        "Đơn vị tính: điểm",
    ]);
    let column = *dice.pick(&[grid.code, grid.name]);
    grid.rows.insert(at, made(grid, &[(column, text(note))]));
}

fn a_row_is_inserted(grid: &mut Grid, dice: &mut Dice) {
    let at = row(grid, dice);
    let code = grid.rows[at][grid.code].clone();
    let (own, max) = (Cell::Number(Decimal::ONE), Cell::Number(Decimal::ONE));
    let cells =
        [(grid.code, code), (grid.name, text("Nội dung đơn vị tự thêm")), (grid.max, max), (grid.own, own)];
    let count = 1 + dice.below(4);
    let mut kept: Vec<(usize, Cell)> = cells.to_vec();
    dice.shuffle(&mut kept);
    grid.rows.insert(at, made(grid, &kept[..count]));
}

fn a_row_is_deleted(grid: &mut Grid, dice: &mut Dice) {
    let at = row(grid, dice);
    grid.rows.remove(at);
}

fn a_row_stands_twice(grid: &mut Grid, dice: &mut Dice) {
    let at = row(grid, dice);
    let mut again = grid.rows[at].clone();
    if dice.one_in(2) {
        again[grid.own] = Cell::Number(Decimal::ZERO);
    }
    let to = row(grid, dice);
    grid.rows.insert(to, again);
}

fn rows_change_places(grid: &mut Grid, dice: &mut Dice) {
    let (a, b) = (row(grid, dice), row(grid, dice));
    grid.rows.swap(a, b);
}

fn rows_are_shuffled(grid: &mut Grid, dice: &mut Dice) {
    let places = grid.criteria();
    let mut rows: Vec<Vec<Cell>> = places.iter().map(|row| grid.rows[*row].clone()).collect();
    dice.shuffle(&mut rows);
    for (place, row) in places.into_iter().zip(rows) {
        grid.rows[place] = row;
    }
}

fn sub_totals(grid: &mut Grid, dice: &mut Dice) {
    let rows = grid.criteria();
    let fields: Vec<usize> =
        rows.iter().copied().filter(|row| !grid.rows[*row][grid.code].typed().contains('.')).collect();
    let words = *dice.pick(&[
        "Cộng",
        "Cộng lĩnh vực",
        "Tổng lĩnh vực",
        "Cộng điểm lĩnh vực",
        "Tổng điểm",
        "Cộng mục",
    ]);
    // Above the next field, with its sum.
    for pair in fields.windows(2).rev() {
        let own = grid.rows[pair[0]][grid.own].clone();
        let max = grid.rows[pair[0]][grid.max].clone();
        let label = match words {
            "Cộng" | "Tổng điểm" => words.to_owned(),
            _ => format!("{words} {}", grid.rows[pair[0]][grid.code].typed()),
        };
        let row = made(grid, &[(grid.name, Cell::Text(label)), (grid.max, max), (grid.own, own)]);
        grid.rows.insert(pair[1], row);
    }
}

fn heads_on_each_page(grid: &mut Grid, dice: &mut Dice) {
    let head = grid.rows[grid.head].clone();
    let numbers: Vec<Cell> = (1..=head.len()).map(|n| Cell::Number(n.into())).collect();
    let numbered = dice.one_in(2);
    for at in grid.criteria().into_iter().step_by(7 + dice.below(20)).skip(1).rev().collect::<Vec<_>>() {
        if numbered {
            grid.rows.insert(at, numbers.clone());
        }
        grid.rows.insert(at, head.clone());
    }
}

fn numbered_columns(grid: &mut Grid, dice: &mut Dice) {
    let style = dice.below(3);
    let number = |n: usize| match style {
        0 => Cell::Number(n.into()),
        1 => Cell::Text(format!("({n})")),
        _ => Cell::Text(n.to_string()),
    };
    let numbers = (1..=grid.rows[grid.head].len()).map(number).collect();
    grid.rows.insert(grid.head + 1, numbers);
}

fn letterhead_on_each_page(grid: &mut Grid, dice: &mut Dice) {
    let above: Vec<Vec<Cell>> = grid.rows[..=grid.head].to_vec();
    let at = row(grid, dice).max(grid.head + 2);
    for row in above.into_iter().rev() {
        grid.rows.insert(at, row);
    }
}

/// The rows from a place on under a head of their own, with the columns in another order.
fn two_tables(grid: &mut Grid, dice: &mut Dice) {
    let rows = grid.criteria();
    let at = rows[1 + dice.below(rows.len() - 1)];
    let mut order: Vec<usize> = (0..grid.rows[grid.head].len()).collect();
    if dice.one_in(2) {
        dice.shuffle(&mut order);
    }
    let mut second = vec![grid.rows[grid.head].clone()];
    second.extend(grid.rows.drain(at..));
    for row in &mut second {
        *row = order.iter().map(|from| row[*from].clone()).collect();
    }
    grid.rows.push(made(grid, &[]));
    if dice.one_in(2) {
        grid.rows.push(made(grid, &[(0, text("Bảng 2 (tiếp theo)"))]));
    }
    grid.rows.extend(second);
}

/// A table of the fields alone above the whole table.
fn a_summary_before(grid: &mut Grid, dice: &mut Dice) {
    let rows = grid.criteria();
    let is_field = |row: &&usize| !grid.rows[**row][grid.code].typed().contains('.');
    let mut summary = vec![grid.rows[grid.head].clone()];
    summary.extend(rows.iter().filter(is_field).map(|row| grid.rows[*row].clone()));
    if dice.one_in(2) {
        summary.extend(
            grid.rows.iter().enumerate().filter(|(at, _)| grid.is_total(*at)).map(|(_, row)| row.clone()),
        );
    }
    summary.push(made(grid, &[]));
    let at = grid.head;
    grid.head += summary.len();
    grid.rows.splice(at..at, summary);
}

fn a_list_behind(grid: &mut Grid, dice: &mut Dice) {
    grid.rows.push(made(grid, &[]));
    let heads = *dice.pick(&[
        ["STT", "Tên tài liệu", "Số, ký hiệu", "Ngày ban hành"],
        ["TT", "Tài liệu kiểm chứng", "Số trang", "Ghi chú"],
        ["STT", "Khó khăn, vướng mắc", "Kiến nghị", "Ghi chú"],
        ["STT", "Nội dung", "Số hiệu", "Cơ quan ban hành"],
    ]);
    grid.rows.push(made(grid, &heads.map(text).into_iter().enumerate().collect::<Vec<_>>()));
    for n in 1..=2 + dice.below(4) {
        let cells = [
            (0, Cell::Number(n.into())),
            (1, Cell::Text(format!("Kế hoạch thứ {n}"))),
            (2, Cell::Number((10 * n).into())),
            (3, text("UBND xã Mẫu 01")),
        ];
        grid.rows.push(made(grid, &cells));
    }
}

fn insert_column(grid: &mut Grid, at: usize, head: Cell, cell: impl Fn(usize) -> Cell) {
    let criteria = grid.criteria();
    let width = grid.rows[grid.head].len();
    let mut order: Vec<usize> = (0..width).collect();
    order.insert(at, usize::MAX);
    grid.reorder(&order);
    let top = grid.head;
    grid.rows[top][at] = head;
    for row in criteria {
        grid.rows[row][at] = cell(row);
    }
}

fn a_blank_column(grid: &mut Grid, dice: &mut Dice) {
    let at = dice.below(grid.rows[grid.head].len() + 1);
    insert_column(grid, at, Cell::Blank, |_| Cell::Blank);
}

fn a_column_of_notes(grid: &mut Grid, dice: &mut Dice) {
    let at = dice.below(grid.rows[grid.head].len() + 1);
    let head = *dice.pick(&[
        "Ghi chú",
        "Giải trình của đơn vị",
        "Người phụ trách",
        "Cách tính điểm",
        "Cơ quan thẩm định",
    ]);
    insert_column(grid, at, text(head), |row| Cell::Text(format!("ghi chú {row}")));
}

fn a_column_of_numbers(grid: &mut Grid, dice: &mut Dice) {
    let at = dice.below(grid.rows[grid.head].len() + 1);
    let head = *dice.pick(&["Cột thêm", "", "Năm 2024", "Điểm năm trước", "Kết quả năm 2024", "Số lượng"]);
    let head = if head.is_empty() { Cell::Blank } else { text(head) };
    insert_column(grid, at, head, |row| Cell::Number(Decimal::new((row % 4) as i64 * 5, 1)));
}

fn columns_change_places(grid: &mut Grid, dice: &mut Dice) {
    let mut order: Vec<usize> = (0..grid.rows[grid.head].len()).collect();
    dice.shuffle(&mut order);
    grid.reorder(&order);
}

fn a_column_is_deleted(grid: &mut Grid, dice: &mut Dice) {
    let gone = dice.below(grid.rows[grid.head].len());
    let order: Vec<usize> = (0..grid.rows[grid.head].len()).filter(|column| *column != gone).collect();
    grid.reorder(&order);
}

/// All rows below the head stand one column further right, or left.
fn the_heads_stand_aside(grid: &mut Grid, dice: &mut Dice) {
    let right = dice.one_in(2);
    let head = grid.head;
    for row in &mut grid.rows[head + 1..] {
        if right {
            row.insert(0, Cell::Blank);
        } else {
            row.remove(0);
        }
    }
    grid.square();
}

fn a_row_stands_aside(grid: &mut Grid, dice: &mut Dice) {
    let row = row(grid, dice);
    if dice.one_in(2) {
        grid.rows[row].insert(0, Cell::Blank);
    } else {
        grid.rows[row].remove(0);
    }
    grid.square();
}

fn two_heads_change_places(grid: &mut Grid, dice: &mut Dice) {
    let width = grid.rows[grid.head].len();
    let (a, b) = (dice.below(width), dice.below(width));
    let head = grid.head;
    grid.rows[head].swap(a, b);
}

fn heads_in_other_words(grid: &mut Grid, dice: &mut Dice) {
    let head = grid.head;
    for (column, words) in [
        (grid.code, ["TT", "Số TT", "Mã tiêu chí"]),
        (grid.name, ["Nội dung", "Tiêu chí", "LĨNH VỰC / TIÊU CHÍ / TIÊU CHÍ THÀNH PHẦN"]),
        (grid.max, ["Điểm chuẩn", "Thang điểm", "Điểm tối đa theo quy định"]),
        (grid.own, ["Tự đánh giá", "Điểm tự đánh giá", "Điểm đơn vị tự chấm"]),
    ] {
        if let Some(cell) = grid.rows[head].get_mut(column).filter(|cell| !cell.is_blank()) {
            *cell = Cell::text(*dice.pick(&words));
        }
    }
}

fn an_unknown_head(grid: &mut Grid, dice: &mut Dice) {
    let (head, own) = (grid.head, grid.own);
    let word = *dice.pick(&["Kết quả rà soát", "Cột 4", "", "Xã"]);
    if let Some(cell) = grid.rows[head].get_mut(own) {
        *cell = if word.is_empty() { Cell::Blank } else { text(word) };
    }
}

/// A filled cell of self scores.
fn points(grid: &Grid, dice: &mut Dice) -> Option<(usize, Decimal)> {
    let row = row(grid, dice);
    match grid.rows[row].get(grid.own)? {
        Cell::Number(number) => Some((row, *number)),
        _ => None,
    }
}

fn points_as_text(grid: &mut Grid, dice: &mut Dice) {
    for row in grid.criteria() {
        let Some(Cell::Number(number)) = grid.rows[row].get(grid.own).cloned() else { continue };
        let comma = number.to_string().replace('.', ",");
        let typed = match dice.below(6) {
            0 => comma,
            1 => format!(" {comma} "),
            2 => format!("{comma} điểm"),
            3 => format!("{comma}đ"),
            4 => number.to_string(),
            _ => continue,
        };
        grid.rows[row][grid.own] = Cell::Text(typed);
    }
}

fn points_of_maximum(grid: &mut Grid, dice: &mut Dice) {
    if let Some((row, number)) = points(grid, dice) {
        let max = grid.rows[row].get(grid.max).map(Cell::typed).unwrap_or_default();
        grid.rows[row][grid.own] = Cell::Text(format!("{}/{}", number.to_string().replace('.', ","), max));
    }
}

fn points_with_noise(grid: &mut Grid, dice: &mut Dice) {
    if let Some((row, number)) = points(grid, dice) {
        grid.rows[row][grid.own] =
            Cell::Text(format!("{number}{}", if number.scale() == 0 { ".000" } else { "000" }));
    }
}

fn words_for_points(grid: &mut Grid, dice: &mut Dice) {
    if let Some((row, _)) = points(grid, dice) {
        grid.rows[row][grid.own] =
            Cell::text(*dice.pick(&["x", "Đạt", "#REF!", "1-2", "một", "0.5;1", "??"]));
    }
}

fn a_maximum_is_changed(grid: &mut Grid, dice: &mut Dice) {
    let row = row(grid, dice);
    if let Some(cell) = grid.rows[row].get_mut(grid.max) {
        *cell = Cell::Number(Decimal::new(775, 2));
    }
}

/// Another unit's form below this one; the other has nothing but zeros.
fn two_units(grid: &mut Grid, dice: &mut Dice) {
    let mut other = grid.rows.clone();
    let named = dice.one_in(2);
    for (at, row) in other.iter_mut().enumerate() {
        for cell in row.iter_mut() {
            match cell {
                Cell::Text(text) if text.contains("Mẫu 01") => {
                    *cell = if named { Cell::text("Đơn vị: UBND xã Mẫu 02") } else { Cell::Blank };
                }
                _ => {}
            }
        }
        if at > grid.head
            && let Some(cell @ Cell::Number(_)) = row.get_mut(grid.own)
        {
            *cell = Cell::Number(Decimal::ZERO);
        }
    }
    grid.rows.push(Vec::new());
    grid.rows.extend(other);
    grid.square();
}

fn twice_in_one_sheet(grid: &mut Grid, _: &mut Dice) {
    let again = grid.rows.clone();
    grid.rows.push(Vec::new());
    grid.rows.extend(again);
    grid.square();
}
