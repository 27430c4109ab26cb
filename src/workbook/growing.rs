//! Rows that grow with what is typed into them.

use crate::returned::Parcel;

/// The workbook with rows that are as high as they were made and grow once more is typed into them, in its first sheets,
/// from a row (from 1) on. The library that writes workbooks fixes every row whose height it knows.
pub(super) fn growing(bytes: Vec<u8>, sheets: usize, from: u32) -> Vec<u8> {
    let grown = || {
        let mut parcel = Parcel::open(&bytes).ok()?;
        for sheet in 1..=sheets {
            let name = format!("xl/worksheets/sheet{sheet}.xml");
            let text = parcel.need(&name).ok()?;
            parcel.put(&name, freed(&text, from));
        }
        parcel.pack().ok()
    };
    grown().unwrap_or(bytes)
}

/// A sheet in which rows from one on have no fixed height.
fn freed(sheet: &str, from: u32) -> String {
    const ROW: &str = "<row r=\"";
    let mut freed = String::with_capacity(sheet.len());
    for (at, row) in sheet.split(ROW).enumerate() {
        if at > 0 {
            freed.push_str(ROW);
        }
        let number = row.split('"').next().and_then(|number| number.parse::<u32>().ok());
        match row.split_once('>') {
            Some((head, rest)) if at > 0 && number.is_some_and(|number| number >= from) => {
                freed.push_str(&head.replace(" customHeight=\"1\"", ""));
                freed.push('>');
                freed.push_str(rest);
            }
            _ => freed.push_str(row),
        }
    }
    freed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_lose_what_fixes_them() {
        let row = |n: u32, fixed: &str| format!("<row r=\"{n}\" ht=\"30\"{fixed}><c r=\"A{n}\"/></row>");
        let sheet = |fixed: &str| {
            format!(
                "<sheetData>{}{}{}</sheetData>",
                row(1, " customHeight=\"1\""),
                row(2, fixed),
                row(3, fixed)
            )
        };
        assert_eq!(freed(&sheet(" customHeight=\"1\""), 2), sheet(""));
        assert_eq!(freed("<worksheet/>", 1), "<worksheet/>");
    }
}
