-- Who says a quote by the rules, where people said that it is somebody else, or nobody.

ALTER TABLE quotes ADD COLUMN rule_id INTEGER REFERENCES names;
UPDATE quotes SET rule_id = name_id;
CREATE INDEX quotes_by_rule ON quotes (rule_id) WHERE rule_id IS NOT NULL;
