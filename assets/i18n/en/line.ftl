# Sync in one sentence: what happened, whether the data is safe, what comes next. Keys are in crate app.

line-no-centre = The commune has no central server yet. Everything is safe on this laptop; a leader attaches it once there is an address and a set-up code.
line-untried = No sync since the app was opened. Everything is safe on this laptop; the app tries by itself.
line-syncing = Syncing. If the network breaks, nothing is lost.
line-all-arrived = { $arrived } / { $written } arrived. Everything this laptop wrote has the centre’s receipt.
line-some-waiting = { $arrived } / { $written } arrived. The rest is safe on this laptop and is sent by itself.
line-nothing-written = This laptop has written nothing yet; it has fetched all that the others sent.
line-paused = Sync is paused. Everything is safe on this laptop; resume to send it.
line-missing = The centre has not given everything: { $count } entries of other laptops are missing. Nothing is lost here; the app asks again.
line-fork = This laptop’s journal has two branches: a copy of its file was used elsewhere. Nothing is lost; tell a leader.
line-quarantined = The centre keeps apart what this laptop sent until a leader has looked at it. Nothing is lost.
