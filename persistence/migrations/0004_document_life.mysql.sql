-- Refusals of a document that is offered again by itself, and what is left of it after its time.

ALTER TABLE document ADD COLUMN refused_count BIGINT NOT NULL DEFAULT 0;
ALTER TABLE document ADD COLUMN offer_again_at DATETIME(6);
ALTER TABLE document ADD COLUMN purged_at DATETIME(6);
