//! A page (HTML) that a web system or Excel saved as a spreadsheet: its tables one below the other in one sheet, with
//! the text between them.

mod grid;

use html5gum::{DefaultEmitter, Token, Tokenizer};

use super::{Sheet, SheetBuilder, limits, text};
use crate::diagnostic::CellRef;
use crate::message::{Detail, Limit};
use grid::{Grid, Span, Used};

/// The beginning of an element.
type Tag = html5gum::StartTag<()>;

/// Tables within tables; those further in are text.
const DEPTH: usize = 32;
/// Elements that end a line of text.
const BLOCKS: [&[u8]; 18] = [
    b"p", b"div", b"br", b"hr", b"li", b"ul", b"ol", b"h1", b"h2", b"h3", b"h4", b"h5", b"h6", b"center",
    b"form", b"body", b"pre", b"dd",
];
/// Elements whose content nobody sees.
const UNSEEN: [&[u8]; 7] = [b"script", b"style", b"title", b"template", b"comment", b"xml", b"noframes"];
/// Elements without an end.
const VOID: [&[u8]; 10] =
    [b"br", b"hr", b"img", b"input", b"meta", b"link", b"col", b"area", b"base", b"wbr"];

/// Reads a page as one sheet of this name; `None` where it has no table.
pub(super) fn read(name: &str, html: &str) -> Result<Option<Sheet>, Detail> {
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let mut page = Page::default();
    for token in Tokenizer::new_with_emitter(html, emitter) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => page.start(&tag)?,
            Token::EndTag(tag) => page.end(&tag.name)?,
            Token::String(value) => page.text(&String::from_utf8_lossy(&value.value)),
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    while !page.tables.is_empty() {
        page.end(b"table")?;
    }
    page.end_line()?;
    Ok(page.found.then(|| page.finish(name)))
}

/// Something that is not seen, and where it ends.
struct Unseen {
    element: Vec<u8>,
    /// Elements of the same name inside.
    depth: usize,
    /// How many tables were open where it began.
    tables: usize,
}

/// A page that is being read.
#[derive(Default)]
struct Page {
    builder: SheetBuilder,
    hidden_rows: Vec<u32>,
    hidden_columns: Vec<(u32, u32)>,
    merges: Vec<(CellRef, CellRef)>,
    /// The row of the sheet that comes next.
    row: u32,
    /// The tables that are open, each inside the one before.
    tables: Vec<Grid>,
    /// Tables that are open and too deep to be any.
    deeper: usize,
    unseen: Option<Unseen>,
    /// A group of rows that is hidden.
    hidden_group: bool,
    /// Within a list to choose from; and whether what comes is the choice.
    choice: Option<bool>,
    /// Text outside of tables, up to the end of its line.
    line: String,
    found: bool,
    used: Used,
}

impl Page {
    fn start(&mut self, tag: &Tag) -> Result<(), Detail> {
        let name: &[u8] = &tag.name;
        let hidden = is_hidden(tag);
        if is_of_table(name) && name != b"table" {
            self.leave_cell();
        }
        if let Some(unseen) = self.unseen.as_mut().filter(|unseen| unseen.element == name) {
            unseen.depth += usize::from(!tag.self_closing);
        }
        match name {
            b"table" => return self.begin_table(hidden),
            b"thead" | b"tbody" | b"tfoot" => {
                self.hidden_group = hidden;
                self.in_table(|grid, _| {
                    grid.end_row();
                    Ok(())
                })?;
            }
            b"tr" => {
                let hidden = hidden || self.hidden_group;
                self.in_table(|grid, _| grid.begin_row(hidden))?;
            }
            b"td" | b"th" => {
                let span = Span { columns: number(tag, b"colspan"), rows: number(tag, b"rowspan"), hidden };
                self.in_table(|grid, used| grid.begin_cell(span, used))?;
            }
            b"caption" => {
                let span = Span { columns: 1, rows: 1, hidden: false };
                self.in_table(|grid, used| {
                    grid.begin_row(hidden)?;
                    grid.begin_cell(span, used)
                })?;
            }
            b"col" => {
                self.in_table(|grid, _| {
                    grid.describe(number(tag, b"span"), hidden);
                    Ok(())
                })?;
            }
            b"select" => self.choice = Some(false),
            b"option" if self.choice.is_some() => {
                self.choice = Some(tag.attributes.contains_key(b"selected".as_slice()));
            }
            b"input" => {
                let kind = attribute(tag, b"type").to_ascii_lowercase();
                if !hidden && matches!(&*kind, "" | "text" | "number") {
                    self.text(&attribute(tag, b"value"));
                }
            }
            _ => {
                let conceals = hidden || UNSEEN.contains(&name);
                if conceals && self.unseen.is_none() && !tag.self_closing && !VOID.contains(&name) {
                    let tables = self.tables.len();
                    self.unseen = Some(Unseen { element: name.to_vec(), depth: 1, tables });
                }
            }
        }
        if BLOCKS.contains(&name) { self.end_line() } else { Ok(()) }
    }

    fn end(&mut self, name: &[u8]) -> Result<(), Detail> {
        if is_of_table(name) {
            self.leave_cell();
        }
        if let Some(unseen) = self.unseen.as_mut().filter(|unseen| unseen.element == name) {
            unseen.depth = unseen.depth.saturating_sub(1);
            if unseen.depth == 0 {
                self.unseen = None;
            }
        }
        match name {
            b"table" => return self.end_table(),
            b"select" => self.choice = None,
            b"option" if self.choice.is_some() => self.choice = Some(false),
            b"thead" | b"tbody" | b"tfoot" => self.hidden_group = false,
            _ => {}
        }
        match name {
            b"tr" | b"thead" | b"tbody" | b"tfoot" | b"caption" => self.in_table(|grid, _| {
                grid.end_row();
                Ok(())
            }),
            b"td" | b"th" => self.in_table(|grid, _| {
                grid.end_cell();
                Ok(())
            }),
            name if BLOCKS.contains(&name) => self.end_line(),
            _ => Ok(()),
        }
    }

    fn text(&mut self, text: &str) {
        let unseen = self.unseen.as_ref().is_some_and(|unseen| unseen.tables == self.tables.len());
        if unseen || self.choice == Some(false) {
            return;
        }
        match self.tables.last_mut() {
            // Between the cells of a table nothing but white space belongs; what stands there is shown above it.
            Some(grid) => grid.text().unwrap_or(&mut self.line).push_str(text),
            None => self.line.push_str(text),
        }
    }

    /// A line ends: in a cell it is a space, elsewhere a row.
    fn end_line(&mut self) -> Result<(), Detail> {
        if let Some(grid) = self.tables.last_mut() {
            if let Some(text) = grid.text() {
                text.push(' ');
            }
            return Ok(());
        }
        let line = std::mem::take(&mut self.line);
        if !line.trim().is_empty() {
            self.builder.text(self.row, 0, &text::clean_cell(&line), false);
            self.next_rows(1)?;
        }
        Ok(())
    }

    fn next_rows(&mut self, rows: u32) -> Result<(), Detail> {
        self.row = self.row.saturating_add(rows);
        let (allowed, found) = (u64::from(limits::ROWS), u64::from(self.row));
        if self.row > limits::ROWS { Err(limits::count(Limit::Rows, allowed, found)) } else { Ok(()) }
    }

    /// What is not seen inside of a cell does not reach beyond it, even where its end is missing.
    fn leave_cell(&mut self) {
        self.choice = None;
        let tables = self.tables.len();
        if self.unseen.as_ref().is_some_and(|unseen| unseen.tables > 0 && unseen.tables >= tables) {
            self.unseen = None;
        }
    }

    fn begin_table(&mut self, hidden: bool) -> Result<(), Detail> {
        if self.tables.len() >= DEPTH {
            self.deeper += 1;
            return Ok(());
        }
        if self.tables.is_empty() {
            self.end_line()?;
        }
        let within = self.unseen.is_some() || self.tables.last().is_some_and(Grid::row_is_hidden);
        self.tables.push(Grid::new(hidden || within));
        self.found = true;
        Ok(())
    }

    fn end_table(&mut self) -> Result<(), Detail> {
        if self.deeper > 0 {
            self.deeper -= 1;
            return Ok(());
        }
        let Some(mut grid) = self.tables.pop() else { return Ok(()) };
        self.hidden_group = false;
        grid.close();
        if let Some(outer) = self.tables.last_mut() {
            return outer.take_in(grid, &mut self.used);
        }
        self.end_line()?;
        let base = self.row;
        let at = |cell: CellRef| CellRef { row: cell.row + base, ..cell };
        for (row, column, text) in &grid.cells {
            self.builder.text(row + base, *column, &text::clean_cell(text), false);
        }
        self.hidden_rows.extend(grid.hidden_rows.iter().map(|row| row + base));
        self.hidden_columns.extend(grid.hidden_columns);
        self.merges.extend(grid.merges.iter().map(|(first, last)| (at(*first), at(*last))));
        self.next_rows(grid.rows)
    }

    /// Does something with the table that is open, where it is not too deep.
    fn in_table(
        &mut self,
        work: impl FnOnce(&mut Grid, &mut Used) -> Result<(), Detail>,
    ) -> Result<(), Detail> {
        match self.tables.last_mut() {
            Some(grid) if self.deeper == 0 => work(grid, &mut self.used),
            // Cells without a table are words of the text.
            _ => {
                self.text(" ");
                Ok(())
            }
        }
    }

    fn finish(self, name: &str) -> Sheet {
        let mut sheet = self.builder.finish(name);
        sheet.from_text = true;
        sheet.hidden_rows = self.hidden_rows;
        sheet.hidden_columns = self.hidden_columns;
        sheet.merges = self.merges;
        sheet.merges.truncate(limits::MERGES);
        sheet
    }
}

fn is_of_table(name: &[u8]) -> bool {
    matches!(name, b"table" | b"thead" | b"tbody" | b"tfoot" | b"tr" | b"td" | b"th" | b"caption")
}

fn attribute<'t>(tag: &'t Tag, name: &[u8]) -> std::borrow::Cow<'t, str> {
    tag.attributes.get(name).map(|value| String::from_utf8_lossy(&value.value)).unwrap_or_default()
}

/// A number such as a `colspan`; 1 where there is none.
fn number(tag: &Tag, name: &[u8]) -> u32 {
    let text = attribute(tag, name);
    let digits: String = text.trim().chars().take_while(char::is_ascii_digit).take(9).collect();
    digits.parse().unwrap_or(1)
}

/// Whether an element says that it is not shown.
fn is_hidden(tag: &Tag) -> bool {
    if tag.attributes.contains_key(b"hidden".as_slice()) {
        return true;
    }
    let style = attribute(tag, b"style").to_ascii_lowercase().replace(char::is_whitespace, "");
    ["display:none", "visibility:hidden", "visibility:collapse"].iter().any(|hides| style.contains(hides))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    /// The cells of a page as `A1=text`, then what is hidden and merged.
    fn show(html: &str) -> String {
        let Some(sheet) = read("S", html).unwrap() else { return "no table".to_owned() };
        let cells = sheet.rows().flat_map(|row| {
            row.cells().map(move |(column, _)| format!("{}={}", row.at(column), row.text(column).unwrap()))
        });
        let mut shown: Vec<String> = cells.collect();
        shown.extend(sheet.hidden_rows.iter().map(|row| format!("-{}", row + 1)));
        shown.extend(sheet.hidden_columns.iter().map(|(first, last)| format!("-C{first}:{last}")));
        shown.extend(sheet.merges.iter().map(|(first, last)| format!("{first}:{last}")));
        shown.join(" ")
    }

    #[test]
    fn tables_are_read_however_they_are_written() {
        for (html, expected) in [
            ("<table><tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></table>", "A1=1 B1=2 A2=3"),
            ("<TABLE><TR><TH>1<TD>2<TR><TD>3", "A1=1 B1=2 A2=3"),
            ("<table><thead><tr><td>1</thead><tbody><tr><td>2</tbody></table>", "A1=1 A2=2"),
            ("<table><td>1<td>2</table>", "A1=1 B1=2"),
            ("<table><tr><td>&nbsp;</td><td>&#7871;&eacute;&amp;lt;</td></tr></table>", "B1=ếé&lt;"),
            ("<table><tr><td>a<br>b<br/>c<p>d</p>e\n  f</td></tr></table>", "A1=a b c d e f"),
            (
                "<table><tr><td x:num=\"0.3333\">0,33</td><td><b>1</b>.<i>1</i></td></tr></table>",
                "A1=0,33 B1=1.1",
            ),
            ("<table><caption>Bảng</caption><tr><td>1</table>", "A1=Bảng A2=1"),
            ("<p>x</p>", "no table"),
            ("<table></table>", ""),
            ("", "no table"),
            (
                "<table><tr><td><input value='0,5'><input type=hidden value=9><textarea>a</textarea></table>",
                "A1=0,5a",
            ),
            (
                "<table><tr><td><select><option>Có<option selected>Không</select><td>1</table>",
                "A1=Không B1=1",
            ),
        ] {
            assert_eq!(show(html), expected, "{html}");
        }
    }

    #[test]
    fn spans_keep_cells_in_their_columns() {
        for (html, expected) in [
            (
                "<table><tr><td rowspan=2>1<td colspan=2>2<td>3<tr><td>4<td>5<td>6</table>",
                "A1=1 B1=2 D1=3 B2=4 C2=5 D2=6 A1:A2 B1:C1",
            ),
            ("<table><tr><td rowspan=9>1<tr><td>2</table>", "A1=1 B2=2 A1:A2"),
            ("<table><tr><td rowspan=0>1<td>2<tr><td>3<tr><td>4</table>", "A1=1 B1=2 B2=3 B3=4 A1:A3"),
            ("<table><tr><td colspan=0>1<td colspan=x>2<td rowspan=-1>3</table>", "A1=1 B1=2 C1=3"),
            ("<table><tr><td colspan=99999>1<td>2</table>", "A1=1 ALM1=2 A1:ALL1"),
        ] {
            assert_eq!(show(html), expected, "{html}");
        }
    }

    #[test]
    fn tables_of_a_page_stand_below_one_another() {
        let form = "<table><tr><td>STT<td>Tên<tr><td>1<td>a</table>";
        let below = "A2=STT B2=Tên A3=1 B3=a";
        assert_eq!(show(&format!("<p>Đơn vị: <b>xã</b></p>{form}")), format!("A1=Đơn vị: xã {below}"));
        assert_eq!(
            show(&format!("<table><tr><td>Đơn vị: xã</table>{form}")),
            format!("A1=Đơn vị: xã {below}")
        );
        // A frame for the layout around both.
        let framed = format!("<table><tr><td>Đơn vị: xã<td><tr><td colspan=2>{form}</table>");
        assert_eq!(show(&framed), format!("A1=Đơn vị: xã {below}"));
        // A line or a list in a cell is its text; hidden, it is nothing.
        let list = |style: &str| {
            format!("<table><tr><td>1<td>a <table {style}><tr><td>b<tr><td>c</table> d<td>2<tr><td>3</table>")
        };
        assert_eq!(show(&list("")), "A1=1 B1=a b c d C1=2 A2=3");
        assert_eq!(show(&list("style='display:none'")), "A1=1 B1=a d C1=2 A2=3");
        // A table in a row of another divides it: the rest of the row follows below.
        assert_eq!(show(&format!("<table><tr><td>x<td>{form}<td>y</table>")), format!("A1=x {below} C4=y"));
        let hanging = format!("<table><tr><td rowspan=2>a<td>{form}<td>b<tr><td>c<tr><td>d</table>");
        assert_eq!(show(&hanging), format!("A1=a {below} C4=b B5=c A6=d"));
        let deep = format!("{}<tr><td>x<td>y{}", "<table><tr><td>".repeat(500), "</table>".repeat(500));
        assert_eq!(show(&deep), "A1=x y");
    }

    #[test]
    fn what_is_not_shown_is_said_or_left_out() {
        for (html, expected) in [
            ("<table><tr style='display: NONE'><td>1<tr><td>2</table>", "A1=1 A2=2 -1"),
            ("<table style='display:none'><tr><td>1</table><table><tr><td>2</table>", "A1=1 A2=2 -1"),
            ("<table><tbody hidden><tr><td>1</tbody><tr><td>2</table>", "A1=1 A2=2 -1"),
            ("<div style='display:none'><div>x</div><table><tr><td>1</table>y</div>z", "A1=1 A2=z -1"),
            ("<table><col><col span=2 style='display:none'><tr><td>1<td>2</table>", "A1=1 B1=2 -C1:2"),
            ("<table><tr><td>1<td style=display:none>2<tr><td>3</table>", "A1=1 B1=2 A2=3 -C1:1"),
            ("<table><tr><td>0.5<span style='display:none'>1</span><td>2</table>", "A1=0.5 B1=2"),
            ("<table><tr><td>0.5<span hidden>1<td>2</table>", "A1=0.5 B1=2"),
            ("<table><tr><td>1<a class=x></a><comment>note</comment><td>2</table>", "A1=1 B1=2"),
            ("<title>t</title><style>a{}</style><script>'<table>'</script><table><tr><td>1</table>", "A1=1"),
            ("<!--[if gte mso 9]><xml><x:Name>a</x:Name></xml><![endif]--><table><tr><td>1</table>", "A1=1"),
        ] {
            assert_eq!(show(html), expected, "{html}");
        }
    }

    #[test]
    fn limits_hold() {
        let refused = |html: &str| matches!(read("S", html), Err(Detail::LimitExceeded { .. }));
        assert!(refused(&format!("<table>{}", "<td colspan=1000>".repeat(17))));
        assert!(refused(&format!("<table>{}", "<tr>".repeat(1_048_577))));
        // Every row must pass over all that hangs down into it.
        let curtain =
            format!("<table>{}{}", "<td rowspan=65534 colspan=1000>".repeat(16), "<tr><td>1".repeat(400));
        assert!(refused(&curtain));
        assert!(!refused(&"<table><tr><td>".repeat(100_000)));
        assert!(!refused(&"<b>".repeat(100_000)));
    }

    proptest::proptest! {
        #[test]
        fn any_page_is_read(parts in proptest::collection::vec(
            proptest::sample::select(vec![
                "<table>", "</table>", "<tr>", "</tr>", "<td>", "</td>", "<th rowspan=3>", "<td colspan=2 rowspan=0>",
                "<td style='display:none'>", "<tr hidden>", "<caption>", "<col span=3 hidden>", "<p>", "</p>", "<br>", "a", "0,5",
                "<span hidden>", "</span>", "<select>", "<option selected>", "</select>", "<script>", "</script>", "<!--",
                "-->", "<tbody>", "</tbody>", "&nbsp;", "&#x1EBF", "<", "\"", "<table hidden>", "<comment>", "<textarea>",
            ]), 0..60)
        ) {
            let html = parts.concat();
            if let Some(sheet) = read("S", &html).unwrap() {
                for (first, last) in &sheet.merges {
                    proptest::prop_assert!(first.row <= last.row && first.column <= last.column && first != last, "{}", html);
                }
            }
        }
    }
}
