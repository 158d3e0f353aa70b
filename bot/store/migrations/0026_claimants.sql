-- Whose words a number stands in: the span of a quote of `quotes`.

ALTER TABLE numbers ADD COLUMN quote_start INTEGER;
ALTER TABLE numbers ADD COLUMN quote_end INTEGER;
