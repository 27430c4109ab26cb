//! The texts of a new round, and how they come into its folder.

use std::fmt::Write as _;
use std::io::ErrorKind;
use std::path::Path;

use anyhow::Context as _;

use crate::commands::files::shown;
use crate::commands::outcome::write_whole;
use crate::criteria::CriteriaSet;
use crate::message::{Lang, one_line, say, toml_string};
use crate::round::Round;
use crate::texts;

/// Example units of a block.
const OF_A_BLOCK: usize = 2;

/// What was made and what was there.
#[derive(Debug, Default)]
pub struct Left {
    made: Vec<String>,
    kept: Vec<String>,
}

impl Left {
    /// Makes a folder that is not there.
    pub fn folder(&mut self, path: &Path, lang: Lang) -> anyhow::Result<()> {
        let name = format!("{}/", shown(path).trim_end_matches('/'));
        if path.is_dir() {
            self.kept.push(name);
            return Ok(());
        }
        std::fs::create_dir_all(path).with_context(|| {
            let name = one_line(&name);
            say!(lang, "Không tạo được thư mục “{name}”", "Cannot make the folder “{name}”")
        })?;
        self.made.push(name);
        Ok(())
    }

    /// Writes a text with the ends of lines and the mark by which every program of Windows knows it, over nothing.
    pub fn file(&mut self, path: &Path, text: &str, lang: Lang) -> anyhow::Result<()> {
        let name = shown(path).to_string();
        if path.exists() {
            self.kept.push(name);
            return Ok(());
        }
        let text = format!("\u{feff}{}", text.replace("\r\n", "\n").replace('\n', "\r\n"));
        match write_whole(path, text.as_bytes(), false) {
            Ok(()) => self.made.push(name),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => self.kept.push(name),
            Err(error) => {
                let name = one_line(&name);
                let cannot = say!(lang, "Không ghi được tệp “{name}”", "Cannot write the file “{name}”");
                return Err(anyhow::Error::new(error).context(cannot));
            }
        }
        Ok(())
    }

    /// The lines that tell it.
    pub fn text(&self, lang: Lang) -> String {
        let mut out = String::new();
        let made = say!(lang, "đã tạo", "made");
        let kept = say!(lang, "giữ nguyên", "left as it is");
        let width = made.chars().count().max(kept.chars().count());
        for (word, names) in [(&made, &self.made), (&kept, &self.kept)] {
            for name in names {
                let _ = writeln!(out, "  {word:width$}  {}", one_line(name));
            }
        }
        out
    }
}

/// `round.toml` of a new round.
pub fn round_text(set: &CriteriaSet, name: &str, year: i64, lang: Lang) -> String {
    let text = match lang {
        Lang::Vi => texts::get("src/commands/init/round.vi.toml"),
        Lang::En => texts::get("src/commands/init/round.en.toml"),
    };
    let text = text.unwrap_or_default();
    text.replace("\"{title}\"", &toml_string(&title(set, year, lang)))
        .replace("\"{criteria}\"", &toml_string(name))
        .replace("{set}", &set.id)
        .replace("{year}", &year.to_string())
        .replace("{next}", &(year + 1).to_string())
        .replace("{before}", &(year - 1).to_string())
}

/// The heading of a round by this set.
fn title(set: &CriteriaSet, year: i64, lang: Lang) -> String {
    let index = |vi: &str, en: &str| {
        say!(lang, "Chỉ số cải cách hành chính {vi} năm {year}", "PAR Index of {en}, {year}")
    };
    match set.level.as_str() {
        "tinh" => index("cấp tỉnh", "provinces"),
        "so" => index("các sở, ban, ngành", "departments"),
        "huyen" => index("cấp huyện", "districts"),
        "xa" => index("cấp xã", "communes"),
        _ => {
            let title = &set.title;
            say!(lang, "{title}, năm {year}", "{title}, {year}")
        }
    }
}

/// The register of a new round: examples in every block, with codes.
pub fn examples(set: &CriteriaSet, named: &[String]) -> String {
    let mut blocks: Vec<&str> = set.blocks.iter().map(|block| block.id.as_str()).collect();
    if !named.is_empty() {
        blocks = named.iter().map(String::as_str).collect();
    }
    if blocks.is_empty() {
        blocks.push("");
    }
    let mut words: Vec<&str> = Vec::new();
    let mut out = String::from("name,block,aliases,not_applicable,code\n");
    for (nth, block) in blocks.iter().flat_map(|block| [*block; OF_A_BLOCK]).enumerate() {
        let word = unit_word(&set.level, block);
        words.push(word);
        let number = words.iter().filter(|known| **known == word).count();
        let _ = writeln!(out, "{word} Mẫu {number:02},{block},,,MAU{:02}", nth + 1);
    }
    out
}

/// What a unit of a level and a block is called.
fn unit_word(level: &str, block: &str) -> &'static str {
    match (level, block) {
        (_, "phuong") => "Phường",
        (_, "dac-khu") => "Đặc khu",
        ("xa", _) => "Xã",
        ("huyen", _) => "Huyện",
        ("so", _) => "Sở",
        ("tinh", _) => "Tỉnh",
        _ => "Đơn vị",
    }
}

/// The steps of the year.
pub fn steps_text(round: &Round, set: &CriteriaSet, lang: Lang) -> String {
    let text = match lang {
        Lang::Vi => texts::get("src/commands/init/steps.vi.txt"),
        Lang::En => texts::get("src/commands/init/steps.en.txt"),
    };
    let text = text.unwrap_or_default();
    let blocks: Vec<&str> = set.blocks.iter().map(|block| block.id.as_str()).collect();
    let blocks = if blocks.is_empty() { String::new() } else { format!(" ({})", blocks.join(", ")) };
    let unit = format!("{} Mẫu 01", unit_word(&set.level, ""));
    let code = set.leaves.first().map(|_| set.leaf(0).0.code.to_string()).unwrap_or_default();
    text.replace("{title}", &one_line(round.title.as_deref().unwrap_or_default()))
        .replace("{blocks}", &blocks)
        .replace("{unit}", &unit)
        .replace("{code}", &code)
        .replace("{set}", &set.id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::criteria::{carried, load};
    use crate::round::read_round;

    fn set(id: &str) -> CriteriaSet {
        let (shown, text) = carried(id).unwrap();
        load(&shown, &text).0.unwrap()
    }

    #[test]
    fn the_round_is_read_and_names_every_key() {
        for lang in [Lang::Vi, Lang::En] {
            for id in ["mau-xa-2025", "mau-so-2025", "mau-huyen-2024", "mau-ddci-2025"] {
                let text = round_text(&set(id), id, 2025, lang);
                let (round, findings) = read_round(&"round.toml".into(), &text);
                assert!(findings.is_empty(), "{findings:?}");
                assert_eq!(round.unwrap().year.map(|(year, _)| year), Some(2025));
                // Every line that is commented out is a key that is known, too, or opens a table.
                let is_key = |line: &str| {
                    let key = line.strip_prefix("# ").and_then(|line| Some(line.split_once(" = ")?.0));
                    line.starts_with("# [") || key.is_some_and(|key| !key.contains([' ', ':']))
                };
                let open: String =
                    text.lines().map(|l| if is_key(l) { &l[2..] } else { l }).collect::<Vec<_>>().join("\n");
                let (round, findings) = read_round(&"round.toml".into(), &open);
                assert!(findings.is_empty(), "{findings:?}");
                let round = round.unwrap();
                assert!(round.deadline.is_some() && round.date.is_some() && round.previous.is_some());
                assert!(round.papers.date.is_some());
            }
        }
    }

    #[test]
    fn a_path_of_windows_is_a_text() {
        let text = round_text(&set("mau-xa-2025"), "..\\bo \"mới\".toml", 2025, Lang::Vi);
        assert!(read_round(&"round.toml".into(), &text).0.is_some());
    }

    #[test]
    fn examples_stand_in_every_block() {
        let lines = |id, named: &[&str]| {
            let named: Vec<String> = named.iter().map(|name| (*name).to_owned()).collect();
            let text = examples(&set(id), &named);
            text.lines()
                .skip(1)
                .map(|line| line.split(',').take(2).collect::<Vec<_>>().join(" "))
                .collect::<Vec<_>>()
        };
        assert_eq!(
            lines("mau-xa-2025", &[]),
            ["Phường Mẫu 01 phuong", "Phường Mẫu 02 phuong", "Xã Mẫu 01 xa", "Xã Mẫu 02 xa"]
        );
        assert_eq!(lines("mau-huyen-2024", &[]), ["Huyện Mẫu 01 ", "Huyện Mẫu 02 "]);
        assert_eq!(lines("mau-so-2025", &[])[3], "Sở Mẫu 04 chuyen-nganh");
        assert_eq!(
            lines("mau-huyen-2024", &["a", "b"]),
            ["Huyện Mẫu 01 a", "Huyện Mẫu 02 a", "Huyện Mẫu 03 b", "Huyện Mẫu 04 b"]
        );
    }
}
