//! The cells of a sheet, one after the other as they stand in the file.

use std::borrow::Cow;

use super::head::{Head, Kind, place};
use super::strings::{self, Strings};
use super::styles::Format;
use crate::diagnostic::CellRef;
use crate::message::CellFault;
use crate::sheet::build::Kept;
use crate::sheet::old_text::Font;
use crate::sheet::value::{self, Epoch, Written};
use crate::sheet::xml::{Odd, Scan, Xml};
use crate::sheet::{SheetBuilder, limits, text, times};

/// What the cells of a workbook share.
pub(super) struct Shared<'a> {
    pub(super) strings: Strings<'a>,
    pub(super) formats: &'a [Format],
    /// The fonts of the styles; none where no font is one of an old encoding.
    pub(super) fonts: &'a [Font],
    pub(super) epoch: Epoch,
}

/// What was read of a sheet.
#[derive(Default)]
pub(super) struct Found {
    pub(super) builder: SheetBuilder,
    /// Cells that cannot be read, and why; the first of them.
    pub(super) faults: Vec<(CellRef, CellFault)>,
    /// How many such cells there are.
    pub(super) faulty: usize,
    /// Hidden rows, in the order of the file.
    pub(super) hidden_rows: Vec<u32>,
    /// Hidden columns, first and last.
    pub(super) hidden_columns: Vec<(u32, u32)>,
    pub(super) merges: Vec<(CellRef, CellRef)>,
    /// There are more cells than a sheet may have; the rest was not read.
    pub(super) too_many: bool,
}

/// Reads the part of a sheet.
pub(super) fn read(part: &[u8], shared: &Shared) -> Scan<Found> {
    let mut found = Found::default();
    // What sheets need as a rule; a cell takes some 40 bytes of a part.
    found.builder.reserve(shared.strings.size().min(part.len()), part.len() / 48);
    let mut sheet = Sheet {
        xml: Xml::new(part)?,
        prefix: "",
        shared,
        kept: vec![None; shared.strings.len()],
        found,
        row: 0,
        column: 0,
    };
    sheet.whole()?;
    Ok(sheet.found)
}

struct Sheet<'a, 's> {
    xml: Xml<'a>,
    /// Of all elements of the sheet: `x:` or nothing.
    prefix: &'a str,
    shared: &'s Shared<'s>,
    /// The shared strings that this sheet keeps already.
    kept: Vec<Option<Kept>>,
    found: Found,
    /// Where the next cell is, unless it says otherwise.
    row: u32,
    column: u32,
}

impl<'a> Sheet<'a, '_> {
    fn whole(&mut self) -> Scan<()> {
        let root = self.xml.tag()?.ok_or(Odd)?;
        if root.local() != "worksheet" || root.closing {
            return Err(Odd);
        }
        loop {
            let tag = self.xml.tag()?.ok_or(Odd)?;
            match tag.local() {
                "col" if matches!(tag.get("hidden"), Some("1" | "true")) => {
                    let number = |name: &str| tag.get(name).and_then(|number| number.parse::<u32>().ok());
                    if let (Some(first @ 1..), Some(last)) = (number("min"), number("max")) {
                        self.found.hidden_columns.push((first - 1, last.saturating_sub(1)));
                    }
                }
                "sheetData" => {
                    self.prefix = tag.prefix();
                    if !tag.empty {
                        self.rows()?;
                    }
                    break;
                }
                _ => {}
            }
        }
        while let Some(tag) = self.xml.tag()? {
            if tag.closing && tag.local() == "worksheet" {
                break;
            }
            if tag.local() == "mergeCell" && !tag.closing && self.found.merges.len() < limits::MERGES {
                let corners = tag.get("ref").and_then(|range| range.split_once(':'));
                if let Some((first, last)) = corners.and_then(|(a, b)| Some((place(a)?, place(b)?)))
                    && first.row <= last.row
                    && first.column <= last.column
                    && first != last
                {
                    self.found.merges.push((first, last));
                }
            }
        }
        Ok(())
    }

    /// Whether this element begins, or with `</` ends, at the cursor, which then moves behind its name.
    #[allow(clippy::inline_always)] // Marks and names are constants: each is compared in one step.
    #[inline(always)]
    fn passes(&mut self, mark: &str, name: &str) -> bool {
        let prefix = self.prefix.as_bytes();
        let rest = self.xml.rest().strip_prefix(mark.as_bytes());
        let rest = rest.and_then(|rest| rest.strip_prefix(prefix));
        let passed = matches!(
            rest.and_then(|rest| rest.strip_prefix(name.as_bytes())),
            Some([b'>' | b' ' | b'/' | b'\n' | b'\r' | b'\t', ..])
        );
        if passed {
            self.xml.at += mark.len() + prefix.len() + name.len();
        }
        passed
    }

    /// The rest of a closing tag.
    #[inline]
    fn closed(&mut self) -> Scan<()> {
        self.xml.space();
        if self.xml.end_of_tag()? { Err(Odd) } else { Ok(()) }
    }

    fn rows(&mut self) -> Scan<()> {
        loop {
            self.xml.space();
            if self.passes("<", "c") {
                self.cell()?;
                if self.found.builder.len() > limits::CELLS {
                    self.found.too_many = true;
                    return Ok(());
                }
            } else if self.passes("</", "row") {
                self.closed()?;
                (self.row, self.column) = (self.row.saturating_add(1), 0);
            } else if self.passes("<", "row") {
                self.row_begins()?;
            } else if self.passes("</", "sheetData") {
                return self.closed();
            } else if !self.xml.aside()? {
                return Err(Odd);
            }
        }
    }

    fn row_begins(&mut self) -> Scan<()> {
        let mut hidden = false;
        while let Some((name, value)) = self.xml.attribute()? {
            match name {
                "r" => self.row = value.parse::<u32>().ok().and_then(|row| row.checked_sub(1)).ok_or(Odd)?,
                "hidden" => hidden = matches!(value, "1" | "true"),
                _ => {}
            }
        }
        if hidden && self.row < limits::ROWS {
            self.found.hidden_rows.push(self.row);
        }
        if self.xml.end_of_tag()? {
            self.row = self.row.saturating_add(1);
        }
        self.column = 0;
        Ok(())
    }

    fn cell(&mut self) -> Scan<()> {
        let head = match self.usual_head() {
            Some(head) => head,
            None => self.head()?,
        };
        let here = head.at.unwrap_or(CellRef { row: self.row, column: self.column });
        self.column = here.column.saturating_add(1);
        if head.empty {
            return Ok(());
        }
        // Beside the text of an inline string a value says nothing.
        let is_inline = head.kind == Kind::Inline;
        if !is_inline && let Some(value) = self.usual_value() {
            let outcome = self.put(here, &head, Some(value), false);
            self.note(here, outcome);
            return Ok(());
        }
        let (mut formula, mut value, mut inline, mut foreign) = (false, None, None, false);
        loop {
            if self.passes("<", "v") {
                foreign |= value.is_some();
                value = Some(self.value()?);
            } else if self.passes("</", "c") {
                self.closed()?;
                break;
            } else if self.passes("<", "f") {
                formula = true;
                if !self.opened()? {
                    self.xml.skip()?;
                }
            } else if self.passes("<", "is") {
                inline = Some(if self.opened()? { String::new() } else { strings::rich(&mut self.xml)? });
            } else if matches!(self.xml.byte(), b' ' | b'\n' | b'\r' | b'\t') {
                self.xml.space();
            } else if !self.xml.aside()? {
                let tag = self.xml.tag()?.ok_or(Odd)?;
                if tag.closing {
                    return Err(Odd);
                }
                foreign |= tag.local() != "extLst";
                if !tag.empty {
                    self.xml.skip()?;
                }
            }
        }
        let outcome = if foreign {
            head.in_grid().and(Err(CellFault::NoValue))
        } else if inline.is_some() {
            // What is written out counts, whatever kind the cell says it is.
            let head = Head { kind: Kind::Inline, ..head };
            self.put(here, &head, inline.as_deref(), formula)
        } else {
            self.put(here, &head, value.as_deref().filter(|_| !is_inline), formula)
        };
        self.note(here, outcome);
        Ok(())
    }

    fn note(&mut self, at: CellRef, outcome: Result<(), CellFault>) {
        if let Err(fault) = outcome {
            self.found.faulty += 1;
            if fault != CellFault::NoPlace {
                self.found.builder.unreadable(at.row, at.column);
            }
            if self.found.faults.len() < limits::FAULTS {
                self.found.faults.push((at, fault));
            }
        }
    }

    /// The head of a cell as nearly every program writes it, ` r="D17" s="3" t="s">`; the cursor stays where it is
    /// where the head is another.
    fn usual_head(&mut self) -> Option<Head<'a>> {
        let whole = self.xml.rest();
        let mut rest = whole.strip_prefix(b" r=\"")?;
        let (mut row, mut column, mut style) = (0_u32, 0_u32, 0_usize);
        while let [letter @ b'A'..=b'Z', behind @ ..] = rest
            && column < limits::COLUMNS
        {
            column = column * 26 + u32::from(letter - b'A') + 1;
            rest = behind;
        }
        while let [digit @ b'0'..=b'9', behind @ ..] = rest
            && row < limits::ROWS
        {
            row = row * 10 + u32::from(digit - b'0');
            rest = behind;
        }
        let at = CellRef { row: row.checked_sub(1)?, column: column.checked_sub(1)? };
        rest = rest.strip_prefix(b"\"")?;
        if let Some(behind) = rest.strip_prefix(b" s=\"") {
            rest = behind;
            while let [digit @ b'0'..=b'9', behind @ ..] = rest
                && style < 1_000_000
            {
                style = style * 10 + usize::from(digit - b'0');
                rest = behind;
            }
            rest = rest.strip_prefix(b"\"")?;
        }
        let mut kind = Kind::Unsaid;
        if let Some(behind) = rest.strip_prefix(b" t=\"") {
            (kind, rest) = match behind {
                [b's', b'"', behind @ ..] => (Kind::Shared, behind),
                [b'n', b'"', behind @ ..] => (Kind::Number, behind),
                [b's', b't', b'r', b'"', behind @ ..] => (Kind::Text, behind),
                _ => return None,
            };
        }
        let empty = rest.starts_with(b"/>");
        rest = rest.strip_prefix(if empty { &b"/>"[..] } else { b">" })?;
        self.xml.at += whole.len() - rest.len();
        Some(Head { at: Some(at), kind, style, empty })
    }

    /// The head of a cell, however it is written.
    fn head(&mut self) -> Scan<Head<'a>> {
        let at = CellRef { row: self.row, column: self.column };
        let mut head = Head { at: Some(at), kind: Kind::Unsaid, style: 0, empty: false };
        while let Some((name, value)) = self.xml.attribute()? {
            match name {
                "r" => head.at = place(value),
                "s" => head.style = value.parse().unwrap_or(0),
                "t" => head.kind = Kind::of(value),
                _ => {}
            }
        }
        head.empty = self.xml.end_of_tag()?;
        Ok(head)
    }

    /// The value of a cell that holds nothing but `<v>1.5</v>`; the cursor stays where it is where it holds another.
    fn usual_value(&mut self) -> Option<&'a str> {
        let value = self.xml.rest().strip_prefix(b"<v>")?;
        let len = value.iter().take(24).position(|byte| !matches!(byte, b'0'..=b'9' | b'.' | b'-'))?;
        value.get(len..)?.strip_prefix(b"</v></c>")?;
        let start = self.xml.at + 3;
        self.xml.at = start + len + 8;
        self.xml.text.get(start..start + len)
    }

    /// The end of an opening tag: whether the element is empty.
    #[inline]
    fn opened(&mut self) -> Scan<bool> {
        while self.xml.attribute()?.is_some() {}
        self.xml.end_of_tag()
    }

    /// What stands inside `v`.
    fn value(&mut self) -> Scan<Cow<'a, str>> {
        if self.opened()? {
            return Ok(Cow::Borrowed(""));
        }
        let text = self.xml.content()?;
        if !self.passes("</", "v") {
            return Err(Odd);
        }
        self.closed()?;
        Ok(text)
    }

    /// Puts a cell into the sheet; where it cannot be read, the reason.
    fn put(&mut self, at: CellRef, head: &Head, value: Option<&str>, formula: bool) -> Result<(), CellFault> {
        if self.shared.fonts.is_empty() {
            return self.put_value(at, head, value, formula);
        }
        let before = self.found.builder.len();
        self.put_value(at, head, value, formula)?;
        if let Some(font) = self.shared.fonts.get(head.style).filter(|font| **font != Font::Other)
            && self.found.builder.len() > before
        {
            self.found.builder.shown_in(*font);
        }
        Ok(())
    }

    #[inline]
    fn put_value(
        &mut self,
        at: CellRef,
        head: &Head,
        value: Option<&str>,
        formula: bool,
    ) -> Result<(), CellFault> {
        head.in_grid()?;
        let builder = &mut self.found.builder;
        let (row, column) = (at.row, at.column);
        let text = value.unwrap_or_default();
        let typed = text.trim_ascii();
        match head.kind {
            // A text may be empty; anything else without a value is a formula that was not computed, or nothing.
            Kind::Text if value.is_some() => {
                builder.text(
                    row,
                    column,
                    &text::clean_cell(&strings::unescape(Cow::Borrowed(text))),
                    formula,
                );
            }
            Kind::Inline if value.is_some() => builder.text(row, column, &text::clean_cell(text), formula),
            _ if typed.is_empty() => {
                if formula {
                    builder.uncached(row, column);
                }
            }
            Kind::Unsaid | Kind::Number => match value::written(typed) {
                Some(Written::Exact(mantissa, scale)) => self.number(at, (mantissa, scale), head, formula),
                Some(Written::TooLarge) => builder.text(row, column, typed, formula),
                Some(Written::NotFinite) => builder.error(row, column, "#NUM!", formula),
                None if head.kind == Kind::Unsaid => {
                    builder.text(row, column, &text::clean_cell(typed), formula);
                }
                None => return Err(CellFault::NotANumber(short(typed))),
            },
            Kind::Shared => {
                // The parser would take a plus for a sign.
                let index = typed.parse().ok().filter(|_| !typed.starts_with('+'));
                let kept = index.and_then(|index| self.shared_string(index));
                let kept = kept.ok_or_else(|| CellFault::NoSuchText(short(typed)))?;
                self.found.builder.kept_text(row, column, kept, formula);
            }
            Kind::Bool => match typed {
                "0" => builder.bool(row, column, false, formula),
                "1" => builder.bool(row, column, true, formula),
                word if word.eq_ignore_ascii_case("false") => builder.bool(row, column, false, formula),
                word if word.eq_ignore_ascii_case("true") => builder.bool(row, column, true, formula),
                _ => return Err(CellFault::NotABool(short(typed))),
            },
            Kind::Error if typed.starts_with('#') && typed.len() <= 24 => {
                builder.error(row, column, &text::clean(typed), formula);
            }
            Kind::Date => times::put_iso(builder, (row, column), typed, formula),
            // Without a value both are done with above.
            Kind::Text | Kind::Inline => {}
            Kind::Error => return Err(CellFault::NotAnError(short(typed))),
            Kind::Unknown(kind) => return Err(CellFault::UnknownKind(short(typed), short(kind))),
        }
        Ok(())
    }

    fn number(&mut self, at: CellRef, number: (i64, u8), head: &Head, formula: bool) {
        let builder = &mut self.found.builder;
        let (row, column, (mantissa, scale)) = (at.row, at.column, number);
        match self.shared.formats.get(head.style) {
            Some(Format::Date) => {
                times::put_day(builder, (row, column), number, self.shared.epoch, formula);
            }
            Some(Format::Elapsed) => {
                builder.text(row, column, &times::of_days(mantissa, scale), formula);
            }
            Some(Format::Fixed(decimals)) => {
                builder.number(row, column, mantissa, scale, formula);
                builder.shown_with(*decimals);
            }
            _ => builder.number(row, column, mantissa, scale, formula),
        }
    }

    fn shared_string(&mut self, index: usize) -> Option<Kept> {
        let place = self.kept.get_mut(index)?;
        if place.is_none() {
            *place = self.shared.strings.keep(index, &mut self.found.builder).ok();
        }
        *place
    }
}

/// The beginning of what a cell holds, for a message.
fn short(text: &str) -> String {
    let end = text.char_indices().nth(40).map_or(text.len(), |(end, _)| end);
    text::clean(text.get(..end).unwrap_or_default()).into_owned()
}
