-- Refusals of a document that is offered again by itself, resends as evidence, and what is left of a document and an order after their time.

ALTER TABLE document ADD COLUMN refused_count INTEGER NOT NULL DEFAULT 0;
ALTER TABLE document ADD COLUMN offer_again_at TEXT;
ALTER TABLE document ADD COLUMN purged_at TEXT;
ALTER TABLE web_order ADD COLUMN purged_at TEXT;

CREATE INDEX document_by_offer_again ON document (account_id, kind, offer_again_at);
CREATE INDEX document_by_purge ON document (account_id, purged_at, confirmed_at);
CREATE INDEX web_order_by_purge ON web_order (account_id, purged_at, collected_at, order_id);
CREATE INDEX confirmation_by_step ON confirmation (account_id, step, document_id);

-- Evidence: appended, never changed. Step 0 stands for resends of the time before this table.
CREATE TABLE document_resend (
  account_id INTEGER NOT NULL,
  document_id TEXT NOT NULL,
  generation INTEGER NOT NULL,
  step INTEGER NOT NULL,
  actor TEXT NOT NULL,
  reason TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (account_id, document_id, generation)
) STRICT, WITHOUT ROWID;

CREATE INDEX document_resend_by_step ON document_resend (account_id, step, document_id);

INSERT INTO document_resend (account_id, document_id, generation, step, actor, reason, at)
  SELECT account_id, document_id, generation, 0, '', '', created_at FROM document WHERE generation > 1;

UPDATE document SET refused_count = (SELECT COUNT(*) FROM confirmation c
    WHERE c.account_id = document.account_id AND c.document_id = document.document_id AND c.result = 'refused')
  WHERE EXISTS (SELECT 1 FROM confirmation r
    WHERE r.account_id = document.account_id AND r.document_id = document.document_id AND r.result = 'refused');
