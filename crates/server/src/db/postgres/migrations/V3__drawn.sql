ALTER TABLE item ADD COLUMN drawn BYTEA NOT NULL DEFAULT uuid_send(gen_random_uuid()) CHECK (octet_length(drawn) = 16);

ALTER TABLE item ALTER COLUMN drawn DROP DEFAULT;
