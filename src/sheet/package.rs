//! Looks at a package (a ZIP file) before anything in it is opened: sizes, names, methods, counts.

use std::io::{Cursor, Read};
use std::sync::Arc;

use memchr::memmem;
use zip::{CompressionMethod, ZipArchive};

use super::detect::Kind;
use super::xlsx::{self, Archive, Parts};
use super::xml::{Odd, Scan};
use super::{Format, Reading, docx, excel, limits, ods, other, unreadable, xlsb};
use crate::message::{Detail, FileFault, Limit};
use crate::sorting::Order as _;

/// How much is looked at of a part that is only looked at.
const HEAD: usize = 4 << 10;

/// A package whose parts are within the limits; `zip` holds every part to its declared size.
pub(crate) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// Lower-case names, `/` between folders, in the order of the directory.
    names: Vec<String>,
}

/// Reads the workbook in a package.
pub(super) fn read(file: &Arc<str>, bytes: &[u8], reading: &mut Reading) -> Result<(), Detail> {
    let size = bytes.len() as u64;
    if size > limits::PACKAGE {
        return Err(limits::bytes(Limit::File, limits::PACKAGE, size));
    }
    // Nearly all are workbooks in a plain package; an unusual package may hold a plain workbook too.
    let plain = Archive::open(bytes);
    if let Ok(archive) = &plain
        && let Ok(read) = xlsx::read(file, archive, size)
    {
        *reading = read;
        return Ok(());
    }
    let mut package = Package::open(bytes)?;
    if plain.is_err()
        && let Ok(read) = xlsx::read(file, &package, size)
    {
        *reading = read;
        return Ok(());
    }
    package.check_content()?;
    if package.has("xl/workbook.bin") {
        other::whole_file(bytes)?;
        reading.format = Format::Xlsb;
        return other::read_xlsb(file, bytes, xlsb::extras(&package), reading);
    }
    if package.has("xl/workbook.xml") {
        return excel::read(file, bytes, reading);
    }
    let kind = if package.has(docx::PART) {
        "Word"
    } else if package.has("ppt/presentation.xml") {
        "PowerPoint"
    } else if let Some(mimetype) = package.index("mimetype").map(|index| package.head(index)) {
        if mimetype.starts_with(b"application/vnd.oasis.opendocument.spreadsheet") {
            other::whole_file(bytes)?;
            reading.format = Format::Ods;
            return other::read_ods(file, bytes, ods::check(&package)?, reading);
        }
        "OpenDocument"
    } else if package.has("_rels/.rels") && package.names.iter().any(|name| name.ends_with("workbook.xml")) {
        return excel::read(file, bytes, reading);
    } else {
        "ZIP"
    };
    Err(Detail::UnsupportedFormat { kind: kind.to_owned() })
}

/// The package of a Word document, where it is one and within the limits.
pub(super) fn document(kind: Kind, bytes: &[u8]) -> Option<Package<'_>> {
    let small = bytes.len() as u64 <= limits::PACKAGE;
    let package = Package::open(bytes).ok().filter(|_| kind == Kind::Zip && small)?;
    package.has(docx::PART).then_some(package)
}

impl<'a> Package<'a> {
    /// Opens a package and holds it against the limits.
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Package<'a>, Detail> {
        let archive = other::guarded(|| ZipArchive::new(Cursor::new(bytes)))?;
        if archive.has_duplicate_names() {
            return Err(unreadable(FileFault::SameName(String::new())));
        }
        let mut package = Package { names: Vec::with_capacity(archive.len()), archive };
        package.check_parts()?;
        package.check_shared_strings()?;
        Ok(package)
    }

    fn check_parts(&mut self) -> Result<(), Detail> {
        let parts = self.archive.len();
        if parts as u64 > limits::PARTS {
            return Err(limits::count(Limit::Parts, limits::PARTS, parts as u64));
        }
        let mut all = 0_u64;
        let mut places = Vec::with_capacity(parts);
        for index in 0..parts {
            let damaged = || unreadable(FileFault::DamagedPackage);
            let part = self.archive.by_index_data(index).map_err(|_| damaged())?;
            let (size, packed) = (part.size(), part.compressed_size());
            if part.encrypted() {
                return Err(Detail::EncryptedFile);
            }
            let name = part.name().map_err(|_| damaged())?.replace('\\', "/").to_lowercase();
            let method = part.compression();
            if !matches!(method, CompressionMethod::Stored | CompressionMethod::Deflated) {
                return Err(unreadable(FileFault::PackedBy(method.to_string())));
            }
            if size > limits::PART {
                return Err(limits::bytes(Limit::Part, limits::PART, size));
            }
            if size > limits::RATIO_FROM && size / limits::RATIO > packed {
                let allowed = packed.saturating_mul(limits::RATIO);
                return Err(limits::bytes(Limit::Density, allowed, size));
            }
            all = all.saturating_add(size);
            let end = part.header_start().saturating_add(30 + part.name_raw().len() as u64 + packed);
            places.push((part.header_start(), end));
            self.names.push(name);
        }
        if all > limits::ALL_PARTS {
            return Err(limits::bytes(Limit::AllParts, limits::ALL_PARTS, all));
        }
        places.sort_unstable();
        if places.windows(2).any(|pair| pair[0].1 > pair[1].0) {
            return Err(unreadable(FileFault::Overlap));
        }
        let mut sorted: Vec<&String> = self.names.iter().collect();
        sorted.order();
        match sorted.windows(2).find(|pair| pair[0] == pair[1]) {
            Some(pair) => Err(unreadable(FileFault::SameName(pair[0].clone()))),
            None => Ok(()),
        }
    }

    /// The reader makes room for as many strings as the part says it holds: what it says must be possible.
    fn check_shared_strings(&mut self) -> Result<(), Detail> {
        for index in 0..self.names.len() {
            if self.names.get(index).is_some_and(|name| name.ends_with("sharedstrings.xml")) {
                let size = self.archive.by_index_data(index).map_or(0, |part| part.size());
                check_head(&self.head(index), size)?;
            }
        }
        Ok(())
    }

    /// The readers stop where they have what they want, and see neither a wrong checksum nor what a document type does
    /// to the rest: both are looked for here.
    fn check_content(&self) -> Result<(), Detail> {
        let mut content = Vec::new();
        for name in self.names.iter().filter(|name| !name.contains("/media/")) {
            let whole = self
                .unpack(name, &mut content)
                .map_err(|Odd| unreadable(FileFault::DamagedPart(name.clone())))?;
            let read = name.starts_with("xl/") || name == "content.xml";
            if whole && read && memmem::find(&content, b"<!DOCTYPE").is_some() {
                return Err(unreadable(FileFault::DocumentType(name.clone())));
            }
        }
        Ok(())
    }

    /// Lower-case names of its parts.
    pub(crate) fn names(&self) -> &[String] {
        &self.names
    }

    fn has(&self, name: &str) -> bool {
        self.index(name).is_some()
    }

    fn index(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|known| known == name)
    }

    /// How a part begins; nothing where it is damaged.
    fn head(&mut self, index: usize) -> Vec<u8> {
        let mut head = Vec::with_capacity(HEAD);
        if let Ok(part) = self.archive.by_index(index) {
            // What was read before a fault is enough to look at.
            let _ = part.take(HEAD as u64).read_to_end(&mut head);
        }
        head
    }
}

impl Parts for Package<'_> {
    fn unpack(&self, name: &str, into: &mut Vec<u8>) -> Scan<bool> {
        into.clear();
        let Some(index) = self.index(&name.to_lowercase()) else { return Ok(false) };
        // Read to its end, which is where its checksum is looked at.
        let mut archive = self.archive.clone();
        let mut part = archive.by_index(index).map_err(|_| Odd)?;
        part.read_to_end(into).map_err(|_| Odd)?;
        Ok(true)
    }
}

/// The start of the shared strings: the root element first, no document type, a count that the part can hold.
fn check_head(head: &[u8], size: u64) -> Result<(), Detail> {
    let part = || "sharedStrings.xml".to_owned();
    let mut rest = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    for (open, close) in [("<?", "?>"), ("<!--", "-->")].iter().cycle().take(16) {
        if rest.starts_with(open.as_bytes()) {
            let Some(end) = memmem::find(rest, close.as_bytes()) else { break };
            rest = rest.get(end + close.len()..).unwrap_or_default().trim_ascii_start();
        }
    }
    if rest.starts_with(b"<!") {
        return Err(unreadable(FileFault::DocumentType(part())));
    }
    let name: Vec<u8> =
        rest.iter().skip(1).take_while(|byte| !b" \t\r\n/>".contains(byte)).copied().take(64).collect();
    let local = name.rsplit(|byte| *byte == b':').next().unwrap_or_default();
    let mut quote = None;
    let end = rest.iter().position(|&byte| match quote {
        Some(open) => {
            quote = (byte != open).then_some(open);
            false
        }
        None if byte == b'"' || byte == b'\'' => {
            quote = Some(byte);
            false
        }
        None => byte == b'>',
    });
    let (true, b"sst", Some(end)) = (rest.starts_with(b"<"), local, end) else {
        return Err(unreadable(FileFault::BrokenXml(part())));
    };
    let tag = rest.get(..end).unwrap_or_default();
    for at in memmem::find_iter(tag, b"uniqueCount") {
        let digits = tag.get(at + 11..).unwrap_or_default().iter().skip_while(|byte| !byte.is_ascii_digit());
        let count = digits
            .take_while(|byte| byte.is_ascii_digit())
            .fold(0_u64, |count, byte| count.saturating_mul(10).saturating_add(u64::from(byte - b'0')));
        if count > size {
            return Err(limits::count(Limit::SharedTexts, size, count));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_head_of_the_shared_strings_is_checked() {
        let check = |head: &str, good: bool| {
            assert_eq!(check_head(head.as_bytes(), 1_000).is_ok(), good, "{head}");
        };
        check("<?xml version=\"1.0\"?>\n<sst count=\"3\" uniqueCount=\"3\"><si>", true);
        check("\u{feff}<x:sst xmlns:x='a>b'>", true);
        check("<?xml version=\"1.0\"?><!-- a --><sst/>", true);
        check("<sst uniqueCount=\"1001\">", false);
        check("<sst a='>' uniqueCount = '18446744073709551615'>", false);
        check("<!DOCTYPE sst [<!ENTITY a \"b\">]><sst>", false);
        check("<!-- <sst uniqueCount=\"1\"> --><sst uniqueCount=\"5000\">", false);
        check("<sst uniqueCount=\"1\"", false);
        check("<si>", false);
        check("", false);
    }
}
