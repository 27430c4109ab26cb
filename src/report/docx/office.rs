//! What makes a document a paper of office: the head of its first page, and its end.

use std::fmt::Write as _;

use super::paragraph::{BODY, Format, SMALL, TEXT, rule, write_paragraph};
use crate::report::document::{Letterhead, Run, Signature, Signer};

/// The name of the country and its motto, as the decree writes them.
const COUNTRY: &str = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
const MOTTO: &str = "Độc lập - Tự do - Hạnh phúc";
/// How wide the motto is at [`BODY`], bold: the line below it is as long.
const MOTTO_WIDTH: usize = 3172;
/// Share of the agencies in a line, in hundredths; the name of the country needs the rest.
const LEFT: usize = 43;
/// Half points of a list of recipients.
const LIST: u32 = 22;
/// Lines on which is signed.
const ROOM: usize = 4;

/// Writes the head: agencies on the left, the country on the right, number and date below.
pub(super) fn letterhead(xml: &mut String, head: &Letterhead, width: usize) {
    let left = width * LEFT / 100;
    let right = width - left;
    open(xml, &[left, right]);
    row(xml, &[left, right], |xml, at| {
        if at == 0 {
            if let Some(authority) = &head.authority {
                line(xml, authority, SMALL, Look::Plain);
            }
            line(xml, &head.agency, SMALL, Look::Bold);
            rule(xml, left, left / 3, 60);
        } else {
            line(xml, COUNTRY, SMALL, Look::Bold);
            line(xml, MOTTO, BODY, Look::Bold);
            rule(xml, right, MOTTO_WIDTH, 60);
        }
    });
    row(xml, &[left, right], |xml, at| {
        if at == 0 {
            line(xml, &head.number, BODY, Look::Plain);
        } else {
            line(xml, &head.place_and_date, BODY, Look::Italic);
        }
    });
    xml.push_str("</w:tbl>");
}

/// Writes the end: who receives the paper on the left, who signs on the right; below two who sign, the list stands alone.
pub(super) fn signature(xml: &mut String, signature: &Signature, width: usize) {
    let left = width / 2;
    let widths = [left, width - left];
    open(xml, &widths);
    row(xml, &widths, |xml, at| match (&signature.left, at) {
        (Some(left), 0) => signer(xml, left),
        (None, 0) => recipients(xml, &signature.recipients),
        _ => signer(xml, &signature.right),
    });
    if signature.left.is_some() && !signature.recipients.is_empty() {
        row(xml, &widths, |xml, at| {
            line(xml, "", BODY, Look::Plain);
            if at == 0 {
                recipients(xml, &signature.recipients);
            } else {
                line(xml, "", BODY, Look::Plain);
            }
        });
    }
    xml.push_str("</w:tbl>");
}

fn signer(xml: &mut String, signer: &Signer) {
    for capacity in signer.capacity.iter().chain([&signer.position]) {
        line(xml, capacity, TEXT, Look::Bold);
    }
    for _ in 0..ROOM {
        line(xml, "", TEXT, Look::Plain);
    }
    line(xml, signer.name.as_deref().unwrap_or_default(), TEXT, Look::Bold);
}

fn recipients(xml: &mut String, recipients: &[String]) {
    if recipients.is_empty() {
        line(xml, "", LIST, Look::Plain);
        return;
    }
    let head = Run { text: "Nơi nhận:".to_owned(), bold: true, italic: true };
    write_paragraph(xml, &Format::PLAIN, SMALL, &[head]);
    let last = recipients.len() - 1;
    for (at, recipient) in recipients.iter().enumerate() {
        let recipient = recipient.trim_start_matches(['-', '–', ' ']).trim_end_matches([';', '.', ' ']);
        let end = if at == last { '.' } else { ';' };
        let run = Run { text: format!("- {recipient}{end}"), ..Run::default() };
        write_paragraph(xml, &Format::PLAIN, LIST, &[run]);
    }
}

/// How a line looks.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Look {
    Plain,
    Bold,
    Italic,
}

/// A line in the middle of its column.
fn line(xml: &mut String, text: &str, size: u32, look: Look) {
    let format = Format { side: "center", ..Format::PLAIN };
    let run = Run { text: text.to_owned(), bold: look == Look::Bold, italic: look == Look::Italic };
    write_paragraph(xml, &format, size, &[run]);
}

/// Opens a table without borders.
fn open(xml: &mut String, widths: &[usize]) {
    let whole: usize = widths.iter().sum();
    let _ = write!(
        xml,
        "<w:tbl><w:tblPr><w:tblW w:w=\"{whole}\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/><w:tblCellMar><w:left \
         w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"0\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr><w:tblGrid>"
    );
    for width in widths {
        let _ = write!(xml, "<w:gridCol w:w=\"{width}\"/>");
    }
    xml.push_str("</w:tblGrid>");
}

/// A row that stays on one page.
fn row(xml: &mut String, widths: &[usize], cell: impl Fn(&mut String, usize)) {
    xml.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
    for (at, width) in widths.iter().enumerate() {
        let _ = write!(xml, "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>");
        cell(xml, at);
        xml.push_str("</w:tc>");
    }
    xml.push_str("</w:tr>");
}
