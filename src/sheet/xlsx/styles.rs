//! The styles of a workbook: what a number is shown as, and the fonts of old encodings.

use memchr::memmem;

use crate::sheet::old_text::Font;
use crate::sheet::xml::{Scan, Xml, resolve};

/// What a number is shown as, as far as it tells what was meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::sheet) enum Format {
    /// As many digits as there are, and whatever is not told apart here.
    General,
    /// With so many decimals: `0.00`.
    Fixed(u8),
    /// A date or a time of day.
    Date,
    /// A duration: `[h]:mm`.
    Elapsed,
}

/// The formats of the styles, by number.
pub(super) fn formats(part: &[u8]) -> Scan<Vec<Format>> {
    let mut xml = Xml::new(part)?;
    let mut custom: Vec<(&str, Format)> = Vec::new();
    let mut formats = Vec::new();
    let mut of_cells = false;
    while let Some(tag) = xml.tag()? {
        match (tag.local(), tag.closing) {
            ("numFmt", false) => {
                if let (Some(id), Some(code)) = (tag.get("numFmtId"), tag.get("formatCode")) {
                    custom.push((id, of_code(&resolve(code)?)));
                }
            }
            ("cellXfs", false) => of_cells = !tag.empty,
            ("cellXfs", true) => break,
            ("xf", false) if of_cells => {
                let id = tag.get("numFmtId").unwrap_or("0");
                let known = custom.iter().find(|(known, _)| *known == id).map(|(_, format)| *format);
                formats.push(known.unwrap_or_else(|| id.parse().map_or(Format::General, of_number)));
            }
            _ => {}
        }
    }
    Ok(formats)
}

/// The fonts of the styles, by number; none where no font is one of an old encoding.
pub(super) fn fonts(part: &[u8]) -> Scan<Vec<Font>> {
    let named = [".Vn", ".vn", ".VN", "VNI-", "Vni-", "vni-"];
    if !named.iter().any(|name| memmem::find(part, name.as_bytes()).is_some()) {
        return Ok(Vec::new());
    }
    let mut xml = Xml::new(part)?;
    let (mut fonts, mut of_styles) = (Vec::new(), Vec::new());
    let (mut in_fonts, mut in_styles) = (false, false);
    while let Some(tag) = xml.tag()? {
        match (tag.local(), tag.closing) {
            ("fonts", closing) => in_fonts = !closing && !tag.empty,
            ("font", false) if in_fonts => fonts.push(Font::Other),
            ("name", false) if in_fonts => {
                if let (Some(font), Some(name)) = (fonts.last_mut(), tag.get("val")) {
                    *font = Font::named(&resolve(name)?);
                }
            }
            ("cellXfs", false) => in_styles = !tag.empty,
            ("cellXfs", true) => break,
            ("xf", false) if in_styles => {
                let font = tag.get("fontId").and_then(|id| id.parse::<usize>().ok());
                of_styles.push(font.and_then(|id| fonts.get(id).copied()).unwrap_or_default());
            }
            _ => {}
        }
    }
    let old = of_styles.iter().any(|font| *font != Font::Other);
    Ok(if old { of_styles } else { Vec::new() })
}

/// A format that every spreadsheet has.
fn of_number(id: u16) -> Format {
    match id {
        1 | 3 | 37 | 38 => Format::Fixed(0),
        2 | 4 | 39 | 40 => Format::Fixed(2),
        14..=22 | 27..=36 | 45 | 47 | 50..=58 => Format::Date,
        46 => Format::Elapsed,
        _ => Format::General,
    }
}

/// A format by its code. Only the part before the first semicolon counts: it is that of positive numbers.
pub(in crate::sheet) fn of_code(code: &str) -> Format {
    let (mut letters, mut chars) = (String::new(), code.chars());
    while let Some(c) = chars.next() {
        match c {
            '"' => while chars.next().is_some_and(|c| c != '"') {},
            '\\' | '_' | '*' => _ = chars.next(),
            '[' => {
                // Colours, currencies and conditions say nothing.
                let inside: String = chars.by_ref().take_while(|c| *c != ']').collect();
                let first = inside.chars().next().map(|c| c.to_ascii_lowercase());
                let same = |c: char| Some(c.to_ascii_lowercase()) == first;
                if matches!(first, Some('h' | 'm' | 's')) && inside.chars().all(same) {
                    return Format::Elapsed;
                }
            }
            ';' => break,
            c => letters.push(c.to_ascii_lowercase()),
        }
    }
    let text = letters.trim();
    if text == "general" {
        return Format::General;
    }
    if text.contains(['d', 'm', 'y', 'h', 's']) || text.contains("a/p") {
        return Format::Date;
    }
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    let fixed = whole.ends_with('0')
        && whole.chars().all(|c| matches!(c, '0' | '#' | ','))
        && decimals.chars().all(|c| c == '0');
    match u8::try_from(decimals.len()) {
        Ok(decimals) if fixed => Format::Fixed(decimals),
        _ => Format::General,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::Format::{Date, Elapsed, Fixed, General};
    use super::*;

    #[test]
    fn formats_are_told_apart() {
        for (code, expected) in [
            ("General", General),
            ("@", General),
            ("0", Fixed(0)),
            ("0.00", Fixed(2)),
            ("#,##0.0;[Red]-#,##0.0", Fixed(1)),
            ("0.00_);(0.00)", Fixed(2)),
            ("0.0#", General),
            ("0%", General),
            ("0.00E+00", General),
            ("dd/mm/yyyy", Date),
            ("[$-42A]d mmmm yyyy;@", Date),
            ("h:mm AM/PM", Date),
            ("[h]:mm", Elapsed),
            ("[mm]:ss", Elapsed),
            ("[Red]0.00", Fixed(2)),
            ("\"ngày\" 0", Fixed(0)),
            ("\\d0.0", Fixed(1)),
            ("0*d", Fixed(0)),
            ("# ?/?", General),
            ("", General),
        ] {
            assert_eq!(of_code(code), expected, "{code}");
        }
    }

    #[test]
    fn styles_have_their_formats() {
        let part = r#"<styleSheet><numFmts count="2"><numFmt numFmtId="164" formatCode="0.0"/><numFmt numFmtId="14" formatCode="&quot;x&quot;0"/></numFmts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="2"><alignment/></xf><xf numFmtId="164"/><xf numFmtId="14"/><xf/><xf numFmtId="22"/></cellXfs><dxfs><dxf/></dxfs></styleSheet>"#;
        assert_eq!(formats(part.as_bytes()).unwrap(), [General, Fixed(2), Fixed(1), Fixed(0), General, Date]);
        assert_eq!(formats(b"<styleSheet/>").unwrap(), []);
        assert!(formats(b"<styleSheet><cellXfs><xf numFmtId==\"2\"/></cellXfs></styleSheet>").is_err());
    }

    #[test]
    fn old_fonts_are_known_by_their_names() {
        let part = r#"<styleSheet><fonts><font><sz val="12"/><name val="Arial"/></font><font><name val=".VnTimeH"/></font><font><name val="VNI-Times"/></font><font><name val=".vnarial"/></font><font/></fonts><cellStyleXfs><xf fontId="1"/></cellStyleXfs><cellXfs><xf fontId="0"/><xf fontId="1"/><xf fontId="2"/><xf fontId="3"/><xf fontId="9"/><xf/></cellXfs></styleSheet>"#;
        let (other, capitals) = (Font::Other, Font::Tcvn3Capitals);
        assert_eq!(fonts(part.as_bytes()).unwrap(), [other, capitals, Font::Vni, Font::Tcvn3, other, other]);
        assert_eq!(
            fonts(part.replace(".Vn", "Vn").replace("VNI-", "").replace(".vn", "").as_bytes()).unwrap(),
            []
        );
    }
}
