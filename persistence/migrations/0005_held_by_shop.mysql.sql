-- Pieces of a shop's own orders that the shop itself still holds back, as of the newest news about each order line.

CREATE TABLE IF NOT EXISTS held_by_shop (
  account_id BIGINT NOT NULL,
  site_id BIGINT NOT NULL,
  item_id VARBINARY(128) NOT NULL,
  order_id VARBINARY(64) NOT NULL,
  line_id VARBINARY(190) NOT NULL,
  quantity DECIMAL(14,4) NOT NULL,
  PRIMARY KEY (account_id, site_id, item_id, order_id, line_id),
  INDEX held_by_shop_of_order (account_id, order_id)
) ENGINE=InnoDB CHARACTER SET utf8mb4;
