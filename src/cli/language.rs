//! The language of the texts: what the arguments say, else what the system says.

use std::ffi::OsString;

use clap::ValueEnum;

use crate::message::Lang;

/// The variables that say the language, in this order.
const VARIABLES: [&str; 4] = ["PARINDEX_LANG", "LC_ALL", "LC_MESSAGES", "LANG"];

/// The language of the system: by the environment, where the first variable that is set decides, else by the locale.
pub fn system_lang(env: impl Fn(&str) -> Option<String>) -> Lang {
    let variable = VARIABLES.iter().filter_map(|name| env(name)).find(|value| !value.is_empty());
    variable.or_else(sys_locale::get_locale).map_or(Lang::En, |locale| of_locale(&locale))
}

/// `vi_VN.UTF-8`, `vi-VN`, `Vietnamese_Vietnam.1258`: Vietnamese; every other one: English.
fn of_locale(locale: &str) -> Lang {
    if locale.to_ascii_lowercase().starts_with("vi") { Lang::Vi } else { Lang::En }
}

/// What `--lang` says, found before the arguments are parsed, so that it holds for help and errors too.
pub(super) fn asked_lang(args: &[OsString]) -> Option<Lang> {
    let mut args = args.iter().filter_map(|arg| arg.to_str()).take_while(|arg| *arg != "--");
    let word = args.find_map(|arg| match arg.strip_prefix("--lang=") {
        Some(word) => Some(Some(word)),
        None => (arg == "--lang").then_some(None),
    })?;
    Lang::from_str(word.or_else(|| args.next())?, true).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_variable_that_is_set_decides() {
        let check = |set: &[(&str, &str)], expected: Lang| {
            let env =
                |name: &str| set.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned());
            assert_eq!(system_lang(env), expected, "{set:?}");
        };
        check(&[("LANG", "vi_VN.UTF-8")], Lang::Vi);
        check(&[("LANG", "vi")], Lang::Vi);
        check(&[("LANG", "en_US.UTF-8")], Lang::En);
        check(&[("LANG", "fr_FR.UTF-8")], Lang::En);
        check(&[("LC_ALL", "C"), ("LANG", "vi_VN.UTF-8")], Lang::En);
        check(&[("LC_ALL", ""), ("LANG", "vi_VN.UTF-8")], Lang::Vi);
        check(&[("LC_MESSAGES", "vi_VN"), ("LANG", "C")], Lang::Vi);
        check(&[("PARINDEX_LANG", "vi"), ("LC_ALL", "C")], Lang::Vi);
        check(&[("PARINDEX_LANG", "en"), ("LANG", "vi_VN.UTF-8")], Lang::En);
        check(&[("LANG", "Vietnamese_Vietnam.1258")], Lang::Vi);
    }

    #[test]
    fn the_option_is_found_wherever_it_stands() {
        let check = |args: &str, expected: Option<Lang>| {
            let args: Vec<OsString> = args.split(' ').map(OsString::from).collect();
            assert_eq!(asked_lang(&args), expected, "{args:?}");
        };
        check("parindex --lang vi rank", Some(Lang::Vi));
        check("parindex rank --lang=en", Some(Lang::En));
        check("parindex rank --lang VI --nonsense", Some(Lang::Vi));
        check("parindex rank --lang", None);
        check("parindex rank --lang fr", None);
        check("parindex rank -- --lang vi", None);
        check("parindex rank", None);
    }
}
