//! `criteria new`: a skeleton of a criteria set, with a comment at every part.

use crate::cli::{NewSet, Output};
use crate::commands::outcome::{Context, Done, Refused};
use crate::message::{Lang, level_name, one_line, say};
use crate::texts;

/// What the skeletons say of themselves; it is replaced by what is asked for.
const ID: &str = "bo-tieu-chi-xa-2026";
const LEVEL: &str = "level  = \"xa\"";
const YEAR: &str = "2026";
const LAST_YEAR: &str = "2030";

/// Runs the command.
pub fn run(args: &NewSet, context: &mut Context) -> anyhow::Result<Done> {
    let (level, year, lang) = (args.level.as_str(), args.year, context.lang);
    let id = match &args.id {
        Some(id) => id.clone(),
        None => stem(&args.output).unwrap_or_else(|| format!("bo-tieu-chi-{level}-{year}")),
    };
    if args.id.is_some() {
        super::check_id(&id, lang)?;
    }
    for word in [level, &id] {
        if !is_word(word) {
            let word = one_line(word);
            return Err(Refused(say!(
                lang,
                "“{word}” không dùng được: cấp và mã bộ chỉ gồm chữ, số, dấu - và dấu _, ví dụ xa, mau-xa-2026.",
                "“{word}” will not do: level and id have letters, digits, - and _ alone, such as xa, mau-xa-2026."
            ))
            .into());
        }
    }
    context.deliver(&args.output, skeleton(level, year, &id, lang).as_bytes(), &[])?;
    Ok(Done::Clean)
}

/// What the skeletons are made of.
fn model(lang: Lang) -> &'static str {
    let text = match lang {
        Lang::Vi => texts::get("src/commands/criteria/new/vi.toml"),
        Lang::En => texts::get("src/commands/criteria/new/en.toml"),
    };
    text.unwrap_or_default()
}

/// The skeleton in the language, for a level and a year.
fn skeleton(level: &str, year: u16, id: &str, lang: Lang) -> String {
    let text = model(lang).replace("\r\n", "\n");
    let text = with_blocks(&text, level, lang).replace(LEVEL, &format!("level  = \"{level}\""));
    let of = say!(lang, " của ", " of ");
    let [before, after] = ["xa", level].map(|level| format!("{of}{}\"", level_name(level, lang)));
    let text = text.replace(&before, &after).replace(ID, "{id}").replace(LAST_YEAR, &(year + 4).to_string());
    text.replace(YEAR, &year.to_string()).replace("{id}", id)
}

/// The skeleton with the blocks of the level; where units of a level are ranked together, the blocks are comments.
fn with_blocks(text: &str, level: &str, lang: Lang) -> String {
    let name = |vi: &str, en: &str| say!(lang, "{vi}", "{en}");
    let blocks = match level {
        "xa" => return text.to_owned(),
        "so" => {
            vec![("so", name("Sở", "Departments")), ("ban-nganh", name("Ban, ngành khác", "Other offices"))]
        }
        "huyen" => {
            vec![
                ("thanh-pho", name("Thành phố, thị xã", "Cities, towns")),
                ("huyen", name("Huyện", "Districts")),
            ]
        }
        _ => vec![("khoi-1", name("Khối 1", "Block 1")), ("khoi-2", name("Khối 2", "Block 2"))],
    };
    let known = ["so", "huyen"].contains(&level);
    let block = |(id, name): (&str, String)| {
        let lines = format!("[[block]]\nid   = \"{id}\"\nname = \"{name}\"\n\n");
        if known { lines } else { lines.lines().map(commented).collect() }
    };
    let blocks: String = blocks.into_iter().map(block).collect();
    let from = text.find("[[block]]").unwrap_or(text.len());
    let rest = &text[from..];
    let to = rest.find("# ──").unwrap_or(rest.len());
    format!("{}{blocks}{}", &text[..from], &rest[to..])
}

fn commented(line: &str) -> String {
    if line.is_empty() { "\n".to_owned() } else { format!("# {line}\n") }
}

/// The name of the output file without its ending, where it can be an id.
fn stem(output: &Output) -> Option<String> {
    let stem = output.output.as_deref()?.file_stem()?.to_str()?;
    is_word(stem).then(|| stem.to_owned())
}

fn is_word(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::criteria::load;
    use crate::diagnostic::Code;

    #[test]
    fn every_skeleton_is_sound_and_says_what_is_missing() {
        for lang in [Lang::Vi, Lang::En] {
            for (level, blocks) in [("xa", 3), ("so", 2), ("huyen", 2), ("tinh", 0), ("truong-hoc", 0)] {
                let text = skeleton(level, 2031, "thu", lang);
                let (set, findings) = load(&"thu.toml".into(), &text);
                let set = set.unwrap_or_else(|| panic!("{level}: {findings:?}"));
                let codes: Vec<Code> = findings.iter().map(crate::diagnostic::Finding::code).collect();
                assert_eq!(codes, [Code::MissingKey], "{level}: the sources alone are left to fill in");
                assert_eq!((set.id.as_str(), set.level.as_str(), set.blocks.len()), ("thu", level, blocks));
                assert_eq!(set.years.unwrap().from, 2031);
                assert!(set.title.ends_with(&level_name(level, lang)), "{}", set.title);
                assert!(!text.contains("2026") && text.contains("to = 2035"));
            }
        }
    }

    #[test]
    fn both_skeletons_are_the_same_set() {
        let keys = |text: &str| -> Vec<String> {
            let bare = |line: &str| line.split(['=', '#']).next().unwrap_or_default().trim().to_owned();
            text.lines().map(bare).filter(|line| !line.is_empty()).collect()
        };
        assert_eq!(keys(model(Lang::Vi)), keys(model(Lang::En)));
    }

    #[test]
    fn every_kind_of_rule_is_shown_once() {
        for rule in [
            "judged",
            "choice",
            "checklist",
            "bands",
            "count",
            "deduct",
            "survey",
            "imported",
            "relative",
            "formula",
        ] {
            assert_eq!(model(Lang::Vi).matches(&format!("\nrule.{rule} = ")).count(), 1, "{rule}");
        }
    }
}
