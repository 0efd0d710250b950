# Settings.

settings-title = Settings
settings-appearance = Appearance
settings-language = Language
settings-theme = Colours
settings-theme-auto = As the system
settings-theme-light = Light
settings-theme-dark = Dark

settings-profile = Commune open on this laptop
settings-profile-practice = The practice commune. Its people and figures are made up and lie in a file of their own.
settings-profile-commune = The real one. The practice commune lies in a file of its own and can be opened at any time; the real one is locked meanwhile.
settings-profile-turning = Turning over, a few seconds

settings-team = The team · { $count }
settings-team-about = Leaders add people, let laptops in and attach the server.
settings-villages = Villages · { $count }
settings-units = Units · { $count }
settings-units-none = No units yet.
settings-places-about = Villages and units are written down when the commune is set up.
settings-member-name = Full name
settings-member-add = Add a person
settings-member-missing = Write the name.
settings-member-about = They choose their own PIN when their laptop joins (Sync, “Let a new laptop in”).
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

settings-about = About
settings-version = Đồng Hành { $version }. Free software under Apache-2.0 or MIT.
