//! The papers of the council and the units' explanations: made by the program from what stands in the round so far, then
//! filled.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use parindex::assessment::{
    Assessed, Catalog, Paper, Period, ReadAs, Source, assess, examine, read_file, shown,
};
use parindex::criteria::CriteriaSet;
use parindex::message::Lang;
use parindex::sheet::{self, Sheet};
use parindex::unit::{Register, read_register};
use parindex::workbook::council::{About, Booklet, CouncilPaper, Matter, Wanted, booklets};
use parindex::workbook::grid::{Row, Value};
use parindex::workbook::template::file_names;

use crate::files;

/// What a round holds so far.
pub struct Papers<'a> {
    pub set: &'a CriteriaSet,
    pub folder: &'a Path,
    pub title: &'a str,
    pub year: i64,
}

/// What was read, and from which sheets.
type Read = (Assessed, Vec<(Arc<str>, Vec<Sheet>)>);

/// A row of a paper that somebody fills: the unit, the code, and the cells by their heads.
pub struct Line<'r> {
    pub unit: &'r str,
    pub code: &'r str,
    cells: Vec<(&'r str, &'r mut Value)>,
}

impl Line<'_> {
    /// Puts a value into the cell below a head.
    pub fn put(&mut self, head: &str, value: &Value) {
        for (_, cell) in self.cells.iter_mut().filter(|(of, _)| *of == head) {
            **cell = value.clone();
        }
    }
}

impl Papers<'_> {
    /// The register.
    pub fn register(&self) -> Result<Register> {
        let sheets = read_sheets(&self.folder.join("units.csv"))?.1;
        let mut findings = Vec::new();
        let file = Arc::from("units.csv");
        read_register(self.set, &file, &sheets, None, &mut findings).with_context(|| format!("{findings:?}"))
    }

    /// Writes the papers into a folder, each filled line by line; how many.
    pub fn fill(
        &self,
        paper: CouncilPaper,
        only_disputed: bool,
        into: &str,
        fill: &mut dyn FnMut(&mut Line),
    ) -> Result<usize> {
        let (mut assessed, files) = self.read()?;
        let period = Period { year: Some(self.year), deadline: None };
        assessed.findings.extend(examine(self.set, period, &mut assessed.assessments));
        let evidence = |at: &Source| {
            let sheets = files.iter().find(|(file, _)| *file == at.sheet.file)?;
            let sheet = sheets.1.iter().find(|sheet| sheet.name == at.sheet.sheet)?;
            Some(shown(&sheet.row_at(at.cell.row)?.get(at.cell.column)?))
        };
        let about = About { title: Some(self.title), year: Some(self.year), ..About::default() };
        let matter = Matter {
            set: self.set,
            assessments: &assessed.assessments,
            bests: &assessed.bests,
            findings: &assessed.findings,
            evidence: &evidence,
            about,
            lang: Lang::Vi,
        };
        let mut made = booklets(&matter, Wanted { paper, by_unit: false, only_disputed });
        let names = file_names(made.iter().map(|booklet| &*booklet.whose));
        for (booklet, name) in made.iter_mut().zip(&names) {
            fill_booklet(booklet, fill);
            files::write(&self.folder.join(into).join(format!("{name}.xlsx")), booklet.bytes(&matter)?)?;
        }
        Ok(made.len())
    }

    /// Reads what stands in the round so far.
    fn read(&self) -> Result<Read> {
        let catalog = Catalog::new(self.set);
        let register = self.register()?;
        let papers = [
            ("forms", Paper::Form),
            ("appraisal", Paper::Appraisal),
            ("appraisal2", Paper::Appraisal2),
            ("explanations", Paper::Explanation),
        ];
        let (mut readings, mut all) = (Vec::new(), Vec::new());
        for (folder, paper) in papers {
            for path in tables(&self.folder.join(folder))? {
                let (file, sheets) = read_sheets(&path)?;
                let read_as = ReadAs { paper, points: None, year: Some(self.year), whole: true };
                readings.push(read_file(&catalog, &file, &sheets, read_as));
                all.push((file, sheets));
            }
        }
        Ok((assess(self.set, Some(&register), readings), all))
    }
}

fn fill_booklet(booklet: &mut Booklet, fill: &mut dyn FnMut(&mut Line)) {
    let heads: Vec<String> = booklet.grid.columns.iter().map(|column| column.head.clone()).collect();
    let at = |head: &str| heads.iter().position(|of| of == head);
    let (unit_column, code_column) = (at("Đơn vị"), at("STT"));
    let whose = booklet.whose.clone();
    let text = |row: &Row, column: Option<usize>| match column.and_then(|at| row.cells.get(at)) {
        Some(cell) => match &cell.value {
            Value::Text(text) => text.clone(),
            _ => String::new(),
        },
        None => whose.clone(),
    };
    for row in &mut booklet.grid.rows {
        let (unit, code) = (text(row, unit_column), text(row, code_column));
        let open = heads.iter().zip(&mut row.cells).filter(|(_, cell)| cell.open);
        let cells = open.map(|(head, cell)| (head.as_str(), &mut cell.value)).collect();
        fill(&mut Line { unit: &unit, code: &code, cells });
    }
}

/// The tables in a folder, by name; none where there is no folder.
fn tables(folder: &Path) -> Result<Vec<PathBuf>> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut paths =
        std::fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Result<Vec<PathBuf>>>()?;
    paths.sort();
    Ok(paths)
}

fn read_sheets(path: &Path) -> Result<(Arc<str>, Vec<Sheet>)> {
    let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    let folder =
        path.parent().and_then(Path::file_name).map(|name| name.to_string_lossy()).unwrap_or_default();
    let file: Arc<str> = Arc::from(format!("{folder}/{name}"));
    let reading = sheet::read(&file, &std::fs::read(path)?);
    if reading.sheets.is_empty() {
        bail!("{file}: {:?}", reading.findings);
    }
    Ok((file, reading.sheets))
}
