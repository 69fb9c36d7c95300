-- Customers with what they bought: recognised by the pair (web customer, POS customer number), by e-mail, by telephone number.

CREATE TABLE customer (
  account_id INTEGER NOT NULL,
  customer_no INTEGER NOT NULL,
  site_id INTEGER NOT NULL,
  web_customer_id TEXT NOT NULL,
  guest_key TEXT NOT NULL,
  pos_customer_number TEXT NOT NULL,
  bound_at TEXT NOT NULL,
  bound_order_id TEXT NOT NULL,
  erased INTEGER NOT NULL,
  PRIMARY KEY (account_id, customer_no),
  UNIQUE (account_id, site_id, web_customer_id, guest_key)
) STRICT, WITHOUT ROWID;

CREATE INDEX customer_by_pos_number ON customer (account_id, pos_customer_number, customer_no);

-- One row per order: who bought, and what the POS echoed.
CREATE TABLE customer_sale (
  account_id INTEGER NOT NULL,
  order_id TEXT NOT NULL,
  customer_no INTEGER NOT NULL,
  placed_at TEXT NOT NULL,
  echoed_number TEXT NOT NULL,
  email TEXT NOT NULL,
  phone TEXT NOT NULL,
  name TEXT NOT NULL,
  profile TEXT NOT NULL,
  PRIMARY KEY (account_id, order_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX customer_sale_by_customer ON customer_sale (account_id, customer_no, placed_at, order_id);

-- Every e-mail and telephone number that a customer bought with, since the first such sale.
CREATE TABLE customer_contact (
  account_id INTEGER NOT NULL,
  kind TEXT NOT NULL,
  value TEXT NOT NULL,
  customer_no INTEGER NOT NULL,
  first_placed_at TEXT NOT NULL,
  first_order_id TEXT NOT NULL,
  PRIMARY KEY (account_id, kind, value, customer_no)
) STRICT, WITHOUT ROWID;

CREATE INDEX customer_contact_by_customer ON customer_contact (account_id, customer_no);

-- Two numbers of one person: the one is kept, the other means it from now on.
CREATE TABLE customer_merge (
  account_id INTEGER NOT NULL,
  away_number TEXT NOT NULL,
  kept_number TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (account_id, away_number)
) STRICT, WITHOUT ROWID;

-- Numbers that an operator took from a customer.
CREATE TABLE customer_unlinked (
  account_id INTEGER NOT NULL,
  customer_no INTEGER NOT NULL,
  pos_customer_number TEXT NOT NULL,
  PRIMARY KEY (account_id, customer_no, pos_customer_number)
) STRICT, WITHOUT ROWID;

-- Pairs from before sales were kept: they count as older than every sale, in the order in which they were learnt.
INSERT INTO customer
  SELECT account_id, sequence, site_id, web_customer_id, guest_email, pos_customer_number, '1970-01-01 00:00:00.000000', '', 0 FROM customer_identity;
INSERT INTO customer_contact
  SELECT account_id, 'email', email, sequence, '1970-01-01 00:00:00.000000', printf('%012d', sequence) FROM customer_identity WHERE email <> '';
DROP TABLE customer_identity;
