# First run, and setting up a commune.

first-run-title = What is this laptop for today?
first-run-press-a-digit = Press a digit to choose.
first-run-unsure = Not sure? Choose 1: nothing can go wrong in the practice commune.
first-run-about = The logbook of a commune’s VNeID support team.
first-run-no-network = Works without a network
first-run-kept-here = Data encrypted on this laptop

first-run-practise = Practise in a made-up commune
first-run-practise-about = 6 villages and 300 people who do not exist, a session open and ready. In a file of its own, never mixed with real figures.
first-run-set-up = Set up our commune
first-run-set-up-about = For the leader, on the first laptop: name, villages, the team, a PIN or passphrase. About 5 minutes.
first-run-join = Join a commune
first-run-join-about = For every further laptop: exchange one file with the leader’s laptop. No network needed.
first-run-making-practice = Making the practice commune, a few seconds

first-run-step = Step { $step } of { $steps }
first-run-steps = Steps
first-run-places = Commune and villages
first-run-people = The team
first-run-pin =
    { $kind ->
        [passphrase] Passphrase
       *[pin] PIN
    }
first-run-next = Next
first-run-back = Back
first-run-make = Set up the commune
first-run-making = Making keys and the encrypted file, a few seconds

first-run-commune-name = Name of the commune
first-run-commune-name-hint = Without the word “xã”: Quảng Nghiệp
first-run-commune-name-missing = Write the commune’s name.
first-run-villages = Villages, one a line
first-run-villages-short = Villages
first-run-villages-hint = Paste them from Excel or Word; row numbers are left out.
first-run-villages-missing = Write at least one village.
first-run-villages-count =
    { $n ->
        [0] No village yet
        [one] { $count } village
       *[other] { $count } villages
    }
first-run-units = Units
first-run-units-about = Offices, schools, firms and organisations are helped too. Leave this empty if there are none yet.
first-run-unit-add = Add a unit
first-run-unit-name = Name of unit { $place }
first-run-unit-kind = Kind of unit { $place }
first-run-unit-placeholder = Quảng Nghiệp secondary school
first-run-unit-remove = Take out unit { $place }

first-run-people-about = The first is you, the leader at this laptop. The others choose their own PIN or passphrase when their laptop joins, or when they share this one.
first-run-you = Your full name
first-run-you-hint = Shown beside what you log.
first-run-member-missing = Write your full name.
first-run-member-name = Full name of person { $place }
first-run-member-role = Role of person { $place }
first-run-member-force = Force of person { $place }
first-run-member-remove = Take out person { $place }
first-run-member-add = Add a person
first-run-role = Role
first-run-force = Force

first-run-pin-yours =
    { $kind ->
        [passphrase] Your passphrase
       *[pin] Your PIN
    }
first-run-pin-rules =
    { $kind ->
        [passphrase] At least 12 characters, not digits alone. Four or five words that have nothing to do with each other are easy to keep and hard to guess.
       *[pin] At least 6 digits that neither repeat nor count up; or a passphrase of 12 characters or more.
    }
first-run-pin-repeat =
    { $kind ->
        [passphrase] The passphrase again
       *[pin] The PIN again
    }
first-run-pin-missing =
    { $kind ->
        [passphrase] Choose a passphrase first.
       *[pin] Choose a PIN first.
    }
first-run-pin-why = This laptop’s system has no key store: whoever takes the disk tries all PINs of six digits quickly. So a passphrase is needed here.
first-run-pin-again = Type it once more here.
first-run-pin-apart = The two are not the same.
first-run-pin-forgotten = If it is forgotten nobody can open the file on this laptop, not even the central server.
first-run-pin-forgotten-about = What has arrived can still be read on the commune’s other laptops; if this is the only one, everything is lost. So let a second laptop join soon.
first-run-summary = Look it over once more
first-run-summary-about = People can be added later in Settings. Villages and units are set up once, here.

first-run-restore = Restore from a backup
first-run-restore-about = For a laptop in place of a broken or lost one: it takes the backup file and its passphrase, or the commune’s recovery code.
first-run-restore-file = Backup file
first-run-restore-file-hint = The file is named donghanh-sao-luu… .dhs
first-run-restore-secret = The backup’s passphrase, or the recovery code
first-run-restore-secret-missing = Type the passphrase or the recovery code first.
first-run-restore-do = Restore
first-run-restoring = Opening it and taking in every entry; this can take some minutes
first-run-restored-next = Whoever could open the old laptop opens this one with their own PIN.
