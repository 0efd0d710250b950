//! The central endpoint. Replaced by the real one.
fn main() {}
