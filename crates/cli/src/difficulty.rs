//! Difficulties, from the command line.

use app::view::desk::{DifficultyForm, DifficultyView};
use app::{App, Code, Error};

use crate::args::{DifficultyDo, DifficultyWords};
use crate::say::Say;
use crate::text::difficulty as text;

/// Shows the difficulties, or changes what the leader says of them.
pub fn run(app: &App, say: &Say, what: DifficultyDo) -> Result<(), Error> {
    let view = match what {
        DifficultyDo::List => app.catalogue()?,
        DifficultyDo::Add { label, words } => app.save_difficulty(filled(empty(), Some(label), words))?,
        DifficultyDo::Change { code, label, words } => {
            let now = app.catalogue()?.difficulties.into_iter().find(|it| it.code.eq_ignore_ascii_case(&code));
            let now = now.ok_or_else(|| Error::new(Code::NotFound))?;
            app.save_difficulty(filled(form(now), label, words))?
        }
        DifficultyDo::PutAway { code } => app.offer_difficulty(&code, false)?,
        DifficultyDo::BringBack { code } => app.offer_difficulty(&code, true)?,
    };
    say.view(&view, text::list)
}

const fn empty() -> DifficultyForm {
    DifficultyForm {
        code: None,
        vi: String::new(),
        en: String::new(),
        remedy_vi: String::new(),
        remedy_en: String::new(),
    }
}

/// What is said now; English words that are the Vietnamese ones were never written.
fn form(now: DifficultyView) -> DifficultyForm {
    let translated = now.remedy_en != now.remedy_vi;
    DifficultyForm {
        code: Some(now.code),
        vi: now.vi,
        en: if translated { now.en } else { String::new() },
        remedy_vi: now.remedy_vi.join("\n"),
        remedy_en: if translated { now.remedy_en.join("\n") } else { String::new() },
    }
}

/// The form with what was given.
fn filled(now: DifficultyForm, label: Option<String>, words: DifficultyWords) -> DifficultyForm {
    let lines = |given: Vec<String>, now: String| if given.is_empty() { now } else { given.join("\n") };
    DifficultyForm {
        code: now.code,
        vi: label.unwrap_or(now.vi),
        en: words.label_en.unwrap_or(now.en),
        remedy_vi: lines(words.remedy, now.remedy_vi),
        remedy_en: lines(words.remedy_en, now.remedy_en),
    }
}
