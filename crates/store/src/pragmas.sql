-- Durable: a commit is on the disk when it returns, also when the plug is pulled in the next moment.
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
-- Checkpoints are made by `tidy`; this is only the bound where nobody calls it. 16 MiB.
PRAGMA wal_autocheckpoint = 4096;
PRAGMA journal_size_limit = 33554432;
PRAGMA foreign_keys = ON;
-- What is erased is overwritten; sorting and temporary tables never touch the disk.
PRAGMA secure_delete = ON;
PRAGMA temp_store = MEMORY;
-- Damage is found when it is read.
PRAGMA cell_size_check = ON;
PRAGMA trusted_schema = OFF;
-- 32 MiB of pages, decrypted.
PRAGMA cache_size = -32768;
