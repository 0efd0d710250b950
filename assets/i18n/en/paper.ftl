# Papers to print: slips to fill in by hand.

paper-title = Paper slips
paper-name = Name
paper-birth-year = Born
paper-village = Village
paper-number = ID number (all 12, or last 4)
paper-phone = Phone
paper-helper = Helper
paper-service = Service
paper-outcome = Outcome
paper-difficulties = Difficulty codes
paper-return-day = Come back on
paper-note = Note
paper-legend = Difficulty codes
paper-warning = These slips hold personal data: keep them in sight, lock them away, and destroy them once they are keyed in. Never write down passwords, passcodes or OTP codes.

paper-service-chip-card-advice = Card advice
paper-service-level-1-install = Install L1
paper-service-level-2-enrolment = Enrol L2
paper-service-level-2-activation = Activate L2
paper-service-utilities-shown = Utilities
paper-service-account-recovery = Recovery

# The leaflet
paper-leaflet-title = Install VNeID, activate level 2
paper-leaflet-lead = Step by step, for you and whoever comes along. Ask the commune’s support team or police, or call 1900 0368.
paper-leaflet-address = The official guide (in Vietnamese): scan the code on the right or open
paper-leaflet-foot = Nobody may ask for your OTP codes, password or passcode. VNeID hotline: 1900 0368.
