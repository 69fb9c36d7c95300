-- Refusals of a document that is offered again by itself, and what is left of it after its time.

ALTER TABLE document ADD COLUMN refused_count INTEGER NOT NULL DEFAULT 0;
ALTER TABLE document ADD COLUMN offer_again_at TEXT;
ALTER TABLE document ADD COLUMN purged_at TEXT;
