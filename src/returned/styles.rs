//! The styles of a workbook, with some added at the end of their lists: the numbers of the others stay.

use std::collections::BTreeMap;

use super::links::{MAIN, root};
use super::splice::Splice;
use crate::diagnostic::Severity;
use crate::sheet::xml::{Odd, Scan, Tag, Xml};

/// The lists of the part, in the order that the schema wants.
const ORDER: &[&str] = &[
    "numFmts",
    "fonts",
    "fills",
    "borders",
    "cellStyleXfs",
    "cellXfs",
    "cellStyles",
    "dxfs",
    "tableStyles",
    "colors",
    "extLst",
];

/// What the style of a cell goes back to, where a workbook has no styles at all.
const STYLE: &str = "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs><cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles>";

/// A list that may get more items.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum List {
    Fonts,
    Fills,
    Borders,
    Cells,
}

impl List {
    const ALL: [List; 4] = [List::Fonts, List::Fills, List::Borders, List::Cells];

    fn name(self) -> &'static str {
        match self {
            List::Fonts => "fonts",
            List::Fills => "fills",
            List::Borders => "borders",
            List::Cells => "cellXfs",
        }
    }

    /// What stands in it where a workbook has no such list.
    fn first(self) -> &'static [&'static str] {
        match self {
            List::Fonts => &["<font><sz val=\"11\"/><name val=\"Calibri\"/></font>"],
            List::Fills => &[
                "<fill><patternFill patternType=\"none\"/></fill>",
                "<fill><patternFill patternType=\"gray125\"/></fill>",
            ],
            List::Borders => &["<border/>"],
            List::Cells => &["<xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>"],
        }
    }
}

/// A part with styles, and what is added to it.
pub(super) struct Styles {
    text: String,
    /// `x:` or nothing.
    prefix: String,
    /// The items of each list, old and new.
    items: [Vec<String>; 4],
    /// How many of them are old.
    old: [usize; 4],
    /// The coloured style for each style and colour. Each has its own, so that the way back is known.
    coloured: BTreeMap<(u32, Severity), u32>,
}

impl Styles {
    /// The styles of a part; of a workbook without them, those that it has by itself.
    pub(super) fn read(text: Option<String>) -> Scan<Styles> {
        let text = text.unwrap_or_else(|| {
            format!("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<styleSheet xmlns=\"{MAIN}\">{STYLE}</styleSheet>")
        });
        let mut items = [const { Vec::new() }; 4];
        let mut xml = Xml::new(text.as_bytes())?;
        let prefix = root(&mut xml, "styleSheet")?.prefix().to_owned();
        while let Some(tag) = xml.tag()? {
            if tag.closing || tag.empty {
                continue;
            }
            let Some(list) = List::ALL.into_iter().find(|list| list.name() == tag.local()) else {
                xml.skip()?;
                continue;
            };
            loop {
                let item = xml.tag()?.ok_or(Odd)?;
                if item.closing {
                    break;
                }
                if !item.empty {
                    xml.skip()?;
                }
                let item = xml.text.get(item.start..xml.at).ok_or(Odd)?;
                items[list as usize].push(item.to_owned());
            }
        }
        let old = std::array::from_fn(|list| items[list].len());
        for list in List::ALL {
            if items[list as usize].is_empty() {
                items[list as usize].extend(list.first().iter().map(|item| with_prefix(item, &prefix)));
            }
        }
        Ok(Styles { text, prefix, items, old, coloured: BTreeMap::new() })
    }

    /// The number of an item, which is added where the list has no such item. It is written without prefix.
    pub(super) fn add(&mut self, list: List, item: &str) -> usize {
        let item = with_prefix(item, &self.prefix);
        let items = &mut self.items[list as usize];
        items.iter().position(|known| *known == item).unwrap_or_else(|| {
            items.push(item);
            items.len() - 1
        })
    }

    /// The style of a cell with another fill.
    pub(super) fn coloured(&mut self, style: u32, severity: Severity) -> Scan<u32> {
        if let Some(known) = self.coloured.get(&(style, severity)) {
            return Ok(*known);
        }
        let fill = self.add(List::Fills, &solid(colour(severity)));
        let cells = &mut self.items[List::Cells as usize];
        let before = cells.get(style as usize).ok_or(Odd)?.clone();
        let mut xml = Xml::new(before.as_bytes())?;
        let tag = xml.tag()?.ok_or(Odd)?;
        let mut splice = Splice::new(&before);
        splice.set(&tag, "fillId", &fill.to_string());
        splice.set(&tag, "applyFill", "1");
        cells.push(splice.finish());
        let number = u32::try_from(cells.len() - 1).map_err(|_| Odd)?;
        self.coloured.insert((style, severity), number);
        Ok(number)
    }

    /// A coloured style of an earlier round is used again.
    pub(super) fn remember(&mut self, before: u32, after: u32) {
        let fill = || -> Option<&String> {
            let cell = self.items[List::Cells as usize].get(after as usize)?;
            let tag = Xml { text: cell, at: 0 }.tag().ok()??;
            self.items[List::Fills as usize].get(tag.get("fillId")?.parse::<usize>().ok()?)
        };
        let severities = [Severity::Error, Severity::Warning];
        let of = fill().and_then(|fill| severities.into_iter().find(|one| fill.contains(colour(*one))));
        if let Some(severity) = of {
            self.coloured.entry((before, severity)).or_insert(after);
        }
    }

    /// The part with what was added.
    pub(super) fn finish(self) -> Scan<String> {
        let mut xml = Xml::new(self.text.as_bytes())?;
        let root = root(&mut xml, "styleSheet")?;
        let mut splice = Splice::new(&self.text);
        if root.empty {
            splice.fill(&root, xml.at, &List::ALL.map(|list| self.whole(list)).concat());
            return Ok(splice.finish());
        }
        let (mut done, mut ended) = ([false; 4], false);
        while !ended {
            let tag = xml.tag()?.ok_or(Odd)?;
            ended = tag.closing;
            let place = ORDER.iter().position(|name| *name == tag.local() && !tag.closing);
            // Lists that the workbook lacks come before those that stand behind them.
            for list in List::ALL {
                let own = ORDER.iter().position(|name| *name == list.name());
                if !done[list as usize] && (ended || place > own) {
                    done[list as usize] = true;
                    splice.insert(tag.start, self.whole(list));
                }
            }
            if ended {
                break;
            }
            match List::ALL.into_iter().find(|list| list.name() == tag.local()) {
                Some(list) if !std::mem::replace(&mut done[list as usize], true) => {
                    self.extend(list, &tag, &mut xml, &mut splice)?;
                }
                _ if tag.empty => {}
                _ => xml.skip()?,
            }
        }
        Ok(splice.finish())
    }

    /// Puts the new items behind the old ones of a list.
    fn extend(&self, list: List, tag: &Tag, xml: &mut Xml, splice: &mut Splice) -> Scan<()> {
        let old = self.old[list as usize];
        let items = &self.items[list as usize];
        if !tag.empty {
            xml.skip()?;
        }
        let new = items.get(old..).unwrap_or_default().concat();
        if new.is_empty() {
            return Ok(());
        }
        let end = if tag.empty {
            xml.at
        } else {
            xml.text.get(..xml.at).and_then(|text| text.rfind("</")).ok_or(Odd)?
        };
        splice.fill(tag, end, &new);
        if tag.get("count").is_some() {
            splice.set(tag, "count", &items.len().to_string());
        }
        Ok(())
    }

    /// A list that the workbook does not have.
    fn whole(&self, list: List) -> String {
        let (prefix, name, items) = (&self.prefix, list.name(), &self.items[list as usize]);
        format!("<{prefix}{name} count=\"{}\">{}</{prefix}{name}>", items.len(), items.concat())
    }
}

/// The colour of a severity: nearly Excel's own red and yellow for bad and neutral. Nobody else has just these, so what
/// a unit coloured itself stays as it is.
pub(super) fn colour(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "FFFFC7CD",
        Severity::Warning => "FFFFEB9D",
    }
}

/// A fill in one colour.
pub(super) fn solid(colour: &str) -> String {
    format!(
        "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"{colour}\"/><bgColor indexed=\"64\"/></patternFill></fill>"
    )
}

/// An item whose elements get a prefix.
fn with_prefix(item: &str, prefix: &str) -> String {
    let opened = item.replace("</", "\u{0}").replace('<', &format!("<{prefix}"));
    opened.replace('\u{0}', &format!("</{prefix}"))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn coloured(part: Option<&str>, style: u32) -> (u32, String) {
        let mut styles = Styles::read(part.map(str::to_owned)).unwrap();
        let number = styles.coloured(style, Severity::Error).unwrap();
        assert_eq!(styles.coloured(style, Severity::Error).unwrap(), number);
        (number, styles.finish().unwrap())
    }

    const FILL: &str = "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFFFC7CD\"/><bgColor indexed=\"64\"/></patternFill></fill>";

    #[test]
    fn the_style_of_a_cell_gets_a_fill() {
        let part = "<styleSheet><fonts count='1'><font/></fonts><fills count=\"2\"><fill/><fill>a</fill></fills><borders/><cellStyleXfs><xf fillId='7'/></cellStyleXfs><cellXfs count=\"2\"><xf/><xf numFmtId='9' fillId='1'><alignment/></xf></cellXfs><dxfs/></styleSheet>";
        let (number, text) = coloured(Some(part), 1);
        assert_eq!(number, 2);
        let expected = part
            .replace("count=\"2\"", "count=\"3\"")
            .replace("</fills>", &format!("{FILL}</fills>"))
            .replace("<borders/>", "<borders><border/></borders>")
            .replace("</cellXfs>", "<xf applyFill=\"1\" numFmtId='9' fillId='2'><alignment/></xf></cellXfs>");
        assert_eq!(text, expected);
        assert!(Styles::read(Some(part.to_owned())).unwrap().coloured(2, Severity::Error).is_err());
    }

    #[test]
    fn lists_that_are_missing_come_in_their_places() {
        let (number, text) =
            coloured(Some("<x:styleSheet><x:cellXfs><x:xf/></x:cellXfs><x:dxfs/></x:styleSheet>"), 0);
        assert_eq!(number, 1);
        assert_eq!(
            text.replace("x:", ""),
            format!(
                "<styleSheet><fonts count=\"1\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts><fills count=\"3\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill>{FILL}</fills><borders count=\"1\"><border/></borders><cellXfs><xf/><xf fillId=\"2\" applyFill=\"1\"/></cellXfs><dxfs/></styleSheet>"
            )
        );
        assert!(!text.contains("<fill") && !text.contains("</fill") && text.contains("</x:fill>"), "{text}");
        for none in [None, Some("<styleSheet/>"), Some("<styleSheet><numFmts/><extLst/></styleSheet>")] {
            let (number, text) = coloured(none, 0);
            assert_eq!(number, 1);
            let places = ["<fonts", "<fills", "<borders", "<cellXfs"].map(|name| text.find(name).unwrap());
            assert!(places.is_sorted() && text.find("<extLst").is_none_or(|at| at > places[3]), "{text}");
        }
    }
}
