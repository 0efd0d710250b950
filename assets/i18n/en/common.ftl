# Words used on every screen.

common-app = Đồng Hành
common-practice = Practice commune
common-screens = Screens
common-switch-hint = + digit to switch
common-switch-language = Switch Vietnamese / English
common-status = Status

common-saved-here = Assists saved on this machine
common-arrived = Arrived
common-oldest-unsent = Oldest unsent
common-all-arrived = Everything has arrived
common-no-centre = No central server yet
common-line-untried = Not tried yet
common-line-offline = No network
common-line-syncing = Syncing
common-line-online = Online
common-line-paused = Sync paused
common-line-trouble = Sync needs a look

common-lock = Lock
common-locks-in =
    { $n ->
        [one] Locks in { $count } second
       *[other] Locks in { $count } seconds
    }
common-locks-soon = Nobody is using this laptop, so the app is about to lock. Touch a key or the mouse to go on.
common-help = Help
common-close = Close
common-dismiss = Hide this message
common-notices = Notices
common-show-pin = Show what is typed
common-show-pin-key = Show what is typed (Ctrl+H)
common-caps-lock = Caps Lock is on
common-day-placeholder = day/month/year
common-day-unread = This day could not be read. Type it like 24/11/2026.

common-key-left = left arrow
common-key-right = right arrow
common-key-up = up arrow
common-key-down = down arrow

common-duration-moment = under a minute
common-duration-minutes = { $count } min
common-duration-hours = { $hours } h { $minutes } min
common-duration-days =
    { $n ->
        [one] { $count } day
       *[other] { $count } days
    }

common-commune = { $name }
common-no-session = No session open
common-practice-mark = PRACTICE COMMUNE · nobody here is real, nothing leaves this laptop
common-try-again = Try again
