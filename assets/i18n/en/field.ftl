# Names of the fields that can be corrected. Keys go with ChangeView of crate app.

field-session-place = Place
field-session-village = Village of the session
field-session-day = Day of the session
field-outreach-heads = People there
field-outreach-topic = Topic
field-citizen-village = Village
field-citizen-unit = Unit
field-citizen-name = Name
field-citizen-number = ID number
field-citizen-birth = Birth date
field-citizen-sex = Sex
field-citizen-phone = Phone
field-citizen-address = Address
field-assist-service = Service
field-assist-outcome = Outcome
field-assist-difficulties = Difficulties
field-assist-return-day = Return day
field-assist-utilities = Utilities
field-assist-citizen = Citizen
field-assist-age = Age band
field-assist-note = Note
field-assist-state-before = Account before
field-assist-sms-day = Day of the Ministry’s message

age-band-under-14 = Under 14
age-band-from-14 = 14 and over
age-band-unknown = Age not known
