//! The device's encrypted file: migrations, commit, receive, queries, search.
