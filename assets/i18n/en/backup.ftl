# Backups, second copies, drills, and the journal of a laptop that was copied. The keys stand in the crate app.

backup-unlocked = No backup can be made yet: choose a passphrase for backups, or make the commune’s recovery code.
backup-never = There is no second copy yet.
backup-last = Newest second copy: { $time } on { $day }, when this laptop had written { $entries } entries.
backup-overdue = No new copy for { $days } days. Plug in a USB stick or a second disk and press “Copy now”.
backup-failed = The last copy did not succeed: the stick or second disk is away, full or cannot be written. The earlier copies are untouched; the app tries again.
backup-same-disk = The copies lie on this laptop’s own disk: they help when a file is damaged, not when the laptop or its disk is lost. Choose a USB stick or another disk.
backup-mended = The file is damaged in places; the second set of pieces in it made good for all of it. Back up again to another stick.
backup-lost =
    { $n ->
        [one] 1 block of the file is damaged in both of its places and cannot be read.
       *[other] { $count } blocks of the file are damaged in both of their places and cannot be read.
    }
backup-waiting =
    { $n ->
        [one] 1 batch could be read and was not taken in, since one before it is lost. What had reached the centre is fetched at the next sync; keep this file.
       *[other] { $count } batches could be read and were not taken in, since one before them is lost. What had reached the centre is fetched at the next sync; keep this file.
    }
drill-never = Restoring was never tried.
drill-last = Restoring was last tried at { $time } on { $day }.
drill-last-broken = When restoring was last tried, at { $time } on { $day }, something did not hold. Back up again to another place, then try again.
drill-holds = It can be restored: { $entries } entries, { $people } people, up to { $until_time } on { $until_day }. Backed up at { $made_time } on { $made_day }; every entry holds.
drill-broken = Only part of it can be restored: { $entries } entries, { $people } people, up to { $until_time } on { $until_day }. The backup of { $made_time } on { $made_day } does not hold in places: back up again now, to another place.
restored = { $entries } entries and { $people } people are back, up to { $until_time } on { $until_day }. The backup was made at { $made_time } on { $made_day }.
restored-identity = This laptop goes on under a new identity, so that nothing mixes with what the old one may still write. With a network the app fetches what the old one had sent.
restored-aside = What lay on this laptop is kept untouched in { $folder }.
device-given-up = old identity, writes no more
device-goes-on = goes on from an old identity
device-branches =
    { $n ->
       *[other] has { $count } branches: a copy of the laptop wrote elsewhere; all are kept
    }
