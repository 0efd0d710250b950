# Taking a session's log away as a file.

export-title = Export the session's log
export-format = Kind of file
export-xlsx = Excel, with a summary sheet
export-pdf = PDF, to print
export-xlsx-plain = Excel
export-csv = CSV, for other programs
export-numbers = ID numbers
export-masked = Masked: 005******002
export-full = All 12 digits
export-warning = The file holds personal data: names, birth years, villages, what was done.
export-warning-next = Keep it on an official machine or the team's USB stick. Not by chat, social network or private mail; delete it when it is no longer needed.
export-warning-full = The file will hold everyone's full ID number.
export-warning-full-next = Only where the commune police must compare. Hand it over in person, never by chat or private mail; delete it once compared.
export-path = Where to save
export-path-hint = The file's name holds nobody's name. Change it, or press to choose another place.
export-path-missing = Choose where to save first.
export-pick = Choose a place…
export-write = Write the file
export-cancel = Cancel
export-done = File written
export-written =
    { $n ->
        [one] { $count } assist written, { $size }.
       *[other] { $count } assists written, { $size }.
    }
export-after = ID numbers are masked. The file still holds names: keep it as you would the paper log.
export-after-full = The file holds full ID numbers: hand it over in person, delete it when done.
