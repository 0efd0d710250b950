//! A card from a picture on the disk, read by the window itself: no scanner, no network, nothing kept.

use std::fs::File;
use std::io::BufWriter;
use std::path::{Path, PathBuf};

use anyhow::{Result, ensure};
use domain::synthetic::CardLayout;
use tests::cards::code_rows;
use tests::window::{ENTER, ESC, F4, Kind, Laptop, Window, plain};

use crate::people::{is_saved, people, practise};

/// The sides of a photo, in pixels.
const PHOTO: (usize, usize) = (1600, 1200);
/// Where on it the code is, and how large a module.
const PLACE: (usize, usize, usize) = (900, 420, 5);

#[test]
fn a_card_is_read_from_a_picture_and_what_is_no_card_is_told() -> Result<()> {
    let place = tempfile::tempdir()?;
    let desk = Window::open(&Laptop::at(&place.path().join("laptop")))?;
    practise(&desk)?;
    let person = &people(1)[0];
    let photo = photo_of(&person.card_text(CardLayout::CanCuoc), &place.path().join("the.png"))?;
    let empty = photo_of("", &place.path().join("empty.png"))?;
    let letter = place.path().join("letter.txt");
    std::fs::write(&letter, "Kính gửi")?;

    desk.keys(F4)?;
    desk.shows("desk-picture-how")?;
    // A made-up camera of the web view; a file given while it starts would be lost to the driver.
    desk.shows("desk-camera-how")?;
    desk.is_accessible("reading a card from a picture")?;
    desk.give_file(&letter)?;
    desk.shows("desk-picture-none")?;
    desk.give_file(&empty)?;
    desk.shows("desk-picture-no-code")?;
    desk.is_accessible("a picture without a code")?;
    desk.keys(ESC)?;
    desk.focuses("desk-box")?;

    desk.keys(F4)?;
    desk.shows("desk-camera-how")?;
    desk.give_file(&photo)?;
    desk.meets(Kind::Heading, plain(person.name.as_str()))?;
    desk.focuses("desk-box")?;
    desk.keys("1")?;
    desk.keys(ENTER)?;
    is_saved(&desk, 1)?;
    keeps_no_picture(&place.path().join("laptop"), &std::fs::read(photo)?)
}

/// A white photo with the code of a text; without a text, with none.
fn photo_of(text: &str, path: &Path) -> Result<PathBuf> {
    let rows = if text.is_empty() { Vec::new() } else { code_rows(text) };
    let (width, height) = PHOTO;
    let (left, top, module) = PLACE;
    let dark = |x: usize, y: usize| {
        let (x, y) = (x.checked_sub(left)? / module, y.checked_sub(top)? / module);
        Some(rows.get(y)?.as_bytes().get(x) == Some(&b'#'))
    };
    let pixels: Vec<u8> = (0..width * height)
        .map(|place| if dark(place % width, place / width) == Some(true) { 0 } else { 255 })
        .collect();
    let out = BufWriter::new(File::create(path)?);
    let mut encoder = png::Encoder::new(out, u32::try_from(width)?, u32::try_from(height)?);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.write_header()?.write_image_data(&pixels)?;
    Ok(path.to_owned())
}

/// Nothing below the laptop's folder holds the picture.
fn keeps_no_picture(folder: &Path, picture: &[u8]) -> Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            keeps_no_picture(&path, picture)?;
        } else if path.is_file() {
            let held = std::fs::read(&path)?;
            let found = held.windows(picture.len()).any(|bytes| bytes == picture);
            ensure!(!found, "{} holds the picture", path.display());
        }
    }
    Ok(())
}
