# What this person needs, why, and what must be said. Keys are in domain::triage.

triage-need-make-chip-card = Needs a chip ID card.
triage-need-ask-account = Ask whether there is a VNeID account.
triage-need-install-level-1 = Needs VNeID installed and level 1.
triage-need-wait-level-1 = Wait for the approval of level 1.
triage-need-enrol-level-2 = Needs to enrol for level 2 at the police.
triage-need-activate-level-2 = Needs to activate level 2.
triage-need-show-utilities = Show how to use the utilities.
triage-need-guardian-account = Use the account of a parent or guardian.
triage-need-nothing = All done, nothing is left.

triage-reason-too-young = { $age } years old: too young for an account of one’s own.
triage-reason-no-chip-card = No chip ID card yet; an account needs the card first.
triage-reason-account-unknown = Nobody has noted where the account stands.
triage-reason-not-installed = Has the card, VNeID is not installed.
triage-reason-level-0 = VNeID is installed, the identity is not established.
triage-reason-level-1-waiting = Level 1 is requested; approval usually takes { $days } working days.
triage-reason-level-1-active = Level 1 is active, the police have not taken level 2 in yet.
triage-reason-level-1-is-all = Level 1 is active; at this age there is no level 2.
triage-reason-activate-before =
    { $n ->
        [0] Level 2 was taken in; today, { $deadline }, is the last day.
        [one] Level 2 was taken in; the last day is { $deadline }, { $count } day left.
       *[other] Level 2 was taken in; the last day is { $deadline }, { $count } days left.
    }
triage-reason-activate-late = Level 2 was taken in, the last day { $deadline } has passed: try all the same, else call 1900 0368.
triage-reason-received-ask-message = The police took level 2 in: ask whether the Ministry’s message came, and when. Approval usually takes { $days } working days.
triage-reason-approved-ask-message = Level 2 is approved: ask for the day of the Ministry’s message.
triage-reason-level-2-active = Level 2 is active, the utilities were not shown yet.
triage-reason-all-done = Level 2 is active and the utilities were shown.

triage-warning-guardian-needed = A parent or guardian has to agree and take part.
triage-warning-never-on-helpers-phone = Only on the citizen’s own phone, never on a helper’s.
triage-warning-own-sim-needed = The phone number must be registered in the citizen’s own name.
triage-warning-deadline-passed = The 7 days are over.
triage-warning-message-ahead = The message’s day lies after the day of this session: look again.
triage-warning-birth-missing = No birth date, so the age is not judged.
triage-warning-age-open = Only the birth year is known: 14 may not be reached yet.
triage-warning-rule-unverified = Nobody has compared the rule in force with its text yet.

triage-clock-approval = The police received it on { $day }: usually approved by { $until }, public holidays not counted.
triage-clock-activation = The Ministry's message came on { $day }: it can be activated in the app until the end of { $until }.
triage-go-commune-police-or-card-office = The commune police of residence, or where cards are made.
triage-go-any-commune-police = Any commune police; no need to go home for it.
triage-go-card = Where cards are made: ask the commune police for the nearest place and its hours.
triage-office-open = Open on { $day }: { $hours }.
triage-office-shut = Shut on { $day }; open again on { $next }: { $hours }.
triage-office-hours-unknown = No opening hours are known: call before going.
