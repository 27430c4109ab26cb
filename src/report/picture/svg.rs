//! A picture as SVG: texts stay texts, so that a slide can still change them.

use super::{Anchor, Picture, Shape, Text};
use quick_xml::escape::escape;

/// Fonts of the same widths on Windows, Linux and macOS.
const FONTS: &str = "Arial, 'Liberation Sans', Helvetica, sans-serif";

/// The picture as SVG.
pub fn svg(picture: &Picture) -> String {
    let Picture { width, height, title, description, shapes } = picture;
    let (title, description) = (escape(title), escape(description));
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" \
         role=\"img\" font-family=\"{FONTS}\">\n<title>{title}</title>\n<desc>{description}</desc>\n\
         <rect width=\"{width}\" height=\"{height}\" fill=\"#ffffff\"/>\n"
    );
    for shape in shapes {
        out.push_str(&element(shape));
        out.push('\n');
    }
    out.push_str("</svg>\n");
    out
}

fn element(shape: &Shape) -> String {
    match shape {
        Shape::Rectangle { at: (x, y), size: (width, height), colour } => {
            let fill = colour.hex();
            format!("<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"{fill}\"/>")
        }
        Shape::Line { from, to, width, colour, dashed } => {
            let ((x1, y1), (x2, y2), stroke) = (from, to, colour.hex());
            let (on, off) = super::canvas::DASH;
            let dashes = if *dashed { format!(" stroke-dasharray=\"{on} {off}\"") } else { String::new() };
            format!(
                "<line x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\" stroke=\"{stroke}\" stroke-width=\"{width}\"{dashes}/>"
            )
        }
        Shape::Polygon { points, colour } => {
            let points: Vec<String> = points.iter().map(|(x, y)| format!("{x},{y}")).collect();
            format!("<polygon points=\"{}\" fill=\"{}\"/>", points.join(" "), colour.hex())
        }
        Shape::Text(text) => text_element(text),
    }
}

fn text_element(text: &Text) -> String {
    let Text { at: (x, y), size, bold, anchor, colour, text, whole } = text;
    let anchor = match anchor {
        Anchor::Start => "",
        Anchor::Middle => " text-anchor=\"middle\"",
        Anchor::End => " text-anchor=\"end\"",
    };
    let weight = if *bold { " font-weight=\"bold\"" } else { "" };
    let whole = whole.as_ref().map(|whole| format!("<title>{}</title>", escape(whole))).unwrap_or_default();
    let (fill, text) = (colour.hex(), escape(text));
    format!(
        "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\"{weight}{anchor} fill=\"{fill}\">{whole}{text}</text>"
    )
}
