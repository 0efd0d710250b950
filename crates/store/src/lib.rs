//! The device's encrypted file: migrations, commit, receive, queries, search.

pub mod secret;
pub mod vault;
