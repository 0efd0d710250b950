//! Paper slips as text for people.

use app::Texts;
use app::view::export::ExportedView;
use app::view::paper::{KeyedSlip, KeyedView, PadsView, PileView, SlipState, SlipView};

use super::Lines;

pub fn printed(texts: &Texts, view: &ExportedView) -> String {
    let slips = view.rows.to_string();
    format!("{}\n{}", texts.get("cli-pad-printed", &[("slips", &slips)]), view.path)
}

pub fn pads(texts: &Texts, view: &PadsView) -> String {
    let mut lines = Lines::default();
    let row = |first: u32, last: u32, at: &str| format!("{} {first}–{last}  {}", view.code, texts.instant(at));
    lines.all(view.pads.iter().map(|pad| row(pad.first, pad.last, &pad.at)));
    lines.add(texts.get("cli-pad-next", &[("next", &view.next.to_string())]));
    lines.end()
}

pub fn pile(texts: &Texts, view: &PileView) -> String {
    let mut lines = Lines::default();
    lines.all(view.slips.iter().filter_map(|it| slip(texts, it)));
    let run = |(first, last): &(u32, u32)| {
        if first == last { first.to_string() } else { format!("{first}–{last}") }
    };
    let missing: Vec<String> = view.missing.iter().map(run).collect();
    let key = if missing.is_empty() { "cli-slips-complete" } else { "cli-slips-missing" };
    lines.add(texts.get(key, &[("numbers", &missing.join(", "))]));
    lines.end()
}

fn slip(texts: &Texts, view: &SlipView) -> Option<String> {
    match (view.state, &view.keyed) {
        (SlipState::Spoilt, _) => Some(format!("{:>5}  {}", view.number, texts.get("cli-slip-spoilt", &[]))),
        (_, Some(it)) => Some(format!("{:>5}  {}", view.number, keyed_slip(texts, it))),
        (SlipState::Missing | SlipState::Ticket | SlipState::Keyed, None) => None,
    }
}

fn keyed_slip(texts: &Texts, it: &KeyedSlip) -> String {
    let service = texts.get(&format!("service-{}", it.service.key()), &[]);
    let outcome = texts.get(&format!("outcome-{}", it.outcome.key()), &[]);
    let name = it.name.as_deref().unwrap_or("–");
    format!("{name}  {service}: {outcome}  {}  {}  {}", it.member_name, it.device_label, texts.instant(&it.at))
}

pub fn keyed(texts: &Texts, view: &KeyedView) -> String {
    let mut lines = Lines::default();
    lines.all(view.taken.iter().map(|it| format!("{} {}", texts.get("cli-slip-taken", &[]), keyed_slip(texts, it))));
    lines.all(view.saved.iter().map(|saved| super::saved(texts, saved)));
    lines.all(view.late.then(|| texts.get("cli-slip-late", &[])));
    lines.end()
}

pub fn leaflet(texts: &Texts, view: &ExportedView) -> String {
    format!("{}\n{}", texts.get("cli-leaflet-printed", &[]), view.path)
}
