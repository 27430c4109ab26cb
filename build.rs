//! Packs the texts that the program carries, to a fifth of their size; `src/texts.rs` unpacks them.

// What cargo hears, it hears on standard output.
#![allow(clippy::print_stdout)]

use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::{env, fs};

use flate2::Compression;
use flate2::write::DeflateEncoder;

/// The folders and the endings of their texts. Each text is packed by itself: it is unpacked when it is asked for.
const SINGLE: [(&str, &str); 5] = [
    ("criteria", ".toml"),
    ("docs/schema", ".json"),
    ("src/commands/criteria/new", ".toml"),
    ("src/commands/init", ".toml"),
    ("src/commands/init", ".txt"),
];

/// Short texts that are much alike: together they need half of what they need one by one. `\0` stands before each.
const JOINED: [(&str, &str); 2] = [("src/message/pages", ".vi.md"), ("src/message/pages", ".en.md")];

fn main() -> io::Result<()> {
    let root = PathBuf::from(variable("CARGO_MANIFEST_DIR")?);
    let mut texts = Vec::new();
    for (folder, ending) in SINGLE {
        for name in names(&root.join(folder), ending)? {
            let path = format!("{folder}/{name}");
            texts.push((fs::read(root.join(&path))?, path));
        }
    }
    for (folder, ending) in JOINED {
        let names = names(&root.join(folder), ending)?;
        let parts = names.iter().map(|name| Ok([vec![0], fs::read(root.join(folder).join(name))?].concat()));
        let parts = parts.collect::<io::Result<Vec<_>>>()?;
        texts.push((parts.concat(), format!("{folder}/*{ending}")));
    }
    println!("cargo::rerun-if-changed=build.rs");
    for (folder, _) in SINGLE.iter().chain(&JOINED) {
        println!("cargo::rerun-if-changed={folder}");
    }

    let out = PathBuf::from(variable("OUT_DIR")?);
    let mut list = String::from("[\n");
    for (nth, (text, path)) in texts.iter().enumerate() {
        let (file, size) = (format!("{nth}.packed"), text.len());
        fs::write(out.join(&file), packed(text)?)?;
        let packed = format!("include_bytes!(concat!(env!(\"OUT_DIR\"), \"/{file}\"))");
        let _ = writeln!(list, "    Text {{ path: {path:?}, packed: {packed}, size: {size} }},");
    }
    fs::write(out.join("texts.rs"), list + "]")
}

fn variable(name: &str) -> io::Result<String> {
    env::var(name).map_err(io::Error::other)
}

/// The names of the files of a folder with this ending, in order.
fn names(folder: &Path, ending: &str) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        names.extend(entry?.file_name().into_string().ok().filter(|name| name.ends_with(ending)));
    }
    names.sort_unstable();
    Ok(names)
}

fn packed(text: &[u8]) -> io::Result<Vec<u8>> {
    let mut into = DeflateEncoder::new(Vec::new(), Compression::best());
    into.write_all(text)?;
    into.finish()
}
