# The timed drill: what the people who come say, and how a round compares with the last one.

training-message-came = The Ministry’s message came the other day, please help me activate. There, done, thank you.
training-first-account = There is nothing on my phone yet. Install it for me; registering level 1 worked at once.
training-card-at-home = I left my card at home. I have the message, here is my number; now it is activated.
training-no-code = I try to activate and wait and wait, no OTP comes. I will come back another time.
training-shown-utilities = Mine is active, I only want to know what it is good for. I have seen it, thank you.
training-did-it-at-home = My son activated it last week; the phone says it is active.
training-no-phone = I only have a phone with keys, nothing can be installed. And I have no card with me.
training-enrolled = I have level 1, today I want level 2. The police enrolled me right here.
training-not-today = The message came, but I do not want it.
training-forgot-password = I forgot my password, and my card is at home. There, I got back in.

training-faster = { $seconds } s a person faster than last time ({ $before } s).
training-slower = { $seconds } s a person slower than last time ({ $before } s).
training-as-fast = As fast as last time: { $before } s a person.
