//! Forms as officials fill them in: layouts, styles, and writing one sheet.

mod frame;
mod layout;
mod method;
mod style;
mod value;
mod write;

pub use layout::{
    COUNCIL, Cell, DECLARED, DECLARED_EARLY, DEPARTMENT, EXPLAINED, LETTERED, Layout, NAMED, PLAIN, PROVINCE,
    RENAMED,
};
pub use style::Styles;
pub use value::decimal;
pub use write::{Form, Slip, Slips, TOTAL, Written, write};

use anyhow::Result;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook};

/// A workbook whose bytes depend on nothing but its content.
pub fn workbook(title: &str, year: u16) -> Result<Workbook> {
    let mut workbook = Workbook::new();
    let created = ExcelDateTime::from_ymd(year, 12, 10)?;
    workbook.set_properties(
        &DocProperties::new().set_title(title).set_author("parindex").set_creation_datetime(&created),
    );
    Ok(workbook)
}
