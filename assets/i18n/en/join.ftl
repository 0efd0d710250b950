# Letting a new laptop in: the new laptop’s side and the leader’s.

join-about = This laptop makes its own keys and writes a request file. The file holds no secret: carry it on a USB stick or any other way.
join-label = Name of this laptop
join-label-hint = So that the team knows it: Laptop 2, Lan’s laptop
join-label-missing = Give this laptop a name.
join-request-path = Where to write the request file
join-request-path-hint = Straight to the USB stick, if one is plugged in.
join-path-missing = Choose a file or type its path.
join-choose-place = Choose a place…
join-choose-file = Choose a file…
join-ask = Write the request file
join-asking = Making this laptop’s keys, a few seconds

join-waiting = Waiting for the leader’s answer
join-waiting-about = You may close the app; it comes back to this step.
join-code = Comparison code
join-step-carry = Take the request file to the leader’s laptop
join-step-carry-about = There: Sync, then “Let a new laptop in”.
join-step-compare = Read this code aloud to the leader
join-step-compare-about = The leader’s screen must show these nine digits. If one differs, stop.
join-step-answer = Take the answer file
join-step-answer-about = The answer opens on this very laptop only.
join-answer-path = The leader’s answer file
join-accept = Join the commune
join-again = Write the request file again
join-accepted = This laptop has joined. Unlock it with what you chose.

join-let-in = Let a new laptop in
join-let-in-about = The new laptop writes a request file. Read it here, compare the code, then write the answer file.
join-let-in-leader = A leader does this.
join-request-file = The new laptop’s request file
join-read = Read the request file
join-compare = Ask the person at “{ $label }” to read out the code on their screen
join-compare-about = It must be these nine digits. If one differs, do not let it in: it may be another laptop’s file.
join-same = The codes are the same
join-member = Who will use the new laptop
join-member-choose = Choose a person
join-member-missing = Choose who will use this laptop.
join-member-hint = If the name is not in the list, add the person in Settings first.
join-answer-place = Where to write the answer file
join-answer = Write the answer file
join-answered = The answer for { $label } is written. Take it back to that laptop and choose “Join the commune”.
join-member-option = { $name }, { $role }
join-differ = They differ, stop
