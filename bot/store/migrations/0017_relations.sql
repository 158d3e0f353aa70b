-- What articles say of two names in so many words: spans, as all that is derived. Whose they are follows from the mentions;
-- which entities they tie, from the names, so that a name that moves takes its relations along.

CREATE TABLE relations (
    article_id INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    start INTEGER NOT NULL,               -- covers subject, predicate and object
    "end" INTEGER NOT NULL,
    subject_start INTEGER NOT NULL,       -- where the mentions begin that are subject and object
    object_start INTEGER NOT NULL,
    subject_id INTEGER REFERENCES names,  -- the names of these mentions; NULL where a correction says that one is no name
    object_id INTEGER REFERENCES names,
    predicate_start INTEGER NOT NULL,
    predicate_end INTEGER NOT NULL,
    negated INTEGER NOT NULL,             -- 1: the text denies it
    sentence INTEGER NOT NULL,            -- as in mentions
    PRIMARY KEY (article_id, start, subject_start, object_start)
) STRICT, WITHOUT ROWID;
CREATE INDEX relations_of_pair ON relations (subject_id, object_id, article_id);
CREATE INDEX relations_by_object ON relations (object_id);
