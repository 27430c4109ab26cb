//! `template`: for each unit the workbook that it fills.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::batch::{Plan, open_sets, plan_round, round_file, tell_unconfirmed};
use super::files::{no_such_path, shown};
use super::folder::Folder;
use super::outcome::{Context, Done, Refused};
use super::results::one_unit;
use super::sets::out_of_date;
use crate::cli;
use crate::diagnostic::{Finding, Place, sort};
use crate::message::{counted, say};
use crate::unit::{Names, Unit};
use crate::workbook::template::{About, Template, file_names};

/// Where the workbooks go unless another folder is named.
const FOLDER: &str = "templates";
/// More sheets in one workbook make every program slow.
const SHEETS: usize = 255;

/// Runs the command.
pub fn run(args: &cli::Template, context: &mut Context) -> anyhow::Result<Done> {
    let lang = context.lang;
    let input = args.input();
    let plan = plan(&input, context)?;
    let mut findings = Vec::new();
    let sets = open_sets(&input, None, &plan, &mut findings, context)?;
    tell_unconfirmed(&sets, context)?;
    let round = plan.round.as_ref();
    let year = args.year.or(round.and_then(|round| round.year.as_ref()).map(|(year, _)| *year));
    findings.extend(sets.iter().filter_map(|opened| {
        let at = Place::file(&Arc::from(format!("{}.toml", opened.set.id)));
        Some(Finding::new(at, out_of_date(&opened.set, year?)?))
    }));
    findings.extend(plan.findings.iter().cloned());
    sort(&mut findings);
    findings.dedup();
    if let Some(round) = &plan.round {
        round.severities.apply(&mut findings);
    }
    for finding in &findings {
        if finding.is_error() || !context.quiet {
            context.tell_finding(finding)?;
        }
    }
    // Forms by a register that was not understood would leave out what it says.
    if findings.iter().any(Finding::is_error) {
        return Err(Refused(say!(
            lang,
            "Chưa ghi biểu mẫu nào: sửa các lỗi trên rồi chạy lại.",
            "No workbook was written: mend the errors above and run again."
        ))
        .into());
    }
    let about = About {
        title: round.and_then(|round| round.title.as_deref()),
        agency: round.and_then(|round| round.agency.as_deref()),
        year,
    };
    let units: Vec<Vec<&Unit>> = sets
        .iter()
        .map(|opened| opened.register.iter().flat_map(|register| &register.units).collect())
        .collect();
    let units = wanted(units, &args.unit, context)?;
    let templates: Vec<Template> =
        sets.iter().map(|opened| Template::new(&opened.set, about, lang)).collect();
    let books: Vec<(&Template, Vec<&Unit>)> = templates
        .iter()
        .zip(units)
        .flat_map(|(template, units)| {
            let of_set = if args.one_workbook {
                vec![units].into_iter().filter(|units| !units.is_empty()).collect()
            } else {
                units.into_iter().map(|unit| vec![unit]).collect::<Vec<_>>()
            };
            of_set.into_iter().map(move |units| (template, units))
        })
        .collect();
    if let Some((_, units)) = books.iter().find(|(_, units)| units.len() > SHEETS) {
        let count = units.len();
        return Err(Refused(say!(
            lang,
            "Một tệp chỉ nên có tối đa {SHEETS} trang, ở đây có {count} đơn vị. Bỏ --one-workbook, hoặc chọn đơn vị bằng --unit.",
            "A workbook takes at most {SHEETS} sheets, and there are {count} units. Leave out --one-workbook, or choose units with --unit."
        ))
        .into());
    }
    let names = if args.one_workbook {
        file_names(books.iter().map(|(template, _)| template.id()))
    } else {
        file_names(books.iter().flat_map(|(_, units)| units.iter().map(|unit| &*unit.name)))
    };
    let path =
        args.output.clone().unwrap_or_else(|| plan.folder.as_deref().unwrap_or(Path::new("")).join(FOLDER));
    let paths: Vec<PathBuf> = names.iter().map(|name| path.join(format!("{name}.xlsx"))).collect();
    let folder = Folder { path: &path, option: "--output", force: args.force, forms: true };
    folder.check(&plan.searched, lang)?;
    let make = |at: usize| -> anyhow::Result<Vec<u8>> {
        let Some((template, units)) = books.get(at) else { return Ok(Vec::new()) };
        Ok(template.workbook(units)?)
    };
    let mut inputs: Vec<PathBuf> = plan.inputs.into_iter().map(|input| input.path).collect();
    inputs.extend(plan.units.into_iter().chain(plan.others));
    inputs.extend(sets.iter().flat_map(|opened| opened.paths.iter().cloned()));
    let written = folder.write(&paths, make, &inputs, context)?;
    if !context.quiet {
        let (new, same, path) = (written.new, written.same, shown(&path));
        let kept = if same == 0 {
            String::new()
        } else {
            say!(lang, "; {same} tệp đã có và không thay đổi", "; {same} there already, unchanged")
        };
        context.tell(&say!(
            lang,
            "Đã ghi {new} biểu mẫu vào “{path}”{kept}.",
            "Wrote {} to “{path}”{kept}.",
            counted(new, "workbook")
        ))?;
    }
    Ok(Done::Clean)
}

/// The round with its register; its papers need not be there.
fn plan(input: &cli::Input, context: &mut Context) -> anyhow::Result<Plan> {
    let lang = context.lang;
    if let Some(path) = input.paths.iter().chain(&input.units).find(|path| !path.exists()) {
        return Err(Refused(no_such_path(path, lang)).into());
    }
    let plan = match round_file(input) {
        Some(file) => plan_round(input, &file, false, context)?,
        None => Plan { units: input.units.clone(), ..Plan::default() },
    };
    if let (None, Some(path)) = (&plan.round, input.paths.first()) {
        let path = shown(path);
        return Err(Refused(say!(
            lang,
            "“{path}” không có round.toml nên không phải là thư mục của một đợt chấm điểm.",
            "“{path}” has no round.toml, so it is no folder of a round."
        ))
        .into());
    }
    if plan.units.is_none() {
        return Err(Refused(say!(
            lang,
            "Chưa có danh sách đơn vị nên không biết ghi biểu mẫu cho ai. Ghi units = \"units.csv\" vào round.toml, hoặc thêm --units TỆP.",
            "There is no register of units, so nobody to write workbooks for. Write units = \"units.csv\" into round.toml, or add --units FILE."
        ))
        .into());
    }
    Ok(plan)
}

/// Per set the units asked for; all where none is.
fn wanted<'a>(
    mut units: Vec<Vec<&'a Unit>>,
    asked: &[String],
    context: &Context,
) -> anyhow::Result<Vec<Vec<&'a Unit>>> {
    let lang = context.lang;
    if !asked.is_empty() {
        let mut names = Names::default();
        for unit in units.iter().flatten() {
            names.add(&unit.name, []);
        }
        let all: Vec<&Unit> = units.iter().flatten().copied().collect();
        let mut chosen = Vec::new();
        for name in asked {
            chosen.extend(all.get(one_unit(&names, name, lang)?).map(|unit| &unit.name));
        }
        for units in &mut units {
            units.retain(|unit| chosen.contains(&&unit.name));
        }
    }
    if units.iter().all(Vec::is_empty) {
        return Err(Refused(say!(
            lang,
            "Danh sách đơn vị không có đơn vị nào để ghi biểu mẫu.",
            "The register has no units to write workbooks for."
        ))
        .into());
    }
    Ok(units)
}
