//! Formats of cells: Times New Roman as decree 30/2020 asks for, thin borders, wrapped text.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

const FONT: &str = "Times New Roman";

/// Formats of one workbook.
pub struct Styles {
    pub plain: Format,
    pub bold: Format,
    pub italic: Format,
    pub title: Format,
    pub subtitle: Format,
    pub head: Format,
    /// Of a row: field, group, leaf.
    pub rows: [RowStyles; 3],
}

/// Formats of the cells of a row.
pub struct RowStyles {
    pub text: Format,
    pub center: Format,
    pub points: Format,
    pub max: Format,
}

/// Text without borders, centred.
fn free(size: f64) -> Format {
    Format::new()
        .set_font_name(FONT)
        .set_font_size(size)
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter)
}

/// A cell of a table.
pub fn table_style(bold: bool, shade: Option<u32>) -> Format {
    let mut format = Format::new()
        .set_font_name(FONT)
        .set_font_size(12)
        .set_align(FormatAlign::VerticalCenter)
        .set_text_wrap()
        .set_border(FormatBorder::Thin);
    if bold {
        format = format.set_bold();
    }
    match shade {
        Some(shade) => format.set_background_color(Color::RGB(shade)),
        None => format,
    }
}

fn row(bold: bool, shade: Option<u32>) -> RowStyles {
    let base = || table_style(bold, shade);
    let centered = || base().set_align(FormatAlign::Center);
    RowStyles {
        text: base().set_align(FormatAlign::Left),
        center: centered(),
        points: centered().set_num_format("0.00"),
        max: centered(),
    }
}

impl Styles {
    pub fn new() -> Styles {
        Styles {
            plain: free(12.0),
            bold: free(12.0).set_bold(),
            italic: free(12.0).set_italic(),
            title: free(14.0).set_bold(),
            subtitle: free(13.0).set_bold(),
            head: table_style(true, Some(0x00E2_EFDA)).set_align(FormatAlign::Center),
            rows: [row(true, Some(0x00F2_F2F2)), row(true, None), row(false, None)],
        }
    }
}
