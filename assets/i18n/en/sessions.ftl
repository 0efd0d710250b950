# Sessions.

sessions-key-rows = Walk through the sessions
sessions-title = Sessions
sessions-none = No session yet
sessions-none-next = A session has its village, place, day and the people who help. Its log is found here.
sessions-back = Back
sessions-scan-at-desk = Scan cards at the desk (Ctrl+1). The card just scanned was not recorded.

# The list
sessions-where = Where
sessions-day = Day
sessions-state = State
sessions-is-open = Open
sessions-closed = Closed
sessions-citizens = People

# Opening
sessions-open = Open a session
sessions-open-about = Filled in as the last time. Look it over, change what differs, press Enter.
sessions-opened = Session opened in { $name }. Scan a card or type a name.
sessions-village = Village
sessions-unit = Unit
sessions-where-missing = Choose where.
sessions-place = Place
sessions-place-hint = For example the village hall. May stay empty.
sessions-day-missing = Write the day of the session.
sessions-first-ticket = First ticket
sessions-first-ticket-hint = The number on the first paper slip handed out.
sessions-ticket-wrong = A ticket number is between 1 and 99,999.
sessions-members = Helpers present
sessions-members-missing = Choose at least one person present.
sessions-twin = { $name } already has an open session on { $day }.
sessions-twin-next = Another laptop may have opened it. If it is the same session, go back and log into that one.

# One session
sessions-cancel = Cancel
sessions-opened-at = opened at { $time }
sessions-closed-at = closed at { $time }
sessions-export = Export the log
sessions-log = Log of the session
sessions-log-none = Nothing logged yet. What is saved at the desk appears here.
sessions-log-all = Show all { $count } lines
sessions-col-person = Person
sessions-col-time = Time
sessions-col-service = Service
sessions-col-outcome = Outcome
sessions-col-difficulties = Difficulties
sessions-col-return = Return
sessions-col-arrived = Arrived
sessions-nameless = No name yet
sessions-slip = Ticket { $ticket }
sessions-voided = Voided
sessions-corrected = corrected
sessions-conflict = two corrections disagree
sessions-has-arrived = Arrived at the centre
sessions-waits-here = No receipt of the centre yet
sessions-figures = The session in figures
sessions-figures-closed = Figures at closing
sessions-heads = Heads counted
sessions-people-logged = People in the log
sessions-assists = Assists
sessions-not-logged = Not in the log
sessions-voided-not-counted = Voided, not counted
sessions-closed-later = What comes later from other laptops is still counted in this session.
sessions-difficulties = Difficulties met
sessions-devices = Assists per laptop
sessions-talks = Outreach, people reached
sessions-talks-none = No talk recorded yet.
sessions-talk-heads = People in all
sessions-talk-add = Record a talk
sessions-talk-kind = Kind
sessions-talk-count = People reached
sessions-talk-count-hint = Counted or estimated on the spot.
sessions-talk-count-missing = Write the number of people in digits.
sessions-talk-topic = Topic
sessions-talk-topic-hint = For example what level 2 is good for, avoiding scams. May stay empty.
sessions-talk-save = Save
sessions-talk-saved = Talk recorded.

# Closing
sessions-close = Close the session
sessions-close-title = Close the session
sessions-close-about = What is left does not stop you. After closing each assist can still be corrected; nothing is lost.
sessions-close-leader = The leader closes the session
sessions-close-leader-next = Everything is in the log. Ask the leader to unlock this laptop, or to close on theirs.
sessions-already-closed = This session is closed.
sessions-closed-now = Session in { $name } closed.
sessions-heads-hint = people in the room
sessions-heads-unread = Digits only, at most 100,000.
sessions-log-empty = nothing logged yet
sessions-difference = Difference
sessions-not-counted = type the number counted
sessions-log-short = the log is short
sessions-log-over = the log has more
sessions-log-fits = they agree
sessions-minutes = For the record
sessions-most-met = Most in the way:
sessions-checks = To look at
sessions-checks-hint = nothing here stops you from closing
sessions-checks-none = Nothing left to look at: nobody is logged twice, everyone to come back has a day.
sessions-check-open = See assist { $number }
sessions-check-see = See assist { $number }, { $name }
sessions-check-more = and { $count } more in the log
sessions-check-half-done =
    { $n ->
        [one] { $count } person is half done at the desk, not saved
       *[other] { $count } people are half done at the desk, not saved
    }
sessions-check-half-done-next = Go back to the desk (Ctrl+1) and save them; closing drops these drafts.
sessions-check-short =
    { $n ->
        [one] The log has { $count } person less than were counted
       *[other] The log has { $count } people less than were counted
    }
sessions-check-short-next = Usually a paper slip not keyed in yet, or somebody who left early.
sessions-check-over =
    { $n ->
        [one] The log has { $count } person more than were counted
       *[other] The log has { $count } people more than were counted
    }
sessions-check-over-next = Somebody may have left before the count, or one person is logged twice.
sessions-check-twice =
    { $n ->
       *[other] One person, { $count } assists: { $name }
    }
sessions-check-twice-next = Right if two things were done. If two laptops logged the same one, open an assist and void it.
sessions-check-alike =
    { $n ->
       *[other] { $count } assists under one name, different records: { $name }
    }
sessions-check-alike-next = Compare birth year and number tail. If it is one person, void the assist too many.
sessions-check-conflict =
    { $n ->
        [one] { $count } assist has two corrections that disagree
       *[other] { $count } assists have two corrections that disagree
    }
sessions-check-conflict-next = Two laptops corrected differently. Open the assist, read its history, correct it once more.
sessions-check-no-day =
    { $n ->
        [one] { $count } person to come back has no day
       *[other] { $count } people to come back have no day
    }
sessions-check-no-day-next = With a day they know when to return, and the team knows whom to call.
sessions-check-nameless =
    { $n ->
        [one] { $count } assist has no name yet
       *[other] { $count } assists have no name yet
    }
sessions-check-nameless-next = Usually only the ticket was logged. Find the slip and add the rest.
sessions-check-unsent =
    { $n ->
        [one] { $count } assist of this laptop has not arrived
       *[other] { $count } assists of this laptop have not arrived
    }
sessions-check-unsent-next = You can close all the same. Everything is safe here and is sent by itself once there is a network.
sessions-check-unsent-practice = You can close all the same. This is the practice commune: nothing has to be sent.
sessions-check-review =
    { $n ->
        [one] { $count } line has letters that the scanner left unclear
       *[other] { $count } lines have letters that the scanner left unclear
    }
sessions-check-review-next = Open each, compare name and address with the card or the list; correct them, then take the reminder out of the note.
