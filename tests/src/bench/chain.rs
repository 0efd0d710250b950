//! Verifying a chain of a million entries in memory, beside hashing the same entries one by one. What reading them costs,
//! and whole batches with their signatures, is told apart.

use std::hint::black_box;

use anyhow::{Context, Result, anyhow, ensure};
use domain::ids::EntryDigest;
use journal::{Batch, Chained, Entry, Item};

use super::cost::{number, on_thread};
use super::{Figure, Goal, Scale};
use crate::load::fleet::{Commune, Laptop};

/// Entries that are held and measured at once.
const BLOCK: usize = 20_000;

/// CPU of one thread, in microseconds.
#[derive(Default)]
struct Cost {
    entries: u64,
    chain: f64,
    hash: f64,
    read: f64,
    whole: f64,
}

/// Measures it.
///
/// # Errors
/// A chain that does not hold.
pub(super) fn measure(scale: Scale) -> Result<Vec<Figure>> {
    let laptop = Commune::numbered(1).laptop(1, scale.of(1_000_000, 40_000))?;
    let cost = measured(&laptop)?;
    let each = |cpu_us: f64| cpu_us / number(cost.entries);
    let figure = |name: &str, ours: f64, reference: Option<f64>, goal| Figure {
        name: format!("chain of {} entries: {name}, CPU µs an entry", cost.entries),
        ours: each(ours),
        reference: reference.map(each),
        goal,
    };
    Ok(vec![
        figure("verified, against hashing each", cost.chain, Some(cost.hash), Goal::Ratio(2.0)),
        figure("read", cost.read, None, Goal::Told),
        figure("whole batches, signatures too", cost.whole, None, Goal::Told),
    ])
}

fn measured(laptop: &Laptop) -> Result<Cost> {
    let (mut cost, mut block) = (Cost::default(), Vec::new());
    let mut previous = laptop.key.public().beginning(laptop.commune);
    for packed in &laptop.batches {
        let batch = batch(&packed.item)?;
        let verify = || batch.verify(&laptop.key.public()).map_err(|error| anyhow!("{error:?}"));
        let (cpu_us, entries) = on_thread(verify)?;
        cost.whole += cpu_us;
        block.extend(entries);
        if block.len() >= BLOCK {
            previous = cost.add(&std::mem::take(&mut block), previous)?;
        }
    }
    cost.add(&block, previous)?;
    Ok(cost)
}

fn batch(item: &[u8]) -> Result<Batch> {
    match Item::read(item) {
        Ok(Item::Batch(batch)) => Ok(batch),
        Ok(Item::Chain(_) | Item::Unknown { .. }) | Err(_) => Err(anyhow!("not a batch")),
    }
}

impl Cost {
    /// Measures a block after `previous`; the digest it ends in.
    fn add(&mut self, block: &[Chained], previous: EntryDigest) -> Result<EntryDigest> {
        let frames: Vec<Vec<u8>> = block.iter().map(|it| it.entry.to_bytes()).collect();
        let (hash, _) = on_thread(|| {
            let hashed = |bytes: &Vec<u8>| black_box(blake3::hash(bytes)).as_bytes().first() == Some(&0);
            Ok(black_box(frames.iter().filter(|bytes| hashed(bytes)).count()))
        })?;
        let (chain, end) = on_thread(|| chained(block, previous))?;
        let (read, ()) = on_thread(|| {
            frames
                .iter()
                .try_for_each(|bytes| Entry::read(bytes).map(|entry| drop(black_box(entry))))
                .ok()
                .context("read")
        })?;
        self.entries = self.entries.saturating_add(u64::try_from(block.len())?);
        (self.hash, self.chain, self.read) = (self.hash + hash, self.chain + chain, self.read + read);
        Ok(end)
    }
}

/// Computes each digest anew from the one before.
fn chained(block: &[Chained], mut previous: EntryDigest) -> Result<EntryDigest> {
    for it in block {
        let digest = it.entry.digest(previous, it.commune, it.device);
        ensure!(digest == it.digest, "entry {} does not follow", it.seq);
        previous = digest;
    }
    Ok(previous)
}
