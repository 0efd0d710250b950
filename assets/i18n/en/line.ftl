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

line-unreachable = The central server cannot be reached. Everything is safe on this laptop; once there is a network the app sends by itself.
line-no-network = This laptop has no network. Everything is safe here; it is sent by itself once there is one.
line-centre-untrusted = This laptop does not know the certificate of whoever answered, so nothing was sent. Everything is safe on this laptop. If the Wi-Fi wants a login, log in with the browser first.
line-certificate-expired = The server’s certificate has expired or is not valid yet, so nothing was sent. Everything is safe on this laptop. Look at the laptop’s date and time.
line-certificate-other-name = The server’s certificate is for another name, so nothing was sent. Everything is safe on this laptop. Tell whoever runs the server.
line-centre-slow = The central server did not answer in time. Everything is safe on this laptop; the app tries again by itself.
line-not-the-centre = What answered is not the central server. Everything is safe on this laptop. If the Wi-Fi asks for a login, log in with a browser first.
line-other-commune = This server belongs to another commune, or its key has changed. Nothing from it is taken or believed; everything is still on this laptop. Tell those who run the server.
line-centre-busy = The central server is busy. Everything is safe on this laptop; the app tries again by itself.
line-not-admitted = The central server does not admit this laptop. Everything is safe on this laptop; tell the leader.
line-revoked = This laptop was locked out of the commune: what it logs waits for a leader, and it receives nothing new. Whatever was logged is still there.
line-version-apart = The app and the central server have different versions. Everything is safe on this laptop; install the newest version.
line-local-trouble = This laptop could not sync. Whatever was reported as “Saved” is still there; run the check, and tell the person in charge if it happens again.
