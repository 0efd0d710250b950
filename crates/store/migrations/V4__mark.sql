-- By this the centre sees whether its log is still the one that was read.
ALTER TABLE centre ADD COLUMN mark BLOB;
