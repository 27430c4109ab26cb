//! How many units of a block are in each class.

use super::colours::{BELOW, INK, of_class};
use super::frame::{
    BOTTOM, Frame, GAP, MARGIN, PAPER, ROOM, Words, below, column, middle, number, of_year, open,
};
use super::scale::Scale;
use super::{Picture, clean, font};
use crate::message::{Lang, counted, say};
use crate::report::tables::classes_table;
use crate::results::Block;

/// Where the chart begins.
const TOP: i32 = 190;

/// The classes of a block; `None` where it has none or nobody is ranked.
pub fn classes_picture(block: &Block, year: Option<i64>, lang: Lang) -> Option<Picture> {
    let table = classes_table(block, lang);
    let [class, count, share] = ["class", "count", "share"].map(|key| column(&table, key));
    let units = block.units().len();
    let rows = table.rows.iter().filter_map(|cells| {
        let shown = |at: Option<usize>| Some(clean(&cells.get(at?)?.shown(lang)));
        let (count, label, share) = (number(cells.get(count?))?, shown(count)?, shown(share)?);
        Some((shown(class)?, count, say!(lang, "{label} đơn vị ({share} %)", "{label} ({share} %)")))
    });
    let rows: Vec<_> = rows.collect();
    if rows.is_empty() || units == 0 {
        return None;
    }
    let title = say!(lang, "Kết quả xếp loại Chỉ số cải cách hành chính", "Classes of the PAR Index");
    let of = say!(lang, "{units} đơn vị", "{}", counted(units, "unit"));
    let below = below(block, vec![of]);
    let words = Words { title: of_year(title, year, lang), below, notes: open(block, lang) };
    let mut frame = Frame::new(&words, (1, 1));
    let high = ((BOTTOM - TOP) / i32::try_from(rows.len()).unwrap_or(i32::MAX)).min(150);
    let size = 32.min(high * 13 / 20);
    let widest = |texts: &mut dyn Iterator<Item = i32>| texts.max().unwrap_or(0);
    let names = widest(&mut rows.iter().map(|(name, ..)| font::width(name, size, false))).min(560);
    let labels = widest(&mut rows.iter().map(|(.., label)| font::width(label, size, true)));
    let from = MARGIN + names + GAP;
    let scale = Scale::of(rows.iter().map(|(_, count, _)| *count), 1, from, MARGIN + ROOM - labels - 2 * GAP);
    frame.axis(&scale, TOP, TOP + high * i32::try_from(rows.len()).unwrap_or(1));
    let ranked = block.classes().iter().filter(|class| class.name.is_some()).count();
    for (place, (name, count, label)) in rows.iter().enumerate() {
        let y = TOP + i32::try_from(place).unwrap_or(0) * high + high / 2;
        let colour = if place < ranked { of_class(place, ranked) } else { BELOW };
        let thick = high * 3 / 5;
        frame.rectangle((from, y - thick / 2), (scale.at(*count) - from, thick), colour);
        frame.label(name, (MARGIN, y), size, (names, high), INK);
        frame.over(label, (scale.at(*count) + GAP, middle(y, size)), size, true, INK, PAPER);
        frame.say(&format!("{name}: {label}"));
    }
    Some(frame.done())
}
