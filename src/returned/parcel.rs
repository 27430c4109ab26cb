//! A workbook's package with some parts changed and some added; the others go as they came, byte for byte.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use crate::message::slip::Alone;
use crate::sheet::xml::{Odd, Scan, Xml};
use crate::sheet::{Package, Parts};

/// A package on its way back.
pub(crate) struct Parcel<'a> {
    bytes: &'a [u8],
    pub(super) package: Package<'a>,
    /// Name and text of what is changed or added.
    parts: Vec<(String, String)>,
}

impl<'a> Parcel<'a> {
    /// Opens a package; what must not be changed is refused.
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Parcel<'a>, Alone> {
        if !bytes.starts_with(b"PK") {
            return Err(Alone::Format);
        }
        let package = Package::open(bytes).map_err(|_| Alone::Unreadable)?;
        let has = |folder: &str| package.names().iter().any(|name| name.starts_with(folder));
        if has("_xmlsignatures/") {
            Err(Alone::Signed)
        } else if has("xl/revisions/") {
            Err(Alone::Shared)
        } else if has("xl/workbook.bin") || has("mimetype") {
            Err(Alone::Format)
        } else {
            Ok(Parcel { bytes, package, parts: Vec::new() })
        }
    }

    /// The text of a part as it is by now; `None` where there is none.
    pub(super) fn text(&self, name: &str) -> Scan<Option<String>> {
        if let Some((_, text)) = self.parts.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)) {
            return Ok(Some(text.clone()));
        }
        let mut bytes = Vec::new();
        if !self.package.unpack(name, &mut bytes)? {
            return Ok(None);
        }
        let text = Xml::new(&bytes)?.text;
        let head = text.split('>').next().unwrap_or_default().to_ascii_lowercase();
        // What is put in is UTF-8.
        if head.starts_with("<?xml") && head.contains("encoding") && !head.contains("utf-8") {
            return Err(Odd);
        }
        Ok(Some(text.to_owned()))
    }

    /// The text of a part that must be there.
    pub(crate) fn need(&self, name: &str) -> Scan<String> {
        self.text(name)?.ok_or(Odd)
    }

    /// Changes or adds a part.
    pub(crate) fn put(&mut self, name: &str, text: String) {
        match self.parts.iter_mut().find(|(known, _)| known.eq_ignore_ascii_case(name)) {
            Some((_, before)) => *before = text,
            None => self.parts.push((name.to_owned(), text)),
        }
    }

    /// The first of these names that no part has.
    pub(super) fn free(&self, name: impl Fn(usize) -> String) -> Scan<String> {
        let taken = |name: &str| {
            self.package.names().contains(&name.to_lowercase())
                || self.parts.iter().any(|(known, _)| known.eq_ignore_ascii_case(name))
        };
        (1..10_000).map(name).find(|name| !taken(name)).ok_or(Odd)
    }

    /// The package: the parts in their order, then the new ones.
    pub(crate) fn pack(mut self) -> Scan<Vec<u8>> {
        let mut from = ZipArchive::new(Cursor::new(self.bytes)).map_err(|_| Odd)?;
        let mut to = ZipWriter::new(Cursor::new(Vec::with_capacity(self.bytes.len() + 16_384)));
        for index in 0..from.len() {
            let part = from.by_index_raw(index).map_err(|_| Odd)?;
            let name = part.name().map_err(|_| Odd)?.into_owned();
            match self.parts.iter().position(|(known, _)| known.eq_ignore_ascii_case(&name)) {
                Some(at) => add(&mut to, &name, &self.parts.remove(at).1)?,
                None => to.raw_copy_file(part).map_err(|_| Odd)?,
            }
        }
        for (name, text) in &self.parts {
            add(&mut to, name, text)?;
        }
        Ok(to.finish().map_err(|_| Odd)?.into_inner())
    }
}

/// A package of these parts alone.
pub(super) fn pack(parts: &[(&str, String)]) -> Scan<Vec<u8>> {
    let mut to = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        add(&mut to, name, text)?;
    }
    Ok(to.finish().map_err(|_| Odd)?.into_inner())
}

/// Packs a part. The time is always the same: the same input gives the same bytes.
fn add(to: &mut ZipWriter<Cursor<Vec<u8>>>, name: &str, text: &str) -> Scan<()> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    to.start_file(name, options).map_err(|_| Odd)?;
    to.write_all(text.as_bytes()).map_err(|_| Odd)
}
