-- The option values of a variant as the shop got them; '' = as the POS has them, or adopted.

ALTER TABLE listing ADD COLUMN published_options TEXT NOT NULL DEFAULT '';
