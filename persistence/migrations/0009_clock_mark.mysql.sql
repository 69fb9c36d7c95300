-- A random mark that every step of an account's clock writes anew, and the last ones of them as 16 hexadecimal digits each, the newest
-- first: who remembers what he saw at a step can tell that moment from any other, one in a restored backup included.

ALTER TABLE account_clock ADD COLUMN mark BIGINT NOT NULL DEFAULT 0;
ALTER TABLE account_clock ADD COLUMN recent_marks VARBINARY(512) NOT NULL DEFAULT '';
