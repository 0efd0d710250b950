# People to be met again: the list, calls, the call sheet.

follow-ups-title = Follow-ups
follow-ups-about =
    { $n ->
        [one] { $count } person to be met again
       *[other] { $count } people to be met again
    }
follow-ups-empty = Nobody has to be met again
follow-ups-empty-next = Whoever is logged as “come back”, or waits for approval or activation of level 2, shows here and leaves by the next assist.
follow-ups-empty-here = Nobody is left here
follow-ups-places = Villages
follow-ups-all = The whole commune
follow-ups-no-village = Village unknown
follow-ups-overdue = { $count } overdue
follow-ups-today = { $count } today
follow-ups-group = { $when } · { $count }
follow-ups-group-part = { $when } · the first { $count }
follow-ups-beyond-all = The { $shown } people with the earliest days are shown, { $count } more are not. Choose one village after another to go on, or write a “Call sheet”: it has everybody.
follow-ups-beyond-here = The { $shown } people with the earliest days here are shown, { $count } more are not. Write a “Call sheet”: it has everybody.

follow-ups-col-name = Name
follow-ups-col-phone = Phone
follow-ups-col-why = Why
follow-ups-col-due = Day
follow-ups-col-calls = Calls
follow-ups-no-phone = no number
follow-ups-born = born { $year }
follow-ups-late =
    { $n ->
        [one] { $count } day late
       *[other] { $count } days late
    }
follow-ups-met = { $service }, session of { $day }
follow-ups-calls =
    { $n ->
        [one] { $count } call
       *[other] { $count } calls
    }

follow-ups-phone-show = Show number
follow-ups-call = Note a call
follow-ups-desk = Open at the desk
follow-ups-person = See the person
follow-ups-call-title = Calling { $name }
follow-ups-result = What came of it
follow-ups-again = Will come on
follow-ups-again-hint = Left empty, the day stays as it was.
follow-ups-save = Save the call
follow-ups-noted = Noted: { $name }, { $result }.

follow-ups-sheet = Call sheet
follow-ups-sheet-title = Call sheet: { $place }
follow-ups-sheet-warning = The file holds names and whole phone numbers, and no ID number.
follow-ups-sheet-warning-next = Print it to phone along, and destroy it afterwards. Never send it by Zalo, Facebook or private mail.
follow-ups-sheet-done = The call sheet is written
follow-ups-sheet-written =
    { $n ->
        [one] { $count } person in the file.
       *[other] { $count } people in the file.
    }
