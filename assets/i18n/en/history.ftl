# What happened to a record. Keys go with HistoryAct of crate app.

history-written = First written
history-corrected = Corrected
history-voided = Voided
