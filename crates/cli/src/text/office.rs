//! Offices, as text.

use app::Texts;
use app::view::office::{OfficeView, OfficesView};

use super::Lines;

pub fn list(texts: &Texts, view: &OfficesView) -> String {
    let mut lines = Lines::default();
    if view.offices.is_empty() {
        lines.add(texts.get("cli-offices-none", &[]));
    }
    lines.all(view.offices.iter().map(|it| office(texts, it)));
    lines.end()
}

fn office(texts: &Texts, it: &OfficeView) -> String {
    let mut lines = Lines::default();
    lines.add(format!("{}  {}", it.id, it.name));
    let tasks = it.tasks.iter().map(|task| texts.get(&format!("office-task-{}", task.key()), &[]));
    let tasks = tasks.collect::<Vec<_>>().join(" · ");
    let known = [tasks.as_str(), texts.of_both(&it.hours_vi, &it.hours_en), &it.address, &it.phone, &it.note];
    lines.all(known.into_iter().filter(|text| !text.is_empty()).map(|text| format!("  {text}")));
    lines.end().trim_end().to_owned()
}
