//! What is said to whoever may hand over and learns nothing new, since it was locked out, its certificate has ended or
//! nobody asked it for a proof: of its own journal everything, and of others' batches that those it brings are here.
//! Nothing else it did not know.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::ids::{CommuneId, DeviceId, EntryDigest};
use journal::exchange::{Verdict, VerdictCode};
use journal::keys::CentreKey;
use journal::receipt::{Arrival, LogId, Receipt};

use crate::db::ask::{Answer, Offered, Stored};

/// Where batches that were brought, each following the one before it, begin and end.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Brought {
    device: DeviceId,
    previous: EntryDigest,
    seq: u64,
    head: EntryDigest,
}

/// What was brought and is durable, ready to be signed for: in this log, at this time.
#[derive(Clone, Debug)]
pub(super) struct Here {
    pub commune: CommuneId,
    pub log: LogId,
    pub now_ms: i64,
    pub brought: Runs,
}

/// Batches by whose they are and where they end; where one follows another, the last of them speaks for both.
#[derive(Clone, Default, Debug)]
pub(super) struct Runs(BTreeMap<(DeviceId, EntryDigest), Brought>);

impl Runs {
    fn put(&mut self, run: Brought) {
        let before = self.0.remove(&(run.device, run.previous));
        let previous = before.map_or(run.previous, |before| before.previous);
        self.0.insert((run.device, run.head), Brought { previous, ..run });
    }
}

/// The batches among what is offered, in its order.
pub(super) fn brought(items: &[Offered]) -> Vec<Option<Brought>> {
    let batch = |item: &Offered| match item {
        Offered::Chain { .. } => None,
        Offered::Batch { device, run, .. } => {
            Some(Brought { device: *device, previous: run.previous, seq: run.last_seq(), head: run.head() })
        }
    };
    items.iter().map(batch).collect()
}

/// Those that are durable now.
pub(super) fn durable(brought: Vec<Option<Brought>>, stored: &[Stored]) -> Runs {
    let mut runs = Runs::default();
    let durable = brought.into_iter().zip(stored).filter(|(_, outcome)| is_durable(**outcome));
    durable.filter_map(|(batch, _)| batch).for_each(|batch| runs.put(batch));
    runs
}

const fn is_durable(stored: Stored) -> bool {
    match stored {
        Stored::New | Stored::Repeat | Stored::Fork | Stored::Quarantined => true,
        Stored::Gap { .. } | Stored::Beyond => false,
    }
}

/// Takes out of an answer what would be news to `asker`, and puts in what it may hear of others' batches.
pub(super) fn narrow(answer: &mut Answer, here: Option<&Here>, asker: DeviceId, key: &Arc<CentreKey>) {
    answer.expected.retain(|row| row.device == asker);
    let receipts = here.into_iter().flat_map(|here| here.receipts(key));
    answer.receipts.extend(receipts.filter(|(device, _)| *device != asker).map(|(_, receipt)| receipt));
}

/// That somebody else was locked out too is news: that their batch is here is enough.
pub(super) fn quiet(verdicts: &mut [Verdict], asker: DeviceId) {
    let others = verdicts.iter_mut().filter(|it| it.device != Some(asker) && it.code == VerdictCode::Quarantined);
    others.for_each(|verdict| verdict.code = VerdictCode::Stored);
}

impl Here {
    /// The same with what was brought after it; the log is as it was found last.
    pub(super) fn and(mut self, later: Self) -> Self {
        later.brought.0.into_values().for_each(|run| self.brought.put(run));
        Self { brought: self.brought, ..later }
    }

    /// One receipt for each run that was brought, and whose it is.
    pub(super) fn receipts(&self, key: &CentreKey) -> impl Iterator<Item = (DeviceId, Vec<u8>)> {
        self.brought.0.values().map(move |run| (run.device, self.receipt(run, key)))
    }

    /// Ends where the run does: the branch's newest receipt would say how much its device wrote since. Where in the log
    /// that stands is not said either.
    fn receipt(&self, run: &Brought, key: &CentreKey) -> Vec<u8> {
        let Brought { device, seq, head, .. } = *run;
        let (commune, log, time_ms) = (self.commune, self.log, self.now_ms);
        let arrival = Arrival { commune, device, head, up_to_seq: seq, count: seq, log, position: 0, time_ms };
        Receipt::sign(arrival, key).to_bytes()
    }
}
