//! Templates: sentences with names in `{{ }}`, with `{% for %}` and `{% if %}`. What a name stands for goes between two
//! marks, so that nothing in it can be taken for markup.
//!
//! A language of this size is written here: a library for it makes the program half a megabyte larger and its faults
//! cannot be told in the reader's language.

use std::borrow::Cow;
use std::iter::Peekable;
use std::vec::IntoIter;

use super::condition::Condition;
use super::facts::{Fact, Facts};
use super::fault::{Cause, Fault};

/// Around what comes from facts; no text has them, since they are taken out of facts and of templates.
pub(super) const OPEN: char = '\u{e000}';
pub(super) const CLOSE: char = '\u{e001}';
/// Blocks within each other.
const DEEPEST: usize = 30;

/// A template.
#[derive(Debug)]
pub(super) struct Template {
    file: String,
    nodes: Vec<Node>,
}

#[derive(Debug)]
struct Node {
    line: usize,
    kind: Kind,
}

#[derive(Debug)]
enum Kind {
    Text(String),
    Name(String),
    For {
        name: String,
        over: String,
        body: Vec<Node>,
    },
    /// Each condition with its body; the last may have none.
    If(Vec<(Option<Condition>, Vec<Node>)>),
}

/// A rendered template: text, and for each of its lines the line of the template.
#[derive(Debug, Default)]
pub(super) struct Rendered {
    pub text: String,
    pub lines: Vec<usize>,
}

/// A piece of the text of a template.
enum Piece<'t> {
    Text(&'t str),
    Name(&'t str),
    Tag(&'t str),
}

impl Template {
    /// Reads a template.
    pub fn read(file: &str, text: &str) -> Result<Template, Fault> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n");
        let text = text.replace([OPEN, CLOSE], "");
        let mut pieces = pieces(file, &text)?.into_iter().peekable();
        let mut reader = Reader { file, pieces: &mut pieces };
        let (nodes, end) = reader.body(0)?;
        if let Some((line, tag)) = end {
            return Err(fault(file, line, Cause::Lonely(tag.to_owned())));
        }
        Ok(Template { file: file.to_owned(), nodes })
    }

    /// Its name.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// Puts the facts in.
    pub fn render(&self, facts: &[&Facts]) -> Result<Rendered, Fault> {
        let mut out = Rendered { text: String::new(), lines: vec![1] };
        let mut scope = Scope { facts, names: Vec::new() };
        self.nodes(&self.nodes, &mut scope, &mut out)?;
        Ok(out)
    }

    fn nodes<'f>(&self, nodes: &'f [Node], scope: &mut Scope<'f>, out: &mut Rendered) -> Result<(), Fault> {
        for node in nodes {
            let at = |cause| fault(&self.file, node.line, cause);
            match &node.kind {
                Kind::Text(text) => {
                    out.text += text;
                    out.lines.extend((1..=text.matches('\n').count()).map(|more| node.line + more));
                }
                Kind::Name(name) => match &*scope.find(name).map_err(at)? {
                    Fact::Text(text) => out.value(text),
                    Fact::Count(count) => out.value(&count.to_string()),
                    _ => return Err(at(Cause::NoText(name.clone()))),
                },
                Kind::If(branches) => {
                    for (condition, body) in branches {
                        let holds = match condition {
                            Some(condition) => condition.holds(&|name| scope.find(name)).map_err(at)?,
                            None => true,
                        };
                        if holds {
                            self.nodes(body, scope, out)?;
                            break;
                        }
                    }
                }
                Kind::For { name, over, body } => {
                    let Cow::Borrowed(Fact::List(list)) = scope.find(over).map_err(at)? else {
                        return Err(at(Cause::NoList(over.clone())));
                    };
                    for (nth, fact) in list.iter().enumerate() {
                        scope.names.push((name, fact, nth + 1, nth + 1 == list.len()));
                        self.nodes(body, scope, out)?;
                        scope.names.pop();
                    }
                }
            }
        }
        Ok(())
    }
}

impl Rendered {
    /// A text that is no markup, on one line.
    fn value(&mut self, text: &str) {
        self.text.push(OPEN);
        self.text.extend(text.trim().chars().filter(|c| ![OPEN, CLOSE].contains(c)).map(|c| match c {
            '\n' | '\r' | '\u{2028}' | '\u{2029}' => ' ',
            c => c,
        }));
        self.text.push(CLOSE);
    }
}

/// What names stand for at a place of the template.
struct Scope<'f> {
    /// Of the same name the last one counts.
    facts: &'f [&'f Facts],
    /// Names of loops, what they stand for, which one it is, and whether it is the last.
    names: Vec<(&'f str, &'f Fact, usize, bool)>,
}

impl<'f> Scope<'f> {
    fn find(&self, path: &str) -> Result<Cow<'f, Fact>, Cause> {
        let mut parts = path.split('.');
        let first = parts.next().unwrap_or_default();
        if let (true, Some((_, _, nth, last))) = (first == "loop", self.names.last()) {
            return match parts.next() {
                Some("index") => Ok(Cow::Owned(Fact::Count(*nth))),
                Some("first") => Ok(Cow::Owned(Fact::Flag(*nth == 1))),
                Some("last") => Ok(Cow::Owned(Fact::Flag(*last))),
                _ => {
                    let known = ["loop.first", "loop.index", "loop.last"].map(str::to_owned).to_vec();
                    Err(Cause::UnknownName(path.to_owned(), known))
                }
            };
        }
        let of_loop = self.names.iter().rev().find(|(name, ..)| *name == first).map(|(_, fact, ..)| *fact);
        let mut fact = match of_loop.or_else(|| self.facts.iter().rev().find_map(|facts| facts.get(first))) {
            Some(fact) => fact,
            None => {
                let loops = self.names.iter().map(|(name, ..)| (*name).to_owned());
                let facts = self.facts.iter().flat_map(|facts| facts.names());
                let known = loops.chain(facts.map(str::to_owned)).collect();
                return Err(Cause::UnknownName(first.to_owned(), known));
            }
        };
        let mut taken = first.len();
        for part in parts {
            let above = path.get(..taken).unwrap_or(path);
            let Fact::Table(facts) = fact else {
                return Err(Cause::UnknownName(path.to_owned(), vec![above.to_owned()]));
            };
            fact = facts.get(part).ok_or_else(|| {
                let known = facts.names().map(|name| format!("{above}.{name}")).collect();
                Cause::UnknownName(format!("{above}.{part}"), known)
            })?;
            taken += 1 + part.len();
        }
        Ok(Cow::Borrowed(fact))
    }
}

/// The pieces of a text, each with its line.
fn pieces<'t>(file: &str, text: &'t str) -> Result<Vec<(usize, Piece<'t>)>, Fault> {
    let mut pieces = Vec::new();
    let mut rest = text;
    let mut line = 1;
    while !rest.is_empty() {
        let next = ["{{", "{%", "{#"].into_iter().filter_map(|open| Some((rest.find(open)?, open))).min();
        let (start, open) = next.unwrap_or((rest.len(), ""));
        let (before, behind) = rest.split_at(start);
        if !before.is_empty() {
            pieces.push((line, Piece::Text(before)));
            line += before.matches('\n').count();
        }
        let close = match open {
            "{{" => "}}",
            "{%" => "%}",
            "{#" => "#}",
            _ => break,
        };
        let inner = behind.get(2..).unwrap_or_default();
        let end = inner.find(close).filter(|end| open == "{#" || !inner[..*end].contains('\n'));
        let Some(end) = end else {
            return Err(fault(file, line, Cause::Unclosed(open)));
        };
        let (content, behind) = inner.split_at(end);
        match open {
            "{{" => pieces.push((line, Piece::Name(content.trim()))),
            "{%" => pieces.push((line, Piece::Tag(content.trim_matches(['-', ' ', '\t'])))),
            _ => {}
        }
        line += content.matches('\n').count();
        rest = behind.get(2..).unwrap_or_default();
    }
    Ok(pieces)
}

struct Reader<'r, 't> {
    file: &'r str,
    pieces: &'r mut Peekable<IntoIter<(usize, Piece<'t>)>>,
}

/// A tag that ends a body, and its line.
type End<'t> = Option<(usize, &'t str)>;

impl<'t> Reader<'_, 't> {
    /// The nodes up to a tag that begins nothing.
    fn body(&mut self, depth: usize) -> Result<(Vec<Node>, End<'t>), Fault> {
        let mut nodes = Vec::new();
        while let Some((line, piece)) = self.pieces.next() {
            let at = |cause| fault(self.file, line, cause);
            if depth > DEEPEST {
                return Err(at(Cause::TooDeep));
            }
            let kind = match piece {
                Piece::Text(text) => Kind::Text(text.to_owned()),
                Piece::Name(name) if is_name(name) => Kind::Name(name.to_owned()),
                Piece::Name(name) => return Err(at(Cause::NotUnderstood(name.to_owned()))),
                Piece::Tag(tag) => match tag.split_whitespace().collect::<Vec<_>>()[..] {
                    ["for", name, "in", over] if is_name(name) && is_name(over) => {
                        let (name, over) = (name.to_owned(), over.to_owned());
                        let (body, end) = self.body(depth + 1)?;
                        if end.is_none_or(|(_, tag)| tag != "endfor") {
                            return Err(fault(self.file, line, Cause::Endless("for")));
                        }
                        Kind::For { name, over, body }
                    }
                    ["if", ref words @ ..] => {
                        let condition = Condition::read(words).map_err(at)?;
                        Kind::If(self.branches(line, condition, depth + 1)?)
                    }
                    ["endif" | "endfor" | "else" | "elif", ..] => return Ok((nodes, Some((line, tag)))),
                    _ => return Err(at(Cause::NotUnderstood(tag.to_owned()))),
                },
            };
            nodes.push(Node { line, kind });
        }
        Ok((nodes, None))
    }

    fn branches(
        &mut self,
        start: usize,
        first: Condition,
        depth: usize,
    ) -> Result<Vec<(Option<Condition>, Vec<Node>)>, Fault> {
        let mut branches = Vec::new();
        let mut condition = Some(first);
        loop {
            let is_last = condition.is_none();
            let (body, end) = self.body(depth)?;
            branches.push((condition, body));
            let Some((line, tag)) = end else {
                return Err(fault(self.file, start, Cause::Endless("if")));
            };
            condition = match tag.split_whitespace().collect::<Vec<_>>()[..] {
                ["endif"] => return Ok(branches),
                ["else"] if !is_last => None,
                ["elif", ref words @ ..] if !is_last => {
                    Some(Condition::read(words).map_err(|cause| fault(self.file, line, cause))?)
                }
                _ => return Err(fault(self.file, line, Cause::Lonely(tag.to_owned()))),
            };
        }
    }
}

/// Names are words with dots between them.
pub(super) fn is_name(text: &str) -> bool {
    let is_word = |word: &str| {
        word.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
            && word.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
    };
    text.split('.').all(is_word)
}

pub(super) fn fault(file: &str, line: usize, cause: Cause) -> Fault {
    Fault { file: file.to_owned(), line, cause }
}
