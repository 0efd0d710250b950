# Words in exported files. Keys are used in crate app, report.

documents-title = LOG OF SUPPORT WITH ELECTRONIC IDENTIFICATION
documents-summary-title = SUMMARY OF THE SESSION
documents-log-sheet = Log
documents-summary-sheet = Summary
documents-page = Page
documents-warning = This file holds personal data: use it for work only, never send it over social networks, delete it when it is no longer needed.
documents-practice = PRACTICE COMMUNE - MADE-UP DATA

documents-commune = Commune of { $commune }
documents-village = { $village } village
documents-session = { $place }, { $on }
documents-members = Helpers: { $members }

documents-column-number = No.
documents-column-ticket = Ticket
documents-column-day = Day
documents-column-time = Time
documents-column-place = Village/Unit
documents-column-name = Name
documents-column-birth-year = Born
documents-column-sex = Sex
documents-column-citizen-number = ID number
documents-column-service = Service
documents-column-outcome = Outcome
documents-column-difficulties = Difficulties
documents-column-return-day = Return day
documents-column-utilities = Utilities
documents-column-note = Note
documents-column-recorded-by = Recorded by
documents-column-device = Laptop
documents-column-state = State

documents-voided = Voided
documents-corrected = Corrected
documents-voided-not-counted = Voided (not counted)

documents-by-outcome = By outcome
documents-by-service = By service
documents-by-difficulty = Difficulties met
documents-talks = Talks
documents-total = Total
documents-unit-assists = Assists
documents-unit-heads = People

documents-fact-commune = Commune
documents-fact-place = Village/Unit
documents-fact-day = Day
documents-fact-members = Helpers
documents-fact-opened = Opened at
documents-fact-closed = Closed at
documents-fact-heads = People counted in the room
documents-fact-citizens = Citizens helped
documents-fact-outreach-heads = People reached by talks
documents-refused-title = Refused rows: mend and take in again
documents-refused-row = Row of the list
documents-refused-reasons = Reason
documents-refused-village = Village
documents-refused-state = Account state

documents-call-title = CALL SHEET: PEOPLE TO BE MET AGAIN
documents-call-sheet = Follow-ups
documents-call-all = The whole commune
documents-call-people = People: { $count }
documents-call-no-village = Village unknown
documents-call-foot = This list holds names and phone numbers: keep it as you would the paper log, send no photo of it, destroy it once the results are keyed in. Mark the result with an X; its digit is the key to press on the laptop (F2).
documents-column-phone = Phone
documents-column-why = Why
documents-column-calls = Calls made
documents-calls = { $count }, last: { $last }
