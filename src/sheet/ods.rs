//! Counts what an ods file stands for before it is opened: its cells and rows say how often they are repeated, and
//! the reader writes all of them out; and it does not tell what is hidden or merged.

use super::other::Extra;
use super::package::Package;
use super::xlsx::Parts;
use super::xml::{Odd, Tag, Xml};
use super::{limits, unreadable};
use crate::diagnostic::CellRef;
use crate::message::{Detail, FileFault, Limit};

/// What a table stands for.
#[derive(Default)]
struct Table {
    rows: u64,
    width: u64,
    text: u64,
}

/// What the tables before it stand for.
#[derive(Default)]
struct Before {
    cells: u64,
    text: u64,
}

/// A row that is being counted.
#[derive(Default)]
struct Row {
    repeated: u64,
    cells: u64,
    /// Cells up to the last one that holds something.
    width: u64,
    text: u64,
    hidden: bool,
    /// Column of the first cell, columns, rows.
    merges: Vec<(u32, u32, u32)>,
}

/// Refuses a file that stands for more cells or text than it may; and what it says of its sheets, in their order.
pub(super) fn check(package: &Package) -> Result<Vec<Extra>, Detail> {
    let mut content = Vec::new();
    match package.unpack("content.xml", &mut content) {
        Ok(true) => count(&content),
        _ => Err(unreadable(FileFault::MissingPart("content.xml".to_owned()))),
    }
}

fn count(content: &[u8]) -> Result<Vec<Extra>, Detail> {
    // What this does not understand, the reader behind it might, and nothing would have been counted.
    let plain = |_: Odd| unreadable(FileFault::BrokenXml("content.xml".to_owned()));
    let (mut table, mut row, mut cell) = (Table::default(), Row::default(), None);
    // The reader keeps all tables at once: those before this one count too.
    let (mut before, mut empty_rows) = (Before::default(), 0_u64);
    let (mut extras, mut column) = (Vec::<Extra>::new(), 0_u64);
    let mut xml = Xml::new(content).map_err(plain)?;
    loop {
        let at = xml.at;
        let Some(tag) = xml.tag().map_err(plain)? else { return Ok(extras) };
        let len = (xml.at - at) as u64;
        let times = |attribute: &str| {
            let digits = tag.get(attribute).map_or(Ok(1), |digits| digits.trim().parse());
            digits.unwrap_or(1).min(u64::from(u32::MAX))
        };
        match (tag.local(), tag.closing) {
            ("table", false) => {
                extras.push(Extra::default());
                column = 0;
                before.cells = before.cells.saturating_add(table.rows.saturating_mul(table.width));
                before.text = before.text.saturating_add(table.text);
                (table, empty_rows) = (Table::default(), 0);
            }
            ("table-column", false) => {
                let last = column.saturating_add(times("table:number-columns-repeated"));
                if is_hidden(&tag)
                    && let Some(extra) = extras.last_mut()
                {
                    extra.hidden_columns.push((short(column), short(last) - 1));
                }
                column = last;
            }
            ("table-row", false) => {
                row = Row {
                    hidden: is_hidden(&tag),
                    repeated: times("table:number-rows-repeated"),
                    ..Row::default()
                };
                if tag.empty {
                    empty_rows += row.repeated;
                }
            }
            ("table-row", true) if row.width == 0 => empty_rows += row.repeated,
            ("table-row", true) => {
                let first = short(table.rows.saturating_add(empty_rows));
                table.rows += empty_rows + row.repeated;
                empty_rows = 0;
                table.width = table.width.max(row.width);
                table.text = table.text.saturating_add(row.text.saturating_mul(row.repeated));
                within(&before, &table)?;
                if let Some(extra) = extras.last_mut() {
                    if row.hidden {
                        extra.hidden_rows.extend(first..short(table.rows));
                    }
                    extra.merges.extend(row.merges.drain(..).map(|(column, columns, rows)| {
                        let last =
                            CellRef { row: first.saturating_add(rows - 1), column: column + columns - 1 };
                        (CellRef { row: first, column }, last)
                    }));
                }
            }
            ("table-cell" | "covered-table-cell", false) => {
                let repeated = times("table:number-columns-repeated").min(u64::from(limits::COLUMNS));
                let spanned = |name| u32::try_from(times(name)).unwrap_or(1).clamp(1, limits::ROWS);
                let (columns, rows) =
                    (spanned("table:number-columns-spanned"), spanned("table:number-rows-spanned"));
                if columns > 1 || rows > 1 {
                    row.merges.push((short(row.cells), columns, rows));
                }
                row.cells = (row.cells + repeated).min(u64::from(limits::COLUMNS));
                let holds = ["office:value-type", "calcext:value-type", "table:formula", "office:value"];
                let filled = holds.iter().any(|name| tag.get(name).is_some())
                    || tag.get("office:string-value").is_some()
                    || tag.get("office:date-value").is_some()
                    || tag.get("office:time-value").is_some()
                    || tag.get("office:boolean-value").is_some();
                if filled {
                    row.width = row.cells;
                    row.text = row.text.saturating_add(len.saturating_mul(repeated));
                }
                cell = (!tag.empty).then_some((xml.at, repeated));
            }
            ("table-cell" | "covered-table-cell", true) => {
                if let Some((start, repeated)) = cell.take() {
                    row.text = row.text.saturating_add(((xml.at - start) as u64).saturating_mul(repeated));
                }
            }
            ("s", false) => {
                let spaces = times("text:c");
                if spaces > limits::SPACES {
                    return Err(limits::count(Limit::Spaces, limits::SPACES, spaces));
                }
                let repeated = cell.map_or(1, |(_, repeated)| repeated);
                row.text = row.text.saturating_add(spaces.saturating_mul(repeated));
            }
            _ => {}
        }
    }
}

/// Rows and columns are hidden one by one, or by a filter.
fn is_hidden(tag: &Tag) -> bool {
    matches!(tag.get("table:visibility"), Some("collapse" | "filter"))
}

fn short(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn within(before: &Before, table: &Table) -> Result<(), Detail> {
    let cells = table.rows.saturating_mul(table.width).saturating_add(before.cells);
    if cells > limits::CELLS as u64 {
        return Err(limits::count(Limit::CellsOfSheets, limits::CELLS as u64, cells));
    }
    let text = table.text.saturating_add(before.text);
    if text > limits::ALL_PARTS {
        return Err(limits::bytes(Limit::TextOfSheets, limits::ALL_PARTS, text));
    }
    Ok(())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn repeated_cells_are_counted_where_they_hold_something() {
        let check = |rows: &str, good: bool| {
            let xml = format!("<table:table table:name=\"S\">{rows}</table:table>");
            assert_eq!(count(xml.as_bytes()).is_ok(), good, "{rows}");
        };
        let filled = "<table:table-cell office:value-type=\"float\" office:value=\"1\"";
        let row = "<table:table-row";
        let times = "table:number-rows-repeated";
        let wide = "table:number-columns-repeated";
        check(&format!("{row}>{filled}/></table:table-row>"), true);
        check(&format!("{row} {times}=\"1048576\">{filled} {wide}=\"16384\"/></table:table-row>"), false);
        check(
            &format!("{row} {times}=\"1048576\"><table:table-cell {wide}=\"16384\"/></table:table-row>"),
            true,
        );
        check(&format!("{row}>{filled} {wide}=\"4294967295\"/></table:table-row>"), true);
        let wide_row = format!("{row} {times}=\"200\">{filled} {wide}=\"8000\"/></table:table-row>");
        check(&wide_row, true);
        check(&format!("{wide_row}</table:table><table:table>{wide_row}"), false);
        let long = "a".repeat(20_000);
        check(
            &format!(
                "{row}>{filled} {wide}=\"16384\"><text:p>{long}</text:p></table:table-cell></table:table-row>"
            ),
            false,
        );
        check(
            &format!(
                "{row}>{filled}><text:p><text:s text:c=\"4000000000\"/></text:p></table:table-cell></table:table-row>"
            ),
            false,
        );
    }

    #[test]
    fn hidden_rows_columns_and_merges_are_told() {
        let cell = "<table:table-cell office:value-type=\"float\" office:value=\"1\"";
        let rows = format!(
            "<table:table-column/><table:table-column table:visibility=\"collapse\" \
             table:number-columns-repeated=\"2\"/><table:table-row table:number-rows-repeated=\"3\"/>\
             <table:table-row table:visibility=\"filter\" table:number-rows-repeated=\"2\">{cell}/></table:table-row>\
             <table:table-row><table:table-cell/>{cell} table:number-columns-spanned=\"2\" \
             table:number-rows-spanned=\"3\"/></table:table-row>\
             <table:table-row table:visibility=\"collapse\" table:number-rows-repeated=\"1048570\"/>"
        );
        let extras = count(format!("<table:table>{rows}</table:table><table:table/>").as_bytes()).unwrap();
        let cell = |row, column| CellRef { row, column };
        assert_eq!(
            extras,
            [
                Extra {
                    hidden_rows: vec![3, 4],
                    hidden_columns: vec![(1, 2)],
                    merges: vec![(cell(5, 1), cell(7, 2))],
                    ..Extra::default()
                },
                Extra::default()
            ]
        );
    }
}
