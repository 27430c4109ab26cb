//! `init`: the folder of a round with all that a year needs. What is there stays as it is.

mod write;

use std::path::{Component, Path, PathBuf};

pub(super) use self::write::Left;
use self::write::{examples, round_text, steps_text};
use super::again;
use super::batch::round_of;
use super::clock;
use super::files::{canonical, shown};
use super::outcome::{Context, Done, Refused};
use super::sets;
use crate::cli;
use crate::criteria::{CriteriaSet, Status, builtin, carried, load};
use crate::day::Day;
use crate::diagnostic::{Finding, Place};
use crate::message::{Lang, one_line, say};
use crate::round::{Round, RoundCriteria};
use crate::sheet::fold;
use crate::sorting::Order as _;

/// Communes make most of the rounds.
const LEVEL: &str = "xa";

/// Runs the command.
pub fn run(args: &cli::Init, context: &mut Context) -> anyhow::Result<Done> {
    let lang = context.lang;
    let folder = &args.folder;
    if folder.exists() && !folder.is_dir() {
        let shown = shown(folder);
        return Err(Refused(say!(
            lang,
            "“{shown}” là tệp. Hãy nêu tên thư mục của đợt chấm điểm; chưa có thì lệnh này sẽ tạo.",
            "“{shown}” is a file. Name the folder of the round; it is made where it is not there."
        ))
        .into());
    }
    let file = folder.join("round.toml");
    let is_new = !file.exists();
    let mut left = Left::default();
    if is_new {
        let year = args.year.map(i64::from).or_else(|| clock::today().map(year_of));
        let year = year.ok_or_else(|| {
            Refused(say!(
                lang,
                "Đồng hồ của máy sai ngày. Hãy chỉnh lại, hoặc thêm --year.",
                "The clock of this computer is wrong. Set it, or add --year."
            ))
        })?;
        let (name, set) = chosen(args, year, context)?;
        left.folder(folder, lang)?;
        let name = if name.contains(['/', '\\', '.']) { beside(folder, &name) } else { name };
        left.file(&file, &round_text(&set, &name, year, lang), lang)?;
    } else {
        left.file(&file, "", lang)?;
    }
    // What the round names is made, whether it was written now or is a person's.
    let (shown_file, round, _) = round_of(&file, context)?;
    let (first, blocks) = first_set(&round);
    let (set, _) = sets::open(&first, Some(folder), context)?;
    let is_csv = |units: &&String| units.to_lowercase().ends_with(".csv") && is_inside(units);
    if let Some(units) = round.units.as_ref().filter(is_csv) {
        left.file(&folder.join(units), &examples(&set, &blocks), lang)?;
    }
    let papers = [&round.forms, &round.appraisal, &round.explanations, &round.appraisal2, &round.survey];
    for path in papers.into_iter().flatten().filter(|path| is_folder(path) && is_inside(path)) {
        left.folder(&folder.join(path), lang)?;
    }
    let steps = folder.join(say!(lang, "LOI-DAN.txt", "README.txt"));
    left.file(&steps, &steps_text(&round, &set, lang), lang)?;
    let next = next(args, is_new, &round, &steps, lang);
    let year = round.year.map(|(year, _)| year);
    let of_year = year.map_or_else(String::new, |year| say!(lang, " năm {year}", " of {year}"));
    let id = one_line(&set.id);
    let head = say!(lang, "Đợt chấm điểm{of_year}, bộ tiêu chí {id}", "Round{of_year}, criteria set {id}");
    context.print(format!("{head}\n{}{next}", left.text(lang)).as_bytes())?;
    if let Some(detail) = year.and_then(|year| sets::out_of_date(&set, year)).filter(|_| !context.quiet) {
        context.tell_finding(&Finding::new(Place::file(&shown_file), detail))?;
    }
    Ok(Done::Clean)
}

/// What is to be known of the choices, and what comes next.
fn next(args: &cli::Init, is_new: bool, round: &Round, steps: &Path, lang: Lang) -> String {
    let mut out = String::new();
    let asked = args.year.is_some() || args.level.is_some() || args.criteria.is_some();
    if is_new && args.year.is_none() {
        out.push_str(&say!(
            lang,
            "Năm lấy theo ngày hôm nay (từ tháng 1 đến tháng 6: năm trước); khác thì sửa year và title trong round.toml.\n",
            "The year is by today's date (from January to June: the year before); otherwise mend year and title in round.toml.\n"
        ));
    } else if !is_new && asked {
        out.push_str(&say!(
            lang,
            "round.toml đã có nên --criteria, --level, --year không đổi gì; cần đổi thì sửa trong round.toml.\n",
            "round.toml was there, so --criteria, --level and --year change nothing; mend round.toml instead.\n"
        ));
    }
    if is_new && matches!(&round.criteria, RoundCriteria::One(set) if set.contains('/')) {
        out.push_str(&say!(
            lang,
            "Tệp bộ tiêu chí nằm ngoài thư mục này; để hồ sơ lưu trữ đầy đủ, chép tệp vào đây và sửa criteria trong round.toml.\n",
            "The criteria file is outside of this folder; for a whole archive, copy it here and mend criteria in round.toml.\n"
        ));
    }
    let (steps, here) = (shown(steps), again::folder(&args.folder));
    let units = round
        .units
        .as_ref()
        .map_or_else(|| "units.csv".into(), |units| one_line(&shown(&args.folder.join(units))));
    out.push_str(&say!(
        lang,
        "Tiếp theo: đọc {steps}, thay các đơn vị ví dụ trong {units}, rồi tạo biểu mẫu: parindex template {here}\n",
        "Next: read {steps}, put your units into {units}, then write the forms: parindex template {here}\n"
    ));
    out
}

/// The set of a new round, as it is asked for, and it itself.
fn chosen(args: &cli::Init, year: i64, context: &mut Context) -> anyhow::Result<(String, CriteriaSet)> {
    let lang = context.lang;
    let level = args.level.as_ref().map(|level| fold(level));
    let Some(name) = &args.criteria else {
        let level = level.unwrap_or_else(|| LEVEL.to_owned());
        let set = model(&level, year).ok_or_else(|| no_model(&level, lang))?;
        return Ok((set.id.clone(), set));
    };
    let path = sets::find(name, None, context)?.path;
    let (set, _) = sets::open(name, None, context)?;
    if let Some(level) = level.filter(|level| *level != set.level) {
        let (level, id, own) = (one_line(&level), &set.id, one_line(&set.level));
        return Err(Refused(say!(
            lang,
            "Bộ tiêu chí {id} là của cấp {own}, không phải cấp {level}. Chỉ cần ghi một trong hai: --criteria hoặc --level.",
            "The set {id} is of the level {own}, not {level}. One of --criteria and --level is enough."
        ))
        .into());
    }
    Ok((path.map_or_else(|| set.id.clone(), |path| path.to_string_lossy().into_owned()), set))
}

/// The carried models, by id.
fn models() -> impl Iterator<Item = CriteriaSet> {
    let sets = builtin::ids().filter_map(carried).filter_map(|(shown, text)| load(&shown, &text).0);
    sets.filter(|set| set.status == Status::Model)
}

/// The model of a level: one that is in force in the year, else the latest.
fn model(level: &str, year: i64) -> Option<CriteriaSet> {
    models().filter(|set| set.level == level).max_by_key(|set| {
        let from = set.years.map(|years| years.from);
        (set.years.is_some_and(|years| years.contains(year)), from)
    })
}

fn no_model(level: &str, lang: Lang) -> Refused {
    let mut known: Vec<String> = models().map(|set| set.level).collect();
    known.order();
    known.dedup();
    let (known, level) = (known.join(", "), one_line(level));
    Refused(say!(
        lang,
        "Chưa có bộ tiêu chí mẫu cho cấp “{level}”; các cấp có bộ mẫu: {known}. Hãy ghi --criteria với một bộ khác (xem: parindex criteria list) hoặc với bộ của mình (soạn bằng: parindex criteria new).",
        "There is no model set for the level “{level}”; there are ones for {known}. Give another set with --criteria (see: parindex criteria list), or your own (see: parindex criteria new)."
    ))
}

/// A file as it is named from the folder.
fn beside(folder: &Path, file: &str) -> String {
    let (from, to) = (canonical(folder), canonical(Path::new(file)));
    let common = from.components().zip(to.components()).take_while(|(one, other)| one == other).count();
    if common == 0 {
        return shown(&to).to_string();
    }
    let up = from.components().skip(common).map(|_| PathBuf::from(".."));
    let down = to.components().skip(common).map(|part| PathBuf::from(part.as_os_str()));
    shown(&up.chain(down).collect::<PathBuf>()).to_string()
}

/// The set of the round by which examples are made, and the blocks that the round names.
fn first_set(round: &Round) -> (String, Vec<String>) {
    match &round.criteria {
        RoundCriteria::One(set) => (set.clone(), Vec::new()),
        RoundCriteria::ByDay(sets) => (sets.first().cloned().unwrap_or_default(), Vec::new()),
        RoundCriteria::PerBlock(sets) => (
            sets.first().map(|(_, set)| set.clone()).unwrap_or_default(),
            sets.iter().map(|(block, _)| block.clone()).collect(),
        ),
    }
}

/// Whether what a round names is meant as a folder.
fn is_folder(path: &str) -> bool {
    path.ends_with(['/', '\\']) || Path::new(path).extension().is_none()
}

/// Whether it lies in the folder of the round: nothing is made outside of it.
fn is_inside(path: &str) -> bool {
    Path::new(path).components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir))
}

/// The year that a round is about on a day: it is held around the turn of the year, and runs into spring.
fn year_of(today: Day) -> i64 {
    i64::from(if today.month <= 6 { today.year.saturating_sub(1) } else { today.year })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_year_of_a_round() {
        let year = |day| year_of(Day::from_iso(day).unwrap());
        assert_eq!(year("2025-12-01"), 2025);
        assert_eq!(year("2026-01-15"), 2025);
        assert_eq!(year("2026-06-30"), 2025);
        assert_eq!(year("2026-07-01"), 2026);
    }

    #[test]
    fn the_model_of_a_level() {
        let id = |level, year| model(level, year).map(|set| set.id);
        assert_eq!(id("xa", 2025).as_deref(), Some("mau-xa-2025"));
        assert_eq!(id("huyen", 2024).as_deref(), Some("mau-huyen-2024"));
        assert_eq!(id("so", 2030).as_deref(), Some("mau-so-2025"));
        assert_eq!(id("tinh", 2025), None);
    }
}
