# Sessions.

sessions-title = Sessions
sessions-none = No session yet
sessions-none-next = A session has its village, place, day and the people who help. Its log is found here.
