-- What the peers keep, each in a database of its own. The index on updated_at is there because somebody has to deliver the changes.
CREATE TABLE account (
  account_id BIGINT NOT NULL PRIMARY KEY,
  store_id VARCHAR(64) NOT NULL UNIQUE,
  disabled TINYINT NOT NULL DEFAULT 0
) ENGINE=InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE credential (
  account_id BIGINT NOT NULL,
  user_name VARCHAR(64) NOT NULL,
  digest CHAR(44) NOT NULL,
  PRIMARY KEY (account_id, user_name)
) ENGINE=InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE stock (
  account_id BIGINT NOT NULL,
  item_id VARCHAR(128) NOT NULL,
  location VARCHAR(64) NOT NULL,
  quantity DECIMAL(14,4) NOT NULL,
  as_of DATETIME(6),
  updated_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
  PRIMARY KEY (account_id, item_id, location),
  INDEX stock_by_update (updated_at)
) ENGINE=InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;

CREATE TABLE product (
  account_id BIGINT NOT NULL,
  item_id VARCHAR(128) NOT NULL,
  product_id VARCHAR(128),
  options JSON,
  name VARCHAR(255),
  short_description TEXT,
  long_description MEDIUMTEXT,
  additional_description MEDIUMTEXT,
  brand VARCHAR(128),
  department VARCHAR(255),
  barcode VARCHAR(64),
  supplier_sku VARCHAR(128),
  weight DECIMAL(14,4),
  weight_unit VARCHAR(16),
  price DECIMAL(19,4),
  sale_price DECIMAL(19,4),
  sale_start DATETIME(6),
  sale_end DATETIME(6),
  taxable TINYINT,
  tax_class VARCHAR(64),
  sell_online TINYINT,
  sites JSON,
  image_urls JSON,
  attributes JSON,
  updated_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
  PRIMARY KEY (account_id, item_id),
  INDEX product_by_update (updated_at)
) ENGINE=InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
