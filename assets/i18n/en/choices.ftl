# The closed choices of the work. What follows the kind's name in a key is the value in the data.

service-chip-card-advice = Card advice
service-level-1-install = Install level 1
service-level-2-enrolment = Enrol level 2
service-level-2-activation = Activate level 2
service-utilities-shown = Show utilities
service-account-recovery = Recover account

outcome-done = Done
outcome-already-active = Active before
outcome-come-back = Come back
outcome-refused = Refused

account-state-unknown = Not known
account-state-no-chip-card = No chip card
account-state-not-installed = VNeID not installed
account-state-level-0 = Not identified (level 0)
account-state-level-1-waiting = Level 1 waiting
account-state-level-1-active = Level 1 active
account-state-level-2-received = Level 2 received, not approved
account-state-level-2-approved = Level 2 approved, not active
account-state-level-2-active = Level 2 active

sex-male = Male
sex-female = Female

role-volunteer = Volunteer
role-leader = Leader
role-observer = Observer

force-police = Commune police
force-youth-union = Youth union
force-project-team = Project 06 team

unit-kind-agency = Agency
unit-kind-school = School
unit-kind-enterprise = Enterprise
unit-kind-organisation = Organisation

outreach-kind-talk = Talk
outreach-kind-radio = Village loudspeaker
outreach-kind-house-to-house = House to house
outreach-kind-leaflet = Leaflet
outreach-kind-online = Online

call-result-no-answer = No answer
call-result-will-come = Will come
call-result-moved-away = Moved away
call-result-done-elsewhere = Done elsewhere
call-result-not-wanted = Does not wish to

follow-up-reason-come-back = Come back
follow-up-reason-approval = Level 2 waits for approval
follow-up-reason-activation = Level 2 to be activated

follow-up-when-overdue = Overdue
follow-up-when-today = Today
follow-up-when-week = In the next 7 days
follow-up-when-later = After that
follow-up-when-no-day = No day agreed

call-result-then-no-answer = Stays on the list; the calls are counted.
call-result-then-will-come = Stays on the list until the next assist.
call-result-then-moved-away = Leaves the list, on every laptop after a sync.
call-result-then-done-elsewhere = Leaves the list, on every laptop after a sync.
call-result-then-not-wanted = Leaves the list, on every laptop after a sync.

office-task-card = Makes ID cards
office-task-level-2 = Enrols for level 2
office-task-app-help = Helps to install, activate or reopen VNeID

weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday
