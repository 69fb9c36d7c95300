-- What a customer is recognised by beside the web customer id and the e-mail.

ALTER TABLE customer_identity ADD COLUMN phone TEXT NOT NULL DEFAULT '';
ALTER TABLE customer_identity ADD COLUMN first_sale_at TEXT;

CREATE INDEX customer_by_phone ON customer_identity (account_id, phone);
