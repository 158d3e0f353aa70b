-- Forms that are looked for in texts, since somebody gave them to a name: by the entries that stand, as long as the store
-- has the name.

CREATE TABLE taught (
    name_id INTEGER NOT NULL REFERENCES names ON DELETE CASCADE,
    entry INTEGER NOT NULL REFERENCES corrections ON DELETE CASCADE,
    guild_id INTEGER NOT NULL,
    form TEXT NOT NULL,
    PRIMARY KEY (name_id, entry)
) STRICT, WITHOUT ROWID;
CREATE INDEX taught_of_guild ON taught (guild_id);
CREATE INDEX taught_by_entry ON taught (entry);
