//! A line between a laptop and a centre that fails as told, and what the laptop's store would do meanwhile.

use std::collections::VecDeque;

use domain::edit::Edit;
use journal::exchange::Reply;
use journal::limits::REQUEST_BYTES_MAX;
use journal::sync::{Effect, Outcome, Outlook, Progress, Request, Sync, Trouble};

use super::centre::{Answer, Centre, Outbox};
use super::edits::{sample_assist, sample_citizen};
use super::{Commune, Laptop, NOW_MS};

/// What the line does to one exchange.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Line {
    Fine,
    /// Cut before the centre has the request.
    CutOut,
    /// The centre has committed; the reply is lost.
    CutBack,
    /// A proxy's page instead of a reply.
    Garbage,
    /// The reply without its receipts.
    NoReceipts,
    /// The centre cannot now.
    Busy,
    /// Requests larger than this many bytes never get through.
    CutAbove(usize),
}

/// How one run went.
pub struct Run {
    pub outcome: Outcome,
    pub effects: Vec<Effect>,
    pub requests: Vec<Request>,
    pub progress: Progress,
}

impl Run {
    pub fn troubles(&self) -> Vec<Trouble> {
        let trouble = |effect: &Effect| if let Effect::Trouble(trouble) = effect { Some(*trouble) } else { None };
        self.effects.iter().filter_map(trouble).collect()
    }

    pub fn receipts(&self) -> usize {
        self.effects.iter().filter(|effect| matches!(effect, Effect::Receipt(_))).count()
    }
}

pub fn begin(laptop: &Laptop, outbox: &Outbox, centre: &Centre) -> Sync {
    let outlook = Outlook {
        commune: laptop.commune,
        device: laptop.device,
        peer: centre.peer(),
        cursor: outbox.cursor,
        newest_receipt: outbox.newest_receipt.clone(),
        newest_entry: outbox.batches.last().map(|batch| (batch.span().last, batch.span().head)),
        chain: laptop.chain.to_bytes(),
        chain_known: outbox.chain_known,
        pull: true,
        include_own: false,
        pace: outbox.pace,
    };
    Sync::begin(outlook, outbox.offers_from(outbox.receipted() + 1))
}

/// Drives one run to its end over a line that does `line` in turn and is fine afterwards.
pub fn run(laptop: &Laptop, outbox: &mut Outbox, centre: &mut Centre, line: &[Line]) -> Run {
    let mut line: VecDeque<Line> = line.iter().copied().collect();
    let mut sync = begin(laptop, outbox, centre);
    let (mut effects, mut requests) = (Vec::new(), Vec::new());
    loop {
        let load = |offer: &_| Ok::<_, std::convert::Infallible>(outbox.load(offer));
        let Some(request) = sync.next_request(outbox.centre_time_ms, &laptop.key, load).unwrap() else { break };
        assert!(request.bytes.len() <= REQUEST_BYTES_MAX);
        requests.push(request.clone());
        let now = match line.front() {
            Some(Line::CutAbove(_)) => line[0],
            _ => line.pop_front().unwrap_or(Line::Fine),
        };
        let news = exchange(&mut sync, outbox, centre, &request, now);
        carry_out(&news, &mut sync, outbox);
        effects.extend(news);
        assert!(requests.len() < 200, "a run must end");
    }
    outbox.pace = sync.pace();
    Run { outcome: sync.outcome().unwrap(), effects, requests, progress: sync.progress() }
}

fn exchange(sync: &mut Sync, outbox: &mut Outbox, centre: &mut Centre, request: &Request, line: Line) -> Vec<Effect> {
    let cut = match line {
        Line::CutOut => true,
        Line::CutAbove(bytes) => request.bytes.len() > bytes,
        Line::Fine | Line::CutBack | Line::Garbage | Line::NoReceipts | Line::Busy => false,
    };
    if cut {
        sync.on_cut();
        return vec![];
    }
    if line == Line::Busy {
        sync.on_busy();
        return vec![];
    }
    match (centre.answer(&request.bytes), line) {
        (Answer::Reply(_), Line::CutBack) => sync.on_cut(),
        (Answer::Reply(_), Line::Garbage) => {
            sync.on_reply(b"<html>502 Bad Gateway</html>", 0).unwrap_err();
        }
        (Answer::Reply(bytes), Line::NoReceipts) => {
            let bare = Reply { receipts: vec![], ..Reply::read(&bytes).unwrap() };
            return sync.on_reply(&bare.to_bytes(), 0).unwrap();
        }
        (Answer::Reply(bytes), _) => return sync.on_reply(&bytes, 0).unwrap(),
        (Answer::Stale(now_ms), _) => {
            outbox.centre_time_ms = now_ms;
            sync.on_stale();
        }
        (Answer::UnknownDevice, _) => sync.on_unknown_device(),
        (Answer::Refused, _) => sync.on_refused(),
    }
    vec![]
}

/// What a store does with the effects.
fn carry_out(effects: &[Effect], sync: &mut Sync, outbox: &mut Outbox) {
    for effect in effects {
        match effect {
            Effect::CentreTime(now_ms) => outbox.centre_time_ms = *now_ms,
            Effect::Introduced => outbox.chain_known = true,
            Effect::Receipt(receipt) if outbox.batches.iter().any(|it| it.span().head == receipt.claims().head) => {
                outbox.newest_receipt = Some(receipt.clone());
            }
            Effect::Receipt(_) => {}
            Effect::Pulled { items, cursor } => {
                outbox.pulled.extend(items.iter().cloned());
                outbox.cursor = *cursor;
            }
            Effect::Blob { digest, bytes } => {
                outbox.blobs.insert(*digest, bytes.clone());
            }
            Effect::BlobTaken(digest) => {
                outbox.blobs.remove(digest);
            }
            Effect::LogReset { expected, .. } => {
                outbox.newest_receipt = None;
                let own = outbox.batches.first().map(|batch| batch.span().device);
                let row = expected.iter().find(|row| Some(row.device) == own);
                sync.offer(outbox.offers_from(row.map_or(1, |row| row.next_seq)));
            }
            Effect::Lacks { from_seq, .. } => sync.offer(outbox.offers_from(*from_seq)),
            Effect::Found { .. } | Effect::Trouble(_) => {}
        }
    }
}

/// A laptop with this many citizens and assists in its outbox.
pub fn evening(commune: &Commune, seed: u8, people: u16) -> (Laptop, Outbox) {
    let mut laptop = commune.laptop(seed);
    let mut outbox = Outbox::new();
    log(&mut laptop, &mut outbox, people);
    (laptop, outbox)
}

pub fn log(laptop: &mut Laptop, outbox: &mut Outbox, people: u16) {
    let edits = (0..people).flat_map(|n| {
        let id = n.to_le_bytes()[0];
        [Edit::Citizen(sample_citizen(id)), Edit::Assist(sample_assist(id, None))]
    });
    let entries: Vec<_> = edits.map(|edit| laptop.write(&edit)).collect();
    outbox.freeze(laptop, &entries);
}

/// Everything is at the centre exactly once, and the laptop has the proof.
pub fn assert_arrived(laptop: &Laptop, outbox: &Outbox, centre: &Centre) {
    assert_eq!(centre.numbers_of(laptop.device), (1..=laptop.seq).collect::<Vec<_>>());
    assert_eq!(outbox.receipted(), laptop.seq);
}

/// Drives a run over a line without faults, for tests that look at every effect.
pub fn drive(sync: &mut Sync, laptop: &Laptop, outbox: &Outbox, centre: &mut Centre) -> Vec<Effect> {
    let mut effects = Vec::new();
    while let Some(request) = next(sync, laptop, outbox) {
        match centre.answer(&request.bytes) {
            Answer::Reply(bytes) => effects.extend(sync.on_reply(&bytes, 0).unwrap()),
            Answer::UnknownDevice => sync.on_unknown_device(),
            Answer::Stale(_) | Answer::Refused => panic!("a good request"),
        }
    }
    effects
}

/// The next request, the centre's time being known.
pub fn next(sync: &mut Sync, laptop: &Laptop, outbox: &Outbox) -> Option<Request> {
    let load = |offer: &_| Ok::<_, std::convert::Infallible>(outbox.load(offer));
    sync.next_request(NOW_MS, &laptop.key, load).unwrap()
}
