//! Every bound of the wire format, in one place. Readers refuse what is larger before they allocate for it.

/// Longest certificate as it travels, in bytes.
pub const CERTIFICATE_BYTES_MAX: usize = 512;
/// At most this many certificates in one chain, root and device included.
pub const CHAIN_LEN_MAX: usize = 8;
/// Longest chain as it travels, in bytes.
pub const CHAIN_BYTES_MAX: usize = CHAIN_LEN_MAX * (CERTIFICATE_BYTES_MAX + 3) + 16;

/// Longest entry as it travels, in bytes.
pub const ENTRY_BYTES_MAX: usize = 16 * 1024;
/// Longest entry header, in bytes.
pub const HEADER_BYTES_MAX: usize = 256;
/// At most this many devices named by one closing of a session.
pub const SEEN_DEVICES_MAX: usize = 256;
/// At most this many rows of accepted entries in one revocation.
pub const ACCEPTED_MAX: usize = 256;
/// At most this many earlier words about its subject that one revocation takes the place of.
pub const REVOCATIONS_SEEN_MAX: usize = 16;
/// At most this many recipients of one new sealing key in one entry; more take another entry.
pub const REKEY_RECIPIENTS_MAX: usize = 64;
/// At most this many sealing keys, the newest ones, for each recipient.
pub const REKEY_KEYS_MAX: usize = 4;
/// At most this many blobs named by one roster edition.
pub const EDITION_BLOBS_MAX: usize = 200;

/// Longest batch as it travels, in bytes.
pub const BATCH_BYTES_MAX: usize = 32 * 1024;
/// Longest run of entries inside a batch before compression, in bytes.
pub const BATCH_INFLATED_MAX: usize = 256 * 1024;
/// At most this many entries in one batch.
pub const BATCH_ENTRIES_MAX: usize = 1024;

/// Longest receipt as it travels, in bytes.
pub const RECEIPT_BYTES_MAX: usize = 512;

/// Longest sealed roster blob as it travels, in bytes.
pub const BLOB_BYTES_MAX: usize = 256 * 1024;
/// Longest content of a roster blob before compression, in bytes.
pub const BLOB_INFLATED_MAX: usize = 2 * 1024 * 1024;

/// Longest log item as it travels, in bytes: a batch or a chain with its wrapping.
pub const ITEM_BYTES_MAX: usize = BATCH_BYTES_MAX + 16;

/// Longest request as it travels, in bytes.
pub const REQUEST_BYTES_MAX: usize = 1024 * 1024;
/// At most this many items offered in one request.
pub const OFFERS_MAX: usize = 4096;
/// At most this many devices of which something is lacking in one request.
pub const LACKING_MAX: usize = 16;
/// At most this many blobs wanted in one request.
pub const BLOBS_WANTED_MAX: usize = 64;
/// At most this many blobs offered in one request.
pub const BLOBS_OFFERED_MAX: usize = 64;

/// Longest reply as it travels, in bytes.
pub const REPLY_BYTES_MAX: usize = 4 * 1024 * 1024;
/// At most this many receipts in one reply.
pub const REPLY_RECEIPTS_MAX: usize = 4096;
/// At most this many items in one reply.
pub const REPLY_ITEMS_MAX: usize = 8192;
/// At most this many rows of what the centre expects in one reply.
pub const EXPECTED_MAX: usize = 4096;

/// A request proof is good this long before and after the centre's time that it names: 5 minutes.
pub const PROOF_AGE_MAX_MS: i64 = 5 * 60 * 1000;

/// At most this many branches of one device are kept apart.
pub const FORK_BRANCHES_MAX: usize = 16;

/// Longest join request as it travels, in bytes.
pub const JOIN_REQUEST_BYTES_MAX: usize = 2 * 1024;
/// Longest answer to a join request as it travels, in bytes.
pub const JOIN_ANSWER_BYTES_MAX: usize = 64 * 1024;
/// At most this many sealing keys in one answer.
pub const SEALING_KEYS_MAX: usize = 256;
/// Longest address of a centre, in bytes of UTF-8.
pub const CENTRE_ADDRESS_BYTES_MAX: usize = 512;

/// Longest bundle that is written or read, in bytes.
pub const BUNDLE_BYTES_MAX: u64 = 512 * 1024 * 1024;
/// Longest bundle that a centre takes over HTTP, in bytes.
pub const BUNDLE_UPLOAD_BYTES_MAX: usize = 16 * 1024 * 1024;
/// At most this many parts in a bundle, header and end not counted.
pub const BUNDLE_PARTS_MAX: u32 = 65_536;
/// Longest header or end of a bundle, in bytes.
pub const BUNDLE_FRAME_BYTES_MAX: usize = 256;
/// After so many places that look like a part and are none, a reader gives up the rest of a bundle.
pub const BUNDLE_DAMAGES_MAX: u32 = 1024;
/// At most this many damaged parts of a bundle are named; all are counted.
pub const BUNDLE_DAMAGED_NAMED_MAX: usize = 32;

/// Longest sealed piece of a backup, in bytes: the longest blob with what surrounds it.
pub const PACK_BYTES_MAX: usize = BLOB_BYTES_MAX + 128;
/// Longest content of a piece of a backup, in bytes.
pub const PACK_CONTENT_BYTES_MAX: usize = BLOB_BYTES_MAX + 64;
/// Longest wrapping of a backup's key under a passphrase, in bytes.
pub const BACKUP_WRAPPING_BYTES_MAX: usize = 64 * 1024;
