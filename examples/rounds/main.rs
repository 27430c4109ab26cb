//! Writes large and odd rounds to try papers and commands on: `cargo run --example rounds -- KIND FOLDER`, where a kind
//! is `communes 200`, `one`, `names`, `criteria`, `no-survey`, `incomplete` or `ties`. The same bytes every time.

// What the example rounds are made of; not every kind needs all of it.
#[allow(dead_code)]
#[path = "../generate/council.rs"]
mod council;
#[allow(dead_code)]
#[path = "../generate/dice.rs"]
mod dice;
#[allow(dead_code)]
#[path = "../generate/files.rs"]
mod files;
#[allow(dead_code)]
#[path = "../generate/invent.rs"]
mod invent;
mod many;
#[allow(dead_code)]
#[path = "../generate/office.rs"]
mod office;
mod tree;
#[allow(dead_code)]
#[path = "../generate/form/value.rs"]
mod value;
#[allow(dead_code)]
#[path = "../generate/values.rs"]
mod values;
mod write;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use many::Plan;
use parindex::criteria::{self, CriteriaSet};
use write::Written;

/// The carried set that the rounds of communes are scored by.
const COMMUNE: &str = "mau-xa-2025";

/// A set that changes nothing of it but the name of a block.
const LONG_BLOCK: &str = r#"[set]
id      = "ten-dai-2025"
extends = "mau-xa-2025"
title   = "Bộ tiêu chí mẫu có tên khối rất dài <b>và</b> ký tự lạ & \"ngoặc kép\""
years   = { from = 2025 }
status  = "model"
sources = ["Soạn để thử"]

[[block]]
id   = "phuong"
name = "Các phường, đặc khu thuộc khu vực đô thị trung tâm, khu vực ven biển và hải đảo <i>&amp;</i> \"vùng đặc thù\" của tỉnh Mẫu"

[[block]]
id   = "xa"
name = "Xã"
"#;

fn main() -> Result<()> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let (kind, many, folder) = match words[..] {
        ["communes", many, folder] => ("communes", many.parse().context("a number of communes")?, folder),
        [kind, folder] => (kind, 0, folder),
        _ => bail!("KIND FOLDER, such as `communes 200 target/rounds/communes`"),
    };
    let folder = PathBuf::from(folder);
    let plan = match kind {
        "communes" => Plan::of(many),
        "one" => Plan::of(1),
        "names" => Plan { strange: true, ..Plan::of(14) },
        "criteria" => Plan::of(16),
        "no-survey" => Plan { surveyed: false, ..Plan::of(20) },
        "incomplete" => Plan { gaps: true, ..Plan::of(30) },
        "ties" => Plan { alike: 8, ..Plan::of(60) },
        other => bail!("no kind “{other}”"),
    };
    let own = match kind {
        "names" => Some(("ten-dai-2025.toml", LONG_BLOCK.to_owned())),
        "criteria" => Some(("nhieu-tieu-chi-2025.toml", tree::toml())),
        _ => None,
    };
    // A set that starts from the carried one has the same criteria.
    let set = load(own.as_ref().map(|(_, text)| &**text).filter(|_| kind == "criteria"))?;
    let offices = many::offices(&set, &plan)?;
    let criteria = match &own {
        None => COMMUNE,
        Some((name, text)) => {
            files::write(&folder.join(name), text)?;
            name
        }
    };
    Written { set: &set, offices: &offices, plan: &plan, folder: &folder, criteria }.write()
}

/// The set with this text, or the carried one.
fn load(text: Option<&str>) -> Result<CriteriaSet> {
    let carried = Path::new(env!("CARGO_MANIFEST_DIR")).join("criteria").join(format!("{COMMUNE}.toml"));
    let carried = std::fs::read_to_string(&carried).with_context(|| carried.display().to_string())?;
    let file: Arc<str> = Arc::from("tieu-chi.toml");
    let (set, findings) = criteria::load(&file, text.unwrap_or(&carried));
    set.with_context(|| format!("{findings:?}"))
}
