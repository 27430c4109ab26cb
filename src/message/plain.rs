//! Texts from files and arguments as they may stand on a terminal or a page.

/// What must reach neither: control characters, which could command a terminal, signs that turn the direction of the
/// text, by which one thing looks like another, and the line ends that only Unicode knows.
fn is_harmful(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The character, or a sign that one stood here.
pub fn harmless(c: char) -> char {
    if is_harmful(c) { '\u{fffd}' } else { c }
}

/// A text of several lines without what could do harm.
pub fn printable(text: &str) -> String {
    text.chars().map(|c| if c == '\n' { c } else { harmless(c) }).collect()
}

/// The same on one line: spaces for line ends and tabs.
pub fn one_line(text: &str) -> String {
    text.replace("\r\n", " ")
        .chars()
        .map(|c| if matches!(c, '\n' | '\r' | '\t') { ' ' } else { harmless(c) })
        .collect()
}

/// A text as a string of TOML; of several lines where it has them.
pub fn toml_string(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            '"' => out.push_str("\\\""),
            '\n' => out.push('\n'),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    if text.contains('\n') { format!("\"\"\"\n{out}\"\"\"") } else { format!("\"{out}\"") }
}

/// JSON without what could do harm where it is shown: it can only stand within strings, and these know escapes.
pub fn printable_json(json: Vec<u8>) -> Vec<u8> {
    // The bytes with which all of these begin; most results have none of them. Whole blocks at once need no branches.
    let suspect = |byte: &u8| (*byte < b' ' && *byte != b'\n') || matches!(*byte, 0x7f | 0xc2 | 0xd8 | 0xe2);
    let any = |block: &[u8]| block.iter().fold(false, |found, byte| found | suspect(byte));
    if !json.chunks(256).any(any) {
        return json;
    }
    let shown = |c: char| c == '\n' || !is_harmful(c);
    let Ok(text) = std::str::from_utf8(&json) else { return json };
    if text.chars().all(shown) {
        return json;
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if shown(c) {
            out.push(c);
        } else {
            out.push_str(&format!("\\u{:04x}", u32::from(c)));
        }
    }
    out.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_toml() {
        assert_eq!(toml_string("a \"b\" \\ c"), r#""a \"b\" \\ c""#);
        assert_eq!(toml_string("a\nb"), "\"\"\"\na\nb\"\"\"");
    }

    #[test]
    fn what_could_do_harm_is_replaced() {
        let harmful =
            ["\u{0}", "\u{7}", "\u{8}", "\u{1b}", "\u{7f}", "\u{80}", "\u{9b}", "\u{9d}", "\u{202e}"];
        for text in harmful.into_iter().chain(["\u{2066}", "\u{2069}", "\u{200f}", "\u{61c}", "\u{2028}"]) {
            let text = format!("Xã{text}Mẫu");
            assert_eq!(printable(&text), "Xã\u{fffd}Mẫu");
            assert_eq!(one_line(&text), "Xã\u{fffd}Mẫu");
        }
        assert_eq!(printable("a\r\n\tb\n"), "a\u{fffd}\n\u{fffd}b\n");
        assert_eq!(one_line("a\r\nb\nc\rd\te"), "a b c d e");
        assert_eq!(printable("Đặc khu “Phú Quý” – 100 %"), "Đặc khu “Phú Quý” – 100 %");
    }

    #[test]
    fn json_keeps_its_values() {
        let value = serde_json::json!({ "unit": "Xã\u{9b}31m\u{202e}\u{7f}\u{1b}\n“Mẫu”" });
        let json = printable_json(serde_json::to_vec_pretty(&value).unwrap());
        let text = String::from_utf8(json).unwrap();
        assert_eq!(printable(&text), text);
        assert_eq!(serde_json::from_str::<serde_json::Value>(&text).unwrap(), value);
    }
}
