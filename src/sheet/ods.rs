//! Counts what an ods file stands for before it is opened: its cells and rows say how often they are repeated, and
//! the reader writes all of them out.

use memchr::memchr;

use super::extras::Tag;
use super::package::Package;
use super::{limits, unreadable};
use crate::message::Detail;

/// What a table stands for.
#[derive(Default)]
struct Table {
    rows: u64,
    width: u64,
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
}

/// Refuses a file that stands for more cells or text than it may.
pub(super) fn check(package: &mut Package) -> Result<(), Detail> {
    let content = package
        .part("content.xml", limits::PART_BYTES)
        .ok_or_else(|| unreadable("the part content.xml is missing"))?;
    count(&content)
}

fn count(xml: &[u8]) -> Result<(), Detail> {
    let (mut table, mut row, mut cell) = (Table::default(), Row::default(), None);
    let mut empty_rows = 0_u64;
    let mut from = 0;
    while let Some(at) = xml.get(from..).and_then(|rest| memchr(b'<', rest)).map(|at| from + at) {
        let Some(tag) = Tag::at(xml, at) else { break };
        from = tag.end;
        let times = |attribute: &[u8]| {
            let digits = tag.attribute(attribute).and_then(|value| std::str::from_utf8(value).ok());
            digits.map_or(1, |digits| digits.trim().parse().unwrap_or(1).min(u64::from(u32::MAX)))
        };
        match (tag.name(), tag.closing()) {
            (b"table", false) => (table, empty_rows) = (Table::default(), 0),
            (b"table-row", false) => {
                row = Row { repeated: times(b"table:number-rows-repeated"), ..Row::default() };
                if tag.empty() {
                    empty_rows += row.repeated;
                }
            }
            (b"table-row", true) if row.width == 0 => empty_rows += row.repeated,
            (b"table-row", true) => {
                table.rows += empty_rows + row.repeated;
                empty_rows = 0;
                table.width = table.width.max(row.width);
                table.text = table.text.saturating_add(row.text.saturating_mul(row.repeated));
                within(&table)?;
            }
            (b"table-cell" | b"covered-table-cell", false) => {
                let repeated = times(b"table:number-columns-repeated").min(u64::from(limits::COLUMNS));
                row.cells = (row.cells + repeated).min(u64::from(limits::COLUMNS));
                let holds =
                    [&b"office:value-type"[..], b"calcext:value-type", b"table:formula", b"office:value"];
                let filled = holds.iter().any(|name| tag.attribute(name).is_some())
                    || tag.attribute(b"office:string-value").is_some()
                    || tag.attribute(b"office:date-value").is_some()
                    || tag.attribute(b"office:time-value").is_some()
                    || tag.attribute(b"office:boolean-value").is_some();
                if filled {
                    row.width = row.cells;
                    row.text = row.text.saturating_add(((tag.end - at) as u64).saturating_mul(repeated));
                }
                cell = (!tag.empty()).then_some((tag.end, repeated));
            }
            (b"table-cell" | b"covered-table-cell", true) => {
                if let Some((start, repeated)) = cell.take() {
                    row.text = row.text.saturating_add(((at - start) as u64).saturating_mul(repeated));
                }
            }
            (b"s", false) => {
                let spaces = times(b"text:c");
                if spaces > limits::SPACES {
                    return Err(limits::count("repeated spaces", limits::SPACES, spaces));
                }
                let repeated = cell.map_or(1, |(_, repeated)| repeated);
                row.text = row.text.saturating_add(spaces.saturating_mul(repeated));
            }
            _ => {}
        }
    }
    Ok(())
}

fn within(table: &Table) -> Result<(), Detail> {
    let cells = table.rows.saturating_mul(table.width);
    if cells > limits::CELLS as u64 {
        return Err(limits::count("cells of a sheet", limits::CELLS as u64, cells));
    }
    if table.text > limits::ALL_PARTS {
        return Err(limits::bytes("text of a sheet", limits::ALL_PARTS, table.text));
    }
    Ok(())
}

#[cfg(test)]
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
}
