//! The wire format: entries, chain, slots, batches, certificates, receipts, sync plan; bytes in, bytes out.
