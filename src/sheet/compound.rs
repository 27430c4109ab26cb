//! The streams of a compound file (OLE), followed with care: no chain of sectors runs in a circle.

use super::unreadable;
use crate::message::{Detail, FileFault};

/// No sector follows.
const END: u32 = 0xFFFF_FFFE;
/// Numbers from here on are marks in the list of tables, not sectors.
const MARKS: u32 = 0xFFFF_FFFA;
/// Streams shorter than this lie in small sectors.
const SMALL_STREAM: usize = 4_096;
const SMALL_SECTOR: usize = 64;

/// Sectors of one size, and which follows which.
struct Sectors<'a> {
    bytes: &'a [u8],
    size: usize,
    next: Vec<u32>,
}

/// The streams of these names, in this order; an absent one is left out.
pub(super) fn streams(bytes: &[u8], names: &[&str]) -> Result<Vec<Vec<u8>>, Detail> {
    find(bytes, names).ok_or_else(|| unreadable(FileFault::DamagedXls))
}

fn find(bytes: &[u8], names: &[&str]) -> Option<Vec<Vec<u8>>> {
    let size = match long(bytes, 28)? >> 16 {
        9 => 512,
        12 => 4_096,
        _ => return None,
    };
    let mut large = Sectors { bytes: bytes.get(size..)?, size, next: Vec::new() };
    large.next = large.tables(bytes)?;
    let folder = large.chain(long(bytes, 48)?, usize::MAX)?;
    let root = folder.get(..128)?;
    let small_tables = long(bytes, 64)? as usize;
    let (content, table) = if small_tables > 0 {
        let content = large.chain(long(root, 116)?, long(root, 120)? as usize)?;
        (content, large.chain(long(bytes, 60)?, small_tables.saturating_mul(size))?)
    } else {
        Default::default()
    };
    let small = Sectors { bytes: &content, size: SMALL_SECTOR, next: numbers(&table).collect() };
    let mut found = Vec::new();
    for name in names {
        let entry = folder.chunks_exact(128).find(|entry| is_named(entry, name));
        if let Some(entry) = entry {
            let (start, len) = (long(entry, 116)?, long(entry, 120)? as usize);
            if size == 4_096 && long(entry, 124)? > 0 {
                return None;
            }
            let sectors = if len < SMALL_STREAM { &small } else { &large };
            found.push(sectors.chain(start, len)?);
        }
    }
    Some(found)
}

impl Sectors<'_> {
    /// The tables of which sector follows which: their places stand in the head, and in a chain of sectors.
    fn tables(&self, head: &[u8]) -> Option<Vec<u32>> {
        let most = self.bytes.len().div_ceil(self.size);
        let mut places: Vec<u32> = numbers(head.get(76..512)?).collect();
        let mut more = long(head, 68)?;
        let mut lists = 0;
        while more < MARKS {
            lists += 1;
            places.extend(numbers(self.sector(more).filter(|_| lists <= most)?));
            more = places.pop()?;
        }
        places.retain(|place| *place < MARKS);
        if places.len() > most {
            return None;
        }
        let mut next = Vec::new();
        for place in places {
            next.extend(numbers(self.sector(place)?));
        }
        Some(next)
    }

    fn sector(&self, number: u32) -> Option<&[u8]> {
        let start = (number as usize).checked_mul(self.size)?;
        let rest = self.bytes.get(start..).filter(|rest| !rest.is_empty())?;
        Some(rest.get(..self.size).unwrap_or(rest))
    }

    /// The bytes of a chain, up to its end or to `most`.
    fn chain(&self, start: u32, most: usize) -> Option<Vec<u8>> {
        let mut all = Vec::new();
        let mut number = start;
        while number != END && all.len() < most {
            // A chain has no more sectors than there are, and only the last sector of a file may be cut short.
            if all.len() % self.size != 0 || all.len() >= self.bytes.len().next_multiple_of(self.size) {
                return None;
            }
            all.extend_from_slice(self.sector(number)?);
            number = if all.len() < most { *self.next.get(number as usize)? } else { END };
        }
        all.truncate(most);
        Some(all)
    }
}

fn is_named(entry: &[u8], name: &str) -> bool {
    let units = entry.chunks_exact(2).take(32).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
    let found = char::decode_utf16(units.take_while(|unit| *unit != 0)).map(|c| c.unwrap_or('\u{FFFD}'));
    found.map(|c| c.to_ascii_lowercase()).eq(name.chars().map(|c| c.to_ascii_lowercase()))
}

fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> + '_ {
    bytes.chunks_exact(4).map(|four| u32::from_le_bytes([four[0], four[1], four[2], four[3]]))
}

/// The number at a place.
fn long(bytes: &[u8], at: usize) -> Option<u32> {
    numbers(bytes.get(at..at + 4)?).next()
}
