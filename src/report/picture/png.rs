//! A picture as PNG. Three blocks and their check sums: a library for it would cost more than the whole drawing.

use std::io::Write;

use flate2::write::ZlibEncoder;
use flate2::{Compression, Crc};

use super::canvas::Canvas;
use super::{Picture, Shape};

/// What every PNG begins with.
const SIGNATURE: [u8; 8] = [0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a];
/// Eight bits, red, green and blue; packed and filtered as always; not interlaced.
const FORM: [u8; 5] = [8, 2, 0, 0, 0];

/// The picture as PNG; the same bytes on every machine.
pub fn png(picture: &Picture) -> std::io::Result<Vec<u8>> {
    let mut canvas = Canvas::new(picture.width, picture.height);
    for shape in &picture.shapes {
        match shape {
            Shape::Rectangle { at, size, colour } => canvas.rectangle(*at, *size, *colour),
            Shape::Line { from, to, width, colour, dashed } => {
                canvas.line(*from, *to, *width, *colour, *dashed);
            }
            Shape::Polygon { points, colour } => canvas.polygon(points, *colour),
            Shape::Text(text) => canvas.text(text),
        }
    }
    let mut head = Vec::new();
    for side in [canvas.width, canvas.height] {
        head.extend(u32::try_from(side).unwrap_or(u32::MAX).to_be_bytes());
    }
    head.extend(FORM);
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::default());
    let blank = vec![0; canvas.width * 3];
    let mut above = &blank[..];
    let mut line = Vec::new();
    for row in canvas.rows() {
        // Most lines repeat the one above: as differences from it they are zeros.
        line.clear();
        line.push(2);
        line.extend(row.iter().zip(above).map(|(here, above)| here.wrapping_sub(*above)));
        packed.write_all(&line)?;
        above = row;
    }
    let mut out = SIGNATURE.to_vec();
    block(&mut out, *b"IHDR", &head);
    block(&mut out, *b"IDAT", &packed.finish()?);
    block(&mut out, *b"IEND", &[]);
    Ok(out)
}

fn block(out: &mut Vec<u8>, kind: [u8; 4], content: &[u8]) {
    out.extend(u32::try_from(content.len()).unwrap_or(u32::MAX).to_be_bytes());
    let mut sum = Crc::new();
    sum.update(&kind);
    sum.update(content);
    out.extend(kind);
    out.extend(content);
    out.extend(sum.sum().to_be_bytes());
}
