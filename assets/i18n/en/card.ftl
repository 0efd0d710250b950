# Reading a card: why it could not be read, and what to look at again. Keys are in domain::card.

card-error-too-long = The scan is longer than any card. Scan the card’s QR code again, or type.
card-error-too-few-fields = The card was not read to its end. Hold it flat in good light and scan again, or type.
card-error-too-many-fields = The scan has more parts than any card. Scan one card at a time.
card-error-number = There is no ID number of 12 digits. Scan again, or type.
card-error-old-number = The part with the old ID number is distorted. Scan again, or type.
card-error-name-missing = The card was read but has no name. Scan again, or type.
card-error-name-mangled = The scanner mangles Vietnamese letters. Switch the input method (Unikey) off and scan again, or type the name.
card-error-name-too-long = The name in the scan is too long. Scan again, or type.
card-error-birth = The birth date in the scan cannot be read. Scan again, or type.
card-error-birth-impossible = The birth date in the scan is on no calendar. Scan again, or type.
card-error-birth-future = The birth date in the scan lies in the future. Check the card and the laptop’s date.
card-error-sex = The sex cannot be read. Switch the input method (Unikey) off and scan again.
card-error-caps-lock = Caps Lock is on. Switch it off and scan again.
card-error-address = The address cannot be read. Scan again, or type.
card-error-issue-date = The issue date cannot be read; perhaps the card was not read to its end. Scan again.

card-warning-birth-year-differs = The birth year on the card differs from the one in the number: look at the card again.
card-warning-sex-differs = The sex on the card differs from the number: look at the card again.
card-warning-sample-number = This is a sample number for practice; it is nobody’s.
card-warning-birth-place-unknown = The first three digits are the code of no province or country: look at the number again.
card-warning-birth-year-only = The card has the birth year alone.
card-warning-name-in-capitals = The card has the name in capitals; it was turned into ordinary letters.
card-warning-address-missing = The card has no address: choose the village.
card-warning-address-mangled = The address has odd characters from the scanner: look at it before saving.
card-warning-mended = The scanner garbles Vietnamese letters; the app put them right.
card-warning-name-unsure = A letter of the name is uncertain: look at the card and choose the right one.
card-warning-address-unsure = A letter of the address is uncertain: look at the card and choose the right one.
card-warning-input-method = The Vietnamese input method may have changed the name: look at the card. Switch it off (Unikey, Telex, VNI) while scanning.
card-warning-issued-ahead = The card’s issue date lies after today: check the laptop’s date.
card-warning-issued-before-birth = The card’s issue date lies before the birth: look at the card again.
card-warning-extra-fields = The card holds more than the app keeps.
