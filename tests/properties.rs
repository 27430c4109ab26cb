//! What holds for every form and every ranking: order changes nothing, what is written is read back, places are
//! consistent, and no cell, whatever it holds, brings the program down or is misread in silence.

// Test code.
#![allow(clippy::unwrap_used)]

mod support;

use std::collections::BTreeMap;

use parindex::assessment::{Assessed, Paper, PointsAre};
use parindex::criteria::CriteriaSet;
use parindex::message::Lang;
use parindex::points::{Number, read_typed};
use parindex::ranking::rank;
use parindex::score::{Basis, Status};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use support::{File, Parts, SMALL, cards, form, read, read_as, set, shown};

/// The leaves that a unit scores itself: code, name, maximum.
const LEAVES: [(&str, &str, &str); 5] = [
    ("1.1.1", "Ban hành kế hoạch", "1"),
    ("1.1.2", "Mức độ hoàn thành kế hoạch", "3"),
    ("1.1.3", "Báo cáo định kỳ", "2"),
    ("1.2", "Kiểm tra cải cách hành chính", "2"),
    ("1.10", "Sáng kiến", "4"),
];

fn n(text: &str) -> Number {
    Number::from_plain(text).unwrap()
}

/// Points that the rules of the small set can give, one per leaf.
fn points() -> impl Strategy<Value = Vec<String>> {
    let hundredths = |range: std::ops::RangeInclusive<u32>, step: u32| {
        range.prop_map(move |steps| {
            let hundredths = steps * step;
            format!("{}.{:02}", hundredths / 100, hundredths % 100)
        })
    };
    (
        select(vec!["0", "0.5", "1"]),
        prop_oneof![Just("0".to_owned()), hundredths(240..=300, 1)],
        hundredths(0..=8, 25),
        select(vec!["0", "1", "2"]),
        hundredths(0..=8, 50),
    )
        .prop_map(|(a, b, c, d, e)| vec![a.to_owned(), b, c, d.to_owned(), e])
}

/// The results that matter, by unit: rank, points, index, whether it is tied and complete, class.
type Results = BTreeMap<String, (usize, Number, Option<Number>, bool, bool, Option<usize>)>;

fn results(set: &CriteriaSet, assessed: &Assessed, basis: Basis) -> Results {
    let cards = cards(set, assessed, basis);
    let ranking = rank(set, &cards);
    let rows = ranking.blocks.iter().flat_map(|block| &block.rows);
    rows.map(|row| {
        let card = &cards[row.card];
        let result = (row.rank, card.points.clone(), card.index.clone(), row.tied, card.complete, row.class);
        (card.unit.to_string(), result)
    })
    .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_order_of_rows_units_and_files_changes_nothing(
        (rows, shuffled) in prop::collection::vec(points(), 1..6).prop_flat_map(|units| {
            let mut rows = Vec::new();
            for (at, points) in units.iter().enumerate() {
                for ((code, ..), points) in LEAVES.iter().zip(points) {
                    rows.push(format!("Xã Mẫu {:02},{code},{points}\n", at + 1));
                }
            }
            (Just(rows.clone()), Just(rows).prop_shuffle())
        }),
        parts in 1_usize..4,
    ) {
        let set = set(SMALL);
        let head = "unit,code,appraised\n";
        let one = format!("{head}{}", rows.concat());
        let expected = results(&set, &read(&set, None, &[form("a.csv", &one)]), Basis::Final);
        let other = format!("{head}{}", shuffled.concat());
        let found = results(&set, &read(&set, None, &[form("a.csv", &other)]), Basis::Final);
        prop_assert_eq!(&found, &expected);
        // The same in several files, the units of each in another order.
        let texts: Vec<String> = (0..parts)
            .map(|part| {
                let of_part = rows.chunks(LEAVES.len()).enumerate().filter(|(unit, _)| unit % parts == part);
                let rows: Vec<String> = of_part.flat_map(|(_, rows)| rows.iter().rev().cloned()).collect();
                format!("{head}{}", rows.concat())
            })
            .collect();
        let names: Vec<String> = (0..parts).map(|part| format!("{part}.csv")).collect();
        let files: Vec<File> = names.iter().zip(&texts).map(|(name, text)| form(name, text)).collect();
        prop_assert_eq!(&results(&set, &read(&set, None, &files), Basis::Final), &expected);
        let turned: Vec<File> = names.iter().zip(&texts).rev().map(|(name, text)| form(name, text)).collect();
        prop_assert_eq!(&results(&set, &read(&set, None, &turned), Basis::Final), &expected);
    }
}

/// How a table is written down.
#[derive(Clone, Debug)]
struct Style {
    layout: usize,
    separator: char,
    comma: bool,
    columns: Vec<usize>,
    rows: Vec<usize>,
    words: usize,
    title: bool,
    encoding: usize,
    quoted: bool,
    ending: &'static str,
}

fn style() -> impl Strategy<Value = Style> {
    let order = |length: usize| Just((0..length).collect::<Vec<_>>()).prop_shuffle();
    let paper = (0_usize..4, select(vec![',', ';', '\t']), any::<bool>(), order(5), order(LEAVES.len()));
    let bytes = (0_usize..3, any::<bool>(), 0_usize..4, any::<bool>(), select(vec!["\n", "\r\n"]));
    (paper, bytes).prop_map(
        |((layout, separator, comma, columns, rows), (words, title, encoding, quoted, ending))| {
            let comma = comma && separator != ',';
            Style { layout, separator, comma, columns, rows, words, title, encoding, quoted, ending }
        },
    )
}

/// Heads of code, name, maximum, self score, notes.
const HEADS: [[&str; 5]; 3] = [
    ["code", "name", "max", "self", "note"],
    ["STT", "Tiêu chí", "Điểm tối đa", "Điểm tự chấm", "Ghi chú"],
    ["TT", "Lĩnh vực/TC/TCTP", "Điểm chuẩn", "Tự đánh giá", "Ý kiến"],
];

/// The table as bytes.
fn written(style: &Style, points: &[String]) -> Vec<u8> {
    let typed = |points: &str| if style.comma { points.replace('.', ",") } else { points.to_owned() };
    let heads = HEADS[style.words];
    let leaf = |at: usize| -> [String; 5] {
        let (code, name, max) = LEAVES[at];
        [code.to_owned(), name.to_owned(), max.to_owned(), typed(&points[at]), "đã kiểm tra".to_owned()]
    };
    let rows: Vec<Vec<String>> = match style.layout {
        // One row, one criterion; with a column for the unit in a long table.
        0 | 1 => {
            let pick = |cells: &[String; 5]| -> Vec<String> {
                style.columns.iter().map(|column| cells[*column].clone()).collect()
            };
            let mut rows = vec![pick(&heads.map(str::to_owned))];
            rows.extend(style.rows.iter().map(|at| pick(&leaf(*at))));
            if style.layout == 1 {
                let unit = ["unit", "Đơn vị", "Tên đơn vị"][style.words];
                rows[0].push(unit.to_owned());
                rows[1..].iter_mut().for_each(|row| row.push("Xã Mẫu 01".to_owned()));
            }
            rows
        }
        2 => {
            let unit = ["unit", "Đơn vị", "Tên đơn vị"][style.words].to_owned();
            let head = std::iter::once(unit).chain(style.rows.iter().map(|at| LEAVES[*at].0.to_owned()));
            let row = std::iter::once("Xã Mẫu 01".to_owned())
                .chain(style.rows.iter().map(|at| typed(&points[*at])));
            vec![head.collect(), row.collect()]
        }
        _ => {
            let mut rows = vec![vec![heads[0].to_owned(), heads[1].to_owned(), "Xã Mẫu 01".to_owned()]];
            rows.extend(
                style
                    .rows
                    .iter()
                    .map(|at| vec![LEAVES[*at].0.to_owned(), LEAVES[*at].1.to_owned(), typed(&points[*at])]),
            );
            rows
        }
    };
    let mut writer = csv::WriterBuilder::new()
        .delimiter(u8::try_from(style.separator).unwrap())
        .quote_style(if style.quoted { csv::QuoteStyle::Always } else { csv::QuoteStyle::Necessary })
        .flexible(true)
        .from_writer(Vec::new());
    if style.title && style.layout == 0 {
        writer.write_record(["BẢNG TỰ CHẤM ĐIỂM NĂM 2025", "", "", "", ""]).unwrap();
        writer.write_record(["Đơn vị: UBND xã Mẫu 01", "", "", "", ""]).unwrap();
    }
    for row in rows {
        writer.write_record(row).unwrap();
    }
    let text = String::from_utf8(writer.into_inner().unwrap()).unwrap().replace('\n', style.ending);
    match style.encoding {
        1 => ["\u{feff}".as_bytes(), text.as_bytes()].concat(),
        2 => [&b"\xFF\xFE"[..], &text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>()].concat(),
        3 => [&b"\xFE\xFF"[..], &text.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<_>>()].concat(),
        _ => text.into_bytes(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn a_table_is_read_as_it_was_written(points in points(), style in style()) {
        let set = set(SMALL);
        let bytes = written(&style, &points);
        let file = File { name: "xa-mau-01.csv", bytes: &bytes, paper: Paper::Form };
        let assessed = read_as(&set, None, &[file], Some(PointsAre::Own));
        let text = || format!("{}\n{}", shown(&assessed.findings), String::from_utf8_lossy(&bytes));
        prop_assert!(assessed.findings.is_empty(), "{}", text());
        let cards = cards(&set, &assessed, Basis::Own);
        prop_assert_eq!(cards.len(), 1, "{}", text());
        let found: Vec<Number> = cards[0].leaves.iter().take(LEAVES.len()).map(|leaf| leaf.points.clone()).collect();
        let expected: Vec<Number> = points.iter().map(|points| n(points)).collect();
        prop_assert_eq!(found, expected, "{}", text());
    }
}

/// A set of one field of 100 points.
fn plain(ranking: &str) -> CriteriaSet {
    set(&format!(
        "[set]\nid = \"small\"\ntitle = \"t\"\nlevel = \"xa\"\nyears = {{ from = 2025 }}\nstatus = \"model\"\nscale = 100\nsources = [\"x\"]\n\
         [ranking]\n{ranking}\n[[class]]\nname = \"Tốt\"\nfrom = 80\n[[class]]\nname = \"Khá\"\nfrom = 0\n[[field]]\ncode = \"1\"\nname = \"Kết quả\"\nmax = 100\n"
    ))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn places_are_consistent(
        thousandths in prop::collection::vec(prop_oneof![79_980_u32..80_010, 0_u32..100_001], 1..30),
        exact in any::<bool>(),
    ) {
        let compare = if exact { "exact" } else { "rounded" };
        let mut table = "unit,1\n".to_owned();
        for (at, points) in thousandths.iter().enumerate() {
            table += &format!("Xã {at:02},{}.{:03}\n", points / 1000, points % 1000);
        }
        // As the set compares them: in thousandths, or rounded half-up to hundredths.
        let compared: Vec<u32> =
            thousandths.iter().map(|points| if exact { *points } else { (points + 5) / 10 }).collect();
        let edge = if exact { 80_000 } else { 8_000 };
        for ties in ["competition", "dense", "ordinal"] {
            let set = plain(&format!("ties = \"{ties}\"\ncompare = \"{compare}\""));
            let assessed = read(&set, None, &[form("m.csv", &table)]);
            let cards = cards(&set, &assessed, Basis::Final);
            let ranking = rank(&set, &cards);
            let rows = &ranking.blocks[0].rows;
            prop_assert_eq!(rows.len(), thousandths.len());
            for (place, row) in rows.iter().enumerate() {
                let own = compared[row.card];
                let mut above: Vec<u32> = compared.iter().copied().filter(|other| *other > own).collect();
                let equal = compared.iter().filter(|other| **other == own).count();
                let expected = match ties {
                    "competition" => above.len() + 1,
                    "dense" => {
                        above.sort_unstable();
                        above.dedup();
                        above.len() + 1
                    }
                    _ => place + 1,
                };
                prop_assert_eq!(row.rank, expected, "{} {}", ties, table);
                prop_assert_eq!(row.tied, equal > 1);
                prop_assert_eq!(row.class, Some(usize::from(own < edge)));
            }
            let order: Vec<u32> = rows.iter().map(|row| compared[row.card]).collect();
            prop_assert!(order.is_sorted_by(|a, b| a >= b));
        }
    }
}

/// What somebody, or a program, may leave in a cell.
fn rubbish() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[0-9.,%/+\\-đ ]{0,12}",
        select(vec![
            "",
            " ",
            "-",
            "x",
            "KAD",
            "N/A",
            "#DIV/0!",
            "#REF!",
            "=1+1",
            "1e9",
            "NaN",
            "inf",
            "-0",
            "1/2",
            "½",
            "01/02/2025",
            "1.1",
            "1.10",
            "1.1.1",
            "I",
            "Tổng cộng",
            "Điểm cộng",
            "Đơn vị: Xã Khác",
            "code",
            "max",
            "Ban hành kế hoạch",
            "999999999999999999999",
            "0.0000000000000000001",
            "\u{200b}1",
            "１，５",
            "a=1; b=2",
        ])
        .prop_map(str::to_owned),
    ]
}

/// A form cell by cell, the first row its head.
fn cells(points: &[String]) -> Vec<Vec<String>> {
    let mut rows = vec![["code", "name", "max", "a", "b", "self", "evidence"].map(str::to_owned).to_vec()];
    for ((code, name, max), points) in LEAVES.iter().zip(points) {
        rows.push([code, name, max, "", "", points, "12/KH-UBND"].map(str::to_owned).to_vec());
    }
    rows.push(["", "Tổng cộng", "20", "", "", "", ""].map(str::to_owned).to_vec());
    rows
}

/// Everything that is made of a batch is made.
fn use_it(set: &CriteriaSet, assessed: &Assessed) {
    for basis in [Basis::Own, Basis::Appraised, Basis::Final] {
        let _ = results(set, assessed, basis);
    }
    for finding in &assessed.findings {
        for lang in [Lang::Vi, Lang::En] {
            assert!(!finding.text(lang).message.is_empty());
        }
    }
}

fn as_csv(rows: &[Vec<String>]) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().quote_style(csv::QuoteStyle::Always).from_writer(Vec::new());
    for row in rows {
        writer.write_record(row).unwrap();
    }
    writer.into_inner().unwrap()
}

/// The cells as a workbook: text as text, or as the raw content of a number cell.
fn as_workbook(rows: &[Vec<String>], number: Option<(usize, usize)>) -> Vec<u8> {
    let escape = |text: &str| -> String {
        let plain = text.chars().filter(|c| !c.is_control());
        plain
            .map(|c| if "<>&".contains(c) { format!("&#{};", u32::from(c)) } else { c.to_string() })
            .collect()
    };
    let mut xml = String::new();
    for (row, cells) in rows.iter().enumerate() {
        xml += &format!("<row r=\"{}\">", row + 1);
        for (column, text) in cells.iter().enumerate() {
            let name = format!("{}{}", char::from(b'A' + u8::try_from(column).unwrap()), row + 1);
            let text = escape(text);
            xml += &if number == Some((row, column)) {
                format!("<c r=\"{name}\"><v>{text}</v></c>")
            } else {
                format!("<c r=\"{name}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
            };
        }
        xml += "</row>";
    }
    Parts::rows(&xml).zip()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn a_damaged_cell_is_no_panic_and_no_silent_misreading(
        points in points(),
        rubbish in rubbish(),
        row in 0_usize..7,
        column in 0_usize..7,
        kind in 0_usize..3,
    ) {
        let set = set(SMALL);
        let mut rows = cells(&points);
        rows[row][column].clone_from(&rubbish);
        let bytes = match kind {
            0 => as_csv(&rows),
            1 => as_workbook(&rows, None),
            _ => as_workbook(&rows, Some((row, column))),
        };
        let file = File { name: "xa.csv", bytes: &bytes, paper: Paper::Form };
        let assessed = read(&set, None, &[file]);
        use_it(&set, &assessed);
        // Points that count are points that were typed.
        if column == 5 && (1..=LEAVES.len()).contains(&row) && kind == 0 && assessed.assessments.len() == 1 {
            let leaf = cards(&set, &assessed, Basis::Own)[0].leaves[row - 1].clone();
            if leaf.status == Status::Scored {
                let typed = read_typed(&parindex::sheet::clean(&rubbish)).map(|typed| Number::from(typed.value));
                prop_assert_eq!(Some(leaf.points), typed, "{:?}", rubbish);
            }
        }
    }

    #[test]
    fn rows_left_out_are_named(kept in subsequence((0..LEAVES.len()).collect::<Vec<_>>(), 1..=LEAVES.len())) {
        let set = set(SMALL);
        let points = ["1", "3", "2", "2", "4"].map(str::to_owned);
        let all = cells(&points);
        let mut rows = vec![all[0].clone()];
        rows.extend(kept.iter().map(|at| all[at + 1].clone()));
        let bytes = as_csv(&rows);
        let assessed = read(&set, None, &[File { name: "xa.csv", bytes: &bytes, paper: Paper::Form }]);
        let named: Vec<&str> = assessed.findings.iter().filter_map(|finding| finding.criterion.as_deref()).collect();
        for (at, (code, ..)) in LEAVES.iter().enumerate() {
            // A branch without any row is one finding.
            let said = named.iter().any(|named| code == named || code.starts_with(&format!("{named}.")));
            prop_assert_eq!(said, !kept.contains(&at), "{} {:?}", code, named);
        }
        prop_assert!(assessed.findings.iter().all(|finding| finding.code().id() == "missing-criterion"));
    }
}
