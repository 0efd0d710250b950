# Reading a card: why it is refused, and what is worth a look on one that is not.

card-error-too-long = What was scanned is longer than any card. Scan again, or type the name.
card-error-too-few-fields = The scanner read only a part of the card. Hold it still and scan again, or type the name.
card-error-too-many-fields = What was scanned is no ID card. Scan the card's QR code again, or type the name.
card-error-number = There is no 12-digit ID number at the beginning. Scan the card's QR code again, or type the name.
card-error-old-number = The old ID number does not read right. Scan again, or type the name.
card-error-name-missing = The name could not be read. Scan again, or type the name.
card-error-name-mangled = The scanner spoilt the marks in the name. Scan again, or type the name as on the card.
card-error-name-too-long = The name that was read is too long. Scan again, or type the name.
card-error-birth = The birth date could not be read. Scan again, or type the name.
card-error-birth-impossible = The birth date that was read is not in the calendar. Scan again, or type the name.
card-error-birth-future = The birth date that was read lies in the future. Check this machine's date, then scan again.
card-error-sex = The sex could not be read. Switch the Vietnamese input method (Unikey) off and scan again, or type the name.
card-error-caps-lock = Caps Lock is on, so capitals and small letters are swapped. Switch it off and scan again.
card-error-address = The address could not be read. Scan again, or type the name.
card-error-issue-date = The issue date could not be read. Scan again, or type the name.

card-warning-birth-year-differs = The birth year differs from the one in the ID number. Ask, and look at the card.
card-warning-sex-differs = The sex differs from the one in the ID number. Ask, and look at the card.
card-warning-sample-number = This is a sample number, no real person's.
card-warning-birth-place-unknown = The first three digits are the code of no province or country. Look at the card again.
card-warning-birth-year-only = The card gives only the birth year.
card-warning-name-in-capitals = The name is all capitals on the card and was changed. Check the marks.
card-warning-address-missing = The card has no address.
card-warning-address-mangled = The scanner spoilt the marks in the address. Compare it with the card.
card-warning-issued-ahead = The issue date lies in the future. Check this machine's date.
card-warning-issued-before-birth = The card was issued before its holder was born. Look at the card again.
card-warning-extra-fields = The card holds more; the rest is not saved.

note-warning-citizen-number = The note has an ID number in it. Take it out: notes are no place for ID numbers.
note-warning-secret = The note has a password or an OTP in it. Take it out now: nobody may keep another's codes.
