//! Paper slips from the laptop's side: pads printed for a session, and their numbers.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests fail by panicking"
)]

mod common;

use std::process::Command;

use app::Code;
use app::view::export::Language;
use app::view::paper::{LeafletForm, PadForm};
use common::{Laptop, text};
use uuid::Uuid;

fn pad(laptop: &Laptop, session: Uuid, first: Option<u32>, count: u32) -> PadForm {
    PadForm { session, first, count, language: Language::Vi, path: text(&laptop.path("phieu.pdf")) }
}

fn printed(laptop: &Laptop) -> String {
    let read = Command::new("pdftotext").arg("-layout").arg(laptop.path("phieu.pdf")).arg("-").output().unwrap();
    String::from_utf8(read.stdout).unwrap()
}

#[test]
fn a_pad_is_printed_for_a_session_and_the_next_goes_on_where_it_ended() {
    let (laptop, session) = Laptop::at_the_desk();
    let before = laptop.app.pads(session.id).unwrap();
    assert_eq!((before.next, before.pads.len(), before.code.len()), (1, 0, 2));
    assert_eq!(before.name, "phieu-giay_2026-11-21_gom_tu-so-1.pdf");
    let written = laptop.app.print_pad(pad(&laptop, session.id, None, 4)).unwrap();
    assert_eq!(written.rows, 4);
    let read = printed(&laptop);
    let name = |number: u32| format!("{}-{number:03}", before.code);
    assert!(read.contains(&name(1)) && read.contains(&name(4)) && !read.contains(&name(5)), "{read}");
    for word in ["Xã Quảng Nghiệp · Thôn Gồm · Nhà văn hóa thôn · 21/11/2026", "Thu nhận mức 2", "FACE-01", "Trang 2/2"]
    {
        assert!(read.contains(word), "{word}: {read}");
    }
    let after = laptop.app.pads(session.id).unwrap();
    assert_eq!((after.next, after.pads[0].first, after.pads[0].last), (5, 1, 4));
    assert_eq!(laptop.app.desk().unwrap().next_ticket, 5, "the desk hands out no number of a pad");
    laptop.app.print_pad(PadForm { language: Language::En, ..pad(&laptop, session.id, None, 2) }).unwrap();
    assert!(printed(&laptop).contains(&name(6)) && printed(&laptop).contains("Come back on"));
    laptop.app.print_pad(pad(&laptop, session.id, Some(1), 4)).unwrap();
    assert_eq!(laptop.app.pads(session.id).unwrap().pads.len(), 2, "the same numbers again are no new pad");
}

#[test]
fn a_pad_out_of_range_or_without_a_place_is_refused_and_not_remembered() {
    let (laptop, session) = Laptop::at_the_desk();
    let check = |form: PadForm, expected: Code| {
        assert_eq!(laptop.app.print_pad(form).unwrap_err().code, expected);
    };
    check(pad(&laptop, session.id, None, 0), Code::BadField);
    check(pad(&laptop, session.id, None, 301), Code::BadField);
    check(pad(&laptop, session.id, Some(0), 3), Code::BadField);
    check(pad(&laptop, session.id, Some(99_998), 3), Code::BadField);
    check(pad(&laptop, Uuid::from_u128(5), None, 3), Code::NotFound);
    let nowhere = text(&laptop.path("khong-co/phieu.pdf"));
    check(PadForm { path: nowhere, ..pad(&laptop, session.id, None, 3) }, Code::CannotWrite);
    let pads = laptop.app.pads(session.id).unwrap();
    assert_eq!((pads.next, pads.pads.len()), (1, 0));
}

#[test]
fn the_leaflet_is_one_page_in_both_languages_with_the_guides_own_words_and_needs_no_pin() {
    let laptop = Laptop::new();
    let path = text(&laptop.path("phieu.pdf"));
    for (language, words) in [
        (Language::Vi, ["Tải đúng ứng dụng", "Nhập mã OTP", "Không đưa mã OTP cho ai", "1900 0368"]),
        (Language::En, ["The right app", "The OTP", "Give nobody an OTP", "1900 0368"]),
    ] {
        laptop.app.print_leaflet(&LeafletForm { language, path: path.clone() }).unwrap();
        let read = printed(&laptop);
        assert_eq!(read.matches('\u{c}').count(), 1, "one page");
        for word in words {
            assert!(read.contains(word), "{word}: {read}");
        }
        assert!(read.contains(&laptop.app.guide_code().unwrap().address), "{read}");
    }
}
