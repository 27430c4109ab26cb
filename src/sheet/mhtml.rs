//! A web archive (MHTML), as Excel saves a whole workbook in one file: each sheet is a page of its own.

use std::borrow::Cow;
use std::sync::Arc;

use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::{Encoding, Message, MessageParser, MessagePart, MimeHeaders};

use super::encoding::{self, Decoded};
use super::{Reading, html, limits, other, unreadable};
use crate::diagnostic::{Finding, Place};
use crate::message::{Detail, FileFault};

/// Sheets that a list may have.
const SHEETS: usize = 4_096;

/// A sheet as the first page lists it.
struct Listed {
    name: String,
    /// The end of the address of its page.
    page: String,
    visible: bool,
}

/// Reads the pages of an archive that have a table, as sheets.
pub(super) fn read(file: &Arc<str>, stem: &str, bytes: &[u8], reading: &mut Reading) -> Result<(), Detail> {
    let message = other::guarded(|| {
        MessageParser::new().with_mime_headers().parse(bytes).ok_or("no part can be told from another")
    })?;
    let mut pages = Vec::new();
    for part in message.parts.iter().filter(|part| is_page(part)) {
        let body =
            body(&message, part).ok_or_else(|| unreadable(FileFault::DamagedPart("MIME".to_owned())))?;
        let declared = part.content_type().and_then(|kind| kind.attribute("charset"));
        let label = encoding::label(&body).or_else(|| declared.map(str::to_owned));
        let Decoded { text, legacy } = encoding::decode_marked(&body, label.as_deref())?;
        let address = part.content_location().unwrap_or_default().to_owned();
        pages.push((address, text.into_owned(), legacy));
    }
    let listed: Vec<Listed> = pages.iter().flat_map(|(_, text, _)| listed(text)).collect();
    for (address, text, legacy) in pages {
        reading.findings.extend(legacy.into_iter().map(|detail| Finding::new(Place::file(file), detail)));
        let of_list = listed.iter().find(|sheet| !sheet.page.is_empty() && address.ends_with(&sheet.page));
        let name = of_list.map_or(stem, |sheet| &sheet.name);
        reading.slip |= limits::is_slip(name);
        if limits::is_ours(name) {
            continue;
        }
        if of_list.is_some_and(|sheet| !sheet.visible) {
            reading.findings.push(Finding::new(Place::sheet(file, &Arc::from(name)), Detail::HiddenSheet));
            continue;
        }
        if let Some(sheet) = html::read(name, &text)? {
            reading.sheets.push(sheet);
        }
    }
    let none = reading.sheets.is_empty() && reading.findings.is_empty();
    if none { Err(Detail::UnsupportedFormat { kind: "MHTML".to_owned() }) } else { Ok(()) }
}

fn is_page(part: &MessagePart) -> bool {
    part.content_type().is_some_and(|kind| kind.ctype() == "text" && kind.subtype() == Some("html"))
}

/// The bytes of a part as they were before they were packed for the mail.
fn body<'a>(message: &'a Message, part: &MessagePart) -> Option<Cow<'a, [u8]>> {
    let raw = message.raw_message.get(part.offset_body as usize..part.offset_end as usize)?;
    match part.encoding {
        Encoding::None => Some(Cow::Borrowed(raw)),
        Encoding::QuotedPrintable => quoted_printable_decode(raw).map(Cow::Owned),
        Encoding::Base64 => base64_decode(raw).map(Cow::Owned),
    }
}

/// The sheets that a page of Excel lists, in a block for Excel alone.
fn listed(html: &str) -> Vec<Listed> {
    let between = |text: &str, from: &str, to: &str| {
        let (_, rest) = text.split_once(from)?;
        Some(rest.split_once(to)?.0.to_owned())
    };
    let sheets = html.split("<x:ExcelWorksheet>").skip(1).take(SHEETS);
    let listed = sheets.filter_map(|sheet| {
        let sheet = sheet.split("</x:ExcelWorksheet>").next().unwrap_or_default();
        let name = between(sheet, "<x:Name>", "</x:Name>")?;
        let address = between(sheet, "<x:WorksheetSource HRef=\"", "\"").unwrap_or_default();
        let page = address.rsplit('/').next().unwrap_or_default().to_owned();
        let name = super::xml::resolve(&name).map_or(name.clone(), Cow::into_owned);
        Some(Listed {
            name: super::clean(&name).into_owned(),
            page,
            visible: !sheet.contains("<x:Visible>Sheet"),
        })
    });
    listed.collect()
}
