-- What the connector of a site keeps from run to run: tokens that replace each other (sealed), the shop's own jobs that are still open.

CREATE TABLE site_memory (
  account_id INTEGER NOT NULL,
  site_id INTEGER NOT NULL,
  memory_key TEXT NOT NULL,
  value TEXT NOT NULL,
  sealed INTEGER NOT NULL,
  PRIMARY KEY (account_id, site_id, memory_key)
) STRICT, WITHOUT ROWID;
