//! The central endpoint: routes, database, receipts.
