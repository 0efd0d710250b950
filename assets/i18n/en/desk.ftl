# The desk.

desk-title = Desk
desk-no-session = No session is open
desk-no-session-next = First open a session at a village or unit, then scan a card or type a name right here. No network is needed.
desk-open-session = Open a session
