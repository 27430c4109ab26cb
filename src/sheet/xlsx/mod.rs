//! Our own reader of xlsx and xlsm: sees what the library does not tell, at the speed of unpacking.
//!
//! It takes a workbook only if it understands all of it that matters; otherwise it says [`Odd`] and
//! [`super::package`] has [`super::excel`] read the file through calamine. The two are held against each other by tests.

mod archive;
pub(crate) mod book;
mod cells;
mod head;
mod strings;
mod styles;

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use super::old_text::Font;
use super::value::Epoch;
use super::xml::{Odd, Scan};
use super::{Reading, limits, marked};
use crate::diagnostic::{Finding, Place};
use crate::message::{CellFault, Detail, Limit};
pub(super) use archive::Archive;
use archive::Packed;
pub(super) use book::targets;
use book::{Book, Listed};
use cells::{Found, Shared};
pub(crate) use head::place as cell_place;
use strings::Strings;
pub(super) use styles::{Format, of_code};

/// Unpacked parts, kept from file to file.
#[derive(Default)]
struct Buffers {
    sheet: Vec<u8>,
    strings: Vec<u8>,
    other: Vec<u8>,
}

/// A buffer larger than this is not kept for the next file.
const KEPT_BUFFER: usize = 4 << 20;
/// Files larger than this are worth the work of several cores.
const LARGE: u64 = 1 << 20;

thread_local! {
    static BUFFERS: RefCell<Buffers> = RefCell::default();
}

/// Where the parts of a workbook come from.
pub(crate) trait Parts: Sync {
    /// Unpacks a part into a buffer; its name in any case. `false` where there is none.
    fn unpack(&self, name: &str, into: &mut Vec<u8>) -> Scan<bool>;

    /// A part as it is packed, where that is known.
    fn packed(&self, _name: &str) -> Scan<Option<Packed<'_>>> {
        Ok(None)
    }
}

/// Reads the visible sheets of a workbook, and its marker; `size` is that of the file.
pub(super) fn read(file: &Arc<str>, parts: &impl Parts, size: u64) -> Scan<Reading> {
    let mut buffers = BUFFERS.take();
    let reading = read_with(file, parts, size > LARGE, &mut buffers);
    for buffer in [&mut buffers.sheet, &mut buffers.strings, &mut buffers.other] {
        if buffer.capacity() > KEPT_BUFFER {
            *buffer = Vec::new();
        }
    }
    BUFFERS.set(buffers);
    reading
}

fn read_with(file: &Arc<str>, archive: &impl Parts, large: bool, buffers: &mut Buffers) -> Scan<Reading> {
    let mut reading = Reading::default();
    let frame = Frame::of(archive, &mut buffers.other)?;
    let book = &frame.book;
    let Buffers { sheet, strings, .. } = buffers;
    // Of a large file the first sheet is unpacked beside the strings.
    let mut unpacked = book.sheets.iter().find_map(Listed::read_part).filter(|_| large);
    let (strings, first) = match unpacked {
        Some(part) => rayon::join(|| strings_of(archive, book, strings), || archive.unpack(part, sheet)),
        None => (strings_of(archive, book, strings), Ok(true)),
    };
    if !first? {
        return Err(Odd);
    }
    let shared = Shared {
        strings: strings?,
        formats: &frame.formats,
        fonts: &frame.fonts,
        epoch: Epoch::of(book.from_1904),
    };
    for listed in &book.sheets {
        let name: Arc<str> = Arc::from(listed.name.as_str());
        reading.slip |= limits::is_slip(&name);
        let Some(part) = listed.part.as_deref().filter(|_| !listed.is_ours()) else { continue };
        if !listed.visible && !marked::may_be(&name) {
            reading.findings.push(Finding::new(Place::sheet(file, &name), Detail::HiddenSheet));
            continue;
        }
        if unpacked.take_if(|first| *first == part).is_none() && !archive.unpack(part, sheet)? {
            return Err(Odd);
        }
        finish(file, &name, listed.visible, cells::read(sheet, &shared)?, &mut reading);
    }
    Ok(reading)
}

fn strings_of<'b>(archive: &impl Parts, book: &Book, buffer: &'b mut Vec<u8>) -> Scan<Strings<'b>> {
    let found = archive.unpack(&book.strings, buffer)?;
    if found { Strings::find(buffer) } else { Ok(Strings::none()) }
}

/// What a workbook says beside its cells. The forms of a round come from one template: their frames are the same, byte
/// for byte, and need not be read again.
struct Frame {
    book: Book,
    formats: Vec<Format>,
    fonts: Vec<Font>,
    /// The parts it was read from, as they are packed; `None` where there is none.
    parts: Vec<(String, Option<Vec<u8>>)>,
}

thread_local! {
    static LAST_FRAME: RefCell<Option<Rc<Frame>>> = const { RefCell::new(None) };
}

impl Frame {
    fn of(archive: &impl Parts, buffer: &mut Vec<u8>) -> Scan<Rc<Frame>> {
        let last = LAST_FRAME.with_borrow(Option::clone);
        if let Some(last) = last.filter(|last| last.is_of(archive).unwrap_or(false)) {
            return Ok(last);
        }
        let book = book::read(archive, buffer)?;
        let has_styles = archive.unpack(&book.styles, buffer)?;
        let (formats, fonts) =
            if has_styles { (styles::formats(buffer)?, styles::fonts(buffer)?) } else { Default::default() };
        let names = book.parts.iter().chain([&book.styles]);
        let kept = |name: &String| {
            let packed = archive.packed(name)?;
            Ok((name.clone(), packed.map(|part| [&part.mark()[..], part.bytes].concat())))
        };
        let parts: Vec<(String, Option<Vec<u8>>)> = names.map(kept).collect::<Scan<_>>()?;
        let size: usize = parts.iter().filter_map(|(_, bytes)| Some(bytes.as_ref()?.len())).sum();
        let frame = Rc::new(Frame { book, formats, fonts, parts });
        if (1..=KEPT_BUFFER).contains(&size) {
            LAST_FRAME.set(Some(Rc::clone(&frame)));
        }
        Ok(frame)
    }

    fn is_of(&self, archive: &impl Parts) -> Scan<bool> {
        for (name, known) in &self.parts {
            let same = match (archive.packed(name)?, known) {
                (Some(part), Some(known)) => known.strip_prefix(&part.mark()[..]) == Some(part.bytes),
                (part, known) => part.is_none() && known.is_none(),
            };
            if !same {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

fn finish(file: &Arc<str>, name: &Arc<str>, visible: bool, found: Found, reading: &mut Reading) {
    let whole = Place::sheet(file, name);
    let faults = found.faults.len();
    for (cell, fault) in found.faults {
        let place = Place::cell(file, name, cell);
        reading.findings.push(Finding::new(place, Detail::UnreadableCell { fault }));
    }
    if found.faulty > faults {
        let detail = limits::count(Limit::UnreadableCells, faults as u64, found.faulty as u64);
        reading.findings.push(Finding::new(whole.clone(), detail));
    }
    if found.too_many {
        reading.findings.push(Finding::new(whole, limits::cells(found.builder.len() as u64)));
        return;
    }
    if found.builder.is_empty() {
        return;
    }
    let mut builder = found.builder;
    for cell in builder.doubled().into_iter().take(limits::FAULTS) {
        let detail = Detail::UnreadableCell { fault: CellFault::Twice };
        reading.findings.push(Finding::new(Place::cell(file, name, cell), detail));
    }
    let mut sheet = builder.finish(name);
    sheet.hidden_rows = found.hidden_rows;
    sheet.hidden_columns = found.hidden_columns;
    sheet.merges = found.merges;
    marked::take(file, sheet, visible, reading);
}
