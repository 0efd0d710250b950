//! LLVM's fuzzer on one of the targets, named by `DONGHANH_FUZZ_TARGET`; started by `cargo xtask fuzz`.
#![no_main]
#![allow(clippy::panic, clippy::expect_used, reason = "a panic is how a fuzzer is told")]

use std::cell::OnceCell;

use fuzz::{Target, World};
use libfuzzer_sys::fuzz_target;

const TARGET: &str = "DONGHANH_FUZZ_TARGET";

thread_local! {
    static WORLD: OnceCell<World> = const { OnceCell::new() };
}

fuzz_target!(|bytes: &[u8]| {
    WORLD.with(|world| world.get_or_init(world_of).try_input(bytes));
});

fn world_of() -> World {
    let name = std::env::var(TARGET).expect("a target is named");
    let target = Target::named(&name).expect("a target of this name");
    World::of(target).expect("a place for the centre")
}
