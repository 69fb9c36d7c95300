-- Settings of the order side: refusals, customers, stock per site; attribute mapping; safety stock per item.

ALTER TABLE account ADD COLUMN refusal_policy TEXT NOT NULL DEFAULT 'park';
ALTER TABLE account ADD COLUMN match_customers_by_phone INTEGER NOT NULL DEFAULT 0;

ALTER TABLE site ADD COLUMN stock_meaning TEXT NOT NULL DEFAULT '';
ALTER TABLE site ADD COLUMN stock_locations TEXT NOT NULL DEFAULT '[]';
ALTER TABLE site ADD COLUMN order_location TEXT NOT NULL DEFAULT '';
ALTER TABLE site ADD COLUMN safety_stock INTEGER NOT NULL DEFAULT 0;

-- site_id 0 = all sites of the account.
CREATE TABLE attribute_mapping (
  account_id INTEGER NOT NULL,
  site_id INTEGER NOT NULL,
  attribute TEXT NOT NULL,
  pos_value TEXT NOT NULL,
  web_value TEXT NOT NULL,
  PRIMARY KEY (account_id, site_id, attribute, pos_value)
) STRICT, WITHOUT ROWID;

CREATE TABLE safety_stock (
  account_id INTEGER NOT NULL,
  site_id INTEGER NOT NULL,
  item_id TEXT NOT NULL,
  quantity INTEGER NOT NULL,
  PRIMARY KEY (account_id, site_id, item_id)
) STRICT, WITHOUT ROWID;
