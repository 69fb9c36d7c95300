-- Stock: what each order line holds with its site, releases by location, and the pieces that a shop itself holds back.

-- The ledger's sum per order line, only where it is not zero: what an item holds is read at a cost independent of its history.
CREATE TABLE reservation (
  account_id INTEGER NOT NULL,
  item_id TEXT NOT NULL,
  order_id TEXT NOT NULL,
  line_id TEXT NOT NULL,
  site_id INTEGER NOT NULL,
  quantity INTEGER NOT NULL,
  since TEXT NOT NULL,
  PRIMARY KEY (account_id, item_id, order_id, line_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX reservation_by_since ON reservation (account_id, since, order_id);

INSERT INTO reservation (account_id, item_id, order_id, line_id, site_id, quantity, since)
  SELECT account_id, item_id, order_id, line_id, MIN(site_id), SUM(quantity), MIN(at) FROM allocation
  GROUP BY account_id, item_id, order_id, line_id HAVING SUM(quantity) <> 0;

DROP TABLE allocation_open;

ALTER TABLE pending_release ADD COLUMN posted_locations TEXT NOT NULL DEFAULT '[]';
ALTER TABLE pending_release ADD COLUMN proven INTEGER NOT NULL DEFAULT 0;
CREATE INDEX pending_release_by_proven ON pending_release (account_id, proven, item_id);

-- Pieces of a shop's own orders that the shop itself still holds back, as of the newest news about each order line.
CREATE TABLE held_by_shop (
  account_id INTEGER NOT NULL,
  site_id INTEGER NOT NULL,
  item_id TEXT NOT NULL,
  order_id TEXT NOT NULL,
  line_id TEXT NOT NULL,
  quantity INTEGER NOT NULL,
  PRIMARY KEY (account_id, site_id, item_id, order_id, line_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX held_by_shop_of_order ON held_by_shop (account_id, order_id);
CREATE INDEX held_by_shop_of_item ON held_by_shop (account_id, item_id);
