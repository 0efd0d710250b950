# People, single assists, their history and corrections.

people-title = People
people-back = Back
people-nothing = nothing

# Looking somebody up
people-search = Find a person
people-search-hint = Type a name without marks, the end of an ID or phone number, or scan a card
people-empty = Find a person
people-empty-next = Type a few letters of the name, or the last three digits on the card. You will see everything done for them, on any laptop.
people-nobody = Nobody found
people-nobody-next = Check the spelling, try the end of the number. Somebody new is logged at the desk (Ctrl+1).
people-results = Found
people-more = There are more: add the birth year or the end of the number.
people-look-alike = Same name, birth year and village
people-look-alikes =
    { $n ->
       *[other] { $count } people share name, birth year and village.
    }
people-look-alikes-ask = Compare the last three digits on the card before opening one.
people-come-back-on = Come back { $day }
people-col-name = Name
people-col-sex = Sex
people-col-birth-year = Born
people-col-village = Village
people-col-tail = Number tail
people-col-state = Account
people-col-service = Service
people-col-outcome = Outcome
people-col-when = When
people-col-member = Logged by
people-col-device = Laptop

# One person
people-show-number = Show the number
people-number = ID number
people-number-hint = The 12 digits on the card, or empty.
people-birth = Birth date
people-birth-hint = 21/11/1990, or the year 1990 alone.
people-sex = Sex
people-sex-unknown = Not known
people-phone = Phone
people-village = Village
people-unit = Unit
people-nowhere = Not known
people-address = Address
people-account = Commune police list
people-roster = { $state } (list of { $day })
people-roster-none = Not on the list
people-rule-unverified = { $citation }, not checked by a person yet
people-done = Done for this person
people-done-none = Nothing yet.
people-voided = Voided
people-correct-person = Correct the record
people-name-missing = Write the name.
people-corrected-now = Record of { $name } corrected.

# One assist
people-assist = Assist
people-assist-of = Assist { $number } · { $name }
people-nameless = no name yet
people-difficulties = Difficulties
people-return-day = Return day
people-utilities = Utilities shown
people-state-before = Account before
people-ticket = Ticket
people-note = Note
people-note-hint = Never a password, passcode or OTP.
people-logged-by = Logged by
people-by = { $member }, { $device }
people-arrival = Sync
people-arrived = Arrived at the centre
people-waits = No receipt of the centre yet
people-to-person = Open this person
people-to-session = Open the session
people-is-voided = This assist is voided: it stays in the log and does not count.
people-conflict = This assist has two corrections that disagree.
people-conflict-next = Read the history below and correct it once more; the last correction will hold.
people-correct = Correct
people-correct-assist = Correct the assist
people-assist-corrected = Assist { $number } corrected.
people-correct-about = the old values stay in the history
people-reason = Reason
people-reason-hint = In short: mistyped, misheard, told otherwise since.
people-reason-missing = A correction needs its reason.
people-save = Save the correction
people-void = Void the assist
people-void-title = Void assist { $number }?
people-void-about = It stays in the log, struck through, and counts no more. This cannot be taken back; a small slip is better corrected.
people-voided-now = Assist { $number } voided.
people-keep = Keep it

# History
people-history = History
people-because = Reason: { $reason }
people-before = before
people-after = after
people-in-use = in use

# Two corrections that differ
people-conflict-field = Choose the right value: { $field }
people-conflict-about = Two people corrected it without knowing of each other. Both values are kept; until somebody chooses, the later one is used.
people-conflict-leader = A leader chooses the right value. You can go on with everything else.
people-conflict-choose = Choose
people-conflict-choose-value = Choose { $value }
people-conflict-settled = Chosen. Both values stay in the history.
people-conflicts = To be settled · { $count }
people-conflicts-about = Records and assists that two people corrected differently. Open one, compare, choose.
people-conflicts-row = { $name }: { $fields }
people-ignored = does not count: not a leader’s choice
