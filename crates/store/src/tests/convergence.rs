//! Whatever the order of arrival, every laptop shows the same.

use domain::edit::{Edit, FieldValue};
use domain::service::{CallResult, Outcome, Service};
use proptest::prelude::*;

use super::world::*;
use crate::follow_up::FollowUpsOf;

const LAPTOPS: u8 = 3;

/// One step of an evening with several laptops.
#[derive(Clone, Debug)]
enum Step {
    /// A laptop logs an assist to one of a few people, perhaps known under another record elsewhere.
    Assist { at: u8, of: u16 },
    /// A laptop corrects an assist's outcome, seeing what it shows; it may not have come in yet.
    Outcome { at: u8, of: u16, outcome: Outcome },
    /// Another field.
    Service { at: u8, of: u16, service: Service },
    /// A laptop corrects a citizen's number.
    Number { at: u8, of: u16, to: Option<u16> },
    /// A laptop notes what came of a call.
    Call { at: u8, of: u16, result: CallResult },
    /// A laptop names an office anew, or puts it out of use.
    Office { at: u8, of: u16, in_use: bool },
    /// A laptop voids an assist.
    Void { at: u8, of: u16 },
    /// A laptop gets some of what another holds: from an item on, perhaps twice, perhaps backwards.
    Carry { from: u8, to: u8, skip: usize, twice: bool, backwards: bool },
}

fn step() -> impl Strategy<Value = Step> {
    let (at, of) = (0..LAPTOPS, 0_u16..6);
    let outcome = proptest::sample::select(Outcome::ALL.to_vec());
    let service = proptest::sample::select(Service::ALL.to_vec());
    let result = proptest::sample::select(CallResult::ALL.to_vec());
    prop_oneof![
        1 => (at.clone(), of.clone(), any::<bool>()).prop_map(|(at, of, in_use)| Step::Office { at, of, in_use }),
        2 => (at.clone(), of.clone(), result).prop_map(|(at, of, result)| Step::Call { at, of, result }),
        4 => (at.clone(), of.clone()).prop_map(|(at, of)| Step::Assist { at, of }),
        3 => (at.clone(), of.clone(), outcome).prop_map(|(at, of, outcome)| Step::Outcome { at, of, outcome }),
        1 => (at.clone(), of.clone(), service).prop_map(|(at, of, service)| Step::Service { at, of, service }),
        2 => (at.clone(), of.clone(), proptest::option::of(0_u16..3)).prop_map(|(at, of, to)| Step::Number { at, of, to }),
        1 => (at.clone(), of).prop_map(|(at, of)| Step::Void { at, of }),
        4 => (at.clone(), at, 0_usize..6, any::<bool>(), any::<bool>())
            .prop_map(|(from, to, skip, twice, backwards)| Step::Carry { from, to, skip, twice, backwards }),
    ]
}

fn take(laptops: &mut [Laptop], made: &mut u16, step: Step) {
    match step {
        Step::Assist { at, of } => {
            *made += 1;
            let laptop = &mut laptops[usize::from(at)];
            laptop.commit(&[citizen(*made, "Trần Thị Hạnh", Some(of), 1), assist(*made, 1, *made)]);
        }
        Step::Outcome { at, of, outcome } => correct(laptops, at, target(of + 1), FieldValue::AssistOutcome(outcome)),
        Step::Service { at, of, service } => correct(laptops, at, target(of + 1), FieldValue::AssistService(service)),
        Step::Number { at, of, to } => {
            let target =
                domain::edit::Target { kind: domain::edit::TargetKind::Citizen, id: citizen_id(of + 1).record() };
            correct(laptops, at, target, FieldValue::CitizenNumber(to.map(number)));
        }
        Step::Call { at, of, result } => {
            *made += 1;
            laptops[usize::from(at)].commit(&[call(*made, of + 1, result, None)]);
        }
        Step::Office { at, of, in_use } => {
            *made += 1;
            let edit = if in_use { office(of, &format!("Công an xã {made}")) } else { no_office(of) };
            laptops[usize::from(at)].commit(&[edit]);
        }
        Step::Void { at, of } => {
            laptops[usize::from(at)].commit(&[void(target(of + 1))]);
        }
        Step::Carry { from, to, skip, twice, backwards } => {
            let mut log = laptops[usize::from(from)].log();
            let mut part = log.split_off(skip.min(log.len()));
            if backwards {
                part.reverse();
            }
            let laptop = &mut laptops[usize::from(to)];
            laptop.receive(&part);
            if twice {
                laptop.receive(&part);
            }
        }
    }
}

fn correct(laptops: &mut [Laptop], at: u8, target: domain::edit::Target, value: FieldValue) {
    let laptop = &mut laptops[usize::from(at)];
    let edit: Edit = correction(laptop, target, value);
    laptop.commit(&[edit]);
}

/// Everybody gets everything, whatever they have.
fn settle(laptops: &mut [Laptop]) {
    for from in 0..laptops.len() {
        let log = laptops[from].log();
        for (to, laptop) in laptops.iter_mut().enumerate() {
            if from != to {
                laptop.receive(&log);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]
    #[test]
    fn t16_any_order_of_commits_and_receives_converges_and_equals_a_rebuild(
        steps in proptest::collection::vec(step(), 1..24),
    ) {
        let mut laptops: Vec<Laptop> = (0..LAPTOPS).map(|n| Laptop::new(20 + n)).collect();
        laptops[0].commit(&[commune(), village(1, "Gồm"), session(1, 1)]);
        let mut made = 0;
        for step in steps {
            take(&mut laptops, &mut made, step);
        }
        settle(&mut laptops);
        let told = |laptop: &Laptop| {
            let follow_ups = laptop.store.follow_ups(FollowUpsOf::All, u32::MAX).unwrap();
            let offices = laptop.store.offices().unwrap();
            (shown(laptop, 1), laptop.store.conflicts(100).unwrap(), follow_ups, offices)
        };
        let first = told(&laptops[0]);
        for laptop in &mut laptops {
            prop_assert_eq!(&told(laptop), &first);
            laptop.assert_sound();
            laptop.store.rebuild().unwrap();
            laptop.assert_sound();
            prop_assert_eq!(&told(laptop), &first);
        }
    }
}
