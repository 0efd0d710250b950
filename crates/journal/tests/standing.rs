//! Whose word counts: revocations, demotions, leaders against leaders, certificates of the revoked, decisions.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::as_conversions,
    clippy::panic,
    reason = "tests fail by panicking"
)]

mod common;

use std::collections::BTreeSet;

use common::edits::{sample_assist, sample_edition};
use common::{Commune, Laptop, validity};
use domain::authority::{Accepted, Decided, Revoked, RevokedSubject};
use domain::edit::{Edit, Kind};
use domain::ids::{EntryDigest, MemberId};
use domain::record::Certified;
use domain::service::Role;
use journal::standing::{Act, Judged, Place, Standing, Word};
use journal::{
    Certificate, CertificateChain, Chained, DeviceKey, Entry, HeaderInput, IssuingKey, MemberKey, Signer, Subject,
};
use proptest::prelude::*;

/// Who sits at a laptop.
#[derive(Clone, Copy)]
enum As {
    First,
    Second,
    Volunteer,
    Root,
    Nobody,
}

/// Two leaders, a volunteer, and three laptops.
struct World {
    commune: Commune,
    second_key: MemberKey,
    volunteer_key: MemberKey,
    laptops: [Laptop; 3],
    chains: Vec<CertificateChain>,
    acts: Vec<Act>,
}

const SECOND: MemberId = MemberId::from_bytes([0x22; 16]);
const VOLUNTEER: MemberId = MemberId::from_bytes([0x33; 16]);

impl World {
    fn new() -> Self {
        let commune = Commune::seeded(1);
        let laptops = [commune.laptop(50), commune.laptop(51), commune.laptop(52)];
        let chains = laptops.iter().map(|it| it.chain.clone()).collect();
        let (second_key, volunteer_key) = (MemberKey::from_seed(&[88; 32]), MemberKey::from_seed(&[89; 32]));
        let mut world = Self { commune, second_key, volunteer_key, laptops, chains, acts: Vec::new() };
        let second = Subject::Member { member: SECOND, key: world.second_key.public(), role: Role::Leader };
        let volunteer = Subject::Member { member: VOLUNTEER, key: world.volunteer_key.public(), role: Role::Volunteer };
        for subject in [second, volunteer] {
            let certificate = world.issue(As::First, subject);
            world.publish(0, As::First, &certificate);
        }
        for chain in world.chains.clone() {
            world.publish(0, As::First, chain.certificates().last().unwrap());
        }
        world
    }

    fn issue(&self, by: As, subject: Subject) -> Certificate {
        let issuer = match by {
            As::First => IssuingKey::Member(&self.commune.leader_key),
            As::Second => IssuingKey::Member(&self.second_key),
            As::Root => IssuingKey::Root(&self.commune.root),
            As::Volunteer | As::Nobody => panic!("issues nothing"),
        };
        Certificate::issue(self.commune.id, subject, issuer, validity())
    }

    fn publish(&mut self, at: usize, by: As, certificate: &Certificate) -> Chained {
        let (subject, certificate) = (certificate.subject().id(), certificate.to_bytes());
        self.write(at, by, &Edit::Certified(Certified { subject, certificate, member: None, label: None }))
    }

    fn write(&mut self, at: usize, by: As, edit: &Edit) -> Chained {
        let (member, signer) = match by {
            As::First => (Some(self.commune.leader), Some(Signer::Member(&self.commune.leader_key))),
            As::Second => (Some(SECOND), Some(Signer::Member(&self.second_key))),
            As::Volunteer => (Some(VOLUNTEER), Some(Signer::Member(&self.volunteer_key))),
            As::Root => (None, Some(Signer::Root(&self.commune.root))),
            As::Nobody => (Some(self.commune.leader), None),
        };
        let laptop = &mut self.laptops[at];
        let input = HeaderInput { member, ..laptop.input() };
        let written = Entry::write(laptop.head, edit, &input, &laptop.keys, &laptop.nonce(), signer).unwrap();
        let chained = laptop.append(written.entry);
        if Standing::concerns(edit.kind().code()) {
            self.acts.push(Act { chained: chained.clone(), branch: 0 });
        }
        chained
    }

    fn assist(&mut self, at: usize, by: As) -> Chained {
        self.write(at, by, &Edit::Assist(sample_assist(7, None)))
    }

    /// Everything this laptop wrote until now is accepted.
    fn accepted(&self, at: usize) -> Accepted {
        let laptop = &self.laptops[at];
        Accepted { device: laptop.device, seq: laptop.seq, head: (laptop.seq > 0).then_some(laptop.head) }
    }

    fn revoke_device(&mut self, at: usize, by: As, which: usize) -> Chained {
        let subject = RevokedSubject::Device(self.laptops[which].device);
        let accepted = vec![self.accepted(which)];
        self.write(at, by, &Edit::Revoked(Revoked { subject, left: None, accepted, saw: BTreeSet::new() }))
    }

    fn set_role(&mut self, at: usize, by: As, member: MemberId, left: Option<Role>, saw: &[EntryDigest]) -> Chained {
        let subject = RevokedSubject::Member(member);
        let accepted = (0..3).map(|it| self.accepted(it)).collect();
        let saw = saw.iter().copied().collect();
        self.write(at, by, &Edit::Revoked(Revoked { subject, left, accepted, saw }))
    }

    fn standing(&self) -> Standing {
        self.standing_of(&self.acts)
    }

    fn standing_of(&self, acts: &[Act]) -> Standing {
        Standing::of(self.commune.id, &self.chains, acts, &|row| Some(vec![(0, row.seq)]), &Standing::default())
    }

    fn judge(&self, of: &Chained) -> Judged {
        judge_on(&self.standing(), of, 0)
    }

    fn word(&self, of: &Chained) -> Word {
        self.standing().act(of.digest)
    }
}

fn judge_on(standing: &Standing, of: &Chained, branch: u32) -> Judged {
    let header = of.entry.header().unwrap();
    let place = Place { device: of.device, branch, seq: of.seq };
    standing.judge(&place, header.member, header.kind, of.digest)
}

#[test]
fn without_revocations_everything_counts() {
    let mut world = World::new();
    let assist = world.assist(2, As::Volunteer);
    let edition = world.write(1, As::Second, &Edit::RosterEdition(sample_edition(vec![])));
    assert_eq!((world.judge(&assist), world.judge(&edition)), (Judged::Counts, Judged::Counts));
    let standing = world.standing();
    assert_eq!(standing.role(SECOND).role, Some(Role::Leader));
    assert_eq!(standing.role(VOLUNTEER).role, Some(Role::Volunteer));
    assert_eq!(standing.doubtful_after(world.laptops[2].device), None);
}

#[test]
fn t22_what_a_revoked_device_writes_after_the_named_entry_waits() {
    let mut world = World::new();
    let before = world.assist(2, As::Volunteer);
    world.revoke_device(0, As::First, 2);
    let after = world.assist(2, As::Volunteer);
    assert_eq!((world.judge(&before), world.judge(&after)), (Judged::Counts, Judged::Waits));
    assert_eq!(world.standing().device(world.laptops[2].device), Word::Void);
    assert_eq!(world.standing().doubtful_after(world.laptops[2].device), Some(1));
    let elsewhere = world.assist(1, As::Volunteer);
    assert_eq!(world.judge(&elsewhere), Judged::Counts, "the member works on, on another laptop");
}

#[test]
fn t22_a_leader_decides_what_waits_and_the_later_decision_holds() {
    let mut world = World::new();
    world.revoke_device(0, As::First, 2);
    let after = [world.assist(2, As::Volunteer), world.assist(2, As::Volunteer)];
    let decide = |world: &mut World, by: As, accepted: bool| {
        let device = after[0].device;
        let decided = Decided { device, first: after[0].seq, last: after[1].seq, head: after[1].digest, accepted };
        world.write(1, by, &Edit::Decided(decided));
        after.each_ref().map(|it| world.judge(it))
    };
    assert_eq!(decide(&mut world, As::Volunteer, true), [Judged::Waits; 2], "a volunteer decides nothing");
    assert_eq!(decide(&mut world, As::Second, true), [Judged::Counts; 2]);
    assert_eq!(decide(&mut world, As::Second, false), [Judged::Refused; 2]);
    let later = world.assist(2, As::Volunteer);
    assert_eq!(world.judge(&later), Judged::Waits, "what comes later was not decided");
}

#[test]
fn t22_a_copied_file_cannot_slip_entries_in_below_the_named_number() {
    let mut world = World::new();
    let mut copy = world.laptops[2].clone();
    world.assist(2, As::Volunteer);
    world.revoke_device(0, As::First, 2);
    let slipped = copy.write(&Edit::Assist(sample_assist(9, None)));
    assert_eq!(judge_on(&world.standing(), &slipped, 1), Judged::Waits, "another branch than the accepted head's");
}

#[test]
fn t42_a_demoted_leader_signs_on_and_it_counts_for_nothing() {
    let mut world = World::new();
    let edition = Edit::RosterEdition(sample_edition(vec![]));
    let before = world.write(1, As::Second, &edition);
    let demoted = world.set_role(0, As::First, SECOND, Some(Role::Volunteer), &[]);
    let (act, assist) = (world.write(1, As::Second, &edition), world.assist(1, As::Second));
    assert_eq!([&before, &act, &assist].map(|it| world.judge(it)), [Judged::Counts, Judged::Waits, Judged::Counts]);
    assert_eq!(world.standing().role(SECOND).role, Some(Role::Volunteer));
    let revenge = world.revoke_device(1, As::Second, 0);
    assert_eq!((world.word(&revenge), world.word(&demoted)), (Word::Void, Word::Stands));
    assert_eq!(world.standing().device(world.laptops[0].device), Word::Stands);
}

#[test]
fn t42_two_leaders_who_revoke_each_other_wait_for_the_root() {
    let mut world = World::new();
    let (first, second) = (world.commune.leader, SECOND);
    let both = [(world.accepted(0), world.accepted(1)); 2];
    let revoke = |member, of: &[(Accepted, Accepted); 2]| {
        let accepted = vec![of[0].0, of[0].1];
        let subject = RevokedSubject::Member(member);
        Edit::Revoked(Revoked { subject, left: None, accepted, saw: BTreeSet::new() })
    };
    let one = world.write(0, As::First, &revoke(second, &both));
    let other = world.write(1, As::Second, &revoke(first, &both));
    let assists = [world.assist(0, As::First), world.assist(1, As::Second), world.assist(2, As::Volunteer)];
    assert_eq!([world.word(&one), world.word(&other)], [Word::Suspended; 2]);
    assert_eq!(assists.each_ref().map(|it| world.judge(it)), [Judged::Waits, Judged::Waits, Judged::Counts]);
    assert!(world.standing().role(first).suspended && world.standing().role(second).suspended);

    world.write(2, As::Root, &revoke(second, &both));
    assert_eq!([world.word(&one), world.word(&other)], [Word::Stands, Word::Void]);
    assert_eq!(assists.each_ref().map(|it| world.judge(it)), [Judged::Counts, Judged::Waits, Judged::Counts]);
}

#[test]
fn a_revoked_leader_certifies_nobody_any_more() {
    let mut world = World::new();
    let newcomer = |n: u8| {
        let key = DeviceKey::from_seed(&[n; 32]).public();
        Subject::Device { key, opens: journal::BoxKey::from_seed(&[n; 32]).public(), continues: None }
    };
    let (early, late) = (world.issue(As::Second, newcomer(60)), world.issue(As::Second, newcomer(61)));
    world.publish(1, As::Second, &early);
    let accomplice_key = MemberKey::from_seed(&[90; 32]);
    let accomplice =
        Subject::Member { member: MemberId::from_bytes([0x44; 16]), key: accomplice_key.public(), role: Role::Leader };
    let accomplice = world.issue(As::Second, accomplice);
    world.set_role(0, As::First, SECOND, None, &[]);
    world.publish(1, As::Second, &late);
    world.publish(1, As::Second, &accomplice);
    let standing = world.standing();
    let device = |certificate: &Certificate| match certificate.subject() {
        Subject::Device { key, .. } => standing.device(key.device()),
        Subject::Root { .. } | Subject::Member { .. } => panic!("a device's"),
    };
    assert_eq!((device(&early), device(&late)), (Word::Stands, Word::Void));
    assert_ne!(standing.role(MemberId::from_bytes([0x44; 16])).role, Some(Role::Leader));
    assert_eq!(standing.role(SECOND).role, None);
}

#[test]
fn an_act_that_no_leader_signed_has_no_effect() {
    let mut world = World::new();
    let by_nobody = world.revoke_device(1, As::Nobody, 0);
    let by_volunteer = world.revoke_device(2, As::Volunteer, 0);
    assert_eq!([&by_nobody, &by_volunteer].map(|it| world.judge(it)), [Judged::NoLeader; 2]);
    assert_eq!(world.standing().device(world.laptops[0].device), Word::Stands);
}

#[test]
fn an_act_that_came_before_its_leaders_certificate_counts_once_that_is_here() {
    let mut world = World::new();
    let revoked = world.revoke_device(1, As::Second, 2);
    let without: Vec<Act> = world.acts.iter().skip(1).cloned().collect();
    assert_eq!(world.standing_of(&without).act(revoked.digest), Word::Void);
    assert_eq!(world.word(&revoked), Word::Stands);
    let apart = world.standing_of(&without).acts_apart(&world.standing());
    assert!(apart.contains(&world.laptops[2].device.record()));
}

#[test]
fn a_role_given_back_holds_from_there_on() {
    let mut world = World::new();
    let edition = Edit::RosterEdition(sample_edition(vec![]));
    let demoted = world.set_role(0, As::First, SECOND, Some(Role::Volunteer), &[]);
    let between = world.write(1, As::Second, &edition);
    world.set_role(0, As::First, SECOND, Some(Role::Leader), &[demoted.digest]);
    let after = world.write(1, As::Second, &edition);
    assert_eq!([&between, &after].map(|it| world.judge(it)), [Judged::Waits, Judged::Counts]);
    assert_eq!(world.standing().role(SECOND).role, Some(Role::Leader));
    assert_eq!(world.standing().heads(RevokedSubject::Member(SECOND)).len(), 1);
}

#[test]
fn of_two_words_at_the_same_time_the_stricter_one_holds() {
    let mut world = World::new();
    world.set_role(0, As::First, VOLUNTEER, None, &[]);
    world.set_role(1, As::Second, VOLUNTEER, Some(Role::Leader), &[]);
    let after = world.assist(2, As::Volunteer);
    assert_eq!(world.judge(&after), Judged::Waits);
}

#[test]
fn the_codes_that_concern_are_the_leaders_acts() {
    let concerned: Vec<u8> = Kind::ALL.iter().map(|it| it.code()).filter(|it| Standing::concerns(*it)).collect();
    assert_eq!(concerned, [5, 7, 11, 14, 15, 16, 17, 18, 20]);
}

/// A step of a quarrel: who does what to whom.
fn step() -> impl Strategy<Value = (u8, u8, u8)> {
    (0u8..3, 0u8..6, 0u8..3)
}

fn quarrel(steps: &[(u8, u8, u8)]) -> World {
    let mut world = World::new();
    let mut said: Vec<EntryDigest> = Vec::new();
    for (by, what, whom) in steps {
        let (at, by) = [(0, As::First), (1, As::Second), (2, As::Root)][*by as usize];
        let member = [world.commune.leader, SECOND, VOLUNTEER][*whom as usize];
        let left = [None, Some(Role::Volunteer), Some(Role::Leader)][*what as usize % 3];
        let saw: Vec<EntryDigest> = said.iter().rev().take(usize::from(*what > 3)).copied().collect();
        let act = match what {
            0 => world.revoke_device(at, by, usize::from(*whom)),
            _ => world.set_role(at, by, member, left, &saw),
        };
        said.push(act.digest);
        world.assist(usize::from(*whom), As::Volunteer);
    }
    world
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn t42_the_same_set_in_any_order_has_the_same_standing(
        (steps, seed) in (proptest::collection::vec(step(), 0..8), any::<u64>())
    ) {
        let world = quarrel(&steps);
        let mut shuffled = world.acts.clone();
        let mut seed = seed;
        for place in (1..shuffled.len()).rev() {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            shuffled.swap(place, (seed >> 33) as usize % (place + 1));
        }
        let twice: Vec<Act> = shuffled.iter().chain(&world.acts).cloned().collect();
        prop_assert_eq!(world.standing_of(&shuffled), world.standing());
        let half = world.standing_of(&shuffled[..shuffled.len() / 2]);
        let chains = &world.chains;
        let grown = Standing::of(world.commune.id, chains, &shuffled, &|row| Some(vec![(0, row.seq)]), &half);
        prop_assert_eq!(grown, world.standing(), "what was checked before changes nothing");
        prop_assert_eq!(world.standing_of(&twice).acts_apart(&world.standing()).len(), 0);
    }

    #[test]
    fn t42_what_the_root_says_always_stands(steps in proptest::collection::vec(step(), 0..8)) {
        let world = quarrel(&steps);
        let standing = world.standing();
        for act in world.acts.iter().filter(|act| act.chained.entry.header().unwrap().member.is_none()) {
            prop_assert_eq!(standing.act(act.chained.digest), Word::Stands);
        }
    }
}
