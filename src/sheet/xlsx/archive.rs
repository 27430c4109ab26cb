//! The directory of a package (a ZIP file) and its parts, unpacked. Only what is wholly in order is taken.

use std::cell::RefCell;

use flate2::{Crc, Decompress, FlushDecompress, Status};

use super::Parts;
use crate::sheet::limits;
use crate::sheet::xml::{Odd, Scan};

/// A package whose directory is in order and within the limits.
pub(in crate::sheet) struct Archive<'a> {
    bytes: &'a [u8],
    parts: Vec<Part<'a>>,
}

struct Part<'a> {
    name: &'a str,
    /// Where its header stands.
    at: usize,
    packed: usize,
    size: usize,
    crc: u32,
    stored: bool,
}

/// A record of fixed shape: its fields by their place.
struct Record<'a>(&'a [u8]);

impl<'a> Record<'a> {
    fn at(bytes: &'a [u8], at: usize, len: usize, mark: [u8; 4]) -> Scan<Record<'a>> {
        let record = bytes.get(at..at.checked_add(len).ok_or(Odd)?).ok_or(Odd)?;
        if record.starts_with(&mark) { Ok(Record(record)) } else { Err(Odd) }
    }

    fn u16(&self, at: usize) -> usize {
        self.0.get(at..at + 2).map_or(0, |two| usize::from(two[0]) | usize::from(two[1]) << 8)
    }

    fn u32(&self, at: usize) -> usize {
        self.u16(at) | self.u16(at + 2) << 16
    }
}

impl<'a> Archive<'a> {
    /// Reads the directory and holds it against the limits.
    pub(in crate::sheet) fn open(bytes: &'a [u8]) -> Scan<Archive<'a>> {
        let end = bytes.len().checked_sub(22).ok_or(Odd)?;
        // A package has no comment; one that has goes the long way.
        let tail = Record::at(bytes, end, 22, *b"PK\x05\x06")?;
        let (count, size, start) = (tail.u16(10), tail.u32(12), tail.u32(16));
        let plain = tail.u32(4) == 0 && tail.u16(8) == count && tail.u16(20) == 0;
        if !plain || count as u64 > limits::PARTS || start.checked_add(size) != Some(end) {
            return Err(Odd);
        }
        let mut archive = Archive { bytes, parts: Vec::with_capacity(count) };
        let mut at = start;
        for _ in 0..count {
            let head = Record::at(bytes, at, 46, *b"PK\x01\x02")?;
            let name = at + 46..at + 46 + head.u16(28);
            at = name.end + head.u16(30) + head.u16(32);
            let method = head.u16(10);
            let part = Part {
                name: std::str::from_utf8(bytes.get(name).ok_or(Odd)?).map_err(|_| Odd)?,
                at: head.u32(42),
                packed: head.u32(20),
                size: head.u32(24),
                crc: u32::try_from(head.u32(16)).map_err(|_| Odd)?,
                stored: method == 0,
            };
            // Bit 0: encrypted.
            if head.u16(8) & 1 != 0 || !matches!(method, 0 | 8) || !part.is_sane() {
                return Err(Odd);
            }
            archive.parts.push(part);
        }
        if at == end && archive.is_sane(start) { Ok(archive) } else { Err(Odd) }
    }

    /// The sum of the sizes, the places, the names.
    fn is_sane(&self, directory: usize) -> bool {
        let all: u64 = self.parts.iter().map(|part| part.size as u64).sum();
        let mut places: Vec<(usize, usize)> = self.parts.iter().map(|part| (part.at, part.end())).collect();
        places.push((directory, directory));
        places.sort_unstable();
        let mut names: Vec<&str> = self.parts.iter().map(|part| part.name).collect();
        names.sort_unstable_by(|a, b| lower(a).cmp(lower(b)));
        all <= limits::ALL_PARTS
            && places.windows(2).all(|pair| pair[0].1 <= pair[1].0)
            && names.windows(2).all(|pair| !pair[0].eq_ignore_ascii_case(pair[1]))
    }
}

impl Parts for Archive<'_> {
    fn packed(&self, name: &str) -> Scan<Option<Packed<'_>>> {
        let Some(part) = self.parts.iter().find(|part| part.name.eq_ignore_ascii_case(name)) else {
            return Ok(None);
        };
        let head = Record::at(self.bytes, part.at, 30, *b"PK\x03\x04")?;
        let name_at = part.at + 30;
        let start = name_at + head.u16(26) + head.u16(28);
        let same = self.bytes.get(name_at..name_at + head.u16(26)) == Some(part.name.as_bytes());
        let bytes = self.bytes.get(start..start + part.packed).ok_or(Odd)?;
        let method = if part.stored { 0 } else { 8 };
        if !same || head.u16(8) != method || head.u16(6) & 1 != 0 {
            return Err(Odd);
        }
        Ok(Some(Packed { bytes, size: part.size, crc: part.crc, stored: part.stored }))
    }

    fn unpack(&self, name: &str, into: &mut Vec<u8>) -> Scan<bool> {
        into.clear();
        let Some(packed) = self.packed(name)? else { return Ok(false) };
        if packed.stored {
            into.extend_from_slice(packed.bytes);
        } else {
            inflate(packed.bytes, packed.size, into)?;
        }
        let mut crc = Crc::new();
        crc.update(into);
        if into.len() == packed.size && crc.sum() == packed.crc { Ok(true) } else { Err(Odd) }
    }
}

/// A part as it is packed.
pub(crate) struct Packed<'a> {
    pub(super) bytes: &'a [u8],
    size: usize,
    crc: u32,
    stored: bool,
}

impl Packed<'_> {
    /// Where two parts have the same mark and the same bytes, they hold the same.
    pub(super) fn mark(&self) -> [u8; 13] {
        let mut mark = [u8::from(self.stored); 13];
        mark[1..9].copy_from_slice(&(self.size as u64).to_le_bytes());
        mark[9..].copy_from_slice(&self.crc.to_le_bytes());
        mark
    }
}

impl Part<'_> {
    fn end(&self) -> usize {
        self.at + 30 + self.name.len() + self.packed
    }

    fn is_sane(&self) -> bool {
        let (size, packed) = (self.size as u64, self.packed as u64);
        size <= limits::PART
            && packed <= limits::PART
            && (size <= limits::RATIO_FROM || size / limits::RATIO <= packed)
            && !self.name.contains('\\')
    }
}

fn lower(name: &str) -> impl Iterator<Item = u8> + '_ {
    name.bytes().map(|byte| byte.to_ascii_lowercase())
}

thread_local! {
    /// The state of the unpacker; making a new one costs more than a small part.
    static INFLATE: RefCell<Decompress> = RefCell::new(Decompress::new(false));
}

fn inflate(packed: &[u8], size: usize, into: &mut Vec<u8>) -> Scan<()> {
    into.reserve(size);
    INFLATE.with_borrow_mut(|state| {
        state.reset(false);
        match state.decompress_vec(packed, into, FlushDecompress::Finish) {
            Ok(Status::StreamEnd) if into.len() == size => Ok(()),
            _ => Err(Odd),
        }
    })
}
