# People.

people-title = People
people-none = Nobody in the log yet
people-none-next = Whoever is helped at the desk for the first time appears here, with everything done for them.
