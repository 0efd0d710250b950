# What is checked. Keys go with CheckView of crate app.

verify-chain = Journal without gaps, signatures match
verify-views = Views rebuilt and equal row for row
verify-file = Data file intact
verify-receipts = Receipts of the centre match the journal
