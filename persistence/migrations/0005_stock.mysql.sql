-- Stock: what each order line holds with its site, releases by location, and the pieces that a shop itself holds back.

-- The ledger's sum per order line, only where it is not zero: what an item holds is read at a cost independent of its history.
CREATE TABLE IF NOT EXISTS reservation (
  account_id BIGINT NOT NULL,
  item_id VARBINARY(128) NOT NULL,
  order_id VARBINARY(64) NOT NULL,
  line_id VARBINARY(190) NOT NULL,
  site_id BIGINT NOT NULL,
  quantity DECIMAL(14,4) NOT NULL,
  since DATETIME(6) NOT NULL,
  PRIMARY KEY (account_id, item_id, order_id, line_id),
  INDEX reservation_by_since (account_id, since, order_id)
) ENGINE=InnoDB CHARACTER SET utf8mb4;

REPLACE INTO reservation (account_id, item_id, order_id, line_id, site_id, quantity, since)
  SELECT account_id, item_id, order_id, line_id, MIN(site_id), SUM(quantity), MIN(at) FROM allocation
  GROUP BY account_id, item_id, order_id, line_id HAVING SUM(quantity) <> 0;

DROP TABLE IF EXISTS allocation_open;

ALTER TABLE pending_release ADD COLUMN posted_locations VARCHAR(4000) NOT NULL DEFAULT '[]';
ALTER TABLE pending_release ADD COLUMN proven TINYINT NOT NULL DEFAULT 0;
ALTER TABLE pending_release ADD INDEX pending_release_by_proven (account_id, proven, item_id);

-- Pieces of a shop's own orders that the shop itself still holds back, as of the newest news about each order line.
CREATE TABLE IF NOT EXISTS held_by_shop (
  account_id BIGINT NOT NULL,
  site_id BIGINT NOT NULL,
  item_id VARBINARY(128) NOT NULL,
  order_id VARBINARY(64) NOT NULL,
  line_id VARBINARY(190) NOT NULL,
  quantity DECIMAL(14,4) NOT NULL,
  PRIMARY KEY (account_id, site_id, item_id, order_id, line_id),
  INDEX held_by_shop_of_order (account_id, order_id),
  INDEX held_by_shop_of_item (account_id, item_id)
) ENGINE=InnoDB CHARACTER SET utf8mb4;
