//! All results as JSON, and the open data.

use std::collections::HashMap;
use std::path::Path;

use super::asked::Asked;
use super::{Desk, Paper};
use crate::report::{Resource, data_package, dictionary, report_json, tidy_csv};

/// The folder of the open data.
const FOLDER: &str = "du-lieu";

pub(super) fn json_papers<'a>(desk: &'a Desk) -> Vec<Paper<'a>> {
    vec![Paper::new("ket-qua.json", || Ok(report_json(desk.results)?))]
}

/// The tables with their description. Where a file is named, the figures alone, with their description beside it.
pub(super) fn tidy_papers<'a>(desk: &'a Desk, asked: &Asked) -> Vec<Paper<'a>> {
    let single =
        asked.file().map(|file| (named(file, ""), named(file, ".datapackage.json"), named(file, ".md")));
    let (tables, package, words) = match single {
        Some((name, package, words)) => (vec![(Resource::Figures, name)], package, words),
        None => {
            let tables = Resource::ALL.map(|resource| (resource, format!("{}.csv", resource.name())));
            (tables.to_vec(), format!("{FOLDER}/datapackage.json"), format!("{FOLDER}/TU-DIEN.md"))
        }
    };
    let mut papers = Vec::new();
    for (resource, path) in &tables {
        let resource = *resource;
        let name = if asked.file().is_some() { path.clone() } else { format!("{FOLDER}/{path}") };
        papers.push(Paper::new(name, move || {
            let codes = codes(desk);
            let code_of = |unit: &str| codes.get(unit).copied();
            Ok(tidy_csv(resource, desk.results, &code_of, desk.lang))
        }));
    }
    let of_package = tables.clone();
    papers.push(Paper::new(package, move || Ok(data_package(desk.results, &of_package)?)));
    papers.push(Paper::new(words, move || Ok(dictionary(desk.results, &tables, desk.lang).into_bytes())));
    papers
}

/// The name of a file, or of one beside it: its stem with another ending.
fn named(file: &Path, ending: &str) -> String {
    let name = if ending.is_empty() { file.file_name() } else { file.file_stem() };
    format!("{}{ending}", name.unwrap_or_default().to_string_lossy())
}

/// The codes of the registers by the names of the units.
fn codes<'a>(desk: &Desk<'a>) -> HashMap<&'a str, &'a str> {
    let units = desk.batch.parts.iter().filter_map(|part| part.register.as_ref());
    units.flat_map(|register| &register.units).map(|unit| (&*unit.name, &*unit.code)).collect()
}
