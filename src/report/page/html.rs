//! The file: head with its content-security policy, the rankings as plain tables for readers without script, the data,
//! the script.

use sha2::{Digest, Sha256};

use super::packed::base64;
use super::texts::Both;
use crate::message::{Lang, printable, say};
use crate::report::build::{basis, status};
use crate::report::ranking_table;
use crate::report::table::{Align, Table};
use crate::results::Results;

const STYLE: &str = include_str!("assets/page.css");
/// Before anything is drawn: who has script does not see the plain tables.
const FIRST: &str = "document.documentElement.className=\"js\"";
const SCRIPT: &str = concat!(
    "\"use strict\";\n(() => {\n",
    include_str!("assets/words.js"),
    include_str!("assets/base.js"),
    include_str!("assets/table.js"),
    include_str!("assets/ranking.js"),
    include_str!("assets/unit.js"),
    include_str!("assets/heat.js"),
    include_str!("assets/views.js"),
    include_str!("assets/main.js"),
    "})();\n"
);

/// The page. `parts` are packed data with the ids under which the script finds them.
pub(super) fn write(
    results: &Results,
    title: &Both,
    data: &str,
    parts: &[(String, String)],
    lang: Lang,
) -> Vec<u8> {
    let tables: String =
        results.blocks.iter().map(|block| table(&ranking_table(block, lang), lang)).collect();
    let packed: String = parts
        .iter()
        .map(|(id, part)| format!("<script type=\"text/plain\" id=\"{id}\">{part}</script>\n"))
        .collect();
    let (code, skip) = match lang {
        Lang::Vi => ("vi", "Đến nội dung chính"),
        Lang::En => ("en", "Skip to the content"),
    };
    let (policy, title, about, data) =
        (policy(), escaped(title.get(lang)), about(results, lang), embedded(data));
    let draft = if results.is_final() { String::new() } else { draft(lang) };
    format!(
        "<!doctype html>
<html lang=\"{code}\">
<head>
<meta charset=\"utf-8\">
<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">
<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">
<meta name=\"color-scheme\" content=\"light dark\">
<meta name=\"referrer\" content=\"no-referrer\">
<title>{title}</title>
<link rel=\"icon\" href=\"data:,\">
<style>{STYLE}</style>
<script>{FIRST}</script>
</head>
<body>
<a class=\"skip\" id=\"skip\" href=\"#main\">{skip}</a>
<header id=\"head\">
<h1>{title}</h1>
{about}{draft}</header>
<main id=\"main\" tabindex=\"-1\">
<div id=\"app\"></div>
<div id=\"plain\">
{tables}</div>
</main>
<script type=\"application/json\" id=\"data\">{data}</script>
{packed}<script>{SCRIPT}</script>
</body>
</html>
"
    )
    .into_bytes()
}

/// What may run and how it may look: the script and the style of this page, nothing else, and nothing from elsewhere.
fn policy() -> String {
    let hash = |text: &str| format!("'sha256-{}'", base64(&Sha256::digest(text.as_bytes())));
    let (first, script, style) = (hash(FIRST), hash(SCRIPT), hash(STYLE));
    format!(
        "default-src 'none'; script-src {first} {script}; style-src {style}; img-src data:; base-uri 'none'; form-action 'none'"
    )
}

fn about(results: &Results, lang: Lang) -> String {
    let mut sets: Vec<String> = Vec::new();
    for block in &results.blocks {
        let set = block.set();
        let line = format!("{} ({})", set.id, status(set, lang));
        if !sets.contains(&line) {
            sets.push(line);
        }
    }
    let (sets, by) = (sets.join(", "), basis(results.basis, lang));
    let year = results.year.map_or_else(String::new, |year| say!(lang, "Năm {year} · ", "Year {year} · "));
    let text = say!(lang, "{year}Bộ tiêu chí: {sets} · {by}", "{year}Criteria: {sets} · {by}");
    format!("<p class=\"about\">{}</p>\n", escaped(&text))
}

fn draft(lang: Lang) -> String {
    let text = say!(
        lang,
        "Kết quả chưa cuối cùng: còn đơn vị chưa gửi hồ sơ, thiếu điểm hoặc có lỗi.",
        "Not final: units are missing, lack points or have errors."
    );
    format!("<p class=\"draft\">{}</p>\n", escaped(&text))
}

/// A neutral table.
fn table(table: &Table, lang: Lang) -> String {
    let mut out = String::from("<section><div class=\"scroll\"><table>\n<caption>");
    out.push_str(&escaped(&table.heading.join(" · ")));
    out.push_str("</caption>\n<thead><tr>");
    for column in &table.columns {
        out.push_str(&format!("<th scope=\"col\">{}</th>", escaped(&column.head)));
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for row in &table.rows {
        out.push_str("<tr>");
        for (cell, column) in row.iter().zip(&table.columns) {
            let text = escaped(&cell.shown(lang));
            out.push_str(&match (column.key.as_str(), column.align) {
                ("unit", _) => format!("<th scope=\"row\">{text}</th>"),
                (_, Align::Right) => format!("<td class=\"n\">{text}</td>"),
                (_, Align::Left) => format!("<td>{text}</td>"),
            });
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table></div>\n");
    if !table.notes.is_empty() {
        let notes: String = table.notes.iter().map(|note| format!("<li>{}</li>\n", escaped(note))).collect();
        out.push_str(&format!("<ul class=\"notes\">\n{notes}</ul>\n"));
    }
    out.push_str("</section>\n");
    out
}

/// A text between tags or in an attribute.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in printable(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

/// JSON within a script element: nothing in it can close the element or open a comment.
fn embedded(json: &str) -> String {
    json.replace('&', "\\u0026").replace('<', "\\u003c").replace('>', "\\u003e")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_no_tags() {
        for (text, expected) in [
            ("</script><img src=x onerror=alert(1)>", "&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;"),
            ("\"a\" & 'b'", "&quot;a&quot; &amp; &#39;b&#39;"),
            ("Xã\u{202e}Mẫu\u{2028}", "Xã\u{fffd}Mẫu\u{fffd}"),
        ] {
            assert_eq!(escaped(text), expected);
        }
        assert_eq!(embedded("[\"</script><!--&\"]"), "[\"\\u003c/script\\u003e\\u003c!--\\u0026\"]");
    }
}
