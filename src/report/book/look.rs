//! How the cells of the workbook look; each format is made once.

use std::collections::HashMap;

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

use crate::report::paper::FONT;

const LINES: u32 = 0x0080_8080;
const HEAD: u32 = 0x00D9_E5F2;
const GREY: u32 = 0x00EC_ECEC;
const FADED: u32 = 0x0070_7070;
const MISSING: u32 = 0x00FC_E4D0;
const WRONG: u32 = 0x00FF_C7CE;

/// The colours of a scale: nothing, half, everything.
pub(super) const SCALE: [u32; 3] = [0x00F8_B9B5, 0x00FF_F2B3, 0x00B7_E1B5];
/// The colours of the series of charts.
pub(super) const SERIES: [u32; 5] = [0x001F_4E79, 0x002E_8B57, 0x00C5_5A11, 0x007F_3F98, 0x00B8_860B];

/// How a cell looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[allow(clippy::struct_excessive_bools)] // Each is a look of its own; a cell may have any of them.
pub(super) struct Style {
    pub side: Side,
    pub digits: Digits,
    pub tone: Tone,
    pub bold: bool,
    pub italic: bool,
    /// Smaller letters, where much stands beside each other.
    pub small: bool,
    /// From below upwards.
    pub upright: bool,
    /// Lines around it.
    pub boxed: bool,
    /// A title.
    pub large: bool,
}

/// Which side a cell stands on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) enum Side {
    #[default]
    Left,
    Right,
    Centre,
}

/// How a number is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) enum Digits {
    /// As a text.
    #[default]
    Text,
    /// With so many decimals.
    Decimals(u32),
    /// A whole number.
    Whole,
    /// A shared rank.
    Shared,
    /// A whole number with its sign.
    Signed,
}

/// The ground of a cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) enum Tone {
    #[default]
    Plain,
    Head,
    /// Does not apply.
    Grey,
    /// Lacks points.
    Missing,
    /// Is faulty.
    Wrong,
    /// Beside the table, not printed.
    Faded,
}

/// The formats made so far.
#[derive(Debug, Default)]
pub(super) struct Look(HashMap<Style, Format>);

impl Look {
    pub fn of(&mut self, style: Style) -> &Format {
        self.0.entry(style).or_insert_with(|| format(style))
    }
}

fn format(style: Style) -> Format {
    let size = match style {
        Style { large: true, .. } => 14,
        Style { small: true, .. } => 11,
        _ => 12,
    };
    let mut format = Format::new()
        .set_font_name(FONT)
        .set_font_size(size)
        .set_text_wrap()
        .set_align(FormatAlign::VerticalCenter);
    if style.boxed {
        format = format.set_border(FormatBorder::Thin).set_border_color(LINES);
    }
    format = match style.side {
        Side::Left if style.boxed => format.set_align(FormatAlign::Left).set_indent(1),
        Side::Left => format.set_align(FormatAlign::Left),
        Side::Right if style.boxed && !style.small => format.set_align(FormatAlign::Right).set_indent(1),
        Side::Right => format.set_align(FormatAlign::Right),
        Side::Centre => format.set_align(FormatAlign::Center),
    };
    format = match style.digits {
        Digits::Text => format,
        Digits::Decimals(0) | Digits::Whole => format.set_num_format("0"),
        Digits::Decimals(places) => {
            format.set_num_format(format!("0.{}", "0".repeat(places.min(15) as usize)))
        }
        Digits::Shared => format.set_num_format("0\"=\""),
        Digits::Signed => format.set_num_format("+0;-0;0"),
    };
    format = match style.tone {
        Tone::Plain => format,
        Tone::Head => format.set_background_color(HEAD),
        Tone::Grey => format.set_background_color(GREY).set_font_color(FADED),
        Tone::Missing => format.set_background_color(MISSING),
        Tone::Wrong => format.set_background_color(WRONG).set_font_color(Color::RGB(0x009C_0006)),
        Tone::Faded => format.set_font_color(FADED),
    };
    if style.bold {
        format = format.set_bold();
    }
    if style.italic {
        format = format.set_italic();
    }
    if style.upright { format.set_rotation(90) } else { format }
}
