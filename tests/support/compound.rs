//! Builds small workbooks of Excel 97: a compound file with one stream of records.

// Test code; each user takes its own part.
#![allow(dead_code, clippy::cast_possible_truncation)]

const SECTOR: usize = 512;
const END: u32 = 0xFFFF_FFFE;
const FREE: u32 = 0xFFFF_FFFF;
const TABLE: u32 = 0xFFFF_FFFD;

/// A compound file with one stream: head, table, directory, stream.
pub fn file(name: &str, stream: &[u8]) -> Vec<u8> {
    let mut stream = stream.to_vec();
    // Shorter streams lie in small sectors.
    stream.resize(stream.len().max(4_096).next_multiple_of(SECTOR), 0);
    let sectors = stream.len() / SECTOR;
    let mut head = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    head.resize(24, 0);
    head.extend([0x3E_u16, 3, 0xFFFE, 9, 6].iter().flat_map(|word| word.to_le_bytes()));
    head.resize(44, 0);
    // Tables, directory, nothing, small streams from, no small table, no more tables, the first table.
    head.extend(longs(&[1, 1, 0, 4_096, END, 0, END, 0, 0]));
    head.resize(SECTOR, 0xFF);
    let mut next = vec![TABLE, END];
    next.extend((0..sectors as u32).map(|n| if n as usize + 1 == sectors { END } else { n + 3 }));
    let mut table = longs(&next);
    assert!(table.len() <= SECTOR, "one table is enough");
    table.resize(SECTOR, 0xFF);
    let mut directory = entry("Root Entry", 5, END, 0);
    directory.extend(entry(name, 2, 2, stream.len() as u32));
    directory.resize(SECTOR, 0);
    [head, table, directory, stream].concat()
}

/// The same file, with a directory that never ends.
pub fn circle(mut file: Vec<u8>) -> Vec<u8> {
    file[SECTOR + 4..SECTOR + 8].copy_from_slice(&1_u32.to_le_bytes());
    file
}

/// A workbook of one sheet that holds the number 1 in these cells, by row and column.
pub fn sheet(cells: &[(u16, u16)]) -> Vec<u8> {
    let name = [6_u8, 0, b'S', b'h', b'e', b'e', b't', b'1'];
    let list = |start: u32| {
        let body = [&start.to_le_bytes()[..], &[0, 0], &name].concat();
        record(0x0085, &body)
    };
    let begin = |kind: u16| record(0x0809, &[0x0600_u16, kind, 0, 0].map(u16::to_le_bytes).concat());
    let start = begin(5).len() + list(0).len() + 4;
    let mut all = [begin(5), list(start as u32), record(0x000A, &[]), begin(0x10)].concat();
    for (row, column) in cells {
        let place = [*row, *column, 0].map(u16::to_le_bytes).concat();
        all.extend(record(0x0203, &[&place[..], &1.0_f64.to_le_bytes()].concat()));
    }
    all.extend(record(0x000A, &[]));
    all
}

fn record(kind: u16, body: &[u8]) -> Vec<u8> {
    [&kind.to_le_bytes()[..], &(body.len() as u16).to_le_bytes(), body].concat()
}

fn entry(name: &str, kind: u8, start: u32, len: u32) -> Vec<u8> {
    let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    entry.resize(64, 0);
    entry.extend((name.len() as u16 * 2 + 2).to_le_bytes());
    entry.extend([kind, 1]);
    entry.extend(longs(&[FREE, FREE, if kind == 5 { 1 } else { FREE }]));
    entry.resize(116, 0);
    entry.extend(longs(&[start, len, 0]));
    entry
}

fn longs(numbers: &[u32]) -> Vec<u8> {
    numbers.iter().flat_map(|number| number.to_le_bytes()).collect()
}
