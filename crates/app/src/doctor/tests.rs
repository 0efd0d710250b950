//! Each finding by itself, and which comes first.

use super::*;
use crate::text::Texts;
use crate::view::export::Language;

fn well() -> Facts {
    Facts {
        line: Line::Online,
        noted: None,
        revoked: false,
        clock_off_ms: Some(2_000),
        restored: None,
        waiting: 0,
        forked: Vec::new(),
        written: 41,
        arrived: 41,
        oldest_minutes: None,
        leader: true,
    }
}

fn found(facts: &Facts) -> Vec<Finding> {
    diagnose(facts).findings.into_iter().map(|it| it.finding).collect()
}

fn noted(line: Line, key: &str) -> Facts {
    Facts { line, noted: Some(Words::new(key)), ..well() }
}

#[test]
fn where_nothing_is_wrong_it_says_so() {
    assert_eq!(found(&well()), [Finding::AllWell { entries: 41 }]);
    assert_eq!(found(&Facts { line: Line::Untried, ..well() }), [Finding::Untried]);
    assert_eq!(found(&Facts { line: Line::Syncing, ..well() }), [Finding::Syncing]);
}

#[test]
fn what_the_last_run_met_has_a_finding_of_its_own() {
    let check = |line: Line, key: &str, expected: Finding| assert_eq!(found(&noted(line, key)), [expected], "{key}");
    check(Line::Offline, words::NO_NETWORK, Finding::NoNetwork);
    check(Line::Offline, words::UNREACHABLE, Finding::ServerAway);
    check(Line::Offline, words::CENTRE_SLOW, Finding::ServerSlow);
    check(Line::Offline, words::CENTRE_BUSY, Finding::ServerBusy);
    check(Line::Trouble, words::CENTRE_UNTRUSTED, Finding::Untrusted);
    check(Line::Trouble, words::CERTIFICATE_EXPIRED, Finding::CertificateExpired);
    check(Line::Trouble, words::CERTIFICATE_OTHER_NAME, Finding::CertificateOtherName);
    check(Line::Trouble, words::NOT_THE_CENTRE, Finding::NotTheCentre);
    check(Line::Trouble, words::OTHER_COMMUNE, Finding::OtherCommune);
    check(Line::Trouble, words::NOT_ADMITTED, Finding::NotAdmitted);
    check(Line::Trouble, words::REVOKED, Finding::LockedOut);
    check(Line::Trouble, words::VERSION_APART, Finding::VersionApart);
    check(Line::Trouble, words::QUARANTINED, Finding::SetAside);
    check(Line::Trouble, words::LOCAL_TROUBLE, Finding::LocalTrouble);
    let missing = Words::new(words::MISSING).with("count", 3);
    assert_eq!(found(&Facts { noted: Some(missing), ..noted(Line::Trouble, "") }), [Finding::Missing { items: 3 }]);
    assert_eq!(found(&Facts { line: Line::Paused, ..well() }), [Finding::Paused]);
    assert_eq!(
        found(&Facts { line: Line::NoCentre, oldest_minutes: Some(900), arrived: 0, ..well() }),
        [Finding::NoCentre]
    );
}

#[test]
fn a_clock_is_wrong_from_five_minutes_on_and_says_which_way() {
    let check = |off_ms: i64, expected: Finding| {
        assert_eq!(found(&Facts { clock_off_ms: Some(off_ms), ..well() }), [expected], "{off_ms}");
    };
    check(299_999, Finding::AllWell { entries: 41 });
    check(-299_999, Finding::AllWell { entries: 41 });
    check(300_000, Finding::ClockWrong { minutes: 5, ahead: true });
    check(-7_200_000, Finding::ClockWrong { minutes: 120, ahead: false });
    check(i64::MIN, Finding::ClockWrong { minutes: u32::MAX, ahead: false });
    assert_eq!(found(&Facts { clock_off_ms: None, ..well() }), [Finding::AllWell { entries: 41 }], "not heard yet");
}

#[test]
fn what_waits_what_forked_and_what_was_put_back_is_said() {
    let check = |facts: Facts, expected: Finding| assert_eq!(found(&facts), [expected]);
    check(Facts { waiting: 14, ..well() }, Finding::Quarantine { entries: 14 });
    check(Facts { forked: vec!["Máy 2".into()], ..well() }, Finding::Fork { laptop: "Máy 2".into() });
    check(Facts { restored: Some("then".into()), ..well() }, Finding::Restored { at: "then".into() });
    check(Facts { revoked: true, ..well() }, Finding::LockedOut);
}

#[test]
fn what_waits_for_a_receipt_for_an_hour_is_pointed_out() {
    let facts = |minutes| Facts { arrived: 21, oldest_minutes: Some(minutes), ..well() };
    assert_eq!(found(&facts(59)), [Finding::AllWell { entries: 21 }]);
    assert_eq!(found(&facts(134)), [Finding::Unsent { entries: 20, minutes: 134 }]);
}

#[test]
fn the_gravest_comes_first_and_nothing_is_said_twice() {
    let all = Facts {
        revoked: true,
        clock_off_ms: Some(3_600_000),
        waiting: 2,
        arrived: 0,
        oldest_minutes: Some(600),
        ..noted(Line::Trouble, words::REVOKED)
    };
    let expected = [
        Finding::LockedOut,
        Finding::ClockWrong { minutes: 60, ahead: true },
        Finding::Quarantine { entries: 2 },
        Finding::Unsent { entries: 41, minutes: 600 },
    ];
    assert_eq!(found(&all), expected);
}

#[test]
fn what_only_a_leader_decides_is_offered_to_leaders_alone() {
    let remedy = |leader| diagnose(&Facts { waiting: 1, leader, ..well() }).findings.remove(0).remedy;
    assert_eq!((remedy(true), remedy(false)), (Some(Remedy::Team), None));
}

#[test]
fn every_finding_is_said_in_both_languages() {
    let all = [
        Finding::LockedOut,
        Finding::OtherCommune,
        Finding::ClockWrong { minutes: 7, ahead: true },
        Finding::ClockWrong { minutes: 7, ahead: false },
        Finding::Untrusted,
        Finding::CertificateExpired,
        Finding::CertificateOtherName,
        Finding::NotTheCentre,
        Finding::NotAdmitted,
        Finding::VersionApart,
        Finding::LocalTrouble,
        Finding::NoNetwork,
        Finding::ServerAway,
        Finding::ServerSlow,
        Finding::ServerBusy,
        Finding::Paused,
        Finding::NoCentre,
        Finding::Restored { at: "2026-11-21T21:00:00+07:00".into() },
        Finding::Quarantine { entries: 7 },
        Finding::SetAside,
        Finding::Fork { laptop: "7".into() },
        Finding::Missing { items: 7 },
        Finding::Unsent { entries: 7, minutes: 7 },
        Finding::Syncing,
        Finding::Untried,
        Finding::AllWell { entries: 7 },
    ];
    for language in [Language::Vi, Language::En] {
        let texts = Texts::of(language);
        for finding in all.clone() {
            let view = told(finding, true);
            for words in [&view.what, &view.next] {
                let said = texts.words(words);
                assert!(said != words.key && !said.contains('{'), "{said}");
                assert!(words.params.is_empty() || said.contains('7'), "{said} names its facts");
            }
        }
    }
}
