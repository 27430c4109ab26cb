//! The pictures for slides: each block, and the units that are asked for.

use std::sync::Arc;

use super::asked::Kind;
use super::{Desk, Paper};
use crate::message::{Lang, say};
use crate::report::picture::{
    Picture, classes_picture, fields_pictures, png, ranking_pictures, svg, unit_pictures,
};
use crate::results::Results;
use crate::workbook::template::file_names;

/// Up to so many units get pictures without being named.
const UNITS: usize = 30;

/// Whether there are too many units to draw each of them.
fn is_large(desk: &Desk) -> bool {
    desk.units.is_empty() && desk.results.units().count() > UNITS
}

/// What is said where units get no pictures because they are many.
pub(super) fn left_out(desk: &Desk, kinds: &[Kind]) -> Option<String> {
    let count = desk.results.units().count();
    (kinds.contains(&Kind::Pictures) && is_large(desk)).then(|| {
        say!(
            desk.lang,
            "Có {count} đơn vị nên không vẽ hình riêng cho từng đơn vị; cần hình của đơn vị nào, hãy thêm --unit \"Tên đơn vị\".",
            "With {count} units there are no pictures of single ones; to have them of a unit, add --unit \"its name\"."
        )
    })
}

/// All pictures, each as SVG and as PNG.
pub(super) fn papers<'a>(desk: &'a Desk) -> Vec<Paper<'a>> {
    let mut papers = Vec::new();
    let results = desk.results;
    let (year, lang) = (results.year, desk.lang);
    let ids = file_names(results.blocks.iter().map(crate::results::Block::id));
    for (block, id) in results.blocks.iter().zip(ids) {
        add(&mut papers, &format!("hinh/{id}-xep-hang"), '-', ranking_pictures(block, year, lang));
        add(&mut papers, &format!("hinh/{id}-linh-vuc"), '-', fields_pictures(block, year, lang));
        let classes = classes_picture(block, year, lang);
        add(&mut papers, &format!("hinh/{id}-xep-loai"), '-', classes.into_iter().collect());
    }
    if !is_large(desk) {
        units(&mut papers, results, &desk.units, lang);
    }
    papers
}

/// The pictures of units; of all where none is named.
fn units(papers: &mut Vec<Paper>, results: &Results, named: &[String], lang: Lang) {
    // The name of a file does not depend on who is asked for.
    let mut files = file_names(results.units().map(|(_, unit)| &**unit.name())).into_iter();
    for block in &results.blocks {
        let fields = block.fields();
        for (unit, name) in block.all().zip(&mut files) {
            if named.is_empty() || named.iter().any(|asked| **asked == **unit.name()) {
                let pictures = unit_pictures(block, &unit, &fields, results.year, lang);
                // No name of a unit has this sign, so that none is the name of another's second picture.
                add(papers, &format!("hinh/don-vi/{name}"), '_', pictures);
            }
        }
    }
}

/// Adds pictures, with numbers behind the name where they are several.
fn add(papers: &mut Vec<Paper>, name: &str, sign: char, pictures: Vec<Picture>) {
    let several = pictures.len() > 1;
    for (n, picture) in pictures.into_iter().enumerate() {
        let name = if several { format!("{name}{sign}{}", n + 1) } else { name.to_owned() };
        let picture = Arc::new(picture);
        let drawn = Arc::clone(&picture);
        papers.push(Paper::new(format!("{name}.svg"), move || Ok(svg(&picture).into_bytes())));
        papers.push(Paper::new(format!("{name}.png"), move || Ok(png(&drawn)?)));
    }
}
