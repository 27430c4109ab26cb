//! Cells whose text was typed in a font of TCVN3 or VNI: to the file it is a row of signs such as `§iÓm`, which only
//! the font showed as `Điểm`. Each cell is decided by itself, or by its font; only one that may be either goes with its
//! column or its sheet, and one that is Vietnamese as it stands only where nothing in the sheet is Unicode.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::legacy::{self, Judgement};
use super::{Cell, CellKind, Sheet, build, text};
use crate::diagnostic::{CellRef, Finding, Place};
use crate::message::Detail;

/// A font that shows the signs of an old encoding as Vietnamese.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Font {
    /// Any other.
    #[default]
    Other,
    /// `.VnTime`
    Tcvn3,
    /// `.VnTimeH`: all letters are capitals.
    Tcvn3Capitals,
    /// `VNI-Times`
    Vni,
}

impl Font {
    /// The font of this name.
    pub(super) fn named(name: &str) -> Font {
        let begins =
            |start: &str| name.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start));
        match name {
            _ if begins("VNI-") => Font::Vni,
            _ if begins(".Vn") && name.ends_with('H') => Font::Tcvn3Capitals,
            _ if begins(".Vn") => Font::Tcvn3,
            _ => Font::Other,
        }
    }

    fn encoding(self) -> Option<Encoding> {
        match self {
            Font::Other => None,
            Font::Tcvn3 | Font::Tcvn3Capitals => Some(Encoding::Tcvn3),
            Font::Vni => Some(Encoding::Vni),
        }
    }
}

/// An encoding that fonts carry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Encoding {
    Tcvn3,
    Vni,
}

/// So many texts of a sheet must be in an encoding before a text goes with them that is Vietnamese as it stands.
const EVIDENCE: usize = 3;

const ENCODINGS: [Encoding; 2] = [Encoding::Tcvn3, Encoding::Vni];

impl Encoding {
    fn name(self) -> &'static str {
        match self {
            Encoding::Tcvn3 => legacy::TCVN3_NAME,
            Encoding::Vni => legacy::VNI_NAME,
        }
    }

    fn decode(self, text: &str) -> String {
        match self {
            Encoding::Tcvn3 => legacy::tcvn3(text),
            Encoding::Vni => legacy::vni(text),
        }
    }
}

/// What a text says of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Says {
    /// It has letters that only Unicode has.
    Unicode,
    /// It is Vietnamese in this encoding only.
    Old(Encoding),
    /// It may be either.
    Perhaps(Perhaps),
}

/// A text that may be in an old encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Perhaps {
    /// It has no sign without a meaning in these.
    whole_in: [bool; 2],
    /// It is Vietnamese in these.
    vietnamese_in: [bool; 2],
    /// It is Vietnamese as it stands.
    as_it_stands: bool,
}

/// Whether a text holds what Vietnamese in Unicode does not: signs from `¡` to `¿`, or letters of other languages.
#[allow(clippy::needless_bitwise_bool)] // Without a branch the compiler looks at many bytes at once.
pub(super) fn suspected(bytes: &[u8]) -> bool {
    // C3 and a byte whose last five bits are these: ÄÅÆÇ Ë ÎÏÐÑ Ö×Ø ÛÜ Þ.
    let other = |b: u8| {
        let low = b & 0x1F;
        (low.wrapping_sub(0x04) < 4)
            | (low == 0x0B)
            | (low.wrapping_sub(0x0E) < 4)
            | (low.wrapping_sub(0x16) < 3)
            | (low.wrapping_sub(0x1B) < 2)
            | (low == 0x1E)
    };
    let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    pairs.fold(false, |any, (a, b)| any | (*a == 0xC2) & (*b != 0xA0) | (*a == 0xC3) & other(*b))
}

/// The quick look at a long text without such signs: whether it holds one of the letters that stand in nearly every word
/// of VNI, `ñ`, `ö`, `ø`, `ï`, and their neighbours from `Î` to `Ñ` and from `Ö` to `Ø`.
#[allow(clippy::needless_bitwise_bool)]
pub(super) fn foreign(bytes: &[u8]) -> bool {
    let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    pairs.fold(false, |any, (a, b)| {
        let low = b & 0x1F;
        any | (*a == 0xC3) & ((low.wrapping_sub(0x0E) < 4) | (low.wrapping_sub(0x16) < 3))
    })
}

/// What a text says that is not plain; `None` where it cannot be in an old encoding, and does not say Unicode either.
fn says(text: &str) -> Option<Says> {
    let only_unicode = |c: char| {
        matches!(
            c,
            'Ă' | 'ă' | 'Đ' | 'đ' | 'Ĩ' | 'ĩ' | 'Ũ' | 'ũ' | 'Ơ' | 'ơ' | 'Ư' | 'ư' | '\u{1EA0}'..='\u{1EF9}'
        )
    };
    if text.chars().any(only_unicode) {
        return Some(Says::Unicode);
    }
    // Signs of Windows-1252 alone: letters of other scripts come from where there is Unicode.
    if text.chars().any(|c| c > '\u{FF}' && !matches!(c, '\u{2010}'..='\u{203A}' | '€' | '™' | 'ˆ' | '˜'))
    {
        return None;
    }
    let as_is = legacy::judge(text);
    let judged = ENCODINGS.map(|encoding| legacy::judge(&encoding.decode(text)));
    let letters = text.chars().filter(|c| matches!(c, '\u{A1}'..='\u{FF}')).count();
    let as_it_stands = as_is.plausible();
    let words = || text.split_whitespace().any(|word| !word.is_ascii() && word.chars().count() > 1);
    let evidence = !as_it_stands && letters > 1 && words();
    Some(match judged.map(Judgement::sure) {
        [true, false] if evidence => Says::Old(Encoding::Tcvn3),
        [false, true] if evidence => Says::Old(Encoding::Vni),
        sure => {
            let likely = judged.map(|judgement| judgement.likelier_than(as_is));
            Says::Perhaps(Perhaps {
                whole_in: judged.map(Judgement::undamaged),
                vietnamese_in: [sure[0] || likely[0], sure[1] || likely[1]],
                as_it_stands,
            })
        }
    })
}

/// What the texts of a column, or of a sheet, say.
#[derive(Clone, Copy, Debug, Default)]
struct Votes {
    old: [usize; 2],
    unicode: usize,
}

impl Votes {
    fn add(&mut self, says: Says) {
        match says {
            Says::Unicode => self.unicode += 1,
            Says::Old(encoding) => self.old[encoding as usize] += 1,
            Says::Perhaps(_) => {}
        }
    }

    /// The one encoding in which there are texts.
    fn only(self) -> Option<Encoding> {
        match self.old.map(|count| count > 0) {
            [true, false] => Some(Encoding::Tcvn3),
            [false, true] => Some(Encoding::Vni),
            _ => None,
        }
    }
}

/// What was learnt of a sheet.
struct Learnt {
    says: HashMap<u64, Option<Says>>,
    columns: BTreeMap<u16, Votes>,
    sheet: Votes,
    /// A text in Unicode stands in such a font: what the font is says nothing then.
    unicode_in: [bool; 2],
}

impl Learnt {
    fn of(sheet: &Sheet) -> Learnt {
        let mut learnt = Learnt {
            says: HashMap::new(),
            columns: BTreeMap::new(),
            sheet: Votes::default(),
            unicode_in: [false; 2],
        };
        for cell in sheet.cells.iter().filter(|cell| cell.kind == CellKind::Text) {
            let text = sheet.arena(cell.payload);
            if text.is_ascii() {
                continue;
            }
            let Some(says) = *learnt.says.entry(cell.payload).or_insert_with(|| says(text)) else { continue };
            learnt.columns.entry(cell.column).or_default().add(says);
            learnt.sheet.add(says);
            if let Some(encoding) = cell.font.encoding().filter(|_| says == Says::Unicode) {
                learnt.unicode_in[encoding as usize] = true;
            }
        }
        learnt
    }

    /// The encoding of a cell, where one is certain.
    fn encoding(&self, cell: &Cell) -> Option<Encoding> {
        let text = match (*self.says.get(&cell.payload)?)? {
            Says::Unicode => return None,
            Says::Old(encoding) => return Some(encoding),
            Says::Perhaps(text) => text,
        };
        let column = self.columns.get(&cell.column).copied().unwrap_or_default();
        // A word as it stands is one: only a sheet of which all else is old tells otherwise.
        let others = if text.as_it_stands {
            self.sheet
                .only()
                .filter(|_| self.sheet.unicode == 0 && self.sheet.old.iter().sum::<usize>() >= EVIDENCE)
        } else {
            column.only().or(self.sheet.only())
        };
        let font = cell.font.encoding().filter(|font| !text.as_it_stands || !self.unicode_in[*font as usize]);
        let by_font = font.filter(|font| text.whole_in[*font as usize]);
        by_font.or(others.filter(|encoding| text.vietnamese_in[*encoding as usize]))
    }
}

/// Converts the texts of a sheet that are in an old encoding, and says so once for each.
pub(super) fn convert(file: &Arc<str>, sheet: &mut Sheet) -> Vec<Finding> {
    if sheet.unicode || !sheet.old_fonts && !suspected(sheet.text.as_bytes()) {
        return Vec::new();
    }
    let learnt = Learnt::of(sheet);
    let mut made: HashMap<(u64, Option<Encoding>, bool), u64> = HashMap::new();
    let mut found: [Option<(CellRef, usize)>; 2] = [None; 2];
    for at in 0..sheet.rows.len() {
        let Some(span) = sheet.rows.get(at).cloned() else { break };
        for index in span.start as usize..span.end as usize {
            let Some(cell) = sheet.cells.get(index).copied().filter(|cell| cell.kind == CellKind::Text)
            else {
                continue;
            };
            let encoding = learnt.encoding(&cell);
            let capitals = cell.font == Font::Tcvn3Capitals && encoding.is_some();
            let text = sheet.arena(cell.payload);
            if encoding.is_none() && !text.contains('\u{AD}') {
                continue;
            }
            if let Some(encoding) = encoding {
                let at = CellRef { row: span.index, column: u32::from(cell.column) };
                found[encoding as usize].get_or_insert((at, 0)).1 += 1;
            }
            let payload = match made.get(&(cell.payload, encoding, capitals)) {
                Some(payload) => *payload,
                None => {
                    let decoded = encoding.map_or_else(|| text.to_owned(), |encoding| encoding.decode(text));
                    let decoded = if capitals { decoded.to_uppercase() } else { decoded };
                    let payload = build::keep(&mut sheet.text, &text::clean(&decoded));
                    made.insert((cell.payload, encoding, capitals), payload);
                    payload
                }
            };
            if let Some(cell) = sheet.cells.get_mut(index) {
                cell.payload = payload;
            }
        }
    }
    let told = ENCODINGS.into_iter().zip(found).filter_map(|(encoding, found)| {
        let (cell, count) = found?;
        let detail = Detail::LegacyCells { encoding: encoding.name().to_owned(), count };
        Some(Finding::new(Place::cell(file, &sheet.name, cell), detail))
    });
    told.collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::cast_possible_truncation)]
mod tests {
    use super::super::SheetBuilder;
    use super::legacy::tests::{LETTERS, as_1252, encode_tcvn3, encode_vni};
    use super::*;

    /// Text as a font of TCVN3 has it.
    fn t(text: &str) -> String {
        as_1252(&encode_tcvn3(text))
    }

    /// Text as a font of VNI has it.
    fn v(text: &str) -> String {
        as_1252(&encode_vni(text))
    }

    /// The texts of a sheet after all that is to be converted was, row by row, and the findings.
    fn read(rows: &[&[(&str, Font)]]) -> (Vec<Vec<String>>, Vec<String>) {
        let mut builder = SheetBuilder::default();
        for (row, cells) in (0..).zip(rows) {
            for (column, (text, font)) in (0..).zip(*cells) {
                builder.text(row, column, &text::clean_cell(text), false);
                if *font != Font::Other {
                    builder.shown_in(*font);
                }
            }
        }
        let mut sheet = builder.finish("S");
        let found = convert(&"a.xlsx".into(), &mut sheet);
        let said = found.iter().map(|finding| match &finding.detail {
            Detail::LegacyCells { encoding, count } => format!("{} {encoding} {count}", finding.place),
            other => format!("{other:?}"),
        });
        let said = said.collect();
        let rows =
            sheet.rows().map(|row| (0..3).filter_map(|column| row.text(column)).map(str::to_owned).collect());
        (rows.collect(), said)
    }

    /// A column without fonts.
    fn column(texts: &[&str]) -> (Vec<String>, Vec<String>) {
        let cells: Vec<[(&str, Font); 1]> = texts.iter().map(|text| [(*text, Font::Other)]).collect();
        let rows: Vec<&[(&str, Font)]> = cells.iter().map(<[_; 1]>::as_slice).collect();
        let (rows, said) = read(&rows);
        (rows.concat(), said)
    }

    const HEADS: &str = "Bảng tự chấm điểm chỉ số cải cách hành chính";

    #[test]
    fn texts_that_only_one_encoding_explains_are_converted_and_said() {
        let lower = HEADS.to_lowercase();
        assert_eq!(
            column(&[&t(&lower), "1.1", &t("ban hành kế hoạch, chưa đạt")]),
            (
                vec![lower.clone(), "1.1".to_owned(), "ban hành kế hoạch, chưa đạt".to_owned()],
                vec!["a.xlsx!S!A1 TCVN3 (ABC) 2".to_owned()]
            )
        );
        assert_eq!(
            column(&["1.1", &v(HEADS), &v("Đơn vị: xã Mẫu 01")]),
            (
                vec!["1.1".to_owned(), HEADS.to_owned(), "Đơn vị: xã Mẫu 01".to_owned()],
                vec!["a.xlsx!S!A2 VNI 2".to_owned()]
            )
        );
    }

    #[test]
    fn cells_of_several_encodings_are_told_apart() {
        let (texts, said) = column(&[HEADS, &t("kế hoạch"), &v("Kế hoạch"), "Kê hoach", "Café", "25 m² – ½"]);
        assert_eq!(texts, [HEADS, "kế hoạch", "Kế hoạch", "Kê hoach", "Café", "25 m² – ½"]);
        assert_eq!(said, ["a.xlsx!S!A2 TCVN3 (ABC) 1", "a.xlsx!S!A3 VNI 1"]);
    }

    #[test]
    fn what_may_be_either_goes_with_its_column_or_stays() {
        // `Cã` is `Có` in TCVN3, and a word as it stands.
        assert_eq!(t("Có"), "Cã");
        let (no, late, all) = (t("không phải"), t("chậm hạn"), t("đã đủ"));
        assert_eq!(column(&["Cã", &no, &late, &all]).0[0], "Có");
        assert_eq!(column(&["Cã", &no, &late]).0[0], "Cã", "two texts are no evidence");
        assert_eq!(column(&["Cã", &no, &late, &all, "Đạt"]).0[0], "Cã", "there is Unicode in the sheet too");
        assert_eq!(column(&["Cã", &no, &late, &all, &v("đầy đủ")]).0[0], "Cã", "two old encodings");
        assert_eq!(column(&["Cã", "Không"]), (vec!["Cã".to_owned(), "Không".to_owned()], vec![]));
        // What is no word as it stands goes with its column, or with its sheet.
        let other = Font::Other;
        let rows = read(&[&[(&t("tổng"), other), (&no, other)], &[("Đạt", other), (&v("đầy đủ"), other)]]).0;
        assert_eq!(rows[0], ["tæng", "không phải"], "two old encodings in the sheet, none in the column");
        assert_eq!(column(&[&t("tổng"), &no, "Đạt"]).0[0], "tổng");
    }

    #[test]
    fn a_font_decides_unless_unicode_stands_in_it() {
        let abc = Font::Tcvn3;
        assert_eq!(read(&[&[("Cã", abc)]]).0, [["Có"]]);
        assert_eq!(read(&[&[(&t("Đắk Lắk"), abc)]]).0, [["Đắk Lắk"]]);
        assert_eq!(read(&[&[(&t("đơn vị"), Font::Tcvn3Capitals)]]).0, [["ĐƠN VỊ"]]);
        assert_eq!(read(&[&[("1.1", Font::Vni), (&v("Có"), Font::Vni)]]).0, [["1.1", "Có"]]);
        assert_eq!(read(&[&[("Đơn vị", abc), ("Cã", abc), (&t("tổng"), abc)]]).0, [["Đơn vị", "Cã", "tổng"]]);
        for (name, font) in [
            (".VnTime", Font::Tcvn3),
            (".VnArialH", Font::Tcvn3Capitals),
            (".VNTIME", Font::Tcvn3),
            ("VNI-Helve", Font::Vni),
            ("vni-times", Font::Vni),
            ("Times New Roman", Font::Other),
            ("", Font::Other),
        ] {
            assert_eq!(Font::named(name), font, "{name}");
        }
    }

    #[test]
    fn every_letter_survives_in_a_syllable() {
        for letter in LETTERS.chars().filter(|c| *c != 'đ') {
            // A long sentence is the evidence; the word with the letter stands in its column.
            let end = if "ăâằẳẵắặầẩẫấậ".contains(letter) { "n" } else { "" };
            let word = format!("đ{letter}{end}");
            assert_eq!(column(&[&t("không phải là"), &t(&word)]).0[1], word);
            assert_eq!(column(&[&v("Không phải là"), &v(&word)]).0[1], word);
        }
    }

    #[test]
    fn unicode_is_never_touched() {
        for text in
            [HEADS, "ỦY BAN NHÂN DÂN", "Cà Mau", "Hà Nam", "Nam Á", "«trích»", "50 % ± 1", "Ä Ö Ü", "naïve"]
        {
            assert_eq!(column(&[text]), (vec![text.to_owned()], vec![]), "{text}");
        }
        // A soft hyphen of Unicode text goes, as ever.
        assert_eq!(column(&["Điểm tự\u{AD} chấm", "\u{AD}", "Ch\u{AD}a"]).0, ["Điểm tự chấm", "Cha"]);
    }

    #[test]
    fn the_quick_look_finds_all_that_is_converted() {
        for text in [t(&HEADS.to_lowercase()), v(HEADS), t("tổng"), t("chưa"), v("đạt"), v("tổng"), v("tự")]
        {
            assert!(suspected(text.as_bytes()), "{text}");
        }
        for text in [HEADS, "ĐƯỜNG QUÝ ỌỮ", "ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúý – “đạt”…"]
        {
            assert!(!suspected(text.as_bytes()), "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_and_vietnamese_in_unicode_stays(text in "\\PC{0,30}|[ -~\u{A0}-\u{FF}]{0,30}") {
            let before = text::clean(&text).into_owned();
            let (after, _) = column(&[&text]);
            if before.chars().any(|c| ('\u{1EA0}'..='\u{1EF9}').contains(&c)) {
                proptest::prop_assert_eq!(after.concat(), before);
            }
        }
    }
}
