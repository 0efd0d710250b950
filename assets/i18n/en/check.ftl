# What is checked. Keys go with CheckView of crate app.

check-chain = Journal without gaps, signatures match
check-views = Views rebuilt and equal row for row
check-file = Data file intact
check-receipts = Receipts of the centre match the journal
