//! The lines between laptops and centre, and what goes wrong on them. One exchange at a time; the order is the run's.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use app::{Courier, Delivered, Undelivered};
use journal::exchange::{EXCHANGE_PATH, Reply};

use super::centre::Site;
use super::event::{Event, Party, Trace};
use super::random::Random;
use super::witness::{claims, short};

/// At most this many requests are remembered to come again later.
const LATE_MAX: usize = 16;

/// One laptop's line.
#[derive(Clone, Copy, Debug)]
pub struct Line {
    /// Whether there is a network at all.
    pub up: bool,
    /// In so many of a hundred exchanges something goes wrong.
    pub trouble: u64,
    /// Somebody on the way changes answers, too.
    pub tampering: bool,
}

impl Line {
    /// A line on which nothing goes wrong.
    pub const GOOD: Self = Self { up: true, trouble: 0, tampering: false };
}

/// What becomes of one exchange.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Fate {
    Through,
    NoConnection,
    LostThere,
    LostBack,
    Twice,
    Hangs,
    CutShort,
    Gateway,
    ItemMissing,
    ItemChanged,
    ReceiptForged,
}

/// What lines do by themselves.
const FATES: [Fate; 7] =
    [Fate::NoConnection, Fate::LostThere, Fate::LostBack, Fate::Twice, Fate::Hangs, Fate::CutShort, Fate::Gateway];

/// What somebody on the way can do to an answer.
const TAMPERED: [Fate; 3] = [Fate::ItemMissing, Fate::ItemChanged, Fate::ReceiptForged];

/// The centre, the lines to it, and what happened.
pub struct Net {
    /// The centre's machine.
    pub site: Site,
    /// One line per laptop.
    pub lines: Vec<Line>,
    /// What happened so far.
    pub trace: Trace,
    /// Requests that may come once more, much later.
    pub late: Vec<Vec<u8>>,
    random: Random,
}

/// The same for everybody who holds it.
#[derive(Clone)]
pub struct Wire(Arc<Mutex<Net>>);

impl Wire {
    /// Lines to a centre.
    #[must_use]
    pub fn to(site: Site, random: Random) -> Self {
        let net = Net { site, lines: Vec::new(), trace: Trace::default(), late: Vec::new(), random };
        Self(Arc::new(Mutex::new(net)))
    }

    /// The net; nobody may hold it while a laptop works.
    pub fn net(&self) -> MutexGuard<'_, Net> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes what happened.
    pub fn note(&self, event: Event) {
        self.net().trace.0.push(event);
    }

    /// What carries a laptop's requests.
    #[must_use]
    pub fn courier(&self, party: Party) -> Courier {
        let wire = self.clone();
        Arc::new(move |path, body| wire.net().carry(party, path, body))
    }
}

impl Net {
    fn carry(&mut self, party: Party, path: &str, body: Vec<u8>) -> Result<Delivered, Undelivered> {
        if path != EXCHANGE_PATH {
            return self.site.answer(path, &body).ok_or(Undelivered::NoConnection);
        }
        let fate = self.fate(party);
        let outcome = self.meet(fate, &body);
        let answer = outcome.as_ref().map_or(0, |it| short(blake3::hash(&it.body).as_bytes()));
        let request = short(blake3::hash(&body).as_bytes());
        let said = match &outcome {
            Ok(delivered) => delivered.status.to_string(),
            Err(lost) => format!("{lost:?}"),
        };
        self.trace.0.push(Event::Asked { party, request, fate: format!("{fate:?} {said}"), answer });
        outcome
    }

    fn fate(&self, party: Party) -> Fate {
        let Some(line) = self.lines.get(party).filter(|line| line.up) else { return Fate::NoConnection };
        let fates: &[Fate] = if line.tampering && self.random.percent(50) { &TAMPERED } else { &FATES };
        match self.random.percent(line.trouble) {
            true => self.random.pick(fates).copied().unwrap_or(Fate::Through),
            false => Fate::Through,
        }
    }

    fn meet(&mut self, fate: Fate, body: &[u8]) -> Result<Delivered, Undelivered> {
        match fate {
            Fate::NoConnection => Err(Undelivered::NoConnection),
            Fate::LostThere => self.lost(body, Undelivered::Cut),
            Fate::Hangs => self.lost(body, Undelivered::Slow),
            Fate::LostBack => self.reach(body).and(Err(Undelivered::Cut)),
            Fate::Through => self.reach(body),
            Fate::Twice => {
                drop(self.reach(body));
                self.reach(body)
            }
            Fate::CutShort => self.reach(body).map(|it| self.cut_short(it)),
            Fate::Gateway => Ok(Delivered { status: 502, body: b"<html>502 Bad Gateway</html>".to_vec() }),
            Fate::ItemMissing => self.reach(body).map(|it| self.changed(it, Self::leave_out)),
            Fate::ItemChanged => self.reach(body).map(|it| self.changed(it, Self::change_item)),
            Fate::ReceiptForged => self.reach(body).map(|it| self.changed(it, Self::forge)),
        }
    }

    /// Asks the centre; a machine whose power fails meanwhile answers nobody.
    pub(super) fn reach(&mut self, body: &[u8]) -> Result<Delivered, Undelivered> {
        let delivered = self.site.answer(EXCHANGE_PATH, body).ok_or(Undelivered::NoConnection)?;
        // What the centre signed counts even if nobody hears of it.
        if delivered.status == 200 {
            self.trace.0.extend(claims(&delivered.body).into_iter().map(Event::Receipt));
        }
        if self.site.disk().is_off() { Err(Undelivered::Cut) } else { Ok(delivered) }
    }

    fn lost(&mut self, body: &[u8], how: Undelivered) -> Result<Delivered, Undelivered> {
        if self.late.len() < LATE_MAX {
            self.late.push(body.to_vec());
        }
        Err(how)
    }

    fn cut_short(&self, mut delivered: Delivered) -> Delivered {
        let length = u64::try_from(delivered.body.len()).unwrap_or_default();
        delivered.body.truncate(usize::try_from(self.random.below(length)).unwrap_or_default());
        delivered
    }

    fn changed(&mut self, delivered: Delivered, change: fn(&Self, &mut Reply)) -> Delivered {
        match Reply::read(&delivered.body) {
            Ok(mut reply) if delivered.status == 200 => {
                change(self, &mut reply);
                self.trace.0.push(Event::Tampered);
                Delivered { body: reply.to_bytes(), ..delivered }
            }
            Ok(_) | Err(_) => delivered,
        }
    }

    fn leave_out(&self, reply: &mut Reply) {
        if let Some(place) = self.place(reply.items.len()) {
            reply.items.remove(place);
        }
    }

    fn change_item(&self, reply: &mut Reply) {
        let Some(place) = self.place(reply.items.len()) else { return };
        if let Some(item) = reply.items.get_mut(place) {
            let byte = self.place(item.bytes.len()).and_then(|at| item.bytes.get_mut(at));
            byte.into_iter().for_each(|byte| *byte ^= 0x10);
        }
    }

    fn forge(&self, reply: &mut Reply) {
        let Some(place) = self.place(reply.receipts.len()) else { return };
        if let Some(receipt) = reply.receipts.get_mut(place) {
            let byte = self.place(receipt.len()).and_then(|at| receipt.get_mut(at));
            byte.into_iter().for_each(|byte| *byte ^= 0x10);
        }
    }

    fn place(&self, length: usize) -> Option<usize> {
        let drawn = self.random.below(u64::try_from(length).ok()?);
        (length > 0).then_some(usize::try_from(drawn).ok()?)
    }
}
