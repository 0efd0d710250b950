# What to look at on a person's card; none of it blocks. Keys are in crate app.

notice-helped-tonight = Logged for this person in this session at { $time }, { $member }, { $device }.
notice-same-service-tonight = This very service was logged for this person in this session at { $time }, { $member }, { $device }. Mind a duplicate.
notice-same-service-before = This service was done for this person on { $day }, { $member }, { $device }. Mind a duplicate.
notice-name-differs = The saved name differs from the card; the saved one stays. If the card is right, correct the record with a reason.
notice-birth-differs = The saved birth date differs from the card; the saved one stays.
notice-roster-name-differs = The police list has another name than the card; the card’s name is taken.
notice-child = Under 14: a parent or guardian has to be there.
notice-record-conflict = This record has two corrections that differ: a leader should look at it.
notice-scan-retyped = The Vietnamese input method (Unikey, Telex, VNI) is rewriting what the scanner types, so the card cannot be read. Switch it to E (Ctrl+Shift), then scan again. Nothing was saved.
notice-same-number = This number is on record already; the new assist goes to that very record.
