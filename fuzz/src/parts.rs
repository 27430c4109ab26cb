//! Packages as text: the parts of a ZIP file one after another, so that the bytes inside can change and still unpack.
//!
//! A part begins with a line `%%%` and its name; the file ends with the last part. `%%%=` stores, `%%%` deflates.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const MARK: &[u8] = b"%%%";

/// The package that the text stands for; `None` where it is no such text.
pub fn package(text: &[u8]) -> Option<Vec<u8>> {
    let mut rest = text.strip_prefix(MARK)?;
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    loop {
        let (part, next) = match find(rest) {
            Some(at) => (&rest[..at], rest.get(at + 1 + MARK.len()..)),
            None => (rest, None),
        };
        let end = part.iter().position(|byte| *byte == b'\n')?;
        let name = std::str::from_utf8(&part[..end]).ok()?;
        let (name, method) = match name.strip_prefix('=') {
            Some(name) => (name, CompressionMethod::Stored),
            None => (name, CompressionMethod::Deflated),
        };
        let options = SimpleFileOptions::default().compression_method(method).compression_level(Some(1));
        zip.start_file(name, options).ok()?;
        zip.write_all(&part[end + 1..]).ok()?;
        match next {
            Some(next) => rest = next,
            None => return Some(zip.finish().ok()?.into_inner()),
        }
    }
}

/// A package of these parts.
pub fn zip(parts: &[(&str, Vec<u8>)], deflated: bool) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let method = if deflated { CompressionMethod::Deflated } else { CompressionMethod::Stored };
    let options =
        SimpleFileOptions::default().compression_method(method).compression_level(deflated.then_some(1));
    for (name, bytes) in parts {
        zip.start_file(*name, options).expect("a name for a part");
        zip.write_all(bytes).expect("room for a part");
    }
    zip.finish().expect("a package").into_inner()
}

/// The line end before the next mark.
fn find(text: &[u8]) -> Option<usize> {
    text.windows(MARK.len() + 1).position(|window| window[0] == b'\n' && &window[1..] == MARK)
}
