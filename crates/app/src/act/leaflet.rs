//! The guide on paper: a leaflet of its steps and warnings, and the code that leads to the official guide.

use std::path::Path;
use std::sync::LazyLock;

use documents::code::Code;
use documents::leaflet::{Leaflet, Part, leaflet_pdf};
use documents::pdf;
use documents::session_log::Written;
use serde::Deserialize;

use crate::failure::{self, bug};
use crate::text::Texts;
use crate::view::export::{ExportedView, Language};
use crate::view::paper::{GuideCodeView, LeafletForm};
use crate::{App, Error, clock};

/// Which steps of the guide stand on the leaflet, and where the official guide is. Source: `assets/SOURCES.md`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Guide {
    address: String,
    parts: Vec<GuidePart>,
}

/// A part by its texts' keys: each step's title, and its text under the same key with `-text` behind.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GuidePart {
    title: String,
    numbered: bool,
    steps: Vec<String>,
}

#[expect(clippy::expect_used, reason = "the file is compiled in and a test reads it")]
static GUIDE: LazyLock<Guide> =
    LazyLock::new(|| serde_json::from_str(include_str!("../../../../assets/guide.json")).expect("the guide's parts"));

impl App {
    /// The official guide's address with its code to scan, and a file name to suggest for the leaflet.
    ///
    /// # Errors
    /// None in practice: the address is always the same.
    pub fn guide_code(&self) -> Result<GuideCodeView, Error> {
        let code = Code::of(&GUIDE.address).map_err(|_| bug("guide-code"))?;
        Ok(GuideCodeView {
            address: GUIDE.address.clone(),
            size: code.size().into(),
            path: code.svg_path(),
            name: "to-roi-vneid.pdf".to_owned(),
        })
    }

    /// Writes the leaflet as a PDF of one A4 page, whole or not at all.
    ///
    /// # Errors
    /// `CannotWrite`, `DiskFull`.
    pub fn print_leaflet(&self, form: &LeafletForm) -> Result<ExportedView, Error> {
        let bytes = leaflet_pdf(&leaflet(form.language, self.shared.settings.now_ms())).map_err(|_| bug("leaflet"))?;
        let path = Path::new(&form.path);
        let bytes = pdf::write(&bytes, path).map_err(|error| failure::export(error, path))?;
        Ok(ExportedView::of(path, Written { rows: 1, bytes }))
    }
}

fn leaflet(language: Language, now_ms: i64) -> Leaflet {
    let texts = Texts::of(language);
    let word = |key: &str| texts.get(key, &[]);
    let step = |key: &String| (word(key), word(&format!("{key}-text")));
    let part = |it: &GuidePart| Part {
        title: word(&it.title),
        numbered: it.numbered,
        steps: it.steps.iter().map(step).collect(),
    };
    Leaflet {
        title: word("paper-leaflet-title"),
        lead: word("paper-leaflet-lead"),
        language: texts.language().key(),
        day: clock::day_of(now_ms),
        parts: GUIDE.parts.iter().map(part).collect(),
        address: GUIDE.address.clone(),
        address_label: word("paper-leaflet-address"),
        foot: word("paper-leaflet-foot"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_has_its_words_in_both_languages_and_the_leaflet_is_one_page() {
        for language in [Language::Vi, Language::En] {
            let texts = Texts::of(language);
            for part in &GUIDE.parts {
                assert!(texts.has(&part.title), "{}", part.title);
                for step in &part.steps {
                    assert!(texts.has(step) && texts.has(&format!("{step}-text")), "{step}");
                }
            }
            leaflet_pdf(&leaflet(language, 0)).unwrap();
        }
    }
}
