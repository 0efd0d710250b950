# The timed drill of the practice commune: people who come to the desk one after another, what to log, what came of it.

training-title = Timed drill
training-start = Timed drill
training-about = { $people } made-up people come to the desk one after another. Each says what they need; you find them and log the right service, outcome and difficulty at the real desk.
training-about-clock = The clock runs from the start; each person counts until they are saved. Stop whenever you like. Nothing leaves this laptop.
training-last = Last time: half of the people took { $median } s or less, { $wrong } wrong, { $corrections } corrected.
training-begin = Begin
training-later = Not now
training-place = Person { $place } of { $people }
training-stop = Stop
training-scan = Scan this person’s card
training-card-forgotten = No card at hand: type the name into the search box, choose by birth year and village.
training-to-log = To be logged
training-service = Service
training-outcome = Outcome
training-difficulty = Difficulty
training-difficulty-none = None
training-of-another = What was saved last is not this person’s. Press Ctrl+Z to take it back, then find the right one.
training-key-scan = Timed drill: scan the card of whoever sits there; before it has begun, open it

training-done = The drill is done
training-median = Half of the people took at most
training-total = All together
training-wrong = Logged wrong
training-corrections = Taken back or corrected
training-seconds = { $count } s
training-first-time = The first time: the next will be compared with it.
training-people = Person by person
training-right = Right
training-fault = { $what }: asked { $asked }, logged { $logged }
training-again = Once more
