-- Settings of the order side: refusals, customers, stock per site; attribute mapping; safety stock per item.

ALTER TABLE account ADD COLUMN refusal_policy VARCHAR(24) NOT NULL DEFAULT 'park';
ALTER TABLE account ADD COLUMN match_customers_by_phone TINYINT NOT NULL DEFAULT 0;

ALTER TABLE site ADD COLUMN stock_meaning VARCHAR(16) NOT NULL DEFAULT '';
ALTER TABLE site ADD COLUMN stock_locations VARCHAR(8000) NOT NULL DEFAULT '[]';
ALTER TABLE site ADD COLUMN order_location VARBINARY(256) NOT NULL DEFAULT '';
ALTER TABLE site ADD COLUMN safety_stock DECIMAL(14,4) NOT NULL DEFAULT 0;

-- site_id 0 = all sites of the account.
CREATE TABLE IF NOT EXISTS attribute_mapping (
  account_id BIGINT NOT NULL,
  site_id BIGINT NOT NULL,
  attribute VARBINARY(190) NOT NULL,
  pos_value VARBINARY(1020) NOT NULL,
  web_value TEXT NOT NULL,
  PRIMARY KEY (account_id, site_id, attribute, pos_value)
) ENGINE=InnoDB CHARACTER SET utf8mb4;

CREATE TABLE IF NOT EXISTS safety_stock (
  account_id BIGINT NOT NULL,
  site_id BIGINT NOT NULL,
  item_id VARBINARY(128) NOT NULL,
  quantity DECIMAL(14,4) NOT NULL,
  PRIMARY KEY (account_id, site_id, item_id)
) ENGINE=InnoDB CHARACTER SET utf8mb4;
