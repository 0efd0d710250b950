//! Whatever may answer in place of the centre, over real sockets.

use super::super::CentreAddress;
use super::super::strangers::{Stranger, quick};
use super::*;

fn exchanged(stranger: &Stranger) -> Result<Answer, CarryError> {
    Http::new(quick()).unwrap().exchange(&to(&stranger.url()), vec![0; 100])
}

fn to(url: &str) -> Way {
    Way { address: CentreAddress::parse(url).unwrap(), vouched: None }
}

fn check(response: &str, expected: CarryError) {
    let stranger = Stranger::answering(response.as_bytes());
    assert_eq!(exchanged(&stranger).err(), Some(expected), "{response}");
}

fn with_json(status: &str, body: &str) -> String {
    let length = body.len();
    format!("HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n{body}")
}

#[test]
fn what_is_not_the_centre_is_told_as_such() {
    check("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n", CarryError::NotTheCentre);
    check("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 4\r\n\r\n<ok>", CarryError::NotTheCentre);
    check("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", CarryError::NotTheCentre);
    check("SSH-2.0-OpenSSH_9.9\r\n\r\n", CarryError::NotTheCentre);
}

#[test]
fn an_endless_answer_is_cut_off() {
    let head = "HTTP/1.1 200 OK\r\nContent-Type: application/cbor\r\nConnection: close\r\n\r\n";
    let mut answer = head.as_bytes().to_vec();
    answer.resize(head.len() + REPLY_BYTES_MAX + 1, 0);
    assert_eq!(exchanged(&Stranger::answering(&answer)).err(), Some(CarryError::NotTheCentre));
}

#[test]
fn t14_a_centre_that_hangs_in_any_phase_is_slow_and_never_a_success() {
    let head = "HTTP/1.1 200 OK\r\nContent-Type: application/cbor\r\nContent-Length: 10\r\n\r\nhalf";
    assert_eq!(exchanged(&Stranger::hanging(b"")).err(), Some(CarryError::Slow), "before the answer");
    assert_eq!(exchanged(&Stranger::hanging(b"HTTP/1.1 20")).err(), Some(CarryError::Slow), "in the head");
    assert_eq!(exchanged(&Stranger::hanging(head.as_bytes())).err(), Some(CarryError::Slow), "in the body");
}

#[test]
fn a_line_that_breaks_is_cut_and_a_closed_door_is_no_connection() {
    let head = "HTTP/1.1 200 OK\r\nContent-Type: application/cbor\r\nContent-Length: 10\r\n\r\nhalf";
    check(head, CarryError::Cut);
    let gone = to(&Stranger::answering(b"").url_after_closing());
    let answer = Http::new(quick()).unwrap().exchange(&gone, Vec::new());
    assert_eq!(answer.err(), Some(CarryError::NoConnection));
}

#[test]
fn what_the_centre_refuses_is_told_apart() {
    let busy = |wait_seconds| CarryError::Busy { wait_seconds };
    check(&with_json("404 Not Found", r#"{"code":"unknown-commune"}"#), CarryError::OtherCommune);
    check(&with_json("401 Unauthorized", r#"{"code":"bad-proof"}"#), CarryError::OtherCommune);
    check(&with_json("403 Forbidden", r#"{"code":"not-certified"}"#), CarryError::NotCertified);
    check(&with_json("400 Bad Request", r#"{"code":"bad-request"}"#), CarryError::Version);
    check(&with_json("413 Too Large", r#"{"code":"too-large"}"#), CarryError::TooLarge);
    check(&with_json("503 Busy", r#"{"code":"busy","details":{"retry_after_s":7}}"#), busy(7));
    check(&with_json("500 Oh", r#"{"code":"internal","details":{}}"#), busy(BUSY_SECONDS));
    check("HTTP/1.1 429 No\r\nRetry-After: 9999\r\nContent-Length: 0\r\n\r\n", busy(BUSY_SECONDS_MAX));
    check("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 4\r\n\r\n<ok>", CarryError::NoConnection);
}

#[test]
fn a_stale_time_brings_the_centres() {
    let body = r#"{"code":"stale-time","message":"","details":{"centre_time_ms":1795280460000}}"#;
    let answer = exchanged(&Stranger::answering(with_json("401 Unauthorized", body).as_bytes()));
    assert!(matches!(answer, Ok(Answer::Stale { centre_time_ms: 1_795_280_460_000 })));
}

#[test]
fn a_reply_is_handed_over_whole() {
    let answer = "HTTP/1.1 200 OK\r\nContent-Type: application/cbor\r\nContent-Length: 3\r\n\r\nabc";
    let answer = exchanged(&Stranger::answering(answer.as_bytes()));
    assert!(matches!(answer, Ok(Answer::Reply(bytes)) if bytes == b"abc"));
}

#[test]
fn an_admission_that_makes_no_sense_is_not_the_centre() {
    let stranger = Stranger::answering(with_json("200 OK", r#"{"centre_public_key":"zz"}"#).as_bytes());
    let way = to(&stranger.url());
    let admitted = Http::new(quick()).unwrap().ask(&way, ADMISSION_PATH, "{}".to_owned(), SMALL_BYTES_MAX);
    assert_eq!(admitted.and_then(|body| admission(&body)).err(), Some(CarryError::NotTheCentre));
}

#[test]
fn the_slower_the_line_may_be_the_longer_a_request_is_waited_for() {
    let stall = Duration::from_secs(20);
    assert_eq!(patience(0, stall), stall);
    assert_eq!(patience(32 * 1024, stall), Duration::from_secs(52));
    assert_eq!(patience(1024 * 1024, stall), Duration::from_secs(20 + 64 + 60));
}

#[test]
fn what_is_no_answer_about_recovery_boxes_is_not_the_centres() {
    let key = "07".repeat(32);
    let check = |body: &str, expected: Result<usize, CarryError>| {
        assert_eq!(boxes(body.as_bytes()).map(|told| told.boxes.len()), expected, "{body}");
    };
    check(&format!(r#"{{"centre_public_key":"{key}","boxes":[]}}"#), Ok(0));
    check(&format!(r#"{{"centre_public_key":"{key}","boxes":[{{"root_certificate":"00","facts":""}}]}}"#), Ok(1));
    check(
        &format!(r#"{{"centre_public_key":"{key}","boxes":[{{"root_certificate":"0","facts":""}}]}}"#),
        Err(CarryError::NotTheCentre),
    );
    check(r#"{"centre_public_key":"07","boxes":[]}"#, Err(CarryError::NotTheCentre));
    check("<h1>Wi-Fi</h1>", Err(CarryError::NotTheCentre));
}
