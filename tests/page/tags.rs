//! The tags of a page, its tables, and what its policy is made of.

use html5gum::{Token, Tokenizer};
use sha2::{Digest, Sha256};

/// A tag with its attributes, or a text between tags.
#[derive(Clone, Debug, PartialEq)]
pub enum Tag {
    Open(String, Vec<(String, String)>),
    Close(String),
    Text(String),
}

/// All of them, as a browser sees them; what a tag does not allow fails.
pub fn tags(page: &str) -> Vec<Tag> {
    let (mut all, mut rest) = (Vec::new(), page);
    // The texts of scripts and styles hold no tags but the one that ends them.
    while let Some((at, name)) =
        ["script", "style"].iter().filter_map(|name| Some((rest.find(&format!("<{name}"))?, name))).min()
    {
        let from = at + rest[at..].find('>').unwrap() + 1;
        let until = from + rest[from..].find(&format!("</{name}>")).unwrap();
        add(&mut all, &rest[..from]);
        all.push(Tag::Text(rest[from..until].to_owned()));
        rest = &rest[until..];
        let end = rest.find('>').unwrap() + 1;
        add(&mut all, &rest[..end]);
        rest = &rest[end..];
    }
    add(&mut all, rest);
    all
}

fn add(all: &mut Vec<Tag>, part: &str) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    for token in Tokenizer::new(part) {
        match token.unwrap() {
            Token::StartTag(tag) => {
                let attributes = tag.attributes.iter().map(|(key, value)| (text(key), text(value))).collect();
                all.push(Tag::Open(text(&tag.name), attributes));
            }
            Token::EndTag(tag) => all.push(Tag::Close(text(&tag.name))),
            Token::String(string) => all.push(Tag::Text(text(&string))),
            Token::Error(error) => panic!("{error:?}"),
            _ => {}
        }
    }
}

/// The cells of all tables, row by row.
pub fn tables(page: &str) -> Vec<Vec<Vec<String>>> {
    let mut tables: Vec<Vec<Vec<String>>> = Vec::new();
    let mut inside = false;
    for tag in tags(page) {
        match tag {
            Tag::Open(name, _) if name == "table" => tables.push(Vec::new()),
            Tag::Open(name, _) if name == "tr" => tables.last_mut().unwrap().push(Vec::new()),
            Tag::Open(name, _) if name == "td" || name == "th" => {
                tables.last_mut().unwrap().last_mut().unwrap().push(String::new());
                inside = true;
            }
            Tag::Close(name) if name == "td" || name == "th" => inside = false,
            Tag::Text(text) if inside => {
                tables.last_mut().unwrap().last_mut().unwrap().last_mut().unwrap().push_str(&text);
            }
            _ => {}
        }
    }
    tables
}

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// The hash of a text as a policy writes it.
pub fn sha256(text: &str) -> String {
    let bits: Vec<u8> =
        Sha256::digest(text).iter().flat_map(|byte| (0..8).rev().map(move |n| byte >> n & 1)).collect();
    let digit = |six: &[u8]| (0..6).fold(0, |sum, n| sum * 2 + usize::from(six.get(n).copied().unwrap_or(0)));
    let digits: String = bits.chunks(6).map(|six| char::from(DIGITS[digit(six)])).collect();
    format!("{digits}=")
}

pub fn from_base64(text: &str) -> Vec<u8> {
    let (mut bytes, mut group, mut count) = (Vec::new(), 0_u32, 0);
    for digit in text.bytes().filter_map(|c| DIGITS.iter().position(|digit| *digit == c)) {
        group = group << 6 | u32::try_from(digit).unwrap();
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((group >> count & 0xff) as u8);
        }
    }
    bytes
}
