# Words of the donghanh command. Keys are used in crate cli.

cli-phase-first-run = Nothing is set up on this laptop. Use “donghanh practice” to practise, or “donghanh set-up” to set up a commune.
cli-phase-joining = This laptop has asked to join and waits for the leader’s answer.
cli-phase-locked = Set up, locked.
cli-phase-open = Open.
cli-join-code = Comparison code: { $code }
cli-villages = Villages:
cli-units = Units:
cli-members = Members:
cli-session-open = open
cli-session-closed = closed
cli-more = There are more: type on to narrow it down.
cli-voided = (voided)
cli-saved = Saved on this laptop · { $count }
cli-card-chip-card = Chip ID card (CCCD)
cli-card-identity-card = Identity card (Căn cước)
cli-exported = Exported { $rows } assists. The file holds personal data, keep it safe.
cli-arrived = { $arrived } / { $written } arrived
cli-check-holds = holds
cli-check-fails = FAILS
cli-seeded = Practice commune made: { $people } people on the roster, { $assists } assists.
cli-bundle-written = Written and read back correctly: entries: { $entries }, receipts: { $receipts }. Nothing counts as arrived until there is a receipt.
