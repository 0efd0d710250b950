# What does not belong in a note. Keys are in domain::person.

note-warning-citizen-number = The note seems to hold an ID number: take it out, it has a field of its own.
note-warning-secret = The note seems to hold a password, passcode or OTP: take it out, nobody may write these down.
