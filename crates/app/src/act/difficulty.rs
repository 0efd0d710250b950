//! The leader's own difficulties, and other remedies for built-in ones.

use domain::catalogue::{Catalogue, OWN_DIFFICULTIES_MAX, OwnDifficulty, OwnWords, Remedy, Said};
use domain::edit::Edit;
use domain::record::{Advice, AdviceAbout};
use domain::service::DifficultyCode;

use crate::form::{bad, filled, title};
use crate::names::own_difficulties;
use crate::role::May;
use crate::settings::Settings;
use crate::state::Open;
use crate::view::desk::{CatalogueView, DifficultyForm};
use crate::{App, Code, Error};

/// Codes of a commune's own begin so; three digits follow, drawn by chance, so that two leaders who add something at the
/// same time hardly meet.
const OWN_CODE: &str = "XA";
const OWN_NUMBERS: std::ops::RangeInclusive<u16> = 100..=999;

impl App {
    /// Adds a difficulty, or says another word about one; leaders only. Of a built-in one the remedy alone changes.
    ///
    /// # Errors
    /// See [`crate::Code`]; [`Code::BadField`] names the first field that does not fit, or `difficulties-own` where there
    /// are [`OWN_DIFFICULTIES_MAX`].
    pub fn save_difficulty(&self, form: DifficultyForm) -> Result<CatalogueView, Error> {
        self.advising(|open, settings| {
            let own = own_difficulties(&open.store)?;
            let code = match &form.code {
                Some(code) => known(open, code)?,
                None => fresh(&own, settings)?,
            };
            let words = words(&form, &code)?;
            let before = own.iter().find(|it| it.code == code);
            if before.is_some_and(|it| it.in_use && it.words.as_ref() == Some(&words)) {
                return Err(Error::new(Code::NothingChanged));
            }
            Ok(OwnDifficulty { code, in_use: true, words: Some(words) })
        })
    }

    /// Offers a difficulty no more, or again; leaders only. Its words stay wherever it was chosen.
    ///
    /// # Errors
    /// See [`crate::Code`].
    pub fn offer_difficulty(&self, code: &str, in_use: bool) -> Result<CatalogueView, Error> {
        self.advising(|open, _| {
            let code = known(open, code)?;
            let words = own_difficulties(&open.store)?.into_iter().find(|it| it.code == code).and_then(|it| it.words);
            Ok(OwnDifficulty { code, in_use, words })
        })
    }

    fn advising(
        &self,
        say: impl FnOnce(&Open, &Settings) -> Result<OwnDifficulty, Error>,
    ) -> Result<CatalogueView, Error> {
        self.writing(|open, settings| {
            open.must(May::Advise)?;
            let OwnDifficulty { code, in_use, words } = say(open, settings)?;
            let advice = Advice { id: code.advice(), in_use, about: AdviceAbout::Difficulty(words) };
            open.commit_one(Edit::Advice(advice), settings).map(drop)
        })?;
        self.catalogue()
    }
}

fn known(open: &Open, code: &str) -> Result<DifficultyCode, Error> {
    let code = DifficultyCode::parse(code).ok();
    let names = open.names()?;
    code.filter(|code| names.catalogue().difficulty(code).is_some()).ok_or(Error::new(Code::NotFound))
}

/// A code that nobody here has used.
fn fresh(own: &[OwnDifficulty], settings: &Settings) -> Result<DifficultyCode, Error> {
    let added = own.iter().filter(|it| Catalogue::built_in().difficulty(&it.code).is_none()).count();
    if added >= OWN_DIFFICULTIES_MAX {
        return Err(bad("difficulties-own"));
    }
    let drawn = usize::from(u16::from_le_bytes(settings.random())) % OWN_NUMBERS.len();
    let codes = OWN_NUMBERS.cycle().skip(drawn).take(OWN_NUMBERS.len());
    let mut codes = codes.filter_map(|number| DifficultyCode::parse(&format!("{OWN_CODE}-{number}")).ok());
    codes.find(|code| own.iter().all(|it| it.code != *code)).ok_or_else(|| bad("difficulties-own"))
}

/// The words; a built-in difficulty keeps its name.
fn words(form: &DifficultyForm, code: &DifficultyCode) -> Result<OwnWords, Error> {
    let remedy = |text: &str| Remedy::parse(text).map_err(|_| bad("difficulty-remedy"));
    let said = |label: &str, text: &str| {
        Ok::<_, Error>(Said { label: title(label, "difficulty-label")?, remedy: remedy(text)? })
    };
    let built_in = Catalogue::built_in().difficulty(code);
    let label = |language, typed: &str| built_in.map_or(typed, |it| it.label.in_language(language)).to_owned();
    let vi = label(domain::language::Language::Vietnamese, &form.vi);
    let en = label(domain::language::Language::English, &form.en);
    let in_english = filled(&form.remedy_en).is_some() || filled(&form.en).is_some() && built_in.is_none();
    Ok(OwnWords { vi: said(&vi, &form.remedy_vi)?, en: in_english.then(|| said(&en, &form.remedy_en)).transpose()? })
}
