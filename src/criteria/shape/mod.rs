//! Every key of a criteria file: in which table it stands, what it takes, what it means. The JSON Schema for editors is
//! made of this table, and a test holds it against what the reader asks for.

mod file;
mod rule;

pub(super) use file::FILE;

/// A table of the file.
pub(super) struct Shape {
    /// Its keys.
    pub keys: &'static [Key],
    /// Of each of these groups exactly one key must be there.
    pub one_of: &'static [&'static [&'static str]],
}

/// A key of a table.
pub(super) struct Key {
    pub name: &'static str,
    pub kind: Kind,
    /// The table is at fault without it.
    pub needed: bool,
    /// It may come from the set on top of which the file stands, so that an editor cannot ask for it.
    pub inherited: bool,
    /// What counts without it, as JSON; empty where nothing does.
    pub default: &'static str,
    /// What it means.
    pub vi: &'static str,
    pub en: &'static str,
}

/// What a key takes.
#[derive(Clone, Copy)]
pub(super) enum Kind {
    /// A text.
    Text,
    /// A number by its written digits.
    Number,
    /// A number, or a percentage as a text.
    Share,
    /// A whole number between bounds.
    Whole(i64, i64),
    /// `true` or `false`.
    Flag,
    /// A day.
    Day,
    /// One of these words.
    Word(&'static [&'static str]),
    /// A list of texts.
    Texts,
    /// A table.
    Table(&'static Shape),
    /// A list of tables.
    Tables(&'static Shape),
    /// Per code a number or percentage.
    Shares,
    /// Per code what a unit declares.
    Answers,
    /// Per code points: a number or an expression.
    Points,
    /// A number or an expression.
    Amount,
}

const fn key(name: &'static str, kind: Kind, vi: &'static str, en: &'static str) -> Key {
    Key { name, kind, needed: false, inherited: false, default: "", vi, en }
}

impl Key {
    const fn needed(mut self) -> Key {
        self.needed = true;
        self
    }

    const fn inherited(mut self) -> Key {
        self.inherited = true;
        self.needed()
    }

    const fn default(mut self, json: &'static str) -> Key {
        self.default = json;
        self
    }
}

const fn shape(keys: &'static [Key]) -> Shape {
    Shape { keys, one_of: &[] }
}
