//! What the program prints and how it ends, command by command: the transcripts of `tests/cmd`.
//!
//! A transcript names a folder beside it (`fs.base`) in which it runs. After a change of the wording
//! `TRYCMD=overwrite cargo test --test cmd` writes them again; look at the difference.

#[test]
fn transcripts() {
    trycmd::TestCases::new()
        .env("LANG", "C.UTF-8")
        .env("LC_ALL", "C.UTF-8")
        .env("NO_COLOR", "1")
        .case("tests/cmd/*.toml");
}
