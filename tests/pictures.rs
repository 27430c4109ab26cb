//! Pictures for slides: every shape lies inside, no text on another, the figures are those of `rank`, and the PNG is one.

#![allow(clippy::unwrap_used, clippy::expect_used)] // A test that cannot read its data must fail.

mod support;

use std::fmt::Write;
use std::io::Cursor;
use std::path::Path;

use parindex::criteria::CriteriaSet;
use parindex::message::Lang;
use parindex::ranking::rank;
use parindex::report::picture::{
    Picture, Shape, classes_picture, fields_pictures, png, ranking_pictures, svg, unit_pictures,
};
use parindex::results::{Block, Source};
use parindex::score::Basis;
use support::{cards, form, read, root, run, set};

/// A set of so many fields of one criterion each, with a bonus and a penalty.
fn fields(count: usize, classes: &str) -> CriteriaSet {
    let mut text = format!(
        "[set]\nid = \"hinh\"\ntitle = \"Bộ thử\"\nlevel = \"xa\"\nyears = {{ from = 2025 }}\nstatus = \"model\"\n\
         scale = {}\nsources = [\"Bộ thử nghiệm\"]\n[scoring]\ndecimals = 2\nrounding = \"half-up\"\n\
         above_scale = \"allow\"\n[ranking]\nties = \"competition\"\ncompare = \"rounded\"\n{classes}",
        count * 10
    );
    for n in 1..=count {
        let long =
            "Xây dựng, phát triển chính quyền điện tử, chính quyền số và tác động đến người dân, tổ chức ";
        let name = long.repeat(n % 3);
        write!(
            text,
            "[[field]]\ncode = \"{n}\"\nname = \"Lĩnh vực {n}: {name}\"\nmax = 10\n[[criterion]]\ncode = \"{n}.1\"\n\
             name = \"Tiêu chí\"\nmax = 10\nrule.judged = {{}}\n"
        )
        .unwrap();
    }
    text.push_str("[[adjustment]]\ncode = \"CONG\"\nname = \"Điểm cộng\"\neffect = \"bonus\"\ncap = 100\n");
    text.push_str("[[adjustment]]\ncode = \"TRU\"\nname = \"Điểm trừ\"\neffect = \"penalty\"\ncap = 100\n");
    set(&text)
}

const CLASSES: &str = "[[class]]\nname = \"Xuất sắc\"\nfrom = 90\n[[class]]\nname = \"Hoàn thành tốt nhiệm vụ được giao \
                       trong năm và không có vi phạm nào\"\nfrom = 50\n[[class]]\nname = \"Yếu\"\nfrom = 0\n";

/// All pictures of units with these points in each field, bonus and penalty.
fn pictures(set: &CriteriaSet, units: &[(String, [&str; 3])]) -> Vec<Picture> {
    let mut text = "unit,code,self\n".to_owned();
    for (name, [points, bonus, penalty]) in units {
        let name = format!("\"{}\"", name.replace('"', "\"\""));
        for field in &set.fields {
            writeln!(text, "{name},{}.1,{points}", set.nodes[*field].code).unwrap();
        }
        writeln!(text, "{name},CONG,{bonus}\n{name},TRU,{penalty}").unwrap();
    }
    let assessed = read(set, None, &[form("x.csv", &text)]);
    let rated = cards(set, &assessed, Basis::Own);
    let has_sent = |(n, unit): (usize, &parindex::assessment::Assessment)| unit.sent.then_some(n);
    let places: Vec<usize> = assessed.assessments.iter().enumerate().filter_map(has_sent).collect();
    let ranking = rank(set, &rated);
    let source = Source {
        set,
        assessments: &assessed.assessments,
        bests: &assessed.bests,
        cards: &rated,
        units: &places,
        findings: &assessed.findings,
        basis: Basis::Own,
    };
    let mut pictures = Vec::new();
    for block in ranking.blocks.iter().map(|block| Block::new(source, block, &[])) {
        for lang in [Lang::Vi, Lang::En] {
            pictures.extend(ranking_pictures(&block, Some(2025), lang));
            pictures.extend(fields_pictures(&block, Some(2025), lang));
            pictures.extend(classes_picture(&block, Some(2025), lang));
            let fields = block.fields();
            for unit in block.all().take(3) {
                pictures.extend(unit_pictures(&block, &unit, &fields, None, lang));
            }
        }
    }
    pictures
}

/// Every shape lies inside, and no text on another.
fn is_well_laid(picture: &Picture) {
    let (width, height, name) = (picture.width, picture.height, &picture.title);
    let mut texts: Vec<([i32; 4], &str)> = Vec::new();
    for shape in &picture.shapes {
        let [left, top, right, bottom] = match shape {
            Shape::Rectangle { at, size, .. } => [at.0, at.1, at.0 + size.0, at.1 + size.1],
            Shape::Line { from, to, width, .. } => {
                let half = width / 2 + 1;
                [from.0 - half, from.1.min(to.1), to.0 + half, from.1.max(to.1)]
            }
            Shape::Polygon { points, .. } => {
                let (xs, ys) = (points.iter().map(|at| at.0), points.iter().map(|at| at.1));
                [xs.clone().min(), ys.clone().min(), xs.max(), ys.max()].map(Option::unwrap)
            }
            Shape::Text(text) => {
                assert!(text.size >= 12, "{name}: {text:?}");
                texts.push((text.bounds(), &text.text));
                text.bounds()
            }
        };
        assert!(0 <= left && 0 <= top && right <= width && bottom <= height, "{name}: {shape:?}");
    }
    for (n, (a, one)) in texts.iter().enumerate() {
        for (b, other) in &texts[n + 1..] {
            let apart = a[2] <= b[0] || b[2] <= a[0] || a[3] <= b[1] || b[3] <= a[1];
            assert!(apart, "{name}: “{one}” {a:?} and “{other}” {b:?}");
        }
    }
}

/// A PNG of this size that another reader takes and that shows something.
fn is_png(bytes: &[u8], picture: &Picture) {
    let mut reader = png::Decoder::new(Cursor::new(bytes)).read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    let frame = reader.next_frame(&mut pixels).unwrap();
    assert_eq!([frame.width, frame.height].map(u32::cast_signed), [picture.width, picture.height]);
    let marked = pixels.chunks(3).filter(|pixel| *pixel != [255, 255, 255]).count();
    assert!(marked * 100 > pixels.len() / 3, "{}: {marked}", picture.title);
}

fn named(count: usize, points: [&'static str; 3]) -> Vec<(String, [&'static str; 3])> {
    (1..=count).map(|n| (format!("Xã Mẫu {n:04}"), points)).collect()
}

#[test]
fn pictures_of_every_round_are_well_laid() {
    let long =
        "Ủy ban nhân dân xã Mẫu thuộc cụm thi đua số hai khu vực trung du và miền núi phía Bắc ".repeat(3);
    let odd = [
        "</text><script>alert(1)</script>&\"'",
        "X",
        "ⓍXã 村 🏛 \u{202e}mẫu\u{301}",
        &long,
        &"MẪU".repeat(60),
    ];
    let odd: Vec<_> = odd.iter().map(|name| ((*name).to_owned(), ["7", "0", "0"])).collect();
    let mixed = [["0", "0", "0"], ["10", "2.05", "0"], ["1", "0", "20"], ["10", "0", "0"], ["5", "0", "0"]];
    let mixed: Vec<_> = (1..).zip(mixed).map(|(n, points)| (format!("Xã Mẫu {n}"), points)).collect();
    let rounds = [
        ("one unit", fields(8, CLASSES), named(1, ["8.5", "0", "0"]), 1),
        ("nothing reached", fields(1, ""), named(2, ["0", "0", "0"]), 1),
        ("0 %, 102.5 %, below zero", fields(8, CLASSES), mixed, 1),
        ("no classes", fields(3, ""), named(20, ["7", "0", "0"]), 1),
        ("two columns", fields(2, CLASSES), named(21, ["9", "0", "0"]), 1),
        ("40 fields", fields(40, CLASSES), named(40, ["4.25", "0", "0"]), 1),
        ("odd names", fields(2, CLASSES), odd, 1),
        ("all communes", fields(1, CLASSES), named(3321, ["8", "0", "0"]), 84),
    ];
    for (what, set, units, slides) in &rounds {
        let pictures = pictures(set, units);
        let ranking = |picture: &&Picture| picture.title.starts_with("Kết quả xếp hạng");
        assert_eq!(pictures.iter().filter(ranking).count(), *slides, "{what}");
        let classes = pictures.iter().any(|picture| picture.title.starts_with("Kết quả xếp loại"));
        assert_eq!(classes, !set.classes.is_empty(), "{what}");
        for picture in &pictures {
            is_well_laid(picture);
        }
        // Drawing is slow in a debug build, and all are drawn alike.
        is_png(&png(&pictures[0]).unwrap(), &pictures[0]);
    }
}

#[test]
fn any_name_is_only_text() {
    let name = "</text><script>alert(1)</script>&\"' \u{7}\u{202e}".to_owned();
    for picture in pictures(&fields(2, CLASSES), &[(name, ["7", "0", "0"])]) {
        let svg = svg(&picture);
        let mut reader = quick_xml::Reader::from_str(&svg);
        let known = ["svg", "title", "desc", "rect", "line", "polygon", "text"];
        loop {
            match reader.read_event().expect(&svg) {
                quick_xml::events::Event::Start(tag) | quick_xml::events::Event::Empty(tag) => {
                    assert!(known.contains(&tag.name().as_ref()), "{svg}");
                }
                quick_xml::events::Event::Eof => break,
                _ => {}
            }
        }
        assert!(!svg.contains(['\u{7}', '\u{202e}']) && !svg.contains("<script"), "{svg}");
    }
}

/// A figure as it is published.
fn two_decimals(value: &serde_json::Value) -> String {
    format!("{:.2}", value.as_f64().unwrap())
}

/// The texts of an SVG of the program.
fn texts(path: &Path) -> Vec<String> {
    let svg = std::fs::read_to_string(path).unwrap();
    let texts = svg.lines().filter(|line| line.starts_with("<text"));
    texts.map(|line| line.rsplit_once("</text>").unwrap().0.rsplit_once('>').unwrap().1.to_owned()).collect()
}

#[test]
fn figures_are_those_of_rank_and_bytes_are_the_same_twice() {
    let folder = tempfile::tempdir().unwrap();
    // One unit: drawing all of them takes long in a debug build.
    for (round, unit, blocks) in
        [("examples/xa-2025", "Xã Mẫu 02", 2), ("examples/huyen-2024", "Huyện Mẫu 13", 1)]
    {
        let json = run(root(), &["rank", round, "--format", "json"]).json();
        let all = json["blocks"].as_array().unwrap();
        assert_eq!(all.len(), blocks);
        let output = folder.path().join(round);
        let asked = ["report", round, "--pictures", "--unit", unit, "--output", output.to_str().unwrap()];
        assert!(run(root(), &asked).stderr.contains("Wrote"), "{round}");
        for block in all {
            let id = block["id"].as_str().unwrap();
            let texts = texts(&output.join(format!("hinh/{id}-xep-hang.svg")));
            let shown = |value: &serde_json::Value| {
                let shown = value.as_str().map_or_else(|| two_decimals(value), str::to_owned);
                assert!(
                    texts.iter().any(|text| text.trim_end_matches(['*', '!', ' ']) == shown),
                    "{id}: {shown} {texts:?}"
                );
            };
            for unit in block["units"].as_array().unwrap() {
                shown(&unit["unit"]);
                shown(&unit["index"]);
            }
            let mean = format!("Mean index {}", two_decimals(&block["mean"]));
            assert!(texts.contains(&mean), "{id}: {mean} {texts:?}");
        }
        let of_units = std::fs::read_dir(output.join("hinh/don-vi")).unwrap().count();
        assert_eq!(of_units, 2, "SVG and PNG of the unit that was named");
        // What is there already with the same bytes is left alone; one differing byte would be refused.
        let again = run(root(), &asked);
        assert!(again.stderr.contains("Wrote 0 files"), "{again:?}");
    }
}
