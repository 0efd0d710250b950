# The desk.

desk-title = Desk
desk-no-session = No session is open
desk-no-session-next = First open a session at a village or unit, then scan a card or type a name right here. No network is needed.
desk-open-session = Open a session
desk-retry = Try again

# The box
desk-next = Next person, please
desk-next-how = Scan the ID card, or type a name or the end of an ID or phone number.
desk-box = Scan a card or type a name, the end of a number
desk-box-next = Scan the next card, or type a name, the end of a number
desk-box-keeps = the open person will be kept
desk-box-marks = no marks needed
desk-box-clear = Clear the box
desk-step-find = Scan a card or type a name. A scan works whatever field you are in.
desk-step-outcome = Choose the outcome with a digit
desk-step-save = Save, and call the next person
desk-unread = The card could not be read.
desk-rescan = Scan again
desk-type-by-hand = Type by hand

# A card from a picture
desk-read-card = Read a card without a scanner
desk-read-card-short = Camera, picture
desk-picture = Picture of the side with the QR code
desk-picture-how = Choose a photo or scan of the card’s side with the QR code. You can also drop it here, or paste it (Ctrl+V).
desk-picture-choose = Choose a picture
desk-picture-reading = Looking for the QR code…
desk-picture-kept-nowhere = The picture is read on this laptop only and let go: never stored, copied or sent. Delete pictures of cards from the laptop and the phone when you are done.
desk-picture-none = This file is no picture, or of a kind that cannot be read.
desk-picture-none-next = Use JPEG or PNG. For a picture from an iPhone (HEIC), take a screenshot of it and use that.
desk-picture-large = The picture is too large.
desk-picture-large-next = At most 40 MB and 64 million pixels are read. Cut out the QR code, or take another picture.
desk-picture-no-code = There is no QR code to be seen.
desk-picture-no-code-next = Go closer, so that the code fills at least a quarter of the picture; hold the card flat, in good light without glare, and wait for the focus. Chip cards have the code on the front, the new Căn cước on the back.
desk-picture-many = There are several different QR codes in the picture.
desk-picture-many-next = Take a picture of one card at a time, or cut it so that one code is left.
desk-picture-no-reader = The picture could not be read: the part that reads codes does not run.
desk-picture-no-reader-next = Nothing was written. Close the app, open it again and try once more; otherwise use a scanner or type by hand.

# A card with the camera
desk-camera-view = What the camera sees
desk-camera-how = Hold the QR code in the frame and keep still. Once it is read this closes by itself.
desk-camera-starting = The camera is coming on…
desk-camera-which = Camera
desk-camera-none = There is no camera.
desk-camera-none-next = Plug one in (or open its cover) and try again, or choose a picture beside this.
desk-camera-refused = The system does not let the app use the camera.
desk-camera-refused-next = Allow it in the system’s privacy settings and try again, or choose a picture beside this.
desk-camera-busy = The camera is in use.
desk-camera-busy-next = Close the other program that uses it (a call, a meeting) and try again, or choose a picture beside this.

# Who was found
desk-results = People found
desk-col-name = Name
desk-col-sex = Sex
desk-col-birth-year = Born
desk-col-village = Village
desk-col-tail = ID end
desk-col-state = Account
desk-come-back-on = Come back { $day }
desk-look-alikes =
    { $n ->
        [one] { $count } person shares name, birth year and village with another.
       *[other] { $count } people share name, birth year and village.
    }
desk-look-alikes-ask = Ask for the last three digits on the card before choosing.
desk-foot-choose = choose
desk-foot-open = open
desk-more = There are more: add the birth year or the end of a number
desk-nobody = Nobody found. Check the spelling, or write down a new person with the button below.
desk-new = New person
desk-new-named = New person “{ $name }”

# The open person
desk-person = The citizen
desk-nameless = No name yet
desk-source-card = Card read whole
desk-source-record = On record
desk-source-roster = On the police’s list
desk-source-typed = New, typed
desk-born = born
desk-village = village
desk-edit = Edit
desk-choose-village = Choose a village
desk-birth-placeholder = 1/2/1990
desk-ticket = Ticket
desk-account = Where the account stands
desk-account-now = Account now
desk-account-no-roster = Not on the list: ask
desk-by-roster = Police’s list
desk-message = Ministry’s message
desk-message-day = Day of the Ministry’s message
desk-message-edit = Change the message’s day
desk-message-none = Not at this step yet
desk-clock = { $passed } days gone, { $left } days left
desk-days-left = { $days } left
desk-days-of = of { $count }
desk-days-over = { $days } overdue
desk-last-day = Today is the last day
desk-last-time = Last time
desk-first-time = First time here

# The rule
desk-by-rule = By
desk-decree = Decree { $number }
desk-rule = Why this is advised
desk-rule-unverified = not compared
desk-rule-text = Instrument
desk-rule-from = In force from
desk-rule-checked = Compared
desk-rule-checked-yes = Somebody compared it with the text
desk-rule-checked-no = Nobody has compared it with the text
desk-rule-need = Advice
desk-rule-clocks = Clocks that run
desk-rule-go = Where to go
desk-rule-bring = What to bring
desk-rule-mind = To be said

# What is done
desk-service = Service
desk-service-utilities = Utilities
desk-service-recovery = Recover
desk-outcome = Outcome
desk-utilities = Utilities
desk-utilities-level-1 = Level 1
desk-utilities-level-2 = Added by level 2
desk-difficulties = Difficulties, by code or letters
desk-difficulties-short = Difficulty
desk-difficulties-hint = code, letters
desk-difficulties-placeholder = Code or a few letters
desk-difficulties-more = type more
desk-difficulties-none = No such difficulty. Type “other” and write a note.
desk-difficulties-remove = Remove { $code }
desk-read-aloud = Read aloud
desk-read-aloud-none = Choose a difficulty to see what to ask aloud.
desk-return = Day to come back
desk-return-short = Come back
desk-return-offers = Days at hand
desk-return-tomorrow = Tomorrow
desk-return-before-deadline = In time
desk-return-week = 1 week
desk-return-before = { $days } to spare
desk-return-late = after the deadline
desk-note = Note
desk-note-placeholder = Note (no passwords, no OTP)
desk-call-on = Phone to call on
desk-save = Save, next person
desk-back = Back

# Just now
desk-saved = Saved on this machine · { $count }
desk-undone = Voided number { $number } · { $name }
desk-kept = { $name } is kept, not saved
desk-choose-day = No day to come back on yet. 5–8 choose one; Enter again saves without.
desk-choose-outcome = Press 1–4 for the outcome, then Enter
desk-choose-person = Choose a person with the arrows, then Enter
desk-drafts-full = Nine people are half done: save or drop one first
desk-field-unread = One field could not be read: mend it, then Enter

# The session's list
desk-evening = This session
desk-evening-none = Nobody yet. The first assist will show here.
desk-undo = void the last
desk-voided = Voided
desk-already = Before
desk-already-now = Before
desk-corrected = corrected
desk-conflict = two corrections disagree
desk-slip = Ticket { $number }
desk-totals = Assists by outcome
desk-peak = Peak hour
desk-peak-end = End peak hour
desk-peak-pad = Another pad begins at number (Enter)
desk-peak-ticket = Ticket
desk-peak-how = One key saves this ticket; name and details come later. Scanning a card or typing a name works as always; to search by a number’s tail end the peak hour first.
desk-ticket-saved = Saved ticket { $ticket }: { $outcome }
desk-key-ticket = Save the ticket: { $outcome }
desk-key-fill = Fill in who a quick ticket was
desk-tickets-waiting = The tickets before are still being saved: wait a moment, then press again
desk-completes = This fills in ticket { $number }, noted at { $time }
desk-fill-next =
    { $n ->
        [one] Fill in { $count } ticket
       *[other] Fill in { $count } tickets
    }
desk-fill = Whose is ticket { $number }?
desk-fill-how = Noted: { $service }, { $outcome }. Scan the card or type the name; Esc leaves it.

desk-drafts = Half done
desk-unsaved = not saved
desk-draft-kept = Not saved yet · the draft is kept on this laptop
desk-draft-failed = The draft could not be kept: save this person before you leave
desk-discard = Drop what was begun for { $name }

# Names of keys
desk-key-down = Next person found
desk-key-up = Person before
desk-key-open = Open the chosen person
desk-key-new = New person
desk-key-return = Come back: { $day }
desk-key-return-other = Come back on another day, typed
desk-key-service = Change the service
desk-key-undo = Void the last one saved
desk-key-recall = Take { $name } back
desk-mended = mangled letters put right
desk-doubts = Uncertain letters
desk-doubts-hint = The scanner was unclear: look at the card, choose the right word.
desk-key-doubts = Choose what the scanner left unclear
desk-try-scanner = Try the scanner
