//! Difficulties, as text.

use app::Texts;
use app::view::desk::{CatalogueView, DifficultyView};

use super::Lines;

pub fn list(texts: &Texts, view: &CatalogueView) -> String {
    Lines::default().all(view.difficulties.iter().map(|it| difficulty(texts, it))).end()
}

fn difficulty(texts: &Texts, it: &DifficultyView) -> String {
    let mut lines = Lines::default();
    let away = if it.in_use { String::new() } else { texts.get("cli-difficulty-away", &[]) };
    lines.add(format!("{}  {}  {away}", it.code, texts.of_both(&it.vi, &it.en)));
    let (vi, en) = (it.remedy_vi.join("\n"), it.remedy_en.join("\n"));
    lines.all(texts.of_both(&vi, &en).lines().map(|line| format!("  {line}")));
    lines.end().trim_end().to_owned()
}
