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

card-warning-birth-year-differs = The birth year differs from the one in the number: look at the card again.
card-warning-sex-differs = The sex differs from the number: look at the card again.
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

## Trying out the scanner

scanner-plain = The scanner types every Vietnamese letter as it is.
scanner-utf8-as-cp1252 = The scanner garbles letters with marks (TrÆ°Æ¡ng for Trương). The app puts them right.
scanner-byte-numbers = The scanner types numbers for letters with marks (0198… for ư). The app puts them right.
scanner-code-point-numbers = The scanner types code numbers for letters with marks (7877 for ễ). The app puts them right; house numbers must sometimes be chosen.
scanner-low-byte = The scanner types signs for letters with marks (░ for ư). The app puts them right; some letters must be chosen from the card.
scanner-caps-lock = Caps Lock is on: capitals and small letters are swapped.
scanner-input-method = The Vietnamese input method (Unikey, Telex, VNI) rewrites what the scanner types.
scanner-unknown = The scanner changes letters in a way the app does not know. Number, birth date and sex can be read; names must be typed.
scanner-unclear = { $count } letters cannot be told from others with certainty: the app offers those that are possible.
scanner-no-enter = The scanner does not type Enter after a scan. Set its suffix to Enter (CR), as its manual says.
scanner-set-unicode = To mend it at its source: choose Unicode keyboard output (or Alt + code) and UTF-8 in the scanner’s manual, then try again.
scanner-set-caps = Switch Caps Lock off, then try again.
scanner-set-input-method = Switch the input method to E (Ctrl+Shift), then try again. While it is on, the app reads no card.
scanner-set-unknown = Try another scanner, or type by hand.
