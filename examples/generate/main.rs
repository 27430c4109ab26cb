//! Writes the example rounds beside this folder: `cargo run --example generate`. The same bytes every time.

mod council;
mod dice;
mod faulty;
mod files;
mod form;
mod huyen;
mod invent;
mod last_year;
mod office;
mod ours;
mod papers;
mod so;
mod uncached;
mod values;
mod xa;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use parindex::criteria::{self, CriteriaSet};

fn main() -> Result<()> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let examples = root.join("examples");
    let set = |id: &str| load(&root.join("criteria").join(format!("{id}.toml")));
    let commune = set("mau-xa-2025")?;
    xa::write(&commune, &fresh(&examples, "xa-2025")?)?;
    huyen::write(&set("mau-huyen-2024")?, &fresh(&examples, "huyen-2024")?)?;
    so::write(&set("mau-so-2025")?, &fresh(&examples, "so-2025")?)?;
    faulty::write(&commune, &fresh(&examples, "loi")?)
}

fn load(path: &Path) -> Result<CriteriaSet> {
    let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let file: Arc<str> = Arc::from(path.display().to_string());
    let (set, findings) = criteria::load(&file, &text);
    match set {
        Some(set) => Ok(set),
        None => bail!("{file}: {findings:?}"),
    }
}

/// The folder, emptied.
fn fresh(examples: &Path, name: &str) -> Result<PathBuf> {
    let folder = examples.join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).with_context(|| folder.display().to_string())?;
    }
    fs::create_dir_all(&folder)?;
    Ok(folder)
}
