//! The Word papers as the command writes them: what they say, when the decision is withheld, sentences of a round.

#![allow(clippy::unwrap_used)] // A test that cannot go on must fail.

use std::fs;
use std::io::{Cursor, Read};
use std::path::Path;

use assert_cmd::Command;

/// The exit status, and what was said.
fn report(arguments: &[&str], output: &Path) -> (i32, String) {
    let mut command = Command::cargo_bin("parindex").unwrap();
    let command = command.args(["--lang", "en", "report", "--docx", "--output"]).arg(output).args(arguments);
    let done = command.output().unwrap();
    (done.status.code().unwrap(), String::from_utf8(done.stderr).unwrap())
}

/// A part of a document.
fn part(file: &Path, name: &str) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(fs::read(file).unwrap())).unwrap();
    let mut xml = String::new();
    zip.by_name(name).unwrap().read_to_string(&mut xml).unwrap();
    xml
}

/// The paragraphs of a document.
fn paragraphs(file: &Path) -> Vec<String> {
    let xml = part(file, "word/document.xml");
    let text = |paragraph: &str| -> String {
        let texts = paragraph.split("<w:t xml:space=\"preserve\">").skip(1);
        texts.filter_map(|text| text.split("</w:t>").next()).collect()
    };
    xml.split("</w:p>").map(text).filter(|text| !text.is_empty()).collect()
}

/// A round of two units: one appraised, of the other nothing where it is not final.
fn round(folder: &Path, is_final: bool, papers: &str) {
    let round = format!(
        "title = \"Chỉ số mẫu\"\nyear = 2025\ncriteria = \"bo.toml\"\nunits = \"units.csv\"\nforms = [\"forms.csv\"]\n{papers}"
    );
    fs::write(folder.join("round.toml"), round).unwrap();
    let set = "id = \"bo\"\ntitle = \"Bộ mẫu\"\nlevel = \"xa\"\nstatus = \"model\"\nyears = [2025, 2025]\n";
    let set = format!(
        "{set}max = 10\n[scoring]\nprecision = 2\n[[field]]\ncode = \"1\"\nname = \"Lĩnh vực\"\nmax = 10\n\
         [[field.criterion]]\ncode = \"1.1\"\nname = \"Tiêu chí\"\nmax = 10\nrule = {{ kind = \"range\" }}\n"
    );
    fs::write(folder.join("bo.toml"), set).unwrap();
    fs::write(folder.join("units.csv"), "name\n[[page]] **Xã** Mẫu 01\nXã Mẫu 02\n").unwrap();
    let second = if is_final { "Xã Mẫu 02,1.1,7,6.5\n" } else { "" };
    let forms =
        format!("unit,code,self,appraised\n[[page]] **Xã** Mẫu 01,1.1,10,9.25\n{second}");
    fs::write(folder.join("forms.csv"), forms).unwrap();
}
