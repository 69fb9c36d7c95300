-- Accounts, sites, items with price and stock, listings, deliveries, jobs, audit and caller references.
-- Money and quantities are integers of 1/10,000; times are UTC text of 26 characters; ids compare byte by byte.

CREATE TABLE account_sequence (
  name TEXT NOT NULL PRIMARY KEY,
  last_number INTEGER NOT NULL
) STRICT;

INSERT INTO account_sequence (name, last_number) VALUES ('account', 0);

CREATE TABLE account (
  account_id INTEGER NOT NULL PRIMARY KEY,
  store_id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  time_zone TEXT NOT NULL,
  currency TEXT NOT NULL,
  prices_include_tax INTEGER NOT NULL,
  pulls TEXT NOT NULL,
  stock_meaning TEXT NOT NULL,
  disabled INTEGER NOT NULL,
  last_site_id INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE account_clock (
  account_id INTEGER NOT NULL PRIMARY KEY,
  step INTEGER NOT NULL
) STRICT;

CREATE TABLE credential (
  account_id INTEGER NOT NULL,
  user_name TEXT NOT NULL,
  slot INTEGER NOT NULL,
  kind TEXT NOT NULL,
  digest TEXT NOT NULL,
  created_at TEXT NOT NULL,
  expires_at TEXT,
  PRIMARY KEY (account_id, user_name, slot)
) STRICT, WITHOUT ROWID;

CREATE TABLE site (
  account_id INTEGER NOT NULL,
  site_id INTEGER NOT NULL,
  name TEXT NOT NULL,
  platform TEXT NOT NULL,
  base_url TEXT NOT NULL,
  allow_plain_http INTEGER NOT NULL,
  allow_private_address INTEGER NOT NULL,
  options TEXT NOT NULL,
  order_moment TEXT NOT NULL,
  sell_online_rule TEXT NOT NULL,
  allocation INTEGER NOT NULL,
  stock_decimals INTEGER NOT NULL,
  pos_store TEXT NOT NULL,
  orders_since TEXT,
  paused INTEGER NOT NULL,
  pause_reason TEXT NOT NULL,
  order_cursor TEXT NOT NULL,
  PRIMARY KEY (account_id, site_id),
  UNIQUE (account_id, name)
) STRICT;

CREATE TABLE site_secret (
  account_id INTEGER NOT NULL,
  site_id INTEGER NOT NULL,
  name TEXT NOT NULL,
  sealed TEXT NOT NULL,
  PRIMARY KEY (account_id, site_id, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE site_health (
  account_id INTEGER NOT NULL,
  site_id INTEGER NOT NULL,
  consecutive_failures INTEGER NOT NULL,
  open_until TEXT,
  reason TEXT NOT NULL,
  needs_person INTEGER NOT NULL,
  openings INTEGER NOT NULL,
  PRIMARY KEY (account_id, site_id)
) STRICT;

CREATE TABLE item (
  account_id INTEGER NOT NULL,
  item_id TEXT NOT NULL,
  product_id TEXT NOT NULL,
  options TEXT NOT NULL,
  name TEXT NOT NULL,
  short_description TEXT NOT NULL,
  long_description TEXT NOT NULL,
  additional_description TEXT NOT NULL,
  brand TEXT NOT NULL,
  department TEXT NOT NULL,
  barcode TEXT NOT NULL,
  supplier_sku TEXT NOT NULL,
  weight INTEGER,
  weight_unit TEXT NOT NULL,
  taxable INTEGER NOT NULL,
  tax_class TEXT NOT NULL,
  sell_online INTEGER NOT NULL,
  sites TEXT,
  image_urls TEXT NOT NULL,
  attributes TEXT NOT NULL,
  as_of TEXT,
  changed_step INTEGER NOT NULL,
  PRIMARY KEY (account_id, item_id)
) STRICT;

CREATE INDEX item_by_change ON item (account_id, changed_step, item_id);
CREATE INDEX item_by_product ON item (account_id, product_id, item_id);

CREATE TABLE price (
  account_id INTEGER NOT NULL,
  item_id TEXT NOT NULL,
  price INTEGER,
  sale_price INTEGER,
  sale_start TEXT,
  sale_end TEXT,
  as_of TEXT,
  changed_step INTEGER NOT NULL,
  PRIMARY KEY (account_id, item_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX price_by_change ON price (account_id, changed_step, item_id);
CREATE INDEX price_by_sale_start ON price (account_id, sale_start);
CREATE INDEX price_by_sale_end ON price (account_id, sale_end);

CREATE TABLE stock (
  account_id INTEGER NOT NULL,
  item_id TEXT NOT NULL,
  location TEXT NOT NULL,
  quantity INTEGER NOT NULL,
  as_of TEXT,
  received_at TEXT NOT NULL,
  changed_step INTEGER NOT NULL,
  PRIMARY KEY (account_id, item_id, location)
) STRICT, WITHOUT ROWID;

CREATE INDEX stock_by_change ON stock (account_id, changed_step, item_id);

CREATE TABLE listing (
  account_id INTEGER NOT NULL,
  site_id INTEGER NOT NULL,
  item_id TEXT NOT NULL,
  state TEXT NOT NULL,
  remote_product_id TEXT NOT NULL,
  remote_variant_id TEXT NOT NULL,
  sent_quantity INTEGER,
  sent_price INTEGER,
  sent_sale_price INTEGER,
  sent_sale_start TEXT,
  sent_sale_end TEXT,
  sent_visible INTEGER,
  adopted INTEGER NOT NULL,
  quantity_sent_at TEXT,
  price_sent_at TEXT,
  created_at TEXT NOT NULL,
  PRIMARY KEY (account_id, site_id, item_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX listing_by_remote ON listing (account_id, site_id, remote_product_id);

CREATE TABLE delivery (
  account_id INTEGER NOT NULL,
  site_id INTEGER NOT NULL,
  job TEXT NOT NULL,
  item_id TEXT NOT NULL,
  state TEXT NOT NULL,
  claimed_step INTEGER NOT NULL,
  token INTEGER NOT NULL,
  due_at TEXT NOT NULL,
  tries INTEGER NOT NULL,
  first_failed_at TEXT,
  last_code TEXT NOT NULL,
  last_message TEXT NOT NULL,
  PRIMARY KEY (account_id, site_id, job, item_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE job_schedule (
  account_id INTEGER NOT NULL,
  site_id INTEGER NOT NULL,
  job TEXT NOT NULL,
  interval_seconds INTEGER NOT NULL,
  day_window TEXT NOT NULL,
  due_at TEXT,
  woken INTEGER NOT NULL,
  owner TEXT NOT NULL,
  token INTEGER NOT NULL,
  lease_until TEXT,
  seen_step INTEGER NOT NULL,
  last_started_at TEXT,
  last_finished_at TEXT,
  last_result TEXT NOT NULL,
  last_summary TEXT NOT NULL,
  held_reason TEXT NOT NULL,
  PRIMARY KEY (account_id, site_id, job)
) STRICT, WITHOUT ROWID;

CREATE INDEX job_by_due ON job_schedule (due_at);

CREATE TABLE job_run (
  account_id INTEGER NOT NULL,
  site_id INTEGER NOT NULL,
  job TEXT NOT NULL,
  token INTEGER NOT NULL,
  started_at TEXT NOT NULL,
  finished_at TEXT NOT NULL,
  result TEXT NOT NULL,
  summary TEXT NOT NULL,
  PRIMARY KEY (account_id, site_id, job, token)
) STRICT, WITHOUT ROWID;

CREATE INDEX job_run_by_finish ON job_run (account_id, site_id, finished_at);

CREATE TABLE audit (
  account_id INTEGER NOT NULL,
  at TEXT NOT NULL,
  entry_key TEXT NOT NULL,
  number INTEGER NOT NULL,
  actor TEXT NOT NULL,
  act TEXT NOT NULL,
  object TEXT NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (account_id, at, entry_key)
) STRICT, WITHOUT ROWID;

CREATE TABLE caller_reference (
  account_id INTEGER NOT NULL,
  reference TEXT NOT NULL,
  operation TEXT NOT NULL,
  content_hash TEXT NOT NULL,
  finished INTEGER NOT NULL,
  started_at TEXT NOT NULL,
  owner TEXT NOT NULL,
  answer TEXT NOT NULL,
  PRIMARY KEY (account_id, reference)
) STRICT, WITHOUT ROWID;

CREATE INDEX caller_reference_by_start ON caller_reference (started_at);
