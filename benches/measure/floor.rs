//! The floor: the least that anybody must do to read a workbook. The file is read, its central directory walked, the
//! sheet and the shared strings inflated into buffers that are used again; nothing is checked or understood.

use std::cell::RefCell;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use anyhow::Context;
use flate2::{Decompress, FlushDecompress};
use libdeflater::Decompressor;
use rayon::prelude::*;

/// The parts that hold the cells.
const NEEDED: [&[u8]; 2] = [b"xl/worksheets/sheet1.xml", b"xl/sharedStrings.xml"];

/// Which library inflates.
#[derive(Clone, Copy)]
pub enum Inflate {
    /// libdeflate, in C: the fastest there is.
    Libdeflate,
    /// flate2 on zlib-rs, in Rust.
    ZlibRs,
}

/// What one thread uses again and again.
struct Buffers {
    file: Vec<u8>,
    part: Vec<u8>,
    libdeflate: Decompressor,
    zlib: Decompress,
}

thread_local! {
    static BUFFERS: RefCell<Buffers> = RefCell::new(Buffers {
        file: Vec::new(),
        part: Vec::new(),
        libdeflate: Decompressor::new(),
        zlib: Decompress::new(false),
    });
}

/// Bytes of the needed parts of all files, inflated on the threads that `rank` has too.
pub fn inflate(files: &[PathBuf], with: Inflate) -> anyhow::Result<usize> {
    files.par_iter().map(|file| of_file(file, with)).sum()
}

fn of_file(path: &Path, with: Inflate) -> anyhow::Result<usize> {
    BUFFERS.with_borrow_mut(|buffers| {
        let Buffers { file, part, libdeflate, zlib } = buffers;
        file.clear();
        File::open(path)?.read_to_end(file)?;
        let mut bytes = 0;
        for (packed, size) in parts(file).with_context(|| path.display().to_string())? {
            if part.len() < size {
                part.resize(size, 0);
            }
            let out = &mut part[..size];
            bytes += match with {
                Inflate::Libdeflate => libdeflate.deflate_decompress(packed, out)?,
                Inflate::ZlibRs => {
                    zlib.reset(false);
                    zlib.decompress(packed, out, FlushDecompress::Finish)?;
                    usize::try_from(zlib.total_out())?
                }
            };
        }
        Ok(bytes)
    })
}

/// The needed parts: packed bytes and size once inflated.
fn parts(file: &[u8]) -> Option<Vec<(&[u8], usize)>> {
    let end = memchr::memmem::rfind(file, b"PK\x05\x06")?;
    let entries = u16_at(file, end + 10)?;
    let mut at = u32_at(file, end + 16)?;
    let mut parts = Vec::with_capacity(NEEDED.len());
    for _ in 0..entries {
        let [name, extra, comment] = [28, 30, 32].map(|field| u16_at(file, at + field));
        let name = name?;
        if NEEDED.contains(&file.get(at + 46..at + 46 + name)?) {
            let (packed, size) = (u32_at(file, at + 20)?, u32_at(file, at + 24)?);
            let local = u32_at(file, at + 42)?;
            let start = local + 30 + u16_at(file, local + 26)? + u16_at(file, local + 28)?;
            parts.push((file.get(start..start + packed)?, size));
        }
        at += 46 + name + extra? + comment?;
    }
    (parts.len() == NEEDED.len()).then_some(parts)
}

fn u16_at(file: &[u8], at: usize) -> Option<usize> {
    Some(usize::from(u16::from_le_bytes(file.get(at..at + 2)?.try_into().ok()?)))
}

fn u32_at(file: &[u8], at: usize) -> Option<usize> {
    usize::try_from(u32::from_le_bytes(file.get(at..at + 4)?.try_into().ok()?)).ok()
}
