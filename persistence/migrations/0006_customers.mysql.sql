-- Customers with what they bought: recognised by the pair (web customer, POS customer number), by e-mail, by telephone number.

CREATE TABLE IF NOT EXISTS customer (
  account_id BIGINT NOT NULL,
  customer_no BIGINT NOT NULL,
  site_id BIGINT NOT NULL,
  web_customer_id VARBINARY(190) NOT NULL,
  guest_key VARBINARY(320) NOT NULL,
  pos_customer_number VARBINARY(256) NOT NULL,
  bound_at DATETIME(6) NOT NULL,
  bound_order_id VARBINARY(64) NOT NULL,
  erased TINYINT NOT NULL,
  PRIMARY KEY (account_id, customer_no),
  UNIQUE (account_id, site_id, web_customer_id, guest_key),
  INDEX customer_by_pos_number (account_id, pos_customer_number, customer_no)
) ENGINE=InnoDB CHARACTER SET utf8mb4;

-- One row per order: who bought, and what the POS echoed.
CREATE TABLE IF NOT EXISTS customer_sale (
  account_id BIGINT NOT NULL,
  order_id VARBINARY(64) NOT NULL,
  customer_no BIGINT NOT NULL,
  placed_at DATETIME(6) NOT NULL,
  echoed_number VARBINARY(256) NOT NULL,
  email VARBINARY(320) NOT NULL,
  phone VARBINARY(64) NOT NULL,
  name TEXT NOT NULL,
  profile MEDIUMTEXT NOT NULL,
  PRIMARY KEY (account_id, order_id),
  INDEX customer_sale_by_customer (account_id, customer_no, placed_at, order_id)
) ENGINE=InnoDB CHARACTER SET utf8mb4;

-- Every e-mail and telephone number that a customer bought with, since the first such sale.
CREATE TABLE IF NOT EXISTS customer_contact (
  account_id BIGINT NOT NULL,
  kind VARCHAR(16) NOT NULL,
  value VARBINARY(320) NOT NULL,
  customer_no BIGINT NOT NULL,
  first_placed_at DATETIME(6) NOT NULL,
  first_order_id VARBINARY(64) NOT NULL,
  PRIMARY KEY (account_id, kind, value, customer_no),
  INDEX customer_contact_by_customer (account_id, customer_no)
) ENGINE=InnoDB CHARACTER SET utf8mb4;

-- Two numbers of one person: the one is kept, the other means it from now on.
CREATE TABLE IF NOT EXISTS customer_merge (
  account_id BIGINT NOT NULL,
  away_number VARBINARY(256) NOT NULL,
  kept_number VARBINARY(256) NOT NULL,
  at DATETIME(6) NOT NULL,
  PRIMARY KEY (account_id, away_number)
) ENGINE=InnoDB CHARACTER SET utf8mb4;

-- Numbers that an operator took from a customer.
CREATE TABLE IF NOT EXISTS customer_unlinked (
  account_id BIGINT NOT NULL,
  customer_no BIGINT NOT NULL,
  pos_customer_number VARBINARY(256) NOT NULL,
  PRIMARY KEY (account_id, customer_no, pos_customer_number)
) ENGINE=InnoDB CHARACTER SET utf8mb4;

-- Pairs from before sales were kept: they count as older than every sale, in the order in which they were learnt. Nothing is left to copy
-- where this migration is run again after the table was dropped.
CREATE TABLE IF NOT EXISTS customer_identity (
  account_id BIGINT NOT NULL,
  site_id BIGINT NOT NULL,
  web_customer_id VARBINARY(190) NOT NULL,
  guest_email VARBINARY(320) NOT NULL,
  email VARBINARY(320) NOT NULL,
  pos_customer_number TEXT NOT NULL,
  sequence BIGINT NOT NULL
) ENGINE=InnoDB CHARACTER SET utf8mb4;
INSERT IGNORE INTO customer
  SELECT account_id, sequence, site_id, web_customer_id, guest_email, pos_customer_number, '1970-01-01 00:00:00.000000', '', 0 FROM customer_identity;
INSERT IGNORE INTO customer_contact
  SELECT account_id, 'email', email, sequence, '1970-01-01 00:00:00.000000', LPAD(sequence, 12, '0') FROM customer_identity WHERE email <> '';
DROP TABLE customer_identity;
