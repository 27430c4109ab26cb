//! The description of the open data: a Data Package for programs, and a dictionary for people.

use serde::Serialize;

use super::columns::Column;
use super::lists::sets;
use super::{Resource, text};
use crate::message::{Lang, say};
use crate::report::json::document;
use crate::report::table::{Align, Cell, Table};
use crate::report::{Column as Head, markdown};
use crate::results::Results;

#[derive(Serialize)]
struct PackageJson {
    profile: &'static str,
    name: String,
    title: String,
    title_en: String,
    description: String,
    description_en: String,
    sources: Vec<SourceJson>,
    resources: Vec<ResourceJson>,
}

#[derive(Serialize)]
struct SourceJson {
    title: String,
}

#[derive(Serialize)]
struct ResourceJson {
    profile: &'static str,
    name: &'static str,
    path: String,
    title: String,
    title_en: String,
    description: String,
    description_en: String,
    format: &'static str,
    mediatype: &'static str,
    encoding: &'static str,
    dialect: DialectJson,
    schema: SchemaJson,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct DialectJson {
    delimiter: &'static str,
    line_terminator: &'static str,
    quote_char: &'static str,
    double_quote: bool,
    header: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SchemaJson {
    fields: Vec<FieldJson>,
    missing_values: [&'static str; 1],
    primary_key: &'static [&'static str],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    foreign_keys: Vec<LinkJson>,
}

#[derive(Serialize)]
struct FieldJson {
    name: &'static str,
    #[serde(rename = "type")]
    kind: &'static str,
    title: String,
    title_en: String,
    description: String,
    description_en: String,
    constraints: ConstraintsJson,
}

#[derive(Serialize)]
struct ConstraintsJson {
    required: bool,
    #[serde(rename = "enum", skip_serializing_if = "Vec::is_empty")]
    words: Vec<&'static str>,
}

#[derive(Serialize)]
struct LinkJson {
    fields: &'static [&'static str],
    reference: ReferenceJson,
}

#[derive(Serialize)]
struct ReferenceJson {
    resource: &'static str,
    fields: &'static [&'static str],
}

/// The Data Package: which tables there are (each with its path), and what their columns mean.
pub fn data_package(results: &Results, tables: &[(Resource, String)]) -> serde_json::Result<Vec<u8>> {
    let year = results.year.map(|year| format!("-{year}")).unwrap_or_default();
    let there = |resource: Resource| tables.iter().any(|(known, _)| *known == resource);
    let resource = |(resource, path): &(Resource, String)| {
        let links = resource.links().iter().filter(|(_, to, _)| there(*to));
        let link = |(fields, to, there): &(&'static [&'static str], Resource, &'static [&'static str])| {
            LinkJson { fields, reference: ReferenceJson { resource: to.name(), fields: there } }
        };
        ResourceJson {
            profile: "tabular-data-resource",
            name: resource.name(),
            path: path.clone(),
            title: resource.title().of(Lang::Vi),
            title_en: resource.title().of(Lang::En),
            description: resource.about().of(Lang::Vi),
            description_en: resource.about().of(Lang::En),
            format: "csv",
            mediatype: "text/csv",
            encoding: "utf-8",
            dialect: DialectJson {
                delimiter: ",",
                line_terminator: "\n",
                quote_char: "\"",
                double_quote: true,
                header: true,
            },
            schema: SchemaJson {
                fields: resource.columns().iter().map(field).collect(),
                missing_values: [""],
                primary_key: resource.key(),
                foreign_keys: links.map(link).collect(),
            },
        }
    };
    let mut sources = Vec::new();
    for set in sets(results) {
        sources.push(SourceJson { title: format!("{} ({})", set.title, set.id) });
        sources.extend(set.sources.iter().map(|source| SourceJson { title: source.clone() }));
    }
    document(&PackageJson {
        profile: "tabular-data-package",
        name: format!("par-index{year}"),
        title: title(results, Lang::Vi),
        title_en: title(results, Lang::En),
        description: about(Lang::Vi),
        description_en: about(Lang::En),
        sources,
        resources: tables.iter().map(resource).collect(),
    })
}

fn field(column: &Column) -> FieldJson {
    FieldJson {
        name: column.name,
        kind: column.kind,
        title: column.title.of(Lang::Vi),
        title_en: column.title.of(Lang::En),
        description: column.about.of(Lang::Vi),
        description_en: column.about.of(Lang::En),
        constraints: ConstraintsJson {
            required: column.required,
            words: column.words.iter().map(|(word, _)| *word).collect(),
        },
    }
}

/// The title of the round; of one without, what it is.
fn title(results: &Results, lang: Lang) -> String {
    results.title.map_or_else(
        || say!(lang, "Kết quả Chỉ số cải cách hành chính", "Results of the PAR Index"),
        str::to_owned,
    )
}

fn about(lang: Lang) -> String {
    say!(
        lang,
        "Số liệu như đã công bố, làm tròn một lần. Điểm các tiêu chí được làm tròn riêng nên tổng của chúng có thể lệch tổng đã công bố 0,01.",
        "Figures as published, rounded once. The points of criteria are each rounded, so that their sum may differ from the published total by 0.01."
    )
}

/// The dictionary for people.
pub fn dictionary(results: &Results, tables: &[(Resource, String)], lang: Lang) -> String {
    let left = |head: String| Head::new(head, "", Align::Left);
    let title = title(results, lang);
    let first = Table {
        heading: vec![say!(lang, "Từ điển dữ liệu: {title}", "Data dictionary: {title}")],
        notes: vec![
            about(lang),
            say!(
                lang,
                "Tệp CSV: UTF-8 không có BOM, dấu phẩy ngăn cột, dấu chấm thập phân. Mô tả cho chương trình ở datapackage.json (Frictionless Data Package).",
                "CSV files: UTF-8 without a byte order mark, commas between columns, a decimal point. For programs they are described in datapackage.json (Frictionless Data Package)."
            ),
            say!(
                lang,
                "Mở bằng Excel thì dùng Data > From Text/CSV và chọn kiểu Text cho cột code, nếu không 1.10 thành 1.1.",
                "Open them in Excel by Data > From Text/CSV with the column code as text, or 1.10 becomes 1.1."
            ),
            say!(
                lang,
                "Chữ bắt đầu bằng =, +, - hoặc @ có dấu nháy đơn ở trước, để bảng tính không coi là công thức.",
                "A text that begins with =, +, - or @ has an apostrophe before it, so that no spreadsheet computes it."
            ),
            say!(
                lang,
                "Giấy phép sử dụng dữ liệu do cơ quan công bố ghi vào mục licenses của datapackage.json.",
                "The licence is for the publishing agency to state, under licenses in datapackage.json."
            ),
        ],
        ..Table::default()
    };
    let mut texts = vec![markdown(&first, lang)];
    for (resource, path) in tables {
        let (title, about) = (resource.title().of(lang), resource.about().of(lang));
        let key = resource.key().join(", ");
        let rows = resource.columns().iter().map(|column| {
            let words = column.words.iter().map(|(word, means)| format!("{word}: {}", means.of(lang)));
            let lines: Vec<String> = std::iter::once(column.about.of(lang)).chain(words).collect();
            let (name, kind) = (text(column.name), text(column.kind));
            vec![name, Cell::Text(column.title.of(lang)), kind, Cell::Text(lines.join("\n"))]
        });
        let table = Table {
            heading: vec![format!("{title} ({path})"), about],
            columns: vec![
                left(say!(lang, "Cột", "Column")),
                left(say!(lang, "Tên", "Title")),
                left(say!(lang, "Kiểu", "Type")),
                left(say!(lang, "Ý nghĩa", "Meaning")),
            ],
            rows: rows.collect(),
            notes: vec![say!(lang, "Khoá: {key}", "Key: {key}")],
            ..Table::default()
        };
        texts.push(markdown(&table, lang));
    }
    texts.join("\n")
}
