//! People to be met again, as text.

use app::Texts;
use app::view::export::ExportedView;
use app::view::follow_up::CallResult;
use app::view::follow_up::{FollowUpPlaceRow, FollowUpRow, FollowUpsView};

use super::Lines;

pub fn list(texts: &Texts, view: &FollowUpsView) -> String {
    let mut lines = Lines::default();
    if view.all == 0 {
        lines.add(texts.get("cli-follow-ups-none", &[]));
    }
    lines.all(view.places.iter().map(|row| place(texts, row)));
    lines.all(view.rows.iter().map(|it| row(texts, it)));
    let beyond = texts.number(view.beyond.into());
    lines.all((view.beyond > 0).then(|| texts.get("cli-follow-ups-beyond", &[("count", &beyond)])));
    lines.end()
}

fn place(texts: &Texts, row: &FollowUpPlaceRow) -> String {
    let nowhere = texts.get("cli-follow-ups-no-village", &[]);
    let name = if row.name.is_empty() { &nowhere } else { &row.name };
    let figures = [row.all, row.overdue, row.today, row.week].map(|count| texts.number(count.into()));
    let [all, overdue, today, week] = &figures;
    let params = [("place", name.as_str()), ("all", all), ("overdue", overdue), ("today", today), ("week", week)];
    texts.get("cli-follow-ups-place", &params)
}

fn row(texts: &Texts, row: &FollowUpRow) -> String {
    let (when, why) = (texts.get(&format!("follow-up-when-{}", row.when.key()), &[]), row.reason.key());
    let due = row.due.as_deref().map(|due| texts.day(due)).unwrap_or_default();
    let (phone, place) = (row.phone_masked.as_deref().unwrap_or("–"), row.place.as_deref().unwrap_or("–"));
    let calls = row.last.map_or(String::new(), |last| {
        let last = texts.get(&format!("call-result-{}", last.key()), &[]);
        texts.get("cli-follow-ups-calls", &[("count", &row.calls.to_string()), ("last", &last)])
    });
    let why = texts.get(&format!("follow-up-reason-{why}"), &[]);
    let difficulties = row.difficulties.join(" ");
    format!("{when} {due}  {}  {place}  {phone}  {why}  {difficulties}  {calls}  {}", row.name, row.citizen)
}

pub fn called(texts: &Texts, _: &CallResult) -> String {
    texts.get("cli-called", &[])
}

pub fn sheet(texts: &Texts, view: &ExportedView) -> String {
    format!("{}\n{}", texts.get("cli-call-sheet", &[("rows", &view.rows.to_string())]), view.path)
}
