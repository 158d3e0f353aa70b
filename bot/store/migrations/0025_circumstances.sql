-- Where and when something was so many: spans in the clause of a number; `time_start` is where a date of `dates` begins.
-- And which dates tell only when something was said.

ALTER TABLE numbers ADD COLUMN place_start INTEGER;
ALTER TABLE numbers ADD COLUMN place_end INTEGER;
ALTER TABLE numbers ADD COLUMN time_start INTEGER;
ALTER TABLE numbers ADD COLUMN time_end INTEGER;

ALTER TABLE dates ADD COLUMN said INTEGER NOT NULL DEFAULT 0;  -- 1: when somebody said what the rest of the sentence tells
