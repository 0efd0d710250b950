# Sessions.

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
