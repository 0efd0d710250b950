//! What is said to whoever may hand over and learns nothing new, since it was locked out or its certificate has ended: of
//! its own journal everything, and of others' batches that those it brings are here. Nothing else it did not know.

use std::sync::Arc;

use domain::ids::{CommuneId, DeviceId, EntryDigest};
use journal::exchange::{Verdict, VerdictCode};
use journal::keys::CentreKey;
use journal::receipt::{Arrival, LogId, Receipt};

use crate::db::ask::{Answer, Offered, Stored};

/// Where a batch that was brought begins and ends.
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
    pub brought: Vec<Brought>,
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

/// Those that are durable now; where one follows another, the last of them speaks for both.
pub(super) fn durable(brought: Vec<Option<Brought>>, stored: &[Stored]) -> Vec<Brought> {
    let mut durable: Vec<Brought> = Vec::new();
    for (batch, outcome) in brought.into_iter().zip(stored) {
        let Some(batch) = batch.filter(|_| is_durable(*outcome)) else { continue };
        match durable.last_mut() {
            Some(before) if before.device == batch.device && before.head == batch.previous => *before = batch,
            Some(_) | None => durable.push(batch),
        }
    }
    durable
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
    let others = here.into_iter().flat_map(|here| here.brought.iter().map(move |batch| (here, batch)));
    let receipts = others.filter(|(_, batch)| batch.device != asker).map(|(here, batch)| here.receipt(batch, key));
    answer.receipts.extend(receipts);
}

/// That somebody else was locked out too is news: that their batch is here is enough.
pub(super) fn quiet(verdicts: &mut [Verdict], asker: DeviceId) {
    let others = verdicts.iter_mut().filter(|it| it.device != Some(asker) && it.code == VerdictCode::Quarantined);
    others.for_each(|verdict| verdict.code = VerdictCode::Stored);
}

impl Here {
    /// Ends where the batch does: the branch's newest receipt would say how much its device wrote since. Where in the log
    /// that stands is not said either.
    fn receipt(&self, batch: &Brought, key: &CentreKey) -> Vec<u8> {
        let Brought { device, seq, head, .. } = *batch;
        let (commune, log, time_ms) = (self.commune, self.log, self.now_ms);
        let arrival = Arrival { commune, device, head, up_to_seq: seq, count: seq, log, position: 0, time_ms };
        Receipt::sign(arrival, key).to_bytes()
    }
}
