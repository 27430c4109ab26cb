//! `criteria new`: what it writes can be checked and shown at once, and it writes over nothing.

// Test code.
#![allow(clippy::unwrap_used)]

use assert_cmd::cargo::cargo_bin_cmd;

#[test]
fn a_new_set_is_sound_at_once() {
    let folder = tempfile::tempdir().unwrap();
    // Runs the command and looks for the text in all that it says.
    let run = |arguments: &[&str], status: i32, text: &str| {
        let mut command = cargo_bin_cmd!("parindex");
        let run =
            command.current_dir(folder.path()).args(["--lang", "vi"]).args(arguments).assert().code(status);
        let (out, err) = (&run.get_output().stdout, &run.get_output().stderr);
        let said = String::from_utf8_lossy(&[&out[..], &err[..]].concat()).into_owned();
        assert!(said.contains(text), "{arguments:?}: {said}");
    };
    let new = ["criteria", "new", "--level", "so", "--year", "2027", "--output", "so-2027.toml"];
    run(&new, 0, "");
    run(&["criteria", "check", "so-2027.toml"], 0, "1 cảnh báo");
    run(&["criteria", "show", "so-2027.toml"], 0, "Mã bộ: so-2027");
    run(&new, 2, "--force");
    run(&[&new[..], &["--force", "--id", "khac"]].concat(), 0, "");
    let text = std::fs::read_to_string(folder.path().join("so-2027.toml")).unwrap();
    assert!(text.contains("id     = \"khac\""));
    run(&["criteria", "new", "--id", "a b"], 2, "“a b” không dùng được");
    run(&["criteria", "new", "--year", "26"], 2, "26");
}
