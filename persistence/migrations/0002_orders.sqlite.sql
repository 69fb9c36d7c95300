-- Orders, their events, reservations, documents with their evidence, shipments, customers.

CREATE TABLE web_order (
  account_id INTEGER NOT NULL,
  order_id TEXT NOT NULL,
  site_id INTEGER NOT NULL,
  web_order_id TEXT NOT NULL,
  number TEXT NOT NULL,
  status TEXT NOT NULL,
  placed_at TEXT NOT NULL,
  collected_at TEXT NOT NULL,
  before_connection INTEGER NOT NULL,
  payload TEXT NOT NULL,
  PRIMARY KEY (account_id, order_id),
  UNIQUE (account_id, site_id, web_order_id)
) STRICT;

CREATE INDEX web_order_by_number ON web_order (account_id, site_id, number);
CREATE INDEX web_order_by_placed ON web_order (account_id, placed_at, order_id);

CREATE TABLE order_event (
  account_id INTEGER NOT NULL,
  site_id INTEGER NOT NULL,
  event_id TEXT NOT NULL,
  order_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  occurred_at TEXT NOT NULL,
  payload TEXT NOT NULL,
  PRIMARY KEY (account_id, site_id, event_id)
) STRICT;

CREATE INDEX order_event_by_order ON order_event (account_id, order_id, occurred_at, event_id);

-- The ledger: rows are appended and never changed.
CREATE TABLE allocation (
  account_id INTEGER NOT NULL,
  entry_key TEXT NOT NULL,
  item_id TEXT NOT NULL,
  site_id INTEGER NOT NULL,
  order_id TEXT NOT NULL,
  line_id TEXT NOT NULL,
  reason TEXT NOT NULL,
  quantity INTEGER NOT NULL,
  document_id TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (account_id, entry_key)
) STRICT;

CREATE INDEX allocation_by_order ON allocation (account_id, order_id);

-- The ledger's sum per order line, only where it is not zero: what an item holds is read at a cost independent of its history.
CREATE TABLE allocation_open (
  account_id INTEGER NOT NULL,
  item_id TEXT NOT NULL,
  order_id TEXT NOT NULL,
  line_id TEXT NOT NULL,
  quantity INTEGER NOT NULL,
  PRIMARY KEY (account_id, item_id, order_id, line_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE pending_release (
  account_id INTEGER NOT NULL,
  item_id TEXT NOT NULL,
  document_id TEXT NOT NULL,
  line_id TEXT NOT NULL,
  site_id INTEGER NOT NULL,
  order_id TEXT NOT NULL,
  quantity INTEGER NOT NULL,
  confirmed_at TEXT NOT NULL,
  booked_at TEXT,
  PRIMARY KEY (account_id, item_id, document_id, line_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX pending_release_by_order ON pending_release (account_id, order_id);

CREATE TABLE document (
  account_id INTEGER NOT NULL,
  document_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  site_id INTEGER NOT NULL,
  order_id TEXT NOT NULL,
  event_id TEXT NOT NULL,
  revision INTEGER NOT NULL,
  pos_store TEXT NOT NULL,
  state TEXT NOT NULL,
  waiting INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  generation INTEGER NOT NULL,
  resent INTEGER NOT NULL,
  offered_count INTEGER NOT NULL,
  first_offered_at TEXT,
  confirmed_at TEXT,
  pos_document_numbers TEXT NOT NULL,
  refusal_code TEXT NOT NULL,
  refusal_message TEXT NOT NULL,
  payload TEXT NOT NULL,
  PRIMARY KEY (account_id, document_id),
  UNIQUE (account_id, site_id, kind, event_id, revision)
) STRICT;

CREATE INDEX document_by_waiting ON document (account_id, kind, waiting, created_at, document_id);
CREATE INDEX document_by_waiting_site ON document (account_id, kind, waiting, site_id, created_at, document_id);
CREATE INDEX document_by_state ON document (account_id, kind, state, site_id);
CREATE INDEX document_by_order ON document (account_id, order_id, created_at, document_id);

-- Evidence: appended, never changed.
CREATE TABLE handout (
  account_id INTEGER NOT NULL,
  step INTEGER NOT NULL,
  kind TEXT NOT NULL,
  caller TEXT NOT NULL,
  request_id TEXT NOT NULL,
  at TEXT NOT NULL,
  documents TEXT NOT NULL,
  PRIMARY KEY (account_id, step)
) STRICT, WITHOUT ROWID;

CREATE TABLE confirmation (
  account_id INTEGER NOT NULL,
  document_id TEXT NOT NULL,
  step INTEGER NOT NULL,
  generation INTEGER NOT NULL,
  result TEXT NOT NULL,
  caller TEXT NOT NULL,
  request_id TEXT NOT NULL,
  at TEXT NOT NULL,
  entry TEXT NOT NULL,
  PRIMARY KEY (account_id, document_id, step)
) STRICT, WITHOUT ROWID;

CREATE TABLE shipment (
  account_id INTEGER NOT NULL,
  shipment_id TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  site_id INTEGER NOT NULL,
  order_id TEXT NOT NULL,
  payload TEXT NOT NULL,
  state TEXT NOT NULL,
  done INTEGER NOT NULL,
  token INTEGER NOT NULL,
  due_at TEXT NOT NULL,
  tries INTEGER NOT NULL,
  first_failed_at TEXT,
  last_code TEXT NOT NULL,
  last_message TEXT NOT NULL,
  created_at TEXT NOT NULL,
  PRIMARY KEY (account_id, shipment_id),
  UNIQUE (account_id, sequence)
) STRICT;

CREATE INDEX shipment_by_order ON shipment (account_id, order_id, sequence);
CREATE INDEX shipment_by_due ON shipment (account_id, site_id, done, sequence);

-- guest_email stands where there is no web customer id: a guest is known by e-mail only.
CREATE TABLE customer_identity (
  account_id INTEGER NOT NULL,
  site_id INTEGER NOT NULL,
  web_customer_id TEXT NOT NULL,
  guest_email TEXT NOT NULL,
  email TEXT NOT NULL,
  pos_customer_number TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  PRIMARY KEY (account_id, site_id, web_customer_id, guest_email)
) STRICT, WITHOUT ROWID;

CREATE INDEX customer_by_email ON customer_identity (account_id, email, sequence);
CREATE INDEX customer_by_sequence ON customer_identity (account_id, sequence);
