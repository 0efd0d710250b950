# Guide and help.

help-title = Guide
help-open-guide = Open the Guide: how to do it, step by step
help-keys = Keys
help-everywhere = On every screen
help-search = Search the guide
help-parts = Parts of the guide
help-found =
    { $n ->
        [one] { $count } entry found
       *[other] { $count } entries found
    }
help-none = Nothing found
help-none-next = Try other words: “otp”, “lost”, “insurance”.
help-key-recall = Back to somebody unfinished (Alt+1 to Alt+9)

help-evening = A session
help-safety = Keeping data safe
help-trouble = When something happens
help-difficulties = What stands in the way
help-utilities = VNeID utilities
help-level-1 = From level 1 on
help-level-2 = Needs level 2

# An evening in six steps
help-open = Open the session
help-open-text = On Sessions (Ctrl+2) choose the village or unit, the place, the day and who is here. Once per session, no network needed.
help-find = Scan a card or type a name
help-find-text = On the Desk (Ctrl+1) scan the card’s QR code, wherever the cursor is. Without a card type a name without marks, its first letters (nvt), the tail of the ID number or of the phone number.
help-need = Read the suggestion
help-need-text = The app says what this person needs and why, and chooses the service. The left and right arrows change it; F2 shows the rule, where to go, and when it is open. Leaders write the offices down in Settings.
help-outcome = Choose the outcome by its digit
help-outcome-text = 1 done, 2 active before, 3 come back, 4 refused. For come back choose a difficulty and a day (5 tomorrow, 6 before the deadline, 7 a week, 8 another day); the questions to read aloud stand beside it.
help-save = Enter saves
help-save-text = Call the next person once you read “Saved on this machine”. If it was a slip, Ctrl+Z voids the last one.
help-end = Close the session, then sync
help-end-text = On Sessions count the heads and close it; export the log if you need it. Where there is a network the laptop sends by itself. Watch Sync (Ctrl+8) until everything has arrived before you shut it down.
help-again = Meet those again who were promised
help-again-text = Follow-ups (Ctrl+4) lists by day and by village: who was logged as come back, who waits for the approval of level 2, whose 7 days for activation run. F3 shows the phone, F2 notes a call, Enter opens the person at the desk. The next assist, on any laptop, ticks the name off; “Call sheet” writes pages to print (PDF, each village on its own, with boxes to tick), Excel or CSV.

# Keeping data safe
help-saved = What “Saved on this machine” means
help-saved-text = The assist lies in the encrypted file on the disk. A power cut, a shutdown or a crash does not lose it.
help-arrived = What “Arrived” means
help-arrived-text = The central server has signed a receipt for it. What was sent without a receipt does not count yet, and is sent again by itself.
help-who-reads = Who can read it
help-who-reads-text = A laptop that has joined the commune, unlocked by somebody it opens for. The central server only stores and counts; it has no key, so it can read nobody’s name or ID number.
help-never-kept = What is never written down
help-never-kept-text = Passwords, passcodes, OTP codes, security answers, pictures of cards. The app has no field for them; do not put them into notes either.
help-corrections = Correcting is not deleting
help-corrections-text = When an assist is corrected or voided the old value stays in its history, with the reason, the person and the laptop.
help-exports = Exported files
help-exports-text = Excel and CSV files are no longer locked. Treat them like the paper log: hand them to the right person, delete them when done. ID numbers are masked unless you choose to write them in full.
help-locking = Lock when you leave the desk
help-locking-text = Ctrl+L locks at once. When nobody touches the laptop for a while (10 minutes, see Settings) or it sleeps, the app locks itself and says so half a minute before. Somebody half filled in is not saved yet, and is there again when you come back.
help-sharing = Several people on one laptop
help-sharing-text = Do not share a PIN or passphrase. The leader opens Settings, “Let somebody else open it”, and the newcomer chooses their own on the spot; each line then names who was at work. Whoever stops using the laptop is removed from it by the leader.
help-backup = A backup every day
help-backup-text = In Settings, “Backups”: set a backup passphrase and choose a USB stick or a second disk. From then on the app makes a copy every day by itself, reads it back and checks it. Press “Try restoring” now and then, to be sure that the copy opens.
help-roster = Taking in the police's list
help-roster-text = In People (Ctrl+3) a leader presses “Take in a list”, chooses an Excel or CSV file or pastes cells, then “Read on trial”: row by row the app says what would be added, changed or refused and why, and writes nothing. “Take in” takes all of it or nothing; the same file again changes nothing.
help-practising = Practise without fear
help-practising-text = The practice commune has made-up people and figures in a file of its own. Open it from the lock screen or Settings; the coloured band at the top reminds you. “Timed drill” in that band (F6 at the desk) sends ten people to the desk one after another; at the end you see how long each took and what was logged wrong.

# When something happens
help-no-network = No network
help-no-network-text = Just go on. Everything at the desk works without one; the laptop sends by itself once there is a network.
help-paper = On paper first, keyed in later
help-paper-text = Is the laptop elsewhere, or its battery empty? Print a pad beforehand (Sessions, open one, P) and write by hand. Back at the laptop press N: one row for each slip, Enter goes to the next cell, the last one saves. Where the right person is found by the name choose them with the arrows; without a choice it is somebody new. Missing numbers stand above; spoilt slips are marked (F8). Destroy the slips once none is missing.
help-power-cut = Power cut, laptop off in the middle
help-power-cut-text = Open the app, unlock it, go on in the open session. Every assist reported as “Saved” is there; whoever was half filled in is there too, and waits for Enter.
help-scan-marks = The scanner gets Vietnamese letters wrong
help-scan-marks-text = Switch off the input method (Unikey, to E) and Caps Lock, then scan again. If it is still wrong type the name.
help-scan-fails = A card will not scan
help-scan-fails-text = Wipe it, hold it flat, away from the lamp. If it is worn or broken type by hand: name, birth year, village; the ID number can be added later.
help-no-scanner = There is no scanner
help-no-scanner-text = On the Desk press F4 and hold the card’s QR code into the frame of the camera. Or choose a photo of the card’s side with the QR code; you can also drop it onto the desk or paste it (Ctrl+V). It is read on this laptop and let go, never stored. Delete pictures of cards from the laptop and the phone.
help-same-name = Two people with one name
help-same-name-text = The app never picks for you. Ask for the last three digits on the card, compare the tail, then open.
help-wrong-save = Saved by mistake
help-wrong-save-text = The last one: Ctrl+Z. An older one: open it from the list, correct it with a reason, or void it. Nothing needs deleting.
help-waiting-sms = Somebody waits for an SMS
help-waiting-sms-text = Scan the next person; the one open is kept, not saved. Alt and their digit opens them again. Up to 9 people can be kept.
help-helpers-phone = Somebody has no phone of their own
help-helpers-phone-text = Never activate on a helper’s phone: a phone holds one account, and the one before on it is cancelled. Log come back with DEV-01.
help-sync-fails = Sync does not get through
help-sync-fails-text = Read the sentence on the Sync screen: it says what happened and what to do. If the Wi-Fi asks for a login, log in with a browser first. If the server has a certificate of the commune’s or province’s own, a leader chooses its file once on the Sync screen of each laptop and compares the SHA-256 fingerprint with whoever runs the server. Nothing is lost meanwhile.
help-roster-rows = Many rows of a list are refused
help-roster-rows-text = Mostly since Excel took the zeros from ID numbers: make that column Text and write them again. A strange village is chosen once, on the page; a column taken for something else is chosen anew. Press “Save refused rows”, mend them in Excel, take that very file in, then delete it.
help-lost-laptop = A laptop is lost
help-lost-laptop-text = Tell the leader at once: which laptop, when, who used it. The leader opens Team and laptops (Ctrl+0), “Lock out”, and syncs. From then on the lost laptop can read nothing new; what it writes is kept apart until a leader decides. Its file is encrypted; a passphrase is far harder to guess than a PIN. What has arrived is still on the commune’s other laptops.
help-restore = The laptop broke and there is a backup
help-restore-text = Install the app on another laptop, choose “Restore from a backup”, type the backup passphrase or the commune’s recovery code. Everybody unlocks as before and works on at once. The new laptop writes under a new identity; with a network it fetches what the old one had sent. Where the old laptop was stolen, locking it out locks out what was restored from it too: let the new laptop into the commune anew.
help-forgotten-pin = PIN or passphrase forgotten
help-forgotten-pin-text = Nobody can open it for you, not even the centre. A leader who has the paper with the recovery code chooses “Forgotten how to unlock?” on the unlock screen: everything on the laptop opens again. If there is no code yet, make one today in Team and laptops (Ctrl+0). Do not install anew while something has not arrived.
help-hotline = Whom to call
help-hotline-text = About VNeID: hotline 1900 0368. Wrong population data, or a wrong phone number at level-2 enrolment: the commune police where the person lives.

# Level 1, step by step
help-level1 = Install level 1
help-level2 = Activate level 2
help-caution = Be careful
help-message = VNeID says: “{ $message }”
help-l1-bring = What is needed
help-l1-bring-text = Aged 14 and over, a chip card, a smartphone of one’s own, a number in one’s own name, a network.
help-l1-bring-helper = If one is missing log come back with its difficulty.
help-l1-store = The right app
help-l1-store-text = Open CH Play or the App Store, look for “VNeID”, see that the publisher is the Ministry of Public Security, then install. Never from a link or an .apk file somebody sent. Its screens may change with a version.
help-l1-begin = Register
help-l1-begin-text = Open VNeID and choose to register; the citizen types the ID number and the phone number.
help-l1-begin-helper = Stand beside and read the screen; type no codes for them.
help-l1-chip = Read the chip, or scan the QR code
help-l1-chip-text = With NFC hold the card still against the phone: iPhone at the top, Samsung in the middle of the back, others mostly top right. Without NFC choose the QR code.
help-l1-face = The portrait
help-l1-face-text = Stand in the light, not against it; no glasses, hat or mask; do as the screen says. If it fails move, wipe the lens, try again.
help-l1-wait = Send, and wait for approval
help-l1-wait-text = Check the data and send it. Approval takes one to a few working days; the message opens the last step.
help-l1-wait-helper = Log done once it could be sent.
help-l1-codes = Activate level 1
help-l1-codes-text = When the message is there open VNeID, type ID and phone number and the OTP; the citizen chooses password and passcode.
help-l1-codes-helper = Remind them to remember, never read aloud.

# Level 2, step by step
help-l2-enrol = Enrol first
help-l2-enrol-text = Level 2 begins at the police: chip card, phone with one’s own number; driving licence, vehicle registration and health-insurance card to have them added. A picture and fingerprints are taken there.
help-l2-message = The Ministry’s message
help-l2-message-text = There are 7 days to activate, from the day the message came; later try all the same, else call 1900 0368.
help-l2-message-helper = Ask for the day it came and note it under the Ministry’s message.
help-l2-begin = Choose to activate
help-l2-begin-text = Open VNeID on the citizen’s own phone, choose to activate; they type the ID number and the very phone number given at enrolment.
help-l2-otp = The OTP
help-l2-otp-text = It comes by SMS and lasts about two minutes. If not: signal, a full inbox, then send it once more. Only the citizen looks at it and types it.
help-l2-codes = Password, passcode, questions
help-l2-codes-text = Password of 8 to 20 characters with upper and lower case, a digit and a special character; passcode of 6 digits; two security questions. They think of them and type them; the helper turns away.
help-l2-check = See that it is level 2
help-l2-check-text = The personal page says “level 2”: done.
help-l2-check-helper = Log done; if it had been active before log active before, which is counted apart.
help-l2-use = One utility before the next person
help-l2-use-text = Open the utility they need most, mostly health insurance or residence, so that they find it again tomorrow.

# Be careful
help-c-otp = Give nobody an OTP
help-c-otp-text = Police, officials, banks and helpers never ask for an OTP, a password or a passcode. Whoever asks is a fraud.
help-c-app = Only from the official stores
help-c-app-text = A false VNeID comes by a link, a strange QR code or an .apk file and asks for accessibility rights to take over the phone. If it was installed: network off, remove it, change passwords from another phone.
help-c-app-helper = Log SEC-01 where it happened.
help-c-call = Do nothing on a caller’s word
help-c-call-text = A caller who says “police, activate now or be blocked” is false. The commune police meet people at their office or at an announced session.
help-c-phone = Never on another’s phone
help-c-phone-text = A phone holds one activated account. Activating on another’s hands one’s account to that phone, and throws its owner out.
help-c-picture = No pictures of cards over the network
help-c-picture-text = A picture of the card or the identity QR code sent over Zalo or Facebook can be used to borrow money. Show it in VNeID, on the spot, to whoever has reason to see it.
help-c-tricked = A code was given away
help-c-tricked-text = Call the bank to block the account, 1900 0368 to block the identity account, tell the commune police; keep the messages and the caller’s number.

# In a peak hour
help-peak = Peak hour
help-peak-text = When there are too many press Ctrl+G: one key, 1–4, saves each ticket. When it is quiet press Alt+0: scan each card, Enter, one after another. Tickets without a person count all the same, and are shown when the session is closed.

# The official guide, the leaflet
help-official = The official guide
help-official-code = QR code of the official guide
help-official-text = People scan it with a phone that is online, and open the guide on vneid.gov.vn (in Vietnamese).
help-leaflet = Print the leaflet
help-leaflet-lead = One A4 page: installing level 1, activating level 2, what to be careful of, and this QR code. In the language of the window, with nobody’s data.
help-leaflet-written = The leaflet is written
