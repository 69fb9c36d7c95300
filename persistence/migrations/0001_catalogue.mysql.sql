-- Accounts, sites, items with price and stock, listings, deliveries, jobs, audit and caller references.
-- Every statement may be repeated: a definition commits by itself on MySQL. Times are UTC, written by the program; ids are bytes.

CREATE TABLE IF NOT EXISTS account_sequence (
  name VARBINARY(64) NOT NULL PRIMARY KEY,
  last_number BIGINT NOT NULL
) ENGINE=InnoDB CHARACTER SET utf8mb4;

INSERT INTO account_sequence (name, last_number) VALUES ('account', 0) ON DUPLICATE KEY UPDATE last_number = last_number;

CREATE TABLE IF NOT EXISTS account (
  account_id BIGINT NOT NULL PRIMARY KEY,
  store_id VARBINARY(64) NOT NULL UNIQUE,
  name TEXT NOT NULL,
  time_zone VARCHAR(64) NOT NULL,
  currency VARCHAR(8) NOT NULL,
  prices_include_tax TINYINT NOT NULL,
  pulls TEXT NOT NULL,
  stock_meaning VARCHAR(16) NOT NULL,
  disabled TINYINT NOT NULL,
  last_site_id BIGINT NOT NULL DEFAULT 0
) ENGINE=InnoDB CHARACTER SET utf8mb4;

CREATE TABLE IF NOT EXISTS account_clock (
  account_id BIGINT NOT NULL PRIMARY KEY,
  step BIGINT NOT NULL
) ENGINE=InnoDB CHARACTER SET utf8mb4;

CREATE TABLE IF NOT EXISTS credential (
  account_id BIGINT NOT NULL,
  user_name VARBINARY(190) NOT NULL,
  slot TINYINT NOT NULL,
  kind VARCHAR(24) NOT NULL,
  digest TEXT NOT NULL,
  created_at DATETIME(6) NOT NULL,
  expires_at DATETIME(6),
  PRIMARY KEY (account_id, user_name, slot)
) ENGINE=InnoDB CHARACTER SET utf8mb4;

CREATE TABLE IF NOT EXISTS site (
  account_id BIGINT NOT NULL,
  site_id BIGINT NOT NULL,
  name VARBINARY(64) NOT NULL,
  platform VARCHAR(64) NOT NULL,
  base_url TEXT NOT NULL,
  allow_plain_http TINYINT NOT NULL,
  allow_private_address TINYINT NOT NULL,
  options MEDIUMTEXT NOT NULL,
  order_moment VARCHAR(24) NOT NULL,
  sell_online_rule VARCHAR(16) NOT NULL,
  allocation TINYINT NOT NULL,
  stock_decimals TINYINT NOT NULL,
  pos_store TEXT NOT NULL,
  orders_since DATETIME(6),
  paused TINYINT NOT NULL,
  pause_reason TEXT NOT NULL,
  order_cursor MEDIUMTEXT NOT NULL,
  PRIMARY KEY (account_id, site_id),
  UNIQUE (account_id, name)
) ENGINE=InnoDB CHARACTER SET utf8mb4;

CREATE TABLE IF NOT EXISTS site_secret (
  account_id BIGINT NOT NULL,
  site_id BIGINT NOT NULL,
  name VARBINARY(64) NOT NULL,
  sealed TEXT NOT NULL,
  PRIMARY KEY (account_id, site_id, name)
) ENGINE=InnoDB CHARACTER SET utf8mb4;

CREATE TABLE IF NOT EXISTS site_health (
  account_id BIGINT NOT NULL,
  site_id BIGINT NOT NULL,
  consecutive_failures BIGINT NOT NULL,
  open_until DATETIME(6),
  reason TEXT NOT NULL,
  needs_person TINYINT NOT NULL,
  openings BIGINT NOT NULL,
  PRIMARY KEY (account_id, site_id)
) ENGINE=InnoDB CHARACTER SET utf8mb4;

CREATE TABLE IF NOT EXISTS item (
  account_id BIGINT NOT NULL,
  item_id VARBINARY(128) NOT NULL,
  product_id VARBINARY(128) NOT NULL,
  options MEDIUMTEXT NOT NULL,
  name TEXT NOT NULL,
  short_description MEDIUMTEXT NOT NULL,
  long_description MEDIUMTEXT NOT NULL,
  additional_description MEDIUMTEXT NOT NULL,
  brand TEXT NOT NULL,
  department TEXT NOT NULL,
  barcode TEXT NOT NULL,
  supplier_sku TEXT NOT NULL,
  weight DECIMAL(14,4),
  weight_unit VARCHAR(16) NOT NULL,
  taxable TINYINT NOT NULL,
  tax_class TEXT NOT NULL,
  sell_online TINYINT NOT NULL,
  sites MEDIUMTEXT,
  image_urls MEDIUMTEXT NOT NULL,
  attributes MEDIUMTEXT NOT NULL,
  as_of DATETIME(6),
  changed_step BIGINT NOT NULL,
  PRIMARY KEY (account_id, item_id),
  INDEX item_by_change (account_id, changed_step, item_id),
  INDEX item_by_product (account_id, product_id, item_id)
) ENGINE=InnoDB CHARACTER SET utf8mb4;

CREATE TABLE IF NOT EXISTS price (
  account_id BIGINT NOT NULL,
  item_id VARBINARY(128) NOT NULL,
  price DECIMAL(19,4),
  sale_price DECIMAL(19,4),
  sale_start DATETIME(6),
  sale_end DATETIME(6),
  as_of DATETIME(6),
  changed_step BIGINT NOT NULL,
  PRIMARY KEY (account_id, item_id),
  INDEX price_by_change (account_id, changed_step, item_id),
  INDEX price_by_sale_start (account_id, sale_start),
  INDEX price_by_sale_end (account_id, sale_end)
) ENGINE=InnoDB CHARACTER SET utf8mb4;

CREATE TABLE IF NOT EXISTS stock (
  account_id BIGINT NOT NULL,
  item_id VARBINARY(128) NOT NULL,
  location VARBINARY(128) NOT NULL,
  quantity DECIMAL(14,4) NOT NULL,
  as_of DATETIME(6),
  received_at DATETIME(6) NOT NULL,
  changed_step BIGINT NOT NULL,
  PRIMARY KEY (account_id, item_id, location),
  INDEX stock_by_change (account_id, changed_step, item_id)
) ENGINE=InnoDB CHARACTER SET utf8mb4;

CREATE TABLE IF NOT EXISTS listing (
  account_id BIGINT NOT NULL,
  site_id BIGINT NOT NULL,
  item_id VARBINARY(128) NOT NULL,
  state VARBINARY(16) NOT NULL,
  remote_product_id VARBINARY(190) NOT NULL,
  remote_variant_id VARCHAR(190) NOT NULL,
  sent_quantity DECIMAL(14,4),
  sent_price DECIMAL(19,4),
  sent_sale_price DECIMAL(19,4),
  sent_sale_start DATETIME(6),
  sent_sale_end DATETIME(6),
  sent_visible TINYINT,
  adopted TINYINT NOT NULL,
  quantity_sent_at DATETIME(6),
  price_sent_at DATETIME(6),
  created_at DATETIME(6) NOT NULL,
  PRIMARY KEY (account_id, site_id, item_id),
  INDEX listing_by_remote (account_id, site_id, remote_product_id)
) ENGINE=InnoDB CHARACTER SET utf8mb4;

CREATE TABLE IF NOT EXISTS delivery (
  account_id BIGINT NOT NULL,
  site_id BIGINT NOT NULL,
  job VARBINARY(16) NOT NULL,
  item_id VARBINARY(128) NOT NULL,
  state VARBINARY(16) NOT NULL,
  claimed_step BIGINT NOT NULL,
  token BIGINT NOT NULL,
  due_at DATETIME(6) NOT NULL,
  tries BIGINT NOT NULL,
  first_failed_at DATETIME(6),
  last_code VARCHAR(64) NOT NULL,
  last_message TEXT NOT NULL,
  PRIMARY KEY (account_id, site_id, job, item_id)
) ENGINE=InnoDB CHARACTER SET utf8mb4;

CREATE TABLE IF NOT EXISTS job_schedule (
  account_id BIGINT NOT NULL,
  site_id BIGINT NOT NULL,
  job VARBINARY(16) NOT NULL,
  interval_seconds BIGINT NOT NULL,
  day_window VARCHAR(16) NOT NULL,
  due_at DATETIME(6),
  woken TINYINT NOT NULL,
  owner VARBINARY(250) NOT NULL,
  token BIGINT NOT NULL,
  lease_until DATETIME(6),
  seen_step BIGINT NOT NULL,
  last_started_at DATETIME(6),
  last_finished_at DATETIME(6),
  last_result VARCHAR(64) NOT NULL,
  last_summary TEXT NOT NULL,
  held_reason TEXT NOT NULL,
  PRIMARY KEY (account_id, site_id, job),
  INDEX job_by_due (due_at)
) ENGINE=InnoDB CHARACTER SET utf8mb4;

CREATE TABLE IF NOT EXISTS job_run (
  account_id BIGINT NOT NULL,
  site_id BIGINT NOT NULL,
  job VARBINARY(16) NOT NULL,
  token BIGINT NOT NULL,
  started_at DATETIME(6) NOT NULL,
  finished_at DATETIME(6) NOT NULL,
  result VARCHAR(64) NOT NULL,
  summary TEXT NOT NULL,
  PRIMARY KEY (account_id, site_id, job, token),
  INDEX job_run_by_finish (account_id, site_id, finished_at)
) ENGINE=InnoDB CHARACTER SET utf8mb4;

CREATE TABLE IF NOT EXISTS audit (
  account_id BIGINT NOT NULL,
  at DATETIME(6) NOT NULL,
  entry_key VARBINARY(64) NOT NULL,
  number BIGINT NOT NULL,
  actor TEXT NOT NULL,
  act VARCHAR(64) NOT NULL,
  object TEXT NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (account_id, at, entry_key)
) ENGINE=InnoDB CHARACTER SET utf8mb4;

CREATE TABLE IF NOT EXISTS caller_reference (
  account_id BIGINT NOT NULL,
  reference VARBINARY(190) NOT NULL,
  operation VARCHAR(64) NOT NULL,
  content_hash VARCHAR(128) NOT NULL,
  finished TINYINT NOT NULL,
  started_at DATETIME(6) NOT NULL,
  owner VARBINARY(250) NOT NULL,
  answer MEDIUMTEXT NOT NULL,
  PRIMARY KEY (account_id, reference),
  INDEX caller_reference_by_start (started_at)
) ENGINE=InnoDB CHARACTER SET utf8mb4;

