//! Lists of the police as text: counts, places that are not known, the reason of each row. No names and no numbers.

use app::Texts;
use app::view::roster::{RosterCheckView, RosterCounts, RosterImportedView, RosterListView};

use super::Lines;

fn counts(texts: &Texts, of: &RosterCounts) -> String {
    let number = |value: u32| texts.number(value.into());
    let (added, changed) = (number(of.added), number(of.changed));
    let (unchanged, refused) = (number(of.unchanged), number(of.refused));
    let params = [("added", &*added), ("changed", &*changed), ("unchanged", &*unchanged), ("refused", &*refused)];
    texts.get("roster-done-added", &params)
}

fn list(texts: &Texts, of: &RosterListView) -> String {
    let (before, after) = (texts.number(of.before.into()), texts.number(of.after.into()));
    texts.get("roster-list", &[("place", &of.place), ("before", &before), ("after", &after)])
}

pub fn checked(texts: &Texts, view: &RosterCheckView) -> String {
    let mut lines = Lines::default();
    lines.add(texts.get("roster-counts", &[])).add(counts(texts, &view.counts));
    lines.all(view.notices.iter().map(|words| texts.words(words)));
    lines.all(view.places.iter().filter(|place| place.choice.is_none()).map(|place| {
        let rows = place.rows.to_string();
        texts.get("cli-roster-place-unknown", &[("place", &place.text), ("rows", &rows)])
    }));
    let several = view.sheets.len() > 1;
    lines.all(view.rows.iter().filter(|row| !row.reasons.is_empty()).map(|row| {
        let fate = texts.get(&format!("roster-fate-{}", fate_key(row.fate)), &[]);
        let reasons: Vec<String> = row.reasons.iter().map(|words| texts.words(words)).collect();
        let why = format!("{fate}. {}", reasons.join(" "));
        let (sheet, at) = (row.sheet.saturating_add(1).to_string(), row.row.to_string());
        let key = if several { "cli-roster-sheet" } else { "cli-roster-row" };
        texts.get(key, &[("sheet", &sheet), ("row", &at), ("why", &why)])
    }));
    lines.all(view.lists.iter().map(|it| list(texts, it)));
    lines.end()
}

const fn fate_key(fate: app::view::roster::RosterFate) -> &'static str {
    use app::view::roster::RosterFate;
    match fate {
        RosterFate::Added => "added",
        RosterFate::Changed => "changed",
        RosterFate::Unchanged => "unchanged",
        RosterFate::Repeated => "repeated",
        RosterFate::Refused => "refused",
    }
}

pub fn imported(texts: &Texts, view: &RosterImportedView) -> String {
    let mut lines = Lines::default();
    lines.add(texts.get(if view.lists.is_empty() { "roster-done-same" } else { "roster-done" }, &[]));
    lines.add(counts(texts, &view.counts)).all(view.lists.iter().map(|it| list(texts, it)));
    lines.end()
}
