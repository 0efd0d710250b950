//! What is handed over is stored exactly once, in order, and receipted; what is not authentic is not.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests fail by panicking"
)]

mod common;

use common::laptop::batch_of;
use common::{World, codes, together};
use journal::exchange::{RequestBody, VerdictCode};
use journal::limits::FORK_BRANCHES_MAX;

use VerdictCode::{ForkStored, Gap, NotAuthentic, NotNow, Repeat, Stored, UnknownDevice};

#[tokio::test]
async fn a_receipt_says_what_the_laptop_has() {
    let world = World::new().await;
    let (_, mut laptop) = world.commune(1).await;
    laptop.batch(60, 1);
    let reply = world.push(&laptop, laptop.everything()).await;
    assert_eq!(codes(&reply), [Stored, Stored], "the chain and the batch");
    let receipt = world.receipt(&laptop, &reply);
    let arrival = receipt.claims();
    assert_eq!((arrival.up_to_seq, arrival.count, arrival.head), (60, 60, laptop.head()));
    assert_eq!((arrival.log, arrival.position, arrival.time_ms), (reply.log, 2, world.now_ms()));
}

#[tokio::test]
async fn t08_a_lost_reply_gets_the_same_receipt() {
    let world = World::new().await;
    let (_, mut laptop) = world.commune(1).await;
    laptop.batch(60, 1);
    let lost = world.push(&laptop, laptop.everything()).await;
    world.pass_ms(60_000);
    let reply = world.push(&laptop, laptop.everything()).await;
    assert_eq!(codes(&reply), [Repeat, Repeat]);
    assert_eq!(reply.receipts, lost.receipts, "byte for byte");
    let idle = world.push(&laptop, Vec::new()).await;
    assert_eq!(idle.receipts, lost.receipts, "and whenever it asks");
}

#[tokio::test(flavor = "multi_thread")]
async fn t09_the_same_batch_many_times_at_once_is_stored_once() {
    for copies in [5, 50] {
        let world = World::new().await;
        let (_, mut laptop) = world.commune(1).await;
        laptop.batch(60, 1);
        let requests = (0..copies).map(|_| world.push(&laptop, laptop.everything()));
        let replies = together(requests).await;
        let stored = replies.iter().filter(|reply| codes(reply) == [Stored, Stored]).count();
        let repeated = replies.iter().filter(|reply| codes(reply) == [Repeat, Repeat]).count();
        assert_eq!((stored, repeated), (1, copies - 1));
        assert!(replies.iter().all(|reply| reply.receipts == replies[0].receipts), "one receipt for all");
        assert_eq!(world.centre().communes().await.unwrap()[0].entries, 60);
    }
}

#[tokio::test]
async fn t10_late_and_reordered_batches_arrive_once() {
    let world = World::new().await;
    let (_, mut laptop) = world.commune(1).await;
    let (first, second) = (laptop.batch(10, 1), laptop.batch(10, 100));
    let reply = world.push(&laptop, vec![laptop.chain_item(), second.clone(), first.clone(), second.clone()]).await;
    assert_eq!(codes(&reply), [Stored, Gap, Stored, Stored]);
    assert_eq!(world.receipt(&laptop, &reply).claims().up_to_seq, 20);
    let days_later = world.push(&laptop, vec![second, first]).await;
    assert_eq!(codes(&days_later), [Repeat, Repeat]);
    assert_eq!(days_later.receipts, reply.receipts);
}

#[tokio::test]
async fn a_gap_is_answered_with_the_number_expected() {
    let world = World::new().await;
    let (_, mut laptop) = world.commune(1).await;
    laptop.batch(10, 1);
    world.push_all(&laptop).await;
    let (missing, next) = (laptop.batch(10, 100), laptop.batch(10, 200));
    let reply = world.push(&laptop, vec![next.clone()]).await;
    assert_eq!((codes(&reply), reply.verdicts[0].expected), (vec![Gap], Some(11)));
    assert_eq!(world.receipt(&laptop, &reply).claims().up_to_seq, 10, "nothing was jumped over");
    let reply = world.push(&laptop, vec![missing, next]).await;
    assert_eq!(codes(&reply), [Stored, Stored]);
    assert_eq!(world.receipt(&laptop, &reply).claims().count, 30);
}

#[tokio::test]
async fn after_a_cut_the_centre_says_what_it_expects() {
    let world = World::new().await;
    let (_, mut laptop) = world.commune(1).await;
    let ask = RequestBody { ask_expected: true, offers: vec![laptop.chain_item()], ..RequestBody::default() };
    let reply = world.exchange(&laptop, &ask).await.unwrap();
    assert_eq!((reply.expected[0].next_seq, reply.expected[0].head), (1, laptop.head()), "its beginning");
    laptop.batch(7, 1);
    world.push_all(&laptop).await;
    let reply = world.exchange(&laptop, &ask).await.unwrap();
    let expected: Vec<_> = reply.expected.iter().map(|it| (it.device, it.next_seq, it.head)).collect();
    assert_eq!(expected, [(laptop.device, 8, laptop.head())]);
}

#[tokio::test]
async fn t21_a_cloned_disk_that_goes_on_writing_becomes_a_branch_of_its_own() {
    let world = World::new().await;
    let (_, mut laptop) = world.commune(1).await;
    laptop.batch(10, 1);
    world.push_all(&laptop).await;
    let mut clone = laptop.clone_disk();
    laptop.batch(5, 100);
    world.push_all(&laptop).await;
    let theirs = clone.batch(3, 500);
    let reply = world.push(&clone, vec![theirs.clone()]).await;
    assert_eq!(codes(&reply), [ForkStored]);
    let mut ends: Vec<_> = world.receipts(&reply).iter().map(|it| (it.claims().count, it.claims().head)).collect();
    ends.sort();
    assert_eq!(ends, [(13, clone.head()), (15, laptop.head())], "a receipt per branch, nothing lost");
    let more = clone.batch(1, 600);
    let reply = world.push(&clone, vec![theirs, more]).await;
    assert_eq!(codes(&reply), [Repeat, Stored], "the branch goes on");
    assert_eq!(world.centre().communes().await.unwrap()[0].entries, 10 + 5 + 4, "each entry once");
}

#[tokio::test]
async fn entries_cut_otherwise_after_a_restore_are_recognised() {
    let world = World::new().await;
    let (_, mut laptop) = world.commune(1).await;
    laptop.log(10, 1);
    let mut backup = laptop.clone_disk();
    laptop.log(10, 100);
    laptop.cut();
    world.push_all(&laptop).await;
    let part = backup.cut().remove(0);
    let reply = world.push(&backup, vec![part]).await;
    assert_eq!(codes(&reply), [Repeat], "entries 1 to 10 are inside the batch of 1 to 20");
    let beyond = backup.batch(1, 900);
    let reply = world.push(&backup, vec![beyond]).await;
    assert_eq!(codes(&reply), [ForkStored], "its previous lies inside a batch too");
}

#[tokio::test]
async fn what_one_request_brings_twice_is_stored_once() {
    let world = World::new().await;
    let (_, mut laptop) = world.commune(1).await;
    laptop.log(10, 1);
    let mut backup = laptop.clone_disk();
    laptop.log(10, 100);
    let (whole, part) = (laptop.cut().remove(0), backup.cut().remove(0));
    let beyond = backup.batch(1, 900);
    let chain = laptop.chain_item();
    let reply = world.push(&laptop, vec![chain.clone(), whole.clone(), whole, chain, part, beyond]).await;
    assert_eq!(codes(&reply), [Stored, Stored, Repeat, Repeat, Repeat, ForkStored], "also where it was cut otherwise");
    assert_eq!(world.centre().communes().await.unwrap()[0].entries, 20 + 1);
}

#[tokio::test]
async fn entries_sent_before_in_smaller_batches_are_no_fork() {
    let world = World::new().await;
    let (_, mut laptop) = world.commune(1).await;
    laptop.log(10, 1);
    let mut backup = laptop.clone_disk();
    laptop.cut();
    world.push_all(&laptop).await;
    backup.log(5, 100);
    let reply = world.push(&backup, vec![backup.clone_disk().cut().remove(0)]).await;
    assert_eq!(codes(&reply), [Stored]);
    assert_eq!(world.receipt(&backup, &reply).claims().count, 15, "one branch");
}

#[tokio::test]
async fn branches_have_a_limit_and_the_first_goes_on() {
    let world = World::new().await;
    let (_, mut laptop) = world.commune(1).await;
    laptop.batch(1, 1);
    world.push_all(&laptop).await;
    let branch = |n: usize| laptop.clone_disk().batch(1, 1_000 + u32::try_from(n).unwrap());
    let reply = world.push(&laptop, (0..=FORK_BRANCHES_MAX).map(branch).collect()).await;
    let mut expected = vec![ForkStored; FORK_BRANCHES_MAX + 1];
    expected[0] = Stored;
    expected[FORK_BRANCHES_MAX] = NotNow;
    assert_eq!(codes(&reply), expected);
    assert_eq!(reply.receipts.len(), FORK_BRANCHES_MAX);
}

#[tokio::test]
async fn t15_a_poison_batch_among_good_ones_blocks_nobody() {
    let world = World::new().await;
    let (commune, mut laptop) = world.commune(1).await;
    let mut other = commune.laptop(2);
    let good = laptop.batch(10, 1);
    let theirs = other.batch(10, 1);
    let mut bent = theirs.clone();
    *bent.last_mut().unwrap() ^= 1;
    let offers = vec![
        laptop.chain_item(),
        b"garbage".to_vec(),
        other.chain_item(),
        bent,
        Vec::new(),
        good,
        theirs[..theirs.len() / 2].to_vec(),
        theirs,
    ];
    let reply = world.push(&laptop, offers).await;
    let expected = [Stored, NotAuthentic, Stored, NotAuthentic, NotAuthentic, Stored, NotAuthentic, Stored];
    assert_eq!(codes(&reply), expected);
    let counts: Vec<_> = world.receipts(&reply).iter().map(|it| it.claims().count).collect();
    assert_eq!(counts, [10, 10], "both laptops' entries arrived");
    assert_eq!(reply.verdicts[3].device, Some(other.device), "the refused one is named");
}

#[tokio::test]
async fn a_batch_of_a_laptop_without_a_chain_waits_for_the_chain() {
    let world = World::new().await;
    let (commune, mut laptop) = world.commune(1).await;
    let mut other = commune.laptop(2);
    let theirs = other.batch(3, 1);
    laptop.batch(1, 1);
    world.push_all(&laptop).await;
    let reply = world.push(&laptop, vec![theirs.clone()]).await;
    assert_eq!((codes(&reply), reply.verdicts[0].device), (vec![UnknownDevice], Some(other.device)));
    let reply = world.push(&laptop, vec![other.chain_item(), theirs]).await;
    assert_eq!(codes(&reply), [Stored, Stored], "any laptop may carry any laptop's batches");
}

#[tokio::test]
async fn another_communes_batches_and_chains_are_refused_and_named() {
    let world = World::new().await;
    let (_, mut laptop) = world.commune(1).await;
    let (_, mut stranger) = world.commune(2).await;
    laptop.batch(1, 1);
    world.push_all(&laptop).await;
    let theirs = stranger.batch(1, 1);
    let reply = world.push(&laptop, vec![stranger.chain_item(), theirs]).await;
    assert_eq!(codes(&reply), [NotAuthentic, NotAuthentic]);
    let counts: Vec<_> = world.centre().communes().await.unwrap().iter().map(|it| it.entries).collect();
    assert_eq!(counts.iter().sum::<u64>(), 1, "nothing of it was stored");
}

#[tokio::test]
async fn a_batch_signed_by_another_laptop_is_refused() {
    let world = World::new().await;
    let (commune, mut laptop) = world.commune(1).await;
    let mut thief = commune.laptop(2);
    laptop.batch(1, 1);
    let (theirs, mine) = (thief.batch(1, 5), laptop.batch(1, 6));
    let forged = swap_signature(&mine, &theirs);
    let reply = world.push(&laptop, vec![laptop.chain_item(), thief.chain_item(), forged]).await;
    assert_eq!(codes(&reply), [Stored, Stored, NotAuthentic]);
}

#[tokio::test]
async fn a_laptop_certified_twice_has_one_journal() {
    let world = World::new().await;
    let (commune, mut laptop) = world.commune(1).await;
    laptop.batch(2, 1);
    world.push_all(&laptop).await;
    let again = commune.laptop_until(1, Some(common::NOW_MS + common::DAY_MS));
    let more = laptop.batch(1, 50);
    let reply = world.push(&laptop, vec![again.chain_item(), more]).await;
    assert_eq!(codes(&reply), [Stored, Stored]);
    assert_eq!(world.receipt(&laptop, &reply).claims().count, 3);
}

#[tokio::test]
async fn a_restarted_centre_repeats_its_receipts() {
    let world = World::new().await;
    let (_, mut laptop) = world.commune(1).await;
    laptop.batch(9, 1);
    let before = world.push_all(&laptop).await;
    let world = world.restart().await;
    let after = world.push(&laptop, laptop.everything()).await;
    assert_eq!((codes(&after), after.receipts), (vec![Repeat, Repeat], before.receipts));
    assert_eq!(after.log, before.log);
}

#[tokio::test]
async fn communes_do_not_see_each_other() {
    let world = World::new().await;
    let (_, mut laptop) = world.commune(1).await;
    let (_, mut stranger) = world.commune(2).await;
    laptop.batch(2, 1);
    stranger.batch(2, 1);
    world.push_all(&laptop).await;
    world.push_all(&stranger).await;
    let everything =
        RequestBody { pull_bytes_max: u32::MAX, ask_expected: true, include_own: true, ..RequestBody::default() };
    let reply = world.exchange(&stranger, &everything).await.unwrap();
    let pulled: Vec<_> = reply.items.into_iter().map(|item| item.bytes).collect();
    assert_eq!(pulled, stranger.everything());
    assert!(reply.expected.iter().all(|it| it.device == stranger.device));
}

/// The first batch with the signature of the second.
fn swap_signature(item: &[u8], signed: &[u8]) -> Vec<u8> {
    let (batch, other) = (batch_of(item).to_bytes(), batch_of(signed).to_bytes());
    let forged = [&batch[..batch.len() - 64], &other[other.len() - 64..]].concat();
    journal::Item::wrap_batch(&forged)
}
