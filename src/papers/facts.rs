//! What a template may name: texts, counts, yes and no, lists and tables of them. Numbers are texts already, as they are
//! published.

use std::collections::BTreeMap;

/// Something that a template may name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fact {
    /// A text; an empty one counts as no.
    Text(String),
    /// A count; zero counts as no.
    Count(usize),
    /// Yes or no.
    Flag(bool),
    /// A list; an empty one counts as no.
    List(Vec<Fact>),
    /// Facts by name.
    Table(Facts),
}

/// Facts by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts(BTreeMap<&'static str, Fact>);

impl Facts {
    /// No facts.
    pub fn new() -> Facts {
        Facts::default()
    }

    /// These and one more, which stands in place of one of the same name.
    #[must_use]
    pub fn with(mut self, name: &'static str, fact: impl Into<Fact>) -> Facts {
        self.0.insert(name, fact.into());
        self
    }

    /// These and those.
    #[must_use]
    pub fn and(mut self, more: Facts) -> Facts {
        self.0.extend(more.0);
        self
    }

    /// A fact.
    pub fn get(&self, name: &str) -> Option<&Fact> {
        self.0.get(name)
    }

    /// All names.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        self.0.keys().copied()
    }
}

impl Fact {
    /// Whether `{% if … %}` holds.
    pub fn holds(&self) -> bool {
        match self {
            Fact::Text(text) => !text.is_empty(),
            Fact::Count(count) => *count > 0,
            Fact::Flag(flag) => *flag,
            Fact::List(list) => !list.is_empty(),
            Fact::Table(_) => true,
        }
    }
}

impl From<&str> for Fact {
    fn from(text: &str) -> Fact {
        Fact::Text(text.to_owned())
    }
}

impl From<String> for Fact {
    fn from(text: String) -> Fact {
        Fact::Text(text)
    }
}

/// A text that is not there is an empty one.
impl<F: Into<Fact>> From<Option<F>> for Fact {
    fn from(fact: Option<F>) -> Fact {
        fact.map_or_else(|| Fact::Text(String::new()), Into::into)
    }
}

impl From<usize> for Fact {
    fn from(count: usize) -> Fact {
        Fact::Count(count)
    }
}

impl From<bool> for Fact {
    fn from(flag: bool) -> Fact {
        Fact::Flag(flag)
    }
}

impl From<Facts> for Fact {
    fn from(facts: Facts) -> Fact {
        Fact::Table(facts)
    }
}

impl<F: Into<Fact>> FromIterator<F> for Fact {
    fn from_iter<I: IntoIterator<Item = F>>(facts: I) -> Fact {
        Fact::List(facts.into_iter().map(Into::into).collect())
    }
}

impl<F: Into<Fact>> From<Vec<F>> for Fact {
    fn from(facts: Vec<F>) -> Fact {
        facts.into_iter().collect()
    }
}
