//! Edits of every kind, drawn at random; and one sample of each.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use domain::authority::*;
use domain::catalogue::{OwnWords, Remedy, Said};
use domain::citizen_number::CitizenNumber;
use domain::edit::{Change, Correction, Edit, Field, FieldValue, Target, TargetKind, Void, VoidReason};
use domain::ids::*;
use domain::office::{OPENINGS_MAX, Office, OfficeTask, Opening, OpeningHours, day_hours};
use domain::person::*;
use domain::record::*;
use domain::service::*;
use proptest::collection::{btree_map, btree_set, vec};
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;

pub fn day() -> impl Strategy<Value = NaiveDate> {
    (-40_000i32..80_000).prop_map(|days| NaiveDate::from_epoch_days(days).unwrap())
}

fn name() -> impl Strategy<Value = PersonName> {
    "[A-ZĐÂÊÔƠƯ][a-zăâđêôơưạảấềị]{0,7}( [A-ZĐ][a-zăâđêôơưạảấềị]{0,7}){0,4}"
        .prop_map(|text| PersonName::parse(&text).unwrap())
}

fn title() -> impl Strategy<Value = Title> {
    "[A-Za-zĐđăâêôơư0-9'][A-Za-zĐđăâêôơư0-9 '.,-]{0,60}".prop_map(|text| Title::parse(&text).unwrap())
}

fn note() -> impl Strategy<Value = Note> {
    "[a-zđăâêôơư][a-zđăâêôơư0-9 .,\n]{0,499}".prop_map(|text| Note::parse(&text).unwrap())
}

fn address() -> impl Strategy<Value = Address> {
    "[A-Zđ][a-zăâêôơưA-Z0-9 .,]{0,150}".prop_map(|text| Address::parse(&text).unwrap())
}

fn number() -> impl Strategy<Value = CitizenNumber> {
    "00[357][0-9]{9}".prop_map(|text| CitizenNumber::parse(&text).unwrap())
}

fn phone() -> impl Strategy<Value = Phone> {
    prop_oneof!["05[0-9]{8}", "02[0-9]{9}"].prop_map(|text| Phone::parse(&text).unwrap())
}

fn birth() -> impl Strategy<Value = BirthDate> {
    prop_oneof![
        (-25_000i32..20_000).prop_map(|days| BirthDate::day(NaiveDate::from_epoch_days(days).unwrap()).unwrap()),
        (1900u16..2026).prop_map(|year| BirthDate::year_only(year).unwrap()),
    ]
}

pub fn person() -> impl Strategy<Value = Person> {
    (name(), of(number()), of(birth()), of(select(Sex::ALL)), of(phone()), of(address()))
        .prop_map(|(name, number, birth, sex, phone, address)| Person { name, number, birth, sex, phone, address })
}

fn id<T: std::fmt::Debug>(make: fn([u8; 16]) -> T) -> impl Strategy<Value = T> {
    any::<[u8; 16]>().prop_map(make)
}

fn difficulties() -> impl Strategy<Value = BTreeSet<DifficultyCode>> {
    btree_set("[A-Z]{1,8}-[0-9]{2}".prop_map(|text| DifficultyCode::parse(&text).unwrap()), 0..=ASSIST_DIFFICULTIES_MAX)
}

fn utilities() -> impl Strategy<Value = BTreeSet<UtilityNumber>> {
    btree_set((1u8..=16).prop_map(|number| UtilityNumber::new(number).unwrap()), 0..=16)
}

fn citizen() -> impl Strategy<Value = Citizen> {
    (id(CitizenId::from_bytes), of(id(VillageId::from_bytes)), of(id(UnitId::from_bytes)), of(person()))
        .prop_map(|(id, village, unit, person)| Citizen { id, village, unit, person })
}

fn assist() -> impl Strategy<Value = Assist> {
    let who = (id(AssistId::from_bytes), id(SessionId::from_bytes), of(id(CitizenId::from_bytes)));
    let what = (select(Service::ALL), select(Outcome::ALL), difficulties(), of(day()), utilities());
    let rest = (select(AgeBand::ALL), select(AccountState::ALL), of(day()), of(any::<u32>()), of(note()));
    (who, what, rest).prop_map(|((id, session, citizen), what, (age, state_before, sms_day, ticket, note))| {
        let (service, outcome, difficulties, return_day, utilities) = what;
        Assist {
            id,
            session,
            citizen,
            service,
            outcome,
            difficulties,
            return_day,
            utilities,
            age,
            state_before,
            sms_day,
            ticket,
            note,
        }
    })
}

fn session() -> impl Strategy<Value = Session> {
    let scope = (id(SessionId::from_bytes), of(id(VillageId::from_bytes)), of(id(UnitId::from_bytes)));
    (scope, day(), btree_set(id(MemberId::from_bytes), 0..8), any::<u32>(), of(title())).prop_map(
        |((id, village, unit), day, members, first_ticket, place)| Session {
            id,
            village,
            unit,
            day,
            members,
            first_ticket,
            place,
        },
    )
}

fn session_closed() -> impl Strategy<Value = SessionClosed> {
    let seen = (id(DeviceId::from_bytes), any::<u64>(), any::<[u8; 32]>()).prop_map(|(device, seq, head)| Seen {
        device,
        seq,
        head: EntryDigest(head),
    });
    (id(SessionId::from_bytes), of(any::<u32>()), any::<[u32; 7]>(), vec(seen, 0..6)).prop_map(
        |(session, heads, n, seen)| {
            let counts = SessionCounts {
                assists: n[0],
                citizens: n[1],
                done: n[2],
                already_active: n[3],
                come_back: n[4],
                refused: n[5],
                outreach_heads: n[6],
            };
            SessionClosed { session, heads, counts, seen }
        },
    )
}

fn outreach() -> impl Strategy<Value = Outreach> {
    let scope = (of(id(SessionId::from_bytes)), of(id(VillageId::from_bytes)), of(id(UnitId::from_bytes)));
    (id(OutreachId::from_bytes), scope, day(), select(OutreachKind::ALL), any::<u32>(), of(note())).prop_map(
        |(id, (session, village, unit), day, kind, heads, topic)| Outreach {
            id,
            session,
            village,
            unit,
            day,
            kind,
            heads,
            topic,
        },
    )
}

pub fn scope() -> impl Strategy<Value = RosterScope> {
    prop_oneof![
        id(VillageId::from_bytes).prop_map(RosterScope::Village),
        id(UnitId::from_bytes).prop_map(RosterScope::Unit)
    ]
}

fn roster_edition() -> impl Strategy<Value = RosterEdition> {
    let blob = (any::<[u8; 32]>(), any::<u32>(), any::<u32>()).prop_map(|(digest, people, bytes)| BlobRef {
        digest,
        people,
        bytes,
    });
    let counts = btree_map(select(AccountState::ALL), any::<u32>(), 0..9);
    (id(RosterEditionId::from_bytes), scope(), day(), of(id(RosterEditionId::from_bytes)), vec(blob, 0..5), counts)
        .prop_map(|(id, scope, day, replaces, blobs, counts)| RosterEdition { id, scope, day, replaces, blobs, counts })
}

fn value(field: Field) -> BoxedStrategy<FieldValue> {
    use FieldValue as V;
    match field {
        Field::SessionPlace => of(title()).prop_map(V::SessionPlace).boxed(),
        Field::SessionVillage => of(id(VillageId::from_bytes)).prop_map(V::SessionVillage).boxed(),
        Field::SessionDay => day().prop_map(V::SessionDay).boxed(),
        Field::OutreachHeads => any::<u32>().prop_map(V::OutreachHeads).boxed(),
        Field::OutreachTopic => of(note()).prop_map(V::OutreachTopic).boxed(),
        Field::CitizenVillage => of(id(VillageId::from_bytes)).prop_map(V::CitizenVillage).boxed(),
        Field::CitizenUnit => of(id(UnitId::from_bytes)).prop_map(V::CitizenUnit).boxed(),
        Field::CitizenName => name().prop_map(V::CitizenName).boxed(),
        Field::CitizenNumber => of(number()).prop_map(V::CitizenNumber).boxed(),
        Field::CitizenBirth => of(birth()).prop_map(V::CitizenBirth).boxed(),
        Field::CitizenSex => of(select(Sex::ALL)).prop_map(V::CitizenSex).boxed(),
        Field::CitizenPhone => of(phone()).prop_map(V::CitizenPhone).boxed(),
        Field::CitizenAddress => of(address()).prop_map(V::CitizenAddress).boxed(),
        Field::AssistService => select(Service::ALL).prop_map(V::AssistService).boxed(),
        Field::AssistOutcome => select(Outcome::ALL).prop_map(V::AssistOutcome).boxed(),
        Field::AssistDifficulties => difficulties().prop_map(V::AssistDifficulties).boxed(),
        Field::AssistReturnDay => of(day()).prop_map(V::AssistReturnDay).boxed(),
        Field::AssistUtilities => utilities().prop_map(V::AssistUtilities).boxed(),
        Field::AssistCitizen => of(id(CitizenId::from_bytes)).prop_map(V::AssistCitizen).boxed(),
        Field::AssistAge => select(AgeBand::ALL).prop_map(V::AssistAge).boxed(),
        Field::AssistNote => of(note()).prop_map(V::AssistNote).boxed(),
        Field::AssistStateBefore => select(AccountState::ALL).prop_map(V::AssistStateBefore).boxed(),
        Field::AssistSmsDay => of(day()).prop_map(V::AssistSmsDay).boxed(),
    }
}

const TARGETS: [TargetKind; 4] = [TargetKind::Session, TargetKind::Outreach, TargetKind::Citizen, TargetKind::Assist];

fn target() -> impl Strategy<Value = Target> {
    (select(&TARGETS[..]), id(RecordId::from_bytes)).prop_map(|(kind, id)| Target { kind, id })
}

fn change(field: Field) -> impl Strategy<Value = Change> {
    let saw = btree_set(any::<[u8; 32]>().prop_map(EntryDigest), 0..4);
    (value(field), saw).prop_map(move |(value, saw)| Change { field, value: Some(value), saw })
}

fn correction() -> impl Strategy<Value = Correction> {
    let some_fields = |target: Target| {
        let fields: Vec<Field> = Field::ALL.iter().copied().filter(|field| field.target() == target.kind).collect();
        let most = fields.len();
        (Just(target), proptest::sample::subsequence(fields, 1..=most))
    };
    let changes = |(target, fields): (Target, Vec<Field>)| {
        (Just(target), fields.into_iter().map(|field| change(field).boxed()).collect::<Vec<_>>(), of(note()))
    };
    target().prop_flat_map(some_fields).prop_flat_map(changes).prop_map(|(target, changes, reason)| Correction {
        target,
        changes,
        reason,
    })
}

fn void() -> impl Strategy<Value = Void> {
    let reason = select(&[VoidReason::Undone, VoidReason::Mistake, VoidReason::Duplicate][..]);
    (target(), reason).prop_map(|(target, reason)| Void { target, reason })
}

fn certified() -> impl Strategy<Value = Certified> {
    (id(RecordId::from_bytes), vec(any::<u8>(), 0..400), of(id(MemberId::from_bytes)), of(title()))
        .prop_map(|(subject, certificate, member, label)| Certified { subject, certificate, member, label })
}

fn digest() -> impl Strategy<Value = EntryDigest> {
    any::<[u8; 32]>().prop_map(EntryDigest)
}

fn revoked() -> impl Strategy<Value = Revoked> {
    let subject = prop_oneof![
        id(MemberId::from_bytes).prop_map(RevokedSubject::Member),
        id(DeviceId::from_bytes).prop_map(RevokedSubject::Device)
    ];
    let row = (id(DeviceId::from_bytes), any::<u64>(), of(digest())).prop_map(|(device, seq, head)| Accepted {
        device,
        seq,
        head,
    });
    (subject, of(select(Role::ALL)), vec(row, 0..5), btree_set(digest(), 0..4))
        .prop_map(|(subject, left, accepted, saw)| Revoked { subject, left, accepted, saw })
}

fn rekeyed() -> impl Strategy<Value = Rekeyed> {
    let recipient = (id(RecordId::from_bytes), any::<[u8; 32]>(), vec(any::<u8>(), 0..200))
        .prop_map(|(to, encapsulated, ciphertext)| KeyRecipient { to, encapsulated, ciphertext });
    (id(RecordId::from_bytes), any::<u32>(), vec(recipient, 0..5)).prop_map(|(id, epoch, recipients)| Rekeyed {
        id,
        epoch,
        recipients,
    })
}

fn decided() -> impl Strategy<Value = Decided> {
    (id(DeviceId::from_bytes), any::<u64>(), any::<u64>(), digest(), any::<bool>())
        .prop_map(|(device, first, last, head, accepted)| Decided { device, first, last, head, accepted })
}

fn recovery() -> impl Strategy<Value = Recovery> {
    (id(RecordId::from_bytes), any::<[u8; 32]>(), any::<[u8; 32]>(), vec(any::<u8>(), 0..400))
        .prop_map(|(id, public, encapsulated, ciphertext)| Recovery { id, public, encapsulated, ciphertext })
}

fn centre() -> impl Strategy<Value = CentreAttached> {
    (id(CommuneId::from_bytes), "https://[a-z]{1,20}\\.example", any::<[u8; 32]>())
        .prop_map(|(commune, address, key)| CentreAttached { commune, address, key })
}

fn call() -> impl Strategy<Value = Call> {
    (id(CallId::from_bytes), id(CitizenId::from_bytes), select(CallResult::ALL), of(day()))
        .prop_map(|(id, citizen, result, again)| Call { id, citizen, result, again })
}

fn openings() -> impl Strategy<Value = Vec<Opening>> {
    btree_set(0u16..=1440, 0..=2 * OPENINGS_MAX).prop_map(|minutes| {
        let minutes: Vec<u16> = minutes.into_iter().collect();
        minutes.chunks_exact(2).map(|pair| Opening::new(pair[0], pair[1]).unwrap()).collect()
    })
}

fn office() -> impl Strategy<Value = Office> {
    let week = proptest::array::uniform7(openings()).prop_map(|days| OpeningHours::new(days).unwrap());
    (title(), of(address()), btree_set(select(OfficeTask::ALL), 0..3), week, of(phone()), of(note()))
        .prop_map(|(name, address, tasks, hours, phone, note)| Office { name, address, tasks, hours, phone, note })
}

fn said() -> impl Strategy<Value = Said> {
    let lines = vec("[a-zđăâêôơư][a-zđăâêôơư0-9 .,]{0,80}", 1..=4);
    (title(), lines).prop_map(|(label, lines)| Said { label, remedy: Remedy::parse(&lines.join("\n")).unwrap() })
}

fn advice() -> impl Strategy<Value = Advice> {
    let office = (id(AdviceId::from_bytes), of(office()).prop_map(AdviceAbout::Office));
    let code = "[A-Z]{1,8}-[0-9]{2}".prop_map(|text| DifficultyCode::parse(&text).unwrap().advice());
    let words = (said(), of(said())).prop_map(|(vi, en)| OwnWords { vi, en });
    let difficulty = (code, of(words).prop_map(AdviceAbout::Difficulty));
    (any::<bool>(), prop_oneof![office, difficulty]).prop_map(|(in_use, (id, about))| Advice { id, in_use, about })
}

fn member() -> impl Strategy<Value = Member> {
    (id(MemberId::from_bytes), select(Role::ALL), select(Force::ALL), of(name()))
        .prop_map(|(id, role, force, name)| Member { id, role, force, name })
}

fn unit() -> impl Strategy<Value = Unit> {
    (id(UnitId::from_bytes), title(), select(UnitKind::ALL)).prop_map(|(id, name, kind)| Unit { id, name, kind })
}

/// An edit of any kind.
pub fn edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        (id(CommuneId::from_bytes), title(), any::<bool>()).prop_map(|(id, name, practice)| Edit::Commune(Commune {
            id,
            name,
            practice
        })),
        (id(VillageId::from_bytes), title()).prop_map(|(id, name)| Edit::Village(Village { id, name })),
        unit().prop_map(Edit::Unit),
        member().prop_map(Edit::Member),
        certified().prop_map(Edit::Certified),
        revoked().prop_map(Edit::Revoked),
        rekeyed().prop_map(Edit::Rekeyed),
        decided().prop_map(Edit::Decided),
        recovery().prop_map(Edit::Recovery),
        centre().prop_map(Edit::Centre),
        call().prop_map(Edit::Call),
        advice().prop_map(Edit::Advice),
        session().prop_map(Edit::Session),
        session_closed().prop_map(Edit::SessionClosed),
        outreach().prop_map(Edit::Outreach),
        citizen().prop_map(Edit::Citizen),
        assist().prop_map(Edit::Assist),
        roster_edition().prop_map(Edit::RosterEdition),
        correction().prop_map(Edit::Correction),
        void().prop_map(Edit::Void),
    ]
}

/// The edit as somebody reads it who cannot open its slot.
pub fn without_personal_parts(edit: &Edit) -> Edit {
    let mut edit = edit.clone();
    match &mut edit {
        Edit::Member(it) => it.name = None,
        Edit::Certified(it) => it.label = None,
        Edit::Session(it) => it.place = None,
        Edit::Outreach(it) => it.topic = None,
        Edit::Citizen(it) => it.person = None,
        Edit::Assist(it) => it.note = None,
        Edit::Advice(it) => match &mut it.about {
            AdviceAbout::Office(words) => *words = None,
            AdviceAbout::Difficulty(words) => *words = None,
        },
        Edit::Correction(it) => {
            it.reason = None;
            it.changes.iter_mut().filter(|change| change.field.is_personal()).for_each(|change| change.value = None);
        }
        Edit::Commune(_)
        | Edit::Village(_)
        | Edit::Unit(_)
        | Edit::SessionClosed(_)
        | Edit::RosterEdition(_)
        | Edit::Void(_)
        | Edit::Revoked(_)
        | Edit::Rekeyed(_)
        | Edit::Decided(_)
        | Edit::Recovery(_)
        | Edit::Centre(_)
        | Edit::Call(_) => {}
    }
    edit
}

/// A made-up citizen with everything filled in.
pub fn sample_citizen(id: u8) -> Citizen {
    Citizen {
        id: CitizenId::from_bytes([id; 16]),
        village: Some(VillageId::from_bytes([0x11; 16])),
        unit: None,
        person: Some(sample_person(id)),
    }
}

pub fn sample_person(n: u8) -> Person {
    Person {
        name: PersonName::parse("Trần Thị Hạnh").unwrap(),
        number: Some(CitizenNumber::parse(&format!("005185000{n:03}")).unwrap()),
        birth: Some(BirthDate::parse("1985-03-20").unwrap()),
        sex: Some(Sex::Female),
        phone: Some(Phone::parse("0505000417").unwrap()),
        address: Some(Address::parse("Thôn Đông, Quảng Nghiệp, Tứ Kỳ, Hải Dương").unwrap()),
    }
}

/// A made-up assist that must come back.
pub fn sample_assist(id: u8, note: Option<&str>) -> Assist {
    Assist {
        id: AssistId::from_bytes([id; 16]),
        session: SessionId::from_bytes([0x22; 16]),
        citizen: Some(CitizenId::from_bytes([id; 16])),
        service: Service::Level2Activation,
        outcome: Outcome::ComeBack,
        difficulties: [DifficultyCode::parse("SIM-01").unwrap()].into(),
        return_day: NaiveDate::from_ymd_opt(2026, 11, 29),
        utilities: [UtilityNumber::new(3).unwrap(), UtilityNumber::new(12).unwrap()].into(),
        age: AgeBand::From14,
        state_before: AccountState::Level2Approved,
        sms_day: NaiveDate::from_ymd_opt(2026, 11, 18),
        ticket: Some(41),
        note: note.map(|text| Note::parse(text).unwrap()),
    }
}

/// A call after which somebody will come on another day.
pub fn sample_call(id: u8) -> Call {
    Call {
        id: CallId::from_bytes([id; 16]),
        citizen: CitizenId::from_bytes([7; 16]),
        result: CallResult::WillCome,
        again: NaiveDate::from_ymd_opt(2026, 11, 29),
    }
}

/// An office with its hours.
pub fn sample_office(id: u8) -> Advice {
    let mut week: [_; 7] = std::array::from_fn(|_| day_hours("7:30-11:30, 13:30-17:00").unwrap());
    (week[5], week[6]) = (day_hours("8:00-11:00").unwrap(), vec![]);
    let office = Office {
        name: Title::parse("Bộ phận Một cửa, Công an xã").unwrap(),
        address: Some(Address::parse("Thôn Đông, Quảng Nghiệp, Tứ Kỳ, Hải Dương").unwrap()),
        tasks: [OfficeTask::Card, OfficeTask::Level2].into(),
        hours: OpeningHours::new(week).unwrap(),
        phone: Some(Phone::parse("0205000417").unwrap()),
        note: Some(Note::parse("Nghỉ các ngày lễ").unwrap()),
    };
    Advice { id: AdviceId::from_bytes([id; 16]), in_use: true, about: AdviceAbout::Office(Some(office)) }
}

/// The same office, to which nobody is sent any more.
pub fn sample_office_removed(id: u8) -> Advice {
    Advice { in_use: false, about: AdviceAbout::Office(None), ..sample_office(id) }
}

/// A difficulty that a commune adds, put away.
pub fn sample_difficulty() -> Advice {
    let said = |label: &str, remedy: &str| Said {
        label: Title::parse(label).unwrap(),
        remedy: Remedy::parse(remedy).unwrap(),
    };
    let vi = said("Máy đầy bộ nhớ", "Còn bao nhiêu bộ nhớ?\nXóa bớt ảnh.");
    let en = Some(said("No room on the phone", "How much is left?\nDelete some pictures."));
    let about = AdviceAbout::Difficulty(Some(OwnWords { vi, en }));
    Advice { id: DifficultyCode::parse("XA-417").unwrap().advice(), in_use: false, about }
}

/// A correction of a name and a village, with its reason.
pub fn sample_correction(id: u8, saw: EntryDigest) -> Correction {
    let change = |field, value| Change { field, value: Some(value), saw: [saw].into() };
    let name = PersonName::parse("Trần Thị Hanh").unwrap();
    Correction {
        target: Target { kind: TargetKind::Citizen, id: RecordId::from_bytes([id; 16]) },
        changes: vec![
            change(Field::CitizenName, FieldValue::CitizenName(name)),
            change(Field::CitizenVillage, FieldValue::CitizenVillage(None)),
        ],
        reason: Some(Note::parse("Gõ nhầm dấu").unwrap()),
    }
}

/// An edition with one blob.
pub fn sample_edition(blobs: Vec<BlobRef>) -> RosterEdition {
    RosterEdition {
        id: RosterEditionId::from_bytes([0x33; 16]),
        scope: RosterScope::Village(VillageId::from_bytes([0x11; 16])),
        day: NaiveDate::from_ymd_opt(2026, 11, 20).unwrap(),
        replaces: None,
        blobs,
        counts: BTreeMap::from([(AccountState::Level2Received, 2), (AccountState::Level2Active, 1)]),
    }
}
