# Paper slips: printing a pad, keying slips in.

slips-pad = Print slips
slips-pad-title = Print a pad of slips
slips-pad-done = The pad is written
slips-pad-lead = When the laptop is elsewhere or its battery is empty, write on numbered slips and key them in later. Each A5 page holds three.
slips-pad-count = Slips
slips-pad-pages =
    { $n ->
        [one] { $count } A5 page. At most 300 slips.
       *[other] { $count } A5 pages. At most 300 slips.
    }
slips-pad-first = From number
slips-pad-last = The last pad: { $code } { $first }–{ $last }.
slips-pad-none = The first pad of this session on this laptop.
slips-pad-warning = Slips that are filled in are personal data on paper.
slips-pad-warning-next = Keep them in sight, lock them away, and destroy them once they are keyed in.
slips-pad-write = Write the PDF
slips-pad-written =
    { $n ->
        [one] { $count } slip, { $size }.
       *[other] { $count } slips, { $size }.
    }
slips-pad-after = Open the file and print it on A5, or two pages on a sheet of A4. This laptop remembers the numbers: the next pad goes on from there, and peak hour hands out none of them.

# Keying slips in
slips-key = Key slips
slips-title = Key paper slips in
slips-key-walk = To the first cell of the next slip that waits; in a row: to the next cell, the last one saves
slips-from = From slip { $code }-
slips-to = To number
slips-show = Show
slips-done-count = { $done } of { $all } keyed in.
slips-missing = Not keyed in: { $numbers }.
slips-complete = No slip is waiting.
slips-closed = This session is closed.
slips-closed-next = Slips keyed in now are still saved and counted, as having come after the closing.
slips-col-slip = Slip
slips-col-name = Name
slips-col-birth = Born
slips-col-digits = ID number
slips-col-phone = Phone
slips-col-village = Village
slips-col-service = Service, 1–6
slips-col-outcome = Outcome, 1–4
slips-col-difficulties = Difficulties
slips-col-return-day = Back on
slips-col-note = Note
slips-known = on record
slips-found = Who it may be
slips-look-alikes = Some share name, birth year and village: compare the last digits.
slips-pick = choose; without a choice it is somebody new
slips-spoil = Spoilt
slips-spoil-one = Mark slip { $slip } as spoilt
slips-key-spoil = The slip of this row is spoilt; once more on a marked row takes the mark off
slips-spoilt = Spoilt slip, not keyed in
slips-unspoil = Unmark
slips-open = Open
slips-nameless = no name yet
slips-keyed-by = { $name }, { $what }. Keyed in by { $member } at { $time }, { $device }.
slips-taken = Slip { $slip } was keyed in before; nothing more was saved.
slips-again = Save anyway
slips-saved = Slip { $slip } is saved on this laptop.
slips-saved-late = Slip { $slip } is saved, as having come after the closing.
