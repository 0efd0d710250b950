# Sync.

sync-title = Sync
sync-now = Sync now
sync-pause = Pause
sync-resume = Resume
sync-centre = Central server
sync-by-itself = With a network it sends by itself; there is nothing to press.
sync-paused-about = Paused. Everything is still saved on this laptop.

sync-arrived = arrived
sync-what-counts = Each save on this laptop is one entry. Only what a signed receipt covers counts as arrived.
sync-last = Last time: { $time }.
sync-next = Syncs by itself in { $time }.
sync-next-seconds = Syncs by itself in { $count } s.
sync-oldest = The oldest entry not arrived has waited { $time }.
sync-sending = Syncing: { $arrived } / { $written } arrived
sync-sending-safe = nothing is lost if the line breaks

sync-days = The last 14 days on this laptop
sync-days-about = Each column is the number of entries written on a day.
sync-days-none = This laptop has written nothing in the last 14 days.
sync-day-row = { $day }: { $written } entries written, { $arrived } have arrived, { $waiting } have not.

sync-machines = The commune’s laptops
sync-machine = Laptop
sync-mine = this laptop
sync-written = Written
sync-arrived-short = Arrived
sync-waiting = Outstanding
sync-silent = Silent for
sync-state = State
sync-state-all = All arrived
sync-state-sending = Sending
sync-state-waiting = Waiting
sync-state-silent = Silent for long
sync-at-least = Of other laptops these are the least there can be: what they have not sent nobody has seen here.

sync-receipts = Receipts of the centre
sync-receipts-none = No receipt yet.
sync-receipt-at = Signed at
sync-receipt-up-to = Up to entry
sync-receipt-count = Entries
sync-receipt-signature = Signature
sync-receipt-fits = Fits

sync-attach = Attach to a central server
sync-attach-about = Done once. Those who run the server give the commune an address and a set-up code.
sync-attach-leader = A leader does this once, on their own laptop. This laptop learns the address when it joins.
sync-attach-do = Attach
sync-attach-missing = Fill this in first.
sync-address = Server address
sync-address-hint = Begins with https://
sync-address-practice = The practice commune speaks only to a server on this very machine: http://127.0.0.1:…
sync-code = Set-up code
sync-code-hint = Works once

sync-certificate = The server’s own certificate
sync-certificate-about = Needed only where the server has a certificate of the commune’s or province’s own that this laptop does not know by itself. Whoever runs the server gives you its file and tells its SHA-256 fingerprint.
sync-certificate-choose = Choose the server’s own certificate…
sync-certificate-file = Certificate file
sync-certificate-file-hint = A PEM file with one certificate, mostly .pem or .crt
sync-certificate-pick = Choose a file…
sync-certificate-missing = Choose the file first.
sync-certificate-look = Show its fingerprint
sync-certificate-compare = Is this file’s SHA-256 fingerprint the one that whoever runs the server told you?
sync-certificate-compare-about = Ask for it by another way than the file came, by telephone for one, and compare every pair. Where one pair differs, do not use it.
sync-certificate-code = SHA-256 fingerprint
sync-certificate-same = They are the same, trust it
sync-certificate-differ = They differ
sync-certificate-trusted = This laptop also trusts a certificate of the server’s own, for this server alone.
sync-certificate-forget = Trust it no longer

sync-doctor = How it stands
sync-doctor-also = Also
sync-doctor-now = Try again now
sync-doctor-team = Open Team and laptops
sync-doctor-check = Open the check
