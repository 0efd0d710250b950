//! A leader's own difficulties: chosen at the desk like the built-in ones, counted, exported, on every laptop.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests fail by panicking"
)]

mod common;

use app::Code;
use app::view::bundle::BundleContent;
use app::view::desk::{CatalogueView, DifficultyForm, DifficultyView};
use app::view::export::{ExportForm, ExportFormat, Language, Numbers};
use app::view::people::CorrectAssistForm;
use common::{HANH, Laptop, text};
use domain::service::Outcome;

fn form(code: Option<&str>, vi: &str, remedy: &str) -> DifficultyForm {
    let (code, vi, remedy_vi) = (code.map(str::to_owned), vi.to_owned(), remedy.to_owned());
    DifficultyForm { code, vi, en: String::new(), remedy_vi, remedy_en: String::new() }
}

fn of<'a>(view: &'a CatalogueView, code: &str) -> &'a DifficultyView {
    view.difficulties.iter().find(|it| it.code == code).unwrap()
}

/// Adds one; its code.
fn add(laptop: &Laptop) -> String {
    let view = laptop.app.save_difficulty(form(None, "Máy đầy bộ nhớ", "Xóa bớt ảnh.\nThử lại.")).unwrap();
    view.difficulties.into_iter().find(|it| it.added).unwrap().code
}

#[test]
fn a_difficulty_of_ones_own_is_chosen_counted_exported_and_corrected() {
    let (laptop, session) = Laptop::at_the_desk();
    let code = add(&laptop);
    let view = laptop.app.catalogue().unwrap();
    let one = of(&view, &code);
    assert!(code.starts_with("XA-") && one.own && one.in_use && one.services.len() == 6);
    assert_eq!((one.remedy_vi.as_slice(), &one.en), (&["Xóa bớt ảnh.".to_owned(), "Thử lại.".to_owned()][..], &one.vi));
    let mut assist = laptop.form(&laptop.scan(HANH), Outcome::ComeBack);
    assist.difficulties = vec![code.to_lowercase()];
    let saved = laptop.app.log_assist(assist).unwrap().row;
    assert_eq!(saved.difficulties, [code.as_str()]);
    let uses = laptop.app.difficulty_uses().unwrap();
    assert_eq!((uses[0].code.as_str(), uses[0].tonight), (code.as_str(), 1));

    laptop.app.offer_difficulty(&code, false).unwrap();
    let view = laptop.app.catalogue().unwrap();
    assert!(!of(&view, &code).in_use && of(&view, &code).vi == "Máy đầy bộ nhớ", "its words stay");
    let path = text(&laptop.path("log.csv"));
    let (format, language, numbers) = (ExportFormat::Csv, Language::Vi, Numbers::Masked);
    laptop
        .app
        .export_session(ExportForm { session: session.id, format, language, numbers, path: path.clone() })
        .unwrap();
    let log = std::fs::read_to_string(&path).unwrap();
    assert!(log.contains(&format!("{code} Máy đầy bộ nhớ")), "{log}");
    let correction = CorrectAssistForm {
        assist: saved.id,
        service: saved.service,
        outcome: saved.outcome,
        difficulties: vec![code.clone(), "OTP-01".into()],
        return_day: None,
        utilities: Vec::new(),
        note: String::new(),
        reason: "Thiếu".into(),
    };
    assert_eq!(laptop.app.correct_assist(correction).unwrap().row.difficulties.len(), 2, "kept where it was chosen");
    assert!(laptop.app.verify().unwrap().holds);
}

#[test]
fn a_built_in_one_gets_another_remedy_and_keeps_its_name() {
    let laptop = Laptop::set_up();
    let built_in = laptop.app.catalogue().unwrap();
    let before = of(&built_in, "SIM-01").clone();
    let view = laptop.app.save_difficulty(form(Some("sim-01"), "Tên khác", "Ra nhà mạng ở chợ.")).unwrap();
    let after = of(&view, "SIM-01");
    assert_eq!((&after.vi, &after.short_vi, after.own, after.added), (&before.vi, &before.short_vi, true, false));
    assert_eq!(after.remedy_vi, ["Ra nhà mạng ở chợ."]);
    let again = laptop.app.save_difficulty(form(Some("SIM-01"), "", "Ra nhà mạng ở chợ."));
    assert_eq!(again.unwrap_err().code, Code::NothingChanged);
    let view = laptop.app.offer_difficulty("OTP-01", false).unwrap();
    assert!(!of(&view, "OTP-01").in_use && !of(&view, "OTP-01").own);
    let view = laptop.app.offer_difficulty("OTP-01", true).unwrap();
    assert_eq!(of(&view, "OTP-01"), of(&built_in, "OTP-01"), "as it was");
}

#[test]
fn the_first_part_that_does_not_fit_is_named() {
    let laptop = Laptop::set_up();
    let refused = |form: DifficultyForm| {
        let error = laptop.app.save_difficulty(form).unwrap_err();
        (error.code, error.params.get("field").cloned().unwrap_or_default())
    };
    assert_eq!(refused(form(None, " ", "a")), (Code::BadField, "difficulty-label".into()));
    assert_eq!(refused(form(None, "Tên", "1\n2\n3\n4\n5")), (Code::BadField, "difficulty-remedy".into()));
    let english = DifficultyForm { remedy_en: "Try".into(), ..form(None, "Tên", "Thử") };
    assert_eq!(refused(english), (Code::BadField, "difficulty-label".into()), "English words need an English name");
    assert_eq!(refused(form(Some("XA-999"), "Tên", "Thử")).0, Code::NotFound);
    assert_eq!(laptop.app.offer_difficulty("???", true).unwrap_err().code, Code::NotFound);
}

#[test]
fn every_laptop_hears_of_it_and_nobody_but_a_leader_changes_it() {
    let leader = Laptop::set_up();
    let second = Laptop::joined(&leader, "Máy 2");
    let code = add(&leader);
    let (path, _) = leader.export(BundleContent::Everything, "all.dhb");
    second.import(&path);
    assert_eq!(second.app.catalogue().unwrap(), leader.app.catalogue().unwrap());
    let error = second.app.save_difficulty(form(None, "Tên", "Thử")).unwrap_err();
    assert_eq!(error.code, Code::LeaderOnly);
    assert_eq!(second.app.offer_difficulty(&code, false).unwrap_err().code, Code::LeaderOnly);
}
