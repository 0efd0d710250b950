# When something does not work: what happened · .safe whether the data is safe · .next what to do.
# Every code of app::Code has its message here.

errors-unknown = Something went wrong that the app has no name for ({ $code }).
    .safe = Whatever was reported as “Saved” is still on this laptop.
    .next = Try again. If it happens again, reopen the app and tell the person in charge the code above.
errors-bad-field =
    { $field ->
        [commune-name] The commune’s name is empty, too long or has odd characters.
        [village-name] A village name is empty, too long, has odd characters or stands twice.
        [unit-name] A unit name is empty, too long, has odd characters or stands twice.
        [member-name] A member’s name is empty or has characters that stand in no name.
        [members] The list of members does not fit: it needs people, and the first must be a leader.
        [name] The name is empty or has digits or characters that stand in no name.
        [address] The address is too long or has odd characters.
        [village] The village chosen is not in the list.
        [unit] The unit chosen is not in the list.
        [place] The place is empty, too long or has odd characters.
        [day] The day is not written as day/month/year.
        [sms-day] The day of the message is not a day, or lies in the future.
        [return-day] The return day is not written as day/month/year.
        [difficulties] A difficulty code is not in the catalogue, or too many were chosen.
        [utilities] Utilities are numbered 1 to 16.
        [note] The note is too long or has odd characters.
        [topic] The topic is too long or has odd characters.
        [heads] The number of people is a whole number, at most 100,000.
        [ticket] A ticket is a whole number from 1 to 99,999.
        [outcome] The slip has no outcome yet.
        [slips] A pad has 1 to 300 slips, numbered 1 to 99,999; at most 100 half-typed slips are kept.
        [pads] 100 pads were printed for this session; no more can be added.
        [slip-tail] The last digits on the slip are not those of the ID number in the record that was chosen.
        [label] The laptop’s name is empty, too long or has odd characters.
        [reason] The reason is too long or has odd characters.
        [known-person] Name, number, birth date or sex differ from the record that is open. To change them, correct the record with a reason.
        [drafts] What is half done is too much or too long: the draft is not kept.
        [ticket-gone] This ticket waits for nobody any more: it has somebody else, was voided, or is of another session.
        [card] The card’s text could not be read.
        [size] The size of the sample data is out of bounds.
        [practice] The practice commune has one PIN that everybody knows; it cannot be changed and does not lock itself.
        [training] The timed drill is in the practice commune alone.
        [observer] Observers need a laptop of their own: this one holds the keys that read people’s names.
        [places] 64 people can open this laptop already; no more can be added.
        [office-name] The office's name is empty, too long or has strange characters.
        [office-tasks] Nothing was chosen that is done at this office.
        [office-hours] Opening hours are typed as 7:30-11:30, 13:30-17:00, at most 4 stretches a day that do not overlap; a day on which it is shut stays empty.
        [offices] There are 50 offices, and room for no more. Take one off the list first.
        [difficulty-label] The difficulty's name is empty, too long or has strange characters; English words to read aloud need an English name, too.
        [difficulty-remedy] What is read aloud has 1 to 4 lines, of at most 500 characters together.
        [difficulties-own] The commune has added 100 difficulties, and there is room for no more.
        [auto-lock] This is not one of the times that can be chosen.
       *[other] One field is not filled in correctly.
    }
    .safe = Nothing was saved yet; what you typed is still there.
    .next = Put that field right and try again.
errors-bad-birth = The birth date does not exist or lies in the future.
    .safe = Nothing was saved yet; what you typed is still there.
    .next = Look at the card again. Type 21/11/1990, 21111990, or the year 1990 alone.
errors-bad-number = An ID number has exactly 12 digits.
    .safe = Nothing was saved yet; what you typed is still there.
    .next = Look at the card again. Without a number leave it empty and add it later.
errors-bad-phone = The phone number is not a Vietnamese one.
    .safe = Nothing was saved yet; what you typed is still there.
    .next = Type the 10 digits beginning with 0 again, or leave it empty.
errors-come-back-needs-why = “Come back” needs at least one difficulty or a return day.
    .safe = Nothing was saved yet; what you typed is still there.
    .next = Choose a difficulty or a return day, then press Enter.
errors-return-day-past = The return day lies before the day of the session.
    .safe = Nothing was saved yet; what you typed is still there.
    .next = Choose the day of this session or a later one.
errors-reason-missing = Correcting saved data needs a reason.
    .safe = Nothing was corrected; the old value stands.
    .next = Write the reason in a few words and save again.
errors-nothing-changed = No field differs from what is saved.
    .safe = Nothing was corrected; the old value stands.
    .next = Change at least one field, or close this window.
errors-weak-pin =
    { $why ->
        [short-pin] The PIN is too short: 6 digits or more.
        [short-passphrase] The passphrase is too short: 12 characters or more.
        [digits] A passphrase cannot be digits alone.
        [long] Too long: at most 128 characters.
       *[simple] Too easy to guess: it repeats or counts up.
    }
    .safe = Nothing was made or changed.
    .next =
        { $kind ->
            [passphrase] This laptop’s system has no key store, so a PIN is not enough. Use a passphrase of 12 characters or more, not digits alone, nothing repeated.
           *[pin] Use at least 6 digits that neither repeat nor count up nor are a birthday; or a passphrase of 12 characters or more.
        }
errors-wrong-pin = The PIN or passphrase is wrong.
    .safe = The data on this laptop is untouched and still locked.
    .next = Check Caps Lock and the input method, then try again. After several wrong ones the wait grows longer.
errors-wait-before-pin = After several wrong PINs you have to wait { $wait_seconds } seconds.
    .safe = The data on this laptop is untouched and still locked.
    .next = Try again after the wait; restarting the app does not shorten it.
errors-key-store-closed = The system’s key store is shut, or no longer holds this laptop’s key.
    .safe = The data on this laptop is untouched and still locked.
    .next = Log in to the laptop as the system user who uses Đồng Hành, open the key store if the system asks, then try again. If it still fails tell the leader; do not delete or reinstall anything.
errors-has-place = This person can open this laptop already.
    .safe = Nothing has changed.
    .next = Choose somebody else. If they forgot their PIN, remove them from this laptop and add them again with a new one.
errors-locked = The app is locked.
    .safe = What was saved is untouched on this laptop.
    .next = Unlock it and go on.
errors-not-set-up = No commune is set up on this laptop yet.
    .safe = There is no data yet that could be lost.
    .next = Set up your commune, join an existing one, or open the practice commune.
errors-already-set-up = A commune is set up on this laptop already.
    .safe = Its data is untouched; nothing was written over.
    .next = Unlock it and go on.
errors-leader-only = Only a leader may do this.
    .safe = Nothing has changed.
    .next = Ask a leader to unlock the app and do it.
errors-role-too-low = Whoever is at work sees counts only and cannot do this.
    .safe = Nothing has changed.
    .next = Ask a leader to do it, or to change the role.
errors-laptop-revoked = This laptop was locked out of the commune.
    .safe = Whatever was logged is still on this laptop; what was logged after the lock waits for a leader.
    .next = Hand the laptop to a leader, who can let it in again as a new one.
errors-not-yourself = Nobody locks out the laptop in use, removes themselves from it or lowers their own role.
    .safe = Nothing has changed.
    .next = Ask another leader to do it.
errors-no-root-key = This laptop does not hold the root key and cannot make a recovery code.
    .safe = Nothing has changed.
    .next = Make the code on the laptop that set the commune up. If a code was printed before, keep that sheet safe.
errors-no-recovery-box = There is no recovery box (the file recovery.box) here.
    .safe = Nothing has changed.
    .next = Copy recovery.box from another laptop of the commune and choose that file.
errors-no-box-at-centre = This centre has no recovery box that can be used with this code.
    .safe = Nothing has changed.
    .next = Check the centre’s address. A code that an older version made, or that was never synced after it was made, needs the file recovery.box from another laptop of the commune.
errors-bad-recovery-box = This file is no recovery box, or it is damaged.
    .safe = Nothing has changed.
    .next = Copy recovery.box again from another laptop of the commune.
errors-bad-recovery-code = The recovery code was not typed correctly.
    .safe = Nothing has changed; you may try as often as you like.
    .next = Compare each group of five with the sheet. O and 0, and I, L and 1 count as the same.
errors-other-recovery-code = This code does not open this recovery box.
    .safe = Nothing has changed.
    .next = Look for the newest sheet of this commune, or choose the box of the right commune.
errors-not-found = This is not on this laptop.
    .safe = What was saved is untouched.
    .next = Open the list again. If it was written on another laptop, sync first.
errors-session-closed = This session is closed.
    .safe = Every assist saved is untouched; the one being typed is not saved yet.
    .next = Open a new session and save it there.
errors-no-session = No session is open.
    .safe = What was saved is untouched.
    .next = Open a session first, then log assists.
errors-nothing-to-undo = The last assist was voided already, or this laptop has saved none in this session.
    .safe = Nothing has changed.
    .next = To take back another one, open it from the list.
errors-no-rule = No rule was in force on { $day }.
    .safe = Nothing was saved; what was saved before is untouched.
    .next = Check the day of the session; the first rule is in force from 20/10/2022.
errors-in-use = Another Đồng Hành window, or a donghanh command, is using this data.
    .safe = The data is untouched; only one place may write at a time.
    .next = Use the other window, or close it and try again.
errors-newer-file = This file was made by a newer version of the app.
    .safe = The data is untouched.
    .next = Install the newest version of Đồng Hành and open it again.
errors-damaged-file = The data file on this laptop is damaged.
    .safe = What the central server confirmed is still there; what was not sent yet lies in this file.
    .next = Do not delete or reinstall anything. Copy the whole data folder elsewhere and tell the person in charge.
errors-disk-full = The disk is full.
    .safe = What you just did is not saved; everything reported as “Saved” before is untouched.
    .next = Delete files you do not need or empty the bin, then do it again.
errors-no-room = The disk lacks the room: about { $needed } MB are needed, { $free } MB are free.
    .safe = Nothing has been written to this laptop; the backup is untouched.
    .next = Delete files you do not need or empty the bin, then do it again.
errors-disk-failed = The disk cannot be read or written.
    .safe = What you just did is not saved; what was saved before has not changed.
    .next = Try again. If it fails again, sync or copy the data elsewhere soon: the disk may be failing.
errors-sheet-too-long = This call sheet is longer than one file takes.
    .safe = No file was written: nobody is left out without your knowing.
    .next = Choose one village after another and write a file for each; an Excel file takes more people than one to print.
errors-cannot-write = The folder { $path } cannot be written to.
    .safe = The data on this laptop is untouched; no file was made there.
    .next = Choose another folder, such as Documents; check that the USB stick is plugged in and the file is not open.
errors-cannot-read = The chosen file cannot be read.
    .safe = The data on this laptop is untouched.
    .next = Check that the USB stick is plugged in, then choose the file again.
errors-bad-bundle = This is no transfer file of Đồng Hành, or it is so damaged that no part of it can be read.
    .safe = The data on this laptop is untouched; nothing was taken in.
    .next = Choose a file called donghanh… .dhb, or write it anew on the other laptop, better on another stick.
errors-other-communes-bundle = This transfer file is another commune’s.
    .safe = The data on this laptop is untouched; nothing was taken in.
    .next = Choose a file of your own commune. If the practice commune is open here, turn to the real one and read it again.
errors-stick-failed = The USB stick was pulled out, or does not keep what is written to it.
    .safe = The data on this laptop and what lay on the stick before are untouched; nothing counts as arrived by it.
    .next = Plug the stick in again, wait a few seconds and try again. If it fails again, use another stick.
errors-nothing-to-carry = There is nothing of this kind to write to a stick.
    .safe = The data on this laptop is untouched; no file was made.
    .next = Everything has arrived, or this laptop has no receipts. To copy everything to another laptop, choose “Everything”.
errors-bundle-too-big = This is more than one transfer file holds.
    .safe = The data on this laptop is untouched; no file was made.
    .next = Choose “Not arrived” instead of “Everything”.
errors-bad-backup = This file is no backup, or so damaged that nothing can be restored from it.
    .safe = What is on this laptop is untouched; nothing has changed.
    .next = Choose the file named donghanh-sao-luu… .dhs, or another backup.
errors-wrong-backup-secret = This passphrase or recovery code does not open the backup.
    .safe = The backup is untouched; nothing has changed.
    .next = Type the passphrase chosen for backups again, or the commune’s recovery code from paper. A PIN opens no backup.
errors-backup-needs-passphrase = Nothing would open the backup again.
    .safe = What is on this laptop is untouched; no file was made.
    .next = Choose a passphrase for backups, or have a leader make the commune’s recovery code.
errors-no-backup = There is no copy to try.
    .safe = What is on this laptop is untouched.
    .next = Press “Copy now”, or plug in the stick with the copies, and try again.
errors-too-many-identities = This laptop has changed its identity too often and cannot do so by itself again.
    .safe = Everything that was saved is untouched.
    .next = Have a leader let the laptop in anew; write “Everything” to a stick before that.
errors-bad-join-request = This file is no join request, or it is damaged.
    .safe = No laptop was given access.
    .next = Make the request file again on the new laptop and copy it here.
errors-bad-join-answer = This file is no answer for this laptop, or it is damaged.
    .safe = This laptop has received no key; its request still stands.
    .next = Ask the leader to answer the request file of this very laptop and copy it again.
errors-bad-address = The server address cannot be used.
    .safe = Nothing was sent; the data is still on this laptop.
    .next = Type the address beginning with https:// exactly as you were given it. http:// is for this very machine only.
errors-no-centre = This commune is not attached to a central server yet.
    .safe = All data is on this laptop.
    .next = A leader enters the address and the set-up code on the Sync screen.
errors-bad-setup-code = The set-up code is wrong, used or expired.
    .safe = No data was sent; it is still on this laptop.
    .next = Check every character, or ask those who run the server for a new code.
errors-unreachable = The central server cannot be reached.
    .safe = Everything is saved on this laptop; nothing is lost.
    .next = Just go on; once there is a network the app sends by itself.
errors-no-network = This laptop has no network.
    .safe = Everything is safe on this laptop.
    .next = Just go on; it is sent by itself once there is a network.
errors-centre-untrusted = This laptop does not know the certificate of whoever answered.
    .safe = Nothing was sent there; everything is safe on this laptop.
    .next = If the Wi-Fi wants a login, log in with the browser first. If the server has a certificate of the commune’s or province’s own, a leader chooses that certificate’s file on the Sync screen.
errors-certificate-expired = The server’s certificate has expired, or is not valid yet.
    .safe = Nothing was sent there; everything is safe on this laptop.
    .next = Look at the laptop’s date and time first. If they are right, ask whoever runs the server to renew the certificate.
errors-certificate-other-name = The server’s certificate is for another name than the one in the address.
    .safe = Nothing was sent there; everything is safe on this laptop.
    .next = Check every character of the address. If it is right, tell whoever runs the server: the certificate must bear that name.
errors-bad-certificate-file = This file is no certificate that can be used.
    .safe = Nothing was changed on this laptop.
    .next = Choose a PEM file with exactly one certificate (BEGIN CERTIFICATE), without a private key or other certificates.
errors-certificate-differs = The SHA-256 fingerprint of this file is another one than was compared.
    .safe = This laptop does not trust that certificate.
    .next = Do not use this file. Get it anew from whoever runs the server, and ask for the fingerprint by another way, by telephone for one.
errors-centre-slow = The central server did not answer in time.
    .safe = Everything is saved on this laptop; only a receipt counts as arrived.
    .next = Just go on; the app tries again by itself.
errors-not-the-centre = What answered is not the central server.
    .safe = Everything is still on this laptop; nothing counts as arrived.
    .next = If the Wi-Fi asks for a login, log in with a browser first. Otherwise check the server address.
errors-other-commune = This server belongs to another commune, or its key has changed.
    .safe = Everything is still on this laptop; nothing from that server is taken or believed.
    .next = Check the address. If it is right, tell those who run the server before going on.
errors-centre-busy = The central server is busy and asks to wait { $wait_seconds } seconds.
    .safe = Everything is saved on this laptop; nothing is lost.
    .next = Just go on; the app tries again after that.
errors-not-admitted = The central server does not admit this laptop.
    .safe = Everything is still on this laptop; nothing is lost.
    .next = Tell the leader: this laptop may be locked out, or the commune was not added at the server.
errors-version-apart = This app and the central server have versions that do not understand each other.
    .safe = Everything is still on this laptop; nothing is lost.
    .next = Install the newest version of Đồng Hành, then sync again.
errors-practice-stays-here = The practice commune speaks only to a server on this very machine.
    .safe = Nothing was sent.
    .next = To use a real server, use the real commune.
errors-roster-unreadable = This file cannot be read: it is damaged or no spreadsheet.
    .safe = The lists on this laptop are as they were.
    .next = Open it in Excel, save it as .xlsx or .csv, and choose it again.
errors-roster-protected = This file has a password.
    .safe = The lists on this laptop are as they were.
    .next = Open it in Excel, save a copy without the password and choose that. Delete the copy afterwards.
errors-roster-too-big = This file is larger than a list can be.
    .safe = The lists on this laptop are as they were.
    .next = Split it by village into files of less than 200,000 rows and take them in one by one.
errors-roster-no-table = No table with names was found.
    .safe = The lists on this laptop are as they were.
    .next = See that the titles have “Họ và tên” and at least one more, such as “Số CCCD” or “Ngày sinh”. Hidden sheets are not read: unhide the one with the list.
errors-roster-nothing = Not one row of the file can be taken.
    .safe = The lists on this laptop are as they were.
    .next = See the reasons row by row; mostly a village is not chosen, or a column was taken for something else.
errors-roster-file-changed = The file has changed since it was read on trial.
    .safe = The lists on this laptop are as they were.
    .next = Read it on trial again, then take it in.
errors-roster-changed = While the list was taken in, a newer one came from elsewhere.
    .safe = The lists on this laptop are as they were.
    .next = Read it on trial again, then take it in.
errors-cancelled = Stopped as asked.
    .safe = The lists on this laptop are as they were.
    .next = Begin again when you want to.
errors-bug = The app ran into a programming fault ({ $where }).
    .safe = Whatever was reported as “Saved” is still on this laptop.
    .next = Reopen the app. If it happens again, tell the person in charge what stands in brackets.
