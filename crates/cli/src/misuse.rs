//! Words that the command line does not understand. What was typed may be somebody's name, number or card, so only what
//! can have been meant as a command or a flag is said back. Never here: what the app refuses.

use clap::error::{ContextKind, ContextValue, Error, ErrorKind};

/// Stands for what is not said back.
const UNSAID: &str = "…";
/// Where a complaint says back what was typed; the rest of it are words of ours.
const TYPED: [(ErrorKind, ContextKind); 5] = [
    (ErrorKind::UnknownArgument, ContextKind::InvalidArg),
    (ErrorKind::InvalidSubcommand, ContextKind::InvalidSubcommand),
    (ErrorKind::InvalidValue, ContextKind::InvalidValue),
    (ErrorKind::ValueValidation, ContextKind::InvalidValue),
    (ErrorKind::TooManyValues, ContextKind::InvalidValue),
];

/// The same complaint without what may be about a person.
pub fn discreet(mut complaint: Error) -> Error {
    let Some((_, typed)) = TYPED.into_iter().find(|(kind, _)| *kind == complaint.kind()) else { return complaint };
    if complaint.get(typed).is_some_and(|word| !may_be_said(typed, word)) {
        complaint.insert(typed, ContextValue::String(UNSAID.to_owned()));
        // Advice on quoting repeats the word.
        complaint.remove(ContextKind::Suggested);
    }
    complaint
}

/// A flag, a command, or nothing at all. A value never is, even where it is a plain word.
fn may_be_said(typed: ContextKind, word: &ContextValue) -> bool {
    let ContextValue::String(word) = word else { return true };
    let is_plain = word.chars().all(|letter| letter.is_ascii_lowercase() || letter == '-');
    let is_command = typed == ContextKind::InvalidSubcommand;
    let is_flag = typed == ContextKind::InvalidArg && word.starts_with("--");
    word.is_empty() || (is_plain && (is_command || is_flag))
}

#[cfg(test)]
mod tests {
    use clap::Parser as _;

    use super::*;
    use crate::args::Cli;

    fn said(words: &[&str]) -> String {
        let words = ["donghanh"].iter().chain(words);
        discreet(Cli::try_parse_from(words).unwrap_err()).render().to_string()
    }

    #[test]
    fn a_mistyped_command_or_flag_is_said_back() {
        assert!(said(&["pratice"]).contains("'pratice'"));
        assert!(said(&["sync", "--shwo"]).contains("'--shwo'"));
        assert!(said(&["sync", "--shwo"]).contains("--show"), "with what may have been meant");
        let incomplete = said(&["assist"]);
        assert!(!incomplete.contains(UNSAID) && incomplete.contains("subcommand"), "{incomplete}");
    }

    #[test]
    fn what_may_be_about_a_person_is_not() {
        let name = "Nguyễn Văn An";
        let check = |words: &[&str], where_said: &str| {
            let said = said(words);
            assert!(said.contains(where_said) && said.contains(UNSAID), "{said}");
            assert!(!words.last().is_some_and(|word| said.contains(*word)), "{said}");
        };
        check(&[name], "subcommand");
        check(&["assist", "log", name], "unexpected argument");
        check(&["assist", "log", "binh"], "unexpected argument");
        check(&["assist", "log", "--005190001234"], "unexpected argument");
        check(&["person", name], "<CITIZEN>");
        check(&["assist", "log", "--ticket", "binh"], "--ticket <TICKET>");
        check(&["status", "--language", name], "possible values: vi, en");
    }
}
