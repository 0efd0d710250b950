# Settings.

settings-title = Settings
settings-appearance = Appearance
settings-language = Language
settings-theme = Colours
settings-theme-auto = As the system
settings-theme-light = Light
settings-theme-dark = Dark
settings-sound = Sounds at the desk
settings-sound-on = On
settings-sound-off = Off

settings-profile = Commune open on this laptop
settings-profile-practice = The practice commune. Its people and figures are made up and lie in a file of their own.
settings-profile-commune = The real one. The practice commune lies in a file of its own and can be opened at any time; the real one is locked meanwhile.
settings-profile-turning = Turning over, a few seconds

settings-lock = Unlocking this laptop
settings-lock-about =
    { $kind ->
        [passphrase] This laptop’s system has no key store, so a passphrase opens it.
       *[pin] This laptop’s own key lies in the system’s key store, so a PIN is enough.
    }
settings-lock-weak = Yours is shorter than this laptop needs. Whoever takes the disk guesses it quickly; change it to a passphrase.
settings-lock-change =
    { $kind ->
        [passphrase] Change the passphrase
       *[pin] Change the PIN
    }
settings-lock-old =
    { $kind ->
        [passphrase] The present passphrase
       *[pin] The present PIN
    }
settings-lock-old-missing = Type the present one.
settings-lock-new =
    { $kind ->
        [passphrase] The new passphrase
       *[pin] The new PIN
    }
settings-lock-changing = Locking with the new one, a few seconds
settings-lock-changed = Changed. Use the new one from the next unlocking on.
settings-lock-after = Lock when nobody uses it
settings-lock-after-about = When the laptop sleeps or its lid is shut it locks at once. After locking itself it still sends what has not arrived, for an hour at most.

settings-here = Who opens this laptop · { $count }
settings-here-about = Each has a PIN or passphrase of their own. The data on the laptop is shared; every line names who was at work.
settings-here-people = Who opens this laptop
settings-here-add = Let somebody else open it
settings-here-who = Who will share this laptop
settings-here-choose = Choose a person
settings-here-missing = Choose a person first.
settings-here-nobody = Everybody who logs or leads can open this laptop already. If a name is missing, add the person to the team first.
settings-here-theirs =
    { $kind ->
        [passphrase] They choose their passphrase
       *[pin] They choose their PIN
    }
settings-here-yours =
    { $kind ->
        [passphrase] Your own passphrase
       *[pin] Your own PIN
    }
settings-here-yours-hint = So that it is you, the leader, who allows it.
settings-here-adding = Making their key, a few seconds
settings-here-do = Let them open it
settings-here-added = { $name } can open this laptop from now on.
settings-here-remove = Remove { $name } from this laptop
settings-here-remove-short = Remove
settings-here-remove-about = They can no longer open this laptop. What they logged stays, other laptops are not touched, and they remain in the team.
settings-here-removed = { $name } can no longer open this laptop.

settings-villages = Villages · { $count }
settings-units = Units · { $count }
settings-units-none = No units yet.
settings-places-about = Villages and units are written down when the commune is set up.
settings-member-name = Full name
settings-member-add = Add a person
settings-member-missing = Write the name.
settings-member-about = They choose their own PIN or passphrase when their laptop joins (Sync, “Let a new laptop in”), or when you let them open this one.
settings-member-added = { $name } was added.
settings-unit-name = Unit
settings-unit-kind = Kind

settings-verify = Check the journal
settings-verify-about = Reads the whole file on this laptop again and compares every entry. Changes nothing.
settings-verify-now = Check now
settings-verifying = Reading every entry again
settings-verify-holds = Everything fits. The journal on this laptop is whole.
settings-verify-fails = Something does not fit. Do not delete or reinstall anything; copy the whole data folder elsewhere and tell the person in charge.
settings-verify-entries = Entries by laptop:
settings-check = Check
settings-check-count = Items
settings-check-result = Result
settings-check-holds = Fits
settings-check-fails = Does not fit

settings-backup = Backups
settings-backup-about = Every day, once the session is closed, the app makes an encrypted copy at a second place by itself and keeps the newest 5. What unlocks this laptop does not open them.
settings-backup-passphrase = Backup passphrase
settings-backup-passphrase-about = It opens every backup made from now on; earlier ones keep theirs. Write it on paper and keep it away from the stick. The commune’s recovery code, where there is one, opens them too.
settings-backup-passphrase-new = Passphrase for backups
settings-backup-passphrase-do = Set the passphrase
settings-backup-passphrase-set = Done. Backups made from now on open with it.
settings-backup-folder = Copies go to: { $folder } · { $count } there
settings-backup-copy = Copy now
settings-backup-copying = Copying, reading back and checking; other work can go on
settings-backup-drill = Try restoring
settings-backup-drilling = Opening the newest copy in a temporary folder and checking every entry
settings-backup-place = Choose the place…
settings-backup-by-hand = Back up to USB…
settings-backup-path = Where the backup goes
settings-backup-written = Written, read back and checked: { $entries } entries.

settings-about = About
settings-version = Đồng Hành { $version }. Free software under Apache-2.0 or MIT.

settings-scanner = Scanner
settings-scanner-about = Scan one code from the screen to learn how this scanner types Vietnamese letters. The result is remembered on this laptop.
settings-scanner-never = No scanner has been tried on this laptop.
settings-scanner-test = Try the scanner
settings-scanner-test-how = Point the scanner at the code below and scan once. Leave the cursor in the box.
settings-scanner-test-code = Code to try the scanner with
settings-scanner-test-box = Box that takes the scan
settings-scanner-test-not-whole = This is not the test code, or not all of it. Hold the scanner closer, turn the screen brighter, and scan again.

settings-offices = Offices · { $count }
settings-offices-about = The desk sends people here (F2) and says when it is open. A leader edits the list on one laptop; the others get it when they sync.
settings-offices-caption = Offices
settings-offices-none = No office yet.
settings-office-name = Name of the office
settings-office-name-hint = For example: One-stop counter, commune police
settings-office-tasks = What is done there
settings-office-hours = Opening hours
settings-office-hours-hint = Type 7:30-11:30, 13:30-17:00. Leave a day empty on which it is shut.
settings-office-copy = Copy Monday's hours up to Friday
settings-office-address = Address
settings-office-phone = Phone
settings-office-note = Note
settings-office-note-hint = For example: shut on public holidays, second floor
settings-office-add = Add an office
settings-office-change = Change { $name }
settings-office-change-short = Change
settings-office-save = Save this office
settings-office-saved = Saved: { $name }.
settings-office-remove = Take { $name } off the list
settings-office-remove-short = Take off
settings-office-remove-about = The desk sends nobody there any more, on every laptop once it has synced.
settings-office-removed = { $name } is off the list.
settings-office-full = There are 50 offices, and room for no more.

settings-difficulties = Difficulties and what is read aloud
settings-difficulties-about = Add what people here often meet, put other words to a remedy, put codes away that nobody needs. The commune's other laptops get it when they sync.
settings-difficulties-open = Open the list
settings-difficulties-caption = Difficulties
settings-difficulties-only-leader = Only leaders change this list.
settings-difficulty-code = Code
settings-difficulty-label = What it is called, in Vietnamese
settings-difficulty-label-en = What it is called in English, if at all
settings-difficulty-remedy = To be read aloud, in Vietnamese
settings-difficulty-remedy-hint = A short question or step a line, four lines at most.
settings-difficulty-remedy-en = To be read aloud in English, if at all
settings-difficulty-month = This month
settings-difficulty-state = State
settings-difficulty-own = The commune's words
settings-difficulty-added = Added here
settings-difficulty-away = Put away
settings-difficulty-add = Add a difficulty
settings-difficulty-change = Change { $code }
settings-difficulty-change-short = Change
settings-difficulty-put-away = Put { $code } away
settings-difficulty-put-away-short = Put away
settings-difficulty-bring-back = Offer { $code } again
settings-difficulty-bring-back-short = Offer again
settings-difficulty-save = Save these words
settings-difficulty-saved = Saved: { $label }.
settings-difficulty-put = { $code } is put away. Earlier assists with it still say its words.
settings-difficulty-brought = { $code } is offered again.
