//! The templates of all papers: ours, and those of a round that stand in their place.

use super::facts::Facts;
use super::fault::Fault;
use super::markup::{Parts, document};
use super::template::Template;
use crate::report::document::Document;

/// Our templates: the name of the file and its text.
pub const BUILT_IN: [(&str, &str); 4] = [
    ("quyet-dinh.txt", include_str!("sentences/quyet-dinh.txt")),
    ("bao-cao.txt", include_str!("sentences/bao-cao.txt")),
    ("thong-bao.txt", include_str!("sentences/thong-bao.txt")),
    ("bien-ban.txt", include_str!("sentences/bien-ban.txt")),
];

/// The templates of all papers.
#[derive(Debug)]
pub struct Sentences(Vec<Template>);

impl Sentences {
    /// The templates, where a text of the round stands in place of ours; `own` gives the shown name and the text of a
    /// file that is there.
    pub fn read(own: impl Fn(&str) -> Option<(String, String)>) -> Result<Sentences, Vec<Fault>> {
        let (mut templates, mut faults) = (Vec::new(), Vec::new());
        for (name, ours) in BUILT_IN {
            let (file, text) = own(name).unwrap_or_else(|| (name.to_owned(), ours.to_owned()));
            match Template::read(&file, &text) {
                Ok(template) => templates.push(template),
                Err(fault) => faults.push(fault),
            }
        }
        if faults.is_empty() { Ok(Sentences(templates)) } else { Err(faults) }
    }

    /// The document of a template, with facts and parts in it; an empty one where there is no such template. Of facts of
    /// the same name the last ones count.
    pub fn document(&self, name: &str, facts: &[&Facts], parts: &Parts) -> Result<Document, Fault> {
        let at = BUILT_IN.iter().position(|(known, _)| *known == name);
        let Some(template) = at.and_then(|at| self.0.get(at)) else { return Ok(Document::default()) };
        document(template.file(), &template.render(facts)?, parts)
    }
}
