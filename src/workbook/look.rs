//! How the workbooks look: fonts, grounds, page set-up, letterhead, protection. Shared by all of them.

use std::collections::HashMap;

use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, FormatUnderline,
    ProtectionOptions, Workbook, Worksheet, XlsxError,
};

use super::grid::{Digits, Ground, Heading, Signature, Style};
use crate::report::paper::{FONT, clean, lines};
use crate::report::xlsx::{page, paragraph};

/// The grounds: head, field, to fill, not to fill, to look at.
const HEAD: u32 = 0x00D9_E5F2;
const FIELD: u32 = 0x00EE_F3FA;
const FILL: u32 = 0x00FF_F6D5;
const GREY: u32 = 0x00EC_ECEC;
const MARKED: u32 = 0x00FC_E4D0;
/// Texts on grey.
const FADED: u32 = 0x0070_7070;
/// The text and the ground of what is wrong.
const WRONG: [u32; 2] = [0x009C_0006, 0x00FF_C7CE];
/// Height of a line and what is left around lines, in points; Excel knows no higher row.
const LINE: u32 = 16;
const AIR: u32 = 3;
const HIGHEST: u32 = 409;
/// The lines between cells.
const LINES: u32 = 0x0080_8080;

/// The formats of a workbook, each made once.
#[derive(Debug, Default)]
pub struct Look {
    made: HashMap<(Style, bool), Format>,
}

impl Look {
    /// A new workbook, without the time at which it was written.
    pub fn book(title: &str) -> Result<Workbook, XlsxError> {
        let mut book = Workbook::new();
        let day = ExcelDateTime::from_ymd(2000, 1, 1)?;
        book.set_properties(&DocProperties::new().set_title(clean(title)).set_creation_datetime(&day));
        Ok(book)
    }

    /// The format of a cell.
    pub fn of(&mut self, style: Style, open: bool) -> &Format {
        self.made.entry((style, open)).or_insert_with(|| format(style, open))
    }

    /// A4 across, one page wide, page numbers; the head row on every page, and always in sight.
    pub fn page(sheet: &mut Worksheet, head: u32) -> Result<(), XlsxError> {
        page(sheet);
        sheet.set_footer(format!("&C&\"{FONT},Regular\"&11&P/&N"));
        sheet.set_repeat_rows(head, head)?.set_freeze_panes(head + 1, 0)?;
        Ok(())
    }

    /// How high a row is with these texts in columns of these widths.
    pub fn height<'t>(texts: impl Iterator<Item = (&'t String, &'t u32)>) -> u32 {
        // Five letters of a text are as wide as four of Excel's.
        let width = |width: u32| usize::try_from(width * 5 / 4).unwrap_or(usize::MAX);
        let most = texts.map(|(text, of)| lines(text, width(*of))).max().unwrap_or(1);
        (u32::try_from(most).unwrap_or(u32::MAX)).saturating_mul(LINE).saturating_add(AIR).min(HIGHEST)
    }

    /// What stands above a table as wide as up to column `last`: the agency on the left, up to column `split`, the state
    /// on the right, then the title and its lines.
    pub fn heading(sheet: &mut Worksheet, heading: &Heading, split: u16, last: u16) -> Result<(), XlsxError> {
        let base = Format::new().set_font_name(FONT).set_font_size(12).set_align(FormatAlign::VerticalCenter);
        let centred = base.clone().set_align(FormatAlign::Center);
        let bold = centred.clone().set_bold();
        let motto = bold.clone().set_underline(FormatUnderline::Single);
        let rows = [(0, &centred, &bold), (1, &bold, &motto)];
        for ((row, left, right), (agency, state)) in
            rows.into_iter().zip(heading.agency.iter().zip(&heading.state))
        {
            sheet.merge_range(row, 0, row, split, &clean(agency), left)?;
            sheet.merge_range(row, split + 1, row, last, &clean(state), right)?;
            sheet.set_row_height(row, 18)?;
        }
        sheet.set_row_height(2, 6)?;
        let title = bold.clone().set_font_size(14);
        paragraph(sheet, 3, last, &clean(&heading.title), &title)?;
        for (row, line) in (4..).zip(&heading.lines) {
            let format = if line.bold { bold.clone() } else { centred.clone().set_italic() };
            paragraph(sheet, row, last, &clean(&line.text), &format.set_text_wrap())?;
        }
        Ok(())
    }

    /// Who signs, from a row on: on the left up to column `split`, on the right the rest.
    pub fn signatures(
        sheet: &mut Worksheet,
        signatures: &[Signature],
        row: u32,
        split: u16,
        last: u16,
    ) -> Result<(), XlsxError> {
        let centred = Format::new().set_font_name(FONT).set_font_size(12).set_align(FormatAlign::Center);
        for (row, line) in (row..).zip(signatures) {
            let format = if line.bold { centred.clone().set_bold() } else { centred.clone().set_italic() };
            let format = if line.open { format.set_unlocked() } else { format };
            let [left, right] = &line.texts;
            sheet.merge_range(row, 0, row, split, &clean(left), &format)?;
            sheet.merge_range(row, split + 1, row, last, &clean(right), &format)?;
        }
        Ok(())
    }

    /// A cell that had to be filled, and is.
    pub fn filled() -> Format {
        Format::new().set_background_color(Color::White)
    }

    /// A cell in which something is wrong.
    pub fn wrong() -> Format {
        Format::new().set_bold().set_font_color(WRONG[0]).set_background_color(WRONG[1])
    }

    /// Nothing but the open cells can be written to; without a password, and columns and rows may be made larger.
    pub fn protect(sheet: &mut Worksheet) {
        let options = ProtectionOptions { format_columns: true, format_rows: true, ..Default::default() };
        sheet.protect_with_options(&options);
    }
}

fn format(style: Style, open: bool) -> Format {
    let mut format = Format::new()
        .set_font_name(FONT)
        .set_font_size(12)
        .set_text_wrap()
        .set_border(FormatBorder::Thin)
        .set_border_color(LINES)
        .set_align(FormatAlign::VerticalCenter);
    format = match style.ground {
        Ground::Plain => format,
        Ground::Head => format.set_background_color(HEAD),
        Ground::Field => format.set_background_color(FIELD),
        Ground::Fill => format.set_background_color(FILL),
        Ground::Marked => format.set_background_color(MARKED),
        Ground::Grey => format.set_background_color(GREY).set_font_color(FADED),
    };
    format = match style.digits {
        Digits::General => format,
        Digits::Text => format.set_num_format("@"),
        Digits::Whole => format.set_num_format("#,##0"),
        Digits::Decimals(0) => format.set_num_format("0"),
        Digits::Decimals(places) => format.set_num_format(format!("0.{}", "0".repeat(places.into()))),
    };
    if style.centred {
        format = format.set_align(FormatAlign::Center);
    } else if style.indent > 0 {
        format = format.set_align(FormatAlign::Left).set_indent(style.indent);
    }
    if style.bold {
        format = format.set_bold();
    }
    if style.italic {
        format = format.set_italic();
    }
    if open { format.set_unlocked() } else { format }
}
