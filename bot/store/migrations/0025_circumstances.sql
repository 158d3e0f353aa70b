-- Where and when something was so many: spans in the clause of a number; `time_start` is where a date of `dates` begins.

ALTER TABLE numbers ADD COLUMN place_start INTEGER;
ALTER TABLE numbers ADD COLUMN place_end INTEGER;
ALTER TABLE numbers ADD COLUMN time_start INTEGER;
ALTER TABLE numbers ADD COLUMN time_end INTEGER;
