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
