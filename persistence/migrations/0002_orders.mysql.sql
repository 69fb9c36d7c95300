-- Orders, their events, reservations, documents with their evidence, shipments, customers.
-- Every statement may be repeated: a definition commits by itself on MySQL.

CREATE TABLE IF NOT EXISTS web_order (
  account_id BIGINT NOT NULL,
  order_id VARBINARY(64) NOT NULL,
  site_id BIGINT NOT NULL,
  web_order_id VARBINARY(190) NOT NULL,
  number VARBINARY(190) NOT NULL,
  status VARCHAR(32) NOT NULL,
  placed_at DATETIME(6) NOT NULL,
  collected_at DATETIME(6) NOT NULL,
  before_connection TINYINT NOT NULL,
  payload MEDIUMTEXT NOT NULL,
  PRIMARY KEY (account_id, order_id),
  UNIQUE (account_id, site_id, web_order_id),
  INDEX web_order_by_number (account_id, site_id, number),
  INDEX web_order_by_placed (account_id, placed_at, order_id)
) ENGINE=InnoDB CHARACTER SET utf8mb4;

CREATE TABLE IF NOT EXISTS order_event (
  account_id BIGINT NOT NULL,
  site_id BIGINT NOT NULL,
  event_id VARBINARY(255) NOT NULL,
  order_id VARBINARY(64) NOT NULL,
  kind VARCHAR(16) NOT NULL,
  occurred_at DATETIME(6) NOT NULL,
  payload MEDIUMTEXT NOT NULL,
  PRIMARY KEY (account_id, site_id, event_id),
  INDEX order_event_by_order (account_id, order_id, occurred_at, event_id)
) ENGINE=InnoDB CHARACTER SET utf8mb4;

-- The ledger: rows are appended and never changed.
CREATE TABLE IF NOT EXISTS allocation (
  account_id BIGINT NOT NULL,
  entry_key VARBINARY(700) NOT NULL,
  item_id VARBINARY(128) NOT NULL,
  site_id BIGINT NOT NULL,
  order_id VARBINARY(64) NOT NULL,
  line_id VARBINARY(190) NOT NULL,
  reason VARCHAR(24) NOT NULL,
  quantity DECIMAL(14,4) NOT NULL,
  document_id VARBINARY(64) NOT NULL,
  at DATETIME(6) NOT NULL,
  PRIMARY KEY (account_id, entry_key),
  INDEX allocation_by_order (account_id, order_id)
) ENGINE=InnoDB CHARACTER SET utf8mb4;

-- The ledger's sum per order line, only where it is not zero: what an item holds is read at a cost independent of its history.
CREATE TABLE IF NOT EXISTS allocation_open (
  account_id BIGINT NOT NULL,
  item_id VARBINARY(128) NOT NULL,
  order_id VARBINARY(64) NOT NULL,
  line_id VARBINARY(190) NOT NULL,
  quantity DECIMAL(14,4) NOT NULL,
  PRIMARY KEY (account_id, item_id, order_id, line_id)
) ENGINE=InnoDB CHARACTER SET utf8mb4;

CREATE TABLE IF NOT EXISTS pending_release (
  account_id BIGINT NOT NULL,
  item_id VARBINARY(128) NOT NULL,
  document_id VARBINARY(64) NOT NULL,
  line_id VARBINARY(190) NOT NULL,
  site_id BIGINT NOT NULL,
  order_id VARBINARY(64) NOT NULL,
  quantity DECIMAL(14,4) NOT NULL,
  confirmed_at DATETIME(6) NOT NULL,
  booked_at DATETIME(6),
  PRIMARY KEY (account_id, item_id, document_id, line_id),
  INDEX pending_release_by_order (account_id, order_id)
) ENGINE=InnoDB CHARACTER SET utf8mb4;

CREATE TABLE IF NOT EXISTS document (
  account_id BIGINT NOT NULL,
  document_id VARBINARY(64) NOT NULL,
  kind VARCHAR(16) NOT NULL,
  site_id BIGINT NOT NULL,
  order_id VARBINARY(64) NOT NULL,
  event_id VARBINARY(255) NOT NULL,
  revision BIGINT NOT NULL,
  pos_store VARBINARY(190) NOT NULL,
  state VARCHAR(16) NOT NULL,
  waiting TINYINT NOT NULL,
  created_at DATETIME(6) NOT NULL,
  generation BIGINT NOT NULL,
  resent TINYINT NOT NULL,
  offered_count BIGINT NOT NULL,
  first_offered_at DATETIME(6),
  confirmed_at DATETIME(6),
  pos_document_numbers MEDIUMTEXT NOT NULL,
  refusal_code TEXT NOT NULL,
  refusal_message TEXT NOT NULL,
  payload MEDIUMTEXT NOT NULL,
  PRIMARY KEY (account_id, document_id),
  UNIQUE (account_id, site_id, kind, event_id, revision),
  INDEX document_by_waiting (account_id, kind, waiting, created_at, document_id),
  INDEX document_by_waiting_site (account_id, kind, waiting, site_id, created_at, document_id),
  INDEX document_by_state (account_id, kind, state, site_id),
  INDEX document_by_order (account_id, order_id, created_at, document_id)
) ENGINE=InnoDB CHARACTER SET utf8mb4;

-- Evidence: appended, never changed.
CREATE TABLE IF NOT EXISTS handout (
  account_id BIGINT NOT NULL,
  step BIGINT NOT NULL,
  kind VARCHAR(16) NOT NULL,
  caller VARBINARY(190) NOT NULL,
  request_id VARBINARY(190) NOT NULL,
  at DATETIME(6) NOT NULL,
  documents MEDIUMTEXT NOT NULL,
  PRIMARY KEY (account_id, step)
) ENGINE=InnoDB CHARACTER SET utf8mb4;

CREATE TABLE IF NOT EXISTS confirmation (
  account_id BIGINT NOT NULL,
  document_id VARBINARY(64) NOT NULL,
  step BIGINT NOT NULL,
  generation BIGINT NOT NULL,
  result VARCHAR(24) NOT NULL,
  caller VARBINARY(190) NOT NULL,
  request_id VARBINARY(190) NOT NULL,
  at DATETIME(6) NOT NULL,
  entry MEDIUMTEXT NOT NULL,
  PRIMARY KEY (account_id, document_id, step)
) ENGINE=InnoDB CHARACTER SET utf8mb4;

CREATE TABLE IF NOT EXISTS shipment (
  account_id BIGINT NOT NULL,
  shipment_id VARBINARY(190) NOT NULL,
  sequence BIGINT NOT NULL,
  site_id BIGINT NOT NULL,
  order_id VARBINARY(64) NOT NULL,
  payload MEDIUMTEXT NOT NULL,
  state VARCHAR(16) NOT NULL,
  done TINYINT NOT NULL,
  token BIGINT NOT NULL,
  due_at DATETIME(6) NOT NULL,
  tries BIGINT NOT NULL,
  first_failed_at DATETIME(6),
  last_code TEXT NOT NULL,
  last_message TEXT NOT NULL,
  created_at DATETIME(6) NOT NULL,
  PRIMARY KEY (account_id, shipment_id),
  UNIQUE (account_id, sequence),
  INDEX shipment_by_order (account_id, order_id, sequence),
  INDEX shipment_by_due (account_id, site_id, done, sequence)
) ENGINE=InnoDB CHARACTER SET utf8mb4;

-- guest_email stands where there is no web customer id: a guest is known by e-mail only.
CREATE TABLE IF NOT EXISTS customer_identity (
  account_id BIGINT NOT NULL,
  site_id BIGINT NOT NULL,
  web_customer_id VARBINARY(190) NOT NULL,
  guest_email VARBINARY(320) NOT NULL,
  email VARBINARY(320) NOT NULL,
  pos_customer_number TEXT NOT NULL,
  sequence BIGINT NOT NULL,
  PRIMARY KEY (account_id, site_id, web_customer_id, guest_email),
  INDEX customer_by_email (account_id, email, sequence),
  INDEX customer_by_sequence (account_id, sequence)
) ENGINE=InnoDB CHARACTER SET utf8mb4;

