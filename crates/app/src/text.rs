//! Words for documents and the command line, from the catalogue that the window reads too (`assets/i18n`).
//! Days and counts among the parameters are put into their written form here, the same way as in the window.

use std::sync::LazyLock;

use domain::format;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use unic_langid::LanguageIdentifier;

use crate::view::Words;
use crate::view::export::Language;
use crate::{Error, clock};

type Bundle = FluentBundle<FluentResource>;

macro_rules! catalogue {
    ($lang:literal) => {
        &[
            include_str!(concat!("../../../assets/i18n/", $lang, "/bundle.ftl")),
            include_str!(concat!("../../../assets/i18n/", $lang, "/backup.ftl")),
            include_str!(concat!("../../../assets/i18n/", $lang, "/card.ftl")),
            include_str!(concat!("../../../assets/i18n/", $lang, "/check.ftl")),
            include_str!(concat!("../../../assets/i18n/", $lang, "/choices.ftl")),
            include_str!(concat!("../../../assets/i18n/", $lang, "/cli.ftl")),
            include_str!(concat!("../../../assets/i18n/", $lang, "/doctor.ftl")),
            include_str!(concat!("../../../assets/i18n/", $lang, "/documents.ftl")),
            include_str!(concat!("../../../assets/i18n/", $lang, "/drill.ftl")),
            include_str!(concat!("../../../assets/i18n/", $lang, "/errors.ftl")),
            include_str!(concat!("../../../assets/i18n/", $lang, "/field.ftl")),
            include_str!(concat!("../../../assets/i18n/", $lang, "/help.ftl")),
            include_str!(concat!("../../../assets/i18n/", $lang, "/history.ftl")),
            include_str!(concat!("../../../assets/i18n/", $lang, "/line.ftl")),
            include_str!(concat!("../../../assets/i18n/", $lang, "/note.ftl")),
            include_str!(concat!("../../../assets/i18n/", $lang, "/notice.ftl")),
            include_str!(concat!("../../../assets/i18n/", $lang, "/paper.ftl")),
            include_str!(concat!("../../../assets/i18n/", $lang, "/roster.ftl")),
            include_str!(concat!("../../../assets/i18n/", $lang, "/triage.ftl")),
        ]
    };
}

const VI: &[&str] = catalogue!("vi");
const EN: &[&str] = catalogue!("en");

static VI_BUNDLE: LazyLock<Bundle> = LazyLock::new(|| bundle("vi", VI));
static EN_BUNDLE: LazyLock<Bundle> = LazyLock::new(|| bundle("en", EN));

/// The words of one language.
#[derive(Clone, Copy)]
pub struct Texts {
    language: Language,
    bundle: &'static Bundle,
}

impl Texts {
    /// The words of `language`.
    #[must_use]
    pub fn of(language: Language) -> Self {
        let bundle = match language {
            Language::Vi => &VI_BUNDLE,
            Language::En => &EN_BUNDLE,
        };
        Self { language, bundle }
    }

    /// The text of `key`; an unknown key shows itself, so that it can be reported.
    #[must_use]
    pub fn get(&self, key: &str, params: &[(&str, &str)]) -> String {
        self.pattern(key, None, params).unwrap_or_else(|| key.to_owned())
    }

    /// A sentence that the core named.
    #[must_use]
    pub fn words(&self, words: &Words) -> String {
        let params: Vec<_> = words.params.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        self.get(&words.key, &params)
    }

    /// An error in three sentences: what happened, whether the data is safe, what to do.
    #[must_use]
    pub fn error(&self, error: &Error) -> String {
        let key = format!("errors-{}", error.code.key());
        let params: Vec<_> = error.params.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let parts = [None, Some("safe"), Some("next")].map(|part| self.pattern(&key, part, &params));
        let said: Vec<String> = parts.into_iter().flatten().collect();
        if said.is_empty() { key } else { said.join(" ") }
    }

    /// `2026-11-21` as people write it; what is no day stays.
    #[must_use]
    pub fn day(&self, iso: &str) -> String {
        clock::read_day(iso).map_or_else(|| iso.to_owned(), format::date)
    }

    /// An RFC 3339 instant as `21:22 21/11/2026`; what is none stays.
    #[must_use]
    pub fn instant(&self, rfc3339: &str) -> String {
        clock::read_instant(rfc3339).unwrap_or_else(|| rfc3339.to_owned())
    }

    /// A count with its thousands parted.
    #[must_use]
    pub fn number(&self, value: u64) -> String {
        format::number(value, self.language.into())
    }

    /// The language, as the rules and catalogues name it.
    #[must_use]
    pub fn language(&self) -> domain::language::Language {
        self.language.into()
    }

    /// Of the same words in both languages those of this one.
    #[must_use]
    pub const fn of_both<'a>(&self, vi: &'a str, en: &'a str) -> &'a str {
        match self.language {
            Language::Vi => vi,
            Language::En => en,
        }
    }

    /// Whether the catalogue has this key.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.bundle.has_message(key)
    }

    fn pattern(&self, key: &str, attribute: Option<&str>, params: &[(&str, &str)]) -> Option<String> {
        let message = self.bundle.get_message(key)?;
        let pattern = match attribute {
            Some(name) => message.get_attribute(name)?.value(),
            None => message.value()?,
        };
        // A parameter that is missing shows its name in braces: seen, and no reason to say nothing.
        let mut errors = Vec::new();
        Some(self.bundle.format_pattern(pattern, Some(&self.dressed(params)), &mut errors).into_owned())
    }

    /// Days as people write them; a lone count chooses the plural as `n`.
    fn dressed<'a>(&self, params: &[(&'a str, &'a str)]) -> FluentArgs<'a> {
        let mut args = FluentArgs::new();
        for (name, value) in params {
            args.set(*name, self.day(value));
        }
        let mut counts = params.iter().filter_map(|(_, value)| value.parse::<u32>().ok());
        if let (Some(count), None) = (counts.next(), counts.next()) {
            args.set("n", count);
        }
        args
    }
}

impl From<Language> for domain::language::Language {
    fn from(language: Language) -> Self {
        match language {
            Language::Vi => Self::Vietnamese,
            Language::En => Self::English,
        }
    }
}

#[expect(clippy::expect_used, reason = "the files are compiled in and a test reads them")]
fn bundle(language: &str, files: &[&str]) -> Bundle {
    let identifier: LanguageIdentifier = language.parse().expect("a language of this program");
    let mut bundle = Bundle::new_concurrent(vec![identifier]);
    bundle.set_use_isolating(false);
    for file in files {
        let resource = FluentResource::try_new((*file).to_owned()).map_err(|(_, errors)| errors);
        bundle.add_resource(resource.expect("plain Fluent")).expect("every key stands once");
    }
    bundle
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::follow_up::FollowUpWhen;
    use crate::{Code, words};
    use domain::edit::Field;
    use domain::follow_up::FollowUpReason;
    use domain::office::OfficeTask;
    use domain::person::{AgeBand, NoteWarning, Sex};
    use domain::service::{AccountState, CallResult, Force, Outcome, OutreachKind, Role, Service, UnitKind};

    const BOTH: [Language; 2] = [Language::Vi, Language::En];

    fn missing(keys: impl IntoIterator<Item = String>) -> Vec<String> {
        keys.into_iter().filter(|key| !BOTH.into_iter().all(|language| Texts::of(language).has(key))).collect()
    }

    fn choices<T: Copy>(prefix: &str, all: &[T], key: impl Fn(T) -> &'static str) -> Vec<String> {
        all.iter().map(|choice| format!("{prefix}-{}", key(*choice))).collect()
    }

    #[test]
    fn every_error_has_its_three_sentences_in_both_languages() {
        for language in BOTH {
            for code in Code::ALL {
                let message = format!("errors-{}", code.key());
                let texts = Texts::of(language);
                for part in [None, Some("safe"), Some("next")] {
                    let text = texts.pattern(&message, part, &[]).unwrap_or_default();
                    assert!(!text.trim().is_empty(), "{message} {part:?} in {language:?}");
                }
            }
        }
    }

    #[test]
    fn every_key_of_the_rules_has_its_words_in_both_languages() {
        let groups = domain::triage::KEYS.iter().chain(domain::card::KEYS).chain([&NoteWarning::KEYS]);
        let keys = groups.flat_map(|group| group.iter().map(|key| (*key).to_owned()));
        assert_eq!(missing(keys), Vec::<String>::new());
    }

    #[test]
    fn every_closed_choice_has_its_words_in_both_languages() {
        let keys = [
            choices("service", Service::ALL, Service::key),
            choices("outcome", Outcome::ALL, Outcome::key),
            choices("account-state", AccountState::ALL, AccountState::key),
            choices("office-task", OfficeTask::ALL, OfficeTask::key),
            choices("unit-kind", UnitKind::ALL, UnitKind::key),
            choices("call-result", CallResult::ALL, CallResult::key),
            choices("follow-up-reason", FollowUpReason::ALL, FollowUpReason::key),
            choices("follow-up-when", FollowUpWhen::ALL, FollowUpWhen::key),
            choices("outreach-kind", OutreachKind::ALL, OutreachKind::key),
            choices("role", Role::ALL, Role::key),
            choices("force", Force::ALL, Force::key),
            choices("sex", Sex::ALL, Sex::key),
            choices("age-band", AgeBand::ALL, AgeBand::key),
            choices("field", Field::ALL, crate::change::field_key),
        ];
        assert_eq!(missing(keys.concat()), Vec::<String>::new());
    }

    #[test]
    fn every_sentence_of_the_app_has_its_words_in_both_languages() {
        let own = [
            words::NOTICES,
            words::LINES,
            words::TRIAGE_DETAILS,
            words::BUNDLES,
            words::BACKUPS,
            words::HISTORIES,
            words::SCANNERS,
            words::WEEKDAYS.as_slice(),
            domain::card::ScannerProfile::KEYS,
        ]
        .concat();
        let own = own.into_iter().map(str::to_owned);
        let checks = ["chain", "views", "file", "receipts"].map(|key| format!("check-{key}"));
        let acts = ["written", "corrected", "voided"].map(|key| format!("history-{key}"));
        let own_faults = ["number-twice", "place-missing", "place-unknown", "list-not-here"].into_iter();
        let faults = documents::roster::Fault::ALL.iter().map(|fault| fault.key()).chain(own_faults);
        let faults = faults.map(|key| format!("roster-fault-{key}"));
        let fields = documents::roster::Field::ALL.iter().map(|field| format!("roster-field-{}", field.key()));
        let keys = own.chain(checks).chain(acts).chain(faults).chain(fields);
        assert_eq!(missing(keys), Vec::<String>::new());
    }

    #[test]
    fn days_and_counts_are_written_as_people_write_them() {
        let check = |language, deadline: &str, count: &str, expected: &str| {
            let params = [("deadline", deadline), ("count", count)];
            assert_eq!(Texts::of(language).get("triage-reason-activate-before", &params), expected);
        };
        check(Language::Vi, "2026-11-25", "4", "Mức 2 đã thu nhận, hạn 25/11/2026, còn 4 ngày.");
        check(Language::En, "2026-11-25", "1", "Level 2 was taken in; the last day is 25/11/2026, 1 day left.");
    }

    #[test]
    fn an_error_is_told_whole() {
        let error = Error::new(Code::WaitBeforePin).with("wait_seconds", 30);
        let told = Texts::of(Language::Vi).error(&error);
        assert!(told.contains("30 giây") && told.matches(". ").count() >= 2, "{told}");
    }

    #[test]
    fn an_unknown_key_shows_itself() {
        assert_eq!(Texts::of(Language::Vi).get("no-such-key", &[]), "no-such-key");
    }
}
