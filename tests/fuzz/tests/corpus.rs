//! Whatever a fuzzer found worth keeping is tried again in every test run.
#![allow(clippy::unwrap_used, reason = "tests fail by panicking")]

use std::path::PathBuf;

use fuzz::{INPUT_BYTES_MAX, Target, World};

/// Fewer would say that the corpus got lost.
const INPUTS_MIN: usize = 100;

fn corpus(target: Target) -> Vec<(PathBuf, Vec<u8>)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("corpus").join(target.name());
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    files.map(|path| (path.clone(), std::fs::read(path).unwrap())).collect()
}

fn replay(target: Target) {
    let (world, inputs) = (World::of(target).unwrap(), corpus(target));
    assert!(inputs.len() >= INPUTS_MIN, "{} inputs", inputs.len());
    for (path, bytes) in inputs {
        assert!(bytes.len() <= INPUT_BYTES_MAX, "{}", path.display());
        world.try_input(&bytes);
    }
}

#[test]
fn t25_cards() {
    replay(Target::Card);
}

#[test]
fn t25_bundles() {
    replay(Target::Bundle);
}

#[test]
fn t25_batches() {
    replay(Target::Batch);
}

#[test]
fn t25_certificates() {
    replay(Target::Certificate);
}

#[test]
fn t25_bodies_of_requests() {
    replay(Target::Http);
}

#[test]
fn t25_lists() {
    replay(Target::Roster);
}

#[test]
fn every_target_is_known_by_its_name() {
    assert!(Target::ALL.into_iter().all(|it| Target::named(it.name()) == Some(it)));
    assert_eq!(Target::named("cards"), None);
}
