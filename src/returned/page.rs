//! The sheet of the slip: who, what, how much, and the list with links to the cells.

use super::cells::Pair;
use super::links::MAIN;
use super::splice::escape;
use super::styles::{List, Styles, colour, solid};
use crate::diagnostic::Severity;
use crate::message::{Lang, characters, slip};

/// The row with the heads; it is printed on every page.
const HEAD_ROW: usize = 7;
/// The same as a name of rows.
pub(super) const REPEATED_ROWS: &str = "$7:$7";
/// Widths of the columns, in characters.
const WIDTHS: [u32; 8] = [5, 12, 17, 7, 9, 46, 46, 21];
/// The columns behind the list, hidden: they keep the styles of a marked cell, as it came and as it went.
const KEPT: [char; 2] = ['I', 'J'];
/// How the description of the hidden columns begins in a sheet that we wrote.
const KEPT_COLUMNS: &str = "min=\"9\" max=\"10\"";
const BORDER: &str = "<border><left style=\"thin\"><color auto=\"1\"/></left><right style=\"thin\"><color auto=\"1\"/></right><top style=\"thin\"><color auto=\"1\"/></top><bottom style=\"thin\"><color auto=\"1\"/></bottom><diagonal/></border>";

/// What stands above the list.
pub(super) struct Above {
    pub(super) units: Option<String>,
    pub(super) file: String,
    pub(super) counts: String,
    /// What to do now.
    pub(super) advice: String,
    pub(super) note: Option<String>,
}

/// One finding in the list.
pub(super) struct Line {
    pub(super) severity: Severity,
    pub(super) sheet: String,
    pub(super) cell: String,
    /// Where the link goes: `'S'!D17`.
    pub(super) link: Option<String>,
    pub(super) criterion: String,
    pub(super) message: String,
    pub(super) help: String,
    pub(super) code: &'static str,
    /// The styles of its cell.
    pub(super) pair: Option<Pair>,
}

/// The styles of the page.
struct Looks {
    title: usize,
    text: usize,
    head: usize,
    cell: usize,
    centred: usize,
    link: usize,
    error: usize,
    warning: usize,
}

impl Looks {
    fn new(styles: &mut Styles) -> Looks {
        let mut font = |style: &str, size: u32, colour: &str| {
            let font = format!(
                "<font>{style}<sz val=\"{size}\"/>{colour}<name val=\"Times New Roman\"/><family val=\"1\"/></font>"
            );
            styles.add(List::Fonts, &font)
        };
        let plain = font("", 11, "");
        let bold = font("<b/>", 11, "");
        let large = font("<b/>", 14, "");
        let linked = font("<u/>", 11, "<color rgb=\"FF0563C1\"/>");
        let grey = styles.add(List::Fills, &solid("FFD9E1F2"));
        let red = styles.add(List::Fills, &solid(colour(Severity::Error)));
        let yellow = styles.add(List::Fills, &solid(colour(Severity::Warning)));
        let border = styles.add(List::Borders, BORDER);
        let mut look = |font: usize, fill: usize, border: usize, align: &str| {
            let look = format!(
                "<xf numFmtId=\"49\" fontId=\"{font}\" fillId=\"{fill}\" borderId=\"{border}\" xfId=\"0\" applyNumberFormat=\"1\" applyFont=\"1\" applyFill=\"1\" applyBorder=\"1\" applyAlignment=\"1\"><alignment {align} wrapText=\"1\"/></xf>"
            );
            styles.add(List::Cells, &look)
        };
        let centre = "horizontal=\"center\" vertical=\"center\"";
        let left = "horizontal=\"left\" vertical=\"center\"";
        Looks {
            title: look(large, 0, 0, left),
            text: look(plain, 0, 0, left),
            head: look(bold, grey, border, centre),
            cell: look(plain, 0, border, &format!("{left} indent=\"1\"")),
            centred: look(plain, 0, border, centre),
            link: look(linked, 0, border, centre),
            error: look(bold, red, border, centre),
            warning: look(bold, yellow, border, centre),
        }
    }
}

/// Writes the sheet.
pub(super) fn write(above: &Above, lines: &[Line], styles: &mut Styles, lang: Lang) -> String {
    let looks = Looks::new(styles);
    let mut rows = String::new();
    let top = [
        (Some(slip::title(lang)), looks.title, 24),
        (above.units.clone(), looks.text, 17),
        (Some(above.file.clone()), looks.text, 17),
        (Some(above.counts.clone()), looks.text, 17),
        (Some(above.advice.clone()), looks.text, 34),
        (above.note.clone(), looks.text, 17),
    ];
    for (number, (text, look, height)) in (1..).zip(top) {
        let Some(text) = text else { continue };
        let cell = cell('A', number, look, &text);
        rows.push_str(&format!("<row r=\"{number}\" ht=\"{height}\" customHeight=\"1\">{cell}</row>"));
    }
    let heads = ('A'..).zip(slip::heads(lang)).map(|(column, head)| cell(column, HEAD_ROW, looks.head, head));
    rows.push_str(&format!(
        "<row r=\"{HEAD_ROW}\" ht=\"22\" customHeight=\"1\">{}</row>",
        heads.collect::<String>()
    ));
    let mut hyperlinks = String::new();
    for (number, line) in (1_usize..).zip(lines) {
        let row = HEAD_ROW + number;
        rows.push_str(&line_of(line, number, row, &looks, lang));
        if let Some(link) = &line.link {
            let (column, shown) = if line.cell.is_empty() { ('C', &line.sheet) } else { ('D', &line.cell) };
            hyperlinks.push_str(&format!(
                "<hyperlink ref=\"{column}{row}\" location=\"{}\" display=\"{}\"/>",
                escape(link),
                escape(shown)
            ));
        }
    }
    if !hyperlinks.is_empty() {
        hyperlinks = format!("<hyperlinks>{hyperlinks}</hyperlinks>");
    }
    let (mut merges, mut columns) = (String::new(), String::new());
    for row in 1..HEAD_ROW {
        merges.push_str(&format!("<mergeCell ref=\"A{row}:H{row}\"/>"));
    }
    for (number, width) in (1..).zip(WIDTHS) {
        let column = format!("<col min=\"{number}\" max=\"{number}\" width=\"{width}\" customWidth=\"1\"/>");
        columns.push_str(&column);
    }
    let (above_all, below) = (HEAD_ROW - 1, HEAD_ROW + 1);
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<worksheet xmlns=\"{MAIN}\"><sheetPr><tabColor rgb=\"FFFF0000\"/><pageSetUpPr fitToPage=\"1\"/></sheetPr><sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"{HEAD_ROW}\" topLeftCell=\"A{below}\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight=\"15\"/><cols>{columns}<col {KEPT_COLUMNS} width=\"9\" hidden=\"1\" customWidth=\"1\"/></cols><sheetData>{rows}</sheetData><mergeCells count=\"{above_all}\">{merges}</mergeCells>{hyperlinks}<pageMargins left=\"0.5\" right=\"0.5\" top=\"0.6\" bottom=\"0.6\" header=\"0.3\" footer=\"0.3\"/><pageSetup paperSize=\"9\" orientation=\"landscape\" fitToHeight=\"0\"/><headerFooter><oddFooter>&amp;C&amp;P/&amp;N</oddFooter></headerFooter></worksheet>"
    )
}

fn line_of(line: &Line, number: usize, row: usize, looks: &Looks, lang: Lang) -> String {
    let error = line.severity == Severity::Error;
    let severity = if error { looks.error } else { looks.warning };
    let (to_sheet, to_cell) = match (&line.link, line.cell.is_empty()) {
        (None, _) => (looks.cell, looks.centred),
        (Some(_), true) => (looks.link, looks.centred),
        (Some(_), false) => (looks.cell, looks.link),
    };
    let cells = [
        (looks.centred, number.to_string()),
        (severity, slip::severity(error, lang).to_owned()),
        (to_sheet, line.sheet.clone()),
        (to_cell, line.cell.clone()),
        (looks.centred, line.criterion.clone()),
        (looks.cell, line.message.clone()),
        (looks.cell, line.help.clone()),
        (looks.cell, line.code.to_owned()),
    ];
    let mut text: String =
        ('A'..).zip(cells).map(|(column, (look, text))| cell(column, row, look, &text)).collect();
    if let Some((before, after)) = line.pair {
        for (column, style) in KEPT.into_iter().zip([before, after]) {
            text.push_str(&format!("<c r=\"{column}{row}\" s=\"{style}\"/>"));
        }
    }
    let wrapped = [(&line.sheet, WIDTHS[2]), (&line.message, WIDTHS[5]), (&line.help, WIDTHS[6])];
    let lines = wrapped.into_iter().map(|(text, width)| lines_of(text, width as usize)).max().unwrap_or(1);
    format!("<row r=\"{row}\" ht=\"{}\">{text}</row>", (lines * 15 + 3).min(400))
}

/// How many lines a text takes in a column; not every spreadsheet makes a row as high as its text.
fn lines_of(text: &str, width: usize) -> usize {
    text.split('\n').map(|line| characters(line) * 4 / (width * 5) + 1).sum()
}

/// A cell with a text, which is never a formula, whatever it begins with.
fn cell(column: char, row: usize, look: usize, text: &str) -> String {
    if text.is_empty() {
        return format!("<c r=\"{column}{row}\" s=\"{look}\"/>");
    }
    let text = escape(text);
    format!(
        "<c r=\"{column}{row}\" s=\"{look}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>"
    )
}
